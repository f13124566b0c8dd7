"""Rows as Parquet."""

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from claims_beam.schema.rows import Row

ROW_GROUP_ROWS = 16_384
"""Rows of a row group: enough that a reader can skip it by its statistics."""


class ParquetEncoder:
    """Write rows as zstd-compressed Parquet with statistics."""

    def __init__(self, handle: BinaryIO, schema: pa.Schema) -> None:
        self._schema = schema
        self._writer = pq.ParquetWriter(handle, schema, compression="zstd", write_statistics=True)
        self._batches: list[pa.RecordBatch] = []
        self._batched = 0

    def write(self, rows: list[Row], sharing: int) -> None:
        """Pack the rows, and write a row group once there are enough; ``sharing`` is as in ``RowFile.write``."""
        self._batches.append(pa.RecordBatch.from_pylist(rows, schema=self._schema))
        self._batched += len(rows)
        if self._batched * sharing >= ROW_GROUP_ROWS:
            self._write_row_group()

    def close(self) -> None:
        """Write what is left and the footer."""
        self._write_row_group()
        self._writer.close()

    def _write_row_group(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches), row_group_size=ROW_GROUP_ROWS)
            self._batches = []
            self._batched = 0
