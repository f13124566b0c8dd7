"""How far a local run has come, seen from outside its workers.

A local runner reports its metrics only when it is done. So each worker process keeps its counts in a small file of its
own in a shared folder, and whoever watches adds the files up. No locks between processes, nothing to clean up in a
worker, and a killed worker's counts stay readable.
"""

import mmap
import os
import struct
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import apache_beam as beam

COUNTED = ("articles", "claims", "failures")

_COUNTS = struct.Struct(f"<{len(COUNTED)}q")


class _Counts:
    """This process's counts, in memory that is also a file."""

    def __init__(self, folder: str) -> None:
        with (Path(folder) / f"{os.getpid()}.counts").open("w+b") as file:
            file.truncate(_COUNTS.size)
            self._memory = mmap.mmap(file.fileno(), _COUNTS.size)
        self._lock = threading.Lock()

    def add_one(self, index: int) -> None:
        with self._lock:
            counts = list(_COUNTS.unpack_from(self._memory))
            counts[index] += 1
            _COUNTS.pack_into(self._memory, 0, *counts)


@lru_cache
def _counts_in(folder: str) -> _Counts:
    return _Counts(folder)


def read_counts(folder: str) -> dict[str, int]:
    """The sum of all processes' counts, by name."""
    files = [path.read_bytes() for path in Path(folder).glob("*.counts")]
    rows = [_COUNTS.unpack(content) for content in files if len(content) == _COUNTS.size]
    return {name: sum(row[index] for row in rows) for index, name in enumerate(COUNTED)}


class _CountingDoFn(beam.DoFn):
    def __init__(self, folder: str, index: int) -> None:
        self._folder = folder
        self._index = index

    def setup(self) -> None:
        self._counts = _counts_in(self._folder)

    def process(self, element: Any) -> Iterator[Any]:
        self._counts.add_one(self._index)
        yield element


class CountInto(beam.PTransform[Any, Any]):
    """Passes elements on unchanged and counts them under ``name`` (one of ``COUNTED``) in ``folder``."""

    def __init__(self, folder: str, name: str) -> None:
        super().__init__()
        self._folder = folder
        self._name = name

    def default_label(self) -> str:
        """One pipeline counts several things."""
        return f"Count {self._name}"

    def expand(self, elements: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Counts the elements; they keep their type."""
        counting = beam.ParDo(_CountingDoFn(self._folder, COUNTED.index(self._name)))
        return elements | "Count" >> counting.with_output_types(elements.element_type)
