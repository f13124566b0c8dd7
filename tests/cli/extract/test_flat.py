"""Flat claims, through the command: the same rows in each format, safe to open, checked and replaced as all tables."""

import bz2
import csv
import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
import zstandard
from apache_beam.testing.util import assert_that, equal_to

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.storage import article_files

Captured = pytest.CaptureFixture[str]

SAID = "“The bridge,\nof “1990”, stays shut,” said Ines Falk, the harbour master."
ARTICLES = [
    {"id": "a", "text": SAID, "title": '=HYPERLINK("http://evil.example";"x")', "published_at": "2026-03-06T09:00:00Z"},
    {"id": "b", "text": "Ada Moreno said 40 boats and 3 cars were sold.", "publisher": "@Post", "title": "\u2028"},
]


def _csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _parquet(path: Path) -> list[dict[str, Any]]:
    rows = pq.read_table(path).to_pylist()
    return [{**row, "published_at": row["published_at"] and row["published_at"].isoformat()} for row in rows]


READERS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}


def _extract(folder: Path, *options: str) -> int:
    (folder / "in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ARTICLES), encoding="utf-8")
    return main.main(["extract", f"{folder}/in.jsonl", f"--output={folder}/out", *options])


def _flat(folder: Path) -> list[dict[str, Any]]:
    [path] = (folder / "out/flat").rglob("part-*")
    return READERS[path.suffix[1:]](path)


@pytest.mark.parametrize("kind", READERS)
def test_each_format_has_the_claims(kind: str, tmp_path: Path, capsys: Captured) -> None:
    assert _extract(tmp_path, f"--format={kind}") == EXIT_FINE
    assert main.main(["verify", f"{tmp_path}/out"]) == EXIT_FINE
    assert "flat: 2 rows in 1 file," in capsys.readouterr().out
    rows = _flat(tmp_path)
    claims = cb.read_records(tmp_path / "out/claims", cb.Claim)
    expected = [cb.to_row(cb.flatten_claim(claim)) for claim in claims]
    assert [list(row) for row in rows] == [cb.schema_of(cb.FlatClaim).names] * 2
    assert [row["claim_id"] for row in rows] == [row["claim_id"] for row in expected]
    first, second = rows
    assert (first["speaker"], first["speaker_kind"], first["cue"], str(first["start"])) == (
        "Ines Falk",
        "PERSON",
        "said",
        "0",
    )
    assert first["text"] == expected[0]["text"]
    assert "\n" in first["text"]
    assert first["published_at"] == "2026-03-06T09:00:00+00:00"
    assert second["quantities"] == "40 boats | 3 cars"


def test_a_cell_opens_no_formula(tmp_path: Path) -> None:
    assert _extract(tmp_path, "--format=csv") == EXIT_FINE
    first, second = _flat(tmp_path)
    assert first["title"] == f"'{ARTICLES[0]['title']}"
    assert second["publisher"] == "'@Post"
    cells = [cell for row in (first, second) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert (first["cue_negated"], first["publisher"]) == ("false", "")


def test_another_format_takes_the_place_of_the_first(tmp_path: Path, capsys: Captured) -> None:
    assert _extract(tmp_path, "--format=csv") == EXIT_FINE
    assert _extract(tmp_path, "--format=jsonl") == EXIT_USAGE
    assert "already holds 1 finished file(s)" in capsys.readouterr().err
    for options, suffixes in ((("--format=jsonl",), [".jsonl"]), ((), [])):
        assert _extract(tmp_path, "--overwrite", *options) == EXIT_FINE
        assert [path.suffix for path in (tmp_path / "out").glob("flat/*")] == suffixes
        assert cb.verify_output(tmp_path / "out") == []


def test_it_is_partitioned_as_the_claims_are(tmp_path: Path) -> None:
    assert _extract(tmp_path, "--format=csv", "--partition-by=published_date") == EXIT_FINE
    names = sorted(path.parent.name for path in (tmp_path / "out/flat").rglob("*.csv"))
    assert names == ["published_date=2026-03-06", "published_date=__HIVE_DEFAULT_PARTITION__"]
    assert cb.verify_output(tmp_path / "out") == []


def test_commands_read_the_claims_beside_it(tmp_path: Path, capsys: Captured) -> None:
    assert _extract(tmp_path, "--format=parquet", "--write-articles") == EXIT_FINE
    for command in (["show"], ["find", "--speaker=Falk"], ["report", f"--output={tmp_path}/report.html"]):
        assert main.main([command[0], f"{tmp_path}/out", *command[1:]]) == EXIT_FINE
    assert "Ines Falk" in (tmp_path / "report.html").read_text(encoding="utf-8")
    capsys.readouterr()
    wrong = {
        "show": "is a table of FlatClaim records that claims-beam wrote, not of articles",
        "find": "is a table of FlatClaim records, not of Claim",
        "report": "is a table of FlatClaim records, not of Claim",
    }
    for name, message in wrong.items():
        more = [f"--output={tmp_path}/report.html"] if name == "report" else []
        assert main.main([name, f"{tmp_path}/out/flat", *more]) == EXIT_USAGE
        assert message in capsys.readouterr().err


PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstandard.compress,
}


@pytest.mark.parametrize("codec", PACK)
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("command", ["show", "extract"])
def test_flat_claims_are_not_read_as_articles(
    codec: str, kind: str, command: str, tmp_path: Path, capsys: Captured
) -> None:
    flat = [cb.flatten_claim(claim) for claim in cb.extract_claims(SAID)]
    cb.write_records(flat, tmp_path / "flat", cb.FlatClaim, file_format=kind)
    [part] = (tmp_path / "flat").iterdir()
    part.with_name(part.name + codec).write_bytes(PACK[codec](part.read_bytes()))
    if codec:
        part.unlink()
    more = [f"--output={tmp_path}/out"] if command == "extract" else []
    assert main.main([command, f"{tmp_path}/flat", *more]) == EXIT_USAGE
    told = capsys.readouterr().err
    assert "is a table of flat claims that claims-beam wrote, not of articles. Give the articles, which" in told
    assert told.endswith("or read the claims with a program for tables.\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("part_bytes", [300, article_files.PART_BYTES], ids=["in parts", "whole"])
@pytest.mark.parametrize("codec", PACK)
@pytest.mark.parametrize("kind", READERS)
def test_flat_claims_anywhere_among_articles_are_one_failure(
    codec: str, kind: str, part_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_files, "PART_BYTES", part_bytes)
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ARTICLES), encoding="utf-8")
    flat = [cb.flatten_claim(claim) for claim in cb.extract_claims(SAID)] * 9
    cb.write_records(flat, tmp_path / "b", cb.FlatClaim, file_format=kind)
    [part] = (tmp_path / "b").iterdir()
    if kind != "parquet":
        part.with_name(part.name + codec).write_bytes(PACK[codec](part.read_bytes()))
        if codec:
            part.unlink()
    first, second, failure = cb.read_articles(tmp_path)
    assert [getattr(each, "article_id", None) for each in (first, second)] == ["a", "b"]
    assert isinstance(failure, cb.Failure)
    assert failure.error == "ArticleError.not_articles"
    assert "claims that claims-beam wrote" in failure.message.replace("FlatClaim records", "claims")
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles, failures = pipeline | cb.ReadArticles(tmp_path).with_exception_handling()
        assert_that(articles | beam.Map(lambda each: each.article_id), equal_to(["a", "b"]), "articles")
        assert_that(failures | beam.Map(lambda each: each.error), equal_to([failure.error]), "failures")


def test_the_first_record_that_has_columns_decides(tmp_path: Path) -> None:
    [flat] = [cb.to_row(cb.flatten_claim(claim)) for claim in cb.extract_claims(SAID)]
    row = json.dumps(flat, default=str)
    (tmp_path / "a.json").write_text(f"[{row}, {row}]", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f'{{"text": "Rain."}}\n{row}\n', encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(f"{row[:60]}\n{row}\n{row}\n", encoding="utf-8")
    told = [(type(each).__name__, getattr(each, "error", None)) for each in cb.read_articles(tmp_path)]
    assert told == [
        ("Failure", "ArticleError.not_articles"),
        ("Article", None),
        ("Article", None),
        ("Failure", "ArticleError.not_json"),
        ("Failure", "ArticleError.not_articles"),
    ]


def test_no_more_than_the_head_of_a_compressed_table_is_read(tmp_path: Path) -> None:
    """What is cut off behind it does not hide what the table is."""
    flat = [cb.flatten_claim(claim) for claim in cb.extract_claims(SAID)]
    cb.write_records(flat, tmp_path / "flat", cb.FlatClaim, file_format="csv")
    [part] = (tmp_path / "flat").iterdir()
    cut_off = gzip.compress(part.read_bytes() + random.Random(0).randbytes(100_000))[:50_000]
    (tmp_path / "cut_off.csv.gz").write_bytes(cut_off)
    with pytest.raises(cb.ArticleError, match="is a table of flat claims"):
        cb.read_articles(tmp_path / "cut_off.csv.gz")


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Falk", b"Wolf"))


def _added(path: Path) -> None:
    (path.parent / "more.csv").write_text("claim_id\n", encoding="utf-8")


def _added_to_a_partition(path: Path) -> None:
    (folder := path.parent / "published_date=2026-03-06").mkdir()
    (folder / "more.csv").write_text("claim_id\n", encoding="utf-8")


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed file": (_changed, "has the SHA-256"),
    "a file that is gone": (Path.unlink, "is missing"),
    "a file beside it": (_added, "is not of this run"),
    "a file in a partition beside it": (_added_to_a_partition, "is not of this run"),
}


@pytest.mark.parametrize(("spoil", "message"), SPOILED.values(), ids=SPOILED)
def test_verify_finds_what_is_wrong(
    spoil: Callable[[Path], object], message: str, tmp_path: Path, capsys: Captured
) -> None:
    flat = [cb.flatten_claim(claim) for claim in cb.extract_claims(SAID)]
    files = cb.write_records(flat, tmp_path / "flat", cb.FlatClaim, file_format="csv")
    cb.write_manifest(files, tmp_path)
    assert main.main(["verify", str(tmp_path)]) == EXIT_FINE
    spoil(Path(files[0].path))
    assert main.main(["verify", str(tmp_path)]) == EXIT_SOME_FAILED
    assert message in "".join(capsys.readouterr())
