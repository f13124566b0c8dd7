"""From what each frame yielded to the article's attributions: speech that goes on across sentences and paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims_beam.attribution.rules.findings import Finding
from claims_beam.records import Span

_SPEECH_RULES = frozenset({"direct", "introduction", "label"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame yielded.

    ``introduction`` is an attribution whose speech follows in the next frame; ``loose`` are utterances without a cue of
    their own; ``bare`` says that there is nothing beside them.
    """

    found: Sequence[Finding]
    introduction: Finding | None
    loose: Sequence[Span]
    bare: bool


def assemble(readings: Iterable[Reading]) -> list[Finding]:
    """The attributions of an article.

    A frame that is all speech goes to what introduced it, else on with the attribution before it: the second half of
    a split quote, or a paragraph that floats. (PolNeAR's annotators do the same in three of four floating paragraphs.)
    Speech that nothing comes before is nobody's, and left out.
    """
    found: list[Finding] = []
    speaking: Finding | None = None
    introduction: Finding | None = None
    for reading in readings:
        if reading.bare and reading.loose:
            if introduction is not None:
                found.append(introduction)
                speaking, introduction = introduction, None
            if speaking is not None:
                speaking.content += reading.loose
            continue
        found += reading.found
        speaking = _speaking(reading.found)
        introduction = reading.introduction
    return found


def _speaking(found: Sequence[Finding]) -> Finding | None:
    """Which of a frame's attributions the speech after it goes on with: its last speech, else its main clause."""
    speech = [finding for finding in found if finding.rule in _SPEECH_RULES]
    return speech[-1] if speech else min(found, key=lambda finding: finding.depth, default=None)


def outermost(found: Sequence[Finding]) -> list[Finding]:
    """The attributions whose cue is not inside the content of another; of two inside each other, the first."""
    return [
        finding
        for rank, finding in enumerate(found)
        if not any(
            _holds(other, finding) and not (rank < other_rank and _holds(finding, other))
            for other_rank, other in enumerate(found)
            if other_rank != rank
        )
    ]


def _holds(outer: Finding, inner: Finding) -> bool:
    return any(piece.start <= inner.cue[0].start and inner.cue[0].end <= piece.end for piece in outer.content)
