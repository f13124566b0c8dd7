"""The seam between the package and whatever finds attributions: rules today, a learned model tomorrow."""

from typing import Protocol

from claims_beam.records import Document


class Tagger(Protocol):
    """Finds attributions. A tagger is loaded once a process (``claims_beam.load``), and never pickled."""

    model_id: str
    """Which tagger on which model, with versions, as written to every record: ``rules/en_core_web_sm-3.8.0``."""

    def __call__(self, document: Document) -> Document:
        """Return the document, which has sentences, with ``attributions``, ``mentions`` and ``extractor``."""
        ...
