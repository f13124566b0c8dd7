"""What tells quotation marks from apostrophes and measures: the neighbours of marks, and expressions that find them."""

import re

from claims_beam.lexicon.function_words import ELISIONS
from claims_beam.lexicon.marks import (
    APOSTROPHES,
    DASHES,
    DOUBLE_PRIME,
    DOUBLED_CLOSING,
    DOUBLED_OPENING,
    ELLIPSIS,
    MARKS,
    MAY_CLOSE_DOUBLE,
    OPENING_SINGLE,
    PRIME,
    STRAIGHT_SINGLE,
    TYPED_LOW_DOUBLE,
    WIRE_CLOSING,
    WIRE_OPENING,
)
from claims_beam.lexicon.terms import alternatives
from claims_beam.lexicon.units import BEHIND_INCHES

OPENING_NEIGHBOURS = frozenset(f"([{{<>=/*_|-{DASHES}¡¿")
CLOSING_NEIGHBOURS = frozenset(f".,;:!?)]}}<>/*_|-{DASHES}{ELLIPSIS}")

_APOSTROPHE = f"[{APOSTROPHES}]"
_SINGLE = f"[{APOSTROPHES}{OPENING_SINGLE}]"
_ELISION = rf"{_SINGLE}(?:\d\ds?\b|(?:{alternatives(ELISIONS)})\b|[Nn]{_APOSTROPHE})"
_FEET = rf"\d[{APOSTROPHES}{PRIME}]"
_INCH = f"(?:[{MAY_CLOSE_DOUBLE}{DOUBLE_PRIME}]|{WIRE_CLOSING})"
_SINGLE_GLYPHS = re.escape("".join(glyph for glyph in MARKS if len(glyph) == 1))
_TYPED_LOW = rf"(?<![^\s(\[]){TYPED_LOW_DOUBLE}(?=[^\s,])"
TOKEN = re.compile(
    rf"(?P<measure>{_FEET}\d\d?{_INCH}?|{_FEET} \d\d?{_INCH}|\d{_INCH}(?=[ -]?(?:{alternatives(BEHIND_INCHES)})\b))"
    rf"|(?P<markup>=\"[^\"<>\n]{{0,200}}\"?)"
    rf"|(?P<paragraph>\n\s*)|(?P<marks>(?:[{_SINGLE_GLYPHS}]|{_TYPED_LOW})+)"
)
GLYPH = re.compile(f"{STRAIGHT_SINGLE}+|{WIRE_OPENING}|{TYPED_LOW_DOUBLE}|{DOUBLED_OPENING}|{DOUBLED_CLOSING}|.")
ELISION_HERE = re.compile(_ELISION)
# An apostrophe after an s, or after in, and before a word may be that of a plural possessive or of a dropped g, so it
# is not certain to close a quotation (‘the workers’ right’).
_WEAK = rf"(?:(?<=[sS])|(?<=in)){_APOSTROPHE}(?= \w)"
WEAK_HERE = re.compile(_WEAK)
NEXT_SINGLE = re.compile(
    rf"(?P<stop>\n|(?<![^\s(\[—–-])(?!{_ELISION}){_SINGLE}(?=[^\s{APOSTROPHES}]))"
    rf"|(?P<close>(?<=[^\s{STRAIGHT_SINGLE}])(?!{_WEAK})"
    rf"(?:{STRAIGHT_SINGLE * 3}|{_APOSTROPHE})(?![{STRAIGHT_SINGLE}\w]))"
)
