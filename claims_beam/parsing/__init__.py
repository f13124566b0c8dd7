"""The main clause of each content, from what the tagger read or from a parse: Document -> the same with predicates."""

from functools import lru_cache
from typing import TYPE_CHECKING

from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Document

if TYPE_CHECKING:
    from claims_beam.parsing.predicates import PredicateParser

__all__ = ["find_predicates", "load_parser"]


def find_predicates(
    document: Document, parser: "PredicateParser | None" = None, *, model: str = DEFAULT_MODEL
) -> Document:
    """Return the document with the predicate of each attribution and statement.

    They come from the document's ``phrases``. Where it has none, because its tagger reads no clauses, they come from a
    parse with the spaCy pipeline ``model``; with a ``parser``, they come from its parse in any case.
    """
    from claims_beam.claims.predicates import read_predicates

    if parser is None and document.phrases is not None:
        return read_predicates(document, document.phrases)
    return (parser or _parser(model))(document)


def load_parser(model: str = DEFAULT_MODEL) -> "PredicateParser":
    """What ``find_predicates`` parses contents with, ready for use; load it once a process and share it.

    It uses the spaCy pipeline of a loaded ``rules`` tagger of the same model rather than load another.
    model: as for ``load``. Raises ModelNotFoundError.
    """
    from claims_beam.parsing.pipeline import shared_parsing
    from claims_beam.parsing.predicates import PredicateParser

    return PredicateParser(shared_parsing(model))


_parser = lru_cache(maxsize=1)(load_parser)
