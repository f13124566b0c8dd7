"""The runs of words that a quotation shares with a stretch of a source, between which the edits cost least.

rapidfuzz aligns without a cost for each place where words are edited (Gotoh 1982). It keeps *in* and *this* wherever
the source has them before the words that are quoted, and so reports changes where there are none.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein, MatchingBlock

from claims_beam.corpus.alignment import Words
from claims_beam.corpus.wording import is_content_word
from claims_beam.records import Span

Costs = NDArray[np.int32]

# Costs are integers, so that equal ones are equal. These are multiplied by the weight of a word of the quotation, since
# a source has words such as *in* and *this* everywhere. An added word costs a little more than a changed one, so that a
# word that stands for another one is changed; words before the first and behind the last that both have cost a little
# less, so that the quotation is not stretched over words of the source that it replaces.
_AT_ENDS, _CHANGED, _ADDED = 9, 10, 11
_SMALL_WORD, _CONTENT_WORD = 2, 3
# A gap in the source costs less than its words and has a highest cost, since a quotation may leave out many words at
# once, and its parts still belong together.
_LEFT_OUT, _DEAREST_GAP = 5, 80
# Each place where words are edited costs this besides. It is less than a changed word, so that a single word between
# two changed ones may be the same, and not much less, so that a small word far from all others is not.
_EDITED = 12

_NEVER = 1 << 30

_MOST_WORDS = 1_000  # The tables of so many words take 32 megabytes.


def shared_runs(words: Words, whole: Words, stretch: Span) -> list[MatchingBlock]:
    """Return the runs of words that the quotation and the stretch of the source share, in order.

    The quotation may begin and end anywhere in the stretch. The alignment takes time and memory by the product of both
    lengths, so the Levenshtein alignment, which keeps runs together less well, takes its place where the quotation is
    longer than nearly all in articles.
    """
    within = whole[stretch.start : stretch.end]
    runs = _Alignment(words, within).runs() if len(words) <= _MOST_WORDS else _joined(words, within)
    return [MatchingBlock(run.a, run.b + stretch.start, run.size) for run in runs]


class _Alignment:
    """The cheapest edits up to each word of a quotation and each word of a stretch of a source.

    The tables have a row for each number of words of the quotation, from none up, and a column for each number of words
    of the stretch. ``_same`` has the costs of the alignments that end with a word that both have, and ``_edited`` of
    those that end with edits.
    """

    def __init__(self, words: Words, within: Words) -> None:
        numbers: dict[str, int] = {}
        quoted = [numbers.setdefault(word, len(numbers)) for word in words]
        original = np.array([numbers.get(word, -1) for word in within], np.int32)
        self._weights = list(map(_weight, words))
        self._until = np.cumsum([0, *self._weights], dtype=np.int32)
        self._same = np.full((len(words) + 1, len(within) + 1), _NEVER, np.int32)
        self._edited = np.empty_like(self._same)
        self._gaps = np.arange(len(within) + 1, dtype=np.int32) * np.int32(_LEFT_OUT)
        self._same[0], self._edited[0] = 0, _EDITED
        for row, number in enumerate(quoted, start=1):
            self._fill(row, original == number)

    def _fill(self, row: int, is_same: NDArray[np.bool_]) -> None:
        same, edited, weight = self._same[row - 1], self._edited[row - 1], self._weights[row - 1]
        np.copyto(self._same[row, 1:], np.minimum(same, edited)[:-1], where=is_same)
        costs = np.minimum(edited + _ADDED * weight, self._same[row] + _EDITED)
        np.minimum(costs[1:], edited[:-1] + _CHANGED * weight, out=costs[1:])
        nearby = np.minimum.accumulate(costs - self._gaps) + self._gaps
        np.minimum(nearby, np.minimum.accumulate(costs) + _DEAREST_GAP, out=costs)
        np.minimum(costs, self._before(row), out=self._edited[row])

    def _before(self, row: int) -> int:
        """Return what it costs that none of so many words at the beginning is the same."""
        return _EDITED + _AT_ENDS * int(self._until[row])

    def runs(self) -> list[MatchingBlock]:
        """Return the runs of words that are the same; of several alignments with equal costs, those of the first."""
        behind = _AT_ENDS * (self._until[-1] - self._until) + _EDITED * (self._until < self._until[-1])
        row = int((self._same.min(axis=1) + behind).argmin())
        column = int(self._same[row].argmin())
        runs: list[MatchingBlock] = []
        is_same, size = True, 0
        while row and (is_same or self._edited[row, column] != self._before(row)):
            if is_same:
                row, column, size = row - 1, column - 1, size + 1
                is_same = row > 0 and bool(self._same[row, column] <= self._edited[row, column])
                if not is_same:
                    runs.append(MatchingBlock(row, column, size))
                    size = 0
            elif self._same[row, column] + _EDITED == self._edited[row, column]:
                is_same = True
            else:
                row, column = self._without_last_edit(row, column)
        return runs[::-1]

    def _without_last_edit(self, row: int, column: int) -> tuple[int, int]:
        """Return the row and the column in which the last word that is edited, or the last gap, begins."""
        edited, weight = self._edited, self._weights[row - 1]
        cost = edited[row, column]
        if column and edited[row - 1, column - 1] + _CHANGED * weight == cost:
            return row - 1, column - 1
        if edited[row - 1, column] + _ADDED * weight == cost:
            return row - 1, column
        if edited[row, column - 1] + _LEFT_OUT == cost:
            return row, column - 1
        return row, int(np.flatnonzero(edited[row, :column] + _DEAREST_GAP == cost)[-1])


def _weight(word: str) -> int:
    return _CONTENT_WORD if is_content_word(word) else _SMALL_WORD


def _joined(words: Words, within: Words) -> Sequence[MatchingBlock]:
    """Return the runs of the Levenshtein alignment that are worth keeping together.

    Neighbors are kept as long as the gaps between them cost less than the words that they gain.
    """
    runs = [block for block in Levenshtein.editops(words, within).as_matching_blocks() if block.size]
    best, first, score, end = (0, 0, 0), 0, 0, 0
    for index, run in enumerate(runs):
        score -= min(_LEFT_OUT * (run.b - end), _DEAREST_GAP)
        if score <= 0:
            first, score = index, 0
        score += _CHANGED * sum(map(_weight, words[run.a : run.a + run.size]))
        best = max(best, (score, first, index + 1), key=lambda each: each[0])
        end = run.b + run.size
    return runs[best[1] : best[2]]
