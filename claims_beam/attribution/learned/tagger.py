"""The learned tagger behind the package's seam, where the model's attributions meet the marks."""

from dataclasses import replace

from claims_beam.attribution.cues import describe_cue, find_addressee
from claims_beam.attribution.kinds import Marked, kind_of
from claims_beam.attribution.learned.model import Found, Model
from claims_beam.attribution.learned.reconcile import reconcile
from claims_beam.records import Attribution, Document
from claims_beam.speakers.mentions import find_mentions
from claims_beam.text.quotation import find_quotations
from claims_beam.text.quotation.speech import Speech, find_speech
from claims_beam.text.sanitize import encodable


class LearnedTagger:
    """Finds attributions with a small trained model; calls from several threads may run at once."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.model_id = f"learned/{model.name}"

    def __call__(self, document: Document) -> Document:
        """The document with quotes and mentions; it must have its sentences."""
        text = encodable(document.text)
        mentions = find_mentions(text)
        speech = find_speech(text)
        marked = Marked([*speech.fragments, *speech.verbatim])
        encoded = self._model.encode(text)
        found = reconcile(text, find_quotations(text), mentions, self._model.find(encoded))
        attributions = tuple(_attribution(document.text, each, speech, marked) for each in found)
        return replace(document, attributions=attributions, mentions=mentions, extractor=self.model_id)


def _attribution(text: str, found: Found, speech: Speech, marked: Marked) -> Attribution:
    cue = describe_cue(text, found.cue)
    addressee = find_addressee(text, cue, found.content, found.source)
    kind = kind_of(found.content, speech, marked)
    return Attribution(kind, found.content, cue, found.source, addressee, found.confidence)
