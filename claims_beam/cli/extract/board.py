"""A local run's board: a folder where its workers say that they work, how far they have come, and that they left.

A local runner reports its metrics only when it is done, and waits forever for a worker that was killed. So each worker
keeps a file with its counts and one that stands for it; whoever watches adds the counts up, and misses a worker that is
gone without having left. No locks between processes, and a killed worker's counts stay readable.
"""

import atexit
import mmap
import os
import struct
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import psutil

COUNTED = ("articles", "claims", "failures")

_COUNTS = struct.Struct(f"<{len(COUNTED)}q")
_LOG_LINES = 3


@dataclass(frozen=True)
class Board:
    """The board in ``folder``, as the process sees it that runs the job or works on it."""

    folder: Path

    def enter(self) -> None:
        """Says that this process works."""
        self._entry(os.getpid()).touch()

    def leave(self) -> None:
        """Says that this process is done, and its absence no loss."""
        self._entry(os.getpid()).unlink(missing_ok=True)

    def has_entered(self) -> bool:
        """Whether this process is on the board."""
        return self._entry(os.getpid()).exists()

    def log(self, pid: int) -> Path:
        """Where a worker's output goes."""
        return self.folder / f"{pid}.log"

    def last_words(self, pid: int) -> list[str]:
        """The end of a worker's output, if it went to its log."""
        log = self.log(pid)
        return log.read_text(errors="replace").splitlines()[-_LOG_LINES:] if log.exists() else []

    def workers(self) -> list[int]:
        """The process ids on the board, without this process, which in a run of one process is its own worker."""
        return sorted(pid for path in self.folder.glob("*.worker") if (pid := int(path.stem)) != os.getpid())

    def lost(self) -> int | None:
        """A worker that is gone without having left, if there is one."""
        return next((pid for pid in self.workers() if not _is_running(pid)), None)

    def counts(self) -> dict[str, int]:
        """The sum of all processes' counts, by name."""
        rows = self.counts_by_worker().values()
        return {name: sum(row[index] for row in rows) for index, name in enumerate(COUNTED)}

    def counts_by_worker(self) -> dict[int, tuple[int, ...]]:
        """Each process's counts, in the order of ``COUNTED``."""
        files = {int(path.stem): path.read_bytes() for path in self.folder.glob("*.counts")}
        return {pid: _COUNTS.unpack(content) for pid, content in files.items() if len(content) == _COUNTS.size}

    def _entry(self, pid: int) -> Path:
        return self.folder / f"{pid}.worker"


class Counts:
    """This process's counts, in memory that is also a file of the board; on another machine, in memory only."""

    def __init__(self, board: Board) -> None:
        self._lock = threading.Lock()
        if not board.folder.is_dir():
            self._memory = mmap.mmap(-1, _COUNTS.size)
            return
        if not board.has_entered():  # a worker that someone else started
            board.enter()
            atexit.register(board.leave)
        with (board.folder / f"{os.getpid()}.counts").open("w+b") as file:
            file.truncate(_COUNTS.size)
            self._memory = mmap.mmap(file.fileno(), _COUNTS.size)

    def add_one(self, index: int) -> None:
        """Counts one more of what ``COUNTED`` names at ``index``."""
        with self._lock:
            counts = list(_COUNTS.unpack_from(self._memory))
            counts[index] += 1
            _COUNTS.pack_into(self._memory, 0, *counts)


@lru_cache
def counts_on(board: Board) -> Counts:
    """This process's counts on the board."""
    return Counts(board)


def _is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
