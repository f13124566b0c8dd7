"""Several worker processes on this machine: how many a run gets, and how Beam starts them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import grpc
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions
from apache_beam.pipeline import Pipeline
from apache_beam.portability.api import beam_provision_api_pb2, endpoints_pb2
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.runners.portability.fn_api_runner.fn_runner import ExtendedProvisionInfo, RunnerResult
from apache_beam.runners.portability.fn_api_runner.worker_handlers import GrpcWorkerHandler, WorkerHandler
from apache_beam.transforms.environments import SubprocessSDKEnvironment
from google.protobuf import json_format, struct_pb2, text_format

from claims_beam.articles.columns import Columns
from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.worker_logs import worker_logs_as_written
from claims_beam.transforms.reading import count_parts

_PROBE_SECONDS = 60

_READ_BY_SHELLS = re.compile(r"[\s\"'`$&;|<>()]")


@dataclass(frozen=True)
class WorkerPlan:
    """How many worker processes a run gets and, if they are fewer than were asked for, why."""

    workers: int
    why_fewer: str | None = None


def plan_workers(wanted: int, inputs: Sequence[str], columns: Columns) -> WorkerPlan:
    """Plan the workers wanted, but no more than there are pieces of work, and one if no process can be started."""
    if wanted == 1:
        return WorkerPlan(1)
    if trouble := _trouble_starting():
        return WorkerPlan(1, f"no worker process can be started: {trouble}")
    pieces = count_parts(inputs, columns, wanted)
    if pieces < wanted:
        return WorkerPlan(max(1, pieces), f"the input is {pieces} piece{'s' if pieces > 1 else ''} of work")
    return WorkerPlan(wanted)


def _trouble_starting() -> str | None:
    """Return why another Python process could not do this one's work; None if it could."""
    if not sys.executable:
        return "this Python does not know where its interpreter is"
    command = [sys.executable, "-c", "import claims_beam.cli.extract.worker"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PROBE_SECONDS)
    except subprocess.CalledProcessError as error:
        return (error.stderr.strip().splitlines() or [str(error)])[-1]
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None


def why_beam_starts_none() -> str | None:
    """Return why no worker would start in Beam's own mode ``multi_processing``; None if they would.

    Beam gives a shell the path of Python without quoting it, and waits forever for workers that have not started.
    """
    if not _READ_BY_SHELLS.search(sys.executable):
        return None
    return (
        "Beam's mode multi_processing starts no workers where the path of Python holds a character that a shell reads "
        f"as something else, as {sys.executable} does; use --workers, or an environment in another folder"
    )


class _PrivateRunner(FnApiRunner):
    """Beam's local runner, whose ports only this machine reaches.

    Beam opens them on every network that the machine is part of, and whoever reaches them may send the workers code.
    """

    def run_pipeline(self, pipeline: Pipeline, options: PipelineOptions) -> RunnerResult:
        """Run the pipeline to its end."""
        with _loopback_only(), worker_logs_as_written():
            return super().run_pipeline(pipeline, options)


@contextmanager
def _loopback_only() -> Iterator[None]:
    """Let gRPC servers that are made while the body runs listen on the loopback addresses, whatever they ask for.

    Beam takes no address to listen on, and makes its servers in functions of two modules.
    """
    make = grpc.server

    def make_private(*args: Any, **options: Any) -> grpc.Server:
        server = make(*args, **options)
        listen = server.add_insecure_port
        server.add_insecure_port = lambda address: listen(f"localhost:{address.rpartition(':')[2]}")
        return server

    grpc.server = make_private
    try:
        yield
    finally:
        grpc.server = make


ENVIRONMENT = "claims_beam:env:worker_process:v1"
"""What Beam calls the environment whose worker processes are ours."""


class _WorkerEnvironment(SubprocessSDKEnvironment):
    """The environment of a run's worker processes; its command is the run's folder."""

    def to_runner_api_parameter(self, context: Any) -> tuple[str, bytes]:
        """Return the environment as the runner looks it up."""
        return ENVIRONMENT, self.command_string.encode()


@WorkerHandler.register_environment(ENVIRONMENT, bytes)
class _WorkerProcess(GrpcWorkerHandler):
    """One worker process, from its start to its end, as Beam's runner has it.

    Beam's own handler starts workers through a shell and a thread. It cannot end one, and waits forever for the answer
    of one that has ended before it connected.
    """

    started: ClassVar[set["_WorkerProcess"]] = set()
    _process: subprocess.Popen[bytes]

    def __init__(self, folder: bytes, state: Any, provision_info: Any, grpc_server: Any) -> None:
        super().__init__(state, provision_info, grpc_server)
        self._registry = WorkerRegistry(Path(folder.decode()))
        self._logging_port = grpc_server.logging_port

    def start_worker(self) -> None:
        """Start the process, which is registered at once, so that its loss is noticed from then on.

        A signal raises KeyboardInterrupt in the main thread. So another thread starts the process, lest the exception
        come between its start and the note of it: nothing would end a process that nobody knows of.
        """
        with ThreadPoolExecutor(max_workers=1) as executor:
            executor.submit(self._start).result()

    def _start(self) -> None:
        options = json_format.MessageToJson(self.provision_info.provision_info.pipeline_options)
        variables = {
            "CONTROL_API_SERVICE_DESCRIPTOR": _described(self.control_address),
            "LOGGING_API_SERVICE_DESCRIPTOR": _described(self.port_from_worker(self._logging_port)),
            "PIPELINE_OPTIONS": options,
            "WORKER_ID": self.worker_id,
            "TMPDIR": str(self._registry.folder),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "claims_beam.cli.extract.worker", str(self._registry.folder), str(os.getpid())],
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Signals from the terminal then reach only the parent, which ends it.
        )
        self._registry.register(self._process.pid)
        self.started.add(self)

    def stop_worker(self) -> None:
        """Wait for the process to end, which by now has been told to, or been ended."""
        self._process.wait()
        self.started.discard(self)

    def end(self) -> None:
        """End the process, and let go whoever waits for its answers."""
        self._process.kill()
        with suppress(RuntimeError):  # A question or an answer is sent at this moment; the next call does it.
            self.control_conn.abort(EndedWorkerError("the worker process was ended"))


class EndedWorkerError(RuntimeError):
    """A worker process gives no answer any more, since it was ended."""


def end_workers() -> None:
    """End all worker processes that were started so far."""
    for process in tuple(_WorkerProcess.started):
        process.end()


def _described(address: str) -> str:
    return text_format.MessageToString(endpoints_pb2.ApiServiceDescriptor(url=address))


def runner_for(workers: int, registry: WorkerRegistry, options: PipelineOptions) -> FnApiRunner:
    """Return Beam's local runner with that many ``claims_beam.cli.extract.worker`` processes, which get the options.

    Beam's own mode ``multi_processing`` starts workers that get no options, whose loss nobody notices, and that print
    what they do.
    """
    known = json.loads(json.dumps(options.get_all_options(drop_default=True), default=str))
    direct = options.view_as(DirectOptions)
    direct.direct_num_workers = workers
    # This is none of Beam's own modes, since each of them would start workers of its own.
    direct.direct_running_mode = "claims_beam.cli.extract.worker"
    provision = beam_provision_api_pb2.ProvisionInfo(
        pipeline_options=json_format.ParseDict(known, struct_pb2.Struct()),
        retrieval_token="nothing is staged",
    )
    return _PrivateRunner(
        default_environment=_WorkerEnvironment.from_command_string(str(registry.folder)),
        provision_info=ExtendedProvisionInfo(provision),
    )
