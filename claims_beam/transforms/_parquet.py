"""Rows into Parquet files: the sink behind ``WriteRecords`` and ``write_records``."""

import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filebasedsink import FileBasedSink
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from claims_beam.schema import Row
from claims_beam.transforms._paths import is_local

# Rows are turned into Arrow memory by small batches, since Python dicts are some ten times larger, and leave it as row
# groups that are large enough for a reader to skip by their statistics.
BATCH_ROWS = 512
ROW_GROUP_ROWS = 16_384

FILE_PREFIX = "part"
SUFFIX = ".parquet"

# A leading dot: Arrow, Spark, Hive and ``glob`` pass over such folders, so nobody reads what an interrupted run left.
IN_PROGRESS_PREFIX = ".in-progress-"


class RowFile:
    """One Parquet file under construction; closes the handle it was given."""

    def __init__(self, handle: BinaryIO, schema: pa.Schema) -> None:
        self._handle = handle
        self._schema = schema
        self._writer = pq.ParquetWriter(handle, schema, compression="zstd", write_statistics=True)
        self._rows: list[Row] = []
        self._batches: list[pa.RecordBatch] = []

    def write(self, row: Row) -> None:
        """Adds a row, which must fit the schema (``schema.check_row``)."""
        self._rows.append(row)
        if len(self._rows) >= BATCH_ROWS:
            self._pack()
        if len(self._batches) * BATCH_ROWS >= ROW_GROUP_ROWS:
            self._write_row_group()

    def close(self) -> None:
        """Writes what is left and the file's footer."""
        self._pack()
        self._write_row_group()
        self._writer.close()
        self._handle.close()

    def _pack(self) -> None:
        if self._rows:
            self._batches.append(pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def _write_row_group(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches), row_group_size=ROW_GROUP_ROWS)
            self._batches = []


class ParquetSink(FileBasedSink):
    """Rows into ``folder/part-SSSSS-of-NNNNN.parquet``; files appear under these names only when all are complete."""

    def __init__(
        self, folder: str, schema: pa.Schema, *, num_shards: int, rows_per_file: int | None, write_empty: bool
    ) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            FileSystems.join(folder, FILE_PREFIX),
            coder=None,
            file_name_suffix=SUFFIX,
            num_shards=num_shards,
            compression_type=CompressionTypes.UNCOMPRESSED,
            max_records_per_shard=rows_per_file,
            skip_if_empty=not write_empty,
        )
        self._folder = folder
        self._schema = schema

    def initialize_write(self) -> str:
        """Makes the folder of the files in progress, inside the output folder, and returns its path."""
        in_progress: str = FileSystems.join(self._folder, IN_PROGRESS_PREFIX + uuid.uuid4().hex)
        FileSystems.mkdirs(in_progress)
        return in_progress

    def open(self, temp_path: str) -> RowFile:
        """Starts a file at ``temp_path``."""
        return RowFile(FileSystems.create(temp_path, compression_type=CompressionTypes.UNCOMPRESSED), self._schema)

    def write_record(self, file_handle: RowFile, value: Row) -> None:
        """Adds a row to the file."""
        file_handle.write(value)

    def finalize_write(
        self, init_result: str, writer_results: Sequence[str], unused_pre_finalize_results: Any
    ) -> Iterable[str]:
        """Gives the files their final names and returns these."""
        if not writer_results:
            FileSystems.delete([init_result])
            return []
        return super().finalize_write(init_result, writer_results, unused_pre_finalize_results)

    def pre_finalize(self, init_result: str, writer_results: Sequence[str]) -> None:
        """Removes an earlier run's files, now that every file of this run is complete."""
        del init_result, writer_results
        FileSystems.delete(finished_files(self._folder))


def file_name(shard: int, shards: int) -> str:
    """The name Beam gives a finished file."""
    return f"{FILE_PREFIX}-{shard:05}-of-{shards:05}{SUFFIX}"


def finished_files(folder: str) -> list[str]:
    """Paths of the finished Parquet files that lie in the folder; empty when there is no such folder."""
    [match] = FileSystems.match([FileSystems.join(folder, FILE_PREFIX + "-*" + SUFFIX)])
    return [file.path for file in match.metadata_list]


def remove_unfinished(folder: str) -> None:
    """Deletes what interrupted runs left in the folder, so nothing of theirs takes up room."""
    [match] = FileSystems.match([FileSystems.join(folder, IN_PROGRESS_PREFIX + "*", "*")])
    unfinished = {FileSystems.split(file.path)[0] for file in match.metadata_list}
    if is_local(folder):  # where a folder can be empty, and then matches nothing
        unfinished |= {str(path) for path in Path(folder).glob(IN_PROGRESS_PREFIX + "*")}
    FileSystems.delete(sorted(unfinished))
