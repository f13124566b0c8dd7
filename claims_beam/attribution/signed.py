"""Signed quotations: a paragraph that is one quotation, a dash, and a name, as in pull quotes and testimonials.

    “We were never asked.” — Maria Lopez

The model sees too few of them to learn that each name belongs to the quotation before it, and layout is exact here, so
this rule overrules it.
"""

import re
from collections.abc import Iterator, Sequence

from claims_beam.lexicon.marks import APOSTROPHES, DASHES
from claims_beam.lexicon.names import COMMON_PARTICLES
from claims_beam.lexicon.terms import alternatives, terms
from claims_beam.records import Attribution, Cue, Quotation, Span, Spans
from claims_beam.text.spans import overlap

# (right + 1) / (all + 2) over the 30 of PolNeAR's training and development articles, all of them right.
CONFIDENCE = 0.97

_PARTICLES = alternatives(COMMON_PARTICLES, terms("del, la, der"))
_NAME_WORD = rf"[^\W\d_a-z][\w.{APOSTROPHES}-]*"
_SIGNATURE = re.compile(
    rf"[^\S\n]*\n?\s{{0,4}}(?P<dash>[{DASHES}-]{{1,2}})[^\S\n]*"
    rf"(?P<name>{_NAME_WORD}(?:[^\S\n](?:(?:{_PARTICLES})[^\S\n])?{_NAME_WORD}){{0,5}})(?<!\.)"
    r"(?:,[^\n]{1,80})?[^\S\n]*\.?[^\S\n]*(?=\n|$)"
)


def find_signed(text: str, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """The attributions of quotations that fill their paragraph up to a signature."""
    for quotation in quotations:
        if quotation.depth or not quotation.closed or not _starts_line(text, quotation.start):
            continue
        signature = _SIGNATURE.match(text, quotation.end)
        if signature:
            cue, source = Span(*signature.span("dash")), Span(*signature.span("name"))
            yield Attribution(quotation.pieces, Cue((cue,)), (source,), confidence=CONFIDENCE)


def overrule(found: Sequence[Attribution], signed: Sequence[Attribution]) -> list[Attribution]:
    """What was found, without what overlaps the signed contents, and those; in text order of their first content."""
    return sorted([*(each for each in found if not _overlaps(each, signed)), *signed], key=lambda each: each.content)


def _overlaps(found: Attribution, signed: Sequence[Attribution]) -> bool:
    taken = [span for each in signed for span in _spans(each)]
    own = _spans(found)
    return any(overlap(one, other) for one in own for other in taken)


def _spans(attribution: Attribution) -> Spans:
    return (*attribution.content, *attribution.source, *(attribution.cue.spans if attribution.cue else ()))


def _starts_line(text: str, place: int) -> bool:
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()
