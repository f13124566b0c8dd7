"""Reading of the ``Payload``s of one open file, one by one, in memory bounded by the longest line of any use.

A payload tells an error in its record, so that the records after it are still read; an error in the file itself is
raised.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from claims_beam.articles.columns import Columns
from claims_beam.articles.csv_rows import BadRow, read_rows
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.json_document import read_values
from claims_beam.articles.limits import Line, bounded_lines, record_limit, record_too_long
from claims_beam.articles.parse import (
    PayloadFormat,
    Row,
    detect_encoding,
    parse_any_payload,
    parse_page,
    parse_plain_text,
)
from claims_beam.articles.web.limits import MAX_PAGE_BYTES
from claims_beam.articles.web.pages import Capture, Page
from claims_beam.records import Article

FileKind = Literal["txt", "jsonl", "csv", "parquet", "html", "warc", "feed"]
KINDS: dict[str, FileKind] = {
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
WEB_KINDS = ("html", "warc", "feed")
CODECS = {".gz": "gzip", ".bz2": "bz2", ".zst": "zstd"}
MARKUP = (".md", ".markdown", ".rst")
LONGEST_MARK = 4
_GOES_ON = ("{", "[", ",")  # A line that ends so does not end its JSON value.


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What a file holds, and how it is compressed (``gzip``, ``bz2``, ``zstd`` or None)."""

    kind: FileKind
    codec: str | None


@dataclass(frozen=True, slots=True)
class Payload:
    """One record of a file as read: the file and the place in it, the data, and what is wrong with it, if anything.

    With ``page``, the data are those of the page.
    """

    path: str
    place: str
    data: bytes | str | Row
    payload_format: PayloadFormat = "json"
    article_id: str | None = None
    error: ArticleError | None = None
    page: Page | None = None

    @property
    def origin(self) -> str:
        """Return the file and the place in it, in words."""
        return f"{self.path}, {self.place}" if self.place else self.path


def file_format(path: str) -> FileFormat:
    """Return the format that a file's extensions say. Raises ``ArticleError`` (``unknown_format``)."""
    inner, codec = strip_codec(path)
    suffix = PurePosixPath(inner).suffix.lower()
    kind = KINDS.get(suffix)
    if suffix in MARKUP:
        raise ArticleError(
            "unknown_format",
            f"{path}: {suffix} is markup, which is not read here. Take the text out of it first, with a program such "
            "as pandoc, and save it as .txt, or as .jsonl with the column text.",
        )
    if kind is None:
        raise ArticleError(
            "unknown_format",
            f"{path}: the file's extension names no format that is read here. Save its text in one that is, "
            f"{', '.join(KINDS)}; all but .parquet may have {', '.join(CODECS)} after it.",
        )
    if kind == "parquet" and codec:
        raise ArticleError("unknown_format", f"{path}: Parquet is compressed inside. Decompress the file.")
    if kind == "warc" and codec not in (None, "gzip"):
        raise ArticleError("unknown_format", f"{path}: archives are read as .warc and .warc.gz. Decompress the file.")
    return FileFormat(kind, codec)


def known_format(path: str) -> FileFormat | None:
    """Return the format that a file's extensions say; None for one that is not read."""
    try:
        return file_format(path)
    except ArticleError:
        return None


def strip_codec(path: str) -> tuple[str, str | None]:
    """Return a path without the extension that says how it is compressed, and the codec that it says."""
    suffix = PurePosixPath(path).suffix
    codec = CODECS.get(suffix.lower())
    return (path.removesuffix(suffix) if codec else path), codec


OnUnreadIn = Callable[[str, str, ArticleError], None]
"""Is told of an optional field that cannot be read: the file, the field's name, and why, with the place in the file."""


def parse_payload(
    payload: Payload, *, columns: Columns, max_chars: int, on_unread: OnUnreadIn | None = None
) -> Article:
    """Return the article of a record of a file.

    Raises ``ArticleError``, whose message starts with the file and the place.
    """

    def tell(field: str, error: ArticleError) -> None:
        if on_unread is not None:
            on_unread(payload.path, field, _placed(error, payload))

    try:
        if payload.error:
            raise payload.error
        if payload.page is not None:
            return parse_page(payload.page, payload.article_id, max_chars=max_chars, on_unread=tell)
        if payload.payload_format == "text" and not isinstance(payload.data, Mapping):
            return parse_plain_text(payload.data, payload.article_id, max_chars=max_chars)
        return parse_any_payload(payload.data, tell, payload_format="json", columns=columns, max_chars=max_chars)
    except ArticleError as error:
        raise _placed(error, payload) from None


def _placed(error: ArticleError, payload: Payload) -> ArticleError:
    return type(error)(error.reason, f"{payload.origin}: {error.message}", error.article_id)


def read_plain_text(stream: io.BufferedReader, path: str, max_chars: int) -> Iterator[Payload]:
    """Yield the whole file as one payload, its id the file's name without extensions.

    No more of the file is read than an article may hold.
    """
    longest = LONGEST_MARK + 4 * (max_chars + 1)  # UTF-32 and one character too many
    stem = PurePosixPath(strip_codec(path)[0]).stem
    yield Payload(path, "", stream.read(longest), "text", stem)


def read_html(stream: io.BufferedReader, path: str) -> Iterator[Payload]:
    """Yield the file as one page; its name without extensions is the article's id if the page tells no address."""
    stem = PurePosixPath(strip_codec(path)[0]).stem
    content = stream.read(MAX_PAGE_BYTES + 1)
    yield Payload(path, "", content, article_id=stem, page=Page(content))


def read_captures(captures: Iterator[Capture], path: str) -> Iterator[Payload]:
    """Yield the pages of an archive or a feed."""
    for capture in captures:
        yield Payload(
            path,
            capture.place,
            capture.data,
            article_id=capture.article_id,
            error=capture.error,
            page=capture.page,
        )


def read_json_lines(
    stream: io.BufferedReader, path: str, max_chars: int, start: int = 0, end: int | None = None
) -> Iterator[Payload]:
    """Yield the lines that start at bytes ``start <= offset < end``, or the records of a JSON document.

    A file in UTF-16 or UTF-32 (with its mark) can only be read whole; the place of a line in it is given in characters.
    """
    limit = record_limit(max_chars)
    if start == 0 and is_document(stream):
        yield from read_json_document(decoded(stream, newline="", errors="surrogateescape"), path, limit)
        return
    if start == 0 and is_wide(stream):
        for text in bounded_lines(decoded(stream, newline="\n").readline, limit):
            if not text.whole or text.data.strip():
                yield _json_line(path, f"character {text.offset}", text, limit)
        return
    before = max(0, start - 1)  # The line with this byte belongs to the part before.
    lines = bounded_lines(stream.readline, limit)
    if start:
        stream.seek(before)
        next(lines, None)
    for line in lines:
        offset = before + line.offset
        if end is not None and offset >= end:
            return
        if not line.whole or line.data.strip():
            yield _json_line(path, f"byte {offset}", line, limit)


def _json_line(path: str, place: str, line: Line[str] | Line[bytes], limit: int) -> Payload:
    return Payload(path, place, line.data, error=None if line.whole else record_too_long(limit, "The JSON line"))


def read_json_document(text: io.TextIOWrapper, path: str, limit: int) -> Iterator[Payload]:
    """Yield the records of one JSON document: the elements of an array, or objects one after the other.

    Raises ``ArticleError`` (``not_json``, ``too_long``) where the document breaks off, as nothing behind it is sure.
    """
    try:
        for place, value in read_values(text, limit):
            yield Payload(path, f"character {place}", value)
    except ArticleError as error:
        raise ArticleError(error.reason, f"{path}: {error.message}") from None


def is_document(stream: io.BufferedReader) -> bool:
    """Return whether the file's JSON is one document, an array or pretty-printed records, and not one record a line."""
    head = stream.peek(LONGEST_MARK)
    mark, encoding = detect_encoding(head)
    first, line_break, _ = head[len(mark) :].decode(encoding, errors="ignore").lstrip().partition("\n")
    return first.startswith("[") or (bool(line_break) and first.startswith("{") and first.rstrip().endswith(_GOES_ON))


def is_wide(stream: io.BufferedReader) -> bool:
    """Return whether the file says, by its mark, that it is UTF-16 or UTF-32, whose lines are not split at a byte."""
    return detect_encoding(stream.peek(LONGEST_MARK))[1] != "utf-8"


def decoded(stream: io.BufferedReader, newline: str, errors: str = "strict") -> io.TextIOWrapper:
    """Return the text after the byte order mark, if there is one."""
    mark, encoding = detect_encoding(stream.peek(LONGEST_MARK))
    stream.read(len(mark))
    return io.TextIOWrapper(stream, encoding, errors, newline)


def read_csv_rows(stream: io.BufferedReader, path: str, max_chars: int, columns: Columns) -> Iterator[Payload]:
    """Yield the rows of an RFC 4180 file (commas, quoted fields, a header row), as mappings; blank lines are skipped.

    Bytes that are not UTF-8 become surrogates (PEP 383), so that only their row fails. Raises ``ArticleError`` if a
    mapped column is not in the header.
    """
    limit = record_limit(max_chars)
    text = decoded(stream, newline="", errors="surrogateescape")
    rows = read_rows(bounded_lines(text.readline, limit), limit)
    header = next((row for _, row in rows), None)
    if header is None:
        return
    if isinstance(header, BadRow):
        raise header.error
    columns.check(header, path)
    for line, row in rows:
        place = f"line {line}"
        if isinstance(row, BadRow):
            yield Payload(path, place, row.text, error=row.error)
        else:
            yield Payload(path, place, dict(zip(header, row, strict=True)))
