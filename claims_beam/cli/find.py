"""``claims-beam find``: the claims in an output folder that answer a question, asked with DuckDB."""

import contextlib
import io
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from claims_beam.cli.arguments import at_least, share
from claims_beam.cli.command import EXIT_FINE, Command, UsageError
from claims_beam.cli.escaping import escaped
from claims_beam.cli.standard_output import complain_of_space, has_no_space
from claims_beam.schema.vocabularies import KINDS
from claims_beam.storage.file_formats import FILE_FORMATS, FileFormat
from claims_beam.storage.plain import OddFileError, replaced

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

FORMATS = ("table", *FILE_FORMATS)
MOST_IN_TABLE = 100
"""Claims that a table on the terminal shows unless ``--limit`` says otherwise."""

EXAMPLES = """\
examples:
  claims-beam find out --speaker Falk
  claims-beam find out --text "north pier" --since 2024-03-01 --until 2024-03-31 --kind direct
  claims-beam find out --sort check-worthiness --limit 20
  claims-beam find gs://bucket/claims --publisher Courier --min-confidence 0.8 --format csv > claims.csv"""

COLUMNS = {
    "claim_id": "claim_id",
    "article_id": "article_id",
    "url": "url",
    "publisher": "publisher",
    "title": "title",
    "published_at": "published_at",
    "kind": "kind",
    "speaker": "speaker.name",
    "speaker_id": "speaker.id",
    "cue": "cue.text",
    "text": "text",
    "confidence": "round(confidence::DOUBLE, 4)",
    "check_worthiness": "round(check_worthiness::DOUBLE, 4)",
}
"""The columns of an answer, and where the table of claims has them."""

_WORDS = r"""
CREATE TEMP MACRO words(written) AS
list_filter(regexp_split_to_array(strip_accents(lower(written)), '[^\p{L}\p{N}]+'), lambda word: word <> '')"""

# What each option asks, with its value as the parameter of its name: no value ever becomes a part of the query.
_CONDITIONS = {
    "speaker": "len(list_filter(speaker.names, lambda name: list_has_all(words(name), words($speaker)))) > 0",
    "text": "list_has_all(words(text), words($text))",
    "publisher": "list_has_all(words(publisher), words($publisher))",
    "since": "published_at >= $since",
    "until": "published_at < $until",
    "kind": "list_contains($kind, kind)",
    "min_confidence": "confidence >= $min_confidence",
    "min_check_worthiness": "check_worthiness >= $min_check_worthiness",
}

_BUCKET_CURE = (
    "; DuckDB reads buckets by its own extension httpfs, which it fetches once, and its own credentials; where it has "
    "neither, copy the folder here and ask the copy"
)

_NO_EXTENSION = (
    "DuckDB reads buckets by its own extension httpfs, which it cannot fetch here; let this machine reach "
    "extensions.duckdb.org once, or copy the folder here and ask the copy"
)

_BY_DATE = "published_at, article_id, content[1].start, claim_id"
_ORDERS = {
    "date": _BY_DATE,
    "check-worthiness": f"check_worthiness DESC NULLS LAST, {_BY_DATE}",
    "confidence": f"confidence DESC NULLS LAST, {_BY_DATE}",
}
_PARQUET = "**/*.parquet"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("output", metavar="OUT", help="folder that extract wrote into, also one that DuckDB reads")
    parser.add_argument("--speaker", metavar="NAME", help="claims of speakers in whose name all these words are")
    parser.add_argument("--text", metavar="WORDS", help="claims in whose words all these are")
    parser.add_argument("--since", type=_day, metavar="DATE", help="published on that day or later, as in 2024-03-01")
    parser.add_argument("--until", type=_day, metavar="DATE", help="published on that day or earlier")
    parser.add_argument("--publisher", metavar="NAME", help="published by one in whose name all these words are")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="how the words are given; repeatable")
    parser.add_argument("--min-confidence", type=share, metavar="P", help="with at least this confidence, from 0 to 1")
    parser.add_argument(
        "--min-check-worthiness", type=share, metavar="P", help="at least this much worth a check, from 0 to 1"
    )
    parser.add_argument(
        "--sort",
        choices=_ORDERS,
        default="date",
        help="which claims come first: those published first, which is the default, or those that score highest",
    )
    parser.add_argument("--limit", type=at_least(1), metavar="N", help="the first N claims in that order")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="how the claims are written: a table to read, or lines for programs (default table, and with --save the "
        "one in which the name of the file ends)",
    )
    parser.add_argument(
        "--save", metavar="FILE", help="write into a file, which parquet needs, and not to the terminal"
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ArgumentTypeError(f"{written} is no day; write it as in 2024-03-01") from None


def run(options: Namespace) -> int:
    """Print the claims or write them into a file, and return the exit code."""
    file_format = _format_of(options)
    if file_format == "parquet" and not options.save:
        raise UsageError("--format parquet is not for a terminal; name a file with --save")
    import duckdb

    try:
        with duckdb.connect() as connection:
            found = _found(connection, options)
            if options.save:
                _save(found, Path(options.save), file_format)
            elif file_format == "table":
                _print_table(found, None if options.limit else MOST_IN_TABLE)
            else:
                _write(found, cast(FileFormat, file_format), sys.stdout.buffer)
    except duckdb.Error as error:
        raise UsageError(f"{options.output} cannot be asked: {_told(error, options.output)}") from error
    except OddFileError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        place = options.save or options.output
        if has_no_space(error):
            return complain_of_space("find", place, error)
        raise UsageError(f"{place} cannot be written or read: {error}; give a place where it can") from error
    return EXIT_FINE


def _format_of(options: Namespace) -> str:
    """Return the format that is asked for. Raises UsageError for a file without one whose name does not tell it."""
    if options.format or not options.save:
        return options.format or "table"
    ending = Path(options.save).suffix[1:].lower()
    if ending not in FILE_FORMATS:
        endings = ", ".join(f".{each}" for each in FILE_FORMATS)
        raise UsageError(
            f"--save {options.save} does not say in which format; let the name end in one of {endings}, or give "
            f"--format ({', '.join(FORMATS)})"
        )
    return ending


def _told(error: "duckdb.Error", output: str) -> str:
    """Return what DuckDB says on one line, and the cure where it asks a bucket."""
    said = " ".join(str(error).split())
    if "://" not in output:
        return said
    return _NO_EXTENSION if "httpfs" in said.replace(output, "") else f"{said}{_BUCKET_CURE}"


def _found(connection: "duckdb.DuckDBPyConnection", options: Namespace) -> "pa.RecordBatchReader":
    """Return the claims that the options ask for, in the order that they name."""
    asked = _asked(options)
    conditions = " AND ".join(_CONDITIONS[name] for name in asked) or "true"
    columns = ", ".join(f"{path} AS {name}" for name, path in COLUMNS.items())
    limit = f"LIMIT {options.limit:d}" if options.limit else ""
    connection.execute(_WORDS)
    source = "read_parquet($files, union_by_name = true, hive_partitioning = false)"
    query = f"SELECT {columns} FROM {source} WHERE {conditions} ORDER BY {_ORDERS[options.sort]} {limit}"
    return _in_utc(connection.sql(query, params={"files": _files(options.output), **asked}).to_arrow_reader())


def _in_utc(found: "pa.RecordBatchReader") -> "pa.RecordBatchReader":
    """Return the same with times in UTC: DuckDB gives them in the time zone of the machine."""
    import pyarrow as pa

    place = found.schema.get_field_index("published_at")
    return found.cast(found.schema.set(place, pa.field("published_at", pa.timestamp("us", tz="UTC"))))


def _asked(options: Namespace) -> Mapping[str, Any]:
    """Return the values of the options that were given, by the names of their parameters."""
    given = {name: getattr(options, name) for name in _CONDITIONS if getattr(options, name) is not None}
    if options.until is not None:
        given["until"] = options.until + timedelta(days=1)
    return {name: _midnight(value) if isinstance(value, date) else value for name, value in given.items()}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _files(output: str) -> list[str]:
    """Return the claims' files, as patterns of DuckDB. Raises UsageError for a folder without claims."""
    from claims_beam.records import Claim
    from claims_beam.storage.files import table_files
    from claims_beam.storage.paths import absolute, is_local
    from claims_beam.storage.tables import TableError, find_table

    folder = absolute(output)
    if not is_local(folder):
        return [f"{folder}/{_PARQUET}" if folder.endswith("/claims") else f"{folder}/claims/{_PARQUET}"]
    table = next((each for each in (f"{folder}/claims", folder) if table_files(each)), None)
    if table is None:
        raise UsageError(f"{output} holds no claims; give the folder that claims-beam extract wrote into")
    try:
        find_table(table, Claim)
    except TableError as error:
        raise UsageError(f"{output} cannot be asked: {error}") from error
    return [_literal(file.path) for file in table_files(table).values()]


def _literal(path: str) -> str:
    """Return the pattern that matches the path and nothing else."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in path)


def _rows(found: "pa.RecordBatchReader") -> Iterator[dict[str, Any]]:
    for batch in found:
        for row in batch.to_pylist():
            yield {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _print_table(found: "pa.RecordBatchReader", most: int | None) -> None:
    """Print one claim a row: when, where, who, and what."""
    from rich.console import Console

    from claims_beam.cli.find_table import HEADINGS, table_of

    rows = _rows(found)
    shown = [{heading: _cell(name, row[name]) for heading, name in HEADINGS.items()} for row in islice(rows, most)]
    further = sum(1 for _ in rows)
    console = Console(highlight=False)
    console.print(table_of(shown, console.width) if shown else "no claim answers that")
    if further:
        console.print(f"and {further:,} more; give --limit, or another --format")


def _cell(name: str, value: str | None) -> str:
    words = escaped(" ".join((value or "").split()))
    return words[: len("2024-03-01")] if name == "published_at" else words


def _write(found: "pa.RecordBatchReader", file_format: FileFormat, file: BinaryIO) -> None:
    """Write the claims as tables are written, CSV so that a spreadsheet takes no cell for a formula."""
    from claims_beam.storage.formats import FORMATS as ENCODERS

    encoder = ENCODERS[file_format].encoder(file, found.schema)
    for batch in found:
        encoder.write(batch.to_pylist(), 1)
    encoder.close()
    file.flush()


def _save(found: "pa.RecordBatchReader", path: Path, kind: str) -> None:
    """Write the claims into the file, of which nobody ever finds a part."""
    with replaced(path) as file:
        if kind == "table":
            with io.TextIOWrapper(file, encoding="utf-8") as lines, contextlib.redirect_stdout(lines):
                _print_table(found, None)
        else:
            _write(found, cast(FileFormat, kind), file)


COMMAND = Command(
    name="find",
    summary="find claims by speaker, words, date, publisher, kind or scores",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
)
