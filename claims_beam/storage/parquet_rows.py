"""Reading of the rows of Parquet files, or an error for each, in memory that no cell or row group can exceed."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.limits import record_too_long
from claims_beam.articles.parse import Row
from claims_beam.storage.refused_tables import refuse_table

BUFFER_BYTES = 256 * 1024
_BATCH_ROWS = 64

_HIGHEST_PACKING = 500
"""How many times smaller than its values a column may be: text becomes a tenth at best, zeros a ten-thousandth."""


def group_sizes(stream: BinaryIO, path: str, columns: Columns) -> list[int]:
    """Return the bytes of each row group; none if there are no rows.

    Raises ``ArticleError`` if the file lacks a column that is mapped, or holds other records than articles.
    """
    file = _open(stream)
    refuse_table(file.schema_arrow, path)
    columns.check(file.schema_arrow.names, path)
    metadata = file.metadata
    if not metadata.num_rows:
        return []
    return [max(0, metadata.row_group(group).total_byte_size) for group in range(metadata.num_row_groups)]


def read_groups(
    stream: BinaryIO, groups: range, columns: Columns, limit: int
) -> Iterator[tuple[str, Row | ArticleError]]:
    """Yield the rows of the groups with their places; an error in a row or a group affects no other.

    A row as long as ``limit`` is an error, and so is a group that would only be found to hold such a row by building
    it.
    """
    file = _open(stream)
    wanted = [name for name in columns.names if name in file.schema_arrow.names]
    for group in groups:
        number = 0
        try:
            for batch in _batches(file, group, wanted, limit):
                for row in _rows(batch, limit):
                    yield f"row group {group}, row {number}", row
                    number += 1
        except ArticleError as error:
            yield f"row group {group}", error
        except (OSError, pa.ArrowException) as error:
            what = f"The row group is broken from row {number} on ({error}). Fetch or make the file again."
            yield f"row group {group}", ArticleError("broken_file", what)


def _open(stream: BinaryIO) -> pq.ParquetFile:
    return pq.ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER_BYTES)


def _batches(file: pq.ParquetFile, group: int, wanted: list[str], limit: int) -> Iterator[pa.RecordBatch]:
    """Yield the group's rows, only so many at once that they are not longer than the limit together.

    A cell may be as long as all values of its column in the group, since a cell that is there often is stored once.
    """
    longest = 1
    for values, packed, number in _chunks(file, group, wanted):
        if values >= limit and (values > _HIGHEST_PACKING * packed or values // max(1, number) >= limit):
            raise record_too_long(limit, "A row of the group")
        longest += values
    rows = max(1, min(_BATCH_ROWS, limit // longest))
    yield from file.iter_batches(rows, row_groups=[group], columns=wanted, use_threads=False)


def _chunks(file: pq.ParquetFile, group: int, wanted: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield for each column that is read the bytes of its values, the bytes they are packed into, and their number."""
    metadata = file.metadata.row_group(group)
    for index in range(metadata.num_columns):
        chunk = metadata.column(index)
        if chunk.path_in_schema in wanted or chunk.path_in_schema.split(".", 1)[0] in wanted:
            yield chunk.total_uncompressed_size, chunk.total_compressed_size, chunk.num_values


def _rows(batch: pa.RecordBatch, limit: int) -> Iterator[Row | ArticleError]:
    """Yield the rows of the batch; if it cannot be converted as a whole, they are converted one by one."""
    try:
        plain = _plain(batch)
        if batch.num_rows == 1 and plain.nbytes >= limit:
            yield record_too_long(limit, "The row")
            return
        rows: list[dict[str, Any]] = plain.to_pylist()
    except (pa.ArrowException, ValueError, OverflowError) as error:
        if batch.num_rows == 1:
            yield ArticleError("wrong_type", f"The row cannot be converted ({error}). Write its columns as strings.")
            return
        for number in range(batch.num_rows):
            yield from _rows(batch.slice(number, 1), limit)
        return
    yield from rows


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return strings as bytes and dates as ISO 8601.

    So one bad value fails with its row and not the conversion of the batch.
    """
    return pa.RecordBatch.from_arrays([_plain_column(column) for column in batch.columns], names=batch.schema.names)


def _plain_column(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if _is_text(column.type):
        return column.cast(pa.large_binary())
    if pa.types.is_timestamp(column.type) and column.type.tz:
        column = column.cast(pa.timestamp(column.type.unit, "UTC"))
    is_date = pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)
    return column.cast(pa.string()) if is_date else column


def _is_text(of: pa.DataType) -> bool:
    return pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of)
