"""The decoder of label scores and hidden states: it finds the spans of least expected error and a head for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims_beam.attribution.learned.labels import CONTENT, CUE, SOURCE
from claims_beam.attribution.learned.linking import NO_HEAD, link
from claims_beam.attribution.learned.spans import bar, best_spans, find_candidates, lay_out
from claims_beam.encoder.pairs import PairScorer
from claims_beam.encoder.pieces import Encoded, Floats, Ints
from claims_beam.records import Attribution, Cue


@dataclass(frozen=True, slots=True)
class Options:
    """How to decode; the defaults are tuned on PolNeAR's development articles.

    ``window``, ``before`` and ``after`` are sizes in pieces, as ``encoder.windows.cuts`` takes them; ``thresholds`` and
    ``blend``, by role, are what ``best_spans`` takes; ``no_source`` favors cues without a source.
    """

    window: int = 158
    before: int = 12
    after: int = 4
    thresholds: tuple[float, float, float] = (0.27, 0.34, 0.56)
    blend: tuple[float, float, float] = (0.31, 0.13, 0.39)
    no_source: float = -0.19


@dataclass(frozen=True, slots=True)
class Decoder:
    """The decoder that turns the emissions and hidden states of an article into attributions.

    ``weights`` holds the transitions and both linkers.
    """

    weights: Mapping[str, Floats]
    options: Options = field(default_factory=Options)

    def __call__(self, encoded: Encoded, emissions: Floats, hidden: Floats) -> list[Attribution]:
        """Return the attributions of an article, in text order of their first content piece."""
        spans, confidences = self.spans(encoded, emissions)
        cues = link(self._scorer("content_cue"), encoded, hidden, spans[CONTENT], spans[CUE])
        sources = link(self._scorer("cue_source"), encoded, hidden, spans[CUE], spans[SOURCE], self.options.no_source)
        return assemble(encoded, spans, confidences, cues, sources)

    def _scorer(self, name: str) -> PairScorer:
        return PairScorer(self.weights, name)

    def spans(self, encoded: Encoded, emissions: Floats) -> tuple[list[Ints], list[Floats]]:
        """Return the spans of each role, in text order, and the probability of each."""
        transitions = bar(self.weights["chain.transitions"])
        candidates = find_candidates(emissions, transitions, lay_out(encoded.ids))
        spans, confidences = zip(*best_spans(candidates, self.options.thresholds, self.options.blend), strict=True)
        return list(spans), list(confidences)


Choices = tuple[Ints, Floats]
"""For each dependent the index of its head, ``NO_HEAD`` for none, and the probability of that choice."""


def assemble(
    encoded: Encoded, spans: list[Ints], sure: list[Floats], cues: Choices, sources: Choices
) -> list[Attribution]:
    """Return one attribution for each cue that some content piece chose, and for each content piece that chose none."""
    groups: dict[tuple[int, int], list[int]] = {}
    for piece, cue in enumerate(cues[0]):
        groups.setdefault((int(cue), piece if cue == NO_HEAD else 0), []).append(piece)
    found = [_attribution(encoded, pieces, cue, spans, sure, cues, sources) for (cue, _), pieces in groups.items()]
    return sorted(found, key=lambda attribution: attribution.content)


def _attribution(
    encoded: Encoded,
    pieces: list[int],
    cue: int,
    spans: list[Ints],
    sure: list[Floats],
    cues: Choices,
    sources: Choices,
) -> Attribution:
    content = tuple(encoded.span(*spans[CONTENT][piece]) for piece in pieces)
    evidence = [float(sure[CONTENT][pieces].min()), float(cues[1][pieces].min())]
    if cue == NO_HEAD:
        return Attribution(content, evidence=(*evidence, 0.0, 0.0, 0.0))
    source = int(sources[0][cue])
    named = source != NO_HEAD
    evidence += [float(sure[CUE][cue]), float(sources[1][cue]), float(sure[SOURCE][source]) if named else 0.0]
    return Attribution(
        content,
        Cue((encoded.span(*spans[CUE][cue]),)),
        (encoded.span(*spans[SOURCE][source]),) if named else (),
        evidence=tuple(evidence),
    )
