"""Standard output that nobody reads any more, as behind ``head``, or that goes to a full disk."""

import errno
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import pytest
from support.factories import make_claim

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, EXIT_UNREAD

Captured = pytest.CaptureFixture[str]

COMMANDS = {
    "find, as CSV": ["find", "out", "--format=csv"],
    "find, as JSON lines": ["find", "out", "--format=jsonl"],
    "find, as a table": ["find", "out"],
    "show": ["show", "in.txt"],
    "locate": ["locate", "the bridge stays shut", "in.txt"],
    "schema": ["schema", "--format=json-schema"],
    "completion": ["completion", "bash"],
    "the help": ["--help"],
    "the help of a command": ["find", "--help"],
}
TABLE = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    claims = [replace(make_claim(), claim_id=f"c{number}") for number in range(1_000)]
    cb.write_records(claims, str(folder / "out/claims"), cb.Claim)
    (folder / "in.txt").write_text("“The bridge stays shut,” said Ines Falk.", encoding="utf-8")
    return folder


def _run(command: list[str], folder: Path, output: TextIO, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.chdir(folder)
    with output, monkeypatch.context() as here:
        here.setattr(sys, "stdout", output)
        return main.main(command)


@TABLE
def test_nothing_is_said_where_nobody_reads(
    command: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    read, write = os.pipe()
    os.close(read)
    assert _run(command, folder, os.fdopen(write, "w", encoding="utf-8"), monkeypatch) == EXIT_UNREAD
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@TABLE
def test_a_full_disk_is_named_with_its_cure(
    command: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115
    assert _run(command, folder, full, monkeypatch) == EXIT_JOB_FAILED
    assert capsys.readouterr().err == (
        f"claims-beam {command[0]}: the standard output cannot be written ([Errno {errno.ENOSPC}] No space left on "
        "device); free some space where it goes, or send it elsewhere\n"
    )


@pytest.mark.parametrize("buffering", [-1, 0], ids=["buffered", "unbuffered"])
def test_all_is_written_that_the_command_prints(
    buffering: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = (tmp_path / "claims.jsonl").open("wb", buffering)
    output = io.TextIOWrapper(file, encoding="utf-8", write_through=buffering == 0)  # type: ignore[type-var]
    assert _run(COMMANDS["find, as JSON lines"], folder, output, monkeypatch) == EXIT_FINE
    assert (tmp_path / "claims.jsonl").read_text().count("\n") == 1_000


@pytest.mark.process
@pytest.mark.parametrize("environment", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_reader_may_leave_after_the_first_line(form: str, environment: dict[str, str], folder: Path) -> None:
    """The operating system takes a part of what is written at once before the reader leaves."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"} | environment
    command = [sys.executable, "-m", "claims_beam", "find", str(folder / "out"), f"--format={form}"]
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == EXIT_UNREAD


def test_a_page_for_which_there_is_no_space_is_named_with_its_cure(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def full(path: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("claims_beam.report.files.replaced", full)
    page = tmp_path / "report.html"
    assert main.main(["report", str(folder / "out"), f"--output={page}"]) == EXIT_JOB_FAILED
    assert capsys.readouterr().err == (
        f"claims-beam report: {page} cannot be written ([Errno {errno.ENOSPC}] No space left on device); free some "
        "space there, or give another place\n"
    )
