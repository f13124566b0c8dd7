"""Jobs for Dataflow: submitted for real to a stand-in on localhost, which runs what was staged on Beam's own workers.

What of it Google's machines would do differently is in docs/guides/dataflow.md.
"""

import base64
import bz2
import io
import json
import pickletools
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from apache_beam.portability import common_urns
from apache_beam.portability.api import beam_runner_api_pb2
from support.dataflow_service import IMAGE, PYTHON, DataflowService, staged_path
from support.google_standin import Job, Json, Storage
from support.output import read_rows
from support.paths import PACKAGE, ROOT, SAMPLES

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_INTERRUPTED, EXIT_JOB_FAILED

pytestmark = [pytest.mark.slow, pytest.mark.process]

PROGRAM = ROOT / "pipelines" / "dataflow" / "main.py"
BEAM = version("apache-beam")
ENCODER = ROOT / "claims_beam" / "encoder" / "models" / "minilm-news" / "encoder.onnx"

POOL_OPTIONS = [
    "--machine_type=n2-standard-4",
    "--num_workers=2",
    "--max_num_workers=5",
    "--disk_size_gb=30",
    "--number_of_worker_harness_threads=2",
    "--service_account_email=claims@standin-project.iam.gserviceaccount.com",
    "--subnetwork=regions/europe-west1/subnetworks/inner",
    "--no_use_public_ips",
    "--labels=desk=investigations",
    "--dataflow_service_options=enable_recommendations",
    "--experiments=min_cpu_platform=Intel Cascade Lake",
]


EXTRACT = ("-m", "claims_beam", "extract", "gs://news/in/*")


class Service(DataflowService):
    """With two jobs that no pipeline is needed for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.stop = threading.Event()

    def run(self, job: Json) -> list[Json]:
        if job["name"] == "failing":
            self.standin.dataflow.jobs[job["id"]].watched.wait(60)  # Beam asks for the reason only of what it saw run
            raise RuntimeError("the workers could not pull the image")
        if job["name"] == "endless":
            self.stop.wait(120)
            return []
        return super().run(job)


JOBS = {"samples": POOL_OPTIONS, "failing": ["--overwrite"], "endless": []}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("service"))
    with service.listening("news", "scratch"):
        for path in SAMPLES.iterdir():
            service.standin.storage.write(f"gs://news/in/{path.name}", path.read_bytes())
        yield service
        service.stop.set()


@pytest.fixture(scope="module")
def processes(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """The commands of all jobs, by their names: they mostly wait, so they do it together."""
    folder = tmp_path_factory.mktemp("submissions")
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                service.submit(EXTRACT, folder, f"--output=gs://news/{name}", f"--job_name={name}", *more)
            )
            for name, more in JOBS.items()
        }


@dataclass(frozen=True)
class Submission:
    code: int
    out: str
    complaints: str
    job: Job
    pipeline: bytes
    storage: Storage


@pytest.fixture(scope="module")
def submission(service: Service, processes: dict[str, subprocess.Popen[str]]) -> Submission:
    """The samples, submitted with the command and run to the end."""
    out, complaints = processes["samples"].communicate(timeout=200)
    [job] = [job for job in service.standin.dataflow.jobs.values() if job.submitted["name"] == "samples"]
    assert job.state == "JOB_STATE_DONE", job.messages
    storage = service.standin.storage
    staged = storage.read(staged_path(job.submitted))
    return Submission(processes["samples"].returncode, out, complaints, job, staged, storage)


def test_the_command_follows_the_job_to_its_end(submission: Submission) -> None:
    assert submission.code == EXIT_FINE, submission.complaints
    assert "8 articles read = 8 done + 0 failed" in submission.out
    assert "claims in gs://news/samples/claims" in submission.out
    job_id = submission.job.submitted["id"]
    where = f"https://console.cloud.google.com/dataflow/jobs/europe-west1/{job_id}?project=standin-project"
    assert f"job {job_id} is on Dataflow: {where}\n" in submission.complaints


def test_the_staged_pipeline_gives_the_claims_of_a_local_run(submission: Submission, tmp_path: Path) -> None:
    assert main.main(["extract", str(SAMPLES), f"--output={tmp_path}"]) == EXIT_FINE
    here = read_rows(tmp_path / "claims")
    storage = submission.storage
    paths = [path for path in storage.paths("gs://news/samples/claims/") if path.endswith(".parquet")]
    there = [row for path in paths for row in pq.read_table(io.BytesIO(storage.read(path))).to_pylist()]
    assert len(here) > 100
    assert sorted(there, key=_claim_id) == sorted(here, key=_claim_id)


def _claim_id(row: dict[str, Any]) -> str:
    claim_id: str = row["claim_id"]
    return claim_id


def test_the_output_is_whole(submission: Submission) -> None:
    """The claims and, as the last, the manifest; no lock and nothing unfinished."""
    written = submission.storage.paths("gs://news/samples/")
    assert "gs://news/samples/_SUCCESS" in written
    assert not [path for path in written if "/." in path]


def test_the_standin_knew_every_request(submission: Submission, service: Service) -> None:
    assert service.standin.unknown == []


def test_the_options_reach_the_job(submission: Submission) -> None:
    job = submission.job.submitted
    environment = job["environment"]
    assert (job["projectId"], job["location"], job["labels"]) == (
        "standin-project",
        "europe-west1",
        {"desk": "investigations"},
    )
    assert environment["serviceAccountEmail"] == "claims@standin-project.iam.gserviceaccount.com"
    assert environment["serviceOptions"] == ["enable_recommendations"]
    assert {"use_runner_v2", "min_cpu_platform=Intel Cascade Lake"} <= set(environment["experiments"])
    assert environment["tempStoragePrefix"].startswith("storage.googleapis.com/scratch/tmp/samples")
    assert environment["userAgent"] == {"name": f"Apache Beam Python {PYTHON} SDK", "version": BEAM}


def test_the_options_reach_the_workers(submission: Submission) -> None:
    [pool] = submission.job.submitted["environment"]["workerPools"]
    assert pool["machineType"] == "n2-standard-4"
    assert (pool["numWorkers"], pool["autoscalingSettings"]["maxNumWorkers"]) == (2, 5)
    assert (pool["diskSizeGb"], pool["numThreadsPerWorker"]) == (30, 2)
    assert pool["subnetwork"] == "regions/europe-west1/subnetworks/inner"
    assert pool["ipConfiguration"] in ("WORKER_IP_PRIVATE", 2)
    assert pool["workerHarnessContainerImage"] == IMAGE
    [container] = pool["sdkHarnessContainerImages"]
    assert container["containerImage"] == IMAGE
    assert container["useSingleCorePerContainer"]  # a process for each processor, as the guide's sizes assume


def test_only_the_pipeline_is_staged(submission: Submission) -> None:
    """The image has the code and the models; the other files are Beam's registries and a list of what is installed."""
    staged = {path.rpartition("/")[2] for path in submission.storage.paths("gs://scratch/tmp/samples")}
    assert staged == {"pipeline.pb", "pickled_main_session", "submission_environment_dependencies.txt"}


def test_the_staged_pipeline_has_every_step_and_the_image(submission: Submission) -> None:
    pipeline = beam_runner_api_pb2.Pipeline.FromString(submission.pipeline)
    steps = {transform.unique_name for transform in pipeline.components.transforms.values()}
    for step in ("ReadArticles/ParsePayloads", "ExtractClaims/ExtractQuotes", "ExtractClaims/BuildClaims"):
        assert step in steps
    assert {"WriteRecords(claims)", "WarnDuplicateIds"} <= steps
    [environment] = pipeline.components.environments.values()
    assert environment.urn == common_urns.environments.DOCKER.urn
    assert beam_runner_api_pb2.DockerPayload.FromString(environment.payload).container_image == IMAGE


def _pickles(pipeline: bytes) -> Iterator[bytes]:
    """What Beam pickled into the pipeline: compressed with bz2, in base64."""
    for found in re.findall(rb"QlpoO[0-9A-Za-z+/]{20,}", pipeline):
        yield bz2.BZ2Decompressor().decompress(base64.b64decode(found[: len(found) // 4 * 4]))


def test_the_staged_pipeline_names_its_code_and_carries_no_data(submission: Submission) -> None:
    pickles = list(_pickles(submission.pipeline))
    strings = {value for pickled in pickles for _, value, _ in pickletools.genops(pickled) if isinstance(value, str)}
    assert "claims_beam.transforms.steps.running" in strings
    assert "__main__" not in strings
    assert not [value for value in strings if f"{PACKAGE}/" in value]  # the file of a function taken along whole
    assert not [
        value for value in strings if value.startswith(f"{tempfile.gettempdir()}/tmp")
    ]  # a place of this machine
    held = submission.pipeline + b"".join(pickles)
    assert len(held) < 1_000_000
    assert ENCODER.read_bytes()[1000:1100] not in held
    for path in SAMPLES.glob("*.txt"):
        assert path.read_bytes()[100:140] not in held


def test_a_job_that_fails_says_why(processes: dict[str, subprocess.Popen[str]]) -> None:
    _, complaints = processes["failing"].communicate(timeout=100)
    assert processes["failing"].returncode == EXIT_JOB_FAILED
    assert "the workers could not pull the image" in complaints


def test_an_interruption_cancels_the_job(service: Service, processes: dict[str, subprocess.Popen[str]]) -> None:
    storage = service.standin.storage
    storage.write("gs://news/endless/claims/.in-progress-1/part", b"of the running job")
    process = processes["endless"]
    assert process.stderr
    said = next(line for line in process.stderr if "is on Dataflow" in line)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == EXIT_INTERRUPTED
    [job_id] = re.findall(r"job (\S+) is", said)
    assert f"cancelling job {job_id}" in complaints
    assert service.standin.dataflow.jobs[job_id].state == "JOB_STATE_CANCELLED"
    assert storage.paths("gs://news/endless/") == []


def test_the_templates_program_makes_a_job_and_ends(service: Service, tmp_path: Path) -> None:
    """As its launcher runs it, which then submits the file."""
    jobs = len(service.standin.dataflow.jobs)
    paths = ("--input=gs://news/in/*.txt", "--output=gs://news/template", "--tagger=rules", "--overwrite=true")
    launched = "--template_location=gs://scratch/launches/job_object"
    with service.submit([str(PROGRAM)], tmp_path, *paths, launched) as process:
        _, complaints = process.communicate(timeout=100)
    assert process.returncode == 0, complaints
    job = json.loads(service.standin.storage.read("gs://scratch/launches/job_object"))
    [pool] = job["environment"]["workerPools"]
    assert pool["workerHarnessContainerImage"] == IMAGE
    assert staged_path(job) in service.standin.storage.paths()
    assert len(service.standin.dataflow.jobs) == jobs
