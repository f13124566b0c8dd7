"""Joins, sums and groups by key, whose records are shuffled many at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam
import numpy as np

from claims_beam.corpus.candidates import Rows
from claims_beam.transforms.packing import Add, HeldRecords, HeldRows, Keyed, Pack, Packed, Values, records_of, rows_of

MET = "met"
"""The second output of a join."""

_OWN, _OTHER = b"0", b"1"  # The first byte of packed records is one of these, and says which collection they are of.


@dataclass(eq=False)
class Join(beam.PTransform[Any, beam.pvalue.DoOutputsTuple]):
    """Join two collections of records by key: ``meet`` is called with the records of the second one.

    It is given a key, its values in the first collection, and some of its values in the second one. What it yields is
    the output ``met``; the output ``own`` is the first collection. A worker holds a part of the first collection, in
    which a key should therefore have few values, and of the second one only what was packed together.
    """

    meet: Callable[[bytes, Sequence[bytes], Sequence[bytes]], Iterator[Keyed]]

    def expand(self, sides: Any) -> Any:  # Beam warns of hints that are not one collection
        """Mark the records with the collection that they are of, and group them."""
        marked = [
            side | f"Mark{number}" >> beam.ParDo(Pack(HeldRecords, mark)).with_output_types(Packed)
            for number, (mark, side) in enumerate(zip((_OWN, _OTHER), sides, strict=True))
        ]
        met = beam.FlatMapTuple(partial(_met, self.meet)).with_output_types(Keyed, **{MET: Keyed})
        return marked | beam.Flatten() | beam.GroupByKey() | "Meet" >> met.with_outputs(MET, main="own")


def _met(meet: Callable[..., Iterator[Keyed]], _: int, packed: Iterable[bytes]) -> Iterator[Any]:
    own: dict[bytes, list[bytes]] = {}
    for key, values in _records(packed, _OWN):
        own.setdefault(key, []).extend(values)
        yield from ((key, value) for value in values)
    for key, values in _records(packed, _OTHER):
        for met in meet(key, own.get(key, ()), values):
            yield beam.pvalue.TaggedOutput(MET, met)


def _records(packed: Iterable[bytes], mark: bytes) -> Iterator[Values]:
    return (record for each in packed if each.startswith(mark) for record in records_of(each[len(mark) :]))


@dataclass(eq=False)
class Sum(beam.PTransform[beam.PCollection[Keyed], beam.PCollection[Keyed]]):
    """Add up the values of each key, first those that a worker has, and then those of all workers.

    However many values a key has, a worker holds a sum of them and as many of them as were packed together.
    """

    add: Add

    def expand(self, records: beam.PCollection[Keyed]) -> beam.PCollection[Keyed]:
        """Pack sums, and add them up."""
        held = partial(HeldRecords, self.add)
        packed = records | beam.ParDo(Pack(held)).with_output_types(Packed)
        return packed | beam.GroupByKey() | "Add" >> beam.FlatMapTuple(partial(_summed, held)).with_output_types(Keyed)


def _summed(hold: Callable[[], HeldRecords], _: int, packed: Iterable[bytes]) -> Iterator[Keyed]:
    held = hold()
    for each in packed:
        for key, values in records_of(each):
            for value in values:
                held.put((key, value))
    return ((key, value) for key, values in held.sums() for value in values)


@dataclass(eq=False)
class GroupRows(beam.PTransform[beam.PCollection[Rows], beam.PCollection[Any]]):
    """Call ``take`` with many rows at a time: with all that have the first numbers that these have."""

    take: Callable[[Rows], Iterator[Any]]
    gives: Any = Any

    def expand(self, rows: beam.PCollection[Rows]) -> beam.PCollection[Any]:
        """Pack the rows, and group them."""
        packed = rows | beam.ParDo(Pack(HeldRows)).with_output_types(Packed)
        taken = beam.FlatMapTuple(partial(_taken, self.take)).with_output_types(self.gives)
        return packed | beam.GroupByKey() | "Take" >> taken


def _taken(take: Callable[[Rows], Iterator[Any]], _: int, packed: Iterable[bytes]) -> Iterator[Any]:
    return take(np.concatenate(list(map(rows_of, packed))))
