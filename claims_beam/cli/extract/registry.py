"""A local run's folder, where its worker processes register and count what they have done.

A local runner reports its metrics only when it is done, and waits forever for a worker that was killed. So each worker
keeps one file with its progress counters and one that says that it is at work. The process that supervises the run adds
the counters up, and notices a worker whose process is gone although its file is still there. No locks are needed
between processes, and a killed worker's counters stay readable.
"""

import atexit
import mmap
import os
import struct
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

COUNTED = ("articles", "claims", "failures")

_COUNTS = struct.Struct(f"<{len(COUNTED)}q")
_LOG_LINES = 3


@dataclass(frozen=True)
class WorkerRegistry:
    """The registry in ``folder``, for the process that runs the job and for those that work on it."""

    folder: Path

    def register(self, pid: int | None = None) -> None:
        """Record that the process is at work; without an id, that this one is."""
        self._entry(pid or os.getpid()).touch()

    def unregister(self) -> None:
        """Record that this process is done, so that its end is no loss."""
        self._entry(os.getpid()).unlink(missing_ok=True)

    def is_registered(self) -> bool:
        """Return whether this process has registered."""
        return self._entry(os.getpid()).exists()

    def log(self, pid: int) -> Path:
        """Return the path of the file for a worker's output."""
        return self.folder / f"{pid}.log"

    def log_tail(self, pid: int) -> list[str]:
        """Return the last lines of a worker's output, if it went to its log."""
        log = self.log(pid)
        return log.read_text(errors="replace").splitlines()[-_LOG_LINES:] if log.exists() else []

    def workers(self) -> list[int]:
        """Return the registered process ids, without this process, which in a run of one process is its own worker."""
        return sorted(pid for path in self.folder.glob("*.worker") if (pid := int(path.stem)) != os.getpid())

    def counts(self) -> dict[str, int]:
        """Return the sum of all processes' counters, by name."""
        rows = self.counts_by_worker().values()
        return {name: sum(row[index] for row in rows) for index, name in enumerate(COUNTED)}

    def counts_by_worker(self) -> dict[int, tuple[int, ...]]:
        """Return each process's counters, in the order of ``COUNTED``."""
        files = {int(path.stem): path.read_bytes() for path in self.folder.glob("*.counts")}
        return {pid: _COUNTS.unpack(content) for pid, content in files.items() if len(content) == _COUNTS.size}

    def _entry(self, pid: int) -> Path:
        return self.folder / f"{pid}.worker"


class ProgressCounters:
    """This process's counters, in memory that is also a file of the registry; on another machine, in memory only."""

    def __init__(self, registry: WorkerRegistry) -> None:
        self._lock = threading.Lock()
        if not registry.folder.is_dir():
            self._memory = mmap.mmap(-1, _COUNTS.size)
            return
        if not registry.is_registered():  # Another program started this worker.
            registry.register()
            atexit.register(registry.unregister)
        with (registry.folder / f"{os.getpid()}.counts").open("w+b") as file:
            file.truncate(_COUNTS.size)
            self._memory = mmap.mmap(file.fileno(), _COUNTS.size)

    def add_one(self, index: int) -> None:
        """Count one more of what ``COUNTED`` names at ``index``."""
        with self._lock:
            counts = list(_COUNTS.unpack_from(self._memory))
            counts[index] += 1
            _COUNTS.pack_into(self._memory, 0, *counts)


@lru_cache
def counters_in(registry: WorkerRegistry) -> ProgressCounters:
    """Return this process's counters in the registry."""
    return ProgressCounters(registry)
