"""Records to test with."""

from dataclasses import replace
from datetime import UTC, datetime

from claims_beam.claims.build import build_claims
from claims_beam.records import (
    Addressee,
    Article,
    Attribution,
    Claim,
    Cue,
    Document,
    Failure,
    Predicate,
    Quantity,
    Record,
    Reference,
    SentenceRecord,
    Span,
    Spans,
    Speaker,
)

TEXT = "“We will rebuild the pier,” Ada Moreno told residents on Friday. The council has not said who pays."


def spans_of(text: str, *pieces: str) -> Spans:
    """Where each piece first stands in the text."""
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def make_article(text: str = TEXT, article_id: str = "pier") -> Article:
    return Article(
        article_id=article_id,
        text=text,
        url="https://news.example/pier",
        title="Pier to be rebuilt",
        publisher="The Harbour Post",
        published_at=datetime(2026, 3, 6, 9, 30, tzinfo=UTC),
        language="en",
    )


def make_attribution(text: str = TEXT) -> Attribution:
    source = spans_of(text, "Ada Moreno")
    [addressee] = spans_of(text, "residents")
    return Attribution(
        kind="direct",
        content=spans_of(text, "“We will rebuild the pier,”"),
        cue=Cue(spans_of(text, "told"), "told", "tell", "say"),
        source=source,
        addressee=Addressee("residents", addressee.start, addressee.end),
        confidence=0.9,
        speaker=Speaker(
            "Ada Moreno",
            names=("Ada Moreno",),
            kind="PERSON",
            mention=Reference("Ada Moreno", "name", source),
            resolution="exact",
        ),
    )


def make_document() -> Document:
    sentences = (Span(0, 64), Span(65, len(TEXT)))
    return Document(make_article(), sentences, attributions=(make_attribution(),), extractor="rules/test")


def make_claim() -> Claim:
    return build_claims(make_document())[0]


RECORDS: list[Record] = [
    make_article(),
    make_claim(),
    replace(
        make_claim(),
        predicate=Predicate("We", "rebuild", "the pier"),
        quantities=(Quantity("3 m", 1, 4, 3.0, "metre"),),
        check_worthiness=0.5,
        check_worthiness_reasons=("has a number",),
    ),
    SentenceRecord("pier", 0, 0, 5, "“We w"),
    Failure(None, "parse", "ArticleError", "no text", "{}"),
]
