"""What comes from outside, made safe to print: it must not drive the terminal, nor rearrange the words around it."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

# Three kinds of characters are unsafe. Control characters other than tabs and line ends could move the cursor or set
# the window's title. Line separators, and marks that change the writing direction, could rearrange the text. Lone
# surrogates stand for the bytes of a file name that is not UTF-8, and they cannot be sent to a terminal.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    r"""Return the text with each character that is not safe to print written as Python does in a string.

    >>> escaped("\x1b]0;owned\x07.txt")
    '\\x1b]0;owned\\x07.txt'
    """
    return _UNSAFE.sub(_written, _with_plain_line_ends(text))


def escaped_offset(text: str) -> Callable[[int], int]:
    """Return a function that tells where an offset of ``text`` is in ``escaped(text)``."""
    found = list(_UNSAFE.finditer(_with_plain_line_ends(text)))
    starts = [match.start() for match in found]
    added = [0, *accumulate(len(_written(match)) - 1 for match in found)]
    return lambda offset: offset + added[bisect_left(starts, offset)]


def _with_plain_line_ends(text: str) -> str:
    """Return the text with the line ends of Windows as blank and line feed, which keeps its length."""
    return text.replace("\r\n", " \n")


def _written(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
