"""Whom sources and pronouns refer to, as far as the encoder's states tell: a few names each, with probabilities."""

from collections.abc import Mapping, Sequence

import numpy as np

from claims_beam.attribution.learned.linking import CHUNK, MARGIN
from claims_beam.encoder.heads import REACH, referents
from claims_beam.encoder.model import Pass
from claims_beam.encoder.pieces import Encoded, Floats, Ints
from claims_beam.records import Mention, Referent, Span, Spans

_MOST = 8  # At most this many referents of a source or pronoun are kept.
_LEAST = 0.005  # A referent is kept only if its probability is higher than this.


def find_referents(
    read: Pass, weights: Mapping[str, Floats], mentions: Sequence[Mention], spans: Sequence[Span]
) -> list[tuple[Referent, ...]]:
    """Return the likeliest names that each of the spans refers to, and nobody, the likeliest first.

    Args:
        read: The encoder's pass over the article.
        weights: The weights of the heads.
        mentions: The article's mentions in text order, of which the names count.
        spans: What refers, in text order.
    """
    names = [mention for mention in mentions if mention.form == "name"]
    sources = pieces_of(read.pieces, spans)
    places = pieces_of(read.pieces, [Span(name.start, name.end) for name in names])
    found: list[tuple[Referent, ...]] = []
    for begin in range(0, len(sources), CHUNK):
        # Only names within reach count, so that time and memory are linear in the length of the article.
        rows = slice(max(0, begin - MARGIN), begin + CHUNK + MARGIN)
        first, last = sources[begin : begin + CHUNK, 0][[0, -1]]
        near = slice(*np.searchsorted(places[:, 0], (first - REACH, last + REACH + 1)).tolist())
        odds = referents(read.pieces, read.hidden, weights, sources[rows], places[near])
        starts = [*(name.start for name in names[near]), None]
        found += [_likeliest(row, starts) for row in odds[begin - rows.start :][:CHUNK]]
    return found


def _likeliest(odds: Floats, starts: Sequence[int | None]) -> tuple[Referent, ...]:
    order = np.argsort(-odds, kind="stable")[:_MOST]
    return tuple(Referent(starts[at], float(odds[at])) for at in order if odds[at] > _LEAST)


def first_line(text: str, spans: Spans) -> Span:
    """Return the stretch from the first span to the last that stands in the same line."""
    last = spans[0]
    for span in spans[1:]:
        if "\n" in text[last.end : span.start]:
            break
        last = span
    return Span(spans[0].start, last.end)


def pieces_of(encoded: Encoded, spans: Sequence[Span]) -> Ints:
    """Return the first and the last word piece of each span, [spans, 2]."""
    firsts = np.searchsorted(encoded.ends, [span.start for span in spans], side="right")
    lasts = np.searchsorted(encoded.starts, [span.end for span in spans], side="left") - 1
    firsts = np.minimum(firsts, len(encoded) - 1)
    return np.stack((firsts, np.maximum(firsts, lasts)), -1).reshape(-1, 2)
