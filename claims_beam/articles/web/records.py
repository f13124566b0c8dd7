"""Reading of the pages of a WARC archive, with a reason for each record that is broken or holds no article."""

import base64
import binascii
import hashlib
import io
import logging
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from claims_beam.articles.errors import ArticleError, NoArticle, PassedOver
from claims_beam.articles.limits import SHOWN
from claims_beam.articles.web.archives import Piece, find_starts, read_pieces
from claims_beam.articles.web.limits import MAX_PAGE_BYTES
from claims_beam.articles.web.pages import Capture, Page

PAGE_TYPES = ("text/html", "application/xhtml+xml")
_LOOKS_LIKE_PAGE = re.compile(rb"\s{0,99}<(?:!doctype\s{1,9}html|html|head|body|\?xml|!--)", re.IGNORECASE)
_OK = "200"
_DIGEST = re.compile(r"(sha1|sha256|sha512|md5):([A-Za-z0-9=]+)")

logging.getLogger("warcio").setLevel(logging.ERROR)  # It warns of each address with a space in it.


def read_archive(
    stream: io.BufferedReader, is_packed: bool, start: int = 0, end: int | None = None
) -> Iterator[Capture]:
    """Yield the pages of the records, or gzip members, that begin at bytes ``start <= offset < end``."""
    for piece in read_pieces(stream, is_packed, start):
        if end is not None and piece.start >= end:
            return
        place = f"byte {piece.start}"
        try:
            page = _page_of(piece)
        except ArticleError as error:
            yield Capture(place, piece.data[:SHOWN], error=error)
        else:
            if page is not None:
                yield Capture(place, page.content, page)


def archive_parts(stream: io.BufferedReader, is_packed: bool, size: int) -> Iterator[tuple[int, int | None]]:
    """Yield ranges of an archive of at least ``size`` bytes, each of which begins with a record."""
    start = 0
    for place in find_starts(stream, is_packed):
        if place - start >= size:
            yield start, place
            start = place
    yield start, None


def _page_of(piece: Piece) -> Page | None:
    """Return the page that the record holds; None for a record about another one, such as a request.

    Raises ``ArticleError`` for a broken record, and ``PassedOver`` for one that holds no page that is to be read.
    """
    if piece.broken:
        raise _broken(piece.broken)
    from warcio.recordloader import ArcWarcRecordLoader

    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    try:
        record = loader.parse_record_stream(io.BytesIO(piece.data), known_format="warc")
        if record.rec_type not in ("response", "resource"):
            return None
        content = _content(record)
    except Exception as error:  # Errors of many classes are raised for what is no record.
        raise _broken(f"it cannot be read ({type(error).__name__}: {error})") from error
    url = record.rec_headers.get_header("WARC-Target-URI")
    http = record.http_headers
    _check_status(http and http.get_statuscode(), url)
    media_type, charset = _media_type(http.get_header("Content-Type") if http else record.content_type)
    identified = record.rec_headers.get_header("WARC-Identified-Payload-Type")
    if (identified or media_type) not in PAGE_TYPES and not (not media_type and _LOOKS_LIKE_PAGE.match(content)):
        raise PassedOver(
            "media_type", f"{url} is {identified or media_type or 'of no media type'}, which is no page.", url
        )
    if piece.whole and not _matches_digest(
        piece.data, record.rec_headers.get_header("WARC-Block-Digest"), record.length
    ):
        raise _broken("its bytes are not those that its WARC-Block-Digest was made of")
    packed = bool(http and http.get_header("Content-Encoding"))
    return Page(content, url=url, charset=charset, is_packed=packed, known={"article_id": url})


def _content(record: Any) -> bytes:
    """Return what the record's server sent, one byte more than a page may have at most."""
    from warcio.bufferedreaders import ChunkedDataReader

    http, stream = record.http_headers, record.raw_stream
    if http and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    return stream.read(MAX_PAGE_BYTES + 1)


def _check_status(status: str | None, url: str | None) -> None:
    """Raise ``PassedOver`` for the answer of a server that is no page of news."""
    reason: NoArticle | None = None
    if urlsplit(url or "").path == "/robots.txt":
        reason = "robots"
    elif status is not None and status.startswith("3"):
        reason = "redirect"
    elif status not in (None, _OK):
        reason = "status"
    if reason:
        raise PassedOver(reason, f"{url} was answered with {status}.", url)


def _media_type(content_type: str | None) -> tuple[str, str | None]:
    """Return the media type, empty if there is none, and the charset."""
    message = Message()
    message["Content-Type"] = (content_type or "")[:SHOWN].replace("\r", " ").replace("\n", " ")
    return (message.get_content_type() if content_type else ""), message.get_content_charset()


def _matches_digest(record: bytes, digest: str | None, length: int) -> bool:
    """Return whether the block of the record has the digest; True where it has none that can be computed."""
    written = _DIGEST.fullmatch(digest or "")
    if written is None:
        return True
    made = hashlib.new(written[1], record[len(record) - length :], usedforsecurity=False).digest()
    forms = (base64.b32encode(made), binascii.hexlify(made), base64.b64encode(made))
    return written[2].upper().rstrip("=") in [form.decode().upper().rstrip("=") for form in forms]


def _broken(why: str) -> ArticleError:
    return ArticleError(
        "broken_record", f"The record is broken: {why}. Fetch the archive again, or leave the record out."
    )
