"""The heads in numpy: spans in order, at most one on a piece, none over a line break."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from claims_beam.encoder.heads import in_order, tag, viterbi
from claims_beam.encoder.labels import allowed_moves
from claims_beam.encoder.pieces import SEP

KINDS = ("PERSON", "ORG")
LABELS = 1 + 4 * len(KINDS)


def scores(labels):
    return np.eye(LABELS, dtype=np.float32)[labels] * 9


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ([0, 4, 0], [(1, 1, "PERSON")]),
        ([1, 2, 3], [(0, 2, "PERSON")]),
        ([5, 7, 8], [(0, 1, "ORG"), (2, 2, "ORG")]),
        ([0, 0, 0], []),
    ],
)
def test_labels_in_order_are_read_off(labels, found):
    got = tag(np.ones(3, np.int64), scores(labels), KINDS)
    assert [(phrase.first, phrase.last, phrase.kind) for phrase in got] == found
    assert all(phrase.sure > 0.9 for phrase in got)


def test_no_span_crosses_a_line_break():
    got = tag(np.array([7, SEP, 7]), scores([1, 2, 3]), KINDS)
    assert all(phrase.first == phrase.last for phrase in got)


def test_an_empty_article_has_no_names():
    assert tag(np.zeros(0, np.int64), np.zeros((0, LABELS), np.float32), KINDS) == []


@given(st.lists(st.lists(st.integers(-3, 3), min_size=LABELS, max_size=LABELS), min_size=1, max_size=3))
def test_viterbi_finds_the_best_labelling_in_order(rows):
    table, allowed = np.array(rows, np.float32), allowed_moves(len(KINDS))
    paths = [np.array(p) for p in itertools.product(range(LABELS), repeat=len(rows))]
    best = max(table[np.arange(len(p)), p].sum() for p in paths if in_order(p, allowed))
    chosen = viterbi(table, allowed)
    assert in_order(chosen, allowed)
    assert table[np.arange(len(chosen)), chosen].sum() == best
