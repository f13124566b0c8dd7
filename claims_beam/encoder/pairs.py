"""Scores of a pair of spans (dependent, head): content and cue, cue and source, or source and name."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from claims_beam.encoder.pieces import Encoded, Floats, Ints

GAPS, LINES, STOPS, BETWEEN = 20, 8, 8, 8
TABLES = (GAPS, LINES, STOPS, BETWEEN, BETWEEN)
FEATURE_ROWS = sum(TABLES)
_OFFSETS = np.cumsum((0, *TABLES[:-1]))


def pair_features(encoded: Encoded, dependents: Ints, heads: Ints) -> Ints:
    """Return [dependents, heads, 5] rows of the linker's feature table.

    ``dependents`` and ``heads`` are [n, 2]: the first and the last piece of each span, in text order. The features,
    each signed (does the head stand before or after) and cut off: the gap in pieces (log scale), the line breaks, the
    sentence ends, the other heads and the other dependents between the two.
    """
    d, h = dependents[:, None, :], heads[None, :, :]
    after = (h[..., 0] > d[..., 0]).astype(np.int64)
    left = np.where(after == 1, d[..., 1], h[..., 1])
    right = np.where(after == 1, h[..., 0], d[..., 0])
    gap = np.log2(np.maximum(right - left, 1)) * 1.25
    rank_d, rank_h = np.arange(len(dependents))[:, None], np.arange(len(heads))[None, :]
    head_place = np.searchsorted(heads[:, 0], dependents[:, 0])[:, None]
    dependent_place = np.searchsorted(dependents[:, 0], heads[:, 0])[None, :]
    heads_between = np.where(after == 1, rank_h - head_place, head_place - 1 - rank_h)
    dependents_between = np.where(after == 1, dependent_place - 1 - rank_d, rank_d - dependent_place)
    columns = (
        (gap, GAPS),
        (encoded.lines[right] - encoded.lines[left], LINES),
        (encoded.stops[right] - encoded.stops[left], STOPS),
        (heads_between, BETWEEN),
        (dependents_between, BETWEEN),
    )
    return np.stack(
        [
            offset + 2 * np.clip(values, 0, size // 2 - 1).astype(np.int64) + after
            for offset, (values, size) in zip(_OFFSETS, columns, strict=True)
        ],
        axis=-1,
    )


@dataclass(frozen=True, slots=True)
class PairScorer:
    """The numpy twin of ``training.model.PairScorer``: the same weights, under the same names."""

    weights: Mapping[str, Floats]
    prefix: str

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self.weights[f"{self.prefix}.{name}.weight"].T + self.weights[f"{self.prefix}.{name}.bias"]

    def __call__(self, dependents: Floats, heads: Floats, features: Ints) -> Floats:
        """Return scores [d, h + 1] of [d, 2 hidden], [h, 2 hidden], [d, h, features]; the last column is "no head"."""
        left = self._linear("dependent", dependents)
        table = self.weights[f"{self.prefix}.features.weight"]
        pair = left[:, None] + self._linear("head", heads)
        for column in np.moveaxis(features, -1, 0):
            pair += table[column]
        scores = self._linear("out", np.maximum(pair, 0, out=pair))[..., 0]
        right = self._linear("bilinear_head", heads)
        product = self._linear("bilinear_dependent", dependents) @ right.T
        none = self._linear("none", np.maximum(left, 0))
        return np.concatenate((scores + product / np.sqrt(right.shape[-1]), none), 1)


def span_states(hidden: Floats, spans: Ints) -> Floats:
    """Return the states of the first and the last piece of each span: [pieces, width], [n, 2] -> [n, 2 width]."""
    return np.concatenate((hidden[spans[:, 0]], hidden[spans[:, 1]]), 1)
