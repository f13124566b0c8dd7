"""What a spaCy parse tells of the main clause of each content: Document -> the same with predicates."""

from functools import lru_cache
from typing import TYPE_CHECKING

from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Document

if TYPE_CHECKING:
    from claims_beam.parsing.predicates import PredicateParser

__all__ = ["find_predicates", "load_parser"]


def find_predicates(document: Document, parser: "PredicateParser | None" = None) -> Document:
    """Return the document with the predicate of each attribution and statement.

    ``parser`` defaults to ``claims_beam.load_parser()``, loaded at the first call.
    """
    return (parser or _default_parser())(document)


def load_parser(model: str = DEFAULT_MODEL) -> "PredicateParser":
    """What ``find_predicates`` parses contents with, ready for use; load it once a process and share it.

    It uses the spaCy pipeline of a loaded ``rules`` tagger of the same model rather than load another.
    model: as for ``load``. Raises ModelNotFoundError.
    """
    from claims_beam.parsing.pipeline import shared_parsing
    from claims_beam.parsing.predicates import PredicateParser

    return PredicateParser(shared_parsing(model))


@lru_cache(maxsize=1)
def _default_parser() -> "PredicateParser":
    return load_parser()
