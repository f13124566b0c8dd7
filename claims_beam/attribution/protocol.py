"""What a tagger is: the seam between the package and whatever finds attributions."""

from collections.abc import Sequence
from typing import Protocol

from claims_beam.records import Attribution, Document


class Tagger(Protocol):
    """Finds attributions. A tagger is loaded once a process (``claims_beam.load``), and never pickled."""

    model_id: str
    """Which tagger on which model, with versions, as written to every record: ``rules/en_core_web_sm-3.8.0``."""

    def __call__(self, document: Document) -> Sequence[Attribution]:
        """Return the attributions of a document that has its sentences, its speech and its mentions.

        Each has a ``content``, the spans of its ``cue`` and ``source``, and a ``confidence``; ``extract_quotes`` fills
        in the rest, so that cues, kinds and addressees mean the same whichever tagger ran.
        """
        ...
