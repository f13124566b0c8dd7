"""Folders of tables and article files -> one HTML page in a file, which is what ``claims-beam report`` writes."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filesystems import FileSystems

from claims_beam.articles.parse import DEFAULT_COLUMNS, MAX_CHARS, Columns
from claims_beam.records import Article, Claim, Failure, Record
from claims_beam.report.page import MAX_TEXT_CHARS, render_report
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import RecordT, Row, from_row
from claims_beam.storage.files import new_run, table_files
from claims_beam.storage.plain import refuse_odd
from claims_beam.transforms.reading import read_articles

CLAIMS, FAILURES = "claims", "failures"


class NoClaimsError(ValueError):
    """There is no table of claims where one was looked for; the message says where, and the cure."""


def write_report(
    claims: str,
    output: str,
    articles: Sequence[str] = (),
    *,
    columns: Columns = DEFAULT_COLUMNS,
    max_chars: int = MAX_CHARS,
    max_text_chars: int = MAX_TEXT_CHARS,
) -> tuple[Failure, ...]:
    """Write the page and return the articles that could not be read, which the page lists as failures, too.

    ``claims`` is the folder that ``claims-beam extract`` wrote into, or the one of its tables of claims; failures are
    read from beside them. ``output`` is a local path, replaced when the page is complete. Raises NoClaimsError for a
    folder without claims or with a table that is not of claims, OddFileError for an output that is not a file,
    ArticleError and OSError for articles that cannot be read.
    """
    found = _claims_folder(claims)
    given = list(read_articles(articles, columns=columns, max_chars=max_chars)) if articles else []
    unread = tuple(record for record in given if isinstance(record, Failure))
    recorded = list(read_records(FileSystems.join(FileSystems.split(found)[0], FAILURES), Failure))
    page = render_report(
        read_records(found, Claim),
        (record for record in given if isinstance(record, Article)),
        dict.fromkeys(chain(recorded, unread)),
        max_text_chars=max_text_chars,
    )
    _write_whole(Path(output), page)
    return unread


def _claims_folder(folder: str) -> str:
    folder = folder.rstrip("/") or folder
    candidates = (FileSystems.join(folder, CLAIMS), folder)
    for candidate in candidates:
        if _tables(candidate):
            return candidate
    raise NoClaimsError(
        f"{folder} holds no claims: there is no .parquet file in it or in its folder {CLAIMS}/. "
        "Give the folder that `claims-beam extract --output` wrote into, or run that first"
    )


def _tables(folder: str) -> list[str]:
    """Return the Parquet files in the folder and its Hive partitions."""
    return [file.path for file in table_files(folder).values()]


def read_records(folder: str, record_type: type[RecordT]) -> Iterator[RecordT]:
    """Yield the records in a folder's Parquet files, in the order of their names; none without such a folder.

    A table of another schema version is read: columns it lacks are empty, columns it has more of are passed over.
    Raises NoClaimsError for a file that is no such table.
    """
    for path in _tables(folder):
        with FileSystems.open(path) as handle:
            try:
                table = pq.read_table(handle)
                absent = _absent(table.schema, schema_of(cast(type[Record], record_type)), path)
            except pa.ArrowInvalid as error:
                raise NoClaimsError(f"{path} is no Parquet file that can be read: {error}") from error
        for batch in table.to_batches(max_chunksize=4_096):
            for row in batch.to_pylist():
                yield from_row(record_type, {**absent, **row})


def _absent(held: pa.Schema, wanted: pa.Schema, path: str) -> Row:
    """Return values for the columns that a table lacks. Raise NoClaimsError if it cannot do without one of them."""
    absent: Row = {}
    for column in wanted:
        if column.name in held.names:
            continue
        if not column.nullable and not pa.types.is_list(column.type):
            raise NoClaimsError(
                f"{path} has no column {column.name!r}: it is no table of claims that any version of claims-beam wrote"
            )
        absent[column.name] = [] if pa.types.is_list(column.type) else None
    return absent


def _write_whole(path: Path, page: str) -> None:
    """Put the page in place at once, so that no half of one is ever there. Raise OddFileError if no file is there."""
    refuse_odd(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{new_run()}.unfinished")
    try:
        with unfinished.open("x", encoding="utf-8") as file:  # which follows no link
            file.write(page)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
