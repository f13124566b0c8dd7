"""Which characters are quotation marks, and what tells them from apostrophes and measures: frozen tables."""

import re
from typing import Literal, NamedTuple

Move = Literal["open", "close"]


class Mark(NamedTuple):
    """What a glyph is; ``usual`` is the direction it was made for, None for straight marks."""

    family: str
    style: str
    usual: Move | None


_GLYPHS = (  # family, style, glyphs of no direction, glyphs made for opening, glyphs made for closing
    ("double", "straight double", ('"', "＂"), (), ()),
    ("double", "wire", ("''",), ("``",), ()),
    ("double", "curly double", (), ("“", "„", "‟", "‘‘"), ("”", "’’")),
    ("single", "straight single", ("'", "`"), (), ()),
    ("single", "curly single", (), ("‘", "‚", "‛"), ("’",)),
    ("guillemet", "guillemet", (), ("«",), ("»",)),
    ("single guillemet", "single guillemet", (), ("‹",), ("›",)),
    ("corner", "corner", (), ("「",), ("」",)),
    ("white corner", "white corner", (), ("『",), ("』",)),
)
_DIRECTIONS: tuple[Move | None, ...] = (None, "open", "close")
MARKS = {
    glyph: Mark(family, style, usual)
    for family, style, *columns in _GLYPHS
    for usual, glyphs in zip(_DIRECTIONS, columns, strict=True)
    for glyph in glyphs
}
# Openers that are closed by a glyph made for opening: „so“, ‚so‘, »so«, ›so‹.
CLOSERS = {"„": "“‟", "‚": "‘‛", "»": "«", "›": "‹"}

OPENING_NEIGHBOURS = frozenset("([{<>=/*_|—–-―¡¿")
CLOSING_NEIGHBOURS = frozenset(".,;:!?)]}<>/*_|—–-―…")
SENTENCE_ENDS = frozenset(".!?…:\"”'’»")

_ELISION = r"['’‘](?:\d\ds?\b|(?:em|til|bout|cause|cuz|[Tt]is|[Tt]was)\b|[Nn]['’])"
_MEASURE_WORDS = r"(?:x|×|by|wide|long|tall|thick|deep|high|diameter|pipes?|screens?|nails?|boards?|guns?|barrels?)\b"
TOKEN = re.compile(
    rf"(?P<measure>\d['’′]\d\d?(?:[\"”″]|'')?|\d['’′] \d\d?(?:[\"”″]|'')|\d(?:[\"”″]|'')(?=[ -]?{_MEASURE_WORDS}))"
    rf"|(?P<markup>=\"[^\"<>\n]{{0,200}}\"?)"
    rf"|(?P<paragraph>\n\s*)|(?P<marks>[{re.escape(''.join(g for g in MARKS if len(g) == 1))}]+)"
)
GLYPH = re.compile(r"'+|``|‘‘|’’|.")
ELISION_HERE = re.compile(_ELISION)
# A plural possessive or a dropped g before a word: not certain to close anything (‘the workers’ right’).
_WEAK = r"(?:(?<=[sS])|(?<=in))['’](?= \w)"
WEAK_HERE = re.compile(_WEAK)
NEXT_SINGLE = re.compile(
    rf"(?P<stop>\n|(?<![^\s(\[—–-])(?!{_ELISION})['‘’](?=[^\s'’]))|(?P<close>(?<=[^\s'])(?!{_WEAK})(?:'''|['’])(?!['\w]))"
)
