"""``--column`` names a column that the input has, or the command says which there are and reads nothing."""

import csv
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.storage.article_columns import check_readable
from claims_beam.storage.patterns import list_files

SAID = "“The bridge stays shut,” said Ines Falk, the harbour master."
ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": SAID, "headline": "Bridge"},
    {"id": "b", "text": SAID, "headline": "Shut", "byline": "Bo Lind"},
]
Rows = Sequence[dict[str, Any]]
Captured = pytest.CaptureFixture[str]


def _lines(path: Path, rows: Rows) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def _compressed(path: Path, rows: Rows) -> None:
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))


def _array(path: Path, rows: Rows) -> None:
    path.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text", "headline", "byline"])
        writer.writeheader()
        writer.writerows(rows)


def _parquet(path: Path, rows: Rows) -> None:
    pq.write_table(pa.Table.from_pylist([{"byline": None, **row} for row in rows]), path)


FILES: dict[str, Callable[[Path, Rows], None]] = {
    "in.jsonl": _lines,
    "in.jsonl.gz": _compressed,
    "in.json": _array,
    "in.csv": _csv,
    "in.parquet": _parquet,
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("column", ["title=headlin", "text=body", "article_id=uri"])
def test_a_column_that_the_input_lacks_is_a_wrong_option(
    name: str, column: str, tmp_path: Path, capsys: Captured
) -> None:
    FILES[name](tmp_path / name, ROWS)
    commands = [
        ["extract", str(tmp_path / name), f"--output={tmp_path}/out"],
        ["show", str(tmp_path / name)],
        ["locate", "the bridge stays shut", str(tmp_path / name)],
        ["report", str(tmp_path), f"--articles={tmp_path / name}", f"--output={tmp_path}/out/report.html"],
    ]
    field, missing = column.split("=")
    for command in commands:
        assert main.main([*command, "--column", column]) == EXIT_USAGE
        told = capsys.readouterr().err
        assert f"{tmp_path / name}: There is no column '{missing}' for {field}; there are: " in told
        assert "'headline', 'byline'" in told or "'byline', 'id', 'text', 'headline'" in told
        assert f"--column {field}=..." in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FILES)
def test_a_column_that_some_records_have_is_fine(name: str, tmp_path: Path, capsys: Captured) -> None:
    FILES[name](tmp_path / name, ROWS)
    mapped = cb.Columns(title="headline", author="byline")
    found = [(article.title, article.author) for article in cb.read_articles(tmp_path / name, columns=mapped)]  # type: ignore[union-attr]
    assert found == [("Bridge", None), ("Shut", "Bo Lind")]
    assert main.main(["show", str(tmp_path / name), "--column=author=byline", "--limit=1"]) == EXIT_FINE
    assert "Ines Falk" in capsys.readouterr().out


@pytest.mark.parametrize("name", FILES)
def test_in_the_library_a_file_without_the_column_is_a_failure(name: str, tmp_path: Path) -> None:
    FILES[name](tmp_path / name, ROWS)
    _lines(tmp_path / "whole.jsonl", [{**ROWS[0], "headlin": "Bridge"}])
    failure, article = cb.read_articles(
        [tmp_path / name, tmp_path / "whole.jsonl"], columns=cb.Columns(title="headlin")
    )
    assert isinstance(failure, cb.Failure)
    assert failure.error == "ArticleError.missing_column"
    assert "there are: " in failure.message
    assert isinstance(article, cb.Article)
    assert article.title == "Bridge"


def _csv_with(path: Path, names: Sequence[str]) -> None:
    path.write_text("".join(",".join(cells) + "\n" for cells in (names, ["It rained."] * len(names))), encoding="utf-8")


def _parquet_with(path: Path, names: Sequence[str]) -> None:
    pq.write_table(pa.Table.from_arrays([pa.array(["It rained."])] * len(names), names=list(names)), path)


TABLES: dict[str, Callable[[Path, Sequence[str]], None]] = {
    "in.csv": _csv_with,
    "in.parquet": _parquet_with,
}
REPEATED = {
    "the text": (["id", "text", "text"], {}, "2 columns 'text' for text"),
    "another field": (["title", "text", "title", "title"], {}, "3 columns 'title' for title"),
    "the id": (["id", "text", "id"], {}, "2 columns 'id' for article_id"),
    "a mapped one": (["body", "text", "body"], {"text": "body"}, "2 columns 'body' for text"),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("names", "mapped", "told"), REPEATED.values(), ids=REPEATED)
def test_a_table_with_two_columns_of_one_name_is_a_failure(
    name: str, names: list[str], mapped: dict[str, str], told: str, tmp_path: Path
) -> None:
    TABLES[name](tmp_path / name, names)
    [failure] = cb.read_articles(tmp_path / name, columns=cb.Columns(**mapped))
    assert isinstance(failure, cb.Failure)
    assert failure.error == "ArticleError.repeated_column"
    assert told in failure.message
    assert "Rename or drop the others, or map another column: Columns(" in failure.message


@pytest.mark.parametrize("name", TABLES)
def test_a_column_that_is_not_read_may_be_there_twice(name: str, tmp_path: Path) -> None:
    TABLES[name](tmp_path / name, ["note", "text", "note", "title", "title"])
    [article] = cb.read_articles(tmp_path / name, columns=cb.Columns(title=None))
    assert isinstance(article, cb.Article)


@pytest.mark.parametrize("name", TABLES)
def test_two_columns_of_one_name_are_told_of_by_the_command(name: str, tmp_path: Path, capsys: Captured) -> None:
    TABLES[name](tmp_path / name, ["body", "body", "text", "text"])
    command = ["extract", f"{tmp_path}/{name}", f"--output={tmp_path}/out"]
    assert main.main(command) == EXIT_SOME_FAILED
    assert "There are 2 columns 'text' for text" in "".join(capsys.readouterr())
    assert main.main([*command, "--overwrite", "--column=text=body"]) == EXIT_USAGE
    assert "There are 2 columns 'body' for text" in capsys.readouterr().err


@pytest.mark.slow
def test_further_files_without_the_column_are_failures(tmp_path: Path, capsys: Captured) -> None:
    _lines(tmp_path / "a.jsonl", ROWS[1:])
    _lines(tmp_path / "b.jsonl", ROWS[:1])
    command = ["extract", f"{tmp_path}/*.jsonl", f"--output={tmp_path}/out", "--column=author=byline"]
    assert main.main(command) == EXIT_SOME_FAILED
    assert "1 ArticleError.missing_column in open" in capsys.readouterr().out


UNDECIDED = {
    "no records": "",
    "no objects": '7\n["byline"]\n',
    "what is cut off": '{"text": "It rai',
    "an array that is cut off": '[{"text": "It rained."}, {"te',
    "a record that is too long": '{"text": "It rained."}\n{"page": "' + "x" * 30_000_000 + '"}\n',
}


@pytest.mark.parametrize("content", UNDECIDED.values(), ids=UNDECIDED)
def test_what_is_not_sure_to_lack_the_column_is_for_the_reader_to_say(content: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(content, encoding="utf-8")
    outcomes = list(cb.read_articles(tmp_path / "in.jsonl", columns=cb.Columns(author="byline")))
    assert all(isinstance(each, cb.Article) or "missing_column" not in each.error for each in outcomes)
    assert outcomes


@pytest.mark.parametrize("command", ["show", "locate", "extract"])
@pytest.mark.parametrize("names", [["a.txt"], ["a.txt", "b.html"]], ids=" ".join)
def test_files_that_have_no_columns_take_no_mapping(
    command: str, names: list[str], tmp_path: Path, capsys: Captured
) -> None:
    for name in names:
        (tmp_path / name).write_text(SAID, encoding="utf-8")
    words = ["the bridge stays shut"] if command == "locate" else []
    more = [f"--output={tmp_path}/out"] if command == "extract" else []
    arguments = [command, *words, *(f"{tmp_path}/{name}" for name in names), "--column=title=headline", *more]
    assert main.main(arguments) == EXIT_USAGE
    assert (
        f"{tmp_path}/a.txt has no columns, and neither has any other of the files, so that none can be mapped "
        "(title=headline). Leave the mapping out, or give files of JSON, CSV or Parquet."
    ) in capsys.readouterr().err


def test_files_without_columns_may_be_among_others(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    _csv(tmp_path / "b.csv", ROWS)
    assert main.main(["show", str(tmp_path), "--column=title=headline"]) == EXIT_FINE
    assert "Bridge" in capsys.readouterr().out


def _without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_beam.articles.web.limits.find_spec", lambda name: None)


NO_TEXT, NO_EXTRA = "There is no column 'text' for text; there are: 'body'", "'claims-beam[web]'"
UNREADABLE = {
    "a table": (["a.csv"], f"a.csv: {NO_TEXT}"),
    "a table of Parquet": (["a.parquet"], f"a.parquet: {NO_TEXT}"),
    "tables": (["a.csv", "b.parquet"], f"a.csv: {NO_TEXT}"),
    "pages": (["a.html", "b.html"], NO_EXTRA),
    "pages and feeds": (["a.html", "b.rss", "c.warc.gz"], NO_EXTRA),
    "pages and tables": (["a.html", "b.csv"], NO_EXTRA),
    "what is not read beside it": (["a.csv", "b.pdf"], f"a.csv: {NO_TEXT}"),
}


@pytest.mark.parametrize(("names", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_inputs_of_which_none_can_be_read_are_refused_before_anything_runs(
    names: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    _without_extra(monkeypatch)
    (folder := tmp_path / "in").mkdir()
    for name in names:
        TABLES.get(f"in{Path(name).suffix}", _csv_with)(folder / name, ["body"])
    assert main.main(["extract", str(folder), f"--output={tmp_path}/out"]) == EXIT_USAGE
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("other", ["b.csv", "b.parquet", "b.txt", "b.jsonl"])
def test_inputs_of_which_some_may_be_read_are_not_refused(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_extra(monkeypatch)
    _csv_with(tmp_path / "a.csv", ["body"])
    _csv_with(tmp_path / "a.html", ["body"])
    TABLES.get(f"in{Path(other).suffix}", _csv_with)(tmp_path / other, ["text"])
    check_readable(list_files(str(tmp_path)), cb.Columns())
