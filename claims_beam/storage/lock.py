"""One run at a time in an output folder.

On this machine's file system the operating system holds the lock (``filelock``: flock, or LockFileEx on Windows), so
the lock goes with the process, however that ends. Other file systems that Beam knows have neither locks nor a way to
make a file only if there is none: there a small object names who is writing. It stays behind when its process is
killed, and two runs that start within the moment between looking and writing both go ahead.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from apache_beam.io.filesystems import FileSystems
from filelock import FileLock, Timeout

from claims_beam.storage.files import delete, new_run, read_if_there, write_whole
from claims_beam.storage.paths import absolute, is_local
from claims_beam.storage.plain import read_plain, refuse_odd, write_anew

LOCK_NAME = ".claims-beam.lock"
"""Hidden, so that nobody takes it for a part of the output; removed when the run ends."""

OWNER_NAME = ".claims-beam.owner"
"""Who holds the lock of a local folder. It is a file of its own, because Windows lets nobody read a locked file."""

# A run that ends removes the file that another run has just opened; within this time the other run opens a new one.
_RETRY_SECONDS = 0.2
_POLL_SECONDS = 0.02
_OWNER_BYTES = 4_096


class LockedError(ValueError):
    """Report that another run is writing into the folder; the message names it, and says what to do about it.

    The command ``claims-beam extract`` says so and ends.

    Examples:
        >>> import claims_beam as cb
        >>> issubclass(cb.LockedError, ValueError)
        True
    """


@contextmanager
def only_run(folder: str) -> Iterator[None]:
    """Keep other runs out of the folder, which is made if it is not there, while the body runs.

    Raises LockedError if another one is there already, OddFileError if something else stands in the lock's place,
    OSError if the folder cannot be written. What the lock can
    promise depends on the file system; the module says how.
    """
    folder = absolute(folder)
    with _locked(Path(folder)) if is_local(folder) else _marked(folder):
        yield


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder on this machine, made if it is not there, and removed again if it stays empty."""
    for name in (LOCK_NAME, OWNER_NAME):
        refuse_odd(folder / name)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(f"the folder {folder} cannot be made ({error.strerror}); choose another one") from error
    lock = _acquire(folder)
    try:
        write_anew(folder / OWNER_NAME, _who())
        yield
    finally:
        (folder / OWNER_NAME).unlink(missing_ok=True)
        if sys.platform != "win32":  # On Windows, filelock removes the file, since nobody else can while it is open.
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
        for path in made:
            if not any(path.iterdir()):
                path.rmdir()


def _acquire(folder: Path) -> FileLock:
    """Return the lock of the folder, held by this process. Raise LockedError if another run holds it."""
    lock = FileLock(folder / LOCK_NAME, timeout=_RETRY_SECONDS, poll_interval=_POLL_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        owner = read_plain(folder / OWNER_NAME, _OWNER_BYTES)
        other = "which has just begun" if owner is None else owner.decode(errors="replace")
        raise LockedError(
            f"another run ({other}) is writing into {folder}; wait until it is done, or choose another folder"
        ) from error
    return lock


@contextmanager
def _marked(folder: str) -> Iterator[None]:
    path = FileSystems.join(folder, LOCK_NAME)
    mine = f"{_who()}, run {new_run()}".encode()
    _refuse_other(path, read_if_there(path, _OWNER_BYTES), mine)
    write_whole(path, mine)
    _refuse_other(path, read_if_there(path, _OWNER_BYTES), mine)
    try:
        yield
    finally:
        if read_if_there(path, _OWNER_BYTES) == mine:
            delete([path])


def _refuse_other(path: str, owner: bytes | None, mine: bytes) -> None:
    if owner not in (None, mine):
        raise LockedError(
            f"another run ({owner.decode(errors='replace')}) is writing there, says {path}; wait until it is done, or "
            "choose another folder. If you know that it was killed, delete that file and run again"
        )


def _who() -> str:
    return f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC).isoformat(timespec='seconds')}"
