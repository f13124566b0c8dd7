"""What is the same for every tagger: the layers it reads, and the description of what it found."""

from collections.abc import Sequence
from dataclasses import replace

from claims_beam.attribution.cues import describe_cue, find_addressee
from claims_beam.attribution.kinds import Marked, kind_of
from claims_beam.attribution.signed import find_signed, overrule
from claims_beam.records import Attribution, Document
from claims_beam.speakers.mentions import find_mentions
from claims_beam.text.quotation.speech import find_speech
from claims_beam.text.sanitize import encodable


def prepare(document: Document) -> Document:
    """Return the document with its ``speech`` and its ``mentions``, which taggers and later steps read."""
    text = encodable(document.text)
    return replace(document, speech=find_speech(text), mentions=find_mentions(text))


def describe(document: Document, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return what a tagger found in a prepared document, in text order, with kinds, cues and addressees.

    Signed quotations take the place of what overlaps them.
    """
    marked = Marked.of(document.speech)
    signed = list(find_signed(encodable(document.text), document.speech.quotations))
    return tuple(_described(document, attribution, marked) for attribution in overrule(found, signed))


def _described(document: Document, attribution: Attribution, marked: Marked) -> Attribution:
    text = document.text
    cue = describe_cue(text, attribution.cue.spans if attribution.cue else ())
    return replace(
        attribution,
        cue=cue,
        kind=kind_of(attribution.content, document.speech, marked),
        addressee=find_addressee(text, cue, attribution.content, attribution.source),
    )
