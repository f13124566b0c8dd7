"""Rows of one table into files in progress: the steps between a row and a file that waits for its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindows

from claims_beam.schema.rows import Row
from claims_beam.storage.files import in_progress
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.panes import window_name, write_pane
from claims_beam.storage.row_file import RowFile
from claims_beam.storage.table import Table

WRITTEN, SPILLED = "written", "spilled"

MAX_OPEN_FILES = 20
"""Files that one bundle keeps open, as many as Beam's Java writers do; rows of further partitions are regrouped."""

Place = tuple[str, int]
"""Which file a row goes to: the folder of its partition, empty if there are none, and the shard."""


@dataclass(eq=False)
class WriteRows(beam.PTransform[beam.PCollection[Row], beam.PCollection[WrittenFile]]):
    """Write rows into files in progress.

    Without a number of shards no row is shuffled, unless a bundle has many partitions.
    """

    table: Table
    run: beam.PCollection[str]

    def expand(self, rows: beam.PCollection[Row]) -> beam.PCollection[WrittenFile]:
        """Write by shards, or by bundles."""
        run = beam.pvalue.AsSingleton(self.run)
        write_groups = beam.ParDo(_WriteGroups(self.table), run).with_output_types(WrittenFile)
        if self.table.num_shards:
            placed = rows | "Shard" >> beam.ParDo(PlaceRows(self.table)).with_output_types(tuple[Place, Row])
            return placed | beam.GroupByKey() | "WriteShards" >> write_groups
        write_bundles = beam.ParDo(_WriteBundles(self.table), run)
        if self.table.partition_by is None:
            # This has one output, because the bundle-based runner makes a side input of the first of several outputs.
            return rows | "WriteBundles" >> write_bundles.with_output_types(WrittenFile)
        typed = write_bundles.with_output_types(WrittenFile, **{SPILLED: tuple[Place, Row]})
        outputs = rows | "WriteBundles" >> typed.with_outputs(SPILLED, main=WRITTEN)
        regrouped = outputs[SPILLED] | beam.GroupByKey() | "WriteSpilled" >> write_groups
        return (outputs[WRITTEN], regrouped) | beam.Flatten()


class PlaceRows(beam.DoFn):
    """Give each row its place, which is the same in every run and on every runner."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def process(self, row: Row) -> Iterator[tuple[Place, Row]]:
        """Yield the row with its place."""
        yield (self._table.partition(row), self._table.shard(row)), row


class _WriteBundles(beam.DoFn):
    """Write one file for each bundle and partition, or several if the rows of a file are limited."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._open: dict[str, RowFile] = {}

    def start_bundle(self) -> None:
        """Close the files that a failed bundle left open; they stay unfinished."""
        for file in self._open.values():
            file.give_up()
        self._open = {}

    def process(self, row: Row, run: str) -> Iterator[Any]:
        """Write one row.

        Yield each file that is full, and the row if there is no room for its partition.
        """
        partition = self._table.partition(row)
        file = self._open.get(partition)
        if file is None:
            if len(self._open) == MAX_OPEN_FILES:
                yield beam.pvalue.TaggedOutput(SPILLED, ((partition, 0), row))
                return
            file = self._open[partition] = self._table.start_file(in_progress(self._table.folder, run), partition)
        file.write(row, sharing=len(self._open))
        if file.rows == self._table.rows_per_file:
            del self._open[partition]
            file.close()
            yield file.written()

    def finish_bundle(self) -> Iterator[Any]:
        """Close the files that are still open, and yield them."""
        while self._open:
            _, file = self._open.popitem()
            file.close()
            yield GlobalWindows.windowed_value(file.written())


class _WriteGroups(beam.DoFn):
    """Write the rows of a place into files."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def process(self, group: tuple[Place, Iterable[Row]], run: str) -> Iterator[WrittenFile]:
        """Write one group."""
        (partition, shard), rows = group
        yield from self._table.write_files(in_progress(self._table.folder, run), rows, partition, shard)


class WritePanes(beam.DoFn):
    """Write the rows of a place in a pane of a window into finished files, named by window, pane, run and shard.

    Therefore a late pane gets files of its own, and a pane that is written again after a fault gets the same ones.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def process(
        self,
        group: tuple[Place, Iterable[Row]],
        run: str,
        window: Any = beam.DoFn.WindowParam,
        pane: Any = beam.DoFn.PaneInfoParam,
    ) -> Iterator[WrittenFile]:
        """Write one group."""
        (partition, shard), rows = group
        stem = f"{window_name(window)}-pane{pane.index}-{run[:8]}"
        yield from write_pane(self._table, rows, partition, stem, shard)
