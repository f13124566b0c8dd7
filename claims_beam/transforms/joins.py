"""Joins of collections of bytes, whose records are shuffled many at a time.

They are packed and compressed in parts by their keys: of each element a runner holds some hundred bytes more than what
is in it, and takes some microseconds for it, so that a million small ones cost more than what they say.
"""

import pickle
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindows

PARTS = 1_024
"""The parts that keys are spread over; a worker holds one of them at a time."""

PACKED_BYTES = 1 << 24
"""What a worker holds back of the records, so that what it gives to each part is worth an element."""

Keyed = tuple[bytes, bytes]
"""A key, and something packed. Keys are digests: their first two bytes say which part they belong to."""

ASIDE = "aside"
"""The second output of a join."""

_OWN, _OTHER = b"0", b"1"  # The first byte of packed records is one of these, and says which collection they are of.


@dataclass(eq=False)
class Join(beam.PTransform[Any, beam.pvalue.DoOutputsTuple]):
    """Join two collections of bytes by key: ``meet`` is called with each key and its values in both collections.

    What ``meet`` yields is the output ``own``, or ``ASIDE`` where it is tagged so.
    """

    meet: Callable[[bytes, Sequence[bytes], Sequence[bytes]], Iterator[Any]]

    def expand(self, sides: Any) -> Any:  # Beam warns of hints that are not one collection
        """Mark the records with the collection that they are of, and group them."""
        marked = [
            side | f"Mark{number}" >> beam.ParDo(_PackRecords(mark)).with_output_types(tuple[int, bytes])
            for number, (mark, side) in enumerate(zip((_OWN, _OTHER), sides, strict=True))
        ]
        met = beam.FlatMapTuple(partial(_met, self.meet)).with_output_types(Keyed, **{ASIDE: Keyed})
        return marked | beam.Flatten() | beam.GroupByKey() | "Meet" >> met.with_outputs(ASIDE, main="own")


class _PackRecords(beam.DoFn):
    """Pack many keys and values of one part into bytes that begin with the mark of their collection."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self.start_bundle()

    def start_bundle(self) -> None:
        self._held: defaultdict[int, list[Keyed]] = defaultdict(list)
        self._size = 0

    def process(self, record: Keyed) -> Iterator[tuple[int, bytes]]:
        key, value = record
        self._held[int.from_bytes(key[:2], "big") % PARTS].append(record)
        self._size += len(key) + len(value)
        if self._size >= PACKED_BYTES:
            yield from self._packed()

    def finish_bundle(self) -> Iterator[Any]:
        return map(GlobalWindows.windowed_value, self._packed())

    def _packed(self) -> Iterator[tuple[int, bytes]]:
        held = self._held
        self.start_bundle()
        for part, records in held.items():
            yield part, self._mark + zlib.compress(pickle.dumps(records, protocol=5), 1)


def _met(meet: Callable[..., Iterator[Any]], _: int, packed: Iterable[bytes]) -> Iterator[Any]:
    sides: dict[bytes, defaultdict[bytes, list[bytes]]] = {_OWN: defaultdict(list), _OTHER: defaultdict(list)}
    for each in packed:
        side = sides[each[:1]]
        for key, value in pickle.loads(zlib.decompress(each[1:])):
            side[key].append(value)
    own, others = sides.values()
    for key in own.keys() | others.keys():
        yield from meet(key, own.get(key, ()), others.get(key, ()))
