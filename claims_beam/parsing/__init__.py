"""The main clause of each content of a document, from what the tagger read or from a parse."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from claims_beam.parsing.models import DEFAULT_MODEL, ModelName
from claims_beam.records import Document

if TYPE_CHECKING:
    from claims_beam.parsing.predicates import PredicateParser

__all__ = ["find_predicates", "load_parser"]


def find_predicates(
    document: Document, parser: "PredicateParser | None" = None, *, model: ModelName = DEFAULT_MODEL
) -> Document:
    """Return the document with the predicate of each attribution and statement.

    Args:
        document: A document with its attributions. Predicates come from its ``phrases``, if the tagger reads clauses.
        parser: What parses instead, also where there are phrases; see ``load_parser``.
        model: The spaCy pipeline that parses the contents of a document without phrases.

    Raises:
        ModelNotFoundError: The spaCy pipeline is not installed.

    Examples:
        >>> import claims_beam as cb
        >>> text = "Ada Moreno said the council would not sell the pier."
        >>> document = cb.extract_quotes(cb.split_sentences(cb.parse_article({"text": text})))
        >>> [quote] = cb.find_predicates(document).attributions
        >>> quote.predicate.subject, quote.predicate.verb, quote.predicate.object, quote.predicate.negated
        ('the council', 'sell', 'the pier', True)
    """
    from claims_beam.claims.predicates import read_predicates

    if parser is None and document.phrases is not None:
        return read_predicates(document, document.phrases)
    return (parser or _parser(os.fspath(model)))(document)


def load_parser(model: ModelName = DEFAULT_MODEL) -> "PredicateParser":
    """Return what ``find_predicates`` parses contents with, ready for use; load it once a process and share it.

    It uses the spaCy pipeline of a loaded ``rules`` tagger of the same model rather than load another.

    Args:
        model: The spaCy pipeline, as the name of an installed one or a path.

    Raises:
        ModelNotFoundError: The spaCy pipeline is not installed.

    Examples:
        >>> import claims_beam as cb
        >>> parser = cb.load_parser()
        >>> [claim] = cb.extract_claims("Ada Moreno said the pier was safe.", parser=parser)
        >>> claim.predicate.subject
        'the pier'
    """
    from claims_beam.parsing.pipeline import shared_parsing
    from claims_beam.parsing.predicates import PredicateParser

    return PredicateParser(shared_parsing(model))


_parser = lru_cache(maxsize=1)(load_parser)
