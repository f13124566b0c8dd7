"""The learned tagger behind the package's seam, where the model's attributions meet the marks."""

from claims_beam.attribution.learned.model import Model
from claims_beam.attribution.learned.reconcile import reconcile
from claims_beam.records import Attribution, Document
from claims_beam.text.sanitize import encodable


class LearnedTagger:
    """Finds attributions with a small trained model; calls from several threads may run at once."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.model_id = f"learned/{model.name}"

    def __call__(self, document: Document) -> list[Attribution]:
        """Return the attributions of a prepared document, in text order of their first content piece."""
        text = encodable(document.text)
        found = self._model(text, document.speech.quotations)
        return reconcile(text, document.speech.quotations, document.mentions, found)
