"""What stands below the options in the help of a command, in lines that fit a terminal of 80 columns."""

import textwrap

WIDTH = 78
"""The columns of a line; argparse leaves two of a terminal's columns free, too."""


def fit(text: str) -> str:
    r"""Return the text with its lines broken; a command goes on behind a backslash, as a shell reads it.

    Paragraphs are filled anew, except lists of examples, whose lines are indented.

    Examples:
        >>> print(fit("examples:\n  claims-beam extract a-long-path/*.jsonl.gz --output another-rather-long-path/out"))
        examples:
          claims-beam extract a-long-path/*.jsonl.gz --output \
              another-rather-long-path/out
    """
    return "\n\n".join(_fit_paragraph(paragraph) for paragraph in text.split("\n\n"))


def _fit_paragraph(paragraph: str) -> str:
    if "\n  " not in paragraph:
        return textwrap.fill(paragraph, WIDTH)
    return "\n".join(_fit_command(line) for line in paragraph.splitlines())


def _fit_command(line: str) -> str:
    if len(line) <= WIDTH:
        return line
    parts = textwrap.wrap(line, WIDTH - 2, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)
    return " \\\n".join(parts)
