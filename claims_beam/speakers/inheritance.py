"""Speakers that a quote's own source does not tell: quotes without a source, and "I" inside another's quotation."""

from claims_beam.records import Attribution, Document, Span
from claims_beam.speakers.hearing import Hearing
from claims_beam.speakers.referents import Referent
from claims_beam.text.spans import extent, last_from

_BEHIND = 40  # code points behind a quote in which its source would stand
_MOST_BETWEEN = 400  # code points of the article's own words over which a quotation still goes on


def inherit(document: Document, hearing: Hearing, referents: dict[int, Referent]) -> dict[int, Referent]:
    """The referents with those that follow from another quote's: ``floating`` and ``first-person``."""
    floating = _floating(document, hearing, referents)
    known = {**floating, **referents}
    return {**known, **_first_persons(document, known)}


def _floating(document: Document, hearing: Hearing, referents: dict[int, Referent]) -> dict[int, Referent]:
    """A direct quote without a source goes on with the speaker before it, unless the voice or the speaker changes."""
    found: dict[int, Referent] = {}
    before: tuple[int, Referent] | None = None
    for index in sorted(range(len(document.attributions)), key=lambda index: document.attributions[index].content):
        attribution = document.attributions[index]
        extent = _extent(attribution)
        if extent is None:
            continue
        referent = referents.get(index)
        alone = attribution.kind == "direct" and not attribution.source and not _has_teller(hearing, extent.end)
        if alone and before and _goes_on(hearing, before[0], extent.start):
            referent = found[index] = Referent(before[1].entities, "floating", None)
        if referent:
            before = (max(extent.end, before[0]) if before else extent.end, referent)
    return found


def _goes_on(hearing: Hearing, end: int, start: int) -> bool:
    """Whether nothing stands between, or only a few of the article's words in the same paragraph that name nobody."""
    between = hearing.text[end:start] if 0 <= start - end <= _MOST_BETWEEN else "\n."
    if start < end or not any(letter.isalnum() for letter in between):
        return start - end <= _MOST_BETWEEN
    return "\n" not in between and not hearing.names_person(end, start)


def _has_teller(hearing: Hearing, end: int) -> bool:
    """Whether a person is named right behind the quote: then it has a source, which was not found."""
    line_end = hearing.text.find("\n", end, end + _BEHIND)
    return hearing.names_person(end, line_end if line_end >= 0 else end + _BEHIND)


def _extent(attribution: Attribution) -> Span | None:
    spans = [*attribution.content, *attribution.source, *(attribution.cue.spans if attribution.cue else ())]
    return extent(spans) if attribution.content else None


def _first_persons(document: Document, referents: dict[int, Referent]) -> dict[int, Referent]:
    """ "I" and "we" inside a direct quotation are its speaker."""
    pieces = sorted(
        (piece, index)
        for index, attribution in enumerate(document.attributions)
        if attribution.kind == "direct"
        for piece in attribution.content
    )
    starts = [piece for piece, _ in pieces]
    found: dict[int, Referent] = {}
    for index, referent in referents.items():
        if referent.reading is None or referent.reading.pronoun not in ("i", "we") or referent.reading.head:
            continue
        at = document.attributions[index].source[0].start
        place = last_from(starts, at)
        if place >= 0 and at < pieces[place][0].end and pieces[place][1] != index:
            outer = referents.get(pieces[place][1])
            if outer and any(entity.words for entity in outer.entities):
                found[index] = Referent(outer.entities, "first-person", referent.reading)
    return found
