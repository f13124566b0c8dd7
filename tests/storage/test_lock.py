"""One run at a time in a folder, and nothing left of a lock once its run is gone."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from support.object_store import SCHEME, ObjectStore

from claims_beam.storage import lock
from claims_beam.storage.lock import LOCK_NAME, LockedError, only_run

HOLD = """
import sys
from claims_beam.storage.lock import only_run
with only_run(sys.argv[1]):
    print("mine", flush=True)
    input()
"""


@pytest.fixture(params=["local", "objects"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(ObjectStore, "objects", {})
    return str(tmp_path / "out") if request.param == "local" else f"{SCHEME}://bucket/out"


def test_the_second_run_is_refused_and_told_by_whom(folder: str) -> None:
    told = rf"another run \(process {os.getpid()} on .+ since 2.+\) is writing"
    with only_run(folder), pytest.raises(LockedError, match=told), only_run(folder):
        pass
    with only_run(folder):
        pass


def test_other_folders_are_not_concerned(folder: str) -> None:
    with only_run(folder), only_run(f"{folder}/inner"), only_run(f"{folder}2"):
        pass


def test_a_run_that_fails_lets_go(folder: str) -> None:
    with pytest.raises(RuntimeError, match="fails"), only_run(folder):
        raise RuntimeError("fails")
    with only_run(folder):
        pass


@pytest.mark.parametrize("there", ["", "a", "a/b"])
def test_folders_it_made_go_if_nothing_came_in_them(tmp_path: Path, there: str) -> None:
    (tmp_path / there).mkdir(parents=True, exist_ok=True)
    before = sorted(tmp_path.rglob("*"))
    with only_run(str(tmp_path / "a/b/c")):
        assert (tmp_path / "a/b/c").is_dir()
    assert sorted(tmp_path.rglob("*")) == before
    with only_run(str(tmp_path / "a/b/c")):
        (tmp_path / "a/b/c/kept").touch()
    assert [path.name for path in (tmp_path / "a/b/c").iterdir()] == ["kept"]


@pytest.mark.slow
@pytest.mark.process
def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=PIPE, stdout=PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        with pytest.raises(LockedError, match=f"process {holder.pid} on"), only_run(str(tmp_path)):
            pass
        holder.kill()
    assert (tmp_path / LOCK_NAME).exists()
    with only_run(str(tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_taken_away_in_between_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run opens the file, the other ends and removes it, and then nothing stands between this run and a third."""
    flock = fcntl.flock
    removed = []

    def flock_late(handle: int, operation: int) -> None:
        if not removed:
            (tmp_path / LOCK_NAME).unlink()
            removed.append(1)
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", flock_late)
    with only_run(str(tmp_path)), pytest.raises(LockedError), only_run(str(tmp_path)):
        pass


def test_elsewhere_a_killed_run_is_told_how_to_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    left = f"{SCHEME}://bucket/out/{LOCK_NAME}"
    monkeypatch.setattr(ObjectStore, "objects", {left: b"process 1 on elsewhere since 2026-03-06T10:15:00+00:00"})
    with pytest.raises(LockedError, match=f"process 1 on elsewhere.*{left}.*killed, delete that file and run again"):
        only_run(f"{SCHEME}://bucket/out").__enter__()
    assert list(ObjectStore.objects) == [left]


def test_elsewhere_the_last_to_write_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs look, see nobody, and write; the one whose words are gone gives way, and leaves the other's alone."""
    monkeypatch.setattr(ObjectStore, "objects", {})
    left = f"{SCHEME}://bucket/out/{LOCK_NAME}"
    write = lock.write_whole

    def write_and_lose(path: str, content: bytes) -> None:
        write(path, content)
        write(path, b"process 2 on elsewhere")

    monkeypatch.setattr(lock, "write_whole", write_and_lose)
    with pytest.raises(LockedError, match="process 2 on elsewhere"):
        only_run(f"{SCHEME}://bucket/out").__enter__()
    assert ObjectStore.objects == {left: b"process 2 on elsewhere"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        only_run(str(tmp_path / "file" / "out")).__enter__()


def test_a_folder_that_cannot_be_made_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with (
        pytest.raises(OSError, match=r"the folder .*/file/out cannot be made .*; choose another one"),
        only_run(f"{tmp_path}/file/out"),
    ):
        pass
