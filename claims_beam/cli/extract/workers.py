"""Several worker processes on this machine: how many a run gets, and how Beam starts them."""

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import grpc
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions
from apache_beam.pipeline import Pipeline
from apache_beam.portability.api import beam_provision_api_pb2
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.runners.portability.fn_api_runner.fn_runner import ExtendedProvisionInfo, RunnerResult
from apache_beam.transforms.environments import SubprocessSDKEnvironment
from google.protobuf import json_format, struct_pb2

from claims_beam.articles.parse import Columns
from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.transforms.reading import count_parts

_PROBE_SECONDS = 60


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


class _PrivateRunner(FnApiRunner):
    """Beam's local runner, whose ports only this machine reaches.

    Beam opens them on every network that the machine is part of, and whoever reaches them may send the workers code.
    """

    def run_pipeline(self, pipeline: Pipeline, options: PipelineOptions) -> RunnerResult:
        """Run the pipeline to its end."""
        with _loopback_only():
            return super().run_pipeline(pipeline, options)


@contextmanager
def _loopback_only() -> Iterator[None]:
    """While the body runs, let gRPC servers that are made listen on the loopback addresses, whatever they ask for.

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


def runner_for(workers: int, registry: WorkerRegistry, options: PipelineOptions) -> FnApiRunner:
    """Return Beam's local runner with that many ``claims_beam.cli.extract.worker`` processes, which get the options.

    Beam's own mode ``multi_processing`` starts workers that get no options, whose loss nobody notices, and that print
    what they do.
    """
    known = json.loads(json.dumps(options.get_all_options(drop_default=True), default=str))
    direct = options.view_as(DirectOptions)
    direct.direct_num_workers = workers
    # This is none of Beam's modes, each of which has workers of its own.
    direct.direct_running_mode = "claims_beam.cli.extract.worker"
    command = _shell_command([sys.executable, "-m", "claims_beam.cli.extract.worker", str(registry.folder)])
    provision = beam_provision_api_pb2.ProvisionInfo(
        pipeline_options=json_format.ParseDict(known, struct_pb2.Struct()),
        retrieval_token="nothing is staged",
    )
    return _PrivateRunner(
        default_environment=SubprocessSDKEnvironment.from_command_string(command),
        provision_info=ExtendedProvisionInfo(provision),
    )


def _shell_command(arguments: Sequence[str]) -> str:
    """Return the line with which the system's shell, through which Beam starts its workers, runs the command."""
    if sys.platform == "win32":
        return subprocess.list2cmdline(arguments)
    return shlex.join(["exec", *arguments])  # so that whoever kills the process kills Python, and not only a shell
