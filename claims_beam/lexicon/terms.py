"""What a claim's words say: numbers, dates, and whom its pronouns mean. Pure; offsets point into the article's text."""


def listed(words: str) -> list[str]:
    """The words between blanks: how the tables here are written."""
    return words.split()
