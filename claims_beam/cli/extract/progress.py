"""How far a local run has come: elements counted in the run's folder as they pass."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apache_beam as beam

from claims_beam.cli.extract.registry import COUNTED, WorkerRegistry, counters_in


class _CountingDoFn(beam.DoFn):
    def __init__(self, folder: str, index: int) -> None:
        self._folder = folder
        self._index = index

    def setup(self) -> None:
        self._counters = counters_in(WorkerRegistry(Path(self._folder)))

    def process(self, element: Any) -> Iterator[Any]:
        self._counters.add_one(self._index)
        yield element


class CountProgress(beam.PTransform[Any, Any]):
    """Pass elements on unchanged and count them under ``name`` (one of ``COUNTED``) in the run's ``folder``.

    Without a folder, as when the workers are on other machines, it counts nothing.
    """

    def __init__(self, folder: str | None, name: str) -> None:
        super().__init__()
        self._folder = folder
        self._name = name

    def default_label(self) -> str:
        """Return a label with what is counted, since one pipeline counts several things."""
        return f"Count {self._name}"

    def expand(self, elements: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Count the elements; they keep their type."""
        if self._folder is None:
            return elements
        counting = beam.ParDo(_CountingDoFn(self._folder, COUNTED.index(self._name)))
        return elements | "Count" >> counting.with_output_types(elements.element_type)
