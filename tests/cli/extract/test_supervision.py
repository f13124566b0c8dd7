"""Supervision of worker processes: which are lost, and how a run whose worker is lost ends."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.supervision import LostWorkerError, lost_worker, supervised

REGISTER = """
import sys
from pathlib import Path
from claims_beam.cli.extract.registry import WorkerRegistry

registry = WorkerRegistry(Path(sys.argv[1]))
registry.register()
print("registered", flush=True)
if input() == "unregister":
    registry.unregister()
"""


@pytest.mark.parametrize(("says", "is_lost"), [("unregister", False), ("nothing", True)])
def test_a_worker_that_ends_without_unregistering_is_lost(tmp_path: Path, says: str, is_lost: bool) -> None:
    registry = WorkerRegistry(tmp_path)
    command = [sys.executable, "-c", REGISTER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        assert (registry.workers(), lost_worker(registry)) == ([worker.pid], None)
        worker.communicate(says)
    assert lost_worker(registry) == (worker.pid if is_lost else None)


def test_a_lost_worker_ends_the_others_and_the_run(tmp_path: Path) -> None:
    registry = WorkerRegistry(tmp_path)
    command = [sys.executable, "-c", REGISTER, str(tmp_path)]
    workers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=0) for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdout is not None
        worker.stdout.readline()
    registry.log(workers[0].pid).write_text("out of memory\n")

    def run() -> None:
        with supervised(registry, threading.Event()):
            workers[0].kill()
            workers[1].wait(timeout=30)
            raise RuntimeError("as Beam does when no worker is left")

    with pytest.raises(LostWorkerError, match=rf"worker process {workers[0].pid} was lost.*\n  out of memory"):
        run()
    assert [worker.wait(timeout=30) for worker in workers] == [workers[0].returncode] * 2
    for worker in workers:
        worker.communicate()


def test_workers_may_go_when_the_user_interrupts(tmp_path: Path) -> None:
    (tmp_path / f"{2**22 + 1}.worker").touch()  # above the largest process id that Linux gives out
    (interrupted := threading.Event()).set()

    def run() -> None:
        with supervised(WorkerRegistry(tmp_path), interrupted):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
