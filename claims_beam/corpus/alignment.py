"""How much of a wording another one has: the stretch in which it may stand, and the words that both have in order.

rapidfuzz aligns, because its bit-parallel algorithms (Hyyrö 2004) compare two wordings of twenty words in some two
microseconds; ``difflib`` of the standard library takes a hundred times as long and is not exact.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

Words = Sequence[str]

_LIKE = 75  # Of 100 points, *attack* and *attacked* have 86, and *hundreds* and *thousands* have 59.


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
    [start] = densest_stretches(part, whole, width, most=1)
    return whole[start : start + width]


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


def densest_stretches(part: Words, whole: Words, width: int, most: int) -> list[int]:
    """Return where the stretches of ``width`` words begin that have most of the words of ``part``, the best first.

    A word counts the less, the oftener ``whole`` has it. Stretches do not overlap by more than a half. The cost is
    linear in the length of ``whole``.
    """
    counts = Counter(filter(set(part).__contains__, whole))
    sums = [0.0, *accumulate(1 / counts[word] if word in counts else 0.0 for word in whole)]
    places = max(1, len(whole) - width + 1)
    scores = [sums[min(start + width, len(whole))] - sums[start] for start in range(places)]
    found: list[int] = []
    for start in sorted(range(places), key=lambda start: -scores[start]):
        if all(abs(start - other) > width // 2 for other in found):
            found.append(start)
            if len(found) == most:
                break
    return found
