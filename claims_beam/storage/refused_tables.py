"""Which files are tables of other records than articles, so that reading them as articles is refused with the cure."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.payloads import FileKind, Payload
from claims_beam.records import Article, Claim, FlatClaim
from claims_beam.schema.columns import columns_of
from claims_beam.storage.tables import held_record

KINDS_OF_TABLES = ("csv", "jsonl", "parquet")
"""The kinds of files in which claims-beam writes tables."""

_OF_CLAIMS = frozenset.intersection(
    *(frozenset(column.name for column in columns_of(kind) if not column.nullable) for kind in (Claim, FlatClaim))
)
"""The columns that every claim has, however it is written: as a whole, flat, or as ``claims-beam find`` saves it."""

_MOST_BYTES = 1 << 20
"""How much is read of the first line, which is the header of a file of CSV and the first record of JSON lines."""


def refuse_table(schema: pa.Schema, path: str) -> None:
    """Raise ``ArticleError`` (``not_articles``) for a table of claims or the like, whose texts are no articles."""
    if (record_name := held_record(schema)) not in (None, Article.__name__):
        raise _not_articles(
            path, f"{record_name} records", f"or read the records with ReadRecords(path, {record_name})."
        )
    _refuse_claims(schema.names, path)


def refuse_other_records(stream: BinaryIO, kind: FileKind, path: str) -> None:
    """Raise ``ArticleError`` (``not_articles``) if the file, of one of the ``KINDS_OF_TABLES``, holds no articles."""
    if kind == "parquet":
        refuse_table(pq.read_schema(stream), path)
    else:
        line = stream.readline(_MOST_BYTES).decode("utf-8", errors="replace")
        _refuse_claims(_keys(line) or _header(line), path)


def refuse_claims_among(records: Iterator[Payload], path: str) -> Iterator[Payload]:
    """Yield the records of a file of CSV or JSON lines, or of a part of it, as they are read anyway.

    Raises ``ArticleError`` (``not_articles``) before the first one that has columns if these are the columns of claims.
    """
    for record in records:
        columns = _columns_of(record)
        if columns:
            _refuse_claims(columns, path)
        yield record
        if columns:
            break
    yield from records


def _columns_of(record: Payload) -> Iterable[str]:
    if record.error:
        return ()
    data = record.data.decode("utf-8", errors="replace") if isinstance(record.data, bytes) else record.data
    return _keys(data) if isinstance(data, str) else data


def _refuse_claims(columns: Iterable[str], path: str) -> None:
    """Refuse a table that does not say what it is and has the columns of claims."""
    if _OF_CLAIMS.issubset(columns):
        raise _not_articles(path, "flat claims", "or read the claims with a program for tables.")


def _keys(line: str) -> Iterable[str]:
    """Return the keys of the JSON object in the line; none if it holds no object."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return ()
    return record if isinstance(record, dict) else ()


def _header(line: str) -> Iterable[str]:
    """Return the names of the columns if the line is the header of a CSV file; none if it cannot be one."""
    try:
        return next(csv.reader([line.removeprefix("\ufeff")]), ())
    except csv.Error:
        return ()


def _not_articles(path: str, records: str, otherwise: str) -> ArticleError:
    return ArticleError(
        "not_articles",
        f"{path} is a table of {records} that claims-beam wrote, not of articles. Give the articles, which extract "
        f"--write-articles keeps beside the claims, {otherwise}",
    )
