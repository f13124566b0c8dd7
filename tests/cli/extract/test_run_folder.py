"""The temporary files of a run are in one folder that goes with it, and the next run removes what a killed one left."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from claims_beam.cli.extract.run_folder import run_folder

LEFT = "claims-beam-run-left"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_temporary_files_are_in_the_folder_and_go_with_it(temporary: Path) -> None:
    with run_folder() as folder:
        assert folder.parent == temporary
        assert Path(tempfile.mkdtemp()).parent == folder
    assert tempfile.gettempdir() == str(temporary)
    assert list(temporary.iterdir()) == []


def test_they_go_when_the_run_fails(temporary: Path) -> None:
    with pytest.raises(RuntimeError, match="fails"), run_folder():
        raise RuntimeError("fails")
    assert list(temporary.iterdir()) == []


def test_a_signal_that_comes_as_it_is_made_leaves_none(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = os.mkdir

    def interrupted(*args: Any, **options: Any) -> None:
        make(*args, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), run_folder():
        pass
    assert list(temporary.iterdir()) == []


def _old(folder: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(folder, (an_hour_ago, an_hour_ago), follow_symlinks=False)


def _killed(folder: Path) -> None:
    folder.mkdir()
    (folder / "lock").touch()
    (folder / "counts").write_text("7")
    _old(folder)


def _just_made(folder: Path) -> None:
    folder.mkdir()


def _linked(folder: Path) -> None:
    (folder.parent / "mine").mkdir()
    folder.symlink_to("mine")
    _old(folder)


def _file(folder: Path) -> None:
    folder.write_text("mine")
    _old(folder)


LEFTOVERS: dict[str, tuple[Callable[[Path], None], bool]] = {
    "of a killed run": (_killed, False),
    "of a run that begins": (_just_made, True),
    "a link": (_linked, True),
    "a file": (_file, True),
}


@pytest.mark.parametrize(("leave", "stays"), LEFTOVERS.values(), ids=LEFTOVERS)
def test_what_a_killed_run_left_is_removed_and_nothing_else(
    leave: Callable[[Path], None], stays: bool, temporary: Path
) -> None:
    leave(temporary / LEFT)
    with run_folder():
        pass
    assert os.path.lexists(temporary / LEFT) is stays


def test_the_folder_of_a_run_that_goes_on_stays(temporary: Path) -> None:
    _killed(temporary / LEFT)
    with FileLock(temporary / LEFT / "lock"):
        _old(temporary / LEFT)
        with run_folder():
            pass
    assert (temporary / LEFT / "counts").read_text() == "7"


def test_the_folder_of_another_user_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _killed(temporary / LEFT)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    with run_folder():
        pass
    assert (temporary / LEFT).exists()
