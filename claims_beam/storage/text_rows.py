"""Rows as lines of text: JSON lines, and CSV that is safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

import pyarrow as pa

from claims_beam.schema.rows import Row

_ESCAPED = {number: f"\\u{number:04x}" for number in (*range(0x7F, 0xA0), 0x2028, 0x2029)}
"""What some programs take for the end of a line, and what controls terminals, in JSON escaped."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula (OWASP, "CSV Injection")."""


class JsonLinesEncoder:
    """Write rows as JSON objects, one a line, in UTF-8."""

    def __init__(self, handle: BinaryIO, _: pa.Schema) -> None:
        self._handle = handle

    def write(self, rows: list[Row], _: int) -> None:
        """Write the rows."""
        lines = (json.dumps(row, ensure_ascii=False, default=_moment).translate(_ESCAPED) for row in rows)
        self._handle.write("".join(f"{line}\n" for line in lines).encode())

    def close(self) -> None:
        """Do nothing, because nothing follows the last row of a file of JSON lines."""


class CsvEncoder:
    """Write rows as CSV as in RFC 4180, in UTF-8, with a header.

    A null is an empty cell, a time is ISO 8601, and a truth value is ``true`` or ``false``. Before a text that a
    spreadsheet would take for a formula stands an apostrophe, which spreadsheets and programs show as a part of it.
    """

    def __init__(self, handle: BinaryIO, schema: pa.Schema) -> None:
        self._handle = handle
        self._columns: list[str] = schema.names
        self._write_lines([self._columns])

    def write(self, rows: list[Row], _: int) -> None:
        """Write the rows."""
        self._write_lines([[_cell(row[column]) for column in self._columns] for row in rows])

    def close(self) -> None:
        """Do nothing, because nothing follows the last row of a CSV file."""

    def _write_lines(self, lines: list[list[Any]]) -> None:
        written = io.StringIO(newline="")
        csv.writer(written).writerows(lines)
        self._handle.write(written.getvalue().encode())


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime) else value


def _moment(value: datetime) -> str:
    return value.isoformat()


def count_json_lines(handle: BinaryIO) -> tuple[list[str] | None, int]:
    """Return the columns of the first row, None where there is none, and the number of rows."""
    columns, rows = None, 0
    for line in handle:
        columns = columns or list(json.loads(line))
        rows += 1
    return columns, rows


def count_csv_rows(handle: BinaryIO) -> tuple[list[str] | None, int]:
    """Return the columns of the header, and the number of rows behind it."""
    records = _csv_records(handle)
    header = next(records, b"").decode()
    return next(csv.reader([header]), None), sum(1 for _ in records)


def _csv_records(handle: BinaryIO) -> Iterator[bytes]:
    """Yield the last line of each record, which is a line after which no quotation mark is open."""
    is_open = False
    for line in handle:
        is_open ^= bool(line.count(b'"') % 2)
        if not is_open:
            yield line
