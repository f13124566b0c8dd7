"""Which files are tables of other records than articles, so that reading them as articles is refused with the cure."""

import csv
import json
from collections.abc import Iterable
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from claims_beam.articles.errors import ArticleError
from claims_beam.records import Article, FlatClaim
from claims_beam.schema.columns import schema_of
from claims_beam.storage.tables import held_record

OF_TABLES = (".csv", ".jsonl", ".parquet")
"""The suffixes of files in which claims-beam writes tables."""

_MOST_BYTES = 1 << 20
"""How much is read of the first line, which is the header of a file of CSV and the first record of JSON lines."""


def refuse_table(schema: pa.Schema, path: str) -> None:
    """Raise ``ArticleError`` (``not_articles``) for a table of claims or the like, whose texts are no articles."""
    if (record_name := held_record(schema)) not in (None, Article.__name__):
        raise _not_articles(
            path, f"{record_name} records", f"or read the records with ReadRecords(path, {record_name})."
        )


def refuse_other_records(stream: BinaryIO, path: str) -> None:
    """Raise ``ArticleError`` (``not_articles``) if the file, whose suffix is one ``OF_TABLES``, holds no articles."""
    if path.lower().endswith(".parquet"):
        refuse_table(pq.read_schema(stream), path)
    else:
        _refuse_flat_claims(stream, path)


def _refuse_flat_claims(stream: BinaryIO, path: str) -> None:
    """Refuse JSON lines and CSV of flat claims, which name no type of record: their columns tell."""
    line = stream.readline(_MOST_BYTES)
    if set(schema_of(FlatClaim).names) <= set(_columns(line.decode("utf-8", errors="replace"))):
        raise _not_articles(path, "flat claims", "or read the claims that are beside them.")


def _columns(line: str) -> Iterable[str]:
    """Return the names of the columns in the first line of a file; none if it is neither a header nor a record."""
    try:
        record = json.loads(line)
        return record if isinstance(record, dict) else ()
    except (ValueError, RecursionError):
        pass
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
