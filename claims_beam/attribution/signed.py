"""Signed words, as in pull quotes, testimonials and embedded posts: the name of the speaker stands below or behind.

    “We were never asked.” — Maria Lopez
    We were never asked. — Maria Lopez (@mlopez) March 8, 2019

    “We were never asked.”
    Maria Lopez, owner of the mill

    > We were never asked.
    > — Maria Lopez

The model sees too few of them to learn that each name belongs to the words before it, and layout is exact here, so
this rule overrules it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claims_beam.lexicon.marks import APOSTROPHES, DASHES
from claims_beam.lexicon.names import COMMON_PARTICLES
from claims_beam.lexicon.terms import alternatives, terms
from claims_beam.records import Attribution, Cue, Document, Span, Spans
from claims_beam.text.quotation.posts import find_posts
from claims_beam.text.spans import overlapping

# The confidence is the estimate (right + 1) / (all + 2) over the 30 cases in the training and development articles of
# PolNeAR, all of which are right.
CONFIDENCE = 0.97

_PARTICLES = alternatives(COMMON_PARTICLES, terms("del, la, der"))
_NAME_WORD = rf"[^\W\d_a-z][\w.{APOSTROPHES}-]*"
_NAME = rf"(?P<name>{_NAME_WORD}(?:[^\S\n](?:(?:{_PARTICLES})[^\S\n])?{_NAME_WORD}){{0,5}})(?<!\.)"
# A name and a role end in a character that is not blank, and a run of blanks is read once, so that a long run of them
# behind a name is not parted in every way before what follows it is refused.
_ROLE = r"(?P<role>,[^\n]{0,79}\S)?"
_END = r"[^\S\n]*+(?=\n|$)"
_GAP = r"[^\S\n]*\n?[\s>]{0,8}"  # The lines of a block quotation begin with a ">".
_SIGNATURE = re.compile(rf"{_GAP}(?P<dash>[{DASHES}-]{{1,2}})[^\S\n]*{_NAME}{_ROLE}(?:[^\S\n]*+\.)?{_END}")
_NAME_LINE = re.compile(rf"[^\S\n]*\n\s{{0,4}}{_NAME}{_ROLE}(?<![.!?:,;]){_END}")


def find_signed(document: Document) -> Iterator[Attribution]:
    """Yield the attributions of quotations that fill a paragraph up to a signature, and of posts with an author."""
    text = document.text
    for quotation in document.speech.quotations:
        if quotation.depth or not quotation.closed or not _starts_line(text, quotation.start):
            continue
        if signature := _SIGNATURE.match(text, quotation.end):
            cue, source = Span(*signature.span("dash")), Span(*signature.span("name"))
            yield Attribution(quotation.pieces, Cue((cue,)), (source,), confidence=CONFIDENCE)
        elif (line := _NAME_LINE.match(text, quotation.end)) and _is_person(document, line):
            yield Attribution(quotation.pieces, source=(Span(*line.span("name")),), confidence=CONFIDENCE)
    for post in find_posts(text):
        yield Attribution((post.content,), Cue((post.dash,)), (post.name,), confidence=CONFIDENCE)


def _is_person(document: Document, line: re.Match[str]) -> bool:
    """Return whether what stands on the line is the full name of a person, and not a headline in title case."""
    start, end = line.span("name")
    first, after = (bisect_left(document.mentions, place, key=lambda mention: mention.start) for place in (start, end))
    return any(
        mention.form == "name"
        and mention.kind == "PERSON"
        and len(mention.words) > 1
        and (mention.certain or line["role"])
        for mention in document.mentions[first:after]
        if mention.end == end
    )


def overrule(found: Sequence[Attribution], signed: Sequence[Attribution]) -> list[Attribution]:
    """Return the signed words, and what was found besides that overlaps none of them.

    They are in text order of their first content.
    """
    taken = sorted(span for attribution in signed for span in _spans(attribution))
    kept = (attribution for attribution in found if not any(overlapping(taken, own) for own in _spans(attribution)))
    return sorted([*kept, *signed], key=lambda attribution: attribution.content)


def _spans(attribution: Attribution) -> Spans:
    return (*attribution.content, *attribution.source, *(attribution.cue.spans if attribution.cue else ()))


def _starts_line(text: str, place: int) -> bool:
    while place and text[place - 1] in " \t>":
        place -= 1
    return not place or text[place - 1] == "\n"
