"""Supervision of a local run: a lost worker process ends the run with an error, a signal with an interrupt."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.workers import end_workers
from claims_beam.cli.interruption import interrupt_main

_POLL_SECONDS = 0.5
# Beam gets this long to notice that it has no worker left.
_GRACE_SECONDS = 3.0


class LostWorkerError(RuntimeError):
    """A worker process died, and the run with it."""


def lost_worker(registry: WorkerRegistry) -> int | None:
    """Return the process id of a registered worker that no longer runs, None if there is no such worker."""
    return next((pid for pid in registry.workers() if not _is_running(pid)), None)


def _is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def supervised(registry: WorkerRegistry, interrupted: threading.Event) -> Iterator[None]:
    """End the run of the body if a worker is lost, because Beam would wait for that worker forever.

    The other workers are ended too. With none left, Beam mostly fails the run by itself, and the body raises; where it
    does not, the main thread is interrupted. Raise LostWorkerError in the place of either. ``interrupted`` says that
    the user ends the run: then all workers are ended, those included that Beam is about to start.
    """
    done, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=_supervise, args=(registry, interrupted, done, ended), daemon=True)
    thread.start()
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        lost = lost_worker(registry)
        if lost is None or (interrupted.is_set() and not ended.is_set()):
            raise
        raise LostWorkerError(_describe_loss(registry, lost)) from error
    finally:
        done.set()
        thread.join()


def _supervise(
    registry: WorkerRegistry, interrupted: threading.Event, done: threading.Event, ended: threading.Event
) -> None:
    while not done.wait(_POLL_SECONDS):
        if not interrupted.is_set() and lost_worker(registry) is not None:
            ended.set()
        if interrupted.is_set() or ended.is_set():
            _end_workers(registry)
        if ended.is_set() and not done.wait(_GRACE_SECONDS):
            interrupt_main()
    if interrupted.is_set() or ended.is_set():
        _end_workers(registry)  # Some may have been started, or left running, since the last turn.


def _end_workers(registry: WorkerRegistry) -> None:
    end_workers()
    for pid in registry.workers():
        with suppress(psutil.NoSuchProcess):
            psutil.Process(pid).kill()


def _describe_loss(registry: WorkerRegistry, pid: int) -> str:
    return (
        f"worker process {pid} was lost: something killed it, perhaps for want of memory. No claims were written. "
        "Run again, with fewer --workers if memory is short" + "".join(f"\n  {line}" for line in registry.log_tail(pid))
    )
