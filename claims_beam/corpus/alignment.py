"""How much of a wording another one has: the stretch in which it may stand, and the words that both have in order.

rapidfuzz aligns, because its bit-parallel algorithms (Hyyrö 2004) compare two wordings of twenty words in some two
microseconds; ``difflib`` of the standard library takes a hundred times as long and is not exact.
"""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from claims_beam.records import Span

Words = Sequence[str]

_LIKE = 75  # Of 100 points, *attack* and *attacked* have 86, and *hundreds* and *thousands* have 59.

# What all occurrences of a word in a text weigh together. Weights are integers, so that equal stretches are equal, and
# those of a million different words add up to less than 64 bits hold.
_WEIGHT = 1 << 40


def matched_share(part: Words, whole: Words) -> float:
    """Return which share of the words of ``part`` stands in one stretch of ``whole``, in the same order.

    >>> matched_share("we will rebuild it".split(), "in any case we will soon rebuild the pier".split())
    0.75
    """
    return LCSseq.similarity(part, stretch_like(part, whole)) / len(part)


def stretch_like(part: Words, whole: Words) -> Words:
    """Return the stretch of ``whole`` that has most of the words of ``part``."""
    width = stretch_width(len(part))
    if len(whole) <= width:
        return whole
    _, stretch = Density(part, whole).densest(Span(0, len(whole)), width)
    return whole[stretch.start : stretch.end]


def has_like(word: str, words: Collection[str]) -> bool:
    """Return whether the word, or one that is nearly written like it, is among the words: another form, a typing error.

    A short word with letters in another order is like it, too, and a number is like no other one.

    >>> has_like("rebuild", ["the", "rebuilt", "pier"]), has_like("hre", ["her"])
    (True, True)
    >>> has_like("pier", ["quay"]), has_like("2016", ["2015"])
    (False, False)
    """
    if word[:1].isdigit():
        return word in words
    letters = sorted(word)
    return process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_LIKE) is not None or any(
        len(other) == len(word) and sorted(other) == letters for other in words
    )


def stretch_width(words: int) -> int:
    """Return how many words of a source a quotation may cover: it may leave out as many as it has."""
    return 2 * words + 8


class Density:
    """How much of the words of ``part`` each stretch of ``whole`` has; a word weighs less, the oftener it is there.

    >>> density = Density("mend the pier".split(), "in the end we will mend the pier".split())
    >>> density.densest(Span(0, 8), 3)[1]
    Span(start=5, end=8)
    """

    def __init__(self, part: Words, whole: Words) -> None:
        counts = Counter(filter(set(part).__contains__, whole))
        weights = {word: _WEIGHT // count for word, count in counts.items()}
        self._sums = np.cumsum(np.array([0, *(weights.get(word, 0) for word in whole)], np.int64))

    def densest(self, within: Span, width: int) -> tuple[int, Span]:
        """Return how much the stretch has that has most, and the stretch, the first of several that are equal.

        It is ``width`` words long, or all that is ``within`` if that is shorter. The cost is linear in the length of
        that.
        """
        width = min(width, within.end - within.start)
        sums = self._sums[within.start : within.end + 1]
        scores = sums[width:] - sums[: len(sums) - width]
        first = int(scores.argmax())
        return int(scores[first]), Span(within.start + first, within.start + first + width)
