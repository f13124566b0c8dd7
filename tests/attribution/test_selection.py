"""Which attributions are wanted: by confidence, by what the cue does, and what is refused."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st
from support.output import articles_of
from support.paths import SAMPLES

import claims_beam as cb
from claims_beam.lexicon.cue_classes import CLASSES, SPEECH_CLASSES
from claims_beam.testing import read_markup

MARKED = read_markup(
    "[Rowe] <said> {it rained}. [Falk] <hopes> {it stops}. [Moreno] <gabbled> {it snowed}. {“It may.”} [Ada Moreno]<>\n"
    "[Rowe] <denied> {it hailed}."
)


def _contents(document: cb.Document) -> list[str]:
    return [attribution.content[0].of(document.text) for attribution in document.attributions]


@pytest.mark.parametrize(
    ("cue_classes", "kept"),
    [
        (None, ["it rained", "it stops", "it snowed", "“It may.”", "it hailed"]),
        (["speech"], ["it rained", "“It may.”", "it hailed"]),
        (["say"], ["it rained", "“It may.”"]),
        ({"deny", "want"}, ["it stops", "it hailed"]),
        (("speech", "want"), ["it rained", "it stops", "“It may.”", "it hailed"]),
        (["act"], []),
    ],
    ids=["any", "speech", "say", "a set", "speech and want", "act"],
)
def test_the_cue_decides(cue_classes: Collection[str] | None, kept: list[str]) -> None:
    assert _contents(cb.select_quotes(MARKED.document(), cue_classes=cue_classes)) == kept


@pytest.mark.parametrize(("least", "kept"), [(0, 3), (0.2, 3), (0.5, 2), (0.51, 1), (1, 0)])
def test_the_confidence_decides(least: float, kept: int) -> None:
    document = MARKED.document()
    pairs = zip(document.attributions, (0.2, 0.5, 0.9), strict=False)
    document = replace(
        document, attributions=tuple(replace(attribution, confidence=sure) for attribution, sure in pairs)
    )
    assert len(cb.select_quotes(document, least).attributions) == kept


@given(st.floats(0, 1), st.none() | st.sets(st.sampled_from([*CLASSES, "speech"]), min_size=1))
def test_it_leaves_out_and_changes_nothing(least: float, cue_classes: set[str] | None) -> None:
    document = MARKED.document()
    selected = cb.select_quotes(document, least, cue_classes)
    assert replace(selected, attributions=document.attributions) == document
    assert [attribution for attribution in document.attributions if attribution in selected.attributions] == list(
        selected.attributions
    )


def test_speech_is_made_of_classes() -> None:
    assert set(SPEECH_CLASSES) < set(CLASSES)
    assert "speech" not in CLASSES


OUT_OF_RANGE: list[tuple[dict[str, Any], str]] = [
    ({"min_confidence": 1.5}, "min_confidence is 1.5; give a number from 0"),
    ({"min_confidence": -0.1}, "min_confidence is -0.1; give"),
    ({"min_confidence": float("nan")}, "min_confidence is nan; give"),
    ({"min_confidence": "0.5"}, "min_confidence is '0.5'; give"),
    ({"min_confidence": True}, "min_confidence is True; give"),
    ({"cue_classes": "say"}, r"cue_classes is 'say'; give a list such as \['say', 'deny'\]"),
    ({"cue_classes": []}, r"cue_classes is \[\]; give a list"),
    ({"cue_classes": 3}, "cue_classes is 3; give a list"),
    (
        {"cue_classes": ["say", "shout"]},
        r"there is no cue class 'shout'; use speech \(for say, .*\) or some of: .*want",
    ),
]
out_of_range = pytest.mark.parametrize(("options", "message"), OUT_OF_RANGE, ids=str)


@out_of_range
def test_options_out_of_range_are_refused_everywhere(options: dict[str, Any], message: str) -> None:
    for refuse in (cb.SelectQuotes, cb.ExtractClaims, lambda **given: cb.select_quotes(MARKED.document(), **given)):
        with pytest.raises(ValueError, match=message):
            refuse(**options)


def test_a_parse_for_no_predicates_is_refused() -> None:
    with pytest.raises(ValueError, match="parse is on and predicates is off"):
        cb.ExtractClaims(parse=True, predicates=False)


def test_rows_are_left_out_and_the_others_stay_what_they_are(tagger: cb.Tagger) -> None:
    articles = articles_of(SAMPLES)[:3]
    everything = [claim for article in articles for claim in cb.extract_claims(article, tagger, statements=True)]
    options: dict[str, Any] = {"statements": True, "min_confidence": 0.9, "cue_classes": ["say"]}
    kept = [claim for article in articles for claim in cb.extract_claims(article, tagger, **options)]
    assert 0 < len(kept) < len(everything)
    assert kept == [
        claim
        for claim in everything
        if claim.kind == "statement" or (claim.confidence >= 0.9 and (claim.cue is None or claim.cue.class_ == "say"))
    ]


def test_what_is_not_asked_for_is_null(tagger: cb.Tagger) -> None:
    text = "“The bridge stays shut,” said Ines Falk, the harbour master."
    [claim] = cb.extract_claims(text, tagger)
    [bare] = cb.extract_claims(text, tagger, predicates=False, check_worthiness=False)
    assert claim.predicate is not None
    assert bare == replace(claim, predicate=None, check_worthiness=None, check_worthiness_reasons=())


@pytest.mark.parametrize(
    "article", ["It rained. " * 20, cb.Article("rain", "It rained. " * 20)], ids=["text", "article"]
)
def test_a_text_that_is_too_long_is_refused(article: cb.Article | str, tagger: cb.Tagger) -> None:
    assert cb.extract_claims(article, tagger, max_chars=220) == ()
    with pytest.raises(cb.ArticleError, match=r"The text has 220 characters.*max_chars=219 allows no more") as refused:
        cb.extract_claims(article, tagger, max_chars=219)
    assert refused.value.reason == "too_long"
    with pytest.raises(ValueError, match="max_chars is 0: give"):
        cb.extract_claims(article, tagger, max_chars=0)
