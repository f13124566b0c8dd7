"""One input payload (a JSON line, a row, a plain text) -> one ``Article``, or the reason why not.

The text is never changed: offsets count the code points that follow the byte order mark, if there is one.
"""

import codecs
import hashlib
import json
import reprlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from claims_beam.records import Article

MAX_CHARS = 1_000_000
"""Longest article accepted by default, in code points: about 170,000 words, a long book."""

OTHER_COLUMNS_BYTES = 64 * 1024 * 1024  # room for columns that are not read, such as a page's HTML
MAX_JSON_BYTES_PER_CHAR = 12  # of a surrogate pair, escaped: \ud83d\ude00
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_EPOCH_SECONDS = 5 * 10**10  # the years 385 to 3554; larger numbers are milliseconds
FALLBACK_ID = "id"
LONGEST_ID_BITS = 256  # no system numbers further; Python refuses to write integers of over 4,300 digits
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

PayloadFormat = Literal["json", "text"]
Row = Mapping[str, object]
Reason = Literal[
    "bad_csv",
    "bad_date",
    "empty_file",
    "lone_surrogate",
    "missing_column",
    "no_match",
    "no_text",
    "not_json",
    "not_utf8",
    "too_long",
    "unknown_format",
    "wrong_type",
]


class ArticleError(ValueError):
    """An input that cannot be used. ``reason`` is a stable code; ``article_id`` is set where it is known."""

    def __init__(self, reason: Reason, message: str, article_id: str | None = None) -> None:
        """``message`` says what is wrong, what was got, and the cure."""
        super().__init__(reason, message, article_id)
        self.reason = reason
        self.message = message
        self.article_id = article_id

    def __str__(self) -> str:
        """The message alone."""
        return self.message


@dataclass(frozen=True, slots=True)
class Columns:
    """Which input column holds which field of an article; an optional field mapped to None is not read.

    Unless ``article_id`` is mapped, a row without it may carry its id in ``id``. Raises ``ValueError`` for a name that
    no column can have.
    """

    article_id: str = "article_id"
    text: str = "text"
    url: str | None = "url"
    title: str | None = "title"
    publisher: str | None = "publisher"
    published_at: str | None = "published_at"
    language: str | None = "language"

    def __post_init__(self) -> None:
        """Refuse names that no column can have."""
        for field in fields(self):
            name = getattr(self, field.name)
            optional = field.name not in ("article_id", "text")
            if not (isinstance(name, str) and name) and not (name is None and optional):
                raise ValueError(
                    f"The column for {field.name} is {name!r}: give a column's name, such as {field.default!r}."
                )

    @property
    def ids(self) -> tuple[str, ...]:
        """The columns an id is looked up in, in order."""
        return (self.article_id, FALLBACK_ID) if self.article_id == "article_id" else (self.article_id,)

    @property
    def names(self) -> tuple[str, ...]:
        """All columns that are read."""
        mapped = (getattr(self, field.name) for field in fields(self))
        return tuple(dict.fromkeys(name for name in (*self.ids, *mapped) if name is not None))

    def check(self, available: Sequence[str]) -> None:
        """Raise ``ArticleError`` if a table lacks the text's column, or one that was mapped to a name of its own."""
        for field in fields(self):
            name = getattr(self, field.name)
            needed = field.name == "text" or name not in (None, field.default)
            if needed and name not in available:
                raise ArticleError("missing_column", _missing(field.name, name, available))


DEFAULT_COLUMNS = Columns()


def shown(value: object, chars: int = 60) -> str:
    """The start of any value as Python writes it."""
    shortener = reprlib.Repr()
    shortener.maxstring = shortener.maxother = chars
    try:
        return shortener.repr(value)[:chars]
    except ValueError:  # an integer of more digits than Python writes
        return f"<{type(value).__name__}>"


def _missing(field: str, name: str, available: Sequence[str]) -> str:
    there = ", ".join(repr(column) for column in available[:50])
    return f"There is no column {name!r} for {field}; there are: {there or 'none'}. Map it: Columns({field}=...)."


def decode_text(data: bytes) -> str:
    """Bytes -> the text after the byte order mark: UTF-8 with or without one, UTF-16 and UTF-32 with one.

    Raises ``ArticleError`` (``not_utf8``) with the offset of the first bad byte.
    """
    mark, encoding = detect_encoding(data)
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise _not_utf8("The text", data[offset], f"byte offset {offset}", encoding) from None


def detect_encoding(head: bytes) -> tuple[bytes, str]:
    """The byte order mark that ``head`` starts with (empty if none), and the encoding it stands for (else UTF-8)."""
    return next(((mark, name) for mark, name in BOMS if head.startswith(mark)), (b"", "utf-8"))


def content_id(text: str) -> str:
    """The id of an article that came without one: 32 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def parse_published_at(value: object) -> datetime | None:
    """ISO 8601 date or time, ``date``, ``datetime`` or Unix seconds -> UTC; without an offset, it is taken as UTC.

    None and empty strings give None. Raises ``ArticleError`` (``bad_date``, ``wrong_type``).
    """
    match value:
        case None:
            return None
        case datetime():
            return _to_utc(value)
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        case bool():
            raise _wrong_type("published_at", value, "an ISO 8601 date")
        case int() | float():
            return _from_epoch(value)
        case _:
            written = _string(value, "published_at")
            return _from_iso(written.strip()) if written and written.strip() else None


def _from_iso(written: str) -> datetime:
    try:
        return _to_utc(datetime.fromisoformat(written))
    except ValueError:
        raise _bad_date(written) from None


def _from_epoch(seconds: float) -> datetime:
    if not abs(seconds) < LATEST_EPOCH_SECONDS:  # true of NaN, too
        raise _bad_date(seconds)
    return EPOCH + timedelta(seconds=seconds)


def _to_utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # the first or last day a datetime can hold, shifted off the calendar
        raise _bad_date(moment) from None


def _bad_date(value: object) -> ArticleError:
    return ArticleError(
        "bad_date",
        f"published_at is {shown(value)}, not a date that is known here: write ISO 8601, "
        "such as 2024-05-31T08:00:00+02:00, or Unix seconds.",
    )


def _wrong_type(column: str, value: object, wanted: str = "a string") -> ArticleError:
    return ArticleError(
        "wrong_type",
        f"{column} is of type {type(value).__name__}: {shown(value)}. Make it {wanted}, or map another column.",
    )


def _not_utf8(what: str, byte: int, where: str, encoding: str = "utf-8") -> ArticleError:
    message = f"{what} is not {encoding.upper()}: byte 0x{byte:02x} at {where}. Convert the input to UTF-8."
    return ArticleError("not_utf8", message)


def _string(value: object, column: str) -> str | None:
    """A cell as a string that can be written as UTF-8. Bytes are read as UTF-8: so Parquet's cells fail one by one."""
    match value:
        case None:
            return None
        case bytes():
            return _decoded_cell(value, column)
        case str():
            _check_encodable(value, column)
            return value
        case _:
            raise _wrong_type(column, value)


def _decoded_cell(value: bytes, column: str) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(column, value[error.start], f"byte offset {error.start}") from None


def _check_encodable(value: str, column: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        code, where = ord(value[error.start]), f"character {error.start}"
        if 0xDC80 <= code <= 0xDCFF:  # how the CSV reader passes on a byte that is not UTF-8 (PEP 383)
            raise _not_utf8(column, code - 0xDC00, where) from None
        raise ArticleError(
            "lone_surrogate",
            f"{column} holds the lone surrogate U+{code:04X} at {where}, half a character, which UTF-8 cannot write. "
            "Repair the program that cut it.",
        ) from None


def _given_id(row: Row, columns: Columns) -> str | None:
    for column in columns.ids:
        value = row.get(column)
        if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= LONGEST_ID_BITS:
            return str(value)
        given = _string(value, column)
        if given and given.strip():
            return given
    return None


def _text(row: Row, columns: Columns, max_chars: int) -> str:
    if columns.text not in row:
        raise ArticleError("missing_column", _missing("text", columns.text, [str(column) for column in row]))
    text = _string(row[columns.text], columns.text)
    if text is None:
        raise _wrong_type(columns.text, text)
    if len(text) > max_chars:
        raise _too_long(f"The text has {len(text):,} characters or more", max_chars)
    if not text.strip():
        raise ArticleError(
            "no_text", f"There is no text: {len(text)} characters, none of them visible. Leave the article out."
        )
    return text


def _too_long(what: str, max_chars: int) -> ArticleError:
    return ArticleError("too_long", f"{what}; max_chars={max_chars:,} allows no more. Raise max_chars or split it.")


def parse_row(row: Row, *, columns: Columns = DEFAULT_COLUMNS, max_chars: int = MAX_CHARS) -> Article:
    """A row by column name -> the article; other columns are ignored. Raises ``ArticleError``, with the id if known."""
    given_id = _given_id(row, columns)
    try:
        text = _text(row, columns, max_chars)
        optional = {
            name: _string(row.get(column), column) or None
            for name in ("url", "title", "publisher", "language")
            if (column := getattr(columns, name)) is not None
        }
        published_at = parse_published_at(row.get(columns.published_at)) if columns.published_at else None
    except ArticleError as error:
        raise ArticleError(error.reason, error.message, given_id) from None
    return Article(article_id=given_id or content_id(text), text=text, published_at=published_at, **optional)


def line_limit(max_chars: int) -> int:
    """The length of a line, in bytes, above which it is not read: no article of ``max_chars`` code points needs it."""
    return OTHER_COLUMNS_BYTES + MAX_JSON_BYTES_PER_CHAR * max_chars


def parse_json_line(line: bytes | str, *, columns: Columns = DEFAULT_COLUMNS, max_chars: int = MAX_CHARS) -> Article:
    """One JSON object -> the article. Raises ``ArticleError``; a key that is there twice counts with its last value."""
    if len(line) >= line_limit(max_chars):
        raise _too_long(f"The JSON line has {line_limit(max_chars):,} bytes or more", max_chars)
    written = decode_text(line) if isinstance(line, bytes) else line
    try:
        row = json.loads(written)
    except json.JSONDecodeError as error:
        raise _not_json(f"malformed or cut off at character {error.pos} of {len(written)} ({error.msg})") from None
    except RecursionError:
        raise _not_json("nested too deeply") from None
    except ValueError as error:  # an integer of more digits than Python converts
        raise _not_json(f"unusable ({error})") from None
    if not isinstance(row, dict):
        raise _wrong_type("The JSON line", row, 'an object, {"text": ...}')
    return parse_row(row, columns=columns, max_chars=max_chars)


def _not_json(what: str) -> ArticleError:
    return ArticleError("not_json", f"The JSON is {what}. Write one JSON object a line.")


def parse_plain_text(data: bytes | str, article_id: str | None = None, *, max_chars: int = MAX_CHARS) -> Article:
    """A whole plain text -> the article. Raises ``ArticleError``."""
    try:
        text = decode_text(data) if isinstance(data, bytes) else data
    except ArticleError as error:
        raise ArticleError(error.reason, error.message, article_id) from None
    return parse_row({"article_id": article_id, "text": text}, max_chars=max_chars)


def parse_article(
    payload: bytes | str | Row,
    *,
    payload_format: PayloadFormat = "json",
    columns: Columns = DEFAULT_COLUMNS,
    max_chars: int = MAX_CHARS,
) -> Article:
    """One payload -> the article: a row by column name, or bytes or a string that hold one JSON object.

    With ``payload_format="text"``, bytes and strings are an article's plain text. ``max_chars`` is the longest text
    accepted, in code points. Raises ``ArticleError`` for whatever cannot be used.
    """
    if isinstance(payload, Mapping):
        return parse_row(payload, columns=columns, max_chars=max_chars)
    if not isinstance(payload, bytes | str):
        raise _wrong_type("The payload", payload, "bytes, a string or a mapping")
    if payload_format == "text":
        return parse_plain_text(payload, max_chars=max_chars)
    return parse_json_line(payload, columns=columns, max_chars=max_chars)
