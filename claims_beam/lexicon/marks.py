"""Quotation marks, apostrophes, dashes and the ends of sentences: which characters they are, and which marks pair.

Every quotation mark is written here once. A module that needs some of them adds up the groups that it means.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Move = Literal["open", "close"]


class Mark(NamedTuple):
    """What a quotation mark is; ``usual`` is the direction it was made for, None for straight marks."""

    family: str
    style: str
    usual: Move | None


STRAIGHT_DOUBLE, STRAIGHT_SINGLE = '"', "'"
OPENING_DOUBLE, CLOSING_DOUBLE = "“", "”"
OPENING_SINGLE, CLOSING_SINGLE = "‘", "’"
APOSTROPHE = CLOSING_SINGLE
"""The typographic apostrophe, which is the same character as the closing single mark."""
LOW_DOUBLE, LOW_SINGLE = "„", "‚"
REVERSED_DOUBLE, REVERSED_SINGLE = "‟", "‛"
BACKTICK = "`"
WIRE_OPENING, WIRE_CLOSING = BACKTICK * 2, STRAIGHT_SINGLE * 2
TYPED_LOW_DOUBLE = ",,"
DOUBLED_OPENING, DOUBLED_CLOSING = OPENING_SINGLE * 2, CLOSING_SINGLE * 2
GUILLEMET_OPENING, GUILLEMET_CLOSING = "«", "»"
ANGLE_OPENING, ANGLE_CLOSING = "‹", "›"

# Each row has the family, the style, the glyphs of no direction, those made for opening and those made for closing.
_GLYPHS = (
    ("double", "straight double", (STRAIGHT_DOUBLE, "＂"), (), ()),
    ("double", "wire", (WIRE_CLOSING,), (WIRE_OPENING, TYPED_LOW_DOUBLE), ()),
    (
        *("double", "curly double", ()),
        (OPENING_DOUBLE, LOW_DOUBLE, REVERSED_DOUBLE, DOUBLED_OPENING),
        (CLOSING_DOUBLE, DOUBLED_CLOSING),
    ),
    ("single", "straight single", (STRAIGHT_SINGLE, BACKTICK), (), ()),
    ("single", "curly single", (), (OPENING_SINGLE, LOW_SINGLE, REVERSED_SINGLE), (CLOSING_SINGLE,)),
    ("guillemet", "guillemet", (), (GUILLEMET_OPENING,), (GUILLEMET_CLOSING,)),
    ("single guillemet", "single guillemet", (), (ANGLE_OPENING,), (ANGLE_CLOSING,)),
    ("corner", "corner", (), ("「",), ("」",)),
    ("white corner", "white corner", (), ("『",), ("』",)),
)
_DIRECTIONS: tuple[Move | None, ...] = (None, "open", "close")
MARKS: Mapping[str, Mark] = MappingProxyType({
    glyph: Mark(family, style, usual)
    for family, style, *columns in _GLYPHS
    for usual, glyphs in zip(_DIRECTIONS, columns, strict=True)
    for glyph in glyphs
})  # fmt: skip
"""Every quotation mark, of one character or two."""

CLOSERS: Mapping[str, str] = MappingProxyType({
    LOW_DOUBLE: OPENING_DOUBLE + REVERSED_DOUBLE,
    LOW_SINGLE: OPENING_SINGLE + REVERSED_SINGLE,
    GUILLEMET_CLOSING: GUILLEMET_OPENING,
    ANGLE_CLOSING: ANGLE_OPENING,
})  # fmt: skip
"""Opening marks that are closed by a mark made for opening: „so“, ‚so‘, »so«, ›so‹."""

# These are the marks of English prose, one character each.
STRAIGHT = STRAIGHT_DOUBLE + STRAIGHT_SINGLE
OPENING = OPENING_DOUBLE + OPENING_SINGLE
CLOSING = CLOSING_DOUBLE + CLOSING_SINGLE
DOUBLE = OPENING_DOUBLE + CLOSING_DOUBLE + STRAIGHT_DOUBLE
SINGLE = OPENING_SINGLE + CLOSING_SINGLE + STRAIGHT_SINGLE
MAY_OPEN = OPENING + STRAIGHT
MAY_CLOSE = CLOSING + STRAIGHT
MAY_CLOSE_DOUBLE = CLOSING_DOUBLE + STRAIGHT_DOUBLE

# These marks of other languages also stand in English text.
GUILLEMETS = GUILLEMET_OPENING + GUILLEMET_CLOSING
ANGLES = ANGLE_OPENING + ANGLE_CLOSING
EVERY_OPENING = (
    OPENING + GUILLEMET_OPENING + ANGLE_OPENING + LOW_DOUBLE + LOW_SINGLE + REVERSED_DOUBLE + REVERSED_SINGLE
)
EVERY_CLOSING = CLOSING_DOUBLE + GUILLEMET_CLOSING + ANGLE_CLOSING
"""The marks that can only close; the closing single mark may be an apostrophe."""

PRIME, DOUBLE_PRIME = "′", "″"
"""Of feet and inches; straight marks stand for them too."""

APOSTROPHES = STRAIGHT_SINGLE + APOSTROPHE
POSSESSIVE_ENDINGS = tuple(f"{apostrophe}s" for apostrophe in APOSTROPHES)
"""The ending of *the mayor's* with either apostrophe, as a word of its own."""

STOPS = ".!?"
ELLIPSIS = "…"
EN_DASH, EM_DASH, HORIZONTAL_BAR = "–", "—", "―"
DASHES = EN_DASH + EM_DASH + HORIZONTAL_BAR
HYPHENS = "-‑"
"""The hyphen and the one that does not break."""


def straightened(text: str) -> str:
    """Return the text with straight apostrophes in place of typographic ones, one for one."""
    return text.replace(APOSTROPHE, STRAIGHT_SINGLE)


def both_apostrophes(words: Iterable[str]) -> frozenset[str]:
    """Return the words, written with straight apostrophes, with either kind of apostrophe."""
    return frozenset(word.replace(STRAIGHT_SINGLE, apostrophe) for word in words for apostrophe in APOSTROPHES)
