"""The attributions of a document: a tagger finds them, and what is the same for every tagger is done around it."""

from dataclasses import replace
from functools import lru_cache

from claims_beam.attribution.checking import checked
from claims_beam.attribution.finishing import finish, prepare
from claims_beam.attribution.loading import load
from claims_beam.attribution.protocol import Tagger
from claims_beam.records import Document


def extract_quotes(document: Document, tagger: Tagger | None = None) -> Document:
    """Return the document with its speech, mentions and attributions.

    It also has its ``phrases`` if the tagger reads clauses.

    Args:
        document: A document with its sentences.
        tagger: What finds attributions; ``claims_beam.load()`` by default, loaded at the first call.

    Raises:
        TaggerError: The tagger returns something else than the document, or spans that are not in its text.

    Examples:
        >>> import claims_beam as cb
        >>> document = cb.split_sentences(cb.parse_article({"text": "The pier was safe, Ada Moreno said."}))
        >>> [quote] = cb.extract_quotes(document).attributions
        >>> quote.kind, quote.content[0].of(document.text), quote.source[0].of(document.text)
        ('indirect', 'The pier was safe', 'Ada Moreno')
    """
    tagger = tagger or _default_tagger()
    prepared = prepare(document)
    tagged = checked(tagger(prepared), prepared, tagger.model_id)
    return replace(finish(tagged), extractor=tagger.model_id)


@lru_cache(maxsize=1)
def _default_tagger() -> Tagger:
    return load()
