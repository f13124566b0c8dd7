"""Records of any type -> Parquet files by the type's schema."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam
import pyarrow as pa
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems
from apache_beam.io.iobase import Write

from claims_beam.records import Record
from claims_beam.schema import Row, check_row, schema_of, to_row
from claims_beam.transforms._guard import Guarded, GuardedTransform
from claims_beam.transforms._parquet import (
    IN_PROGRESS_PREFIX,
    ParquetSink,
    RowFile,
    file_name,
    finished_files,
)
from claims_beam.transforms._paths import absolute


class OutputExistsError(ValueError):
    """The output folder already holds finished files, and overwriting was not asked for."""


@dataclass(eq=False)
class WriteRecords(GuardedTransform):
    """Records -> ``path/part-SSSSS-of-NNNNN.parquet``, zstd-compressed, with statistics and the schema version.

    path: a folder on any Beam filesystem. Files get their names when all of them are complete.
    record_type: Claim, SentenceRecord, Failure or Article; by default the element type of what is written.
    num_shards: how many files; 0 leaves it to the runner. rows_per_file: no file holds more rows.
    overwrite: replace an earlier run's files, once the new ones are complete.
    write_empty: with no records, write one file without rows; otherwise write none.

    Gives the paths written. A row that does not fit its schema is a failure of stage ``write_records``. Raises
    ValueError for options out of range and, when applied, OutputExistsError if the folder holds finished files and
    ``overwrite`` is off. Function twin: ``write_records``.
    """

    path: str
    record_type: type[Record] | None = None
    num_shards: int = 0
    rows_per_file: int | None = None
    overwrite: bool = False
    write_empty: bool = True

    def __post_init__(self) -> None:
        """Refuses options out of range."""
        if not self.path:
            raise ValueError("path is empty; give the folder to write into")
        if self.num_shards < 0:
            raise ValueError(f"num_shards is {self.num_shards}; give 0 (the runner decides) or more")
        if self.rows_per_file is not None and self.rows_per_file < 1:
            raise ValueError(f"rows_per_file is {self.rows_per_file}; give 1 or more, or None for no limit")
        if self.num_shards and self.rows_per_file:
            raise ValueError(f"num_shards={self.num_shards}, rows_per_file={self.rows_per_file}; give one of the two")

    def default_label(self) -> str:
        """Names the folder too, so that one pipeline can write several without labels."""
        return f"WriteRecords({FileSystems.split(self.path.rstrip('/'))[1]})"

    def expand(self, records: beam.PCollection[Any]) -> beam.PCollection[str]:
        """Turns the records into rows and writes them."""
        record_type: Any = self.record_type or records.element_type
        path = absolute(self.path)
        schema = schema_of(record_type)
        _refuse_finished(path, self.overwrite)
        sink = ParquetSink(
            path,
            schema,
            num_shards=self.num_shards,
            rows_per_file=self.rows_per_file,
            write_empty=self.write_empty,
        )
        to_rows = Guarded("write_records", partial(_rows_of, schema), record_type, dict[str, Any], self.error_handler)
        return records | "ToRows" >> to_rows | "Write" >> Write(sink)


def write_records(
    records: Iterable[Record], path: str, record_type: type[Record], *, overwrite: bool = False
) -> list[str]:
    """Writes the records into one file in the folder ``path``, and gives the paths written.

    Raises SchemaError for a record that does not fit its schema (nothing is written then), OutputExistsError if the
    folder holds finished files and ``overwrite`` is off.
    """
    schema = schema_of(record_type)
    path = absolute(path)
    _refuse_finished(path, overwrite)
    earlier = finished_files(path)
    in_progress = FileSystems.join(path, IN_PROGRESS_PREFIX + uuid.uuid4().hex)
    FileSystems.mkdirs(in_progress)
    try:
        unfinished = FileSystems.join(in_progress, file_name(0, 1))
        _write_file(records, unfinished, schema)
        FileSystems.delete(earlier)
        finished = FileSystems.join(path, file_name(0, 1))
        FileSystems.rename([unfinished], [finished])
    finally:
        FileSystems.delete([in_progress])
    return [finished]


def _write_file(records: Iterable[Record], path: str, schema: pa.Schema) -> None:
    file = RowFile(FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED), schema)
    for record in records:
        for row in _rows_of(schema, record):
            file.write(row)
    file.close()


def _rows_of(schema: pa.Schema, record: Record) -> tuple[Row]:
    row = to_row(record)
    check_row(row, schema)
    return (row,)


def _refuse_finished(path: str, overwrite: bool) -> None:
    finished = [] if overwrite else finished_files(path)
    if finished:
        raise OutputExistsError(
            f"{path} already holds {len(finished)} finished file(s), such as {finished[0]}; "
            "choose another folder, or overwrite them with overwrite=True (--overwrite)"
        )
