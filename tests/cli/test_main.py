"""The command line, as a user meets it."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from rich.console import Console
from support.beams_processes import multi_processing
from support.factories import make_claim
from support.paths import SAMPLES

import claims_beam as cb
from claims_beam import __version__
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_INTERRUPTED, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.cli.terminal import print_document
from claims_beam.schema.columns import TABLES
from claims_beam.schema.exports import FORMATS, render
from claims_beam.testing import make_article

ARTICLE = "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said repairs would take a year."


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def _jsonl(path: Path, *rows: Mapping[str, Any] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _extract(*args: object) -> int:
    return main.main(["extract", *map(str, args)])


def test_extract_writes_claims_and_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE}, {"id": "b", "text": ""}, "{oops", {"id": "c"})
    assert _extract(source, "--output", tmp_path / "out") == EXIT_SOME_FAILED
    claims, failures = _rows(tmp_path / "out/claims"), _rows(tmp_path / "out/failures")
    assert {claim["article_id"] for claim in claims} == {"a"}
    assert {claim["speaker"]["name"] for claim in claims} == {"Ines Falk"}
    assert len(failures) == 3
    out = capsys.readouterr().out
    assert out.startswith("4 articles read = 1 done + 3 failed, in ")
    assert f"{len(claims)} claims in {tmp_path}/out/claims" in out
    assert f"3 failures in {tmp_path}/out/failures" in out


@pytest.mark.slow
def test_all_fine_is_exit_0_and_leaves_no_failures_file(tmp_path: Path) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE})
    assert _extract(source, "--output", tmp_path / "out") == EXIT_FINE
    assert _rows(tmp_path / "out/claims")
    assert not list((tmp_path / "out").glob("failures/*"))


@pytest.mark.slow
def test_columns_can_be_mapped(tmp_path: Path) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"uri": "a", "body": ARTICLE, "outlet": "The Harbour Post"})
    mapping = ["--column=article_id=uri", "--column=text=body", "--column=publisher=outlet"]
    assert _extract(source, "--output", tmp_path / "out", *mapping) == EXIT_FINE
    [row, *_] = _rows(tmp_path / "out/claims")
    assert (row["article_id"], row["publisher"]) == ("a", "The Harbour Post")


@pytest.mark.slow
def test_duplicate_ids_are_kept_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE}, {"id": "a", "text": ARTICLE + " The end."})
    assert _extract(source, "--output", tmp_path / "out") == EXIT_FINE
    ids = [row["claim_id"] for row in _rows(tmp_path / "out/claims")]
    assert len(ids) == len(set(ids)) >= 4
    assert "\n1 article id occurred more than once; all articles were kept" in capsys.readouterr().out


@pytest.mark.slow
def test_many_duplicate_ids_are_one_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", *({"id": f"a{number // 2}", "text": ARTICLE} for number in range(40)))
    assert _extract(source, "--output", tmp_path / "out", "--quiet") == EXIT_FINE
    assert tuple(capsys.readouterr()) == (
        "",
        "WARNING: ids that several articles have: 20, such as 'a0'; all articles are kept\n",
    )


@pytest.mark.slow
def test_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE})
    assert _extract(source, "--output", tmp_path / "out") == EXIT_FINE
    assert _extract(source, "--output", tmp_path / "out") == EXIT_USAGE
    assert "already holds 1 finished file" in capsys.readouterr().err
    assert _extract(source, "--output", tmp_path / "out", "--overwrite", "--num-shards=2") == EXIT_FINE
    assert len(list((tmp_path / "out/claims").iterdir())) == 2


def _unwritable(folder: Path) -> Path:
    (folder / "file").write_text("not a folder")
    return folder / "file" / "out"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nothing*.txt"], "no file matches"),
        (["in.docx"], "no format that is read"),
        (["in.jsonl", "--column=text"], "write FIELD=COLUMN"),
        (["in.jsonl", "--column=words=body"], "FIELD one of article_id, text"),
        (["in.jsonl", "--model=xx_none"], "xx_none"),
        (["in.jsonl", "--overwrit"], "--overwrit"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_refused_before_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE})
    (tmp_path / "in.docx").write_text("?")
    assert _extract(*args, "--output=out") == EXIT_USAGE
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unwritable_output_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE})
    assert _extract(source, "--output", _unwritable(tmp_path)) == EXIT_USAGE
    assert "is no folder that you may write into; choose another" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["extract"], "the following arguments are required: INPUT, --output; see claims-beam extract --help"),
        (["extract", "a.txt"], "the following arguments are required: --output; see claims-beam extract --help"),
        (["nonsense"], "see claims-beam --help"),
        (["schema", "--format=xml"], "see claims-beam schema --help"),
        (["extract", "--workers=two"], "two is no whole number; give 1 or more"),
        (["extract", "--workers=0"], "0 is too small; give 1 or more"),
        (["extract", "--max-failure-rate=5%"], "5% is no share; give one from 0 to 1"),
        (["extract", "--max-failure-rate=nan"], "nan is no share; give one from 0 to 1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_arguments_are_refused_in_one_sentence(
    args: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main.main(args)
    assert refused.value.code == EXIT_USAGE
    told = capsys.readouterr().err
    assert message in told
    assert told.startswith("claims-beam")
    assert told.count("\n") == 1


def test_without_a_command_it_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main.main([])
    assert refused.value.code == EXIT_USAGE
    assert "extract claims from articles into Parquet" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["--help"], ["extract", "--help"], ["show", "--help"], ["schema", "--help"]], ids=str)
def test_help(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main.main(args)
    assert done.value.code == 0
    assert "exit codes: 0 all fine" in capsys.readouterr().out


def test_show_prints_sentences_and_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    assert main.main(["show", str(tmp_path / "bridge.txt")]) == EXIT_FINE
    out = capsys.readouterr().out
    assert "bridge" in out
    assert "1 “The bridge stays shut,” said Ines Falk, the harbour master." in out
    assert "direct" in out
    assert "Ines Falk" in out
    assert "\x1b" not in out


def test_show_says_of_a_statement_that_the_article_makes_it(capsys: pytest.CaptureFixture[str]) -> None:
    claim = replace(make_claim(), kind="statement", speaker=None, cue=None)
    print_document(Console(), cb.split_sentences(make_article()), [claim])
    assert "statement (the article itself)\n" in capsys.readouterr().out


def test_show_picks_an_article_and_reports_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE}, {"id": "b", "text": "Rain."}, {"id": "c"})
    assert main.main(["show", str(source), "--article-id=b"]) == EXIT_SOME_FAILED
    captured = capsys.readouterr()
    assert "Rain." in captured.out
    assert "bridge" not in captured.out
    assert "There is no column 'text'" in captured.err


def test_show_tells_of_an_id_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", *({"id": f"a{number}", "text": "Rain."} for number in range(9)))
    assert main.main(["show", str(source), "--article-id=zz"]) == EXIT_USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no article has the id zz; give one that there is, such as a0, a1, a2, a3, a4\n" in captured.err


def test_show_tells_of_a_model_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _jsonl(tmp_path / "in.jsonl", {"id": "a", "text": "Rain."})
    assert main.main(["show", str(source), "--model=xx_none", "--parse"]) == EXIT_USAGE
    assert "claims-beam show: no spaCy pipeline 'xx_none' is installed; installed: " in capsys.readouterr().err


def test_show_stops_after_as_many_articles_as_were_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = _jsonl(tmp_path / "in.jsonl", *({"id": f"a{number}", "text": f"Rain {number}."} for number in range(4)))
    assert main.main(["show", str(source), "--limit=2"]) == EXIT_FINE
    out = capsys.readouterr().out
    assert "Rain 1." in out
    assert "Rain 2." not in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main.main(["--version"])
    assert done.value.code == 0
    assert capsys.readouterr().out == f"claims-beam {__version__}\n"


def test_show_does_not_let_a_text_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "evil.txt").write_text("\x1b[2J\u202eRain\x07 said [bold]Ines[/bold].", encoding="utf-8")
    assert main.main(["show", str(tmp_path / "evil.txt")]) == EXIT_FINE
    out = capsys.readouterr().out
    assert not set("\x1b\u202e\x07") & set(out)
    assert "[bold]Ines[/bold]" in out


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("style", ["arrow", *FORMATS])
def test_schema(table: str, style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["schema", "--table", table, "--format", style]) == EXIT_FINE
    assert capsys.readouterr().out == render(table, style)


def _on_a_terminal(*args: object) -> str:
    """Runs the command with a terminal of 100 columns for its standard error, and gives what that showed."""
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "claims_beam", *map(str, args)]
    with subprocess.Popen(command, stderr=child, stdout=child, env=environment) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                chunk = os.read(parent, 65536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        process.wait(timeout=120)
    os.close(parent)
    return shown.decode(errors="replace")


@pytest.mark.slow
@pytest.mark.process
def test_progress_on_a_terminal(tmp_path: Path) -> None:
    shown = _on_a_terminal("extract", SAMPLES, "--output", tmp_path / "out")
    assert "articles ·" in shown
    assert "claims ·" in shown
    assert "articles/s" in shown


@pytest.mark.slow
@pytest.mark.process
def test_show_is_in_colour_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    assert "\x1b[" in _on_a_terminal("show", tmp_path / "bridge.txt")


@pytest.mark.slow
@pytest.mark.process
def test_an_interrupted_run_of_beams_processes_leaves_no_file_looking_finished(tmp_path: Path) -> None:
    """How a run in memory and one with workers end is tested in ``extract/test_signals.py``."""
    source = _jsonl(tmp_path / "in.jsonl", *({"id": str(number), "text": ARTICLE * 200} for number in range(300)))
    command = [sys.executable, "-m", "claims_beam", "extract", str(source), f"--output={tmp_path}/out"]
    command += multi_processing()
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("out/claims/.in-progress-*/*")) and time.monotonic() < deadline:
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
    assert process.returncode == EXIT_INTERRUPTED, complaints.decode()
    assert list((tmp_path / "out").glob("*/*")) == []
