"""Which cue a content piece belongs to, and which source a cue: a head for each, or none."""

from collections.abc import Callable

import numpy as np

from claims_beam.encoder.pairs import pair_features, span_states
from claims_beam.encoder.pieces import Encoded, Floats, Ints

Scorer = Callable[[Floats, Floats, Ints], Floats]
"""Scores of pairs, as ``PairScorer`` gives them."""

NO_HEAD = -1
REACH, CHUNK = 32, 64
MARGIN = 4  # This many dependents are read beyond a chunk, since pair features count up to three between two spans.


def link(
    scorer: Scorer, encoded: Encoded, hidden: Floats, dependents: Ints, heads: Ints, none: float = 0.0
) -> tuple[Ints, Floats]:
    """Return for each dependent the row of its head, or NO_HEAD, and its probability; ``none`` favors NO_HEAD.

    Only the REACH nearest heads on either side count, and the work goes in chunks: time and memory are linear in the
    length of the article.
    """
    place = np.searchsorted(heads[:, 0], dependents[:, 0])
    best, probabilities = np.full(len(dependents), NO_HEAD), np.ones(len(dependents), np.float32)
    for begin in range(0, len(dependents), CHUNK):
        end = min(begin + CHUNK, len(dependents))
        rows = slice(max(0, begin - MARGIN), end + MARGIN)
        near = slice(max(0, place[begin] - REACH), place[end - 1] + REACH)
        features = pair_features(encoded, dependents[rows], heads[near])
        scores = scorer(span_states(hidden, dependents[rows]), span_states(hidden, heads[near]), features)
        scores = scores[begin - rows.start :][: end - begin]
        rank = near.start + np.arange(scores.shape[1] - 1)
        here = place[begin:end, None]
        scores[:, :-1][(rank < here - REACH) | (rank >= here + REACH)] = -np.inf
        scores[:, -1] += none
        weights = np.exp(scores - scores.max(1, keepdims=True))
        choice = weights.argmax(1)
        best[begin:end] = np.where(choice < len(rank), choice + near.start, NO_HEAD)
        probabilities[begin:end] = weights.max(1) / weights.sum(1)
    return best, probabilities
