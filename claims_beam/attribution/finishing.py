"""What is the same for every tagger: the layers it reads, and the description of what it found."""

from collections.abc import Iterable
from dataclasses import replace

from claims_beam.attribution.blocks import complete_blocks
from claims_beam.attribution.boundaries import Boundaries
from claims_beam.attribution.cues import describe_cue, find_addressee
from claims_beam.attribution.kinds import Marked, kind_of
from claims_beam.attribution.signed import find_signed, overrule
from claims_beam.attribution.transcripts import complete_turns
from claims_beam.records import Attribution, AttributionKind, Document, Span, Spans
from claims_beam.speakers.capitals import find_mentions
from claims_beam.text.furniture import find_furniture
from claims_beam.text.plain import read_plainly
from claims_beam.text.quotation.speech import find_speech
from claims_beam.text.sanitize import encodable
from claims_beam.text.spans import covers


def prepare(document: Document) -> Document:
    """Return the document with its ``speech``, which taggers and later steps read, without an older tagger's work."""
    return read_plainly(_prepared, document)


def _prepared(document: Document) -> Document:
    speech = find_speech(encodable(document.text))
    return replace(document, speech=speech, mentions=(), attributions=(), phrases=None)


def finish(document: Document) -> Document:
    """Return what a tagger made of a prepared document with kinds, cues, addressees and, if it lacks them, mentions.

    Attributions and mentions are in text order. What ran over the end of a sentence or into the next speaker's
    quotation is cut there, the turns of a transcript and block quotations are completed, and signed words take the
    place of what overlaps them. What stands in the furniture of a page is left out.
    """
    return read_plainly(_finished, document)


def _finished(document: Document) -> Document:
    """Return the finished document, in plain text."""
    text, marked = encodable(document.text), Marked.of(document.speech)
    furniture, boundaries = find_furniture(text), Boundaries(document, marked)
    found_mentions = document.mentions or find_mentions(text)
    mentions = (mention for mention in found_mentions if not covers(furniture, Span(mention.start, mention.end)))
    in_order = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    document = replace(document, mentions=tuple(in_order))
    kept = [
        part
        for attribution in document.attributions
        if not any(covers(furniture, piece) for piece in attribution.content)
        for part in boundaries.keep(attribution)
    ]
    signed = list(find_signed(document))
    found = overrule(complete_blocks(text, list(complete_turns(text, kept))), signed)
    return replace(document, attributions=_distinct(_described(document, attribution, marked) for attribution in found))


def _distinct(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions; of those with one kind and content, which are one claim, only the most confident."""
    best: dict[tuple[AttributionKind, Spans], Attribution] = {}
    for attribution in found:
        key = attribution.kind, attribution.content
        if key not in best or attribution.confidence > best[key].confidence:
            best[key] = attribution
    return tuple(best.values())


def _described(document: Document, attribution: Attribution, marked: Marked) -> Attribution:
    """Return the attribution with what its cue does, its kind and its addressee."""
    text = document.text
    cue = describe_cue(text, attribution.cue.spans if attribution.cue else ())
    return replace(
        attribution,
        cue=cue,
        kind=kind_of(attribution.content, document.speech, marked),
        addressee=find_addressee(text, cue, attribution.content, attribution.source),
    )
