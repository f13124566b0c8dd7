"""The program that takes the article out of web pages, run as a process of its own, which ``page_process`` starts.

It reads requests from standard input and writes an answer to each to standard output. It imports nothing of this
package, so that it starts fast and a page that exhausts it takes nothing else along.

A request is the size in bytes (8, big-endian) of what follows: JSON on one line (``limit``, the longest page in bytes,
``url``, ``charset`` and ``is_packed``) and the page. An answer is the size of what follows: a JSON object.
"""

import codecs
import contextlib
import json
import logging
import os
import re
import signal
import struct
import sys
from typing import Any, BinaryIO

SIZE = struct.Struct(">Q")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Each key is an encoding that a page may name, and its value is the one that browsers use instead, as the Encoding
# Standard prescribes.
_BROWSERS_TAKE = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_ON_THE_WEB = re.compile(
    r"cp\d+|iso8859-\d+|iso2022_jp|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|utf-(?:8|16|32).*"
)
_SAID = re.compile(rb"<meta[^>]{0,1000}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.IGNORECASE)
_SAID_WITHIN = 4096  # These are bytes; browsers look into the first 1,024.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


_MOMENTS = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
    " | //*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime"
)
_MOMENT_IN_JSON = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{1,40})"')
_TIME_OF_DAY = re.compile(
    r"[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?: ?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d))?", re.ASCII
)


def main(memory: int) -> None:
    """Answer requests until there are no more; ``memory`` is what this process may use, in bytes."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Some systems have no such limits.
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # An interruption is meant for the process that asks.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # The output of a library is no answer.
    logging.disable(logging.CRITICAL)
    while (request := _read(sys.stdin.buffer)) is not None:
        answer = json.dumps(_answer(request)).encode()
        answers.write(SIZE.pack(len(answer)) + answer)
        answers.flush()


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(SIZE.size)
    return stream.read(SIZE.unpack(head)[0]) if len(head) == SIZE.size else None


def _answer(request: bytes) -> dict[str, Any]:
    asked, _, page = request.partition(b"\n")
    try:
        return _article(page, **json.loads(asked))
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _article(page: bytes, limit: int, url: str | None, charset: str | None, is_packed: bool) -> dict[str, Any]:
    """Return what the page says of its article; the text is empty if it has none."""
    from trafilatura import bare_extraction
    from trafilatura.utils import handle_compressed_file, load_html

    if is_packed:
        page = handle_compressed_file(page, limit)
    tree = load_html(decoded(page, charset))
    language = None if tree is None else _LANGUAGE.match(tree.get("lang") or tree.get("{*}lang") or "")
    moments = [] if tree is None else _moments(tree)
    # The date that the page gives, in its markup or its address, and not whatever date stands somewhere in its text.
    dates = {"original_date": True, "extensive_search": False}
    found: Any = tree is not None and bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    if not found:
        return {"text": ""}
    paragraphs = (found.text or "").split("\n")
    if paragraphs[0] == found.title:
        del paragraphs[0]
    return {
        "text": "\n\n".join(paragraphs),
        "title": found.title,
        "author": found.author,
        "publisher": found.sitename or found.hostname,
        "published_at": next((moment for moment in moments if _is_on(moment, found.date)), found.date),
        "url": found.url,
        "language": language and language[0].replace("_", "-"),
    }


def _moments(tree: Any) -> list[str]:
    """Return the times of publication that the page gives, of which trafilatura keeps the day alone."""
    written = [str(moment).strip() for moment in tree.xpath(_MOMENTS)]
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        written += _MOMENT_IN_JSON.findall(script.text or "")
    return written


def _is_on(moment: str, day: str | None) -> bool:
    return day is not None and moment.startswith(day) and _TIME_OF_DAY.fullmatch(moment, len(day)) is not None


def decoded(page: bytes, charset: str | None) -> str:
    """Return the text of a page: by its mark, as UTF-8 if it can be, or by what its server or the page itself says.

    UTF-8 goes before what is said, because nearly nothing else can be read as UTF-8 and many pages say nonsense. Where
    nothing is said, browsers that are set to English take the page for Windows's Western encoding.
    """
    mark, encoding = next(((mark, name) for mark, name in _BOMS if page.startswith(mark)), (b"", "utf-8"))
    said = _SAID.search(page, 0, _SAID_WITHIN)
    codecs_to_try = (encoding, _codec(charset or ""), _codec(said[1].decode("ascii", "ignore") if said else ""))
    for codec in filter(None, codecs_to_try):
        with contextlib.suppress(ValueError):
            return page[len(mark) :].decode(codec)
    is_unicode = mark or "utf-8" in codecs_to_try[1:]
    return page[len(mark) :].decode(encoding if is_unicode else "cp1252", errors="replace")


def _codec(name: str) -> str | None:
    """Return the codec that browsers take for what a page calls its encoding, None for what is none of the web."""
    try:
        known = codecs.lookup(name.strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    return _BROWSERS_TAKE.get(known, known) if _ON_THE_WEB.fullmatch(known) else None


if __name__ == "__main__":
    main(int(sys.argv[1]))
