"""Files -> articles and failures, in a pipeline and without one; and the guard that sets failures aside."""

import bz2
import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from apache_beam.io.filesystems import FileSystems
from apache_beam.metrics import MetricsFilter
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import CollectingErrorHandler, ErrorHandler
from apache_beam.typehints.decorators import TypeCheckError

import claims_beam as cb
from claims_beam.articles import limits
from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.parse import content_id
from claims_beam.records import Article, Document, Failure
from claims_beam.storage import article_files
from claims_beam.storage.decompressed import Decompressed
from claims_beam.storage.patterns import InputFile, expand_patterns
from claims_beam.transforms.reading import ParseArticles, ReadArticles, read_articles
from claims_beam.transforms.steps import GuardedTransform, Step
from claims_beam.transforms.steps.failures import StageError, make_failure

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstandard.compress,
}
ROWS = [{"article_id": f"a{i}", "text": f"Rain fell on day {i}.\nSnow, too.", "extra": i} for i in range(20)]
ARTICLES = [Article(row["article_id"], row["text"]) for row in ROWS]


def json_lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def outcomes(patterns: str | list[str], **options: Any) -> tuple[list[Article], list[Failure]]:
    read = list(read_articles(patterns, **options))
    return [result for result in read if isinstance(result, Article)], [
        result for result in read if isinstance(result, Failure)
    ]


def run(source: beam.PTransform[Any, Any], articles: list[Article], failures: list[Failure]) -> dict[str, int]:
    """Run the source in memory, check what comes out of it, and give the counters."""
    pipeline = beam.Pipeline(runner="FnApiRunner")
    handler = CollectingErrorHandler()
    with handler:
        read = pipeline | source.with_error_handler(handler)
    assert read.element_type is Article
    assert_that(read, equal_to(articles), "Articles")
    assert_that(handler.output(), equal_to(failures), "Failures")
    counters = pipeline.run().metrics().query(MetricsFilter().with_namespace("claims_beam"))["counters"]
    return {counter.key.metric.name: counter.result for counter in counters}


@pytest.mark.parametrize("codec", COMPRESS)
@pytest.mark.parametrize("kind", [".jsonl", ".ndjson", ".csv"])
def test_tables(tmp_path: Path, kind: str, codec: str) -> None:
    plain = tmp_path / f"news{kind}"
    plain.write_bytes(json_lines(ROWS)) if kind != ".csv" else write_csv(plain, ROWS)
    packed = tmp_path / "packed" / f"news{kind}{codec}"
    packed.parent.mkdir()
    packed.write_bytes(COMPRESS[codec](plain.read_bytes()))
    assert outcomes(str(packed)) == (ARTICLES, [])


DOCUMENTS = {
    "an array": json.dumps(ROWS),
    "a pretty-printed array": json.dumps(ROWS, indent=4),
    "an array, a record a line": "[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n",
    "pretty-printed records": "\n".join(json.dumps(row, indent=2) for row in ROWS),
    "records a line": json_lines(ROWS).decode(),
    "several arrays": f"{json.dumps(ROWS[:7])}\n{json.dumps(ROWS[7:9])}\n{json.dumps(ROWS[9:], indent=1)}",
    "an empty array before another": f"[]\n{json.dumps(ROWS)}",
    "an array, and records behind it": f"{json.dumps(ROWS[:7])}\n" + json_lines(ROWS[7:]).decode(),
    "Windows line ends": json.dumps(ROWS, indent=1).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("codec", ["", ".gz"])
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
@pytest.mark.parametrize("written", [pytest.param(text, id=name) for name, text in DOCUMENTS.items()])
def test_json_documents(tmp_path: Path, written: str, suffix: str, codec: str) -> None:
    (tmp_path / f"news{suffix}{codec}").write_bytes(COMPRESS[codec](written.encode()))
    assert outcomes(str(tmp_path)) == (ARTICLES, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_documents_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "news.json").write_bytes(json.dumps(ROWS, indent=2).encode(encoding))
    assert outcomes(str(tmp_path)) == (ARTICLES, [])


def test_a_single_pretty_printed_record(tmp_path: Path) -> None:
    (tmp_path / "news.json").write_text(json.dumps(ROWS[0], indent=2))
    assert outcomes(str(tmp_path)) == (ARTICLES[:1], [])


def test_a_long_json_document_is_work_for_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 300)
    path = tmp_path / "news.json"
    path.write_text(json.dumps(ROWS, indent=2))
    parts = list(article_files.split_file(InputFile(str(path), path.stat().st_size), Columns()))
    assert len(parts) > 2
    taken = [record.origin for part in parts for record in article_files.read_part(part, Columns(), 1_000)]
    assert len(set(taken)) == len(taken) == len(ROWS)
    assert outcomes(str(path)) == (ARTICLES, [])


def test_a_json_document_is_read_up_to_where_it_breaks(tmp_path: Path) -> None:
    written = json.dumps(ROWS, indent=2)
    (tmp_path / "news.json").write_text(written[: written.index("day 7")])
    articles, (failure,) = outcomes(str(tmp_path))
    assert articles == ARTICLES[:7]
    assert (failure.stage, failure.error) == ("read", "ArticleError.not_json")
    assert failure.message.startswith(f"{tmp_path / 'news.json'}: The JSON is malformed or cut off")


@pytest.mark.parametrize("end", ["", ",", ",\n"])
def test_an_array_that_is_cut_off_between_its_records_says_so(tmp_path: Path, end: str) -> None:
    (tmp_path / "news.json").write_text(json.dumps(ROWS[:7])[:-1] + end)
    articles, (failure,) = outcomes(str(tmp_path))
    assert articles == ARTICLES[:7]
    assert (failure.stage, failure.error) == ("read", "ArticleError.not_json")
    assert "cut off (the array is not closed)" in failure.message


def test_what_stands_behind_an_array_and_is_no_json_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "news.json").write_text(json.dumps(ROWS[:7]) + "\n]")
    articles, (failure,) = outcomes(str(tmp_path))
    assert articles == ARTICLES[:7]
    assert failure.error == "ArticleError.not_json"


def test_a_bad_record_of_a_json_document_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "news.json").write_bytes(
        b'[{"text": "Rain."}, 7, {"text": "caf\xe9"}, {"body": "no"}, {"text": "Snow."}]'
    )
    articles, failures = outcomes(str(tmp_path))
    assert [article.text for article in articles] == ["Rain.", "Snow."]
    reasons = ["wrong_type", "not_utf8", "missing_column"]
    assert [failure.error for failure in failures] == [f"ArticleError.{reason}" for reason in reasons]


@pytest.mark.slow
def test_a_json_document_of_long_values_takes_linear_time(tmp_path: Path) -> None:
    texts = ["rain " * 150_000, "snow"]  # what begins in one block of the file goes on over many
    (tmp_path / "news.json").write_text(json.dumps([{"text": text} for text in texts * 3]))
    articles, failures = outcomes(str(tmp_path))
    assert ([article.text for article in articles], failures) == (texts * 3, [])


OF_OTHERS = [
    "_SUCCESS",
    "_temporary/0/a.txt",
    ".DS_Store",
    ".a.txt.crc",
    "a.txt.crc",
    ".hidden/a.txt",
    "day=1/_SUCCESS",
]


@pytest.mark.parametrize("pattern", ["in", "in/", "in/*", "in/**", "in/*.*"])
def test_files_of_other_systems_are_passed_over(tmp_path: Path, pattern: str) -> None:
    for name in [*OF_OTHERS, "a.txt"]:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("Rain.")
    assert outcomes(str(tmp_path / pattern)) == ([Article("a", "Rain.")], [])


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".news").mkdir()
    (tmp_path / ".news" / "_a.txt").write_text("Rain.")
    assert outcomes(str(tmp_path / ".news/_a.txt")) == ([Article("_a", "Rain.")], [])
    (tmp_path / ".news" / "b.txt").write_text("Snow.")
    assert outcomes(str(tmp_path / ".news/*.txt")) == ([Article("b", "Snow.")], [])


def test_a_folder_of_nothing_but_hidden_files_matches_nothing(tmp_path: Path) -> None:
    (tmp_path / "_SUCCESS").write_text("")
    with pytest.raises(ArticleError, match="no file matches"):
        outcomes(str(tmp_path))


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.jsonl.zst", "c.parquet"):
        (tmp_path / name).write_bytes(b"Rain fell, and then some more of it.")
        [failure] = outcomes(str(tmp_path / name))[1]
        assert failure.message.startswith(f"{tmp_path / name}: the file is broken")


@pytest.mark.slow
def test_unread_fields_are_counted_with_one_example_a_file(tmp_path: Path) -> None:
    rows = [{"id": f"a{i}", "text": "Rain.", "published_at": f"day {i}", "title": i} for i in range(4)]
    (tmp_path / "a.jsonl").write_bytes(json_lines(rows))
    (tmp_path / "b.jsonl").write_bytes(json_lines(rows[:1]))
    pipeline = beam.Pipeline(runner="FnApiRunner")
    pipeline | ReadArticles(str(tmp_path))
    metrics = pipeline.run().metrics().query(MetricsFilter().with_namespace("claims_beam"))
    counters = {counter.key.metric.name: counter.result for counter in metrics["counters"]}
    assert (counters["parse.unread.published_at"], counters["parse.unread.title"]) == (5, 5)
    [examples] = [metric.result for metric in metrics["string_sets"] if metric.key.metric.name == "parse.unread"]
    assert sorted(example.split("\n")[0] for example in examples) == [
        str(tmp_path / "a.jsonl"),
        str(tmp_path / "b.jsonl"),
    ]


@pytest.mark.parametrize("codec", COMPRESS)
def test_plain_text_is_one_article_named_after_its_file(tmp_path: Path, codec: str) -> None:
    text = "Rain fell.\r\n\r\n“Snow”, too.\n"
    (tmp_path / f"day 1.final.txt{codec}").write_bytes(COMPRESS[codec](text.encode()))
    assert outcomes(str(tmp_path)) == ([Article("day 1.final", text)], [])


PUBLISHED = datetime(2024, 5, 31, 6, 0, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("column", "published_at"),
    [
        (pa.array([PUBLISHED], pa.timestamp("us", "Europe/Amsterdam")), PUBLISHED),
        (pa.array([PUBLISHED], pa.timestamp("us", "UTC")), PUBLISHED),
        (pa.array([1717135200000005999], pa.timestamp("ns")), PUBLISHED),
        (pa.array([date(2024, 5, 31)]), datetime(2024, 5, 31, tzinfo=UTC)),
        (pa.array(["2024-05-31"], pa.large_string()), datetime(2024, 5, 31, tzinfo=UTC)),
        (pa.array(["2024-05-31"]).dictionary_encode(), datetime(2024, 5, 31, tzinfo=UTC)),
        (pa.array([1717135200]), datetime(2024, 5, 31, 6, tzinfo=UTC)),
        (pa.array([None], pa.timestamp("s")), None),
    ],
    ids=str,
)
def test_parquet_dates(tmp_path: Path, column: pa.Array, published_at: datetime | None) -> None:
    table = pa.table({"text": ["Rain."], "published_at": column, "vector": [[1.0]]})
    pq.write_table(table, tmp_path / "news.parquet")
    assert outcomes(str(tmp_path)) == ([Article(content_id("Rain."), "Rain.", published_at=published_at)], [])


def row_groups(path: Path) -> list[tuple[int, int | None]]:
    parts = article_files.split_file(InputFile(str(path), 1), Columns(), max_stripes=1)
    return [(part.start, part.end) for part in parts]


def test_parquet_by_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=7)
    assert outcomes(str(path)) == (ARTICLES, [])
    assert row_groups(path) == [(0, 1), (1, 2), (2, 3)]


def test_many_row_groups_are_a_bounded_number_of_pieces_of_work(tmp_path: Path) -> None:
    rows = [{"id": f"a{i}", "text": f"Rain {i}."} for i in range(1_000)]
    path = tmp_path / "news.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=1)
    groups = row_groups(path)
    assert 100 < len(groups) <= article_files.MAX_GROUP_PARTS
    assert [start for start, _ in groups[1:]] == [end for _, end in groups[:-1]]
    assert [article.article_id for article in outcomes(str(path))[0]] == [row["id"] for row in rows]


def test_a_bad_parquet_value_fails_alone(tmp_path: Path) -> None:
    texts = pa.Array.from_buffers(pa.string(), 2, pa.array([b"Rain", b"caf\xe9"]).buffers())
    dates = pa.array([2**62, 0], pa.timestamp("us"))
    pq.write_table(pa.table({"text": texts, "published_at": dates}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": pa.array([["Rain"], None])}), tmp_path / "b.parquet")
    articles, failures = outcomes(str(tmp_path))
    assert articles == [Article(content_id("Rain"), "Rain")]
    assert [failure.error for failure in failures] == [
        "ArticleError.not_utf8",
        "ArticleError.wrong_type",
        "ArticleError.wrong_type",
    ]
    assert failures[0].message.startswith(f"{tmp_path / 'a.parquet'}, row group 0, row 1: text is not UTF-8")


STRINGS = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}


@pytest.mark.parametrize("kind", STRINGS, ids=str)
def test_a_cell_that_is_not_utf8_costs_its_row_whatever_holds_strings(tmp_path: Path, kind: pa.DataType) -> None:
    cells = [b"Rain", b"caf\xe9", b"Snow that fell for longer than twelve characters"]
    pq.write_table(pa.table({"text": pa.array(cells, STRINGS[kind]).view(kind)}), tmp_path / "a.parquet")
    articles, failures = outcomes(str(tmp_path))
    assert [article.text.encode() for article in articles] == [cells[0], cells[2]]
    assert [failure.error for failure in failures] == ["ArticleError.not_utf8"]


def test_a_row_that_cannot_be_converted_costs_itself_alone(tmp_path: Path) -> None:
    tags = pa.ListArray.from_arrays([0, 1, 2, 3], pa.array([b"wet", b"\xe9", b"dry"], pa.binary()).view(pa.string()))
    pq.write_table(pa.table({"text": ["Rain", "Hail", "Snow"], "title": tags}), tmp_path / "a.parquet")
    articles, failures = outcomes(str(tmp_path))
    assert [article.text for article in articles] == ["Rain", "Snow"]
    assert len(failures) == 1
    assert failures[0].message.startswith(f"{tmp_path}/a.parquet, row group 0, row 1: The row cannot be converted")


HUGE_CELLS = {
    "packed thousandfold": ([0] * 40, {"compression": "zstd"}),
    "packed thousandfold, each of them": ([0, 0], {"compression": "zstd", "use_dictionary": False}),
    "stored once and often used": ([0] * 60, {"compression": "none"}),
}


@pytest.mark.parametrize(("places", "options"), HUGE_CELLS.values(), ids=HUGE_CELLS)
def test_a_huge_cell_is_a_failure_and_never_held_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, places: list[int], options: dict[str, Any]
) -> None:
    monkeypatch.setattr(limits, "OTHER_COLUMNS_BYTES", 100_000)
    cells = pa.DictionaryArray.from_arrays(pa.array(places), ["x" * 5_000_000]).cast(pa.string())
    pq.write_table(pa.table({"text": cells}), tmp_path / "a.parquet", **options)
    pq.write_table(pa.table({"text": ["Rain"]}), tmp_path / "b.parquet")
    before = pa.total_allocated_bytes()
    most = 0
    for result in read_articles(str(tmp_path), max_chars=1_000):
        most = max(most, pa.total_allocated_bytes() - before)
        assert result == Article(content_id("Rain"), "Rain") or getattr(result, "error", "") == "ArticleError.too_long"
    assert most < 4 * 5_000_000


def test_columns_are_mapped_in_every_format(tmp_path: Path) -> None:
    rows = [{"doc.id": 7, "body": "Rain.", "text": "no", "link": "https://example.org"}]
    write_csv(tmp_path / "a.csv", rows)
    (tmp_path / "b.jsonl").write_bytes(json_lines(rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "c.parquet")
    columns = Columns(article_id="doc.id", text="body", url="link")
    assert outcomes(str(tmp_path), columns=columns) == ([Article("7", "Rain.", "https://example.org")] * 3, [])


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_without_the_column_is_one_failure(tmp_path: Path, name: str) -> None:
    if name == "a.csv":
        write_csv(tmp_path / name, [{"body": "Rain."}] * 9)
    else:
        pq.write_table(pa.table({"body": ["Rain."] * 9}), tmp_path / name)
    articles, (failure,) = outcomes(str(tmp_path))
    assert articles == []
    assert failure.error == "ArticleError.missing_column"
    assert failure.message.startswith(f"{tmp_path / name}: There is no column 'text' for text; there are: 'body'")
    assert failure.element == str(tmp_path / name)


BAD_FILES = {
    "empty text": ("a.txt", b"", "parse", "ArticleError.no_text"),
    "white space": ("a.txt", b" \n", "parse", "ArticleError.no_text"),
    "text not UTF-8": ("a.txt", b"caf\xe9", "parse", "ArticleError.not_utf8"),
    "binary": ("a.txt.gz", gzip.compress(b"\x89PNG\x00"), "parse", "ArticleError.not_utf8"),
    "empty JSON lines": ("a.jsonl", b"", "read", "ArticleError.empty_file"),
    "blank JSON lines": ("a.jsonl", b"\n \n", "read", "ArticleError.empty_file"),
    "empty in gzip": ("a.jsonl.gz", gzip.compress(b""), "read", "ArticleError.empty_file"),
    "empty CSV": ("a.csv", b"", "read", "ArticleError.empty_file"),
    "CSV of a header": ("a.csv", b"id,text\n", "read", "ArticleError.empty_file"),
    "JSON line cut off": ("a.jsonl", b'{"text": "Rain', "parse", "ArticleError.not_json"),
    "not gzip": ("a.txt.gz", b"Rain fell.", "read", "ArticleError.broken_file"),
    "not Zstandard": ("a.txt.zst", b"Rain fell.", "read", "ArticleError.broken_file"),
    "not bzip2": ("a.txt.bz2", b"Rain fell.", "read", "ArticleError.broken_file"),
    "not Parquet": ("a.parquet", b"Rain fell, and then some more of it.", "open", "ArticleError.broken_file"),
    "empty Parquet": ("a.parquet", b"", "open", "ArticleError.broken_file"),
    "an archive in bzip2": ("a.warc.bz2", b"", "open", "ArticleError.unknown_format"),
    "a feed that is none": ("a.xml", b"<p>Rain</p>", "read", "ArticleError.not_feed"),
    "an archive that is none": ("a.warc", b"Rain fell.", "parse", "ArticleError.broken_record"),
    "Markdown": ("a.md", b"# Rain", "open", "ArticleError.unknown_format"),
    "a JSON array cut off": ("a.json", b'[{"text": "Rain', "read", "ArticleError.not_json"),
    "an empty JSON array": ("a.json", b"[]", "read", "ArticleError.empty_file"),
    "unknown format": ("a.docx", b"Rain", "open", "ArticleError.unknown_format"),
    "Parquet in gzip": ("a.parquet.gz", b"", "open", "ArticleError.unknown_format"),
}


@pytest.mark.parametrize(("name", "data", "stage", "error"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_a_failure_and_the_next_is_read(
    tmp_path: Path, name: str, data: bytes, stage: str, error: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text("Rain.")
    articles, (failure,) = outcomes(str(tmp_path))
    assert articles == [Article("b", "Rain.")]
    assert (failure.stage, failure.error) == (stage, error)


def test_parquet_without_rows(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "a.parquet")
    assert [failure.error for failure in outcomes(str(tmp_path))[1]] == ["ArticleError.empty_file"]


@pytest.mark.slow
@pytest.mark.parametrize("codec", [".gz", ".bz2", ".zst"])
def test_what_was_read_before_a_cut_is_kept(tmp_path: Path, codec: str) -> None:
    rows = [{"id": f"a{i}", "text": f"Rain {i * 2_654_435_761 % 999_983}."} for i in range(60_000)]
    data = COMPRESS[codec](json_lines(rows))
    (tmp_path / f"a.jsonl{codec}").write_bytes(data[:-20])
    articles, (failure,) = outcomes(str(tmp_path))
    assert 0 < len(articles) < len(rows)
    assert [article.article_id for article in articles] == [row["id"] for row in rows[: len(articles)]]
    assert (failure.stage, failure.error) == ("read", "ArticleError.broken_file")
    assert failure.message.startswith(f"{tmp_path}/a.jsonl{codec}: ")
    assert "Truncated" in failure.message


def test_a_row_group_that_is_broken_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"Rain {i}." for i in range(12)]}), path, row_group_size=4, compression="zstd")
    column = pq.read_metadata(path).row_group(1).column(0)
    start = column.dictionary_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    articles, (failure,) = outcomes(str(tmp_path))
    assert [article.text for article in articles] == [f"Rain {i}." for i in (*range(4), *range(8, 12))]
    assert (failure.error, failure.element) == ("ArticleError.broken_file", str(path))
    assert failure.message.startswith(f"{path}, row group 1: The row group is broken from row 0 on")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, compression_type: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    (tmp_path / "a.txt").write_text("Rain.")
    monkeypatch.setattr(FileSystems, "open", refuse)
    assert [failure.error for failure in outcomes(str(tmp_path))[1]] == ["PermissionError"]


def test_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt", "sub/d [1*].txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.chdir(tmp_path)
    texts = {
        pattern: [article.text for article in outcomes(pattern)[0]]
        for pattern in ("a.txt", "*.txt", "?.txt", ".", "sub", "sub/", "sub/d [1*].txt", "**/c.*", str(tmp_path / "b*"))
    }
    everything = ["a.txt", "b.txt", "sub/c.txt", "sub/d [1*].txt"]
    assert texts == {
        "a.txt": ["a.txt"],
        "*.txt": everything[:2],
        "?.txt": everything[:2],
        ".": everything,
        "sub": everything[2:],
        "sub/": everything[2:],
        "sub/d [1*].txt": everything[3:],
        "**/c.*": ["sub/c.txt"],
        str(tmp_path / "b*"): ["b.txt"],
    }
    assert [article.text for article in outcomes(["b.txt", "a.txt"])[0]] == ["b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("none/*.txt", "no_match"),
        ("none.txt", "no_match"),
        ("*.csv", "no_match"),
        ("none", "no_match"),
        ("none.docx", "no_match"),
        ("*.docx", "unknown_format"),
        ("note", "unknown_format"),
        ("note.txt.xz", "unknown_format"),
        ("*.parquet.gz", "unknown_format"),
    ],
)
def test_patterns_refused_before_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "note", "b.docx", "note.txt.xz", "c.parquet.gz"):
        (tmp_path / name).write_text("Rain.")
    for refuse in (expand_patterns, read_articles, lambda pattern: beam.Pipeline() | ReadArticles(["a.txt", pattern])):
        with pytest.raises(ArticleError, match=r"\. ") as caught:
            refuse(pattern)
        assert caught.value.reason == reason


@pytest.mark.parametrize("patterns", ["", [], [""], [3], None])
def test_options_out_of_range(patterns: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        ReadArticles(patterns)


@pytest.mark.parametrize("options", [{"max_chars": 0}, {"max_chars": "9"}, {"payload_format": "pdf"}])
def test_payload_options_out_of_range(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        ParseArticles(**options)


@pytest.mark.parametrize("columns", [{"text": "body"}, "body", None], ids=str)
@pytest.mark.parametrize(
    "make",
    [
        lambda columns: ParseArticles(columns),
        lambda columns: ReadArticles("news.csv", columns=columns),
        lambda columns: cb.ReadAllArticles(columns),
        lambda columns: cb.read_articles("news.csv", columns=columns),
        lambda columns: cb.parse_article({"body": "It rained."}, columns=columns),
    ],
    ids=["ParseArticles", "ReadArticles", "ReadAllArticles", "read_articles", "parse_article"],
)
def test_columns_are_no_dictionary(make: Callable[[Any], object], columns: Any) -> None:
    """It is refused once and at once, and not row by row."""
    with pytest.raises(
        TypeError, match=rf"columns is of type {type(columns).__name__}; give Columns, .* Columns\(text="
    ):
        make(columns)


@pytest.mark.slow
def test_pipeline_gives_what_the_function_gives_and_counts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 300)
    (tmp_path / "a.jsonl").write_bytes(json_lines(ROWS) + b'{"id": "bad", "text": 7}\n')
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"id,text\n1,Rain.\n2\n"))
    (tmp_path / "c.docx").write_bytes(b"")
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "d.parquet", row_group_size=7)
    articles, failures = outcomes(str(tmp_path))
    assert (len(articles), len(failures)) == (41, 3)
    json_parts = -(-(tmp_path / "a.jsonl").stat().st_size // article_files.PART_BYTES)
    counters = run(ReadArticles(str(tmp_path)), articles, failures)
    assert {name: counters[name] for name in ("match.in", "open.in", "open.done", "open.failed")} == {
        "match.in": 1,
        "open.in": 4,
        "open.done": 3,
        "open.failed": 1,
    }
    metadata = pq.read_metadata(tmp_path / "d.parquet")
    groups = [metadata.row_group(group).total_byte_size for group in range(3)]
    assert counters["read.in"] == json_parts + 1 + sum(1 + size // article_files.PART_BYTES for size in groups)
    assert (counters["parse.in"], counters["parse.done"], counters["parse.failed"]) == (43, 41, 2)
    assert counters["parse.failed.ArticleError.bad_csv"] == counters["parse.failed.ArticleError.wrong_type"] == 1


def test_long_utf16_files_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 300)
    (tmp_path / "a.jsonl").write_bytes(json_lines(ROWS).decode().encode("utf-16"))
    assert outcomes(str(tmp_path)) == (ARTICLES, [])


STRIPED_ROWS = [{"id": f"a{i}", "text": f"Rain {i * 2_654_435_761 % 999_983}."} for i in range(2_000)]


def _striped_file(folder: Path, name: str) -> Path:
    path = folder / name
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(STRIPED_ROWS), path)
    elif ".csv" in name:
        lines = "".join(f"{row['id']},{row['text']}\n" for row in STRIPED_ROWS)
        path.write_bytes(COMPRESS[path.suffix](f"id,text\n{lines}".encode()))
    else:
        path.write_bytes(COMPRESS[path.suffix](json_lines(STRIPED_ROWS)))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.zst", "a.parquet"])
def test_a_file_without_places_to_start_from_is_work_for_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 4_000)
    path = _striped_file(tmp_path, name)
    parts = list(article_files.split_file(InputFile(str(path), path.stat().st_size), Columns()))
    assert len(parts) > 2
    taken = [[record.origin for record in article_files.read_part(part, Columns(), 1_000)] for part in parts]
    assert max(map(len, taken)) - min(map(len, taken)) <= 1
    assert len({origin for origins in taken for origin in origins}) == sum(map(len, taken)) == len(STRIPED_ROWS)
    assert [article.article_id for article in outcomes(str(path))[0]] == [row["id"] for row in STRIPED_ROWS]


def padded(packed: bytes) -> bytes:
    return packed + bytes(10_240)


def in_two_members(packed: bytes) -> bytes:
    return packed * 2


def behind_it_rubbish(packed: bytes) -> bytes:
    return packed + b"rubbish" * 9


ODD_ARCHIVES: dict[Callable[[bytes], bytes], tuple[int, list[str]]] = {
    padded: (1, []),
    in_two_members: (2, []),
    behind_it_rubbish: (1, ["ArticleError.broken_file"]),
}


@pytest.mark.parametrize("codec", [".gz", ".bz2", ".zst"])
@pytest.mark.parametrize("odd", ODD_ARCHIVES)
def test_every_row_of_an_odd_archive_is_read(tmp_path: Path, odd: Callable[[bytes], bytes], codec: str) -> None:
    times, errors = ODD_ARCHIVES[odd]
    (tmp_path / f"a.jsonl{codec}").write_bytes(odd(COMPRESS[codec](json_lines(STRIPED_ROWS))))
    articles, failures = outcomes(str(tmp_path))
    assert [article.article_id for article in articles] == [row["id"] for row in STRIPED_ROWS] * times
    assert [failure.error for failure in failures] == errors


@pytest.mark.parametrize("codec", [".gz", ".bz2", ".zst"])
def test_an_archive_of_zeros_is_decompressed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 100)
    given = []
    close = Decompressed.close
    monkeypatch.setattr(Decompressed, "close", lambda self: (given.append(self.given), close(self))[1])
    zeros = 30_000_000
    path = tmp_path / f"a.jsonl{codec}"
    path.write_bytes(COMPRESS[codec](json_lines(ROWS) + bytes(zeros) + b"\n" + json_lines(ROWS)))
    parts = list(article_files.split_file(InputFile(str(path), path.stat().st_size), Columns()))
    assert len(parts) > 3
    records = [record for part in parts for record in article_files.read_part(part, Columns(), 1_000)]
    assert sorted(record.place for record in records if record.error) == [f"byte {len(json_lines(ROWS))}"]
    assert len({record.place for record in records}) == len(records) == 2 * len(ROWS) + 1
    assert sum(given) < 1.5 * zeros


@pytest.mark.slow
def test_a_cut_file_read_by_many_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", 4_000)
    path = _striped_file(tmp_path, "a.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-20])
    articles, failures = outcomes(str(path))
    assert len(failures) == 1
    counters = run(ReadArticles(str(path)), articles, failures)
    assert counters["read.in"] > 2


def test_without_an_error_handler_the_pipeline_fails_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "a7", "text": 7}')
    with (
        pytest.raises(
            StageError, match=r"parse failed on 'a7': ArticleError.wrong_type: .*/a.jsonl, byte 0: text is of"
        ),
        beam.Pipeline(runner="FnApiRunner") as pipeline,
    ):
        pipeline | ReadArticles(str(tmp_path))


def test_parse_articles() -> None:
    payloads = [
        {"id": "a", "text": "Rain."},
        b'{"id": "b", "text": "Snow."}',
        '{"id": "c", "text": "Hail."}',
        b"{",
        "3",
    ]
    articles = [Article("a", "Rain."), Article("b", "Snow."), Article("c", "Hail.")]
    pipeline = beam.Pipeline(runner="FnApiRunner")
    with CollectingErrorHandler() as handler:
        parsed = pipeline | beam.Create(payloads, reshuffle=False) | ParseArticles().with_error_handler(handler)
    assert_that(parsed, equal_to(articles), "Articles")
    reasons = handler.output() | beam.Map(lambda failure: failure.error)
    assert_that(reasons, equal_to(["ArticleError.not_json", "ArticleError.wrong_type"]), "Failures")
    pipeline.run()


def test_a_transform_is_copied_for_its_error_handler() -> None:
    plain = ParseArticles(max_chars=9)
    handler = ErrorHandler(beam.Map(print))
    guarded = plain.with_error_handler(handler)
    assert (plain.error_handler, guarded.error_handler, guarded.max_chars) == (None, handler, 9)
    assert guarded.with_error_handler(None).error_handler is None
    assert plain.label == "ParseArticles"


def to_document(article: Article) -> Document:
    return Document(article)


@dataclass(eq=False)
class _ToDocuments(GuardedTransform[beam.PCollection[Article], beam.PCollection[Document]]):
    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Document]:
        step = Step("document", to_document, takes=Article, gives=Document)
        return articles | step.with_error_handler(self.error_handler)


@pytest.mark.parametrize("guarded", [True, False])
def test_a_wrong_order_fails_at_construction(guarded: bool) -> None:
    handler = CollectingErrorHandler() if guarded else None
    articles = (
        beam.Pipeline() | beam.Create([{"text": "Rain."}]) | ParseArticles(max_chars=99).with_error_handler(handler)
    )
    documents = articles | _ToDocuments().with_error_handler(handler)
    with pytest.raises(TypeCheckError):
        documents | "Again" >> _ToDocuments()


def halves_until(limit: int, number: int) -> Iterator[int]:
    yield number // 2
    if number > limit:
        raise ValueError(f"{number} is over {limit}")
    yield number - number // 2


def halved(limit: int, number: int | Failure) -> list[int | Failure]:
    step = Step("halve", partial(halves_until, limit), takes=int, gives=int, many=True)
    return list(step.run_here([number]))


def test_what_came_out_before_a_failure_is_kept() -> None:
    assert halved(5, 4) == [2, 2]
    assert halved(5, 9) == [4, Failure(None, "halve", "ValueError", "9 is over 5", "9")]


def test_earlier_failures_pass_through() -> None:
    earlier = Failure("a", "read", "OSError", "cut off", "a.txt")
    assert halved(5, earlier) == [earlier]


class _Hostile(dict[str, Any]):
    def __repr__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("element", "article_id", "start"),
    [
        (Article("a", "Rain" * 9_999), "a", "RainRain"),
        (Document(Article("a", "Rain")), "a", "Rain"),
        (b"caf\xe9", None, "caf\\xe9"),
        ("Rain\ud800", None, "Rain\\ud800"),
        ("🙂" * 9_999, None, "🙂🙂"),
        ({"text": "Rain" * 9_999}, None, "{'text': 'RainRain"),
        ({"text": 10**5_000}, None, "<dict>"),
        (_Hostile(text="Rain"), None, "<_Hostile instance"),
        ([[[[[[[[[[[[]]]]]]]]]]]], None, "[[[[["),
        (object, None, "<class 'object'>"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_failure_shows(element: object, article_id: str | None, start: str) -> None:
    failure = make_failure("read", element, ValueError("caf\udce9" * 9_999))
    assert failure.article_id == article_id
    assert failure.element.startswith(start)
    assert failure.message.startswith("caf\\udce9")
    for written in (failure.element, failure.message):
        written.encode()
        assert len(written) <= 12_000


class Resource:
    """Counts how often it is made in this process."""

    made = 0

    def __init__(self, name: str) -> None:
        Resource.made += 1
        self.name = name


def load_resource(name: str) -> Resource:
    if name == "missing":
        raise LookupError("There is no resource 'missing'.")
    return Resource(name)


def name_with(text: str, resource: Resource) -> str:
    return f"{text} by {resource.name}"


@pytest.mark.slow
def test_a_resource_is_loaded_once_a_process() -> None:
    Resource.made = 0
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        for label in ("first", "second"):
            step = Step("name", name_with, takes=str, gives=str, model=partial(load_resource, "shared"))
            named = pipeline | f"Create {label}" >> beam.Create(["Rain", "Snow"]) | label >> step
            assert_that(named, equal_to(["Rain by shared", "Snow by shared"]), f"Check {label}")
    assert Resource.made == 1


def test_an_error_of_loading_fails_the_pipeline_even_with_a_handler() -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    with CollectingErrorHandler() as handler:
        step = Step("name", name_with, takes=str, gives=str, model=partial(load_resource, "missing"))
        pipeline | beam.Create(["Rain"]) | step.with_error_handler(handler)
    handler.output()
    with pytest.raises(LookupError, match="There is no resource 'missing'"):
        pipeline.run()
