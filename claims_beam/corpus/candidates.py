"""Which wordings may be of one quotation: those that share pairs of content words, found by sorting, not by trying.

Each wording gives an entry for each of its pairs of words, and if they are few, for some shingles of its letters
(``entries_of``); what is said of pairs below holds of these, too. Entries of one pair are compared only with neighbors
in the order of rank and with the first (``proposals``), so that a pair which a million wordings share costs each of
them no more than a rare one does; proposals that share too few pairs are dropped (``candidates``). Entries and
proposals are rows of 64-bit numbers in arrays: a tenth of the room of Python objects.
"""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from claims_beam.corpus.families import Relative
from claims_beam.corpus.wording import letter_sketch, word_pairs

Rows = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.intp]

COLUMNS = 3
"""Entries: the pair of words, the wording's key, its weight. Proposals: the child's key, the parent's key, a weight.

The weight of an entry is the rank of the wording (its words, and whether a speaker is named) in the upper 32 bits and
the number of its pairs in the lower ones; that of a proposal is the rank of the parent and the fewer pairs of the two.
"""

NEIGHBORS = 3
"""An entry is compared with the first one of its pair of words, and with so many before it, unless there are more than
``CROWD`` entries of the pair."""

CROWD = 64

SHARED = 0.15
"""The least share of the pairs of the wording with fewer that both must have, and one at least."""

MOST_PARENTS = 8
"""Of a wording, only the candidates that share most are aligned."""

_LOWER = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SHORT = 8  # A short key has so many bytes, the size of a number.


def entries_of(wording: Relative) -> Rows:
    """Return a row for each pair of words, and for each shingle of letters that stands for the wording."""
    words = wording.words.split(" ")
    keys = word_pairs(words) | letter_sketch(words)
    entries = np.empty((len(keys), COLUMNS), dtype=np.uint64)
    entries[:, 0] = np.fromiter(keys, dtype=np.uint64, count=len(keys))
    entries[:, 1] = int.from_bytes(short_key(wording.rank.key), "big")
    entries[:, 2] = ((2 * wording.rank.words + wording.rank.named) << 32) + len(keys)
    return entries


def proposals(entries: Rows) -> Rows:
    """Return a row for each proposed child and parent; the entries are all those of their pairs of words."""
    rank = entries[:, 2] >> _HALF  # The number of pairs is left out, since a typing error may raise it.
    ordered = entries[np.lexsort((~entries[:, 1], ~rank, entries[:, 0]))]
    starts = _starts(ordered[:, :1])
    sizes = np.diff(np.append(starts, len(ordered)))
    first, size = np.repeat(starts, sizes), np.repeat(sizes, sizes)
    index = np.arange(len(ordered))
    found = [_proposed(ordered, index, first, index > first)]
    for step in range(1, NEIGHBORS + 1):
        found.append(_proposed(ordered, index, index - step, (index - step > first) & (size <= CROWD)))
    return np.concatenate(found)


def _starts(ordered: Rows) -> Indexes:
    """Return the index of the first of each run of equal rows."""
    return np.flatnonzero(np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))[: len(ordered)])


def _proposed(ordered: Rows, child: Indexes, parent: Indexes, which: npt.NDArray[np.bool_]) -> Rows:
    children, parents = ordered[child[which]], ordered[parent[which]]
    fewer = np.minimum(children[:, 2] & _LOWER, parents[:, 2] & _LOWER)
    return np.stack([children[:, 1], parents[:, 1], (parents[:, 2] & ~_LOWER) | fewer], axis=1)


def candidates(proposed: Rows) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each wording's short key with those of its candidate parents, the best first.

    The proposals are all those of their children.
    """
    ordered = proposed[np.lexsort((proposed[:, 1], proposed[:, 0]))]
    starts = _starts(ordered[:, :2])
    rows, shared = ordered[starts], np.diff(np.append(starts, len(ordered)))
    enough = shared >= np.maximum(1, np.ceil(SHARED * (rows[:, 2] & _LOWER)))
    rows, shared = rows[enough], shared[enough]
    rows = rows[np.lexsort((~rows[:, 1], ~rows[:, 2], -shared, rows[:, 0]))]
    starts = _starts(rows[:, :1])
    for start, end in zip(starts, np.append(starts, len(rows))[1:], strict=True):
        parents = rows[start : min(end, start + MOST_PARENTS), 1]
        yield _key_of(rows[start, 0]), [_key_of(parent) for parent in parents]


def short_key(key: bytes) -> bytes:
    """Return the half of a wording's key that entries hold: among 10**8 wordings two share one with odds of 1 : 3,700.

    Then both are aligned where one of them is a candidate, and nothing else happens.
    """
    return key[:_SHORT]


def short_keys(joined: bytes) -> Iterator[bytes]:
    """Yield each of the short keys that were joined."""
    return (joined[start : start + _SHORT] for start in range(0, len(joined), _SHORT))


def _key_of(number: np.uint64) -> bytes:
    return int(number).to_bytes(_SHORT, "big")


def candidates_among(wordings: Iterable[Relative]) -> dict[bytes, list[bytes]]:
    """Return the short keys of the candidate parents of each wording that has any, by its short key."""
    none = np.empty((0, COLUMNS), dtype=np.uint64)
    return dict(candidates(proposals(np.concatenate([none, *map(entries_of, wordings)]))))
