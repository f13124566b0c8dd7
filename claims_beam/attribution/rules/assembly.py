"""The assembly of an article's attributions from what each frame yielded; speech may go on over several frames."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims_beam.attribution.rules.drafts import Draft
from claims_beam.records import Span
from claims_beam.text.spans import holds


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame yielded.

    ``introduction`` is an attribution whose speech follows in the next frame; ``loose`` are utterances without a cue of
    their own; ``bare`` says that there is nothing beside them.
    """

    found: Sequence[Draft]
    introduction: Draft | None
    loose: Sequence[Span]
    bare: bool


def assemble(readings: Iterable[Reading]) -> list[Draft]:
    """Return the attributions of an article.

    A frame that is all speech belongs to the attribution that introduced it, or else to the one before it: it is the
    second half of a split quote, or a paragraph without a cue. (PolNeAR's annotators do the same in three of four such
    paragraphs.) Speech with nothing before it belongs to nobody and is left out.
    """
    found: list[Draft] = []
    speaking: Draft | None = None
    introduction: Draft | None = None
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


def _speaking(found: Sequence[Draft]) -> Draft | None:
    """Return which of a frame's attributions the speech after it goes on with.

    That is its last speech, or its main clause where it has no speech.
    """
    speech = [draft for draft in found if draft.is_speech]
    return speech[-1] if speech else min(found, key=lambda draft: draft.depth, default=None)


def outermost(found: Sequence[Draft]) -> list[Draft]:
    """Return the attributions whose cue is not inside the content of another; of two inside each other, the first."""
    return [
        draft
        for rank, draft in enumerate(found)
        if not any(
            _holds(other, draft) and not (rank < other_rank and _holds(draft, other))
            for other_rank, other in enumerate(found)
            if other_rank != rank
        )
    ]


def _holds(outer: Draft, inner: Draft) -> bool:
    return any(holds(piece, inner.cue[0]) for piece in outer.content)
