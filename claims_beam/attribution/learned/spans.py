"""Labels and spans from label scores: a linear-chain CRF decoded in numpy, many lines of an article at once.

Spans never cross a line break, so a line is a chain of its own: it starts and ends outside every span.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims_beam.attribution.learned.labels import LABELS, ROLES, allowed_transitions
from claims_beam.encoder.labels import BEGIN, END, IN, SINGLE, label
from claims_beam.encoder.pieces import SEP, Floats, Ints

FORBIDDEN = np.float32(-1e4)
UNLIKELY = 0.02  # An edge or a span that is less probable than this is not considered.
LONGEST = 1024  # A longer line is cut; no span of the corpus has 400 pieces.

# Lines are padded to the longest line of their batch. A batch holds at most MOST_PLACES, so that memory does not
# grow with the article. Padding may fill up to half of a batch. A batch of up to FREE_PLACES may hold more padding,
# since each batch costs time of its own.
MOST_PLACES = 65_536
FREE_PLACES = 8_192


@dataclass(frozen=True, slots=True)
class Lines:
    """A batch of lines, SEP pieces left out: ``index`` [lines, longest] of the article's pieces, -1 for padding."""

    index: Ints
    lengths: Ints


@dataclass(frozen=True, slots=True)
class Candidates:
    """Spans of one role, [n, 2] first and last pieces.

    ``exact`` is the probability of just this span, ``support`` that of some span here, this or one that overlaps it.
    """

    spans: Ints
    exact: Floats
    support: Floats


@dataclass(frozen=True, slots=True)
class Chains:
    """Forward and backward probabilities [lines, longest, labels], whose product is each label's probability.

    ``steps`` [lines, longest, labels] is the log weight of a piece's label after scaling.
    """

    forward: NDArray[np.float64]
    backward: NDArray[np.float64]
    steps: NDArray[np.float64]


def lay_out(ids: Ints) -> list[Lines]:
    """Return the lines of an article in batches, in time and memory linear in its pieces."""
    kept = np.flatnonzero(ids != SEP)
    if not len(kept):
        return []
    breaks = np.cumsum(ids == SEP)[kept]
    _, first, lengths = np.unique(breaks, return_index=True, return_counts=True)
    column = np.arange(len(kept)) - np.repeat(first, lengths)
    starts = np.flatnonzero(column % LONGEST == 0)
    lengths = np.diff(np.append(starts, len(kept)))
    return [_batch(kept, starts[rows], lengths[rows]) for rows in _group(lengths)]


def _group(lengths: Ints) -> Iterator[Ints]:
    """Yield the lines of each batch in text order; lines of like length stand together."""
    longest_first = np.argsort(-lengths, kind="stable")
    begin, pieces = 0, 0
    for rank, line in enumerate(longest_first):
        places = (rank + 1 - begin) * int(lengths[longest_first[begin]])
        pieces += int(lengths[line])
        if rank > begin and places > min(MOST_PLACES, max(2 * pieces, FREE_PLACES)):
            yield np.sort(longest_first[begin:rank])
            begin, pieces = rank, int(lengths[line])
    yield np.sort(longest_first[begin:])


def _batch(kept: Ints, starts: Ints, lengths: Ints) -> Lines:
    places = np.arange(int(lengths.max()))
    inside = places < lengths[:, None]
    return Lines(np.where(inside, kept[np.where(inside, starts[:, None] + places, 0)], -1), lengths)


def bar(transitions: Floats) -> Floats:
    """Return ``transitions`` [from, to] with the score FORBIDDEN for those against the order of labels."""
    return np.where(allowed_transitions(), transitions, FORBIDDEN).astype(np.float32)


def forward_backward(emissions: Floats, transitions: Floats, lines: Lines) -> Chains:
    """Return the result of the scaled forward-backward algorithm (Rabiner, 1989) for a batch of lines at once."""
    count, longest = lines.index.shape
    scores = emissions[lines.index].astype(np.float64)
    peaks = scores.max(2, keepdims=True)
    weights, moves = np.exp(scores - peaks), np.exp(transitions.astype(np.float64))
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    scale = np.ones((count, longest))
    state = np.broadcast_to(moves[0], (count, len(LABELS)))
    for i in range(longest):
        state = state * weights[:, i] if i == 0 else (state @ moves) * weights[:, i]
        scale[:, i] = state.sum(1)
        state = forward[:, i] = state / scale[:, i, None]
    last = lines.lengths - 1
    ends = moves[:, 0] / (forward[np.arange(count), last] @ moves[:, 0])[:, None]
    state = ends
    for i in range(longest - 1, -1, -1):
        if i + 1 < longest:
            state = ((weights[:, i + 1] * state) @ moves.T) / scale[:, i + 1, None]
        state = np.where((last == i)[:, None], ends, state)
        backward[:, i] = state
    return Chains(forward, backward, scores - peaks - np.log(scale)[..., None])


def find_candidates(emissions: Floats, transitions: Floats, batches: Sequence[Lines]) -> list[Candidates]:
    """Return the likely spans of each role over all ``batches`` of lines."""
    found: list[list[tuple[Ints, Floats]]] = [[] for _ in ROLES]
    for lines in batches:
        chains = forward_backward(emissions, transitions, lines)
        for role, batch in enumerate(found):
            batch.append(span_probabilities(chains, transitions, lines, role))
    return [_candidates(batch) for batch in found]


def _candidates(batches: Sequence[tuple[Ints, Floats]]) -> Candidates:
    spans = np.concatenate([np.zeros((0, 2), np.int64), *(spans for spans, _ in batches)])
    exact = np.concatenate([np.zeros(0, np.float32), *(exact for _, exact in batches)])
    return Candidates(spans, exact, _support(spans, exact))


def span_probabilities(chains: Chains, transitions: Floats, lines: Lines, role: int) -> tuple[Ints, Floats]:
    """Return the likely spans of a role in a batch of lines, and the probability of just each."""
    begin, inner, end, single = (label(role, place) for place in (BEGIN, IN, END, SINGLE))
    joint = chains.forward * chains.backward
    inside = np.arange(lines.index.shape[1])[None] < lines.lengths[:, None]
    # A span's path is fixed, so its weight is a difference of running sums.
    run = np.cumsum(chains.steps[..., inner] + transitions[inner, inner], axis=1)
    found, confidences = [], []
    with np.errstate(divide="ignore"):
        opening = np.log(chains.forward[..., begin]) - run
        closing = np.log(chains.backward[..., end]) + chains.steps[..., end] - chains.steps[..., inner] + run
    # A span of two pieces has the labels B E, and a longer one B I ... I E. ``run`` counts the transition I I for every
    # step, so ``short`` and ``long`` correct the transitions at the two ends.
    short = transitions[begin, end] - transitions[inner, inner]
    long = transitions[begin, inner] + transitions[inner, end] - 2 * transitions[inner, inner]
    alone = (joint[..., single] > UNLIKELY) & inside
    found += [(piece, piece) for piece in lines.index[alone]]
    confidences += list(joint[..., single][alone])
    opens, closes = ((joint[..., label_] > UNLIKELY) & inside for label_ in (begin, end))
    for line in np.flatnonzero(opens.any(1) & closes.any(1)):
        lasts = np.flatnonzero(closes[line])
        for i in np.flatnonzero(opens[line]):
            later = lasts[lasts > i]
            logs = opening[line, i] + closing[line, later] + np.where(later == i + 1, short, long)
            for j, p in zip(later, np.exp(np.minimum(logs, 0)), strict=True):
                if p > UNLIKELY:
                    found.append((lines.index[line, i], lines.index[line, j]))
                    confidences.append(p)
    return np.array(found, np.int64).reshape(-1, 2), np.array(confidences, np.float32)


def _support(spans: Ints, exact: Floats) -> Floats:
    """Return for each span the sum of ``exact`` over those that overlap it: all begun by its end less all ended."""
    starts, ends = np.argsort(spans[:, 0], kind="stable"), np.argsort(spans[:, 1], kind="stable")
    started = np.concatenate(([0], np.cumsum(exact[starts])))
    ended = np.concatenate(([0], np.cumsum(exact[ends])))
    until = np.searchsorted(spans[starts, 0], spans[:, 1], side="right")
    before = np.searchsorted(spans[ends, 1], spans[:, 0], side="left")
    return np.minimum(1, started[until] - ended[before]).astype(np.float32)


def best_spans(
    candidates: Sequence[Candidates], thresholds: Sequence[float], blend: Sequence[float]
) -> list[tuple[Ints, Floats]]:
    """Return the non-overlapping spans, of all roles together, with the greatest sum of worth over threshold.

    This is the choice of least expected error (minimum Bayes risk) rather than the most probable labeling: weighted
    interval scheduling (Kleinberg and Tardos, 2005, 6.1). A span's worth is its exact probability, with a share
    ``blend`` of its support. All arguments and the answer (spans and support) have
    one element for each role.
    """
    rows = sorted(_rows(candidates, thresholds, blend))
    ends = [row.last for row in rows]
    best = [0.0]
    for row in rows:
        best.append(max(best[-1], best[bisect_left(ends, row.first)] + row.gain))
    chosen: list[list[int]] = [[] for _ in ROLES]
    place = len(rows)
    while place:
        row = rows[place - 1]
        if best[place] == best[place - 1]:
            place -= 1
        else:
            chosen[row.role].append(row.rank)
            place = bisect_left(ends, row.first)
    # The spans were chosen from the end of the text, but the links need them in text order.
    return [(c.spans[picked[::-1]], c.support[picked[::-1]]) for c, picked in zip(candidates, chosen, strict=True)]


class _Row(NamedTuple):
    """A span that is worth having; rows sort by where it ends."""

    last: int
    first: int
    role: int
    rank: int
    gain: float


def _rows(candidates: Sequence[Candidates], thresholds: Sequence[float], blend: Sequence[float]) -> Iterator[_Row]:
    for role, c in enumerate(candidates):
        gains = c.exact + blend[role] * (c.support - c.exact) - thresholds[role]
        for index in np.flatnonzero(gains > 0):
            first, last = map(int, c.spans[index])
            yield _Row(last, first, role, int(index), float(gains[index]))
