"""Beam's own job server and worker pool, as processes: the portable runner on this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

_START_SECONDS = 60


@contextmanager
def job_server(folder: Path) -> Iterator[list[str]]:
    """The Beam options of a pipeline that is to run on it; what the processes print is in ``folder``."""
    jobs, workers = _free_port(), _free_port()
    portability = "apache_beam.runners.portability.local_job_service_main"
    with ExitStack() as stack:
        stack.enter_context(_running(folder, portability, "--port", jobs, "--staging_dir", folder / "staging"))
        stack.enter_context(_running(folder, "apache_beam.runners.worker.worker_pool_main", "--service_port", workers))
        for port in (jobs, workers):
            _wait_for(port)
        yield [
            "--runner=PortableRunner",
            f"--job_endpoint=localhost:{jobs}",
            "--environment_type=EXTERNAL",
            f"--environment_config=localhost:{workers}",
        ]


@contextmanager
def _running(folder: Path, module: str, *args: object) -> Iterator[None]:
    # The pool starts its workers as `python`, which must be this one.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with (folder / f"{module}.log").open("w") as log:
        command = [sys.executable, "-m", module, *map(str, args)]
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PATH": path})
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("localhost", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection(("localhost", port)).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
