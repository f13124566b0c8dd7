"""One run at a time in an output folder.

On this machine's file system the operating system holds the lock (flock), so it goes with the process, however that
ends. Other file systems that Beam knows have neither locks nor a way to make a file only if there is none: there a
small object names who is writing. It stays behind when its process is killed, and two runs that start within the
moment between looking and writing both go ahead.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from apache_beam.io.filesystems import FileSystems

from claims_beam.storage.files import delete, new_run, read_if_there, write_whole
from claims_beam.storage.paths import absolute, is_local

LOCK_NAME = ".claims-beam.lock"
"""Hidden, so that nobody takes it for a part of the output; removed when the run ends."""


class LockedError(ValueError):
    """Another run is writing into the folder; the message names it, and the cure."""


@contextmanager
def only_run(folder: str) -> Iterator[None]:
    """While the body runs, no other run gets here with the same folder, which is made if it is not there.

    Raises LockedError if another one is there already, OSError if the folder cannot be written. What the lock can
    promise depends on the file system; the module says how.
    """
    folder = absolute(folder)
    with _locked(Path(folder)) if is_local(folder) else _marked(folder):
        yield


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder / LOCK_NAME) as handle:
        handle.truncate(0)
        handle.write(_who())
        handle.flush()
        try:
            yield
        finally:
            (folder / LOCK_NAME).unlink()
            for path in made:
                if not any(path.iterdir()):
                    path.rmdir()


def _lock(path: Path) -> IO[str]:
    while True:
        handle = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            other = handle.read() or "which has just begun"
            handle.close()
            raise LockedError(
                f"another run ({other}) is writing into {path.parent}; wait until it is done, or choose another folder"
            ) from error
        if path.exists() and os.path.samestat(path.stat(), os.fstat(handle.fileno())):
            return handle
        handle.close()  # the lock of a run that ended, and took its file away, between the two calls above


@contextmanager
def _marked(folder: str) -> Iterator[None]:
    path = FileSystems.join(folder, LOCK_NAME)
    mine = f"{_who()}, run {new_run()}".encode()
    _refuse_other(path, read_if_there(path), mine)
    write_whole(path, mine)
    _refuse_other(path, read_if_there(path), mine)
    try:
        yield
    finally:
        if read_if_there(path) == mine:
            delete([path])


def _refuse_other(path: str, held: bytes | None, mine: bytes) -> None:
    if held not in (None, mine):
        raise LockedError(
            f"another run ({held.decode(errors='replace')}) is writing there, says {path}; wait until it is done, or "
            "choose another folder. If you know that it was killed, delete that file and run again"
        )


def _who() -> str:
    return f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC).isoformat(timespec='seconds')}"
