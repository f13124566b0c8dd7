"""What is the same for every tagger: the layers it reads, and the description of what it found."""

from dataclasses import replace

from claims_beam.attribution.boundaries import Boundaries
from claims_beam.attribution.cues import describe_cue, find_addressee
from claims_beam.attribution.kinds import Marked, kind_of
from claims_beam.attribution.signed import find_signed, overrule
from claims_beam.records import Attribution, Document
from claims_beam.speakers.capitals import find_mentions
from claims_beam.text.plain import read_plainly
from claims_beam.text.quotation.speech import find_speech
from claims_beam.text.sanitize import encodable


def prepare(document: Document) -> Document:
    """Return the document with its ``speech``, which taggers and later steps read, without an older tagger's work."""
    return read_plainly(_prepared, document)


def _prepared(document: Document) -> Document:
    speech = find_speech(encodable(document.text))
    return replace(document, speech=speech, mentions=(), attributions=())


def finish(document: Document) -> Document:
    """Return what a tagger made of a prepared document with kinds, cues, addressees and, if it lacks them, mentions.

    The attributions are in text order. What ran over the end of a sentence or into the next speaker's quotation is cut
    there, and signed quotations take the place of what overlaps them.
    """
    return read_plainly(_finished, document)


def _finished(document: Document) -> Document:
    text, marked = encodable(document.text), Marked.of(document.speech)
    boundaries = Boundaries(document, marked)
    kept = [part for attribution in document.attributions for part in boundaries.keep(attribution)]
    found = overrule(kept, list(find_signed(text, document.speech.quotations)))
    return replace(
        document,
        attributions=tuple(_described(document, attribution, marked) for attribution in found),
        mentions=document.mentions or find_mentions(text),
    )


def _described(document: Document, attribution: Attribution, marked: Marked) -> Attribution:
    text = document.text
    cue = describe_cue(text, attribution.cue.spans if attribution.cue else ())
    return replace(
        attribution,
        cue=cue,
        kind=kind_of(attribution.content, document.speech, marked),
        addressee=find_addressee(text, cue, attribution.content, attribution.source),
    )
