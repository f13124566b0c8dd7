"""Beam's own job server and worker pool on this machine: what runs a pipeline's proto without Docker or Java."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability import common_urns
from apache_beam.portability.api import beam_runner_api_pb2, endpoints_pb2
from apache_beam.runners.portability.portable_runner import PortableRunner
from apache_beam.runners.runner import PipelineResult

START_SECONDS = 60


@dataclass(frozen=True)
class Workers:
    """Where the job server and the worker pool listen."""

    job_server: str
    pool: str

    @property
    def beam_args(self) -> list[str]:
        """The Beam options of a pipeline that is to run here."""
        return [
            "--runner=PortableRunner",
            f"--job_endpoint={self.job_server}",
            "--environment_type=EXTERNAL",
            f"--environment_config={self.pool}",
        ]

    def run(self, pipeline: beam_runner_api_pb2.Pipeline) -> PipelineResult:
        """Runs the pipeline to its end in the pool, whatever its environments say; raises if it fails."""
        for environment in pipeline.components.environments.values():
            self._move(environment)
        result = PortableRunner().run_portable_pipeline(pipeline, PipelineOptions(self.beam_args))
        result.wait_until_finish()
        return result

    def _move(self, environment: beam_runner_api_pb2.Environment) -> None:
        """Into the pool, and without the staged files: its workers have what is installed, and no more."""
        endpoint = endpoints_pb2.ApiServiceDescriptor(url=self.pool)
        environment.urn = common_urns.environments.EXTERNAL.urn
        environment.payload = beam_runner_api_pb2.ExternalPayload(endpoint=endpoint).SerializeToString()
        del environment.dependencies[:]


@contextmanager
def portable_workers(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Workers]:
    """Both processes, with these variables too, started in ``folder``; they end with the body, and their children."""
    server, pool = free_port(), free_port()
    python = Path(sys.executable).parent  # the pool starts its workers as "python"
    variables = {**os.environ, "PATH": f"{python}{os.pathsep}{os.environ['PATH']}", **(environment or {})}
    with ExitStack() as stack:
        for module, arguments, port in (
            ("portability.local_job_service_main", [f"--port={server}", f"--staging_dir={folder}/staging"], server),
            ("worker.worker_pool_main", [f"--service_port={pool}"], pool),
        ):
            command = [sys.executable, "-m", f"apache_beam.runners.{module}", *arguments]
            stack.enter_context(running(command, folder, variables, port))
        yield Workers(f"localhost:{server}", f"localhost:{pool}")


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, variables: Mapping[str, str], port: int) -> Iterator[None]:
    """Run the command, with its log in ``folder``, from when it listens on the port to the end of the body."""
    log = folder / f"{command[2]}.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, cwd=folder, env=variables, stdout=written, stderr=written, start_new_session=True
        )
        try:
            _wait_for(port, process, log)
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} does not listen: {log.read_text(errors='replace')[-2000:]}")
