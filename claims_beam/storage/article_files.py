"""Files with articles on any Beam file system: which there are, their parts, and the records in a part.

A part is what one worker reads: a range of lines, or a row group.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filesystem import CompressionTypes, FileMetadata
from apache_beam.io.filesystems import FileSystems

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.parse import Columns
from claims_beam.articles.payloads import (
    Payload,
    file_format,
    is_document,
    is_wide,
    read_csv_rows,
    read_json_lines,
    read_plain_text,
    strip_codec,
)
from claims_beam.records import Article
from claims_beam.storage.files import is_hidden
from claims_beam.storage.paths import is_local
from claims_beam.storage.tables import held_record

PART_BYTES = 256 * 1024
"""Bytes read as one piece of work: of uncompressed JSON lines, some seconds of extraction."""

MAX_STRIPES = 16
"""Pieces of work made of what can only be read from its beginning, and so is read that often."""

BATCH_ROWS = 64
GLOB_CHARACTERS = frozenset("*?[")
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a pattern matched; ``size`` in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class FilePart:
    """What one worker reads of a file: of JSON lines those that start in a range of bytes, of Parquet one row group.

    ``end`` is exclusive; None with ``start`` 0 is the whole file. Where that has no places to start from, several
    workers read all of it, and each takes the records whose number leaves the rest ``stripe`` when divided by
    ``stripes``: to decompress an article again costs less than a thousandth of extracting its claims.
    """

    path: str
    start: int = 0
    end: int | None = None
    stripe: int = 0
    stripes: int = 1


def expand_patterns(patterns: str | Sequence[str]) -> list[str]:
    """Return the patterns, local ones absolute, directories as globs of all that is in them.

    Raises ``ArticleError`` if one matches no file (``no_match``), names no format that is read (``unknown_format``) or
    leads to a table of records other than articles (``not_articles``).
    """
    expanded = [_absolute(pattern) for pattern in listed(patterns)]
    for pattern in expanded:
        if _shows_format(pattern):
            file_format(pattern)
        _refuse_first_table(next(match_files(pattern, limit=1)).path)
    return expanded


def listed(patterns: str | Sequence[str]) -> list[str]:
    """Return the patterns as a list. Raises ValueError if there are none, or something else than patterns."""
    several = [patterns] if isinstance(patterns, str) else list(patterns)
    if not several or not all(isinstance(pattern, str) and pattern for pattern in several):
        raise ValueError(f"The input patterns are {patterns!r}: give one path or glob, or a list of them.")
    return several


def _absolute(pattern: str) -> str:
    """Return the pattern as an absolute one.

    Workers may have another working directory, and Beam's local globs need a directory to start from.
    """
    if not is_local(pattern):
        return pattern + "**" if pattern.endswith("/") else pattern
    path = Path(pattern).absolute()
    return str(path / "**" if path.is_dir() else path)


def _shows_format(pattern: str) -> bool:
    """Return whether the extension is given, not left to the glob."""
    name = PurePosixPath(pattern).name
    suffix = PurePosixPath(strip_codec(name)[0]).suffix
    return not GLOB_CHARACTERS.intersection(suffix if suffix else name)


def match_files(pattern: str, limit: int | None = None) -> Iterator[InputFile]:
    """Give the files that a pattern matches, by path, at most ``limit``.

    Raises ``ArticleError`` (``no_match``) if there are none.
    """
    filesystem = FileSystems.get_filesystem(pattern)
    if filesystem.exists(pattern):  # also a file whose name reads as a glob
        found: list[FileMetadata] = [filesystem.metadata(pattern)]
    else:
        found = _visible(pattern, limit) or _visible(pattern, None)
    if not found:
        raise ArticleError("no_match", f"{pattern}: no file matches. Check the path and the pattern.")
    for metadata in sorted(found, key=_path)[:limit]:
        yield InputFile(metadata.path, metadata.size_in_bytes)


def _visible(pattern: str, limit: int | None) -> list[FileMetadata]:
    """Return what the pattern matches but for what other systems keep beside their data: _SUCCESS, .crc, .DS_Store."""
    literal = _GLOB.split(pattern, maxsplit=1)[0]
    folder = literal[: literal.rfind("/") + 1]
    matched = FileSystems.get_filesystem(pattern).match([pattern], [limit])[0].metadata_list
    return [file for file in matched if not is_hidden(file.path.removeprefix(folder)) and not _is_checksum(file.path)]


def _is_checksum(path: str) -> bool:
    return path.endswith(".crc")


def _path(metadata: FileMetadata) -> str:
    path: str = metadata.path
    return path


def split_file(file: InputFile, columns: Columns, max_stripes: int = MAX_STRIPES) -> Iterator[FilePart]:
    """Give the parts of a file that can be read side by side; with ``max_stripes`` 1, those that are also in its order.

    Raises ``ArticleError`` if the file is of no known format or, for Parquet, holds no rows or not the columns mapped.
    """
    file_is = file_format(file.path)
    if file_is.kind == "parquet":
        yield from _row_groups(file.path, columns, max_stripes)
    elif file_is.kind == "txt":
        yield FilePart(file.path)
    elif file_is.kind == "jsonl" and not file_is.codec and file.size > PART_BYTES and _has_lines(file.path):
        for start in range(0, file.size, PART_BYTES):
            yield FilePart(file.path, start, start + PART_BYTES)
    else:
        yield from _striped(FilePart(file.path), file.size, max_stripes)


def _striped(part: FilePart, size: int, max_stripes: int) -> Iterator[FilePart]:
    """Give the part, of ``size`` bytes, in as many stripes as it is worth."""
    stripes = min(max_stripes, 1 + size // PART_BYTES)
    for stripe in range(stripes):
        yield replace(part, stripe=stripe, stripes=stripes)


def _has_lines(path: str) -> bool:
    """Return whether each line of the file is a record that can be found from its bytes alone."""
    with _open(path, None) as stream:
        return not is_wide(stream) and not is_document(stream)


def read_part(part: FilePart, columns: Columns, max_chars: int) -> Iterator[Payload]:
    """Give the records of a part, streamed.

    Raises if the file is cut off, corrupt or (``empty_file``) without records.
    """
    records = _read_row_group(part, columns) if _is_parquet(part) else _read_records(part, columns, max_chars)
    return islice(_blamed_once(records, part), part.stripe, None, part.stripes)


def _is_parquet(part: FilePart) -> bool:
    return file_format(part.path).kind == "parquet"


def _blamed_once(records: Iterator[Payload], part: FilePart) -> Iterator[Payload]:
    """Give the records; what is wrong with the file itself, every stripe of it meets and the first one reports."""
    try:
        with _naming(part.path):
            yield from records
    except Exception:
        if part.stripe == 0:
            raise


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Have what libraries raise about a broken file name the file."""
    try:
        yield
    except (OSError, EOFError, pa.ArrowException) as error:
        if isinstance(error, OSError) and error.filename:
            raise
        raise ArticleError(
            "broken_file",
            f"{path}: the file is broken or not of the format that its name says ({error}). Fetch or make it again.",
        ) from error


def _read_records(part: FilePart, columns: Columns, max_chars: int) -> Iterator[Payload]:
    file_is = file_format(part.path)
    payload = None
    with _open(part.path, file_is.codec) as stream:
        match file_is.kind:
            case "txt":
                payloads = read_plain_text(stream, part.path, max_chars)
            case "jsonl":
                payloads = read_json_lines(stream, part.path, max_chars, part.start, part.end)
            case "csv":
                payloads = read_csv_rows(stream, part.path, max_chars, columns)
        for payload in payloads:
            yield payload
    if payload is None and part.end is None:
        raise _empty_file(part.path)


def _empty_file(path: str) -> ArticleError:
    return ArticleError("empty_file", f"{path}: the file holds no articles. Leave it out.")


def _open(path: str, codec: str | None) -> io.BufferedReader:
    """Return the decompressed bytes.

    The decompressor is Arrow's, because Beam's takes a file that is cut off for a whole one.
    """
    stream: Any = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
    if codec:
        stream = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), codec)
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)


def _refuse_table(schema: pa.Schema, path: str) -> None:
    """Raise ``ArticleError`` (``not_articles``) for a table of claims or the like, whose texts are no articles."""
    if (held := held_record(schema)) not in (None, Article.__name__):
        raise ArticleError(
            "not_articles",
            f"{path} is a table of {held} records that claims-beam wrote, not of articles. Give the articles, or read "
            f"the records with ReadRecords(path, {held}).",
        )


def _refuse_first_table(path: str) -> None:
    """The same before anything runs, for the first file of a pattern; whether it is whole, its reader will say."""
    if PurePosixPath(path).suffix.lower() == ".parquet":
        with suppress(pa.ArrowException, OSError), _open(path, None) as stream:
            _refuse_table(pq.read_schema(stream), path)


def _row_groups(path: str, columns: Columns, max_stripes: int) -> Iterator[FilePart]:
    with _open(path, None) as stream, _naming(path):
        file = pq.ParquetFile(stream, pre_buffer=False)
        _refuse_table(file.schema_arrow, path)
        columns.check(file.schema_arrow.names)
        if not file.metadata.num_rows:
            raise _empty_file(path)
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).total_byte_size
            yield from _striped(FilePart(path, group, group + 1), size, max_stripes)


def _read_row_group(part: FilePart, columns: Columns) -> Iterator[Payload]:
    with _open(part.path, None) as stream:
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=PART_BYTES)
        wanted = [name for name in columns.names if name in file.schema_arrow.names]
        batches = file.iter_batches(BATCH_ROWS, row_groups=[part.start], columns=wanted, use_threads=False)
        number = 0
        for batch in batches:
            for row in _plain(batch).to_pylist():
                yield Payload(part.path, f"row group {part.start}, row {number}", row)
                number += 1


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return strings as bytes and dates as ISO 8601.

    So one bad value fails with its row and not the conversion of the batch.
    """
    return pa.RecordBatch.from_arrays([_plain_column(column) for column in batch.columns], names=batch.schema.names)


def _plain_column(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.cast(pa.large_binary())
    if pa.types.is_timestamp(column.type) and column.type.tz:
        column = column.cast(pa.timestamp(column.type.unit, "UTC"))
    is_date = pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)
    return column.cast(pa.string()) if is_date else column
