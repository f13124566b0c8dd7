"""Many records in one element: they are packed and compressed in parts by their keys before they are shuffled.

Of each element a runner holds some hundred bytes more than what is in it, often several times over, and takes some
microseconds for it. A million small ones therefore cost more than what they say.
"""

import pickle
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

import apache_beam as beam
import numpy as np
from apache_beam.transforms.window import GlobalWindows

from claims_beam.corpus.candidates import COLUMNS, Rows

PARTS = 1_024
"""The parts that keys are spread over; a worker holds one of them at a time."""

HELD_BYTES = 1 << 24
"""What a worker holds back, so that what it gives to each part is worth an element."""

Keyed = tuple[bytes, bytes]
"""A key, and something packed. Keys are digests: their first two bytes say which part they belong to."""

Values = tuple[bytes, list[bytes]]
"""A key, and several of its values."""

Packed = tuple[int, bytes]
"""A part, and what belongs to it."""

Add = Callable[[Sequence[bytes]], bytes]
"""Returns the sum of several values in any order; some of them may be such sums."""

_OBJECTS = 200  # The number of bytes that Python takes for the objects around a key and its value.


class Held(Protocol):
    """What a worker holds back."""

    def put(self, thing: Any) -> None:
        """Hold a record, or an array of rows."""

    def is_full(self) -> bool:
        """Return whether it is time to give everything away."""

    def parts(self) -> Iterator[Packed]:
        """Return what is held, by part."""


class HeldRecords:
    """Values by key; when they take much memory, the values of each key are added up, if ``add`` is given."""

    def __init__(self, add: Add | None = None) -> None:
        self._add = add
        self._values: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self._size, self._most = 0, HELD_BYTES

    def put(self, record: Keyed) -> None:
        """Hold a record; the limit grows where sums take more than half of it, so that adding up costs linear time."""
        key, value = record
        self._values[key].append(value)
        self._size += _size(key, value)
        if self._size > self._most:
            self._size = sum(_size(key, value) for key, values in self.sums() for value in values)
            self._most = max(HELD_BYTES, 2 * self._size)

    def is_full(self) -> bool:
        """Return whether sums take more than half of what may be held."""
        return self._most > HELD_BYTES

    def sums(self) -> Iterable[Values]:
        """Add up the values of each key, and return what is held."""
        for values in self._values.values():
            if self._add and len(values) > 1:
                values[:] = [self._add(values)]
        return self._values.items()

    def parts(self) -> Iterator[Packed]:
        """Return what is held, by part."""
        parts: defaultdict[int, list[Values]] = defaultdict(list)
        for key, values in self.sums():
            parts[int.from_bytes(key[:2], "big") % PARTS].append((key, values))
        return ((part, pickle.dumps(several, protocol=5)) for part, several in parts.items())


def _size(key: bytes, value: bytes) -> int:
    return len(key) + len(value) + _OBJECTS


class HeldRows:
    """Rows of arrays, whose first column is a digest; its lowest bits say which part the row belongs to."""

    def __init__(self) -> None:
        self._arrays: list[Rows] = []
        self._size = 0

    def put(self, rows: Rows) -> None:
        """Hold the rows of an array."""
        self._arrays.append(rows)
        self._size += rows.nbytes + _OBJECTS

    def is_full(self) -> bool:
        """Return whether the arrays take as much memory as they may."""
        return self._size > HELD_BYTES

    def parts(self) -> Iterator[Packed]:
        """Return the rows, by part."""
        if not self._arrays:
            return
        rows = np.concatenate(self._arrays)
        parts = (rows[:, 0] % np.uint64(PARTS)).astype(np.intp)
        order = np.argsort(parts, kind="stable")
        rows, ends = rows[order], np.cumsum(np.bincount(parts, minlength=PARTS))
        for part, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
            if start < end:
                yield part, rows[start:end].tobytes()


class Pack(beam.DoFn):
    """Hold things back, and give away those of one part as one element, compressed, behind ``mark``."""

    def __init__(self, hold: Callable[[], Held], mark: bytes = b"") -> None:
        self._hold, self._mark = hold, mark

    def start_bundle(self) -> None:
        """Hold nothing yet."""
        self._held = self._hold()

    def process(self, thing: Any) -> Iterator[Packed]:
        """Hold it, and give everything away if that is much."""
        self._held.put(thing)
        if self._held.is_full():
            yield from self._packed()

    def finish_bundle(self) -> Iterator[Any]:
        """Give away what is left."""
        return map(GlobalWindows.windowed_value, self._packed())

    def _packed(self) -> Iterator[Packed]:
        held, self._held = self._held, self._hold()
        return ((part, self._mark + zlib.compress(content, 1)) for part, content in held.parts())


def records_of(compressed: bytes) -> list[Values]:
    """Return the records of a part that were packed together."""
    records: list[Values] = pickle.loads(zlib.decompress(compressed))
    return records


def rows_of(compressed: bytes) -> Rows:
    """Return the rows of a part that were packed together."""
    return np.frombuffer(zlib.decompress(compressed), dtype=np.uint64).reshape(-1, COLUMNS)
