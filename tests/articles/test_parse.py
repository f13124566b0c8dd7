"""One payload -> one article, or the reason why not; and the bytes of a file -> payloads."""

import codecs
import contextlib
import csv
import io
import json
import pickle
from collections import namedtuple
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, strategies as st

from claims_beam.articles import csv_rows, limits
from claims_beam.articles.columns import DEFAULT_COLUMNS, Columns
from claims_beam.articles.dates import parse_published_at
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.limits import Line, bounded_lines, read_bounded, record_limit
from claims_beam.articles.parse import (
    MAX_CHARS,
    MAX_FIELD_CHARS,
    content_id,
    decode_text,
    parse_any_payload,
    parse_article,
    parse_json_line,
    parse_plain_text,
    parse_row,
)
from claims_beam.articles.payloads import (
    FileFormat,
    file_format,
    parse_payload,
    read_csv_rows,
    read_json_lines,
    read_plain_text,
)
from claims_beam.records import Article

writable = st.text(st.characters(exclude_categories=["Cs"]))


def test_every_field_is_read_and_further_ones_are_not() -> None:
    row = {
        "article_id": "a1",
        "text": "Rain fell.",
        "url": "https://example.org/1",
        "title": "Rain",
        "publisher": "The Gazette",
        "published_at": "2024-05-31T08:00:00+02:00",
        "language": "en",
        "section": ["weather"],
    }
    published_at = datetime(2024, 5, 31, 6, tzinfo=UTC)
    expected = Article("a1", "Rain fell.", "https://example.org/1", "Rain", "The Gazette", published_at, "en")
    assert parse_row(row) == expected
    assert parse_json_line(json.dumps(row)) == expected
    assert parse_article(json.dumps(row).encode()) == expected


@pytest.mark.parametrize("row", [{"text": "x"}, {"text": "x", "title": None, "url": "", "published_at": ""}])
def test_absent_and_empty_fields_are_null(row: dict[str, object]) -> None:
    assert parse_row(row) == Article(content_id("x"), "x")


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ({"article_id": "a"}, "a"),
        ({"id": "b"}, "b"),
        ({"article_id": "a", "id": "b"}, "a"),
        ({"article_id": "", "id": "b"}, "b"),
        ({"article_id": None, "id": 17}, "17"),
        ({"article_id": 0}, "0"),
        ({"article_id": 10**30}, str(10**30)),
        ({}, content_id("Rain.")),
        ({"id": "  "}, content_id("Rain.")),
    ],
)
def test_article_id(ids: dict[str, object], expected: str) -> None:
    assert parse_row({"text": "Rain.", **ids}).article_id == expected


def test_content_id_is_stable_and_tells_texts_apart() -> None:
    assert content_id("Rain.") == content_id("Rain.")
    assert content_id("Rain.") != content_id("Rain. ")
    assert len(content_id("Rain.")) == 32


FORMS_OF_ONE_MOMENT = [
    "Fri, 31 May 2024 08:00:00 GMT",
    "Fri, 31 May 2024 10:00:00 +0200",
    "31 May 2024 04:00:00 EDT",
    "Fri May 31 08:00:00 +0000 2024",
    "2024-05-31 08:00:00 UTC",
    "2024-05-31 08:00:00 GMT",
    "2024-05-31 08:00:00Z",
    "2024-05-31t08:00:00z",
    "2024-05-31T08Z",
    "2024-05-31T08:00Z",
    "2024-05-31T08:00:00.000Z",
    "2024-05-31T10:00:00+0200",
    "2024-05-31 10:00:00 +02:00",
    "2024-05-31 10:00:00 +02",
    "2024-05-31T10:00:00+02:00[Europe/Amsterdam]",
    "2024/05/31 08:00:00",
    "20240531T080000Z",
    "20240531T08:00:00Z",
    "2024-W22-5T08:00:00Z",
    "2024-152T08:00:00Z",
    "20240531080000",
    "202405310800",
    20240531080000,
    1717142400000,
    1717142400.0,
    1717142400000000000,
    "1717142400",
    "1717142400.0",
    "1717142400000",
    b"1717142400000",
    Decimal("1717142400"),
    "May 31, 2024 8:00 AM",
    "31 May 2024, 08:00 UTC",
]
FORMS_OF_ONE_DAY = ["2024-W22-5", "2024-152", "2024/05/31", 20240531, "May 31, 2024", "31 May 2024", "Fri, May 31 2024"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("  ", None),
        ("2024-05-31", datetime(2024, 5, 31, tzinfo=UTC)),
        ("20240531", datetime(2024, 5, 31, tzinfo=UTC)),
        (" 2024-05-31 08:00 ", datetime(2024, 5, 31, 8, tzinfo=UTC)),
        ("2024-05-31T08:00:00Z", datetime(2024, 5, 31, 8, tzinfo=UTC)),
        ("2024-05-31T08:00:00.123456789+02:00", datetime(2024, 5, 31, 6, 0, 0, 123456, tzinfo=UTC)),
        (b"2024-05-31", datetime(2024, 5, 31, tzinfo=UTC)),
        (date(2024, 5, 31), datetime(2024, 5, 31, tzinfo=UTC)),
        (datetime(2024, 5, 31, 8), datetime(2024, 5, 31, 8, tzinfo=UTC)),
        (datetime(2024, 5, 31, 8, tzinfo=timezone(timedelta(hours=-5))), datetime(2024, 5, 31, 13, tzinfo=UTC)),
        (1717142400, datetime(2024, 5, 31, 8, tzinfo=UTC)),
        (1717142400.5, datetime(2024, 5, 31, 8, 0, 0, 500000, tzinfo=UTC)),
        (float("nan"), None),
        *((value, datetime(2024, 5, 31, 8, tzinfo=UTC)) for value in FORMS_OF_ONE_MOMENT),
        *((value, datetime(2024, 5, 31, tzinfo=UTC)) for value in FORMS_OF_ONE_DAY),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-05-31T24:00:00Z", datetime(2024, 6, 1, tzinfo=UTC)),
        (1717142400123, datetime(2024, 5, 31, 8, 0, 0, 123000, tzinfo=UTC)),
        (1717142400123456, datetime(2024, 5, 31, 8, 0, 0, 123456, tzinfo=UTC)),
        (-(10**11), datetime(1966, 10, 31, 14, 13, 20, tzinfo=UTC)),
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_published_at(value: object, expected: datetime | None) -> None:
    parsed = parse_published_at(value)
    assert parsed == expected
    assert parsed is None or parsed.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("last Tuesday", "bad_date"),
        ("2024-02-30", "bad_date"),
        ("0001-01-01T00:00:00+05:00", "bad_date"),
        ("9999-12-31T23:59:59-05:00", "bad_date"),
        ("May 2024", "bad_date"),
        ("05/06/2024", "bad_date"),
        ("10", "bad_date"),
        ("31 May", "bad_date"),
        ("0000-00-00", "bad_date"),
        ("Fri, 31 Feb 2024 08:00:00 GMT", "bad_date"),
        (10**20, "bad_date"),
        pytest.param(10**5_000, "bad_date", id="huge"),
        (float("inf"), "bad_date"),
        (True, "wrong_type"),
        (["2024"], "wrong_type"),
    ],
)
def test_published_at_that_is_no_date(value: object, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_published_at(value)
    assert caught.value.reason == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    assert decode_text("“Ja”, said Zoë 🙂".encode(encoding)) == "“Ja”, said Zoë 🙂"


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_big_endian(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-32-be"
    assert decode_text(mark + "Zoë".encode(encoding)) == "Zoë"


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"caf\xe9 au lait", 3),
        (codecs.BOM_UTF8 + b"ab\xff", 5),
        ("cut off é".encode()[:-1], 8),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 0),
        (codecs.BOM_UTF16_LE + b"a\x00b", 4),
    ],
)
def test_not_utf8_says_where(data: bytes, offset: int) -> None:
    with pytest.raises(ArticleError, match=rf"byte offset {offset}\.") as caught:
        parse_plain_text(data, "a1")
    assert (caught.value.reason, caught.value.article_id) == ("not_utf8", "a1")


def test_nul_and_line_breaks_and_inner_marks_are_kept() -> None:
    text = "One\x00two\r\nthree\ufeff\u2028four\t"
    assert parse_plain_text(text.encode()).text == text
    assert parse_json_line(json.dumps({"text": text})).text == text


def test_a_mark_inside_a_json_string_is_text() -> None:
    assert parse_json_line(json.dumps({"text": "\ufeffRain"})).text == "\ufeffRain"


BAD_PAYLOADS = {
    "empty": (b"", "not_json"),
    "cut off": (b'{"text": "Rain fe', "not_json"),
    "text where JSON should be": (b"Rain fell.", "not_json"),
    "nested too deeply": (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not_json"),
    "integer of too many digits": (b'{"id": ' + b"9" * 5_000 + b', "text": "x"}', "not_json"),
    "a list": (b'["Rain"]', "wrong_type"),
    "a number": (b"7", "wrong_type"),
    "no text column": ({"body": "Rain"}, "missing_column"),
    "no columns": ({}, "missing_column"),
    "text is null": ({"text": None}, "wrong_type"),
    "text is a number": ({"text": 7}, "wrong_type"),
    "text is a list": ({"text": ["Rain"]}, "wrong_type"),
    "text is deeply nested": (b'{"text": ' + b"[" * 500 + b"]" * 500 + b"}", "wrong_type"),
    "payload is None": (None, "wrong_type"),
    "empty text": ({"text": ""}, "no_text"),
    "white space": ({"text": " \n\t\u2003"}, "no_text"),
    "lone surrogate": (b'{"text": "Rain \\ud800 fell"}', "lone_surrogate"),
    "not UTF-8": (b'{"text": "caf\xe9"}', "not_utf8"),
    "cell not UTF-8": ({"text": b"caf\xe9"}, "not_utf8"),
    "too long": ({"text": "x" * (MAX_CHARS + 1)}, "too_long"),
}


@pytest.mark.parametrize(("payload", "reason"), BAD_PAYLOADS.values(), ids=BAD_PAYLOADS)
def test_bad_payload_says_why(payload: bytes | dict[str, object], reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_article(payload)
    assert caught.value.reason == reason
    assert str(caught.value).endswith((".", ")"))
    assert len(str(caught.value)) < 400


UNREAD = {
    "title is a number": ({"title": 7}, "title", "wrong_type"),
    "title is a list": ({"title": ["Rain"]}, "title", "wrong_type"),
    "title is half a character": (b'{"title": "\\ud800"}', "title", "lone_surrogate"),
    "title is not UTF-8": ({"title": b"caf\xe9"}, "title", "not_utf8"),
    "url is a mapping": ({"url": {"href": "https://example.org"}}, "url", "wrong_type"),
    "publisher is a boolean": ({"publisher": True}, "publisher", "wrong_type"),
    "language is a list": ({"language": ["en"]}, "language", "wrong_type"),
    "id is a list": ({"id": ["7"]}, "article_id", "wrong_type"),
    "id has too many digits": ({"id": 10**5_000}, "article_id", "wrong_type"),
    "id is a boolean": ({"id": True}, "article_id", "wrong_type"),
    "id is half a number": ({"id": 7.5}, "article_id", "wrong_type"),
    "id is half a character": (b'{"id": "\\udfff"}', "article_id", "lone_surrogate"),
    "id is too long": ({"id": "7" * (MAX_FIELD_CHARS + 1)}, "article_id", "too_long"),
    "title is too long": ({"title": "é" * (MAX_FIELD_CHARS + 1)}, "title", "too_long"),
    "title is too long and came as bytes": ({"title": "é".encode() * (MAX_FIELD_CHARS + 1)}, "title", "too_long"),
    "date is too long": ({"published_at": " " * MAX_FIELD_CHARS + "2024-05-31"}, "published_at", "too_long"),
    "bad date": ({"published_at": "soon"}, "published_at", "bad_date"),
    "infinite date": (b'{"published_at": Infinity}', "published_at", "bad_date"),
    "date is a list": ({"published_at": [2024, 5, 31]}, "published_at", "wrong_type"),
}


@pytest.mark.parametrize(("payload", "field", "reason"), UNREAD.values(), ids=UNREAD)
def test_an_optional_field_that_cannot_be_read_costs_that_field(
    payload: bytes | dict[str, object], field: str, reason: str
) -> None:
    unread = []
    whole: bytes | dict[str, object] = (
        b'{"text": "Rain.", ' + payload[1:] if isinstance(payload, bytes) else {"text": "Rain.", **payload}
    )
    article = parse_any_payload(
        whole,
        lambda field, error: unread.append((field, error.reason)),
        payload_format="json",
        columns=DEFAULT_COLUMNS,
        max_chars=MAX_CHARS,
    )
    assert article == parse_article(whole) == Article(content_id("Rain."), "Rain.")
    assert unread == [(field, reason)]


@pytest.mark.parametrize("field", ["url", "title", "publisher", "language"])
@pytest.mark.parametrize("value", ["é" * MAX_FIELD_CHARS, "é".encode() * MAX_FIELD_CHARS], ids=["string", "bytes"])
def test_the_longest_fields_are_read(field: str, value: str | bytes) -> None:
    assert getattr(parse_row({"text": "Rain.", field: value}), field) == "é" * MAX_FIELD_CHARS


@pytest.mark.parametrize("field", ["url", "title", "publisher", "published_at", "language", "article_id", "id"])
@pytest.mark.parametrize("null", [float("nan"), np.float32("nan"), np.float64("nan"), Decimal("nan"), None])
def test_nan_is_null(field: str, null: object) -> None:
    unread = []
    article = parse_row({"text": "Rain.", field: null}, on_unread=lambda field, error: unread.append(field))
    assert article == Article(content_id("Rain."), "Rain.")
    assert unread == []


def test_a_text_that_is_nan_is_null() -> None:
    with pytest.raises(ArticleError, match="text is of type") as caught:
        parse_article({"text": float("nan")})
    assert caught.value.reason == "wrong_type"


def test_an_id_that_a_table_made_a_float_of_is_a_number() -> None:
    assert parse_article({"text": "Rain.", "id": 17.0}).article_id == "17"


@given(st.text(max_size=40) | st.integers() | st.floats() | st.decimals() | st.from_regex(r"[\d TZ:+/-]{1,30}"))
def test_a_date_is_read_or_refused_and_nothing_else(value: object) -> None:
    with contextlib.suppress(ArticleError):
        parsed = parse_published_at(value)
        assert parsed is None or parsed.tzinfo is UTC


def test_json_says_where_it_breaks_off() -> None:
    with pytest.raises(ArticleError, match="at character 9 of 17"):
        parse_json_line(b'{"text": "Rain fe')


def test_missing_column_names_those_that_are_there_and_the_cure() -> None:
    with pytest.raises(ArticleError, match=r"no column 'text' for text; there are: 'doc', 'body'. .*Columns\(text="):
        parse_row({"doc": "1", "body": "Rain"})


def test_an_error_knows_the_id_of_its_article() -> None:
    with pytest.raises(ArticleError) as caught:
        parse_row({"id": "a7", "text": ""})
    assert caught.value.article_id == "a7"


def test_errors_cross_processes() -> None:
    error = pickle.loads(pickle.dumps(ArticleError("no_text", "There is no text.", "a7")))
    assert (error.reason, str(error), error.article_id) == ("no_text", "There is no text.", "a7")


def test_surrogate_pairs_and_repeated_keys_are_fine() -> None:
    assert parse_json_line(b'{"text": "old", "text": "\\ud83d\\ude42"}').text == "🙂"


def test_max_chars_is_the_longest_accepted() -> None:
    assert len(parse_row({"text": "x" * 10}, max_chars=10).text) == 10
    with pytest.raises(ArticleError, match=r"has 10 .*max_chars=9 "):
        parse_row({"text": "x" * 10}, max_chars=9)


def test_payload_as_plain_text() -> None:
    assert parse_article('{"text": "x"}', payload_format="text").text == '{"text": "x"}'
    assert parse_article("Rain fell.".encode("utf-16"), payload_format="text").text == "Rain fell."


def test_mapped_columns() -> None:
    columns = Columns(article_id="doc_id", text="body", title=None, published_at="date")
    row = {"doc_id": 5, "id": "no", "body": "Rain", "title": 7, "date": "2024-05-31", "text": "no"}
    assert parse_row(row, columns=columns) == Article("5", "Rain", published_at=datetime(2024, 5, 31, tzinfo=UTC))


def test_a_mapped_id_has_no_other_name() -> None:
    assert parse_row({"id": "no", "text": "x"}, columns=Columns(article_id="doc_id")).article_id == content_id("x")


@pytest.mark.parametrize("mapping", [{"text": None}, {"text": ""}, {"article_id": None}, {"url": ""}, {"title": 7}])
def test_columns_without_a_name_are_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=f"column for {next(iter(mapping))} is"):
        Columns(**mapping)


def test_columns_checked_against_a_table() -> None:
    Columns().check(["text"])
    Columns(url="link").check(["link", "text"])
    with pytest.raises(ArticleError, match="no column 'link' for url"):
        Columns(url="link").check(["text", "url"])


@given(writable)
def test_text_comes_through_unchanged(text: str) -> None:
    payloads = (json.dumps({"text": text}), json.dumps({"text": text}, ensure_ascii=False).encode(), {"text": text})
    for payload in payloads:
        if text.strip():
            assert parse_article(payload).text == text
        else:
            with pytest.raises(ArticleError):
                parse_article(payload)


@pytest.mark.slow
@given(st.one_of(st.binary(), st.text(), st.dictionaries(st.text(), st.recursive(st.none(), st.lists))))
@example(b"\xff\xfe\x00")
@example("\ud800")
def test_no_payload_raises_anything_else(payload: bytes | str | dict[str, object]) -> None:
    for payload_format in ("json", "text"):
        with contextlib.suppress(ArticleError):
            parse_article(payload, payload_format=payload_format).text.encode()


@pytest.mark.parametrize(
    ("path", "kind", "codec"),
    [
        ("a.txt", "txt", None),
        ("gs://bucket/x.y/a.JSONL", "jsonl", None),
        ("a.ndjson.gz", "jsonl", "gzip"),
        ("a.csv.bz2", "csv", "bz2"),
        ("a.txt.zst", "txt", "zstd"),
        ("a.parquet", "parquet", None),
    ],
)
def test_file_format(path: str, kind: str, codec: str | None) -> None:
    assert file_format(path) == FileFormat(kind, codec)


@pytest.mark.parametrize("path", ["a", "a.docx", "a.gz", "a.txt.xz", "a.parquet.gz", "txt"])
def test_unknown_format(path: str) -> None:
    with pytest.raises(ArticleError) as caught:
        file_format(path)
    assert caught.value.reason == "unknown_format"


def stream_of(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


def json_lines(data: bytes, start: int = 0, end: int | None = None) -> list[bytes | str]:
    return [payload.data for payload in read_json_lines(stream_of(data), "a.jsonl", MAX_CHARS, start, end)]


@given(
    st.lists(st.sampled_from([b"", b"a", b"{}", b"\r", b"\xe2\x80\xa8", b"long line "])),
    st.booleans(),
    st.integers(1, 9),
)
def test_parts_of_a_file_add_up(lines: list[bytes], ends_with_newline: bool, size: int) -> None:
    data = b"\n".join(lines) + b"\n" * ends_with_newline
    parts = [json_lines(data, start, start + size) for start in range(0, len(data), size)]
    assert [line for part in parts for line in part] == json_lines(data)
    assert [line.rstrip(b"\n") for line in json_lines(data)] == [line for line in lines if line.strip()]


def test_json_lines_in_utf16() -> None:
    data = '{"text": "Zoë\u2028"}\r\n\n{"text": "b"}'.encode("utf-16")
    assert [parse_article(line).text for line in json_lines(data)] == ["Zoë\u2028", "b"]


def test_overlong_lines_are_cut_and_passed_over() -> None:
    lines = bounded_lines(io.BytesIO(b"ab\n" + b"x y " * 5 + b"\ncd\nabc").readline, 4)
    whole = [Line(0, b"ab\n"), Line(24, b"cd\n"), Line(27, b"abc")]
    assert list(lines) == [whole[0], Line(3, b"x y ", whole=False), *whole[1:]]


def test_an_overlong_line_is_too_long() -> None:
    with pytest.raises(ArticleError, match="raise max_chars") as caught:
        parse_json_line(b" " * record_limit(10), max_chars=10)
    assert caught.value.reason == "too_long"


@pytest.mark.parametrize("data", [b"rain", "rain"])
def test_a_stream_is_read_up_to_its_end_or_refused(data: bytes | str) -> None:
    def stream() -> io.BytesIO | io.StringIO:
        return io.BytesIO(data) if isinstance(data, bytes) else io.StringIO(data)

    assert read_bounded(stream().read, 5) == data
    with pytest.raises(ArticleError, match=r"The file has 4 (bytes|characters) or more"):
        read_bounded(stream().read, 4)


def test_plain_text_is_read_no_further_than_needed() -> None:
    stream = stream_of(b"x" * 10_000)
    (payload,) = read_plain_text(stream, "/news/a.b.txt.gz", 10)
    assert stream.tell() < 100
    with pytest.raises(ArticleError, match=r"^/news/a.b.txt.gz: .*max_chars=10 ") as caught:
        parse_payload(payload, columns=DEFAULT_COLUMNS, max_chars=10)
    assert (caught.value.reason, caught.value.article_id) == ("too_long", "a.b")


def csv_outcomes(data: bytes, columns: Columns = DEFAULT_COLUMNS, max_chars: int = MAX_CHARS) -> list[str]:
    """Each row's text or, in parentheses, why not; and the line it starts on."""
    outcomes = []
    for payload in read_csv_rows(stream_of(data), "a.csv", max_chars, columns):
        line = payload.origin.removeprefix("a.csv, line ")
        try:
            outcomes.append(f"{line} {parse_payload(payload, columns=columns, max_chars=MAX_CHARS).text}")
        except ArticleError as error:
            outcomes.append(f"{line} ({error.reason})")
    return outcomes


CSV_CASES = {
    "plain": (b"id,text\r\n1,Rain\r\n2,Snow\r\n", ["2 Rain", "3 Snow"]),
    "no last line break": (b"id,text\n1,Rain", ["2 Rain"]),
    "mark": (codecs.BOM_UTF8 + b"text\nRain\n", ["2 Rain"]),
    "UTF-16": ('text,id\n"Zoë,\n yes",1\n'.encode("utf-16"), ["2 Zoë,\n yes"]),
    "line break in quotes": (b'id,text\n1,"Rain,\r\n""fell"""\n2,Snow\n', ['2 Rain,\r\n"fell"', "4 Snow"]),
    "measure": (b'id,text\n1,5" pipe\n2,Snow\n', ['2 5" pipe', "3 Snow"]),
    "blank lines": (b"\nid,text\n\n1,Rain\n\n", ["4 Rain"]),
    "too few fields": (b"id,text\n1\n2,Snow\n", ["2 (bad_csv)", "3 Snow"]),
    "too many fields": (b"id,text\n1,Rain, fell\n2,Snow\n", ["2 (bad_csv)", "3 Snow"]),
    "not UTF-8": (b"id,text\n1,caf\xe9\n2,Snow\n", ["2 (not_utf8)", "3 Snow"]),
    "NUL": (b"id,text\n1,a\x00b\n", ["2 a\x00b"]),
    "no text": (b"id,text\n1,\n2,Snow\n", ["2 (no_text)", "3 Snow"]),
    "text after a quote": (b'id,text\n1,"a"b\n2,Snow\n', ["2 (bad_csv)", "3 Snow"]),
    "quote never closed": (b'id,text\n1,"Rain\n2,Snow\n3,Hail\n', ["2 (bad_csv)", "3 Snow", "4 Hail"]),
    "quotes never closed": (
        b'text,b\na","\n' + b'a","\n' * 5 + b"Hail,1\n",
        [*(f"{line} (bad_csv)" for line in range(2, 8)), "8 Hail"],
    ),
    "two quotes never closed": (
        b'id,text\n1,"Rain\n2,Snow\n3,"Hail\n4,Sleet\n',
        ["2 (bad_csv)", "3 Snow", "4 (bad_csv)", "5 Sleet"],
    ),
    "a row of two lines after a quote never closed": (
        b'id,text\n1,"Rain\n2,"Snow\nfell"\n',
        ["2 (bad_csv)", "3 Snow\nfell"],
    ),
    "a row of two lines with too many fields": (b'id,text\n1,a,"Rain\nb,c"\n2,Snow\n', ["2 (bad_csv)", "4 Snow"]),
    "header alone": (b"id,text\n", []),
    "empty": (b"", []),
}


@pytest.mark.parametrize(("data", "outcomes"), CSV_CASES.values(), ids=CSV_CASES)
def test_csv(data: bytes, outcomes: list[str]) -> None:
    assert csv_outcomes(data) == outcomes


@pytest.mark.parametrize("data", [b"id;text\n1;Rain\n", b"1,Rain\n"])
def test_csv_without_the_column_fails_whole(data: bytes) -> None:
    with pytest.raises(ArticleError, match="no column 'text'"):
        csv_outcomes(data)


def test_a_csv_row_that_is_too_long_costs_its_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OTHER_COLUMNS_BYTES", 2_000)
    kept = b"id,text\n" + b'1,"Rain\n' + b"2,Snow\n" * 40 + b"3," + b"Hail " * 1_000 + b'\n4,"Sleet"\n'
    outcomes = csv_outcomes(kept, max_chars=10)
    assert outcomes == ["2 (too_long)", *(f"{line} Snow" for line in range(3, 43)), "43 (too_long)", "44 Sleet"]
    for blank_lines, outcome in (
        (20, "Rain" + "\n" * 20),
        (40, "(too_long)"),
    ):  # Each line takes memory, even an empty one.
        assert csv_outcomes(b'id,text\n1,"Rain' + b"\n" * blank_lines + b'"\n', max_chars=10)[0] == f"2 {outcome}"


@pytest.mark.parametrize("head", [b"", b'1,"Rain'], ids=["", "open"])
@pytest.mark.parametrize("line", [b'c","d\n', b'"\n', b'a,"b\n', b"\n", b'a,"b""\n'])
def test_csv_is_read_again_only_so_often(head: bytes, line: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OTHER_COLUMNS_BYTES", 10_000)
    costs = [_lines_given(head + line * size) for size in (500, 1_000, 2_000, 4_000)]
    assert all(large <= 2.5 * small for small, large in pairwise(costs))


def _lines_given(body: bytes) -> int:
    """How many lines the rows of a file take to read, those that are given again included."""
    stream = io.StringIO("id,text\n" + body.decode())
    given = 0

    class Counting(csv_rows._Lines):
        def __next__(self) -> str:
            nonlocal given
            given += 1
            return super().__next__()

    limit = record_limit(10)
    source = Counting(bounded_lines(stream.readline, limit), limit)
    sum(1 for _ in csv_rows._rows(source))
    return given


def test_csv_with_a_broken_header_fails_whole() -> None:
    with pytest.raises(ArticleError, match="not CSV"):
        csv_outcomes(b'"id"x,text\n1,Rain\n')


@given(st.lists(st.tuples(writable, writable), min_size=1))
def test_csv_comes_through_unchanged(rows: list[tuple[str, str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([("id", "text"), *rows])
    payloads = read_csv_rows(stream_of(written.getvalue().encode()), "a.csv", MAX_CHARS, DEFAULT_COLUMNS)
    assert [(payload.data["id"], payload.data["text"]) for payload in payloads] == rows


@given(st.text(st.sampled_from('a",\r\n')))
def test_no_csv_raises_anything_else(body: str) -> None:
    csv_outcomes(b"text\n" + body.encode())


def test_a_named_tuple_is_a_row_as_pandas_gives_them() -> None:
    row = namedtuple("Pandas", ["Index", "id", "text", "title"])(0, 1, "It rained.", float("nan"))
    assert parse_article(row) == Article("1", "It rained.")
