"""Speakers that a quote's own source does not tell: quotes without a source, and "I" inside another's quotation."""

from bisect import bisect_right

from claims_beam.coref.hearing import Hearing
from claims_beam.coref.referents import Referent
from claims_beam.records import Document, Quote, Span

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
    for index in sorted(range(len(document.quotes)), key=lambda index: document.quotes[index].content):
        quote = document.quotes[index]
        extent = _extent(quote)
        if extent is None:
            continue
        referent = referents.get(index)
        alone = quote.kind == "direct" and not quote.source and not _has_teller(hearing, extent.end)
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


def _extent(quote: Quote) -> Span | None:
    spans = [*quote.content, *quote.source, *(quote.cue.spans if quote.cue else ())]
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if quote.content else None


def _first_persons(document: Document, referents: dict[int, Referent]) -> dict[int, Referent]:
    """ "I" and "we" inside a direct quotation are its speaker."""
    pieces = sorted(
        (piece, index)
        for index, quote in enumerate(document.quotes)
        if quote.kind == "direct"
        for piece in quote.content
    )
    found: dict[int, Referent] = {}
    for index, referent in referents.items():
        if referent.reading is None or referent.reading.pronoun not in ("i", "we") or referent.reading.head:
            continue
        at = document.quotes[index].source[0].start
        place = bisect_right(pieces, at, key=lambda item: item[0].start) - 1
        if place >= 0 and at < pieces[place][0].end and pieces[place][1] != index:
            outer = referents.get(pieces[place][1])
            if outer and any(entity.words for entity in outer.entities):
                found[index] = Referent(outer.entities, "first-person", referent.reading)
    return found
