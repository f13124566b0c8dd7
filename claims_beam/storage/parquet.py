"""Rows into one Parquet file, measured and hashed as it is written."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import BinaryIO, Self

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from claims_beam.schema.rows import Row
from claims_beam.storage.manifest import WrittenFile

# Rows are turned into Arrow memory by small batches, since Python dicts are some ten times larger, and leave it as row
# groups that are large enough for a reader to skip by their statistics.
BATCH_ROWS = 512
ROW_GROUP_ROWS = 16_384


class OutputError(OSError):
    """Report a folder that cannot be written; the message says why, and the cure.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "file")
        >>> _ = file.write_text("no folder")
        >>> try:
        ...     _ = cb.write_records([cb.Article("rain", "It rained.")], f"{file}/articles", cb.Article)
        ... except (cb.OutputError, cb.OddFileError, OSError) as error:
        ...     print("cannot be written")
        cannot be written
    """


class RowFile:
    """A Parquet file under construction, zstd-compressed, with statistics. As a context, it closes or gives up."""

    def __init__(self, path: str, table: str, schema: pa.Schema) -> None:
        self.path = path
        self.rows = 0
        self._table = table
        self._schema = schema
        with _explained(path):
            handle = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
            self._handle = _Measured(handle)
            self._writer = pq.ParquetWriter(self._handle, schema, compression="zstd", write_statistics=True)
        self._pending: list[Row] = []
        self._batches: list[pa.RecordBatch] = []
        self._batched = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.give_up()

    def write(self, row: Row, sharing: int = 1) -> None:
        """Add a row, which must fit the schema (``schema.rows.check_row``).

        ``sharing``: how many files are open at once; each holds back its share of the rows that one alone would.
        """
        self._pending.append(row)
        self.rows += 1
        if len(self._pending) * sharing >= BATCH_ROWS:
            self._pack()
            if self._batched * sharing >= ROW_GROUP_ROWS:
                self._write_row_group()

    def close(self) -> None:
        """Write what is left and the file's footer."""
        self._pack()
        self._write_row_group()
        with _explained(self.path):
            self._writer.close()
            self._handle.close()

    def give_up(self) -> None:
        """Let go of the file, which stays unfinished."""
        with suppress(Exception):  # it failed before, and what it says now is of no use to anybody
            self._writer.close()
        with suppress(Exception):
            self._handle.close()

    def written(self) -> WrittenFile:
        """Return what the closed file holds."""
        return WrittenFile(self.path, self._table, self.rows, self._handle.bytes, self._handle.sha256.hexdigest())

    def _pack(self) -> None:
        if self._pending:
            self._batches.append(pa.RecordBatch.from_pylist(self._pending, schema=self._schema))
            self._batched += len(self._pending)
            self._pending = []

    def _write_row_group(self) -> None:
        if self._batches:
            with _explained(self.path):
                self._writer.write_table(pa.Table.from_batches(self._batches), row_group_size=ROW_GROUP_ROWS)
            self._batches = []
            self._batched = 0


class _Measured:
    """A handle that counts and hashes the bytes on their way, so that nothing has to be read again."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self.bytes = 0
        self.sha256 = hashlib.sha256()

    @property
    def closed(self) -> bool:
        return self._handle.closed

    def write(self, data: bytes) -> int:
        self._handle.write(data)
        self.sha256.update(data)
        self.bytes += len(data)
        return len(data)

    def tell(self) -> int:
        return self.bytes

    def flush(self) -> None:
        self._handle.flush()

    def close(self) -> None:
        self._handle.close()


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error}; free space there, or choose an output folder that can be written"
        ) from error
