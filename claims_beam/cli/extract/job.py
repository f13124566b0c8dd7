"""The job of ``claims-beam extract``, which reads article files and writes a folder's tables, supervised as it runs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from time import monotonic, sleep

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import DirectOptions, GoogleCloudOptions, PipelineOptions, StandardOptions
from apache_beam.runners.runner import PipelineResult, PipelineRunner, PipelineState
from rich.console import Console

from claims_beam.articles.columns import DEFAULT_COLUMNS, Columns
from claims_beam.articles.parse import MAX_CHARS
from claims_beam.claims.flat import flatten_claim
from claims_beam.cli.escaping import escaped
from claims_beam.cli.extract.dataflow import console_url, is_dataflow
from claims_beam.cli.extract.display import progress_shown
from claims_beam.cli.extract.errors import preparing, running
from claims_beam.cli.extract.outcome import Report, report_of
from claims_beam.cli.extract.progress import CountProgress
from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.run_folder import run_folder
from claims_beam.cli.extract.supervision import supervised
from claims_beam.cli.extract.workers import plan_workers, runner_for, why_beam_starts_none
from claims_beam.cli.extract.writable import check_writable
from claims_beam.cli.interruption import Interruption
from claims_beam.parsing.models import find_model
from claims_beam.records import Article, Claim, Failure, FlatClaim, Quotation, Record
from claims_beam.storage.article_columns import check_columns, check_readable
from claims_beam.storage.file_formats import FileFormat
from claims_beam.storage.files import finished_files, refuse_odd_places, remove_unfinished
from claims_beam.storage.lock import only_run
from claims_beam.storage.manifest import MANIFEST_NAME, WrittenFile
from claims_beam.storage.manifest_files import remove_manifests
from claims_beam.storage.paths import absolute, is_local
from claims_beam.storage.patterns import InputFile, from_the_web, list_files
from claims_beam.storage.plain import refuse_odd
from claims_beam.transforms.claiming import ExtractClaims
from claims_beam.transforms.duplicates import WarnDuplicateIds
from claims_beam.transforms.manifests import WriteManifest
from claims_beam.transforms.quotations import GroupQuotations, quotations_folder
from claims_beam.transforms.reading import ReadArticles
from claims_beam.transforms.steps import ErrorHandler
from claims_beam.transforms.writing import WriteRecords

# Named outright: Beam's own default first tries to download a runner, which can hang behind a firewall.
LOCAL_RUNNER = "FnApiRunner"
LOCAL_RUNNERS = ("Direct", "SwitchingDirect", LOCAL_RUNNER, "BundleBasedDirect", "Prism")

_CANCELLING_SECONDS = 2.0


@dataclass(frozen=True)
class Job:
    """What to extract from where into which folder.

    ``extract`` makes claims of articles; ``workers`` are processes on this machine; ``beam_args`` go to Beam untouched.
    ``write_articles`` writes the articles, too: by default those that come from the web, as nobody else has their text.
    With ``quotations``, the claims are grouped into quotations too; with ``flat_format``, they are also written flat.
    """

    inputs: Sequence[str]
    output: str
    extract: ExtractClaims = field(default_factory=ExtractClaims)
    columns: Columns = DEFAULT_COLUMNS
    max_chars: int = MAX_CHARS
    num_shards: int = 0
    overwrite: bool = False
    workers: int = 1
    partition_by: str | None = None
    max_failure_rate: float | None = None
    write_articles: bool | None = None
    quotations: bool = False
    flat_format: FileFormat | None = None
    beam_args: Sequence[str] = field(default_factory=tuple)

    @property
    def claims(self) -> str:
        """Return the folder of the claims' files."""
        return FileSystems.join(self.output, "claims")

    @property
    def failures(self) -> str:
        """Return the folder of the failures' files; it holds none when nothing failed."""
        return FileSystems.join(self.output, "failures")

    @property
    def articles(self) -> str:
        """Return the folder of the articles' files, if they are written."""
        return FileSystems.join(self.output, "articles")

    @property
    def flat(self) -> str:
        """Return the folder of the flat claims' files, if they are written."""
        return FileSystems.join(self.output, "flat")

    @property
    def folders(self) -> tuple[str, ...]:
        """Return the folders of all tables."""
        return (self.claims, self.failures, self.articles, self.flat, self.grouped)

    @property
    def grouped(self) -> str:
        """Return the folder of the quotations' files, if they are written."""
        return quotations_folder(self.output)

    @cached_property
    def files(self) -> list[InputFile]:
        """Return the files of the inputs. They are listed once, since a bucket may hold a great many."""
        return list_files(self.inputs)

    @property
    def keeps_articles(self) -> bool:
        """Return whether the articles are written, too."""
        return from_the_web(self.files) if self.write_articles is None else self.write_articles


def run_job(job: Job, console: Console, interruption: Interruption) -> Report:
    """Run the job to its end and report; on a terminal, ``console`` shows meanwhile how far it has come.

    Raises JobRefusedError before anything runs (inputs that match nothing, an output folder that holds finished files,
    that another run is writing into or that cannot be written, options that cannot be) and JobError when the pipeline
    fails; nothing unfinished stays behind. After a kill that no process survives the next run removes what is. Where
    all articles failed, no manifest says that the output is a success.
    """
    with interruption.holding() as held:
        registry = WorkerRegistry(held.enter_context(run_folder()))
        with preparing(interruption):
            options = PipelineOptions(["--runner=" + LOCAL_RUNNER, *job.beam_args])
            _refuse_idle(options)
            check_columns(job.inputs, job.columns)
            check_readable(job.files, job.columns)
            if runs_here(options):
                _check_here(job)
            with interruption.postponed():
                held.enter_context(only_run(job.output))
            _remove_unfinished(job)
            runner = _worker_runner(job, registry, options, console)
            if runner is None:
                _refuse_unstarted(options)
            pipeline = build(job, registry, options, runner)
        start = monotonic()
        shown = nullcontext() if _is_on_dataflow(options) else progress_shown(console, registry)
        with (
            running(interruption, partial(_remove_unfinished, job)),
            supervised(registry, interruption.asked),
            shown,
        ):
            result = pipeline.run()
            if _is_on_dataflow(options):
                _wait_on_dataflow(result, options, console, interruption)
            else:
                _wait(result)
        report = report_of(result, job.failures, monotonic() - start)
        if report.all_failed:
            remove_manifests(absolute(job.output))
    return report


def _wait(result: PipelineResult) -> None:
    """Wait for the job to end; an interruption of the waiting cancels the job, wherever it runs."""
    try:
        result.wait_until_finish()
    except KeyboardInterrupt:
        result.cancel()
        raise


def _wait_on_dataflow(
    result: PipelineResult, options: PipelineOptions, console: Console, interruption: Interruption
) -> None:
    """Wait for a Dataflow job to end, which takes a while to stop, and tell where its page is."""
    cloud = options.view_as(GoogleCloudOptions)
    job_id = result.job_id()  # type: ignore[attr-defined]  # Dataflow's results have this method.
    where = console_url(cloud.project, cloud.region, job_id)
    try:
        _tell(console, f"job {job_id} is on Dataflow: {where}")
        result.wait_until_finish()
    except KeyboardInterrupt:
        interruption.heeded.set()
        result.cancel()
        _tell(console, f"cancelling job {job_id}; until it has stopped it may still write")
        while not PipelineState.is_terminal(result.state):
            sleep(_CANCELLING_SECONDS)
        raise


def _tell(console: Console, line: str) -> None:
    console.print(escaped(line), highlight=False, markup=False, soft_wrap=True)


def _remove_unfinished(job: Job) -> None:
    for folder in (job.output, *job.folders):
        remove_unfinished(folder)


def runs_here(options: PipelineOptions) -> bool:
    """Return whether the workers will run on this machine, with what is installed here."""
    return any(_is_runner(options, runner) for runner in LOCAL_RUNNERS)


def _is_runner(options: PipelineOptions, runner: str) -> bool:
    return _runner(options).lower().removesuffix("runner") == runner.lower().removesuffix("runner")


def _is_on_dataflow(options: PipelineOptions) -> bool:
    return is_dataflow(_runner(options))


def _runner(options: PipelineOptions) -> str:
    return str(options.view_as(StandardOptions).runner)


def _worker_runner(
    job: Job, registry: WorkerRegistry, options: PipelineOptions, console: Console
) -> PipelineRunner | None:
    """Return the runner with the job's worker processes; None where one process does the work."""
    if job.workers == 1:
        return None
    if not _is_runner(options, LOCAL_RUNNER):
        raise ValueError(f"--workers {job.workers} is for {LOCAL_RUNNER}; leave out --workers or --runner")
    plan = plan_workers(job.workers, job.inputs, job.columns)
    if plan.why_fewer:
        _tell(console, f"{plan.workers} of {job.workers} workers: {plan.why_fewer}")
    return runner_for(plan.workers, registry, options) if plan.workers > 1 else None


def _refuse_unstarted(options: PipelineOptions) -> None:
    """Raise ValueError for worker processes of Beam's own on this machine for which the job would wait forever."""
    starts_processes = runs_here(options) and options.view_as(DirectOptions).direct_running_mode == "multi_processing"
    if starts_processes and (why := why_beam_starts_none()):
        raise ValueError(why)


def _refuse_idle(options: PipelineOptions) -> None:
    """Raise ValueError for an option with which nothing would run."""
    given = options.get_all_options()
    for idle in ("template_location", "dry_run"):
        if given[idle]:
            raise ValueError(f"--{idle} runs no job whose end extract could report; use pipelines/dataflow/main.py")


def _check_here(job: Job) -> None:
    """Raise the errors that would otherwise occur only in the workers, or not at all."""
    find_model(job.extract.model)
    if is_local(job.output):
        check_writable(Path(absolute(job.output)))
        _check_places(job)


def _check_places(job: Job) -> None:
    """Raise OddFileError if something else stands where the job's files and folders should be."""
    refuse_odd(FileSystems.join(job.output, MANIFEST_NAME))
    for folder in job.folders:
        refuse_odd(folder, "folder")
        refuse_odd_places(folder)


def build(
    job: Job, registry: WorkerRegistry, options: PipelineOptions, runner: PipelineRunner | None = None
) -> beam.Pipeline:
    """Return the pipeline, whose workers count what they do in ``registry``, unless they are Dataflow's.

    Raises ValueError as ``run_job`` does. ``runner`` overrules the one that the options name.
    """
    pipeline = beam.Pipeline(runner, options)
    count = partial(CountProgress, None if _is_on_dataflow(options) else str(registry.folder))
    writing = partial(WriteRecords, num_shards=job.num_shards, overwrite=job.overwrite)
    write_failures = count("failures") | writing(job.failures, Failure, write_empty=False)
    with ErrorHandler(write_failures, max_failure_rate=job.max_failure_rate) as failures:
        articles = pipeline | ReadArticles(job.inputs, job.columns, job.max_chars).with_error_handler(failures)
        articles | WarnDuplicateIds()
        claims = articles | count("articles") | job.extract.with_error_handler(failures) | count("claims")
        partitioned = writing(job.claims, partition_by=job.partition_by)
        written = claims | partitioned.with_error_handler(failures)
        beside = list(_write_beside(job, articles, claims, writing, failures))
    (written, *beside, failures.output()) | WriteManifest(
        job.output, {**job.extract.settings(), "max_chars": job.max_chars}
    )
    return pipeline


def _write_beside(
    job: Job,
    articles: beam.PCollection[Article],
    claims: beam.PCollection[Claim],
    writing: Callable[..., WriteRecords],
    failures: ErrorHandler,
) -> Iterator[beam.PCollection[WrittenFile]]:
    """Write the tables that are wanted beside the claims, and nothing in place of those that an earlier run wrote."""
    emptied = partial(_write_emptied, job, claims, writing)
    if job.keeps_articles:
        yield articles | writing(job.articles, Article, write_empty=False).with_error_handler(failures)
    else:
        yield from emptied(job.articles, Article)
    if job.flat_format:
        flat = claims | "Flatten" >> beam.Map(flatten_claim).with_output_types(FlatClaim)
        write = writing(job.flat, partition_by=job.partition_by, file_format=job.flat_format)
        yield flat | write.with_error_handler(failures)
    else:
        yield from emptied(job.flat, FlatClaim)
    if job.quotations:
        yield claims | GroupQuotations() | writing(job.grouped)
    else:
        yield from emptied(job.grouped, Quotation)


def _write_emptied(
    job: Job,
    claims: beam.PCollection[Claim],
    writing: Callable[..., WriteRecords],
    folder: str,
    record_type: type[Record],
) -> Iterator[beam.PCollection[WrittenFile]]:
    """Write nothing in place of an unwanted table that an earlier run wrote, if its files are overwritten."""
    if job.overwrite and finished_files(absolute(folder)):
        none = beam.FlatMap(lambda _: ()).with_output_types(record_type)
        yield claims | f"No{record_type.__name__}s" >> none | writing(folder, record_type, write_empty=False)
