"""Operations on spans of a text: trim, merge, overlap, cover.

Spans are half open, and the spans of one list are in the order of their starts unless a function sorts them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Sequence

from claims_beam.records import Span


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends; of white space alone, none is left."""
    piece = span.of(text)
    if not piece.strip():
        return Span(span.start, span.start)
    return Span(span.end - len(piece.lstrip()), span.start + len(piece.rstrip()))


def core(
    text: str, span: Span, edge: Container[str], keeps: Callable[[str, Span], bool] = lambda text, span: False
) -> Span:
    """Return the span without the characters of ``edge`` at its ends, which may leave nothing.

    ``keeps`` is asked of a span that ends in such a character, and says whether it belongs to the words before it.
    """
    start, end = span.start, span.end
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge and not keeps(text, Span(start, end)):
        end -= 1
    return Span(start, end)


def overlap(one: Span, other: Span) -> bool:
    """Return whether the two spans share a character."""
    return one.start < other.end and other.start < one.end


def holds(outer: Span, inner: Span) -> bool:
    """Return whether the inner span lies in the outer one."""
    return outer.start <= inner.start and inner.end <= outer.end


def extent(spans: Iterable[Span]) -> Span:
    """Return the span from the first start to the last end; raises ValueError for no spans."""
    kept = tuple(spans)
    return Span(min(span.start for span in kept), max(span.end for span in kept))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans as disjoint stretches in text order, those that overlap or touch as one."""
    stretches: list[Span] = []
    for span in sorted(spans):
        if stretches and span.start <= stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, max(stretches[-1].end, span.end))
        else:
            stretches.append(span)
    return stretches


def last_from(spans: Sequence[Span], offset: int) -> int:
    """Return the index of the last span that starts at the offset or before it; -1 where there is none."""
    return bisect_right(spans, offset, key=_start) - 1


def around(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the last span that starts at the offset or before it, if it goes on behind the offset."""
    index = last_from(spans, offset)
    return spans[index] if index >= 0 and offset < spans[index].end else None


def overlapping(stretches: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of the disjoint stretches that share a character with the span."""
    return stretches[bisect_right(stretches, span.start, key=_end) : bisect_left(stretches, span.end, key=_start)]


def covers(stretches: Sequence[Span], span: Span) -> bool:
    """Return whether any of the disjoint stretches shares a character with the span."""
    index = bisect_right(stretches, span.start, key=_end)
    return index < len(stretches) and stretches[index].start < span.end


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
