"""Scores of predicted against gold attributions, on small texts whose figures can be counted by hand."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from claims_beam.evaluation.protocol import (
    content_kind,
    from_claim,
    from_gold,
    predicted_attributions,
    score_article,
    score_corpus,
)
from claims_beam.evaluation.scores import Agreement, Scores, Share
from claims_beam.records import Attribution, Claim, Cue, Provenance, Reference, Span, Spans, Speaker

TEXT = 'Ana Ruiz said the dam would hold. "It will not hold," Ben Lund said. "Ask anyone."'


def at(*pieces: str, text: str = TEXT) -> Spans:
    """The spans of the first occurrences of the pieces."""
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


ANA = Attribution(at("the dam would hold"), Cue(at("said")), at("Ana Ruiz"), speaker=Speaker("Ana Ruiz"))
BEN_SAID = (Span(TEXT.rindex("said"), TEXT.rindex("said") + 4),)
BEN = Attribution(
    at('"It will not hold,"', '"Ask anyone."'), Cue(BEN_SAID), at("Ben Lund"), speaker=Speaker("Ben Lund")
)
GOLD = [ANA, BEN]


def measured(agreement: Agreement) -> tuple[float, float, float]:
    return agreement.precision.value, agreement.recall.value, agreement.f


def test_gold_against_itself_is_perfect() -> None:
    scores = score_article(TEXT, GOLD, GOLD)
    assert measured(scores.spans("source")) == (1, 1, 1)
    assert measured(scores.contents("all", 1.0)) == (1, 1, 1)
    assert measured(scores.contents("direct", 1.0)) == (1, 1, 1)
    assert scores.contents("mixed").recall.total == 0
    assert scores.end_to_end().f == 1
    assert scores.speakers("named") == Share(2, 2)


def test_nothing_predicted_scores_zero_and_still_counts_the_gold() -> None:
    scores = score_article(TEXT, GOLD, [])
    assert scores.contents().recall == Share(0, 2)
    assert scores.contents().precision == Share(0, 0)
    assert scores.contents().f == 0


def test_something_predicted_where_gold_has_nothing_costs_precision() -> None:
    assert score_article(TEXT, [], GOLD).contents().precision == Share(0, 2)


@pytest.mark.parametrize(
    ("predicted", "hits"),
    [
        ("the dam would hold.", (1, 1, 1)),
        ("dam would hold", (1, 0, 0)),
        ("he dam would hold", (1, 1, 0)),
        ("would hold", (1, 0, 0)),
        ("hold", (0, 0, 0)),
    ],
)
def test_a_content_matches_by_the_share_of_its_characters(predicted: str, hits: tuple[int, int, int]) -> None:
    scores = score_article(TEXT, [ANA], [replace(ANA, content=at(predicted))])
    assert tuple(scores.contents("all", threshold).recall.hits for threshold in (0.5, 0.8, 1.0)) == hits


def test_marks_and_punctuation_at_the_edges_do_not_count_in_a_content_but_do_in_its_spans() -> None:
    scores = score_article(TEXT, [BEN], [replace(BEN, content=at("It will not hold", "Ask anyone"))])
    assert scores.contents("direct", 1.0).recall == Share(1, 1)
    assert scores.spans("content").recall == Share(0, 2)


def test_each_gold_content_is_matched_once_the_best_first() -> None:
    worse = replace(ANA, content=at("dam would hold"), speaker=Speaker("Nobody"))
    scores = score_article(TEXT, [ANA], [worse, ANA])
    assert scores.contents("all", 1.0).precision == Share(1, 2)
    assert scores.contents("all", 0.5).precision == Share(1, 2)
    assert scores.speakers("named") == Share(1, 1)


def test_of_equal_predictions_the_earlier_is_taken() -> None:
    other = replace(ANA, speaker=Speaker("Nobody"))
    assert score_article(TEXT, [ANA], [other, ANA]).speakers("named") == Share(0, 1)
    assert score_article(TEXT, [ANA], [ANA, other]).speakers("named") == Share(1, 1)


def test_precision_counts_by_the_predicted_kind_and_recall_by_the_gold_kind() -> None:
    as_mixed = replace(BEN, content=at('It will not hold,"', '"Ask anyone."'))
    scores = score_article(TEXT, [BEN], [as_mixed])
    assert scores.contents("direct").recall == Share(1, 1)
    assert scores.contents("direct").precision == Share(0, 0)
    assert scores.contents("mixed").precision == Share(1, 1)


@pytest.mark.parametrize(
    ("gold_source", "source", "end_to_end", "sources"),
    [
        (at("Ana Ruiz"), at("Ruiz"), 1, Share(1, 1)),
        (at("Ana Ruiz"), at("Ben Lund"), 0, Share(0, 1)),
        (at("Ana Ruiz"), (), 0, Share(0, 1)),
        ((), (), 1, Share(0, 0)),
        ((), at("Ana Ruiz"), 0, Share(0, 0)),
    ],
)
def test_end_to_end_needs_the_right_source_or_rightly_none(
    gold_source: Spans, source: Spans, end_to_end: float, sources: Share
) -> None:
    scores = score_article(TEXT, [replace(ANA, source=gold_source)], [replace(ANA, source=source)])
    assert scores.end_to_end().f == end_to_end
    assert scores.sources() == sources


def test_a_match_below_one_half_says_nothing_about_source_and_speaker() -> None:
    scores = score_article(TEXT, [ANA], [replace(ANA, content=at("hold"))])
    assert scores.end_to_end().recall == Share(0, 1)
    assert scores.sources() == scores.speakers("named") == Share()


@pytest.mark.parametrize(
    ("gold", "predicted", "named", "unnamed"),
    [
        ("Ana Ruiz", "Ana Ruiz", Share(1, 1), Share()),
        ("Ana Ruiz", "Sen. ANA RUIZ’s", Share(1, 1), Share()),
        ("Ana Ruiz", "Mr. President Ana Ruiz", Share(1, 1), Share()),
        ("Ana Ruiz", "Ruiz", Share(0, 1), Share()),
        ("Ana Ruiz", None, Share(0, 1), Share()),
        (None, None, Share(), Share(1, 1)),
        (None, "Ana Ruiz", Share(), Share(0, 1)),
    ],
)
def test_speakers_agree_by_plain_name(gold: str | None, predicted: str | None, named: Share, unnamed: Share) -> None:
    scores = score_article(TEXT, [replace(ANA, speaker=Speaker(gold))], [replace(ANA, speaker=Speaker(predicted))])
    assert (scores.speakers("named"), scores.speakers("unnamed")) == (named, unnamed)


def test_a_speaker_that_nobody_annotated_is_not_counted() -> None:
    scores = score_article(TEXT, [replace(ANA, speaker=None)], [ANA])
    assert scores.speakers("named") == scores.speakers("unnamed") == Share()


def test_spans_are_cut_at_line_breaks_and_trimmed() -> None:
    text = "one\n \n two \nthree"
    whole = Attribution((Span(0, len(text)),))
    lines = Attribution(at("one", " two ", "three", text=text))
    assert score_article(text, [whole], [lines]).spans("content").precision == Share(3, 3)


def test_a_gold_attribution_without_content_counts_for_its_spans_only() -> None:
    scores = score_article(TEXT, [replace(ANA, content=())], [])
    assert scores.contents().recall.total == 0
    assert scores.spans("source").recall == Share(0, 1)


def test_a_predicted_content_of_punctuation_is_no_content() -> None:
    assert score_article(TEXT, [], [Attribution(at(". "))]).contents().precision == Share(0, 0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“All of it.”", "direct"),
        ('"All of it", ', "direct"),
        ("„Alles“", "direct"),
        ("“An opened paragraph", "direct"),
        ("it was “mostly” fine", "mixed"),
        ("“mostly” fine", "mixed"),
        ("it was fine", "indirect"),
        ("‘Single marks’", "indirect"),
        ("", "indirect"),
        (" ", "indirect"),
        ("“", "direct"),
    ],
)
def test_content_kind(text: str, kind: str) -> None:
    assert content_kind(text, (Span(0, len(text)),)) == kind


def test_content_with_one_piece_outside_marks_is_mixed() -> None:
    assert content_kind('"In," he said, out', (Span(0, 5), Span(15, 18))) == "mixed"


def test_content_without_pieces_is_indirect() -> None:
    assert content_kind("“text”", ()) == "indirect"


@pytest.mark.parametrize("span", [Span(0, len(TEXT) + 1), Span(-1, 2), Span(5, 4)])
@pytest.mark.parametrize("role", ["content", "cue", "source"])
def test_offsets_outside_the_text_are_refused(span: Span, role: str) -> None:
    wrong = Attribution(**{"content": (), role: Cue((span,)) if role == "cue" else (span,)})
    with pytest.raises(ValueError, match="does not lie in a text of"):
        score_article(TEXT, [], [wrong])
    with pytest.raises(ValueError, match="does not lie in a text of"):
        score_article(TEXT, [wrong], [])


def test_a_threshold_that_is_not_measured_is_refused() -> None:
    with pytest.raises(ValueError, match=r"one of \(0.5, 0.8, 1.0\), got 0.7"):
        Scores().contents("all", 0.7)


def test_a_corpus_is_the_sum_of_its_articles() -> None:
    spans = {"content": [[14, 32]], "cue": [[9, 13]], "source": [[0, 8]]}
    gold = [{"id": "a", "text": TEXT, "attributions": [spans]}, {"id": "b", "text": TEXT, "attributions": [spans]}]
    scores = score_corpus(gold, {"a": [ANA], "not in gold": [BEN]})
    assert scores.contents("all", 1.0).recall == Share(1, 2)
    assert scores.contents("all", 1.0).precision == Share(1, 1)
    assert scores == score_article(TEXT, [replace(ANA, speaker=None)], [ANA]) + score_article(
        TEXT, [replace(ANA, speaker=None)], []
    )


def test_scores_can_be_pickled() -> None:
    scores = score_article(TEXT, GOLD, GOLD)
    assert pickle.loads(pickle.dumps(scores)) == scores


def test_the_table_names_every_measure_in_percent() -> None:
    table = str(score_article(TEXT, GOLD, [ANA]))
    assert "contents all 1.0        100.0   50.0   66.7      2      1" in table
    assert "speakers named          100.0 of 1" in table


def attribution() -> Attribution:
    return replace(ANA, speaker=Speaker("Ana Ruiz", mention=Reference("Ana Ruiz", "name", ANA.source)))


def claim(kind: str) -> Claim:
    return Claim(
        claim_id="c",
        article_id="a",
        url=None,
        publisher=None,
        title=None,
        published_at=None,
        language=None,
        kind=kind,  # type: ignore[arg-type]
        text="the dam would hold",
        content=ANA.content,
        prefix="",
        suffix="",
        sentence_first=0,
        sentence_last=0,
        cue=attribution().cue,
        speaker=attribution().speaker,
        addressee=None,
        confidence=1.0,
        extractor=Provenance("0", "m", "1", "r"),
    )


def test_a_claim_is_compared_as_the_attribution_that_it_was_made_of() -> None:
    assert predicted_attributions([claim("statement"), claim("indirect")]) == (attribution(),)
    assert from_claim(replace(claim("indirect"), cue=None, speaker=None)) == Attribution(ANA.content)


def test_gold_may_lack_cue_source_and_speaker() -> None:
    assert from_gold({"content": [[0, 3]], "cue": None}) == Attribution((Span(0, 3),))
    assert from_gold({"content": [], "speaker": None}).speaker == Speaker(None)


TEXTS = st.text(st.sampled_from('ab "“”‘’\n\r\u2028\xa0\u200b.,é😀'), max_size=30)


@st.composite
def article(draw: st.DrawFn) -> tuple[str, list[Attribution], list[Attribution]]:
    text = draw(TEXTS)
    offset = st.integers(0, len(text))
    spans = st.lists(st.tuples(offset, offset).map(lambda pair: Span(min(pair), max(pair))), max_size=3).map(tuple)
    names = st.sampled_from([None, "", "Ana", "Mr. Ana"])
    attributions = st.lists(
        st.builds(Attribution, spans, st.builds(Cue, spans), spans, speaker=st.none() | st.builds(Speaker, names)),
        max_size=4,
    )
    return text, draw(attributions), draw(attributions)


@pytest.mark.slow
@given(st.lists(article(), min_size=2, max_size=3))
def test_adding_is_associative_and_commutative_with_a_zero(
    articles: list[tuple[str, list[Attribution], list[Attribution]]],
) -> None:
    scores = [score_article(*article) for article in articles]
    assert sum(scores, Scores()) == sum(reversed(scores), Scores())
    assert scores[0] + Scores() == scores[0]


@given(article())
def test_a_stricter_threshold_never_finds_more(scored: tuple[str, list[Attribution], list[Attribution]]) -> None:
    scores = score_article(*scored)
    hits = [scores.contents("all", threshold).recall.hits for threshold in (0.5, 0.8, 1.0)]
    assert hits == sorted(hits, reverse=True)
    assert all(0 <= scores.contents("all", threshold).f <= 1 for threshold in (0.5, 0.8, 1.0))


@given(article())
def test_gold_and_prediction_swap_precision_and_recall(
    scored: tuple[str, list[Attribution], list[Attribution]],
) -> None:
    text, gold, predicted = scored
    there, back = score_article(text, gold, predicted), score_article(text, predicted, gold)
    for role in ("source", "cue", "content"):
        assert there.spans(role).precision == back.spans(role).recall  # type: ignore[arg-type]
