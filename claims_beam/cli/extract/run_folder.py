"""The folder in which a run keeps what it needs on disk for a while, Beam's temporary files included."""

import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "claims-beam-run-"
_LOCK_NAME = "lock"

_YOUNG_SECONDS = 60.0
"""A folder that is younger may be one that another run has made and not locked yet."""


@contextmanager
def run_folder() -> Iterator[Path]:
    """Make the folder, in which all temporary files are made while the body runs, and remove it afterwards.

    A run that is killed cannot remove its folder, so each run first removes those that killed runs have left.
    """
    _remove_left_behind(Path(tempfile.gettempdir()))
    # The name is known before there is a folder, so that a signal at any moment leaves none behind.
    folder = Path(tempfile.gettempdir(), _PREFIX + secrets.token_hex(8))
    before = tempfile.tempdir
    try:
        folder.mkdir(mode=0o700)
        with FileLock(folder / _LOCK_NAME):
            tempfile.tempdir = str(folder)
            yield folder
    finally:
        tempfile.tempdir = before
        # Windows does not let this process remove the file of counters that it has mapped.
        shutil.rmtree(folder, ignore_errors=True)


def _remove_left_behind(parent: Path) -> None:
    for folder in parent.glob(_PREFIX + "*"):
        if _is_ours(folder) and not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Return whether this user made the folder, long enough ago that a run which still works has locked it.

    Folders of other users are left alone.
    """
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return False
    is_own = status.st_uid == getattr(os, "getuid", lambda: status.st_uid)()  # Windows has no numbers of users.
    return is_own and stat.S_ISDIR(status.st_mode) and time.time() - status.st_mtime > _YOUNG_SECONDS


def _is_held(folder: Path) -> bool:
    """Return whether the run that made the folder is still there: the system lets go of its lock however it ends."""
    try:
        with FileLock(folder / _LOCK_NAME, timeout=0):
            return False
    except (Timeout, OSError):
        return True
