"""Records to test with."""

from dataclasses import replace

from claims_beam.claims.build import build_claims
from claims_beam.claims.flat import flatten_claim
from claims_beam.records import (
    Addressee,
    Attribution,
    Change,
    Claim,
    Cue,
    Document,
    Failure,
    Occurrence,
    Predicate,
    Quantity,
    Quotation,
    QuotationCheck,
    Record,
    Reference,
    SentenceRecord,
    Span,
    Spans,
    Speaker,
    Variant,
)
from claims_beam.testing import PUBLISHED_AT, TEXT, make_article


def spans_of(text: str, *pieces: str) -> Spans:
    """Where each piece first stands in the text."""
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


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
    flatten_claim(make_claim()),
    SentenceRecord("pier", 0, 0, 5, "“We w"),
    Failure(None, "parse", "ArticleError", "no text", "{}"),
    Quotation(
        "0f" * 16,
        "We will rebuild the pier,",
        "Ada Moreno",
        0.75,
        2,
        1,
        PUBLISHED_AT,
        PUBLISHED_AT,
        "pier",
        (Variant("We will rebuild the pier,", 2),),
        (Occurrence("c1", "pier", "The Harbour Post", PUBLISHED_AT, 1.0), Occurrence("c2", "quay", None, None, 0.5)),
    ),
    QuotationCheck(
        "c1", "pier", None, "We rebuild it", "talk", 3, 20, 0.75, (Change("changed", "it", "the pier", 12, 20),)
    ),
    QuotationCheck("c1", "pier", "Ada Moreno", "We rebuild it", None, None, None, 0.0),
]
