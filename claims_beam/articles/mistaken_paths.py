"""Paths of files that are given where a text is wanted, which would be read as a text of one word."""

import warnings
from pathlib import Path

from claims_beam.articles.payloads import known_format

_LONGEST = 1_024
"""How long a word may be that can be a path; whether there is such a file is not asked for longer ones."""


def warn_of_path(text: str) -> None:
    """Warn the caller of the function that calls this one if the text is one word that leads to a file.

    It leads to one if there is such a file, or if it ends as files of articles do.
    """
    if len(text) > _LONGEST or text.split() != [text]:
        return
    if known_format(text) or _is_file(text):
        warnings.warn(
            f"the text {text!r} is read as it stands, and looks like the path of a file; to read the articles in a "
            f"file, use claims_beam.read_articles({text!r})",
            stacklevel=3,
        )


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # The name is longer than names of files may be.
        return False
