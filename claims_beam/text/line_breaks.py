"""Which line breaks of a text are only typographical: soft, so that a space could stand in their place.

A hard-wrapped text (mail at 72 columns, wire copy at 80) has a line break wherever the next word did not fit. Such
lines give themselves away: they are nearly as long as the longest of them, and many go on in lower case. The width is
looked for in each paragraph, a run of lines without a blank one, and where that shows none, in the text as a whole.
Lines of a block quotation (``> We were``) go on in lines with the same marks, which are part of the break.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims_beam.lexicon.marks import (
    CLOSING_DOUBLE,
    DASHES,
    ELLIPSIS,
    EVERY_CLOSING,
    EVERY_OPENING,
    MAY_CLOSE,
    OPENING_DOUBLE,
    STOPS,
    STRAIGHT_DOUBLE,
)
from claims_beam.records import Span
from claims_beam.text.spans import trimmed

MAX_WIDTH = 100
"""Characters: mail wraps at 72, wire copy at 80; longer lines are whole paragraphs."""

FEWEST_LINES = 3
"""Lines that go on in lower case, from which on a text as a whole shows its width."""

LEAST_SHARE = 0.4
"""Of the line breaks inside paragraphs, those that a text's width must explain; paragraphs have two lines or more."""

LIST_MARKER = rf"(?:[-*•‣◦·▪●{DASHES}]|\(?(?:\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})[.)])(?!\S)"
_LIST_ITEM = re.compile(rf"(?![{DASHES}]\s[a-z]){LIST_MARKER}")
BLOCK_MARK = rf"[^\S\n]{{0,3}}>(?:[^\S\n]?>)*+(?:[^\S\n]++|(?=[^\W\d_]|[{EVERY_OPENING}{STRAIGHT_DOUBLE}])|$)"
"""What begins a line of a block quotation in Markdown and mail, one mark for each quotation around the line."""

_BLOCK_MARK = re.compile(BLOCK_MARK)
_LABEL = re.compile(r"[A-Z][^\n:.]{0,40}:\s")
_ENDS = (*STOPS, ":", ELLIPSIS)
_CLOSING = tuple(f"{EVERY_CLOSING})]}}")
_LINE = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Break:
    """A line break between two lines with words; ``length`` and ``needed`` count characters of the line before.

    ``needed`` is the width that would have held the next word, too; ``goes_on`` says that the next line goes on with
    the sentence, in lower case or inside a quotation, and ``starts`` that it begins as a paragraph or list item does.
    """

    place: Span
    length: int
    needed: int
    goes_on: bool
    starts: bool


def soft_breaks(text: str) -> Iterator[Span]:
    r"""Yield the soft line breaks of a text, with the blanks around each; ``\n`` alone breaks a line there."""
    paragraphs = list(_paragraphs(text))
    whole = _width([line_break for breaks in paragraphs for line_break in breaks], FEWEST_LINES, LEAST_SHARE)
    for breaks in paragraphs:
        width = _width(breaks, 1, 0.0) or whole
        yield from (line_break.place for line_break in breaks if _is_soft(line_break, width))


def _paragraphs(text: str) -> Iterator[list[_Break]]:
    """Yield the line breaks inside each paragraph of more than one line."""
    if "\n" not in text:
        return
    breaks: list[_Break] = []
    for (line, depth), (following, next_depth) in pairwise(_lines(text)):
        is_single = text.find("\n", line.end, following.start) == text.rfind("\n", line.end, following.start)
        if is_single and depth == next_depth:
            breaks.append(_read_break(text, line, following))
        elif breaks:
            yield breaks
            breaks = []
    if breaks:
        yield breaks


def _lines(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the span of the words of each line that has words, without the marks before them, and the marks' number."""
    for line in _LINE.finditer(text):
        mark = _BLOCK_MARK.match(text, *line.span())
        words = trimmed(text, Span(mark.end() if mark else line.start(), line.end()))
        if words.start < words.end:
            yield words, mark.group().count(">") if mark else 0


def _read_break(text: str, line: Span, following: Span) -> _Break:
    """Return what the lines around a break tell: whether a sentence goes on over it, or something starts there."""
    line_start = text.rfind("\n", 0, line.start) + 1
    next_start = text.rfind("\n", line.end, following.start) + 1
    length = line.end - line_start
    word = _FIRST_WORD.match(text, following.start, following.start + MAX_WIDTH)
    first = text[following.start]
    item = _LIST_ITEM.match(text, following.start) is not None
    last = text[max(line.start, line.end - MAX_WIDTH) : line.end].rstrip(MAY_CLOSE + "".join(_CLOSING))
    ends = last.endswith(_ENDS)
    quoting = _leaves_open(text[max(line.start, line.end - MAX_WIDTH) : line.end])
    indented = following.start - next_start > line.start - line_start and not _LIST_ITEM.match(text, line.start)
    return _Break(
        Span(line.end, following.start),
        length,
        length + len(" ") + (word.end() - word.start() if word else 0),
        goes_on=not item and (first.islower() or first in _CLOSING or (first.isalnum() and not ends and quoting)),
        starts=ends and (item or indented or _LABEL.match(text, following.start) is not None),
    )


def _leaves_open(line: str) -> bool:
    """Return whether a quotation that opens on the line goes on behind it."""
    return line.rfind(OPENING_DOUBLE) > line.rfind(CLOSING_DOUBLE) or line.count(STRAIGHT_DOUBLE) % 2 == 1


def _width(breaks: Sequence[_Break], fewest: int, share: float) -> int | None:
    """Return the width at which the lines were wrapped; None where nothing shows that they were."""
    lengths = [line_break.length for line_break in breaks if line_break.goes_on and line_break.length <= MAX_WIDTH]
    if len(lengths) < fewest:
        return None
    width = max(lengths)
    return width if sum(_is_full(line_break, width) for line_break in breaks) >= share * len(breaks) else None


def _is_full(line_break: _Break, width: int) -> bool:
    """Return whether the line before had no room for the next line's first word."""
    return line_break.length <= MAX_WIDTH and line_break.needed > width


def _is_soft(line_break: _Break, width: int | None) -> bool:
    if line_break.goes_on:
        return True
    return width is not None and not line_break.starts and _is_full(line_break, width)
