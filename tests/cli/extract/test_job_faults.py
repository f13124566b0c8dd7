"""What goes wrong with a whole job: killed, disk full, output that cannot be written, two at once. By real commands."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from support.beams_processes import multi_processing
from support.output import read_rows

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, EXIT_USAGE
from claims_beam.storage import lock
from claims_beam.storage.lock import only_run

pytestmark = [pytest.mark.slow, pytest.mark.process]

ARTICLE = "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said repairs would take a year. "


def _articles(folder: Path, number: int, repeats: int = 1) -> Path:
    path = folder / "in.jsonl"
    rows = ({"id": str(position), "text": ARTICLE * repeats} for position in range(number))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _command(*args: object) -> list[str]:
    return [sys.executable, "-m", "claims_beam", "extract", *map(str, args)]


def _extract(*args: object) -> int:
    return main.main(["extract", *map(str, args)])


def _ids(out: Path) -> list[str]:
    return sorted(row["claim_id"] for row in read_rows(out / "claims", "**/part-*.parquet"))


def _start_and_kill(out: Path, *args: object) -> None:
    """Kills the command and all its processes as soon as it has a file in progress."""
    before = set(out.glob("claims/.in-progress-*/**/*.parquet"))
    with subprocess.Popen(
        _command(*args), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 120
        while not set(out.glob("claims/.in-progress-*/**/*.parquet")) - before and time.monotonic() < deadline:
            assert process.poll() is None, "the command ended before it could be killed"
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("beam_args", [list, multi_processing], ids=["memory", "processes"])
def test_a_killed_run_looks_unfinished_and_the_next_one_cleans_up(
    tmp_path: Path, beam_args: Callable[[], list[str]]
) -> None:
    out, many = tmp_path / "out", _articles(tmp_path, 200, repeats=50)
    _start_and_kill(out, many, "--output", out, *beam_args())
    assert list(out.rglob("part-*")) == []
    assert not (out / "_SUCCESS").exists()
    assert [problem.path for problem in cb.verify_output(str(out))] == ["_SUCCESS"]
    few = _articles(tmp_path, 5)
    assert _extract(few, "--output", out, "--partition-by=published_date") == EXIT_FINE
    assert cb.verify_output(str(out)) == []
    assert [path.name for path in out.rglob(".*")] == []
    assert _extract(few, "--output", tmp_path / "undisturbed") == EXIT_FINE
    assert _ids(out) == _ids(tmp_path / "undisturbed")


def test_a_run_killed_while_it_replaces_another_leaves_that_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _extract(_articles(tmp_path, 5), "--output", out, "--num-shards=3") == EXIT_FINE
    before = _ids(out)
    many = _articles(tmp_path, 200, repeats=50)
    _start_and_kill(out, many, "--output", out, "--overwrite")
    assert _ids(out) == before
    assert cb.verify_output(str(out)) == []
    assert _extract(_articles(tmp_path, 3), "--output", out, "--overwrite", "--num-shards=1") == EXIT_FINE
    assert [path.name for path in (out / "claims").iterdir()] == ["part-00000-of-00001.parquet"]
    assert cb.verify_output(str(out)) == []


def _with_little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))


def test_a_full_disk_is_a_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a disk without room: the write fails in the same place."""
    out, articles = tmp_path / "out", _articles(tmp_path, 3)
    command = _command(articles, "--output", out, "--any-language")  # The language detector takes room, too.
    done = subprocess.run(command, preexec_fn=_with_little_room, capture_output=True, text=True, timeout=120)
    assert done.returncode == EXIT_JOB_FAILED
    assert f"cannot write {out}/claims/" in done.stderr
    assert "free space there, or choose an output folder that can be written" in done.stderr
    assert not out.exists() or list(out.rglob("*.parquet")) == []


def test_a_folder_that_takes_no_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even by root, for whom a folder without write permission is no obstacle."""
    assert _extract(_articles(tmp_path, 1), "--output", "/proc/claims") == EXIT_USAGE
    assert "/proc/claims" in capsys.readouterr().err


def test_an_output_that_vanishes_meanwhile_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Such as a disk that is mounted read-only after a fault: files in progress can no longer be started."""

    def read_only(path: str, **options: object) -> None:
        raise OSError(30, "Read-only file system", path)

    monkeypatch.setattr("claims_beam.storage.row_file.FileSystems.create", read_only)
    out = tmp_path / "out"
    assert _extract(_articles(tmp_path, 1), "--output", out) == EXIT_JOB_FAILED
    assert "Read-only file system" in capsys.readouterr().err
    assert not (out / "_SUCCESS").exists()


def test_two_runs_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, out = _articles(tmp_path, 1), tmp_path / "out"
    with only_run(str(out)):
        assert _extract(articles, "--output", out, "--overwrite") == EXIT_USAGE
        assert "is writing into" in capsys.readouterr().err
    assert _extract(articles, "--output", out) == EXIT_FINE
    assert sorted(path.name for path in out.iterdir()) == ["_SUCCESS", "claims"]


def test_a_signal_in_the_moment_in_which_the_lock_is_taken_leaves_none_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(FileLock):
        def acquire(self, *args: Any, **options: Any) -> Any:
            taken = super().acquire(*args, **options)
            signal.raise_signal(signal.SIGTERM)
            return taken

    monkeypatch.setattr(lock, "FileLock", Interrupted)
    articles = _articles(tmp_path, 1)
    assert _extract(articles, "--output", tmp_path / "a/b") == 128 + signal.SIGTERM
    assert capsys.readouterr().err == "claims-beam extract: interrupted; nothing unfinished was left behind\n"
    assert not (tmp_path / "a").exists()


def test_a_refused_run_leaves_no_folder_behind(tmp_path: Path) -> None:
    assert _extract(tmp_path / "nothing.jsonl", "--output", tmp_path / "a/b") == EXIT_USAGE
    assert not (tmp_path / "a").exists()
