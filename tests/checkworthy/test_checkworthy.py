"""Check-worthiness: each feature fires where it should, the score orders claims, and nothing makes it fail."""

import math
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from claims_beam.checkworthy import LEAST_REASON, MAX_REASONS, score_claim, score_text
from claims_beam.checkworthy.features import FEATURES, find_features
from claims_beam.checkworthy.weights import WORDING, load_weights, save_weights
from claims_beam.checkworthy.wording import BUCKETS, hash_wording
from claims_beam.records import Claim, Provenance, Span

# One reason, a text that has it and is changed as little as possible into one that has not.
CASES = [
    ("has a number", "the crew saved 12 dogs", "the crew saved some dogs"),
    ("has a number", "the crew saved twelve dogs", "the crew saved one dog"),
    ("has a number", "it opened with 40 rooms", "it opened in 1994"),
    ("has several numbers", "goats outnumber sheep, 40 to 15", "goats number 40"),
    ("has several numbers", "3.5 million goats and 2 sheep", "3.5 million goats"),
    ("has a large number", "a herd of 12,000 goats", "a herd of 12.125 goats"),
    ("has a large number", "a thousand goats", "twenty goats"),
    ("gives a percentage or rate", "5% of the goats", "5 of the goats"),
    ("gives a percentage or rate", "nine per cent of goats", "nine goats roam at will"),
    ("gives an amount of money", "the goat costs £90", "the goat costs little"),
    ("compares", "fewer goats roam here", "goats roam here"),
    ("ranks first or last", "the largest goat", "the large goat"),
    ("ranks first or last", "a first time for goats", "a first prize for goats"),
    ("says something changed", "goat numbers fell", "goat numbers matter"),
    ("gives a time or period", "goats came here decades ago", "goats came here"),
    ("gives a date", "the barn of 1887", "the barn of 1787"),
    ("gives a date", "lambing starts in March", "the goats march uphill"),
    ("past event", "the goats escaped", "the goats escape"),
    ("past event", "the goats ran", "the goats run"),
    ("past event", "the goats agreed to run", "indeed the goats bleed"),
    ("names somebody or something", "the goats of Harrowmere", "the goats of the village"),
    ("names somebody or something", "goats and Ivo Tarn", "Goats and I"),
    ("about somebody else", "they keep goats", "farmers keep goats"),
    ("names an authority", "a study of goats", "a herd of goats"),
    ("names an authority", "according to the goatherd", "agreeable to the goatherd"),
    ("reports what was said or promised", "the mayor promised goats", "the mayor keeps goats"),
    ("law, vote or policy", "parliament protects goats", "the village protects goats"),
    ("money or work", "the price of goats", "the smell of goats"),
    ("public services or safety", "the hospital keeps goats", "the hotel keeps goats"),
    ("gives a cause", "goats climb because of wolves", "goats climb in spite of wolves"),
    ("first person", "I’m fond of goats", "Ida is fond of goats"),
    ("opinion or feeling", "people believe in goats", "people breed goats"),
    ("value judgement", "goats are wonderful", "goats are woolly"),
    ("about the future", "goats won't climb", "goats don't climb"),
    ("about the future", "goats are going to climb", "goats are going uphill"),
    ("says what should be", "goats should climb", "goats climb"),
    ("possible or hypothetical", "goats may climb", "goats climb"),
    ("question", "goats climb?", "goats climb!"),
    ("about the conversation", "thank the goats", "feed the goats"),
    ("short", "the goats climb the hill every morning", "the goats climb the hill every single morning"),
    ("long", "goat " * 25, "goat " * 24),
]

# What moved each text's score most, but for its wording.
REASONS = [
    ("Unemployment in Larkfield fell to 4.2 percent in March.", "+ gives a percentage or rate"),
    ("She voted against the housing bill in 2019.", "+ past event"),
    ("I think it is a wonderful garden.", "- first person"),
    ("Will anybody mend the harbour wall?", "- question"),
    ("We should let the children of the village choose.", "- says what should be"),
    ("Nine dogs and two cats live there.", "+ has a number"),
]

ORDERED = [
    ("The ferry carried 900,000 passengers in 2021.", "The ferry is a lovely way to travel."),
    ("Rents in Larkfield have doubled since 2015.", "I hope rents come down."),
    ("The minister voted against the ban.", "The minister should vote against the ban."),
    ("The factory cut 300 jobs last year.", "The factory will cut 300 jobs next year."),
    ("A third of the pupils left school early.", "Why do pupils leave school early?"),
    ("The bureau's report counted 41 closed wards.", "Let us talk about the wards."),
    ("Our river has the highest lead levels in the country.", "Our river is beautiful."),
    ("The company paid no tax for six years.", "If the company paid tax, we could be proud."),
]


@pytest.mark.parametrize(("name", "having", "lacking"), CASES)
def test_each_reason_holds_only_where_it_should(name: str, having: str, lacking: str) -> None:
    assert name in find_features(having)
    assert name not in find_features(lacking)


def test_every_feature_has_a_case() -> None:
    assert {name for name, _, _ in CASES} == {feature.name for feature in FEATURES}


@pytest.mark.parametrize(("text", "strongest"), REASONS)
def test_strongest_reason(text: str, strongest: str) -> None:
    assert next(reason for reason in score_text(text).reasons if reason[2:] != WORDING) == strongest


@pytest.mark.parametrize(("higher", "lower"), ORDERED)
def test_order(higher: str, lower: str) -> None:
    assert score_text(higher).score > score_text(lower).score


@pytest.mark.parametrize("text", ["The harbour lies behind a row of old lime trees.", *(text for text, _ in REASONS)])
def test_the_log_odds_are_the_sum_of_the_parts(text: str) -> None:
    weights = load_weights()
    log_odds = weights.intercept + sum(weights.parts(text).values())
    assert score_text(text).score == pytest.approx(1 / (1 + math.exp(-log_odds)), abs=1e-4)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    weights = replace(load_weights(), intercept=-0.25)
    save_weights(tmp_path, weights)
    assert load_weights(tmp_path) == weights


def test_there_is_a_weight_for_each_feature_and_bucket() -> None:
    weights = load_weights()
    assert set(weights.features) == {feature.name for feature in FEATURES}
    assert len(weights.wording) == BUCKETS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Goats climb.", "goats climb", True),
        ("they won’t climb", "they won't climb", True),
        ("12 goats", "98 goats", True),
        ("12 goats", "123 goats", False),
        ("goats climb hills", "hills climb goats", False),
        ("goats climb?", "goats climb", False),
        ("goat", "goats", False),
    ],
)
def test_what_wording_tells_apart(one: str, other: str, same: bool) -> None:
    assert (hash_wording(one) == hash_wording(other)) is same


def test_words_that_look_alike_share_buckets() -> None:
    assert hash_wording("unemployment") & hash_wording("employment")
    assert not hash_wording("goat") & hash_wording("hill")


def test_empty_text_has_a_score() -> None:
    assert score_text("") == score_text(" \n\t…")


def test_case_and_apostrophe_style_do_not_matter_to_words() -> None:
    assert score_text("THEY won't pay") == score_text("they won’t pay")


def test_score_claim_sets_both_fields_and_nothing_else() -> None:
    claim = _claim("The council closed 14 libraries.")
    scored = score_claim(claim)
    worthiness = score_text(claim.text)
    assert scored.check_worthiness == worthiness.score
    assert scored.check_worthiness_reasons == worthiness.reasons
    assert scored.text == claim.text
    assert scored.content == claim.content
    assert pickle.loads(pickle.dumps(scored)) == scored


@settings(max_examples=300)
@given(st.text(st.characters(exclude_categories=())) | st.lists(st.sampled_from([c[1] for c in CASES])).map(" ".join))
def test_any_text_has_a_sound_score(text: str) -> None:
    worthiness = score_text(text)
    assert 0 <= worthiness.score <= 1
    assert worthiness == score_text(text)
    assert len(worthiness.reasons) <= MAX_REASONS
    parts = load_weights().parts(text)
    moved = [parts[reason[2:]] for reason in worthiness.reasons]
    assert [abs(part) for part in moved] == sorted((abs(part) for part in moved), reverse=True)
    assert all(abs(part) >= LEAST_REASON for part in moved)
    assert all(
        reason[:2] == ("+ " if part > 0 else "- ") for reason, part in zip(worthiness.reasons, moved, strict=True)
    )


# Each would take hours if the tokenizer backtracked quadratically.
@pytest.mark.slow
@pytest.mark.parametrize("unit", ["1,", "1.1", "a'", "a’a", "''", "$", "9", "x", "A b ", "\ud800", "\u0301"])
def test_hostile_input_ends(unit: str) -> None:
    assert 0 <= score_text(unit * 300_000).score <= 1


def _claim(text: str) -> Claim:
    return Claim(
        claim_id="c",
        article_id="a",
        url=None,
        publisher=None,
        title=None,
        published_at=None,
        language="en",
        kind="statement",
        text=text,
        content=(Span(0, len(text)),),
        prefix="",
        suffix="",
        sentence_first=0,
        sentence_last=0,
        cue=None,
        speaker=None,
        addressee=None,
        confidence=0.9,
        extractor=Provenance("0", "m", "1", "r"),
    )
