"""Where quoted words meet the words around them, and what kind of attribution that makes."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Self

from claims_beam.records import AttributionKind, Span, Speech
from claims_beam.text.spans import covers


class Marked:
    """The quoted stretches of an article, disjoint: a content must not cut through one."""

    def __init__(self, stretches: Iterable[Span]) -> None:
        self._stretches = sorted(stretches)
        self._ends = [stretch.end for stretch in self._stretches]

    @classmethod
    def of(cls, speech: Speech) -> Self:
        """Return the quoted stretches that the marks of an article show."""
        return cls([*speech.fragments, *speech.verbatim])

    def widen(self, span: Span) -> Span:
        """Return ``span`` with every stretch that it shares words with taken in whole, marks and all."""
        for index in range(bisect_left(self._ends, span.start + 2), len(self._stretches)):
            stretch = self._stretches[index]
            if stretch.start + 1 >= span.end:
                break
            span = Span(min(span.start, stretch.start), max(span.end, stretch.end))
        return span

    def touches(self, span: Span) -> bool:
        """Return whether a stretch lies in ``span`` or across its edge."""
        return covers(self._stretches, span)

    def encloses(self, offset: int) -> bool:
        """Return whether a stretch begins before the offset and ends behind it."""
        index = bisect_left(self._ends, offset + 1)
        return index < len(self._stretches) and self._stretches[index].start < offset


def kind_of(content: Sequence[Span], speech: Speech, marked: Marked) -> AttributionKind:
    """Return ``direct`` if every piece is an utterance, ``mixed`` if any holds quoted words, else ``indirect``."""
    if all(piece in speech.verbatim for piece in content):
        return "direct"
    return "mixed" if any(marked.touches(piece) for piece in content) else "indirect"
