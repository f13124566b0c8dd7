"""Quotes become claims with stable ids and offsets that point at their text."""

from dataclasses import replace

import pytest
from support.factories import make_attribution, make_claim, make_document, spans_of

from claims_beam.articles.errors import ArticleError
from claims_beam.claims import build
from claims_beam.claims.build import CONTEXT, build_claims, claim_id
from claims_beam.records import Article, Attribution, Claim, Document, Span
from claims_beam.testing import TEXT, make_article


def test_a_claim_carries_its_article_and_its_quote() -> None:
    article, attribution, claim = make_article(), make_attribution(), make_claim()
    for name in ("article_id", "url", "title", "publisher", "published_at", "language"):
        assert getattr(claim, name) == getattr(article, name)
    for name in ("kind", "content", "cue", "speaker", "addressee", "confidence"):
        assert getattr(claim, name) == getattr(attribution, name)
    assert claim.extractor.model_id == "rules/test"


def test_text_is_the_pieces_as_written_joined_by_one_space() -> None:
    text = "“No,” she said. “Never.”"
    attribution = Attribution(spans_of(text, "“No,”", "“Never.”"), kind="direct")
    [claim] = build_claims(Document(Article("a", text), (Span(0, len(text)),), attributions=(attribution,)))
    assert claim.text == "“No,” “Never.”"


def test_prefix_and_suffix_surround_the_content() -> None:
    text = "x" * 100 + "CONTENT" + "y" * 100
    attribution = Attribution(spans_of(text, "CONTENT"))
    [claim] = build_claims(Document(Article("a", text), (Span(0, len(text)),), attributions=(attribution,)))
    assert (claim.prefix, claim.suffix) == ("x" * CONTEXT, "y" * CONTEXT)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("rebuild the pier",), (0, 0)),
        (("who pays",), (1, 1)),
        (("rebuild", "who pays"), (0, 1)),
    ],
)
def test_sentence_indexes(pieces: tuple[str, ...], expected: tuple[int, int]) -> None:
    document = replace(make_document(), attributions=(Attribution(spans_of(TEXT, *pieces)),))
    [claim] = build_claims(document)
    assert (claim.sentence_first, claim.sentence_last) == expected


def test_claims_come_in_text_order() -> None:
    later, earlier = Attribution(spans_of(TEXT, "who pays")), make_attribution()
    claims = build_claims(replace(make_document(), attributions=(later, earlier)))
    assert [claim.content for claim in claims] == [earlier.content, later.content]


def test_the_id_is_stable() -> None:
    assert (
        make_claim().claim_id == make_claim().claim_id == claim_id(make_article(), "direct", make_attribution().content)
    )


def _with_other_text() -> Claim:
    document = replace(make_document(), article=make_article(TEXT + " More."))
    return build_claims(document)[0]


@pytest.mark.parametrize(
    "other",
    [
        build_claims(replace(make_document(), article=make_article(article_id="pier-2")))[0],
        _with_other_text(),
        build_claims(replace(make_document(), attributions=(replace(make_attribution(), kind="mixed"),)))[0],
        build_claims(replace(make_document(), attributions=(replace(make_attribution(), content=(Span(1, 9),)),)))[0],
    ],
    ids=["article id", "same id, another text", "kind", "content"],
)
def test_the_id_changes_with(other: Claim) -> None:
    assert other.claim_id != make_claim().claim_id


@pytest.mark.parametrize("bad", [(Span(0, len(TEXT) + 1),), (Span(-1, 3),), (Span(5, 5),), ()])
def test_an_extractors_defect_is_an_error(bad: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="the tagger must give"):
        build_claims(replace(make_document(), attributions=(replace(make_attribution(), content=bad),)))


def test_what_the_claims_of_an_article_hold_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Rain fell. " * 100
    whole = Attribution(content=(Span(0, len(text)),))
    parts = [Attribution(content=(Span(start, start + 9),)) for start in range(0, len(text), 11)]
    article = Article("a", text, title="Rain" * 100)
    documents = [Document(article, attributions=(whole,) * 50), Document(article, attributions=tuple(parts))]
    monkeypatch.setattr(build, "MAX_CHARACTERS", 20_000)
    for document in documents:
        with pytest.raises(ArticleError, match="claims, which would hold") as caught:
            build_claims(document)
        assert (caught.value.reason, caught.value.article_id) == ("too_many_claims", "a")
    assert len(build_claims(Document(article, attributions=(whole,) * 5))) == 5
