"""Small linear heads in numpy that find names, titles and referents in the hidden states of the encoder.

Names and titles are tagged apart, since they nest: *Ohio Gov. John Kasich* has the name *John Kasich*, the title *Ohio
Gov.* and in it the name *Ohio*. Each head scores the pieces one by one (outside; begin, inner, end, single of a kind);
of the labelings in which spans begin, go on and end in order, the one with the greatest sum of scores is chosen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from claims_beam.encoder.labels import BEGIN, END, OUT, SINGLE, allowed_moves
from claims_beam.encoder.pairs import PairScorer, pair_features, span_states
from claims_beam.encoder.pieces import SEP, Encoded, Floats, Ints
from claims_beam.records import SpeakerKind

NAME_KINDS: tuple[SpeakerKind, ...] = ("PERSON", "ORG", "GPE", "GROUP")
TITLE = "TITLE"

FORBIDDEN = -1e4
REACH = 1500  # A source refers to no name that begins more than this many pieces away.


Kind = TypeVar("Kind", bound=str)


@dataclass(frozen=True, slots=True)
class Tagged(Generic[Kind]):
    """A span of word pieces, first and last, of a kind, and the least probability of the labels within it."""

    first: int
    last: int
    kind: Kind
    sure: float


def tag_names(encoded: Encoded, hidden: Floats, weights: Mapping[str, Floats]) -> list[Tagged[SpeakerKind]]:
    """Return the names of an article, in text order, without titles and a leading *the*."""
    return tag(encoded.ids, linear(hidden, weights, "names"), NAME_KINDS)


def tag_titles(encoded: Encoded, hidden: Floats, weights: Mapping[str, Floats]) -> list[Tagged[str]]:
    """Return the titles and roles that stand beside a name, in text order."""
    return tag(encoded.ids, linear(hidden, weights, "titles"), (TITLE,))


def linear(hidden: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    """Return the scores of the head ``name``: [pieces, hidden] -> [pieces, labels]."""
    return hidden @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def tag(ids: Ints, scores: Floats, kinds: tuple[Kind, ...]) -> list[Tagged[Kind]]:
    """Return the spans of the best labeling of each line.

    ``scores`` are [pieces, 1 + 4 kinds]; SEP pieces end a line.
    """
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    labels = np.where(ids == SEP, OUT, logs.argmax(1))
    ends = [*np.flatnonzero(ids == SEP), len(ids)]
    allowed, start = allowed_moves(len(kinds)), 0
    for end in ends:
        line = slice(start, end)
        if not in_order(labels[line], allowed):
            labels[line] = viterbi(logs[line], allowed)
        start = end + 1
    return list(_spans(labels, logs, kinds))


def in_order(labels: Ints, allowed: NDArray[np.bool_]) -> bool:
    """Return whether each label of a line may follow the one before it, so that spans begin, go on and end in order."""
    path = np.concatenate(([OUT], labels, [OUT]))
    return bool(allowed[path[:-1], path[1:]].all())


def viterbi(scores: Floats, allowed: NDArray[np.bool_]) -> Ints:
    """Return the allowed labeling of a line with the greatest sum of scores (Viterbi, 1967)."""
    moves = np.where(allowed, 0.0, FORBIDDEN)
    state, back = scores[0] + moves[OUT], np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = state[:, None] + moves
        back[i] = paths.argmax(0)
        state = paths.max(0) + scores[i]
    labels = np.zeros(len(scores), np.int64)
    labels[-1] = (state + moves[:, OUT]).argmax()
    for i in range(len(scores) - 1, 0, -1):
        labels[i - 1] = back[i, labels[i]]
    return labels


def _spans(labels: Ints, logs: Floats, kinds: tuple[Kind, ...]) -> Iterator[Tagged[Kind]]:
    place, kind = (labels - 1) % 4 + 1, (labels - 1) // 4
    firsts = np.flatnonzero((labels > 0) & np.isin(place, (BEGIN, SINGLE)))
    lasts = np.flatnonzero((labels > 0) & np.isin(place, (END, SINGLE)))
    chosen = logs[np.arange(len(labels)), labels]
    for first, last in zip(firsts, lasts, strict=True):
        confidence = float(np.exp(chosen[first : last + 1].min()))
        yield Tagged(int(first), int(last), kinds[kind[first]], confidence)


def referents(encoded: Encoded, hidden: Floats, weights: Mapping[str, Floats], sources: Ints, names: Ints) -> Floats:
    """Return the probability that each source refers to each name and, in the last column, to nobody who is named.

    ``sources`` and ``names`` give the first and the last piece of each span, [n, 2], in text order. The probability of
    an entity is the sum over its names.
    """
    if not len(sources):
        return np.zeros((0, len(names) + 1), np.float32)
    features = pair_features(encoded, sources, names)
    scores = PairScorer(weights, "referent")(span_states(hidden, sources), span_states(hidden, names), features)
    scores[:, :-1][np.abs(names[None, :, 0] - sources[:, None, 0]) > REACH] = FORBIDDEN
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)
