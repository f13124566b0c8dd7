"""A text with some of its parts replaced, and the way from the offsets of one to those of the other and back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims_beam.records import Span


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A text as rewritten. ``before`` are the replaced parts in the old text, ``after`` the same parts in the new one.

    Only parts whose length changed are kept: the offsets of all others follow from them.
    """

    text: str
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()

    def inward(self, span: Span) -> Span:
        """Return where a span of the old text is in the new one; a part that it cuts is taken in whole."""
        return _moved(span, self.before, self.after)

    def outward(self, span: Span) -> Span:
        """Return where a span of the new text is in the old one; a part that it cuts is taken in whole."""
        return _moved(span, self.after, self.before)


def rewrite(text: str, parts: Iterable[tuple[Span, str]]) -> Rewriting:
    """Return the text with each part replaced by its string, which is not empty; parts are disjoint, in text order."""
    pieces: list[str] = []
    before: list[Span] = []
    after: list[Span] = []
    end = length = 0
    for part, new in parts:
        pieces += text[end : part.start], new
        length += part.start - end
        if part.end - part.start != len(new):
            before.append(part)
            after.append(Span(length, length + len(new)))
        length += len(new)
        end = part.end
    return Rewriting("".join((*pieces, text[end:])), tuple(before), tuple(after)) if pieces else Rewriting(text)


def _moved(span: Span, here: Sequence[Span], there: Sequence[Span]) -> Span:
    """Return the span with what lies behind each replacement moved by as much as the replacements before it."""
    if not here:
        return span
    first = bisect_right(here, span.start, key=_start) - 1
    last = bisect_left(here, span.end, key=_start) - 1
    start, end = span.start, span.end
    if first >= 0:
        start = there[first].start if start < here[first].end else there[first].end + start - here[first].end
    if last >= 0:
        end = there[last].end if end <= here[last].end else there[last].end + end - here[last].end
    return Span(start, max(start, end))


def _start(span: Span) -> int:
    return span.start
