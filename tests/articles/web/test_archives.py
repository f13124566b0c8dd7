"""WARC archives -> articles: every page is read, every broken record is one failure, and reading can be shared out."""

import gzip
import io
import zlib
from collections.abc import Callable
from hashlib import sha1
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from support.news_site import packed, page_of, record, story

import claims_beam as cb
from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import PassedOver
from claims_beam.articles.web import archives
from claims_beam.articles.web.archives import find_starts, read_pieces
from claims_beam.storage import article_files
from claims_beam.storage.article_files import FilePart, read_part, split_file
from claims_beam.storage.patterns import InputFile

STORIES = [story(number) for number in range(4)]
PAGES = [page_of(story).encode() for story in STORIES]
RECORDS = [record(story.url, page) for story, page in zip(STORIES, PAGES, strict=True)]
ARTICLES = [story.article for story in STORIES]


def outcomes(path: Path) -> tuple[list[cb.Article], list[cb.Failure], list[str]]:
    """Return the articles with nothing but id and text, the failures, and why others were passed over."""
    passed: list[PassedOver] = []
    read = list(cb.read_articles(str(path), on_passed_over=passed.append))
    articles = [cb.Article(result.article_id, result.text) for result in read if isinstance(result, cb.Article)]
    failures = [result for result in read if isinstance(result, cb.Failure)]
    return articles, failures, [passed_over.reason for passed_over in passed]


def write(folder: Path, data: bytes, name: str = "news.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_every_page_is_an_article(tmp_path: Path, name: str) -> None:
    data = packed(*RECORDS) if name.endswith(".gz") else b"".join(RECORDS)
    assert outcomes(write(tmp_path, data, name)) == (ARTICLES, [], [])


def test_an_archive_that_is_compressed_as_a_whole(tmp_path: Path) -> None:
    assert outcomes(write(tmp_path, gzip.compress(b"".join(RECORDS)))) == (ARTICLES, [], [])


def test_the_articles_are_those_of_the_addresses(tmp_path: Path) -> None:
    [article] = cb.read_articles(str(write(tmp_path, packed(RECORDS[1]))))
    assert isinstance(article, cb.Article)
    assert (article.article_id, article.url, article.title) == (STORIES[1].url, STORIES[1].url, STORIES[1].title)
    assert article.published_at == STORIES[1].day


PAGE, URL = PAGES[0], STORIES[0].url
BLOCK = record(URL, PAGE).split(b"\r\n\r\n", 1)[1][:-4]
SENT = {
    "as a whole": record(URL, PAGE),
    "in chunks": record(URL, b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE), headers="Transfer-Encoding: chunked\r\n"),
    "compressed": record(URL, gzip.compress(PAGE), headers="Content-Encoding: gzip\r\n"),
    "deflated": record(URL, zlib.compress(PAGE), headers="Content-Encoding: deflate\r\n"),
    "compressed, it only says": record(URL, PAGE, headers="Content-Encoding: gzip\r\n"),
    "in chunks, it only says": record(URL, PAGE, headers="Transfer-Encoding: chunked\r\n"),
    "of no media type": record(URL, PAGE, media_type=None),
    "of XHTML": record(URL, PAGE, media_type="application/xhtml+xml"),
    "in capital letters": record(URL, PAGE, media_type="TEXT/HTML; Charset=UTF-8"),
    "by HTTP/2": record(URL, PAGE, digest="none").replace(b"HTTP/1.1 200", b"HTTP/2.0 200"),
    "without a digest": record(URL, PAGE, digest="none"),
    "with a digest in hexadecimal digits": record(URL, PAGE, digest=f"sha1:{sha1(BLOCK).hexdigest()}"),
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
def test_however_a_page_was_sent(tmp_path: Path, sent: bytes) -> None:
    assert outcomes(write(tmp_path, packed(sent))) == (ARTICLES[:1], [], [])


PASSED_OVER = {
    "an image": (record("https://a.example/x.png", b"\x89PNG", media_type="image/png"), "media_type"),
    "JSON": (record("https://a.example/x", b"{}", media_type="application/json"), "media_type"),
    "of a media type that is none": (record("https://a.example/x", b"x", media_type="\x00;;"), "media_type"),
    "moved": (record("https://a.example/x", b"", status="301 Moved Permanently"), "redirect"),
    "found elsewhere": (record("https://a.example/x", PAGE, status="302 Found"), "redirect"),
    "not found": (record("https://a.example/x", PAGE, status="404 Not Found"), "status"),
    "a server's fault": (record("https://a.example/x", PAGE, status="503 Busy"), "status"),
    "no status": (record("https://a.example/x", PAGE, status="hello"), "status"),
    "robots": (record("https://a.example/robots.txt", b"User-agent: *", media_type="text/plain"), "robots"),
    "robots, as a page": (record("https://a.example/robots.txt?x", PAGE), "robots"),
    "little text": (record("https://a.example/x", b"<html><body><p>Log in.</p></body></html>"), "little_text"),
}


def _long_video() -> bytes:
    return record("https://a.example/x", bytes(archives.MAX_RECORD_BYTES + 1), media_type="video/mp4")


def _bomb() -> bytes:
    return record("https://a.example/x", gzip.compress(bytes(200_000_000)), headers="Content-Encoding: gzip\r\n")


@pytest.mark.parametrize(("passed", "reason"), PASSED_OVER.values(), ids=PASSED_OVER)
def test_what_is_no_article_is_counted_and_passed_over(tmp_path: Path, passed: bytes, reason: str) -> None:
    data = packed(RECORDS[0], passed, RECORDS[1])
    assert outcomes(write(tmp_path, data)) == (ARTICLES[:2], [], [reason])


@pytest.mark.parametrize(("make", "reason"), [(_long_video, "media_type"), (_bomb, "little_text")])
def test_what_is_longer_than_any_page_is_passed_over_too(
    tmp_path: Path, make: Callable[[], bytes], reason: str
) -> None:
    data = packed(RECORDS[0], make(), RECORDS[1])
    assert outcomes(write(tmp_path, data)) == (ARTICLES[:2], [], [reason])


@pytest.mark.parametrize("kind", ["request", "metadata", "warcinfo", "revisit", "conversion", "of the future"])
def test_a_record_about_another_one_is_nothing(tmp_path: Path, kind: str) -> None:
    data = packed(RECORDS[0], record("https://a.example/x", PAGE, kind=kind), RECORDS[1])
    assert outcomes(write(tmp_path, data)) == (ARTICLES[:2], [], [])


def _spoiled(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(byte ^ 0x5A for byte in data[at : at + 20]) + data[at + 20 :]


MEMBER = gzip.compress(RECORDS[1], mtime=0)
BROKEN = {
    "its data": _spoiled(MEMBER, 300),
    "its beginning": _spoiled(MEMBER, 0),
    "its checksum": MEMBER[:-8] + b"\0\0\0\0" + MEMBER[-4:],
    "its size": MEMBER[:-4] + b"\xff\0\0\0",
    "cut off": MEMBER[:500],
    "no member": b"garbage " * 40,
    "no record": gzip.compress(b"hello world\r\n" * 20),
    "no length": gzip.compress(record(STORIES[1].url, PAGES[1], length="many")),
    "a negative length": gzip.compress(record(STORIES[1].url, PAGES[1], length=-5)),
    "a length too small": gzip.compress(record(STORIES[1].url, PAGES[1], length=100)),
    "a length too large": gzip.compress(record(STORIES[1].url, PAGES[1], length=100_000)),
    "a length beyond all": gzip.compress(record(STORIES[1].url, PAGES[1], length=10**30)),
    "its digest": gzip.compress(record(STORIES[1].url, PAGES[1], digest="sha1:" + "A" * 32)),
    "an endless header": gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"x" * 5_000_000),
    "a header without an end": gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n"),
    "no address": gzip.compress(RECORDS[1].replace(b"WARC-Target-URI", b"X-Target")),
}


def _broken_record_is_one_failure(tmp_path: Path, broken: bytes) -> None:
    path = write(tmp_path, packed(RECORDS[0]) + broken + packed(*RECORDS[2:]))
    articles, failures, passed = outcomes(path)
    assert (articles, passed) == ([ARTICLES[0], *ARTICLES[2:]], [])
    [failure] = failures
    assert failure.error in ("ArticleError.broken_record", "ArticleError.too_long")
    assert failure.message.startswith(f"{path}, byte {len(packed(RECORDS[0]))}: ")
    assert len(failure.element) <= 2_000


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_is_one_failure_and_the_archive_goes_on(tmp_path: Path, broken: bytes) -> None:
    _broken_record_is_one_failure(tmp_path, broken)


def test_a_page_beyond_all_is_one_failure_and_the_archive_goes_on(tmp_path: Path) -> None:
    _broken_record_is_one_failure(tmp_path, gzip.compress(record(STORIES[1].url, b"<p>rain " * 10_000_000)))


PLAINLY_BROKEN = {
    "no record": b"garbage " * 40 + b"\r\n\r\n",
    "no length": record(STORIES[1].url, PAGES[1], length="many"),
    "a length too small": record(STORIES[1].url, PAGES[1], length=100),
    "a length too large": record(STORIES[1].url, PAGES[1], length=len(RECORDS[1])),
    "a length beyond all": record(STORIES[1].url, PAGES[1], length=10**15),
    "its digest": record(STORIES[1].url, PAGES[1], digest="sha1:" + "A" * 32),
    "a header without an end": b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x" * 100_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("broken", PLAINLY_BROKEN.values(), ids=PLAINLY_BROKEN)
def test_the_same_without_compression(tmp_path: Path, broken: bytes) -> None:
    data = RECORDS[0] + broken + b"".join(RECORDS[2:])
    articles, [failure], passed = outcomes(write(tmp_path, data, "news.warc"))
    assert (articles, passed) == ([ARTICLES[0], *ARTICLES[2:]], [])
    assert failure.error == "ArticleError.broken_record"


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_an_archive_that_is_cut_off(tmp_path: Path, name: str) -> None:
    data = packed(*RECORDS) if name.endswith(".gz") else b"".join(RECORDS)
    articles, [failure], _ = outcomes(write(tmp_path, data[:-100], name))
    assert articles == ARTICLES[:3]
    assert "cut off" in failure.message


@pytest.mark.parametrize("data", [b"", b"\0" * 5_000, b"\r\n\r\n"], ids=["no bytes", "zeros", "blank lines"])
@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_an_archive_of_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    articles, failures, _ = outcomes(write(tmp_path, data, name))
    assert articles == []
    assert len(failures) <= 1


def test_padding_between_records_is_no_fault(tmp_path: Path) -> None:
    data = packed(RECORDS[0]) + b"\0" * 700 + packed(RECORDS[1]) + b"\0" * 10_240
    assert outcomes(write(tmp_path, data)) == (ARTICLES[:2], [], [])


NESTED = packed(record("https://forged.example/x", PAGES[3]))


def test_an_archive_within_an_archive_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its records would be words that somebody put into the mouth of any site."""
    monkeypatch.setattr(article_files, "PART_BYTES", 100)
    inner = record("https://a.example/x.warc.gz", NESTED * 20, media_type="application/warc")
    plain = record("https://a.example/x.warc", RECORDS[3] * 3, media_type="application/warc")
    for name, data in {
        "a.warc.gz": packed(RECORDS[0], inner, plain, RECORDS[1]),
        "b.warc": b"".join([RECORDS[0], inner, plain, RECORDS[1]]),
        "c.warc.gz": packed(RECORDS[0])
        + b"".join(gzip.compress(content, 0) for content in (inner, plain))
        + packed(RECORDS[1]),
    }.items():
        path = write(tmp_path, data, name)
        assert outcomes(path) == (ARTICLES[:2], [], ["media_type", "media_type"])
        parts = list(split_file(InputFile(str(path), len(data)), Columns()))
        read = [payload for part in parts for payload in read_part(part, Columns(), 1_000)]
        assert len(parts) > 2
        assert len(read) == 4


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_a_large_archive_is_work_for_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 3_000)
    data = packed(*RECORDS * 5) if name.endswith(".gz") else b"".join(RECORDS * 5)
    path = write(tmp_path, data, name)
    parts = list(split_file(InputFile(str(path), len(data)), Columns()))
    assert len(parts) > 3
    assert parts[0].start == 0
    assert parts[-1].end is None
    assert all(one.end == other.start for one, other in pairwise(parts))
    whole = [payload.origin for payload in read_part(FilePart(str(path)), Columns(), 1_000)]
    assert [payload.origin for part in parts for payload in read_part(part, Columns(), 1_000)] == whole
    assert len(whole) == 20


@settings(max_examples=60)
@given(st.data())
def test_whatever_happens_to_an_archive_its_parts_give_what_the_whole_gives(data: st.DataObject) -> None:
    is_packed = data.draw(st.booleans())
    pieces = [gzip.compress(record_bytes, 1, mtime=0) if is_packed else record_bytes for record_bytes in RECORDS]
    written = bytearray(b"".join(pieces))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(written) - 1))
        written[at : at + data.draw(st.integers(0, 400))] = data.draw(st.binary(max_size=40))
        if not written:
            written = bytearray(b"x")

    def open_() -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(bytes(written)))  # type: ignore[arg-type]

    whole = list(read_pieces(open_(), is_packed))
    starts = [0, *(start for start in find_starts(open_(), is_packed) if start)]
    shared = []
    for start, end in zip(starts, [*starts[1:], len(written)], strict=True):
        shared += [piece for piece in read_pieces(open_(), is_packed, start) if piece.start < end]
    assert shared == whole


SIZES = (20_000, 80_000, 320_000)
HOSTILE = {
    "beginnings of members": lambda size: (b"\x1f\x8b\x08" * size)[:size],
    "members of a broken record": lambda size: gzip.compress(b"WARC/1.0\r\n\r\n", mtime=0)[:-1] * (size // 40),
    "beginnings of records": lambda size: (b"\r\n\r\nWARC/1.0\r\n" * size)[:size],
    "records longer than the archive": lambda size: (
        b"\r\n\r\nWARC/1.0\r\nContent-Length: 999999999\r\n\r\n" * (size // 40)
    ),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("is_packed", [True, False])
def test_reading_takes_no_more_bytes_than_the_archive_has_times_a_constant(is_packed: bool, make: object) -> None:
    class Counting(io.BytesIO):
        total = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            self.total += len(data)
            return data

    totals = []
    for size in SIZES:
        stream = Counting(make(size))  # type: ignore[operator]
        for _ in read_pieces(stream, is_packed):  # type: ignore[arg-type]
            pass
        totals.append(stream.total / size)
    assert totals[2] < 3 * totals[1] + 10


@pytest.mark.parametrize("header", [b"\x1f\x8b\x08", b"\x1f\x8b\x08\x08abcd", b"\x1f\x8b\x08\x04abcdef\xff\xff"])
def test_what_looks_like_members_is_inflated_no_further_than_their_beginnings(
    header: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = 0

    class Counting:
        def __init__(self, wbits: int) -> None:
            self._inflater = inflater(wbits)
            self.eof, self.unused_data, self.unconsumed_tail = False, b"", b""

        def decompress(self, data: bytes, size: int) -> bytes:
            nonlocal given
            given += len(data)
            return self._inflater.decompress(data, size)

    inflater = zlib.decompressobj
    monkeypatch.setattr(archives.zlib, "decompressobj", Counting)
    lookalikes = b"\x1f\x8b\x08\xff" + header * (100_000 // len(header))
    [broken] = read_pieces(io.BytesIO(lookalikes), packed=True)  # type: ignore[arg-type]
    assert broken.broken
    assert given < 500 * len(lookalikes)
