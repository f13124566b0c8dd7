"""The job behind ``claims-beam extract``: article files -> claims/ and failures/ in a folder, watched as it goes."""

import logging
import os
import signal
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from types import FrameType
from typing import NoReturn

import apache_beam as beam
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems
from apache_beam.metrics import MetricsFilter
from apache_beam.options.pipeline_options import GoogleCloudOptions, PipelineOptions, StandardOptions
from apache_beam.runners.runner import PipelineResult, PipelineRunner, PipelineState
from apache_beam.transforms.error_handling import ErrorHandler
from rich.console import Console
from rich.status import Status

from claims_beam.articles.parse import DEFAULT_COLUMNS, MAX_CHARS, Columns
from claims_beam.attribution.loading import DEFAULT_TAGGER
from claims_beam.cli.extract.board import Board
from claims_beam.cli.extract.dataflow import console_url, is_dataflow
from claims_beam.cli.extract.progress import CountInto
from claims_beam.cli.extract.workers import runner_for, staff, watched
from claims_beam.parsing.models import DEFAULT_MODEL, find_model
from claims_beam.records import Failure
from claims_beam.speakers.resolve import KnownPerson
from claims_beam.storage.files import remove_unfinished
from claims_beam.storage.lock import only_run
from claims_beam.storage.paths import is_local
from claims_beam.transforms.claiming import ExtractClaims
from claims_beam.transforms.duplicates import WarnDuplicateIds
from claims_beam.transforms.manifests import WriteManifest
from claims_beam.transforms.reading import ReadArticles
from claims_beam.transforms.steps.counters import NAMESPACE
from claims_beam.transforms.writing import WriteRecords

# Named outright: Beam's own default first tries to download a runner, which can hang behind a firewall.
LOCAL_RUNNER = "FnApiRunner"
LOCAL_RUNNERS = ("Direct", "SwitchingDirect", LOCAL_RUNNER, "BundleBasedDirect", "Prism")

# The stages by what one failure in them loses.
FILE_STAGES = ("match", "open", "read")
ARTICLE_STAGES = (
    "parse",
    "split_sentences",
    "extract_quotes",
    "resolve_speakers",
    "find_statements",
    "find_predicates",
    "build_claims",
)
CLAIM_STAGES = ("score_claims", "write_records")

_REFRESH_SECONDS = 0.5
_CANCELLING_SECONDS = 2.0


@dataclass(frozen=True)
class Job:
    """What to extract from where into which folder.

    ``quotes_only`` leaves out what articles assert in their own voice; ``workers`` are processes on this machine;
    ``beam_args`` go to Beam untouched.
    """

    inputs: Sequence[str]
    output: str
    model: str = DEFAULT_MODEL
    tagger: str = DEFAULT_TAGGER
    quotes_only: bool = False
    columns: Columns = DEFAULT_COLUMNS
    max_chars: int = MAX_CHARS
    known_people: Sequence[KnownPerson] = ()
    num_shards: int = 0
    overwrite: bool = False
    workers: int = 1
    partition_by: str | None = None
    beam_args: Sequence[str] = field(default_factory=tuple)

    @property
    def claims(self) -> str:
        """The folder of the claims' files."""
        return FileSystems.join(self.output, "claims")

    @property
    def failures(self) -> str:
        """The folder of the failures' files; it holds none when nothing failed."""
        return FileSystems.join(self.output, "failures")


@dataclass(frozen=True)
class Report:
    """What came of a job. ``read`` counts inputs, and is ``done`` + ``failed``; ``claims`` those that were written."""

    read: int
    done: int
    failed: int
    claims: int
    claims_failed: int
    duplicate_ids: int
    seconds: float


class JobRefusedError(ValueError):
    """The job cannot run as asked, and did not start; the message says why, and the cure."""


class JobError(RuntimeError):
    """The job started and failed as a whole."""


def run(job: Job, console: Console) -> Report:
    """Runs the job to its end and reports; on a terminal, ``console`` shows meanwhile how far it has come.

    Raises JobRefusedError before anything runs (inputs that match nothing, an output folder that holds finished files,
    that another run is writing into or that cannot be written, options that cannot be) and JobError when the pipeline
    fails; nothing unfinished stays behind. After a kill that no process survives the next run removes what is.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        board = Board(Path(folder))
        try:
            options = PipelineOptions(["--runner=" + LOCAL_RUNNER, *job.beam_args])
            _check_options(options)
            if runs_here(options):
                _check_here(job)
            held.enter_context(only_run(job.output))
            _remove_unfinished(job)
            runner = _staffed(job, board, options, console)
            pipeline = build(job, board, options, runner)
        except (ValueError, OSError, BeamIOError) as error:
            raise JobRefusedError(str(error)) from error
        start = monotonic()
        try:
            interrupted = threading.Event()
            with watched(board, interrupted), _interruptible(interrupted), _shown(console, board):
                result = pipeline.run()
                _wait_on_dataflow(result, options, console) if _is_on_dataflow(options) else _wait(result)
        except Exception as error:
            raise JobError(str(error)) from error
        finally:
            _remove_unfinished(job)
    return _report(result, monotonic() - start)


def _wait(result: PipelineResult) -> None:
    """Waits for the job to end; whoever interrupts the waiting means the job, wherever it runs."""
    try:
        result.wait_until_finish()
    except KeyboardInterrupt:
        result.cancel()
        raise


def _wait_on_dataflow(result: PipelineResult, options: PipelineOptions, console: Console) -> None:
    """The same, for a job that takes its time to stop; says where it is to be watched."""
    cloud = options.view_as(GoogleCloudOptions)
    job_id = result.job_id()  # type: ignore[attr-defined]  # which Dataflow's results have
    where = console_url(cloud.project, cloud.region, job_id)
    try:
        console.print(f"job {job_id} is on Dataflow: {where}", highlight=False, soft_wrap=True)
        result.wait_until_finish()
    except KeyboardInterrupt:
        result.cancel()
        console.print(f"cancelling job {job_id}; until it has stopped it may still write", highlight=False)
        while not PipelineState.is_terminal(result.state):
            sleep(_CANCELLING_SECONDS)
        raise


def _remove_unfinished(job: Job) -> None:
    for folder in (job.output, job.claims, job.failures):
        remove_unfinished(folder)


def runs_here(options: PipelineOptions) -> bool:
    """Whether the workers will run on this machine, with what is installed here."""
    return any(_is_runner(options, runner) for runner in LOCAL_RUNNERS)


def _is_runner(options: PipelineOptions, runner: str) -> bool:
    return _runner(options).lower().removesuffix("runner") == runner.lower().removesuffix("runner")


def _is_on_dataflow(options: PipelineOptions) -> bool:
    return is_dataflow(_runner(options))


def _runner(options: PipelineOptions) -> str:
    return str(options.view_as(StandardOptions).runner)


def _staffed(job: Job, board: Board, options: PipelineOptions, console: Console) -> PipelineRunner | None:
    """The runner with the job's workers; None where one process does, or the options say how it is to run."""
    if job.workers == 1:
        return None
    if not _is_runner(options, LOCAL_RUNNER):
        raise ValueError(f"--workers {job.workers} is for {LOCAL_RUNNER}; leave out --workers or --runner")
    staffing = staff(job.workers, job.inputs, job.columns)
    if staffing.why_fewer:
        console.print(f"{staffing.workers} of {job.workers} workers: {staffing.why_fewer}", highlight=False)
    return runner_for(staffing.workers, board, options) if staffing.workers > 1 else None


def _check_options(options: PipelineOptions) -> None:
    """Raises for an option that Beam would pass over, and for one with which nothing would run."""
    known, given = options.get_all_options(), options.get_all_options(retain_unknown_options=True)
    if unknown := given.keys() - known.keys():
        names = ", ".join(f"--{name}" for name in sorted(unknown))
        raise ValueError(f"neither claims-beam nor Beam knows {names}; see claims-beam extract --help")
    for idle in ("template_location", "dry_run"):
        if known[idle]:
            raise ValueError(f"--{idle} runs no job whose end extract could report; use pipelines/dataflow/main.py")


def _check_here(job: Job) -> None:
    """Raises what would otherwise come up only in the workers, or not at all."""
    find_model(job.model)
    if is_local(job.output):
        _check_writable(Path(job.output).absolute())


def _check_writable(folder: Path) -> None:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise ValueError(f"the output folder {folder} cannot be written: {there} is no folder that you may write into")


def build(job: Job, board: Board, options: PipelineOptions, runner: PipelineRunner | None = None) -> beam.Pipeline:
    """The pipeline, whose workers count what they do on ``board``, unless they are Dataflow's, which have it not.

    Raises ValueError as ``run`` does. ``runner`` overrules the one that the options name.
    """
    pipeline = beam.Pipeline(runner, options)
    count = partial(CountInto, None if _is_on_dataflow(options) else str(board.folder))
    writing = partial(WriteRecords, num_shards=job.num_shards, overwrite=job.overwrite)
    with ErrorHandler(count("failures") | writing(job.failures, Failure, write_empty=False)) as failures:
        articles = pipeline | ReadArticles(job.inputs, job.columns, job.max_chars).with_error_handler(failures)
        articles | WarnDuplicateIds()
        claims = (
            articles
            | count("articles")
            | ExtractClaims(job.model, job.tagger, job.known_people, statements=not job.quotes_only).with_error_handler(
                failures
            )
            | count("claims")
        )
        partitioned = writing(job.claims, partition_by=job.partition_by)
        written = claims | partitioned.with_error_handler(failures)
    (written, failures.output()) | WriteManifest(job.output)
    return pipeline


@contextmanager
def _interruptible(interrupted: threading.Event) -> Iterator[None]:
    """Lets Ctrl-C through as KeyboardInterrupt: where it strikes a step, Beam makes it the step's error."""

    def interrupt(signum: int, frame: FrameType | None) -> NoReturn:
        interrupted.set()
        logging.disable()  # what the dying workers have to say is of no use to whoever stopped them
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    except Exception as error:
        if interrupted.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _shown(console: Console, board: Board) -> Iterator[None]:
    """Shows the board's counts on one line while the body runs, if the console is a terminal."""
    if not console.is_terminal:
        yield
        return
    done = threading.Event()
    with console.status("starting ...") as status:
        painter = threading.Thread(target=_show, args=(status, board, done), daemon=True)
        painter.start()
        try:
            yield
        finally:
            done.set()
            painter.join()


def _show(status: Status, board: Board, done: threading.Event) -> None:
    start = monotonic()
    while not done.wait(_REFRESH_SECONDS):
        counts = board.counts()
        rate = counts["articles"] / (monotonic() - start)
        line = "{articles:,} articles · {claims:,} claims · {failures:,} failures".format_map(counts)
        status.update(f"{line} · {rate:,.1f} articles/s")


def _report(result: PipelineResult, seconds: float) -> Report:
    counted = result.metrics().query(MetricsFilter().with_namespace(NAMESPACE))["counters"]
    counts: Counter[str] = Counter()
    for counter in counted:
        counts[counter.key.metric.name] += counter.result
    return Report(
        read=counts["parse.in"] + sum(counts[f"{stage}.failed"] for stage in FILE_STAGES),
        done=counts["build_claims.done"],
        failed=sum(counts[f"{stage}.failed"] for stage in (*FILE_STAGES, *ARTICLE_STAGES)),
        claims=counts["score_claims.done"],
        claims_failed=sum(counts[f"{stage}.failed"] for stage in CLAIM_STAGES),
        duplicate_ids=counts["duplicate_ids"],
        seconds=seconds,
    )
