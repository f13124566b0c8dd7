"""The protocol of a tagger, which is what finds attributions for the package."""

from typing import Protocol

from claims_beam.records import Document


class Tagger(Protocol):
    """Describe what finds attributions: a function of a document, with a ``model_id``.

    A tagger is loaded once a process (``claims_beam.load``) and never pickled. One of your own goes into
    ``extract_quotes`` and ``extract_claims`` as it is, and into ``ExtractQuotes`` and ``ExtractClaims`` as a function
    that makes it.

    Examples:
        >>> import claims_beam as cb
        >>> from claims_beam.testing import FakeTagger
        >>> tagger: cb.Tagger = FakeTagger("[Ada Moreno] <said> {it was safe}.", model_id="fake/1")
        >>> tagger.model_id
        'fake/1'
    """

    model_id: str
    """Which tagger on which model, with versions, as written to every record: ``rules/en_core_web_sm-3.8.0``."""

    def __call__(self, document: Document) -> Document:
        """Return a document, which has its sentences and its speech, with the ``attributions`` that it holds.

        Each has a ``content``, the spans of its ``cue`` and ``source``, and a ``confidence``; ``extract_quotes`` fills
        in the rest, so that cues, kinds and addressees mean the same whichever tagger ran. A tagger that finds names
        too adds the document's ``mentions``; for one that adds none, ``extract_quotes`` finds them by their capitals.
        One that reads clauses adds ``phrases``; for one that adds none, ``find_predicates`` parses.
        """
        ...
