"""``claims-beam extract``: claims of articles into Parquet files."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING

from claims_beam.cli.arguments import (
    add_model_arguments,
    add_reading_arguments,
    at_least,
    columns_of,
    extraction_of,
    people_of,
    share,
)
from claims_beam.cli.command import (
    EXIT_FINE,
    EXIT_JOB_FAILED,
    EXIT_SOME_FAILED,
    Command,
    UsageError,
    complain,
    counted,
    say,
)
from claims_beam.cli.inputs import articles_given
from claims_beam.storage.file_formats import FILE_FORMATS
from claims_beam.storage.partitions import PARTITIONS

if TYPE_CHECKING:
    from claims_beam.cli.extract.job import Job
    from claims_beam.cli.extract.outcome import Report
    from claims_beam.cli.extract.reasons import Reason

MOST_REASONS = 5
MOST_EXAMPLE_CHARS = 300
"""What the summary says about failures: it is read on a terminal, and the table of failures has the rest."""

_MOST_EXAMPLES = 10

NO_ARTICLES = {
    "little_text": "with too little text",
    "media_type": "of other media types",
    "redirect": "redirects",
    "robots": "for robots",
    "status": "that servers refused",
}
"""What came from the web and held no article, by the reason."""

EXAMPLES = """\
examples:
  claims-beam extract article.txt --output out
  claims-beam extract 'news/*.jsonl.gz' --column text=body --column article_id=uri --output out
  claims-beam extract news.csv --format csv --output out
  claims-beam extract gs://bucket/news/*.parquet --output gs://bucket/claims --runner=DataflowRunner --project=...

Options that are not listed here go to Beam as they are; write them as --name=value."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="file, glob or folder, on any file system Beam knows, or - for standard input: .txt (one article a file), "
        ".jsonl, .json, .csv "
        "(each also .gz, .bz2, .zst), .parquet, or from the web .html, .warc, .warc.gz, .rss, .atom or .xml",
    )
    add_reading_arguments(parser)
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output", required=True, metavar="DIR", help="folder for the folders claims/, failures/ and so on"
    )
    output.add_argument("--overwrite", action="store_true", help="replace the claims that DIR already holds")
    output.add_argument(
        "--num-shards",
        type=at_least(0),
        default=0,
        metavar="N",
        help="files to write (default 0: as many as Beam likes)",
    )
    output.add_argument(
        "--partition-by",
        choices=list(PARTITIONS),
        help="put the claims into Hive folders by the UTC date of publication, such as published_date=2026-03-06/",
    )
    output.add_argument(
        "--write-articles",
        action=BooleanOptionalAction,
        help="write the articles into articles/, where report and show find them (default: those from the web)",
    )
    output.add_argument(
        "--quotations", action="store_true", help="group the claims into quotations too, in DIR/quotations/"
    )
    output.add_argument(
        "--format",
        choices=list(FILE_FORMATS),
        help="also write the claims flat, one row of plain columns each, in DIR/flat/, as JSON lines, CSV or Parquet",
    )
    add_model_arguments(parser)
    running = parser.add_argument_group("running")
    running.add_argument(
        "--workers",
        type=at_least(1),
        default=1,
        metavar="N",
        help="processes to work in on this machine, each with 0.4 GB of models and data (default 1)",
    )
    running.add_argument(
        "--max-failure-rate",
        type=share,
        metavar="SHARE",
        help="end the job with an error if more than this share of what a stage takes fails, from 0 to 1 (default 1)",
    )


def run(options: Namespace) -> int:
    """Run the job, print its sum and return the exit code."""
    from claims_beam.cli.extract.dataflow import DataflowOptionsError, check_options

    try:
        check_options(options.beam_args, options.inputs, options.output)
    except DataflowOptionsError as error:
        raise UsageError(str(error)) from error
    from rich.console import Console

    from claims_beam.cli.beam_options import use_beam_options
    from claims_beam.cli.extract.errors import JobError, JobRefusedError
    from claims_beam.cli.extract.job import Job, run_job

    use_beam_options("extract", options.beam_args, filter(None, [*options.inputs, options.output, options.people]))
    job = Job(
        inputs=options.inputs,
        output=options.output,
        extract=extraction_of(options, people_of(options)),
        columns=columns_of(options),
        max_chars=options.max_chars,
        num_shards=options.num_shards,
        overwrite=options.overwrite,
        workers=options.workers,
        partition_by=options.partition_by,
        max_failure_rate=options.max_failure_rate,
        write_articles=options.write_articles,
        quotations=options.quotations,
        flat_format=options.format,
        beam_args=options.beam_args,
    )
    try:
        with articles_given(options.inputs) as inputs:
            console = Console(stderr=True, quiet=options.quiet)
            report = run_job(replace(job, inputs=inputs), console, options.interruption)
    except JobRefusedError as refusal:
        raise UsageError(str(refusal)) from refusal
    except JobError as error:
        return complain("extract", f"the job failed: {error}", EXIT_JOB_FAILED)
    _summarize(report, job)
    if report.all_failed:
        return complain(
            "extract",
            f"no article was done, so {job.output} gets no _SUCCESS. Mend what the reasons say, in the input or with "
            "options such as --column text=COLUMN, and run again with --overwrite",
            EXIT_SOME_FAILED,
        )
    if not (failures := report.failed + report.claims_failed):
        return EXIT_FINE
    if options.quiet:
        complain("extract", f"{counted(failures, 'failure')} in {job.failures}", EXIT_SOME_FAILED)
    return EXIT_SOME_FAILED


def _summarize(report: "Report", job: "Job") -> None:
    rate = report.read / report.seconds
    say(
        f"{counted(report.read, 'article')} read = {report.done:,} done + {report.failed:,} failed, "
        f"in {report.seconds:,.1f} s ({rate:,.1f} articles/s)"
    )
    say(f"{counted(report.claims, 'claim')} in {job.claims}")
    if job.quotations:
        say(f"their quotations in {job.grouped}")
    if report.passed_over:
        told = (f"{count:,} {NO_ARTICLES.get(reason, reason)}" for reason, count in report.passed_over.items())
        say(f"passed over, as they hold no article: {', '.join(told)}")
    if report.failed or report.claims_failed:
        say(f"{counted(report.failed + report.claims_failed, 'failure')} in {job.failures}")
        for reason in report.reasons[:MOST_REASONS]:
            say(f"  {reason.count:,} {reason.error} in {reason.stage}, such as {_example(reason)}")
        if others := sum(reason.count for reason in report.reasons[MOST_REASONS:]):
            say(f"  {others:,} for other reasons")
    if report.duplicate_ids:
        say(f"{counted(report.duplicate_ids, 'article id')} occurred more than once; all articles were kept")
    for field, count in report.unread.items():
        say(f"{field} could not be read in {counted(count, 'article')}, and is empty there")
    for example in report.unread_examples[:_MOST_EXAMPLES]:
        say(f"  {example}")
    if (further := len(report.unread_examples) - _MOST_EXAMPLES) > 0:
        say(f"  and in {counted(further, 'more file')}")


def _example(reason: "Reason") -> str:
    """Return what happened to one article, on one line and shortened."""
    told = f"{reason.article_id}: {reason.message}" if reason.article_id else reason.message
    return shorten(told, MOST_EXAMPLE_CHARS, placeholder=" ...")


COMMAND = Command(
    name="extract",
    summary="extract claims from articles into Parquet",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
    takes_beam_options=True,
)
