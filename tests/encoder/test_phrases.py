"""Subjects, verbs and objects of main clauses, read by the heads of the encoder."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import claims_beam as cb
from claims_beam.encoder.labels import BEGIN, END, label
from claims_beam.encoder.phrases import MODALITIES, ROLES, TENSES, find_phrases
from claims_beam.encoder.pieces import SEP, Encoded
from claims_beam.records import Article, Document, Phrase, Predicate, Statement

# A sentence; its subject, verb, object or complement, polarity, modality and tense.
CASES = [
    ("The council sold the old ferry on Monday.", "The council", "sold", "the old ferry", False, "asserted", "past"),
    ("Moreno is the mayor of Falkirk.", "Moreno", "is", "the mayor of Falkirk", False, "asserted", "present"),
    ("The bridge will stay shut until June.", "The bridge", "stay", "shut", False, "future", "future"),
    ("The crew did not sell the ferry.", "The crew", "sell", "the ferry", True, "asserted", "past"),
    ("Nobody has seen the ferry since Friday.", "Nobody", "seen", "the ferry", True, "asserted", "past"),
    ("The council must sell the ferry this year.", "The council", "sell", "the ferry", False, "necessary", "present"),
    ("The ferry may sink in the next storm.", "The ferry", "sink", None, False, "possible", "present"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_sentences(tagger: cb.Tagger, case: tuple[str, ...]) -> None:
    text, *expected = case
    document = cb.extract_quotes(cb.split_sentences(Article("a", text)), tagger)
    document = Document(
        document.article, document.sentences, phrases=document.phrases, statements=(Statement(document.sentences),)
    )
    assert cb.find_predicates(document).statements[0].predicate == Predicate(*expected)


def heads(labels: list[int], event: tuple[int, int, int]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """States, and weights that give each piece its label, and each verb the event."""
    size = label(len(ROLES), 0) + 1
    states = np.eye(size, dtype=np.float32)[labels]
    zeros = np.zeros((size, size), np.float32)
    events = np.zeros(2 + len(MODALITIES) + len(TENSES), np.float32)
    events[[event[0], 2 + event[1], 2 + len(MODALITIES) + event[2]]] = 1
    return states, {
        "phrase.here.weight": np.eye(size, dtype=np.float32),
        "phrase.here.bias": np.zeros(size, np.float32),
        "phrase.before.weight": zeros,
        "phrase.after.weight": zeros,
        "phrase.out.weight": 9 * np.eye(size, dtype=np.float32),
        "phrase.out.bias": np.zeros(size, np.float32),
        "event.inner.weight": zeros,
        "event.inner.bias": np.zeros(size, np.float32),
        "event.out.weight": np.zeros((len(events), size), np.float32),
        "event.out.bias": events,
    }


def encoded(ids: list[int]) -> Encoded:
    starts = np.arange(len(ids)) * 2
    blank = np.zeros(len(ids), np.int64)
    return Encoded(np.array(ids), starts, starts + 1, blank, blank, blank, blank)


def test_phrases_have_the_labels_and_events_of_their_pieces() -> None:
    labels = [label(0, BEGIN), label(0, END), label(1, BEGIN), label(1, END), 0, label(2, BEGIN), label(2, END)]
    states, weights = heads(labels, (1, MODALITIES.index("future"), TENSES.index(None)))
    found = find_phrases(encoded([7] * len(labels)), states, weights)
    assert [(phrase.role, phrase.span.start, phrase.span.end) for phrase in found] == [
        ("subject", 0, 3),
        ("verb", 4, 7),
        ("object", 10, 13),
    ]
    assert found[1] == Phrase(found[1].span, "verb", True, "future", None)
    assert found[0] == Phrase(found[0].span, "subject")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from([7, SEP]), st.integers(0, 12)), min_size=1, max_size=40))
def test_phrases_are_in_order_and_cross_no_line(pieces: list[tuple[int, int]]) -> None:
    states, weights = heads([label_ for _, label_ in pieces], (0, 0, 0))
    found = find_phrases(encoded([id_ for id_, _ in pieces]), states, weights)
    spans = [phrase.span for phrase in found]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    breaks = {2 * place for place, (id_, _) in enumerate(pieces) if id_ == SEP}
    assert not any(breaks & set(range(span.start, span.end)) for span in spans)
