"""Rows into one file, measured and hashed as it is written."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import BinaryIO, Self

import pyarrow as pa
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from claims_beam.schema.rows import Row
from claims_beam.storage.file_formats import FileFormat
from claims_beam.storage.formats import FORMATS
from claims_beam.storage.manifest import WrittenFile

BATCH_ROWS = 512
"""Rows that are handed on together: little, since as Python dicts they are some ten times larger than packed."""


class OutputError(OSError):
    """Report a folder that cannot be written; the message says why, and what to do about it.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "file")
        >>> _ = file.write_text("no folder")
        >>> try:
        ...     _ = cb.write_records([cb.Article("rain", "It rained.")], f"{file}/articles", cb.Article)
        ... except cb.OutputError as error:
        ...     print(str(error).startswith("cannot write"))
        True
    """


class RowFile:
    """A file with the rows of a table under construction. As a context, it closes or gives up."""

    def __init__(self, path: str, table: str, schema: pa.Schema, file_format: FileFormat = "parquet") -> None:
        self.path = path
        self.rows = 0
        self._table = table
        with _explained(path):
            handle = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
            self._handle = _Measured(handle)
            self._encoder = FORMATS[file_format].encoder(self._handle, schema)
        self._pending: list[Row] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
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
            self._hand_on(sharing)

    def close(self) -> None:
        """Write what is left and the file's end."""
        self._hand_on()
        with _explained(self.path):
            self._encoder.close()
            self._handle.close()

    def give_up(self) -> None:
        """Close the file, which stays unfinished."""
        with suppress(Exception):  # It failed before, so an error in closing it is of no use to anybody.
            self._encoder.close()
        with suppress(Exception):
            self._handle.close()

    def written(self) -> WrittenFile:
        """Return what the closed file holds."""
        return WrittenFile(self.path, self._table, self.rows, self._handle.bytes, self._handle.sha256.hexdigest())

    def _hand_on(self, sharing: int = 1) -> None:
        rows, self._pending = self._pending, []
        if rows:
            with _explained(self.path):
                self._encoder.write(rows, sharing)


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
