"""Bad input, end to end: a clear failure each, nothing lost, and everything beside it done."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE

pytestmark = pytest.mark.slow

ARTICLE = "“The bridge stays shut,” said Ines Falk, the harbour master."
GOOD = json.dumps({"id": "good", "text": ARTICLE}).encode()


def _line(**row: Any) -> bytes:
    return json.dumps(row).encode()


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


FAILING = {
    "an empty file": ("in.jsonl", b"", "empty_file"),
    "an empty text file": ("in.txt", b"", "no_text"),
    "an empty text": ("in.jsonl", _line(id="a", text=""), "no_text"),
    "white space for a text": ("in.jsonl", _line(id="a", text=" \n\t"), "no_text"),
    "not UTF-8": ("in.txt", "“Café”".encode("cp1252"), "not_utf8"),
    "a line that is not UTF-8": ("in.jsonl", b'{"id": "a", "text": "\xff"}', "not_utf8"),
    "a lone surrogate": ("in.jsonl", b'{"id": "a", "text": "\\ud800 said so"}', "lone_surrogate"),
    "a line cut off": ("in.jsonl", b'{"id": "a", "text": "The bri', "not_json"),
    "a row of a wrong type": ("in.jsonl", _line(id="a", text=["The bridge"]), "wrong_type"),
    "no text column": ("in.jsonl", _line(id="a", body=ARTICLE), "missing_column"),
    "a text that is not a number": ("in.jsonl", b'{"id": "a", "text": NaN}', "wrong_type"),
    "a page of too many tags": ("in.html", b"<p>" * 300_000, "too_long"),
    "an archive that is none": ("in.warc.gz", GOOD, "broken_record"),
    "a feed that is none": ("in.xml", b"<p>The bridge stays shut.</p>", "not_feed"),
    "Markdown": ("in.md", b"# Bridge shut", "unknown_format"),
    "what is not gzip": ("in.jsonl.gz", GOOD, "broken_file"),
    "a JSON array cut off": ("in.json", b'[{"id": "a", "text": "The bri', "not_json"),
    "20 MB in one paragraph": ("in.txt", b"who knows " * 2_000_000, "too_long"),
}


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one run on all that fails, each in a folder of its own, and on an article that does not."""
    folder = tmp_path_factory.mktemp("failing")
    for number, (name, content, _) in enumerate(FAILING.values()):
        (folder / "in" / str(number)).mkdir(parents=True)
        (folder / "in" / str(number) / name).write_bytes(content)
    (folder / "in/good.jsonl").write_bytes(GOOD)
    assert main.main(["extract", str(folder / "in"), f"--output={folder}/out"]) == EXIT_SOME_FAILED
    return folder / "out"


@pytest.mark.parametrize("kind", FAILING)
def test_a_failure_says_why(failing: Path, kind: str) -> None:
    number = list(FAILING).index(kind)
    place = f"{failing.parent}/in/{number}/{FAILING[kind][0]}"
    [failure] = [row for row in _rows(failing / "failures") if place in f"{row['element']} {row['message']} {row}"]
    assert failure["error"] == f"ArticleError.{FAILING[kind][2]}"
    assert len(failure["element"]) <= 2_000


def test_the_rest_is_done(failing: Path) -> None:
    [claim] = _rows(failing / "claims")
    assert (claim["article_id"], claim["speaker"]["name"]) == ("good", "Ines Falk")
    assert len(_rows(failing / "failures")) == len(FAILING)


DONE = {
    "UTF-16 with its mark": ("in.txt", ARTICLE.encode("utf-16")),
    "UTF-8 with its mark": ("in.txt", ARTICLE.encode("utf-8-sig")),
    "NUL bytes": ("in.txt", f"\0{ARTICLE}\0".encode()),
    "markup": ("in.txt", f"<p onclick='alert(1)'>{ARTICLE}</p>".encode()),
    "Windows line ends": ("in.txt", f"Bridge shut\r\n\r\n{ARTICLE}\r\n".encode()),
    "an id that is a number": ("in.jsonl", _line(id=7, text=ARTICLE)),
    "no id": ("in.jsonl", _line(text=ARTICLE)),
    "an id that is a list": ("in.jsonl", _line(id=[7], text=ARTICLE)),
    "a title that is a number": ("in.jsonl", _line(title=7, text=ARTICLE)),
    "a title that is not a number": ("in.jsonl", b'{"title": NaN, "text": ' + json.dumps(ARTICLE).encode() + b"}"),
    "a title of a megabyte": ("in.jsonl", _line(id="a", title="Rain " * 200_000, text=ARTICLE)),
    "an id of a megabyte": ("in.jsonl", _line(id="7" * 1_000_000, text=ARTICLE)),
    "a JSON array": ("in.json", json.dumps([{"id": "a", "text": ARTICLE}]).encode()),
    "a pretty-printed record": ("in.json", json.dumps({"id": "a", "text": ARTICLE}, indent=2).encode()),
    "pretty-printed records": ("in.jsonl", json.dumps({"id": "a", "text": ARTICLE}, indent=2).encode()),
    "JSON lines in a .json file": ("in.json", _line(id="a", text=ARTICLE)),
}


def test_what_can_be_read_is_read(tmp_path: Path) -> None:
    for number, (name, content) in enumerate(DONE.values()):
        (tmp_path / "in" / str(number)).mkdir(parents=True)
        (tmp_path / "in" / str(number) / name).write_bytes(content)
    assert main.main(["extract", str(tmp_path / "in"), f"--output={tmp_path}/out"]) == EXIT_FINE
    claims = _rows(tmp_path / "out/claims")
    assert len(claims) == len(DONE)
    assert {claim["text"] for claim in claims} == {"“The bridge stays shut,”"}
    assert {claim["speaker"]["name"] for claim in claims} == {"Ines Falk"}


DATES = {
    "RFC 2822": "Fri, 08 Mar 2019 10:00:00 GMT",
    "RFC 2822 with an offset": "Fri, 8 Mar 2019 11:00:00 +0100",
    "ISO 8601": "2019-03-08T10:00:00Z",
    "ISO 8601 with an offset": "2019-03-08T11:00:00+01:00",
    "ISO 8601 in its basic form": "20190308T100000Z",
    "ISO 8601 by weeks": "2019-W10-5T10:00:00Z",
    "ISO 8601 by days of the year": "2019-067T10:00:00Z",
    "a time zone in letters": "2019-03-08 10:00:00 UTC",
    "14 digits": "20190308100000",
    "14 digits as a number": 20190308100000,
    "Unix seconds": 1552039200,
    "Unix seconds as text": "1552039200",
    "Unix seconds as a float": 1552039200.0,
    "Unix milliseconds": 1552039200000,
    "Unix milliseconds as text": "1552039200000",
}


def test_dates_in_all_their_forms(tmp_path: Path) -> None:
    lines = [_line(id=name, text=ARTICLE, published_at=value) for name, value in DATES.items()]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    assert main.main(["extract", str(tmp_path / "in.jsonl"), f"--output={tmp_path}/out"]) == EXIT_FINE
    read = {row["article_id"]: row["published_at"] for row in _rows(tmp_path / "out/claims")}
    assert read == dict.fromkeys(DATES, datetime(2019, 3, 8, 10, tzinfo=UTC))


def test_dates_that_cannot_be_read_are_told_once_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file, ids in (("a.jsonl", "xyz"), ("b.jsonl", "u")):
        lines = [_line(id=each, text=ARTICLE, published_at="last week") for each in ids]
        (tmp_path / file).write_bytes(b"\n".join(lines))
    inputs = [str(tmp_path / file) for file in ("a.jsonl", "b.jsonl")]
    assert main.main(["extract", *inputs, f"--output={tmp_path}/out"]) == EXIT_FINE
    rows = _rows(tmp_path / "out/claims")
    assert {(row["article_id"], row["published_at"]) for row in rows} == {(each, None) for each in "xyzu"}
    out = capsys.readouterr().out
    assert "published_at could not be read in 4 articles, and is empty there\n" in out
    assert f"  {tmp_path}/a.jsonl, byte " in out
    assert out.count("published_at is 'last week'") == 2


def test_what_other_systems_keep_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("_SUCCESS", ".DS_Store", ".in.jsonl.crc", "in.jsonl.crc"):
        (folder / name).write_bytes(b"\x00\x01")
    (folder / "in.jsonl").write_bytes(GOOD)
    for pattern in (folder, folder / "*"):
        assert main.main(["extract", str(pattern), f"--output={tmp_path}/out", "--overwrite"]) == EXIT_FINE
        assert [row["article_id"] for row in _rows(tmp_path / "out/claims")] == ["good"]


def test_a_file_of_markup_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.md").write_bytes(b"# Bridge shut")
    assert main.main(["extract", str(tmp_path / "in.md"), f"--output={tmp_path}/out"]) == EXIT_USAGE
    assert ".md is markup, which is not read here. Take the text out of it first" in capsys.readouterr().err
