"""The parts of the learned tagger: windows, span probabilities, decoding, links; and the tagger as a whole."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from numpy.typing import NDArray
from support.factories import spans_of

import claims_beam as cb
from claims_beam.attribution.learned.calibration import probability
from claims_beam.attribution.learned.labels import LABELS, allowed_transitions
from claims_beam.attribution.learned.model import Model, load_model
from claims_beam.attribution.learned.reconcile import reconcile
from claims_beam.attribution.learned.spans import (
    FREE_PLACES,
    LONGEST,
    MOST_PLACES,
    Candidates,
    bar,
    best_spans,
    find_candidates,
    forward_backward,
    lay_out,
    span_probabilities,
)
from claims_beam.encoder.model import ModelError
from claims_beam.encoder.pairs import pair_features
from claims_beam.encoder.pieces import CLOSING, INSIDE, NESTED, OPENING, OUTSIDE, SEP, Encoded, encode, quote_states
from claims_beam.encoder.windows import cuts, run_windows
from claims_beam.records import Attribution, Cue
from claims_beam.speakers.capitals import find_mentions
from claims_beam.text.quotation import find_quotations

MODEL = Path(cb.__file__).parent / "encoder" / "models" / "minilm-news"
ALLOWED = allowed_transitions()
PATHS = [
    path
    for path in itertools.product(range(len(LABELS)), repeat=3)
    if all(ALLOWED[a, b] for a, b in itertools.pairwise((0, *path, 0)))
]


def scores(seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(5, len(LABELS))).astype(np.float32), bar(rng.normal(size=(13, 13)).astype(np.float32))


def weight(path: tuple[int, ...], emissions: NDArray[np.float32], transitions: NDArray[np.float32]) -> float:
    moves = sum(transitions[a, b] for a, b in itertools.pairwise((0, *path, 0)))
    return float(np.exp(moves + sum(emissions[1 + i, label] for i, label in enumerate(path))))


@pytest.mark.parametrize("role", range(3))
@pytest.mark.parametrize("seed", range(3))
def test_span_probabilities_are_those_of_all_paths(role: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_beam.attribution.learned.spans.UNLIKELY", 0.0)
    emissions, transitions = scores(seed)
    [lines] = lay_out(np.array([SEP, 7, 7, 7, SEP]))
    chains = forward_backward(emissions, transitions, lines)
    spans, exact = span_probabilities(chains, transitions, lines, role)
    found = {tuple(map(int, s)): p for s, p in zip(spans, exact, strict=True)}
    weights = {p: weight(p, emissions, transitions) for p in PATHS}
    begin, end, single = 4 * role + 1, 4 * role + 3, 4 * role + 4
    for (first, last), sure in found.items():
        edges = {first - 1: begin, last - 1: end} if first < last else {first - 1: single}
        inner = range(first, last - 1)
        mine = [
            w
            for p, w in weights.items()
            if all(p[i] == v for i, v in edges.items()) and all(p[i] == begin + 1 for i in inner)
        ]
        assert sure == pytest.approx(sum(mine) / sum(weights.values()), abs=1e-5)
    assert len(found) == 6


@given(
    size=st.integers(1, 3000), breaks=st.sets(st.integers(0, 2999)), sizes=st.sampled_from([(158, 12, 4), (9, 3, 2)])
)
def test_windows_cover_everything_once(size: int, breaks: set[int], sizes: tuple[int, int, int]) -> None:
    marks = np.arange(1000, 1000 + size)
    marks[[place for place in breaks if place < size]] = SEP
    blank = np.zeros(size, np.int64)
    encoded = Encoded(marks, blank, blank, blank, blank, blank, blank)
    out, _ = run_windows(encoded, lambda ids, s, q: (ids[:, None].astype(np.float32),) * 2, *sizes)
    assert out[:, 0].tolist() == marks.tolist()
    window, before, after = sizes
    places = cuts(marks, *sizes)
    assert all(place.end - place.begin <= window for place in places)
    assert all(place.begin == max(0, place.first - before) for place in places)
    assert all(place.end == min(size, place.after + after) for place in places)


def test_windows_meet_where_a_line_ends() -> None:
    marks = np.full(20 * 47, 7)
    marks[46::47] = SEP
    places = cuts(marks, 158, 12, 4)
    assert [place.after % 47 for place in places] == [0] * 7


def test_lines_are_cut_at_breaks_and_when_too_long() -> None:
    [lines] = lay_out(np.array([SEP, *[7] * (LONGEST + 2), SEP, SEP, 7, SEP]))
    assert lines.lengths.tolist() == [LONGEST, 2, 1]
    assert lay_out(np.array([SEP])) == []


@pytest.mark.parametrize("lengths", [[5000, *[1] * 4000], [1] * 20_000, [300_000], [*range(1, 600)]])
def test_batches_of_lines_hold_every_piece_once_and_little_padding(lengths: list[int]) -> None:
    ids = np.concatenate([np.append(np.full(length, 7), SEP) for length in lengths])
    batches = lay_out(ids)
    held = np.concatenate([lines.index[lines.index >= 0] for lines in batches])
    assert sorted(held.tolist()) == np.flatnonzero(ids != SEP).tolist()
    assert sum(lines.index.size for lines in batches) <= 2 * sum(lengths) + len(batches) * FREE_PLACES
    assert all(lines.index.size <= MOST_PLACES for lines in batches)
    assert len(batches) <= 2 + sum(lengths) / FREE_PLACES + np.log2(LONGEST)


def test_spans_are_the_same_in_one_batch_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    ids = np.concatenate([np.append(np.full(length, 7), SEP) for length in rng.integers(1, 90, 60)])
    emissions = rng.normal(size=(len(ids), len(LABELS))).astype(np.float32)
    transitions = bar(rng.normal(size=(13, 13)).astype(np.float32))
    whole = find_candidates(emissions, transitions, lay_out(ids))
    monkeypatch.setattr("claims_beam.attribution.learned.spans.FREE_PLACES", 0)
    monkeypatch.setattr("claims_beam.attribution.learned.spans.MOST_PLACES", 200)
    parts = find_candidates(emissions, transitions, lay_out(ids))
    for one, other in zip(whole, parts, strict=True):
        same = {tuple(span): sure for span, sure in zip(one.spans.tolist(), one.support, strict=True)}
        assert same == pytest.approx(
            {tuple(span): sure for span, sure in zip(other.spans.tolist(), other.support, strict=True)}, abs=1e-5
        )


def test_the_best_spans_do_not_overlap() -> None:
    spans = np.array([[0, 3], [2, 5], [4, 6]])
    none = Candidates(np.zeros((0, 2), np.int64), *[np.zeros(0, np.float32)] * 2)
    sure = np.array([0.6, 0.9, 0.6], np.float32)
    chosen = best_spans([Candidates(spans, sure, sure), none, none], (0.2,) * 3, (0.0,) * 3)
    assert chosen[0][0].tolist() == [[0, 3], [4, 6]]


def test_pair_features_know_the_side_and_the_distance() -> None:
    counts = np.arange(30)
    encoded = Encoded(counts, counts, counts, counts, counts, counts // 10, counts // 5)
    features = pair_features(encoded, np.array([[12, 14]]), np.array([[2, 3], [16, 16], [25, 29]]))[0]
    assert (features % 2).tolist() == [[0] * 5, [1] * 5, [1] * 5]
    assert (features[:, 1] // 2).tolist() == [10 + 1, 10, 10 + 1]
    assert (features[:, 3] // 2).tolist() == [18, 18, 19]


def test_quote_states_follow_the_marks() -> None:
    text = "He said “go ‘now’ ok” x"
    states = quote_states(text, find_quotations(text))
    expected = {
        "H": OUTSIDE,
        "“": OPENING,
        "g": INSIDE,
        "‘": OPENING,
        "n": NESTED,
        "’": CLOSING,
        "”": CLOSING,
        "x": OUTSIDE,
    }
    assert {char: states[text.index(char)] for char in expected} == expected


def test_confidence_rises_with_evidence() -> None:
    weights = np.array([1.0, 0.5, 0.0])
    low, high = probability(np.array([[0.2, 0.5], [0.9, 0.5]]), weights)
    assert 0 < low < high < 1


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(MODEL)


def test_offsets_are_those_of_the_text(model: Model) -> None:
    text = "Café “Ünïted”\n\n\U0001f600 said İnes\u0301 𝐁old\u0301\u0302."
    encoded = encode(text, model.encoder.tokenizer, find_quotations(text))
    words = [text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True) if start < end]
    assert "".join(words) == "".join(text.split())


@pytest.mark.slow
@given(st.text(max_size=300))
@settings(max_examples=60)
def test_any_text_gives_offsets_inside_it(text: str) -> None:
    document = cb.extract_quotes(cb.Document(cb.Article("a", text)))
    for attribution in document.attributions:
        for span in (*attribution.content, *attribution.source, *(attribution.cue.spans if attribution.cue else ())):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("missing", ["settings.json", "encoder.onnx", "linker.npz", "tokenizer.json"])
@pytest.mark.parametrize("how", ["missing", "cut off"])
def test_a_broken_model_folder_is_an_error_at_loading(tmp_path: Path, missing: str, how: str) -> None:
    for file in MODEL.iterdir():
        if file.name != missing:
            (tmp_path / file.name).symlink_to(file)
    if how == "cut off":
        (tmp_path / missing).write_bytes((MODEL / missing).read_bytes()[:100])
    with pytest.raises(ModelError, match=rf"{missing} is (missing|broken) .*install claims-beam again"):
        load_model(tmp_path)


CASES = {
    "direct": ("“We sail at noon,” said Ada Rowe.", [("direct", "Ada Rowe", "said", ["“We sail at noon,”"])]),
    "inverted and split": (
        "“We sail,” Rowe told reporters. “At noon.”",
        [("direct", "Rowe", "told", ["“We sail,”", "“At noon.”"])],
    ),
    "indirect": (
        "The council said that the pier was unsafe.",
        [("indirect", "The council", "said", ["that the pier was unsafe"])],
    ),
    "mixed": (
        "Rowe called the plan “a gift to the gulls.”",
        [("mixed", "Rowe", "called", ["the plan “a gift to the gulls.”"])],
    ),
    "according to": (
        "The pier is unsafe, according to the council.",
        [("indirect", "the council", "according to", ["The pier is unsafe"])],
    ),
    "nobody": ("The ferry sailed at noon and came back at six.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_what_the_tagger_finds(tagger: cb.Tagger, text: str, expected: list[tuple[str, str, str, list[str]]]) -> None:
    found = [
        (
            attribution.kind,
            " ".join(span.of(text) for span in attribution.source),
            attribution.cue.text if attribution.cue else "",
            [span.of(text) for span in attribution.content],
        )
        for attribution in cb.extract_quotes(cb.Document(cb.Article("a", text)), tagger).attributions
    ]
    assert found == expected


def _found(text: str, content: str, cue: str, source: str) -> Attribution:
    (a,), (b,), (c,) = (spans_of(text, words) for words in (content, cue, source))
    return Attribution((a,), Cue((b,)), (c,))


RECONCILED = {
    "the closing mark is taken in": ("“We sail,” said Rowe.", "“We sail", "said", "Rowe", ["“We sail,”"]),
    "so are both marks": ("“We sail,” said Rowe.", "We sail", "said", "Rowe", ["“We sail,”"]),
    "other words stay out of it": (
        "He said “we” sail, said Rowe.",
        "He said “we” sail",
        "said",
        "Rowe",
        ["He said “we” sail"],
    ),
    "a title alone is no content": (
        "Rowe starred in the film “The Long Pier” in May.",
        "“The Long Pier”",
        "starred",
        "Rowe",
        [],
    ),
}


@pytest.mark.parametrize(("text", "content", "cue", "source", "expected"), RECONCILED.values(), ids=RECONCILED.keys())
def test_marks_and_rules_put_the_model_right(
    text: str, content: str, cue: str, source: str, expected: list[str]
) -> None:
    found = reconcile(text, find_quotations(text), (), [_found(text, content, cue, source)])
    assert [span.of(text) for attribution in found for span in attribution.content] == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We sail,” said Ines Falk.", ["Ines Falk"]),
        ("“We sail,” Ines Falk said.", ["Ines Falk"]),
        ("FALK: We sail.", ["FALK"]),
        ("“We sail,” it was said on the quay.", []),
        ("The ferry of Ines Falk carried “We sail,” on its bow.", []),
    ],
)
def test_a_verb_of_speech_without_a_source_gets_the_name_beside_it(text: str, source: list[str]) -> None:
    cue = next(word for word in ("said", "carried", ":") if word in text)
    found = replace(_found(text, "e sail", cue, cue), source=())
    [found] = reconcile(text, find_quotations(text), find_mentions(text), [found])
    assert [span.of(text) for span in found.source] == source


def test_a_name_read_as_the_end_of_the_cue_is_the_source() -> None:
    text = "“We sail,” said Ines Falk."
    found = replace(_found(text, "“We sail,”", "said Ines", "said"), source=())
    [found] = reconcile(text, find_quotations(text), find_mentions(text), [found])
    assert found.cue is not None
    assert [span.of(text) for span in (*found.cue.spans, *found.source)] == ["said", "Ines Falk"]


def test_an_article_gets_the_same_result_whatever_came_before(tagger: cb.Tagger) -> None:
    document = cb.Document(cb.Article("a", CASES["direct"][0] + " " + CASES["indirect"][0]))
    before = cb.extract_quotes(document, tagger)
    cb.extract_quotes(cb.Document(cb.Article("b", CASES["mixed"][0] * 20)), tagger)
    assert cb.extract_quotes(document, tagger) == before
