"""Reading of the records that ``WriteRecords`` wrote into the Parquet files of a table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filesystems import FileSystems

from claims_beam.records import Record
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import RecordT, Row, SchemaError, check_row, from_row, to_row
from claims_beam.storage.file_formats import FILE_FORMATS
from claims_beam.storage.files import SUFFIX, files_below, is_hidden, open_bytes, table_files
from claims_beam.storage.paths import AnyPath, absolute

_BATCH_ROWS = 1_024
_RECORD = b"claims_beam.record"


class TableError(ValueError):
    """Report a folder or a file without a table of the records asked for; the message says why, and what to do.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> try:
        ...     cb.read_records(tempfile.mkdtemp(), cb.Claim)
        ... except cb.TableError as error:
        ...     print(str(error).startswith("there is no table in"))
        True
    """


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One row group of a table's file, which is what one worker reads.

    ``checked`` says that its columns are exactly those of the table, so that its rows need no further check.
    """

    path: str
    number: int
    checked: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table as read, and the file and the place in it that it comes from."""

    path: str
    place: str
    data: Row
    checked: bool


def read_records(path: AnyPath, record_type: type[RecordT]) -> Iterator[RecordT]:
    """Read the records that ``write_records``, ``WriteRecords`` or ``claims-beam extract`` wrote.

    They come in the order of the files' names and of the rows in them. A table of another schema version is read, too:
    columns that it lacks get the record's defaults, and those that it has more of are passed over.

    Args:
        path: A folder with the table's Parquet files, such as ``out/claims``, on any file system that Beam knows; its
            Hive partitions are read with it.
        record_type: ``Claim``, ``SentenceRecord``, ``Failure`` or ``Article``.

    Returns:
        The records, read one row group at a time.

    Raises:
        TableError: At once, for a folder without a table of such records; while reading, for such a file.
        TypeError: At once, for a type that has no table.
        SchemaError: While reading, for a row that does not fit its table.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = cb.write_records([cb.SentenceRecord("rain", 0, 0, 9, "It rained.")], folder, cb.SentenceRecord)
        >>> [record.text for record in cb.read_records(folder, cb.SentenceRecord)]
        ['It rained.']
    """
    table = cast(type[Record], record_type)
    folder, make = find_table(path, table), partial(to_record, record_type=record_type)
    groups = (group for file in table_paths(folder) for group in row_groups(file, table))
    return (make(row) for group in groups for row in read_rows(group, table))


def find_table(path: AnyPath, record_type: type[Record]) -> str:
    """Return the folder as every worker understands it. Raise TableError if no table of such records is in it."""
    schema_of(record_type)
    folder = absolute(path)
    first = next(table_paths(folder), None)
    if first is None:
        raise TableError(f"there is no table in {folder}: {_where_else(folder)}")
    with _opened(first) as parquet:
        _check_schema(parquet.schema_arrow, record_type, first)
    return folder


def _where_else(folder: str) -> str:
    """Say what to do where a folder holds no table."""
    tables = (name.split("/")[0] for name in files_below(folder) if name.endswith(SUFFIX) and not is_hidden(name))
    below = sorted({FileSystems.join(folder, name) for name in tables})
    if below:
        return f"its folders {', '.join(below)} hold tables; give one of them"
    if table_files(folder, FILE_FORMATS):
        return "its files are not Parquet, the only format that is read back; give the folder of a table that is"
    return (
        "give the folder that WriteRecords or claims-beam extract wrote one into, such as out/claims; extract writes "
        "out/failures only where something has failed"
    )


def table_paths(folder: str) -> Iterator[str]:
    """Yield the Parquet files of the table in the folder and its Hive partitions, in the order of their names."""
    return (file.path for file in table_files(folder).values())


def row_groups(path: str, record_type: type[Record]) -> Iterator[RowGroup]:
    """Yield the row groups of a table's file. Raise TableError for a file that is no such table."""
    with _opened(path) as parquet:
        schema = parquet.schema_arrow
        _check_schema(schema, record_type, path)
        checked = schema.equals(schema_of(record_type))
        for number in range(parquet.num_row_groups):
            yield RowGroup(path, number, checked)


def read_rows(group: RowGroup, record_type: type[Record]) -> Iterator[TableRow]:
    """Yield the rows of a row group, without columns that the table does not have; missing columns are empty."""
    schema, number = schema_of(record_type), 0
    with _opened(group.path) as parquet:
        present = parquet.schema_arrow.names
        absent: Row = {column.name: [] if pa.types.is_list(column.type) else None for column in schema}
        wanted = [name for name in schema.names if name in present]
        batches = parquet.iter_batches(_BATCH_ROWS, row_groups=[group.number], columns=wanted, use_threads=False)
        for batch in batches:
            for row in batch.to_pylist():
                place = f"row group {group.number}, row {number}"
                yield TableRow(group.path, place, {**absent, **row}, group.checked)
                number += 1


def to_record(row: TableRow, record_type: type[RecordT]) -> RecordT:
    """Return the row as a record. Raise SchemaError, which names the file and the row, if it does not fit."""
    try:
        record = from_row(record_type, row.data)
        if not row.checked:
            check_row(to_row(record), cast(type[Record], record_type))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"{row.path}, {row.place}: {error}") from error
    return record


def held_record(schema: pa.Schema) -> str | None:
    """Return the name of the record type whose table the schema says it is; None if this package did not write it."""
    name = (schema.metadata or {}).get(_RECORD)
    return name.decode(errors="replace") if name else None


@contextmanager
def _opened(path: str) -> Iterator[pq.ParquetFile]:
    """Open the file. Raise TableError if it is no Parquet file that can be read."""
    with open_bytes(path) as handle:
        try:
            parquet = pq.ParquetFile(handle, pre_buffer=False)
        except pa.ArrowException as error:
            raise TableError(f"{path} is no Parquet file that can be read: {error}; make or fetch it again") from error
        yield parquet


def _check_schema(schema: pa.Schema, record_type: type[Record], path: str) -> None:
    """Raise TableError if the file is the table of other records, or cannot be one of these."""
    wanted, found = record_type.__name__, held_record(schema)
    if found not in (None, wanted):
        raise TableError(
            f"{path} is a table of {found} records, not of {wanted}; read it as {found}, or another folder"
        )
    for column in schema_of(record_type):
        if column.name not in schema.names:
            if not column.nullable and not pa.types.is_list(column.type):
                raise TableError(
                    f"{path} has no column {column.name!r}, so it is no table of {wanted} records; give the folder of "
                    "one that claims-beam wrote"
                )
        elif pa.types.is_timestamp(column.type) and not _has_zone(schema.field(column.name).type):
            raise TableError(
                f"{path} has {schema.field(column.name).type} in {column.name!r}, which says no time zone; write it as "
                f"{column.type}"
            )


def _has_zone(kind: pa.DataType) -> bool:
    return pa.types.is_null(kind) or (pa.types.is_timestamp(kind) and kind.tz is not None)
