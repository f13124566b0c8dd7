"""Dataflow with Beam's own job server and worker pool for its workers, on localhost: submit to it as to Google's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.runners.runner import PipelineResult
from support.google_standin import Json, StandIn, google_standin
from support.paths import PACKAGE
from support.portable import portable_workers

PYTHON, BEAM = f"{sys.version_info.major}.{sys.version_info.minor}", version("apache-beam")
IMAGE = f"europe-docker.pkg.dev/standin-project/claims/claims-beam:{version('claims-beam')}-py{PYTHON}-beam{BEAM}"

OPTIONS = [
    "--runner=DataflowRunner",
    "--project=standin-project",
    "--region=europe-west1",
    "--temp_location=gs://scratch/tmp",
    f"--sdk_container_image={IMAGE}",
    "--save_main_session",  # as it is by default, but not for a service on localhost
]


class DataflowService:
    """The service while it is ``listening``; ``folder`` is for what its workers need and log.

    ``standin`` holds the buckets and the jobs. The bucket ``scratch`` must be one of them: jobs are staged there.
    """

    standin: StandIn

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def listening(self, *buckets: str) -> Iterator[None]:
        with google_standin(*buckets, run_job=self.run) as self.standin:
            yield

    def submit(self, program: Sequence[str], folder: Path, *arguments: str) -> subprocess.Popen[str]:
        """Starts the Python program in the folder, where Google's services are the stand-in, with the options above."""
        endpoint = f"--dataflow_endpoint=http://localhost:{self.standin.port}"
        command = [sys.executable, *program, *OPTIONS, endpoint, *arguments]
        environment = {**os.environ, **self.standin.environment(folder)}
        piped = subprocess.PIPE
        return subprocess.Popen(command, env=environment, cwd=folder, text=True, stdout=piped, stderr=piped)

    def run(self, job: Json) -> list[Json]:
        """Runs the pipeline that was staged, with the job's image put aside, and gives its counters."""
        pipeline = beam_runner_api_pb2.Pipeline.FromString(self.standin.storage.read(staged_path(job)))
        with portable_workers(self._folder, self._environment()) as workers:
            return list(_as_update(workers.run(pipeline)))

    def _environment(self) -> dict[str, str]:
        """That of workers on which the package is installed and the checkout is not to be seen."""
        installed = self._folder / "site"
        shutil.copytree(PACKAGE, installed / PACKAGE.name, dirs_exist_ok=True)
        environment = {**self.standin.environment(self._folder), "PYTHONPATH": str(installed)}
        where = [sys.executable, "-c", "import claims_beam; print(claims_beam.__file__)"]
        found = subprocess.check_output(where, env={**os.environ, **environment}, cwd=self._folder, text=True)
        assert Path(found).is_relative_to(installed)
        return environment


def staged_path(job: Json) -> str:
    """The path of the job's staged pipeline."""
    url: str = job["environment"]["sdkPipelineOptions"]["options"]["pipelineUrl"]
    return url


def _as_update(result: PipelineResult) -> Iterator[Json]:
    """The run's counters as Dataflow gives them: once as they stand and once as tentative."""
    for counter in result.metrics().query()["counters"]:
        context = {"namespace": counter.key.metric.namespace, "step": counter.key.step}
        for more in ({}, {"tentative": "true"}):
            name = {"origin": "user", "name": counter.key.metric.name, "context": {**context, **more}}
            yield {"name": name, "scalar": counter.result}
