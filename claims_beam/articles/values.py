"""The values of single fields: strings that can be written as UTF-8, and null in its forms."""

import math
from datetime import datetime
from decimal import Decimal
from numbers import Number

from claims_beam.articles.errors import ArticleError, not_utf8, wrong_type


def is_null(value: object) -> bool:
    """Return whether there is no value.

    That is so for None and for what tables put in its place: NaN (also numpy's) and pandas's NaT.
    """
    if isinstance(value, Decimal):
        return value.is_nan()
    return value is None or (isinstance(value, Number | datetime) and bool(value != value))


def read_string(value: object, column: str) -> str | None:
    """Return a cell as a string that can be written as UTF-8.

    Bytes are read as UTF-8, so that the cells of Parquet files fail one by one.
    """
    match value:
        case _ if is_null(value):
            return None
        case bytes():
            return _decoded_cell(value, column)
        case str():
            _check_encodable(value, column)
            return value
        case _:
            raise wrong_type(column, value)


def whole_number(value: object) -> int | None:
    """Return the value if it is a whole number, also one that a table made a float of; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else None


def _decoded_cell(value: bytes, column: str) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise not_utf8(column, value[error.start], f"byte offset {error.start}") from None


def _check_encodable(value: str, column: str) -> None:
    """Raise ArticleError for half a character, which UTF-8 cannot write."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        code, where = ord(value[error.start]), f"character {error.start}"
        if 0xDC80 <= code <= 0xDCFF:  # The CSV reader gives such a code for a byte that is not UTF-8 (PEP 383).
            raise not_utf8(column, code - 0xDC00, where) from None
        raise ArticleError(
            "lone_surrogate",
            f"{column} holds the lone surrogate U+{code:04X} at {where}, half a character, which UTF-8 cannot write. "
            "Repair the program that cut it.",
        ) from None
