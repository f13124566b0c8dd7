"""``claims-beam report``: from folders of tables to a page, and what it refuses."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support.factories import make_claim
from support.quoting import made_up

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.records import Failure
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import to_row
from claims_beam.storage.tables import read_records
from claims_beam.testing import make_article


def _report(*args: object) -> int:
    return main.main(["report", *map(str, args)])


def _data(page: Path) -> Any:
    html = page.read_text(encoding="utf-8")
    return json.loads(re.search(r'id="data">(.*?)</script>', html, flags=re.DOTALL)[1])  # type: ignore[index]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as ``extract`` leaves it, with one claim, one failure and, beside it, the article."""
    article = make_article()
    cb.write_records([make_claim()], str(tmp_path / "out/claims"), cb.Claim)
    cb.write_records(
        [Failure("b", "parse", "ArticleError.no_text", "no text", "{}")], str(tmp_path / "out/failures"), Failure
    )
    row = {"article_id": article.article_id, "text": article.text}
    (tmp_path / "news.jsonl").write_text(json.dumps(row) + '\n{"id": "c"}\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("claims", ["out", "out/", "out/claims"])
def test_a_page_is_written(folder: Path, claims: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "pages" / "report.html"
    arguments = [f"{folder}/{claims}", "--articles", folder / "news.jsonl", "--output", page]
    assert _report(*arguments) == EXIT_SOME_FAILED  # as extract said of these articles
    data = _data(page)
    assert len(data["claims"]["text"]) == 1
    assert data["articles"]["missing"] == [0]
    assert data["failures"]["count"] == 2
    captured = capsys.readouterr()
    assert f"{page} is written" in captured.out
    assert "without the texts" not in captured.out
    assert "no column 'text'" in captured.err
    assert [path.name for path in page.parent.iterdir()] == ["report.html"]


def test_without_articles_and_failures_the_claims_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cb.write_records([make_claim()], str(tmp_path / "claims"), cb.Claim)
    assert _report(tmp_path, "--output", tmp_path / "report.html") == EXIT_FINE
    assert _data(tmp_path / "report.html")["articles"]["missing"] == [1]
    assert "to show these, too, give the articles with --articles" in capsys.readouterr().out


def test_quotations_beside_the_claims_are_in_the_page(folder: Path) -> None:
    claims = made_up(40)
    cb.write_records(claims, str(folder / "out" / "claims"), cb.Claim, overwrite=True)
    cb.write_records(cb.group_quotations(claims), str(folder / "out" / "quotations"), cb.Quotation)
    assert _report(folder / "out", "--output", folder / "report.html") == EXIT_FINE
    data = _data(folder / "report.html")
    expected = [found for found in cb.group_quotations(claims) if found.articles > 1]
    assert data["quotations"]["repeated"] == len(expected) > 1
    [first] = [found for found in expected if found.text == data["quotations"]["rows"][0]["text"]]
    said = [data["claims"]["id"][number] for number in data["quotations"]["rows"][0]["claims"]]
    assert said == [each.claim_id for each in first.occurrences]


def test_how_much_text_is_up_to_the_user(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(folder / "out", "--articles", folder / "news.jsonl", "--output", folder / "a.html", "--max-text-chars=5")
    assert _data(folder / "a.html")["articles"]["pieces"] == [None]
    assert capsys.readouterr().out.splitlines()[1:] == [
        "it leaves out the text of 1 article, those with the fewest claims; to hold more, raise --max-text-chars"
    ]


UNREAD = {
    "a table without the column of the text": (
        "news.csv",
        "id,body\n1,It rained.\n",
        "there are: 'id', 'body'. Map one",
    ),
    "records without it": ("news.jsonl", '{"id": "1", "body": "It rained."}\n', "there are: 'id', 'body'. Map one"),
    "no JSON": ("news.jsonl", "It rained.\n", "Write one JSON object a line"),
    "nothing": ("news.jsonl", "\n", "the file holds no articles"),
    "a page that holds none": (
        "menu.html",
        "<html><body><a href='/'>Home</a></body></html>",
        "no article in menu.html; give",
    ),
}


@pytest.mark.parametrize(("name", "content", "message"), UNREAD.values(), ids=UNREAD)
def test_where_no_article_can_be_read_no_page_is_written(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str,
    message: str,
) -> None:
    monkeypatch.chdir(folder)
    Path(name).write_text(content, encoding="utf-8")
    assert _report("out", "--articles", name, "--output", "report.html") == EXIT_USAGE
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    assert not Path("report.html").exists()
    if "Map one" in message:
        arguments = ["--articles", name, "--column", "article_id=id", "--column", "text=body"]
        assert _report("out", *arguments, "--output", "report.html") == EXIT_FINE


REFUSED = {
    "no such folder": (["nowhere"], "nowhere holds no claims"),
    "a folder without claims": (["empty"], "Give the folder that `claims-beam extract --output` wrote into"),
    "another table": (["sentences"], "is a table of SentenceRecord records"),
    "no Parquet": (["broken"], "no Parquet file"),
    "no articles": (["out", "--articles", "nothing*.txt"], "no file matches"),
    "a folder for a page": (["out", "--output", "empty"], "empty"),
    "unknown options": (["out", "--colour"], "knows --colour"),
}


@pytest.mark.parametrize(("args", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_done_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str], message: str
) -> None:
    monkeypatch.chdir(folder)
    for name in ("empty", "broken"):
        Path(name).mkdir()
    Path("broken/part.parquet").write_bytes(b"PAR?")
    cb.write_records([cb.SentenceRecord("a", 0, 0, 1, "x")], "sentences", cb.SentenceRecord)
    assert _report("--output=report.html", *args) == EXIT_USAGE
    assert message in capsys.readouterr().err
    assert not list(folder.glob("*.html"))
    assert not list(folder.glob(".*unfinished"))


def test_an_older_table_is_read(tmp_path: Path) -> None:
    """One that lacks columns, and fields within columns, that were added since."""
    row = to_row(make_claim())
    for column in (
        "url",
        "prefix",
        "predicate",
        "quantities",
        "check_worthiness",
        "check_worthiness_reasons",
        "sentence_first",
    ):
        del row[column]
    del row["speaker"]["id"], row["cue"]["negated"]
    metadata = {"claims_beam.record": "Claim", "claims_beam.schema_version": "0.9.0"}
    table = pa.Table.from_pylist([row]).replace_schema_metadata(metadata)
    (tmp_path / "claims").mkdir()
    pq.write_table(table, tmp_path / "claims/old.parquet")
    assert _report(tmp_path, "--output", tmp_path / "report.html") == EXIT_FINE
    data = _data(tmp_path / "report.html")
    assert data["books"]["speaker"] == [None, "Ada Moreno"]
    assert data["claims"]["worthiness"] == [-1]


def test_a_newer_tables_further_columns_are_passed_over(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([to_row(make_claim())], schema=schema_of(cb.Claim))
    pq.write_table(table.append_column("mood", pa.array(["calm"])), tmp_path / "new.parquet")
    [claim] = read_records(str(tmp_path), cb.Claim)
    assert claim.claim_id == make_claim().claim_id
