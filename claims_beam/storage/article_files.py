"""Files with articles on any Beam file system: their parts, and the records in a part.

A part is what one worker reads: a range of lines, or a row group.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

import pyarrow as pa

from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.json_columns import check_json_columns
from claims_beam.articles.limits import record_limit
from claims_beam.articles.parse import Row
from claims_beam.articles.payloads import (
    WEB_KINDS,
    Payload,
    file_format,
    is_document,
    is_wide,
    read_captures,
    read_csv_rows,
    read_html,
    read_json_lines,
    read_plain_text,
)
from claims_beam.articles.web.feeds import read_feed
from claims_beam.articles.web.limits import check_extra
from claims_beam.articles.web.records import archive_parts, read_archive
from claims_beam.storage.decompressed import Decompressed, open_bytes
from claims_beam.storage.parquet_rows import group_sizes, read_groups
from claims_beam.storage.patterns import InputFile
from claims_beam.storage.plain import is_plain, leads_nowhere
from claims_beam.storage.refused_tables import refuse_claims_among, refuse_other_records

PART_BYTES = 256 * 1024
"""Bytes read as one piece of work: of uncompressed JSON lines, some seconds of extraction."""

MAX_STRIPES = 16
"""Pieces of work made of what can only be read from its beginning, and so is read that often."""

SHARED_EXPANSION = 10
"""How many times larger than an archive the part of its content is that several workers read.

Articles become three to six times larger. What is behind, such as four gigabytes of zeros, is decompressed once.
"""

MAX_GROUP_PARTS = 256
"""Pieces of work made of the row groups of one file, each of which reads the metadata of all of them."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """What one worker reads of a file: of JSON lines those that start in a range of bytes, of Parquet one row group.

    ``end`` is exclusive; None with ``start`` 0 is the whole file. Where that has no places to start from, several
    workers read it from its beginning, and each takes the records whose number leaves the rest ``stripe`` when divided
    by ``stripes``: to decompress an article again costs less than a thousandth of extracting its claims. Of an archive
    they share so only the first ``shared`` bytes; the first of them reads on, alone.
    """

    path: str
    start: int = 0
    end: int | None = None
    stripe: int = 0
    stripes: int = 1
    shared: int | None = None


def split_file(file: InputFile, columns: Columns, max_stripes: int = MAX_STRIPES) -> Iterator[FilePart]:
    """Yield the parts of a file that can be read in parallel; with ``max_stripes`` 1, they are also in its order.

    Raises ``ArticleError`` for what is no file, a file of no known format and a Parquet file without rows, and if it or
    all records of a JSON file lack a column that was mapped, and for a table of records other than articles if the file
    is opened here. Where it is not, ``read_part`` refuses it.
    """
    file_is = file_format(file.path)
    if not is_plain(file.path):
        what = "is a FIFO, a device or a socket, which may never end. Leave it out, or pipe it into the command with -."
        raise ArticleError("no_file", f"{file.path} {what}")
    if leads_nowhere(file.path):
        what = "is a link that leads nowhere. Leave it out, or make what it should lead to."
        raise ArticleError("no_file", f"{file.path} {what}")
    if file_is.kind in WEB_KINDS:
        check_extra(file.path)
    if file_is.kind == "jsonl" and columns.mapped:
        with open_bytes(file.path, file_is.codec) as stream:
            check_json_columns(stream, file.path, columns)
    if file_is.kind == "parquet":
        yield from _row_groups(file, columns, max_stripes)
    elif file_is.kind == "warc" and max_stripes > 1:
        with open_bytes(file.path, None) as stream:
            for start, end in archive_parts(stream, file_is.codec is not None, PART_BYTES):
                yield FilePart(file.path, start, end)
    elif file_is.kind in ("txt", *WEB_KINDS):
        yield FilePart(file.path)
    elif file_is.kind == "jsonl" and not file_is.codec and file.size > PART_BYTES and _has_lines(file.path):
        for start in range(0, file.size, PART_BYTES):
            yield FilePart(file.path, start, start + PART_BYTES)
    else:
        shared = SHARED_EXPANSION * file.size if file_is.codec else None
        yield from _striped(FilePart(file.path, shared=shared), file.size, max_stripes)


def _striped(part: FilePart, size: int, max_stripes: int) -> Iterator[FilePart]:
    """Yield the part, of ``size`` bytes, in as many stripes as it is worth."""
    stripes = max(1, min(max_stripes, 1 + size // PART_BYTES))
    for stripe in range(stripes):
        yield replace(part, stripe=stripe, stripes=stripes)


def _has_lines(path: str) -> bool:
    """Return whether each line of the file is a record that can be found from its bytes alone, and no claim."""
    with open_bytes(path, None) as stream:
        if is_wide(stream) or is_document(stream):
            return False
        refuse_other_records(stream, "jsonl", path)
        return True


def read_part(part: FilePart, columns: Columns, max_chars: int) -> Iterator[Payload]:
    """Yield the records of a part, streamed.

    Raises if the file is cut off, corrupt, (``empty_file``) without records or (``not_articles``) with others.
    """
    records = (
        _read_row_groups(part, columns, max_chars) if _is_parquet(part) else _read_records(part, columns, max_chars)
    )
    return _blamed_once(records, part)


def _is_parquet(part: FilePart) -> bool:
    return file_format(part.path).kind == "parquet"


def _blamed_once(records: Iterator[Payload], part: FilePart) -> Iterator[Payload]:
    """Yield the records; every stripe of a file meets an error in the file itself, and the first stripe reports it."""
    try:
        with _naming(part.path):
            yield from records
    except Exception:
        if part.stripe == 0:
            raise


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Put the file's name into the errors that libraries raise about a broken file."""
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
    """Yield what the part of the file holds, by the file's format. Raise ArticleError for an empty file."""
    file_is = file_format(part.path)
    if file_is.kind == "warc":
        with open_bytes(part.path, None) as stream:
            pages = read_archive(stream, file_is.codec is not None, part.start, part.end)
            yield from read_captures(pages, part.path)
        return
    with open_bytes(part.path, file_is.codec, part.shared if part.stripe else None) as stream:
        match file_is.kind:
            case "txt":
                payloads = read_plain_text(stream, part.path, max_chars)
            case "jsonl":
                records = read_json_lines(stream, part.path, max_chars, part.start, part.end)
                payloads = refuse_claims_among(records, part.path)
            case "html":
                payloads = read_html(stream, part.path)
            case "feed":
                payloads = read_captures(read_feed(stream, part.path), part.path)
            case "csv":
                records = read_csv_rows(stream, part.path, max_chars, columns)
                payloads = refuse_claims_among(records, part.path)
        first = next(payloads, None)
        if first is not None:
            yield from _own(chain([first], payloads), part, stream.raw)
        elif part.end is None:
            raise _empty_file(part.path)


def _own(records: Iterator[Payload], part: FilePart, raw: object = None) -> Iterator[Payload]:
    """Yield the records of this stripe; the records after the shared part of an archive are the first stripe's."""
    for number, record in enumerate(records):
        behind = isinstance(raw, Decompressed) and part.shared is not None and raw.given > part.shared
        if behind and part.stripe:
            return
        if behind or number % part.stripes == part.stripe:
            yield record


def _empty_file(path: str) -> ArticleError:
    return ArticleError("empty_file", f"{path}: the file holds no articles. Leave it out.")


def _row_groups(file: InputFile, columns: Columns, max_stripes: int) -> Iterator[FilePart]:
    """Yield the row groups, some together if there are many, since each part reads the metadata of all of them."""
    with open_bytes(file.path, None) as stream, _naming(file.path):
        sizes = group_sizes(stream, file.path, columns)
    if not sizes:
        raise _empty_file(file.path)
    enough = sum(sizes) // MAX_GROUP_PARTS
    start, size = 0, 0
    for end, more in enumerate(sizes, start=1):
        size += more
        if size >= enough or end == len(sizes):
            yield from _striped(FilePart(file.path, start, end), size, min(max_stripes, MAX_GROUP_PARTS // len(sizes)))
            start, size = end, 0


def _read_row_groups(part: FilePart, columns: Columns, max_chars: int) -> Iterator[Payload]:
    with open_bytes(part.path, None) as stream:
        groups = range(part.start, part.end or part.start)
        rows = read_groups(stream, groups, columns, record_limit(max_chars))
        yield from _own((_row(part.path, place, row) for place, row in rows), part)


def _row(path: str, place: str, row: Row | ArticleError) -> Payload:
    return Payload(path, place, path, error=row) if isinstance(row, ArticleError) else Payload(path, place, row)
