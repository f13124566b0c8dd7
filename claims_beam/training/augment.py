"""Articles in other forms, one character for one: what is marked in them stays where it is.

The corpora have double quotation marks and a paragraph a line, nearly all. News at large has British marks, typewriter
marks, headlines in capitals, and lines of seventy characters.
"""

import random

_DOUBLE = frozenset('"“”')
_BEFORE_OPENING = frozenset("([—–-‘'")
_STYLES = ("single", "single", "straight", "curly", "straight single")  # British marks are what the corpora lack most
_MARKS = {"single": "‘’", "straight single": "''", "straight": '""', "curly": "“”"}
_WIDTHS = (60, 66, 70, 72, 72, 72, 76, 80)
_HEADLINE = 100  # A line of more characters is a paragraph.
_SENTENCE_ENDS = tuple('.!?’”"')


def restyled(text: str, rng: random.Random) -> str:
    """Return the text with its quotation marks in another style, drawn at random; apostrophes follow the style."""
    style = rng.choice(_STYLES)
    written = list(text)
    for at, character in enumerate(text):
        if character in _DOUBLE:
            written[at] = _MARKS[style][0 if _opens(text, at) else 1]
        elif character == "‘" and style == "single":
            written[at] = "“"
        elif character == "’" and style.startswith("straight"):
            written[at] = "'"
        elif character == "'" and not style.startswith("straight") and at and text[at - 1].isalnum():
            written[at] = "’"
    return "".join(written)


def _opens(text: str, at: int) -> bool:
    """Return whether the double mark at ``at`` opens a quotation."""
    if text[at] != '"':
        return text[at] == "“"
    return at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING


def wrapped(text: str, rng: random.Random) -> str:
    """Return the text with lines of a width drawn at random.

    A space in place of which a line would end is a line break.
    """
    width = rng.choice(_WIDTHS)
    written, start, space = list(text), 0, -1
    for at, character in enumerate(text):
        if character == "\n":
            start, space = at + 1, -1
        elif character == " ":
            if at - start > width and space >= start:
                written[space] = "\n"
                start = space + 1
            space = at
    return "".join(written)


def shouted(text: str, rng: random.Random, share: float = 0.7) -> str:
    """Return the text with a ``share`` of its headlines in capitals, as far as that leaves their length."""
    return "\n".join(_shout(line) if _is_headline(line) and rng.random() < share else line for line in text.split("\n"))


def _is_headline(line: str) -> bool:
    return len(line) < _HEADLINE and not line.endswith(_SENTENCE_ENDS)


def _shout(line: str) -> str:
    capitals = line.upper()
    return capitals if len(capitals) == len(line) else line
