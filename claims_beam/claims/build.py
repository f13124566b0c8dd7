"""Quotes and statements of a document -> claim records with stable ids. Pure; needs no model."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version

from claims_beam.claims.details import read_details
from claims_beam.records import Article, Attribution, Claim, Document, Provenance, Span, Spans, join_pieces
from claims_beam.schema.columns import SCHEMA_VERSION

RULES_VERSION = "1"

# The length of prefix and suffix: enough to find the claim again in a changed text, as in the W3C's TextQuoteSelector.
CONTEXT = 64

# 128 bits: among 10**12 claims the chance that any two share an id is about 10**-15.
_ID_BYTES = 16


def build_claims(document: Document) -> tuple[Claim, ...]:
    """The document's quotes and statements as claims, in text order of their first content piece.

    Raises ValueError for a quote without content or with offsets outside the text: that is an extractor's defect.
    """
    digest = _text_digest(document.text)
    attributions = sorted((*document.attributions, *document.statements), key=lambda attribution: attribution.content)
    return tuple(_claim(document, attribution, digest) for attribution in attributions)


def claim_id(article: Article, kind: str, content: Spans) -> str:
    """32 hex digits that depend on the article's id and text, the kind and the content's offsets, and nothing else.

    The text counts so that two articles that came in under one id do not share claim ids.
    """
    return _claim_id(article.article_id, _text_digest(article.text), kind, content)


def _claim_id(article_id: str, digest: str, kind: str, content: Spans) -> str:
    spans = ",".join(f"{span.start}-{span.end}" for span in content)
    key = "\0".join((digest, kind, spans, article_id))
    return hashlib.blake2b(key.encode(), digest_size=_ID_BYTES).hexdigest()


def _text_digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_ID_BYTES).hexdigest()


def _claim(document: Document, attribution: Attribution, digest: str) -> Claim:
    article, text = document.article, document.text
    _check_offsets(article, attribution)
    start, end = attribution.content[0].start, attribution.content[-1].end
    details = read_details(document, attribution)
    return Claim(
        claim_id=_claim_id(article.article_id, digest, attribution.kind, attribution.content),
        article_id=article.article_id,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        published_at=article.published_at,
        language=article.language,
        kind=attribution.kind,
        text=join_pieces(text, attribution.content),
        content=attribution.content,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sentence_first=_sentence_at(document.sentences, start),
        sentence_last=_sentence_at(document.sentences, end - 1),
        cue=attribution.cue,
        speaker=attribution.speaker,
        addressee=attribution.addressee,
        confidence=attribution.confidence,
        extractor=_provenance(document.extractor or "unknown"),
        predicate=attribution.predicate,
        quantities=details.quantities,
        dates=details.dates,
        entities=details.entities,
        standalone_text=details.standalone_text,
        substitutions=details.substitutions,
    )


def _check_offsets(article: Article, attribution: Attribution) -> None:
    if not attribution.content:
        raise ValueError(f"a quote in article {article.article_id!r} has no content; the tagger must give it some")
    for span in _every_span(attribution):
        if not 0 <= span.start < span.end <= len(article.text):
            raise ValueError(
                f"span {span.start}:{span.end} lies outside article {article.article_id!r}, "
                f"which has {len(article.text)} characters; the tagger must give offsets into the text as it came in"
            )


def _every_span(attribution: Attribution) -> Iterable[Span]:
    yield from attribution.content
    yield from attribution.source
    if attribution.cue:
        yield from attribution.cue.spans
    if attribution.addressee:
        yield Span(attribution.addressee.start, attribution.addressee.end)


def _sentence_at(sentences: Spans, offset: int) -> int:
    """Index of the sentence that holds the offset, or of the last one that starts before it."""
    return max(0, bisect_right(sentences, offset, key=lambda span: span.start) - 1)


@lru_cache
def _provenance(model_id: str) -> Provenance:
    return Provenance(version("claims-beam"), model_id, SCHEMA_VERSION, RULES_VERSION)
