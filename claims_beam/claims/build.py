"""The claims of a document's attributions and statements, with stable ids. No model is needed for them."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from claims_beam.articles.errors import ArticleError
from claims_beam.claims.details import Details, Finding, read_details
from claims_beam.records import Article, Attribution, Claim, Document, Provenance, Span, Spans, Statement, join_pieces
from claims_beam.schema.columns import SCHEMA_VERSION
from claims_beam.text.plain import read_plainly
from claims_beam.text.spans import last_from

RULES_VERSION = "1"

# A prefix and a suffix of this length suffice to find the claim again in a changed text, as in the W3C's
# TextQuoteSelector.
CONTEXT = 64

MAX_CHARACTERS = 64 * 1024 * 1024
"""What the claims of one article may hold together: sixty times the longest article that is accepted by default.

Each claim repeats what is said of its article, and contents may lie inside each other, so that a text made for it would
come out many times over.
"""

# With 128 bits, the chance that any two of 10**12 claims share an id is about 10**-15.
_ID_BYTES = 16


def build_claims(document: Document) -> tuple[Claim, ...]:
    """Return the document's attributions and statements as claims, in text order of their first content piece.

    Each claim has its quantities, dates, entities and standalone text.

    Args:
        document: A document with its attributions and speakers.

    Raises:
        ValueError: For an attribution without content or with offsets outside the text, which is a tagger's defect.
        ArticleError: Before any is built, if they would hold more than ``MAX_CHARACTERS`` (``too_many_claims``).

    Examples:
        >>> import claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> document = read_markup("[Ada Moreno] <said> {40 boats sank on Friday}.").document()
        >>> [claim] = cb.build_claims(cb.resolve_speakers(document))
        >>> claim.quantities[0].value, claim.quantities[0].unit, claim.dates[0].iso
        (40.0, 'boats', '2026-03-06')
    """
    digest = _text_digest(document.text)
    findings = _findings(document)
    for finding in findings:
        _check_offsets(document.article, finding)
    _check_size(document.article, findings)
    details = read_plainly(_details, document)
    return tuple(_claim(document, finding, read, digest) for finding, read in zip(findings, details, strict=True))


def _findings(document: Document) -> list[Finding]:
    """Return the document's attributions and statements in text order."""
    findings: list[Finding] = [*document.attributions, *document.statements]
    return sorted(findings, key=lambda finding: finding.content)


def _details(document: Document) -> list[Details]:
    return [read_details(document, finding) for finding in _findings(document)]


def claim_id(article: Article, kind: str, content: Spans) -> str:
    """Return 32 hex digits that depend on the article's id and text, the kind and the content's offsets alone.

    The text counts so that two articles that came in under one id do not share claim ids.
    """
    return _claim_id(article.article_id, _text_digest(article.text), kind, content)


def _claim_id(article_id: str, digest: str, kind: str, content: Spans) -> str:
    spans = ",".join(f"{span.start}-{span.end}" for span in content)
    key = "\0".join((digest, kind, spans, article_id))
    return hashlib.blake2b(key.encode(), digest_size=_ID_BYTES).hexdigest()


def _text_digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_ID_BYTES).hexdigest()


def _claim(document: Document, finding: Finding, details: Details, digest: str) -> Claim:
    """Return the claim of one finding, whose words ``details`` has read."""
    article, text = document.article, document.text
    start, end = finding.content[0].start, finding.content[-1].end
    own = _statement_columns(finding) if isinstance(finding, Statement) else _attribution_columns(finding)
    return Claim(
        claim_id=_claim_id(article.article_id, digest, own["kind"], finding.content),
        article_id=article.article_id,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        published_at=article.published_at,
        language=article.language,
        text=join_pieces(text, finding.content),
        content=finding.content,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sentence_first=_sentence_at(document.sentences, start),
        sentence_last=_sentence_at(document.sentences, end - 1),
        confidence=finding.confidence,
        extractor=_provenance(document.extractor or "unknown"),
        predicate=finding.predicate,
        quantities=details.quantities,
        dates=details.dates,
        entities=details.entities,
        standalone_text=details.standalone_text,
        substitutions=details.substitutions,
        **own,
    )


def _attribution_columns(attribution: Attribution) -> dict[str, Any]:
    return {
        "kind": attribution.kind,
        "cue": attribution.cue,
        "speaker": attribution.speaker,
        "addressee": attribution.addressee,
    }


def _statement_columns(statement: Statement) -> dict[str, Any]:
    scored = {
        "check_worthiness": statement.check_worthiness,
        "check_worthiness_reasons": statement.check_worthiness_reasons,
    }
    return {"kind": "statement", "cue": None, "speaker": None, "addressee": None, **scored}


def _check_offsets(article: Article, finding: Finding) -> None:
    """Raise ValueError for a finding without content, or with a span outside the text."""
    if not finding.content:
        raise ValueError(
            f"an attribution in article {article.article_id!r} has no content; the tagger must give it some"
        )
    for span in _every_span(finding):
        if not 0 <= span.start < span.end <= len(article.text):
            raise ValueError(
                f"span {span.start}:{span.end} lies outside article {article.article_id!r}, "
                f"which has {len(article.text)} characters; the tagger must give offsets into the text as it came in"
            )


def _check_size(article: Article, findings: Sequence[Finding]) -> None:
    """Raise ArticleError if the claims together would hold too many characters."""
    repeated = (article.article_id, article.url, article.title, article.publisher, article.language)
    each_time = 2 * CONTEXT + sum(len(value) for value in repeated if value)
    size = sum(each_time + sum(span.end - span.start for span in finding.content) for finding in findings)
    if size > MAX_CHARACTERS:
        raise ArticleError(
            "too_many_claims",
            f"The article has {len(findings):,} claims, which would hold {size:,} characters; {MAX_CHARACTERS:,} are "
            "allowed. Split it, or shorten its title and the like, which every claim repeats.",
            article.article_id,
        )


def _every_span(finding: Finding) -> Iterable[Span]:
    yield from finding.content
    if isinstance(finding, Attribution):
        yield from finding.source
        if finding.cue:
            yield from finding.cue.spans
        if finding.addressee:
            yield Span(finding.addressee.start, finding.addressee.end)


def _sentence_at(sentences: Spans, offset: int) -> int:
    """Return the index of the sentence that holds the offset, or of the last one that starts before it."""
    return max(0, last_from(sentences, offset))


@lru_cache
def _provenance(model_id: str) -> Provenance:
    return Provenance(version("claims-beam"), model_id, SCHEMA_VERSION, RULES_VERSION)
