"""Signals at several moments of the real command: it ends soon, says one sentence, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.process]

ARTICLE = "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said repairs would take a year. "
PATIENCE_SECONDS = 60

TWO_WORKERS = ["--workers=2"]

Start = Callable[..., AbstractContextManager[subprocess.Popen[str]]]


def _processes(runs: Path) -> list[psutil.Process]:
    """Return the worker processes of the run whose temporary files are in the folder."""
    found = psutil.process_iter(["cmdline"])
    return [one for one in found if str(runs) in " ".join(one.info["cmdline"] or ())]


def _has_files(folder: Path, pattern: str) -> bool:
    return next(folder.glob(pattern), None) is not None


def _is_loading(out: Path, runs: Path) -> bool:
    return _has_files(runs, "claims-beam-run-*")


def _has_lock(out: Path, runs: Path) -> bool:
    return (out / ".claims-beam.lock").exists()


def _starts_workers(out: Path, runs: Path) -> bool:
    return bool(_processes(runs))


def _has_connected_workers(out: Path, runs: Path) -> bool:
    return _has_files(runs, "*/*.counts")


def _is_writing(out: Path, runs: Path) -> bool:
    return _has_files(out, "claims/.in-progress-*/*")


Moment = Callable[[Path, Path], bool]

MOMENTS: dict[str, tuple[Moment, list[str]]] = {
    "loading": (_is_loading, []),
    "locked": (_has_lock, []),
    "writing": (_is_writing, []),
    "workers start": (_starts_workers, TWO_WORKERS),
    "workers connect": (_has_connected_workers, TWO_WORKERS),
    "workers write": (_is_writing, TWO_WORKERS),
}


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder for temporary files."""
    (folder := tmp_path / "runs").mkdir()
    return folder


@pytest.fixture
def start(tmp_path: Path, runs: Path) -> Start:
    """Start the command in a process group of its own, as a shell does, on more work than it can do in the time."""
    for name in "ab":
        rows = ({"id": f"{name}{number}", "text": ARTICLE * 10} for number in range(3_000))
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    @contextmanager
    def begin(*args: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-m", "claims_beam", "extract", f"{tmp_path}/?.jsonl", f"--output={tmp_path}/out"]
        process = subprocess.Popen(
            [*command, *args],
            env={**os.environ, "TMPDIR": str(runs)},
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()  # where a test failed, the work would last for minutes
            process.communicate()

    return begin


def _wait_until(is_so: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.01)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM], ids=lambda signum: signum.name)
def test_an_interrupted_run_takes_back_what_it_began(
    moment: str, signum: signal.Signals, tmp_path: Path, runs: Path, start: Start
) -> None:
    has_come, args = MOMENTS[moment]
    with start(*args) as process:
        _wait_until(lambda: has_come(tmp_path / "out", runs), process)
        os.killpg(process.pid, signum)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (128 + signum, "")
    assert err == "claims-beam extract: interrupted; nothing unfinished was left behind\n"
    assert [str(path) for path in tmp_path.glob("out/**/*")] == []
    assert list(runs.iterdir()) == []
    assert _processes(runs) == []


@pytest.mark.parametrize("moment", ["workers start", "workers connect", "workers write"])
def test_workers_end_with_a_run_that_is_killed(moment: str, tmp_path: Path, runs: Path, start: Start) -> None:
    has_come, args = MOMENTS[moment]
    with start(*args) as process:
        _wait_until(lambda: has_come(tmp_path / "out", runs), process)
        process.kill()
        process.communicate(timeout=PATIENCE_SECONDS)
    _wait_until(lambda: not _processes(runs))


def test_a_run_that_its_caller_shields_from_a_signal_goes_on(runs: Path, tmp_path: Path, start: Start) -> None:
    """As nohup does for the end of the terminal."""
    with ExitStack() as held:
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            process = held.enter_context(start())
        finally:
            signal.signal(signal.SIGHUP, before)
        _wait_until(lambda: _is_writing(tmp_path / "out", runs), process)
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 128 + signal.SIGTERM
