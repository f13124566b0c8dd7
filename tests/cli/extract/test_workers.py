"""Many worker processes: they share the work, get what they need, and the loss of one is noticed."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import apache_beam as beam
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that
from support.beams_processes import multi_processing
from support.output import articles_of, read_rows
from support.paths import SAMPLES
from support.portable import portable_workers

from claims_beam.articles.columns import Columns
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, EXIT_USAGE
from claims_beam.cli.extract import workers
from claims_beam.cli.extract.job import Job, build
from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.supervision import lost_worker, supervised
from claims_beam.cli.extract.workers import WorkerPlan, plan_workers, runner_for

pytestmark = [pytest.mark.slow, pytest.mark.process]


def _claims(output: Path) -> list[dict[str, object]]:
    return sorted(read_rows(output / "claims"), key=lambda row: row["claim_id"])


def _extract(*args: object) -> int:
    return main.main(["extract", *map(str, args)])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file with several pieces of work: the samples three times over, under ids of their own."""
    texts = [article.text for article in articles_of(SAMPLES)] * 3
    path = tmp_path_factory.mktemp("corpus") / "in.parquet"
    pq.write_table(pa.table({"id": [f"a{n}" for n in range(len(texts))], "text": texts}), path, row_group_size=4)
    return path


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The claims of the corpus, extracted in one process."""
    output = tmp_path_factory.mktemp("undisturbed")
    assert _extract(corpus, "--output", output) == EXIT_FINE
    return _claims(output)


def test_workers_share_one_file(corpus: Path, undisturbed: list[dict[str, object]], tmp_path: Path) -> None:
    assert plan_workers(2, [str(corpus)], Columns()) == WorkerPlan(2)
    (registry := WorkerRegistry(tmp_path / "run")).folder.mkdir()
    options = PipelineOptions(["--runner=FnApiRunner"])
    job = Job([str(corpus)], str(tmp_path / "out"))
    build(job, registry, options, runner_for(2, registry, options)).run().wait_until_finish()
    assert _claims(tmp_path / "out") == undisturbed
    counts = [articles for articles, *_ in registry.counts_by_worker().values()]
    assert (registry.workers(), lost_worker(registry)) == ([], None)
    assert len(counts) == 2
    assert min(counts) > sum(counts) / 4


def test_what_workers_log_and_fail_of_is_told_as_in_one_process(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        rows = [{"id": "twice", "text": f"It rained in {name}."}, {"id": name, "text": ""}]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    told = []
    for count in (1, 2):
        options = [f"--workers={count}", "--max-failure-rate=0.1", "--any-language"]
        assert _extract(f"{tmp_path}/*.jsonl", "--output", tmp_path / str(count), *options) == EXIT_JOB_FAILED
        told.append(capsys.readouterr().err.splitlines())
    assert told[0] == told[1]
    assert told[0] == [
        "WARNING: ids that several articles have: 1, such as 'twice'; all articles are kept",
        "claims-beam extract: the job failed: 2 of 4 elements of the stage parse failed, and max_failure_rate=0.1 "
        "allows no more than that share; mend what the failures say, or raise it. One of them is ArticleError.no_text: "
        f"{tmp_path}/a.jsonl, byte 43: There is no text: 0 characters, none of them visible. Leave the article out.",
    ]


def test_workers_get_the_options(tmp_path: Path) -> None:
    options = PipelineOptions(["--runner=FnApiRunner", "--temp_location=/somewhere"])

    def has_them(found: Sequence[str]) -> None:
        assert "/somewhere" in found[0]

    with beam.Pipeline(runner_for(2, WorkerRegistry(tmp_path), options), options) as pipeline:
        assert_that(pipeline | beam.Create(["PIPELINE_OPTIONS"]) | beam.Map(os.getenv), has_them)


def test_only_this_machine_reaches_the_ports_of_the_workers(tmp_path: Path) -> None:
    options = PipelineOptions(["--runner=FnApiRunner"])

    def listening(pid: int) -> set[tuple[str, int]]:  # in here, since workers cannot import this module
        connections = psutil.Process(pid).net_connections(kind="tcp")
        return {(one.laddr.ip, one.laddr.port) for one in connections if one.status == psutil.CONN_LISTEN}

    before = listening(os.getpid())

    def are_loopback(found: Sequence[set[tuple[str, int]]]) -> None:
        addresses = {address for address, _ in found[0] - before}
        assert addresses
        assert addresses <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}, addresses

    with beam.Pipeline(runner_for(2, WorkerRegistry(tmp_path), options), options) as pipeline:
        assert_that(pipeline | beam.Create([os.getpid()]) | beam.Map(listening), are_loopback)


def test_a_signal_at_the_start_of_a_worker_leaves_none_that_nobody_knows_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted, started = threading.Event(), []

    class InterruptedPopen(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)
            interrupted.set()
            signal.raise_signal(signal.SIGINT)

    options, registry = PipelineOptions(["--runner=FnApiRunner"]), WorkerRegistry(tmp_path)
    pipeline = beam.Pipeline(runner_for(2, registry, options), options)
    pipeline | beam.Create([1])
    monkeypatch.setattr(subprocess, "Popen", InterruptedPopen)
    with pytest.raises(KeyboardInterrupt), supervised(registry, interrupted):
        pipeline.run()
    monkeypatch.undo()
    assert started
    assert {process.wait(timeout=30) for process in started} == {-signal.SIGKILL}


@pytest.mark.parametrize("option", ["--runner=BundleBasedDirectRunner", "--runner=PortableRunner"])
def test_workers_are_for_one_runner(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert _extract(SAMPLES, "--output", tmp_path / "out", "--workers=2", option) == EXIT_USAGE
    assert "leave out --workers or --runner" in capsys.readouterr().err


@pytest.mark.parametrize("workers_asked_for", ["1", "2"])
def test_beams_own_workers_are_refused_where_they_would_never_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, workers_asked_for: str
) -> None:
    (python := tmp_path / "my python").symlink_to(sys.executable)
    monkeypatch.setattr(workers.sys, "executable", str(python))
    args = ["--output", tmp_path / "out", f"--workers={workers_asked_for}", "--direct_running_mode=multi_processing"]
    assert _extract(SAMPLES / "port_strike.txt", *args) == EXIT_USAGE
    assert f"as {python} does; use --workers" in capsys.readouterr().err
    assert not [path for path in tmp_path.glob("out/**/*") if path.is_file()]


@pytest.mark.parametrize("path", ["/opt/py/bin/python3", "/home/José/py=3,11~+@%:x/python", "C:\\py\\python.exe"])
def test_beams_own_workers_start_at_most_paths(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(workers.sys, "executable", path)
    assert workers.why_beam_starts_none() is None


def test_one_piece_of_work_takes_one_worker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _extract(SAMPLES / "port_strike.txt", "--output", tmp_path / "out", "--workers=2") == EXIT_FINE
    assert "1 of 2 workers: the input is 1 piece of work" in capsys.readouterr().err
    assert _claims(tmp_path / "out")


@pytest.mark.parametrize(
    ("executable", "why"),
    [("", "does not know where its interpreter is"), ("/bin/false", "exit"), ("/nowhere/python", "No such file")],
)
def test_where_no_process_can_be_started_one_does_it_all(
    monkeypatch: pytest.MonkeyPatch, executable: str, why: str
) -> None:
    monkeypatch.setattr(workers.sys, "executable", executable)
    plan = plan_workers(2, [str(SAMPLES)], Columns())
    assert plan.workers == 1
    assert plan.why_fewer is not None
    assert why in plan.why_fewer


@contextmanager
def _running_extract(corpus: Path, output: Path, runs: Path, args: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, whose temporary folders are in ``runs``."""
    command = [sys.executable, "-m", "claims_beam", "extract", str(corpus), "--output", str(output), *args]
    environment = {**os.environ, "TMPDIR": str(runs)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        yield process
    finally:
        process.kill()


def _a_busy_worker(runs: Path, process: subprocess.Popen[str]) -> int:
    """The process id of a worker that has begun to count articles."""
    while process.poll() is None:
        for folder in runs.iterdir():
            for pid, (articles, *_) in WorkerRegistry(folder).counts_by_worker().items():
                if articles:
                    return pid
        time.sleep(0.05)
    raise AssertionError("the job ended before a worker could be killed")


@pytest.mark.parametrize("how", ["--workers=2", "multi-processing", "portable"])
def test_a_killed_worker_fails_the_job_cleanly_and_a_rerun_is_whole(
    corpus: Path, undisturbed: list[dict[str, object]], tmp_path: Path, how: str
) -> None:
    (runs := tmp_path / "runs").mkdir()
    with portable_workers(tmp_path) if how == "portable" else nullcontext() as portable:
        args = portable.beam_args if portable else multi_processing() if how == "multi-processing" else [how]
        with _running_extract(corpus, tmp_path / "out", runs, args) as process:
            os.kill(_a_busy_worker(runs, process), signal.SIGKILL)
            _, err = process.communicate(timeout=60)
        assert process.returncode == EXIT_JOB_FAILED
        assert "was lost: something killed it" in err
        assert not [path for path in tmp_path.glob("out/**/*") if path.is_file()]
        assert not [one for one in psutil.process_iter(["cmdline"]) if str(runs) in " ".join(one.info["cmdline"] or ())]
    assert _extract(corpus, "--output", tmp_path / "out") == EXIT_FINE
    assert _claims(tmp_path / "out") == undisturbed
