"""Where a quotation stands in a source, and what was changed, left out or added: word by word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from rapidfuzz.distance import MatchingBlock, Opcode

from claims_beam.corpus.alignment import Density, Words, stretch_width
from claims_beam.corpus.runs import shared_runs
from claims_beam.corpus.wording import is_content_word
from claims_beam.records import Change, ChangeKind, Location, Span
from claims_beam.text.words import QUOTED, Tokens, tokenize

LEAST_SHARE = 0.5
"""A quotation is located where a source has this share of its words in one stretch, and three of them at least."""

LEAST_MATCHES = 3

LEAST_CONTENT_WORDS, CLEAR_SHARE = 2, 0.7
"""So many of the words that a source has are content words, or the source has this share of all words.

The other places are chances of *the*, *it* and *said*. Measured on the 240 articles that were written for this project,
looking for 891 of their direct quotes in all other articles of the same part: of 694 places that have half of the
words, and not all, 81 are left; of 4,953 quotes edited as in ``tests/benchmarks/quotations_quality.py``, 99.3 % are
still found where they stand.
"""

_CHANGED_AT_ENDS = 2
"""So few words at an end of a quotation are taken for changed ones; more, such as a first sentence, are added."""

MOST_PLACES = 100
"""In how many places a quotation is located, unless the caller wants more or fewer."""

MOST_STRETCHES = 5
"""How many stretches of a source are aligned in vain, those first that have most of the quotation's words."""

_KINDS: dict[str, ChangeKind] = {"replace": "changed", "delete": "added", "insert": "left out"}


def locate_quotation(quote: str, text: str) -> Location | None:
    """Return where a quotation stands in a text, and how its words differ from those of the text.

    Capitals, quotation marks and all other marks count for nothing. Of several places the best is given, and of those
    that are equally good the first; ``locate_quotation_everywhere`` gives them all.

    Args:
        quote: The words to look for, with or without quotation marks.
        text: Where to look for them: a transcript, a speech, an article.

    Returns:
        The place in code points, the share of the quotation's words that the text has there, and the
        changes; None if the text has not half of the words in one stretch, or so few that it may have them by chance:
        fewer than two besides words such as *the* and *said*, and not 70 percent of all.

    Examples:
        >>> import claims_beam as cb
        >>> speech = "My friends, we shall never, ever surrender the old harbor to anybody."
        >>> found = cb.locate_quotation("“We will never surrender the harbor to anybody”", speech)
        >>> speech[found.start : found.end]
        'we shall never, ever surrender the old harbor to anybody'
        >>> [(change.kind, change.quoted, change.original) for change in found.changes]
        [('changed', 'will', 'shall'), ('left out', '', 'ever'), ('left out', '', 'old')]
    """
    return Source(text).locate(tokenize(quote, QUOTED))


def locate_quotation_everywhere(quote: str, text: str, *, most: int = MOST_PLACES) -> tuple[Location, ...]:
    """Return each place of a text where a quotation stands, and how its words differ from those of the text there.

    Args:
        quote: The words to look for, with or without quotation marks.
        text: Where to look for them: a press release that repeats a sentence, the transcript of a debate.
        most: How many places are given at most.

    Returns:
        The places, the best first and of those that are equally good the first in the text; none overlaps another.
        Each has at least half of the quotation's words, and not by chance, as for ``locate_quotation``.

    Raises:
        ValueError: If ``most`` is less than 1.

    Examples:
        >>> import claims_beam as cb
        >>> release = "“We will mend the pier.” Once more: we will mend the old pier."
        >>> places = cb.locate_quotation_everywhere("We will mend the pier", release)
        >>> [release[found.start : found.end] for found in places]
        ['We will mend the pier', 'we will mend the old pier']
    """
    if most < 1:
        raise ValueError(f"most is {most!r}: give a number of places from 1 up.")
    return Source(text).locate_everywhere(tokenize(quote, QUOTED), most)


@dataclass(frozen=True, slots=True)
class Source:
    """A text in which quotations are looked for, cut into words once."""

    tokens: Tokens

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "tokens", tokenize(text, QUOTED))

    def locate(self, quote: Tokens) -> Location | None:
        """Return where the words of a quotation stand, as ``locate_quotation`` does."""
        return next(iter(self.locate_everywhere(quote, most=1)), None)

    def locate_everywhere(self, quote: Tokens, most: int) -> tuple[Location, ...]:
        """Return each place where the words of a quotation stand, as ``locate_quotation_everywhere`` does."""
        found = _search(quote.lower, self.tokens.lower, most)
        found.sort(key=lambda each: (-each.similarity, each.place.start))
        return tuple(self._location(quote, each) for each in found[:most])

    def _location(self, quote: Tokens, found: "_Located") -> Location:
        start, end = self.tokens.starts[found.place.start], self.tokens.ends[found.place.end - 1]
        return Location(start, end, found.similarity, tuple(_changes(quote, self.tokens, found.opcodes)))


@dataclass(frozen=True, slots=True)
class _Located:
    """A quotation that is aligned with a place among the words of the source."""

    place: Span
    opcodes: Sequence[Opcode]
    words: Words

    @property
    def matches(self) -> list[str]:
        """Return the words that are the same."""
        same = (code for code in self.opcodes if code.tag == "equal")
        return [word for code in same for word in self.words[code.src_start : code.src_end]]

    @property
    def similarity(self) -> float:
        """Return the share of the quotation's words that are the same."""
        return len(self.matches) / len(self.words)

    @property
    def is_enough(self) -> bool:
        """Return whether this is the quotation, and not just some of its words."""
        matches = self.matches
        share = len(matches) / len(self.words)
        if len(matches) < min(LEAST_MATCHES, len(self.words)) or share < LEAST_SHARE:
            return False
        return share >= CLEAR_SHARE or sum(map(is_content_word, matches)) >= LEAST_CONTENT_WORDS


class _Unsearched:
    """The parts of a source in which a quotation may still be, that one first whose densest stretch has most of it."""

    def __init__(self, words: Words, whole: Words) -> None:
        self._density = Density(words, whole)
        self._least, self._width = LEAST_SHARE * len(words), stretch_width(len(words))
        self._parts: list[tuple[int, Span, Span]] = []
        self.add(0, len(whole))

    def add(self, start: int, end: int) -> None:
        """Add a part, unless it cannot have enough of the words."""
        if end - start >= self._least > 0:
            part = Span(start, end)
            score, stretch = self._density.densest(part, self._width)
            if score:
                heappush(self._parts, (-score, part, stretch))

    def take(self) -> tuple[Span, Span] | None:
        """Take away the first part and return it with its densest stretch; None if there is no part any more."""
        return heappop(self._parts)[1:] if self._parts else None


def _search(words: Words, whole: Words, most: int) -> list[_Located]:
    """Return places of the quotation, none of which overlaps another, in no order.

    A few more than ``most`` are looked for, as the stretches that have most of the words need not have the best places.
    The search ends when some stretches have been aligned in vain, so its cost is linear in the length of the source.
    """
    unsearched = _Unsearched(words, whole)
    found: list[_Located] = []
    for tried in range(most + MOST_STRETCHES - 1):
        taken = unsearched.take()
        if taken is None or tried - len(found) == MOST_STRETCHES:
            break
        part, stretch = taken
        located = _aligned(words, whole, stretch, part)
        if located and located.is_enough:
            found.append(located)
            searched = located.place
        else:
            middle = (stretch.start + stretch.end) // 2
            searched = Span(middle, middle)
        unsearched.add(part.start, searched.start)
        unsearched.add(searched.end, part.end)
    return found


def _aligned(words: Words, whole: Words, stretch: Span, part: Span) -> _Located | None:
    """Return where the quotation stands in a stretch of the source, or partly beside it in the part that it is within.

    It is None if the stretch has too few of the words. The place begins and ends with a word that both have, or with
    the few words that those at the ends of the quotation stand for.
    """
    shared = sum(map(set(words).__contains__, whole[stretch.start : stretch.end]))
    wide = Span(max(part.start, stretch.start - len(words)), min(part.end, stretch.end + len(words)))
    runs = shared_runs(words, whole, wide) if shared >= LEAST_SHARE * len(words) else ()
    if not runs:
        return None
    first, last = runs[0], runs[-1]
    place = Span(
        max(wide.start, first.b - _changed(first.a)),
        min(wide.end, last.b + last.size + _changed(len(words) - last.a - last.size)),
    )
    return _Located(place, list(_opcodes(len(words), place, runs)), words)


def _changed(words: int) -> int:
    """Return how many words of the source those at an end of the quotation stand for."""
    return words if words <= _CHANGED_AT_ENDS else 0


def _opcodes(words: int, place: Span, runs: Iterable[MatchingBlock]) -> Iterator[Opcode]:
    """Yield the runs, and the edits between them that turn the words at the place into those of the quotation."""
    quoted, original = 0, place.start
    for run in [*runs, MatchingBlock(words, place.end, 0)]:
        if quoted < run.a or original < run.b:
            tag = "insert" if quoted == run.a else "delete" if original == run.b else "replace"
            yield Opcode(tag, quoted, run.a, original, run.b)
        quoted, original = run.a + run.size, run.b + run.size
        if run.size:
            yield Opcode("equal", run.a, quoted, run.b, original)


def _changes(quote: Tokens, source: Tokens, opcodes: Sequence[Opcode]) -> Iterator[Change]:
    for code in opcodes:
        if code.tag == "equal":
            continue
        quoted = quote.written(code.src_start, code.src_end) if code.src_start < code.src_end else ""
        if code.dest_start < code.dest_end:
            start, end = source.starts[code.dest_start], source.ends[code.dest_end - 1]
        else:
            start = end = source.ends[code.dest_start - 1] if code.dest_start else 0
        yield Change(_KINDS[code.tag], quoted, source.text[start:end], start, end)
