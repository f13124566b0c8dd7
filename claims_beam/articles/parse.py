"""Parsing of one input payload (a JSON line, a row, a plain text) as one ``Article``, or the reason why it is none.

The text is never changed: offsets count the code points that follow the byte order mark, if there is one.
"""

import codecs
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, TypeVar

from claims_beam.articles.columns import DEFAULT_COLUMNS, Columns, refuse_other_columns
from claims_beam.articles.dates import parse_published_at
from claims_beam.articles.errors import ArticleError, missing_column, not_utf8, wrong_type
from claims_beam.articles.limits import record_limit, record_too_long
from claims_beam.articles.values import read_string, whole_number
from claims_beam.articles.web.pages import Page, page_row
from claims_beam.records import Article, content_id

Value = TypeVar("Value")

MAX_CHARS = 1_000_000
"""Longest article accepted by default, in code points: about 170,000 words, a long book."""

MAX_FIELD_CHARS = 2_048
"""Longest field besides the text, in code points: the limit that sitemaps.org sets for a URL.

Every claim repeats the fields of its article.
"""

LONGEST_ID_BITS = 256  # No system has greater ids, and Python refuses to write integers of over 4,300 digits.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # This comes before UTF-16, with whose mark it begins.
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

PayloadFormat = Literal["auto", "json", "text", "html"]
Row = Mapping[str, object]

_AS_JSON = re.compile(r"[\ufeff \t\r\n]*(?:[{\[]|(?:[-+.\deE]+|true|false|null)[ \t\r\n]*\Z)")
"""A string that begins as an object or an array does, or is a number or literal: it is not a text of its own."""

OnUnread = Callable[[str, ArticleError], None]
"""Is told of an optional field that cannot be read, and so is null: its name, and why."""


def _tell_nobody(field: str, error: ArticleError) -> None:
    """Do nothing, since a caller who parses a single payload sees that a field is null."""


def decode_text(data: bytes) -> str:
    """Return the text that the bytes encode, without its byte order mark.

    A byte order mark tells the encoding, which may be UTF-8, UTF-16 or UTF-32; bytes without one are read as UTF-8.
    Raises ``ArticleError`` (``not_utf8``) with the offset of the first bad byte.
    """
    mark, encoding = detect_encoding(data)
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise not_utf8("The text", data[offset], f"byte offset {offset}", encoding) from None


def detect_encoding(head: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that ``head`` starts with, empty if none, and its encoding, else UTF-8."""
    return next(((mark, name) for mark, name in BOMS if head.startswith(mark)), (b"", "utf-8"))


def _given_id(row: Row, columns: Columns, on_unread: OnUnread) -> str | None:
    """Return the first id that one of the mapped columns has and that can be read; None where none can."""
    for column in columns.ids:
        value = row.get(column)
        number = whole_number(value)
        if number is not None and number.bit_length() <= LONGEST_ID_BITS:
            return str(number)
        given = _optional("article_id", value, partial(read_string, column=column), on_unread)
        if given and given.strip():
            return given
    return None


def _optional(field: str, value: object, read: Callable[[object], Value | None], on_unread: OnUnread) -> Value | None:
    """Return the value of an optional field, or None if it cannot be read or is too long."""
    try:
        if isinstance(value, str | bytes) and len(value) > MAX_FIELD_CHARS:
            _check_field_length(field, value)
        return read(value)
    except ArticleError as error:
        on_unread(field, error)
        return None


def _check_field_length(field: str, value: str | bytes) -> None:
    length = len(value.decode(errors="replace") if isinstance(value, bytes) else value)
    if length > MAX_FIELD_CHARS:
        raise ArticleError(
            "too_long",
            f"{field} has {length:,} characters; {MAX_FIELD_CHARS:,} are allowed, since every claim repeats it.",
        )


def _text(row: Row, columns: Columns, max_chars: int) -> str:
    if columns.text not in row:
        raise missing_column("text", columns.text, [str(column) for column in row])
    text = read_string(row[columns.text], columns.text)
    if text is None:
        raise wrong_type(columns.text, text)
    if len(text) > max_chars:
        raise _too_long(f"The text has {len(text):,} characters or more", max_chars)
    if not text.strip():
        raise ArticleError(
            "no_text", f"There is no text: {len(text)} characters, none of them visible. Leave the article out."
        )
    return text


def _too_long(what: str, max_chars: int, article_id: str | None = None) -> ArticleError:
    message = f"{what}; max_chars={max_chars:,} allows no more. Raise max_chars or split it."
    return ArticleError("too_long", message, article_id)


def check_max_chars(max_chars: int) -> None:
    """Raise ValueError for what cannot be the length of the longest text accepted."""
    if not isinstance(max_chars, int) or max_chars < 1:
        raise ValueError(f"max_chars is {max_chars!r}: give a number of characters from 1 up.")


def check_length(article: Article, max_chars: int) -> Article:
    """Return the article. Raise ``ArticleError`` (``too_long``) if its text is longer than ``max_chars``."""
    check_max_chars(max_chars)
    if len(article.text) > max_chars:
        raise _too_long(f"The text has {len(article.text):,} characters", max_chars, article.article_id)
    return article


def parse_row(
    row: Row, *, columns: Columns = DEFAULT_COLUMNS, max_chars: int = MAX_CHARS, on_unread: OnUnread = _tell_nobody
) -> Article:
    """Return the article of a row, which is given by column name; columns that are not asked for are ignored.

    An optional field that cannot be read is null, and ``on_unread`` is told why. Raises ``ArticleError``, with the id
    if known, and ``ValueError`` for a ``max_chars`` below 1.
    """
    check_max_chars(max_chars)
    given_id = _given_id(row, columns, on_unread)
    try:
        text = _text(row, columns, max_chars)
    except ArticleError as error:
        raise ArticleError(error.reason, error.message, given_id) from None
    optional = {
        field: _optional(field, row.get(column), partial(read_string, column=column), on_unread) or None
        for field in ("url", "title", "publisher", "language", "author")
        if (column := getattr(columns, field)) is not None
    }
    published_at = None
    if columns.published_at:
        published_at = _optional("published_at", row.get(columns.published_at), parse_published_at, on_unread)
    return Article(article_id=given_id or content_id(text), text=text, published_at=published_at, **optional)


def parse_json_line(
    line: bytes | str,
    *,
    columns: Columns = DEFAULT_COLUMNS,
    max_chars: int = MAX_CHARS,
    on_unread: OnUnread = _tell_nobody,
) -> Article:
    """Return the article of one JSON object as ``parse_row`` does; of a key that occurs twice, the last value counts.

    Raises ``ArticleError``.
    """
    row = read_json_line(line, record_limit(max_chars))
    return parse_row(row, columns=columns, max_chars=max_chars, on_unread=on_unread)


def read_json_line(line: bytes | str, limit: int) -> dict[str, object]:
    """Return the JSON object that a line shorter than ``limit`` holds. Raise ``ArticleError`` for any other line."""
    if len(line) >= limit:
        raise record_too_long(limit, "The JSON line")
    written = decode_text(line) if isinstance(line, bytes) else line
    try:
        row = json.loads(written)
    except json.JSONDecodeError as error:
        raise _not_json(f"malformed or cut off at character {error.pos} of {len(written)} ({error.msg})") from None
    except RecursionError:
        raise _not_json("nested too deeply") from None
    except ValueError as error:  # The line has an integer of more digits than Python converts.
        raise _not_json(f"unusable ({error})") from None
    if not isinstance(row, dict):
        raise wrong_type("The JSON line", row, 'an object, {"text": ...}')
    return row


def _not_json(what: str) -> ArticleError:
    return ArticleError("not_json", f"The JSON is {what}. Write one JSON object a line.")


def parse_plain_text(data: bytes | str, article_id: str | None = None, *, max_chars: int = MAX_CHARS) -> Article:
    """Return the article that a plain text is as a whole. Raises ``ArticleError``."""
    try:
        text = decode_text(data) if isinstance(data, bytes) else data
    except ArticleError as error:
        raise ArticleError(error.reason, error.message, article_id) from None
    return parse_row({"article_id": article_id, "text": text}, max_chars=max_chars)


def parse_page(
    page: Page, article_id: str | None = None, *, max_chars: int = MAX_CHARS, on_unread: OnUnread = _tell_nobody
) -> Article:
    """Return the article of a web page, whose id is the page's address, or ``article_id`` where that is not known.

    Raises ``ArticleError``, and ``PassedOver`` for a page that holds no article.
    """
    try:
        row = page_row(page)
    except ArticleError as error:
        raise type(error)(error.reason, error.message, error.article_id or page.url or article_id) from None
    return parse_row({"article_id": row.get("url") or article_id, **row}, max_chars=max_chars, on_unread=on_unread)


def parse_article(
    payload: bytes | str | Row,
    *,
    payload_format: PayloadFormat = "auto",
    columns: Columns = DEFAULT_COLUMNS,
    max_chars: int = MAX_CHARS,
) -> Article:
    """Return the article that a payload holds; a field besides the text that cannot be read is null.

    Args:
        payload: A row as a mapping or a named tuple, a JSON object as bytes or a string, a plain text, or a web page.
        payload_format: As in ``ParseArticles``: whether strings and bytes are JSON, plain text or web pages.
        columns: Which column holds which field.
        max_chars: The longest text accepted, in code points; a million by default.

    Raises:
        ArticleError: For whatever cannot be used.
        TypeError: For ``columns`` that are no ``Columns``.

    Examples:
        >>> import claims_beam as cb
        >>> article = cb.parse_article('{"id": "rain", "text": "It rained.", "published_at": "2026-03-06T09:30:00Z"}')
        >>> article.article_id, article.published_at.year
        ('rain', 2026)
        >>> cb.parse_article("It rained.").text
        'It rained.'
    """
    refuse_other_columns(columns)
    return parse_any_payload(payload, _tell_nobody, payload_format=payload_format, columns=columns, max_chars=max_chars)


def parse_any_payload(
    payload: object, on_unread: OnUnread, *, payload_format: PayloadFormat, columns: Columns, max_chars: int
) -> Article:
    """Return what ``parse_article`` returns, and call ``on_unread`` for each field that cannot be read."""
    if hasattr(payload, "_asdict"):
        payload = payload._asdict()
    if isinstance(payload, Mapping):
        return parse_row(payload, columns=columns, max_chars=max_chars, on_unread=on_unread)
    if not isinstance(payload, bytes | str):
        raise wrong_type("The payload", payload, "bytes, a string or a mapping")
    if payload_format == "text" or (payload_format == "auto" and _is_plain(payload)):
        return parse_plain_text(payload, max_chars=max_chars)
    if payload_format == "html":
        return parse_page(Page(payload), max_chars=max_chars, on_unread=on_unread)
    return parse_json_line(payload, columns=columns, max_chars=max_chars, on_unread=on_unread)


def _is_plain(payload: bytes | str) -> bool:
    return isinstance(payload, str) and _AS_JSON.match(payload) is None
