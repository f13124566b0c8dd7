"""Claims found by speaker, words, date, publisher, kind and confidence, in folders and partitions."""

import csv
import errno
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import duckdb
import pyarrow.parquet as pq
import pytest
from support.factories import make_claim
from support.refused_imports import run_refusing

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, EXIT_USAGE

Captured = pytest.CaptureFixture[str]


def _claim(number: int, name: str | None, text: str, **changes: Any) -> cb.Claim:
    names = tuple(name.split(" & ")) if name else ()
    claim = make_claim()
    assert claim.speaker is not None
    speaker = replace(claim.speaker, name=name, names=names)
    return replace(claim, claim_id=f"c{number}", text=text, speaker=speaker, **changes)


MARCH_1 = datetime(2024, 3, 1, 8, tzinfo=UTC)
CLAIMS = [
    _claim(
        1, "Inés Falk", "the north pier stays shut", published_at=datetime(2024, 3, 1, 8, tzinfo=UTC), confidence=0.99
    ),
    _claim(2, "Inés Falk & Tom Reyer", "nothing will open", published_at=datetime(2024, 3, 31, 23, 59, tzinfo=UTC)),
    _claim(
        3,
        "Tom Reyer",
        "The pier, north of here, is sound",
        publisher="Valley Courier",
        published_at=None,
        check_worthiness=0.9,
    ),
    _claim(4, None, "northern piers are cheap", kind="indirect", confidence=0.1, published_at=None),
    _claim(5, "Falkland Council", "x' OR 1=1; --", publisher='O\'Hare "Daily"', published_at=None),
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("find") / "out"
    cb.write_records(CLAIMS, str(folder / "claims"), cb.Claim)
    return folder


def find(capsys: Captured, *arguments: str) -> list[str]:
    assert main.main(["find", *arguments, "--format=jsonl"]) == EXIT_FINE
    return sorted(json.loads(line)["claim_id"] for line in capsys.readouterr().out.splitlines())


QUESTIONS = {
    "all": ([], ["c1", "c2", "c3", "c4", "c5"]),
    "a surname": (["--speaker=Falk"], ["c1", "c2"]),
    "a name without its accent": (["--speaker=ines falk"], ["c1", "c2"]),
    "words of two speakers": (["--speaker=Falk Reyer"], []),
    "words": (["--text=NORTH pier"], ["c1", "c3"]),
    "a first day": (["--since=2024-03-02"], ["c2"]),
    "a last day": (["--until=2024-03-31"], ["c1", "c2"]),
    "one day": (["--since=2024-03-01", "--until=2024-03-01"], ["c1"]),
    "a publisher": (["--publisher=courier"], ["c3"]),
    "a kind": (["--kind=indirect"], ["c4"]),
    "a confidence": (["--min-confidence=0.98"], ["c1"]),
    "worth a check": (["--min-check-worthiness=0.8"], ["c3"]),
    "all of it": (["--speaker=falk", "--text=pier", "--since=2024-01-01", "--min-confidence=0.5"], ["c1"]),
    "SQL in the words": (["--text=x' OR 1=1; --"], ["c5"]),
    "SQL in a name": (["--speaker=') OR true --"], []),
    "a publisher of quotation marks": (['--publisher=O\'Hare "Daily"'], ["c5"]),
    "a parameter's name": (["--speaker=$text"], []),
}


@pytest.mark.parametrize(("asked", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions(output: Path, asked: list[str], expected: list[str], capsys: Captured) -> None:
    assert find(capsys, str(output), *asked) == expected
    assert find(capsys, str(output / "claims"), *asked) == expected


def test_the_first_published_come_first(output: Path, capsys: Captured) -> None:
    assert find(capsys, str(output), "--limit=1") == ["c1"]


SORTED = {
    "by default": ([], ["c1", "c2", "c3", "c4", "c5"]),
    "by date": (["--sort=date"], ["c1", "c2", "c3", "c4", "c5"]),
    "by check-worthiness": (["--sort=check-worthiness"], ["c3", "c1", "c2", "c4", "c5"]),
    "by confidence": (["--sort=confidence", "--limit=2"], ["c2", "c1"]),
}


@pytest.mark.parametrize(("asked", "expected"), SORTED.values(), ids=SORTED)
def test_claims_come_in_the_order_asked_for(
    asked: list[str], expected: list[str], tmp_path: Path, capsys: Captured
) -> None:
    given = [
        replace(claim, confidence={"c2": 1.0}.get(claim.claim_id, claim.confidence), article_id=claim.claim_id)
        for claim in reversed(CLAIMS)
    ]
    cb.write_records(given, str(tmp_path / "claims"), cb.Claim)
    assert main.main(["find", str(tmp_path), *asked, "--format=jsonl"]) == EXIT_FINE
    assert [json.loads(line)["claim_id"] for line in capsys.readouterr().out.splitlines()] == expected


def test_partitions_are_read(tmp_path: Path, capsys: Captured) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create(CLAIMS)
        claims | cb.WriteRecords(str(tmp_path / "[out]" / "claims"), cb.Claim, partition_by="published_date")
    assert find(capsys, str(tmp_path / "[out]"), "--speaker=Falk") == ["c1", "c2"]
    assert find(capsys, str(tmp_path / "[out]")) == ["c1", "c2", "c3", "c4", "c5"]


def test_no_cell_is_a_formula_and_no_line_controls_a_terminal(tmp_path: Path, capsys: Captured) -> None:
    text = '=HYPERLINK("x") \x9b31m é'
    cb.write_records([_claim(1, "Inés Falk", text)], str(tmp_path / "claims"), cb.Claim)
    assert main.main(["find", str(tmp_path), "--format=csv"]) == EXIT_FINE
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["text"] == f"'{text}"
    assert main.main(["find", str(tmp_path), "--format=jsonl"]) == EXIT_FINE
    line = capsys.readouterr().out
    assert json.loads(line)["text"] == text
    assert "\x9b" not in line
    assert "é" in line


def test_formats(output: Path, tmp_path: Path, capsys: Captured) -> None:
    asked = ["find", str(output), "--speaker=falk", "--text=pier"]
    assert main.main([*asked, "--format=csv"]) == EXIT_FINE
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["claim_id"], row["speaker"], row["published_at"]) == ("c1", "Inés Falk", "2024-03-01T08:00:00+00:00")
    assert main.main([*asked, "--format=parquet", f"--save={tmp_path}/found.parquet"]) == EXIT_FINE
    [held] = pq.read_table(tmp_path / "found.parquet").to_pylist()
    assert (held["claim_id"], held["published_at"]) == ("c1", CLAIMS[0].published_at)
    assert main.main([*asked, "--format=jsonl", f"--save={tmp_path}/found.jsonl"]) == EXIT_FINE
    assert json.loads((tmp_path / "found.jsonl").read_text())["text"] == CLAIMS[0].text
    assert main.main(asked) == EXIT_FINE
    assert "Inés Falk" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("saved", ["found.csv", "found.jsonl", "found.parquet"])
def test_what_was_saved_is_not_read_as_articles(saved: str, output: Path, tmp_path: Path, capsys: Captured) -> None:
    kind = saved.partition(".")[2]
    assert main.main(["find", str(output), f"--format={kind}", f"--save={tmp_path}/{saved}"]) == EXIT_FINE
    assert main.main(["show", f"{tmp_path}/{saved}"]) == EXIT_USAGE
    assert f"{saved} is a table of flat claims that claims-beam wrote, not of articles" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["top.csv", "top.jsonl", "top.parquet", "TOP.CSV"])
def test_a_file_is_written_in_the_format_in_which_its_name_ends(
    name: str, output: Path, tmp_path: Path, capsys: Captured
) -> None:
    file_format = name.lower().partition(".")[2]
    assert main.main(["find", str(output), f"--save={tmp_path}/{name}"]) == EXIT_FINE
    assert main.main(["find", str(output), f"--save={tmp_path}/asked", f"--format={file_format}"]) == EXIT_FINE
    assert (tmp_path / name).read_bytes() == (tmp_path / "asked").read_bytes()


LIMITED = """
import resource, signal, sys
from claims_beam.cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
sys.exit(main())
"""
"""The command, which finds the disk full behind the first 200 bytes of a file."""


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="this system has no limit on the size of a file")
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "table"])
def test_where_there_is_no_space_the_earlier_file_stays(kind: str, output: Path, tmp_path: Path) -> None:
    saved = tmp_path / "found"
    saved.write_text("before")
    command = [sys.executable, "-c", LIMITED, "find", str(output), f"--save={saved}", f"--format={kind}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == (
        f"claims-beam find: {saved} cannot be written ([Errno {errno.EFBIG}] File too large); free some space there, "
        "or give another place\n"
    )
    assert done.returncode == EXIT_JOB_FAILED
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_a_file_is_saved_in_the_place_of_a_file_only(output: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "target").write_text("before")
    (tmp_path / "link.csv").symlink_to(tmp_path / "target")
    assert main.main(["find", str(output), f"--save={tmp_path}/link.csv"]) == EXIT_USAGE
    assert f"{tmp_path}/link.csv is a link, and a file is to be there" in capsys.readouterr().err
    assert (tmp_path / "target").read_text() == "before"


def test_a_format_that_is_asked_for_goes_before_the_ending(output: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main.main(["find", str(output), f"--save={tmp_path}/top.csv", "--format=table"]) == EXIT_FINE
    assert "━" in (tmp_path / "top.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["top", "top.xlsx", "top.csv.gz", "csv", ".csv"])
def test_a_file_whose_name_tells_no_format_is_refused(
    name: str, output: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main.main(["find", str(output), f"--save={tmp_path}/{name}"]) == EXIT_USAGE
    complaint = capsys.readouterr().err
    assert (
        "does not say in which format; let the name end in one of .parquet, .jsonl, .csv, or give --format" in complaint
    )
    assert not (tmp_path / name).exists()


BARE = _claim(6, "Ada Moreno", "it was safe", article_id="pier", published_at=None, publisher=None)
FULL = _claim(
    7,
    "Ministry of Transport and Digital Infrastructure",
    "the north pier stays shut until the engineers have looked at every single beam of it",
    article_id="https://example.org/news/2024/03/01/the-pier-stays-shut",
    publisher="The Harbour Post",
    published_at=MARCH_1,
)


@pytest.mark.parametrize("width", [60, 80, 120, 160, 240])
@pytest.mark.parametrize("claim", [BARE, FULL], ids=["bare", "full"])
def test_words_have_at_least_half_of_the_terminal(
    claim: cb.Claim, width: int, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    cb.write_records([replace(claim, text=" ".join([claim.text] * 20))], tmp_path / "claims", cb.Claim)
    assert main.main(["find", str(tmp_path)]) == EXIT_FINE
    top, *lines = capsys.readouterr().out.splitlines()
    assert {len(line) for line in (top, *lines)} == {width}
    assert len(top.split("┳")[-1]) >= width // 2
    columns = zip(*(line.split("│") for line in lines if "│" in line), strict=True)
    letters = _letters("".join(map("".join, columns)))
    told = [claim.publisher, claim.kind, claim.published_at and "2024-03-01", claim.article_id]
    assert all(_letters(each) in letters for each in told if each)


def _letters(written: str) -> str:
    return "".join(filter(str.isalnum, written))


def test_the_table_has_the_columns_that_hold_something(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    dated = replace(BARE, published_at=MARCH_1, publisher="Courier")
    headings = []
    for name, claim in (("bare", BARE), ("dated", dated)):
        cb.write_records([claim], tmp_path / name, cb.Claim)
        assert main.main(["find", f"{tmp_path}/{name}"]) == EXIT_FINE
        shown = capsys.readouterr().out
        assert "pier" in shown
        headings.append(shown.splitlines()[1].replace("┃", " ").split())
    assert headings[0] == ["article", "speaker", "kind", "words"]
    assert headings[1] == ["published", "publisher", "article", "speaker", "kind", "words"]
    assert "2024-03-01 " in shown


def test_control_characters_are_printed_escaped(tmp_path: Path, capsys: Captured) -> None:
    cb.write_records([_claim(1, "A", "\x1b]0;owned\x07", published_at=None)], str(tmp_path / "claims"), cb.Claim)
    assert main.main(["find", str(tmp_path)]) == EXIT_FINE
    assert "\x1b" not in capsys.readouterr().out


def test_no_answer(output: Path, capsys: Captured) -> None:
    assert main.main(["find", str(output), "--speaker=Nobody"]) == EXIT_FINE
    assert "no claim answers that" in capsys.readouterr().out


WRONG = {
    "a folder without claims": (["find", "TMP"], "holds no claims"),
    "Parquet for a terminal": (["find", "OUT", "--format=parquet"], "name a file with --save"),
    "a file that cannot be written": (
        ["find", "OUT", "--format=csv", "--save=TMP/no/x.csv"],
        "no/x.csv cannot be written",
    ),
    "a file that is none": (["find", "BROKEN"], "cannot be asked"),
    "a bucket of no kind": (["find", "xx://bucket/out"], "copy the folder here and ask the copy"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_asked(
    output: Path, tmp_path: Path, arguments: list[str], message: str, capsys: Captured
) -> None:
    (tmp_path / "broken" / "claims").mkdir(parents=True)
    (tmp_path / "broken" / "claims" / "part-00000-of-00001.parquet").write_bytes(b"Rain fell, and then more.")
    places = {"TMP": str(tmp_path), "OUT": str(output), "BROKEN": str(tmp_path / "broken")}
    given = [places.get(each, each.replace("TMP", str(tmp_path))) for each in arguments]
    assert main.main(given) == EXIT_USAGE
    assert message in capsys.readouterr().err


def test_a_bucket_without_the_extension_that_reads_it_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def offline(connection: object, options: object) -> None:
        raise duckdb.IOException('Failed to download extension "httpfs" at URL "http://x"\n (ERROR no connection)')

    monkeypatch.setattr("claims_beam.cli.find._found", offline)
    assert main.main(["find", "s3://papers/out"]) == EXIT_USAGE
    assert capsys.readouterr().err == (
        "claims-beam find: s3://papers/out cannot be asked: DuckDB reads buckets by its own extension httpfs, which "
        "it cannot fetch here; let this machine reach extensions.duckdb.org once, or copy the folder here and ask the "
        "copy\n"
    )


@pytest.mark.process
def test_without_duckdb_it_says_what_to_install(output: Path) -> None:
    code = "import sys; from claims_beam.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = run_refusing({"duckdb"}, code, "find", str(output))
    assert done.returncode == EXIT_USAGE
    assert "needs duckdb, which is not installed; install it with pip install 'claims-beam[query]'" in done.stderr
