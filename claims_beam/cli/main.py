"""The command ``claims-beam``: extract, verify, show, report, schema."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from rich.console import Console

from claims_beam.articles.parse import MAX_CHARS, ArticleError, Columns
from claims_beam.attribution.loading import DEFAULT_TAGGER, TAGGERS, load
from claims_beam.cli.extract.dataflow import DataflowOptionsError, check_options
from claims_beam.parsing import load_parser
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Failure
from claims_beam.report import MAX_TEXT_CHARS
from claims_beam.schema.columns import TABLES
from claims_beam.schema.exports import FORMATS, render
from claims_beam.speakers.people_file import PeopleError, read_people
from claims_beam.speakers.resolve import KnownPeople, KnownPerson
from claims_beam.storage.partitions import PARTITIONS

if TYPE_CHECKING:
    from claims_beam.cli.extract.job import Report

EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_JOB_FAILED, EXIT_INTERRUPTED = 0, 1, 2, 3, 130

_EXIT_CODES = """\
exit codes: 0 all fine; 1 some articles failed (extract: they are in failures/), or some files are not what they
should be (verify); 2 wrong usage, nothing ran; 3 the job itself failed; 130 interrupted"""

_EXTRACT_EXAMPLES = f"""\
examples:
  claims-beam extract article.txt --output out
  claims-beam extract 'news/*.jsonl.gz' --column text=body --column article_id=uri --output out
  claims-beam extract gs://bucket/news/*.parquet --output gs://bucket/claims --runner=DataflowRunner --project=...

Options that are not listed here go to Beam as they are; write them as --name=value.

{_EXIT_CODES}"""


class UsageError(Exception):
    """The command cannot be carried out as given; the message says what, what was got, and the cure."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    _configure_logging()
    options, unknown = _parser().parse_known_args(argv)
    try:
        return options.command(options, unknown)
    except UsageError as error:
        return _complain(options.name, str(error), EXIT_USAGE)
    except KeyboardInterrupt as interrupt:
        said = str(interrupt) or "interrupted; nothing unfinished was left behind"
        return _complain(options.name, said, EXIT_INTERRUPTED)


def _complain(name: str, message: str, code: int) -> int:
    print(f"claims-beam {name}: {message}", file=sys.stderr)
    return code


def _configure_logging() -> None:
    """Warnings to stderr, but for the one Beam gives at import when its Google parts are not installed."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", force=True)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_of_use)


def _is_of_use(record: logging.LogRecord) -> bool:
    return "apitools not found" not in record.getMessage()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claims-beam",
        description="Who said what: attributed claims out of news articles.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, summary: str, epilog: str = _EXIT_CODES) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        added.set_defaults(command=run, name=name)
        return added

    _add_extract_options(command("extract", _extract, "extract claims from articles into Parquet", _EXTRACT_EXAMPLES))
    _add_verify_options(command("verify", _verify, "check that a folder holds just what extract wrote into it"))
    _add_show_options(command("show", _show, "print the sentences and claims of articles, readably"))
    _add_report_options(command("report", _report, "write one HTML page that shows the claims in their articles"))
    _add_schema_options(command("schema", _schema, "print the schema of a table"))
    return parser


Command = Callable[[argparse.Namespace, Sequence[str]], int]


def _add_extract_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="file, glob or folder, on any file system Beam knows: .txt (one article a file), .jsonl, .csv "
        "(each also .gz, .bz2, .zst) or .parquet",
    )
    parser.add_argument("--output", required=True, metavar="DIR", help="folder for claims/ and failures/")
    parser.add_argument("--overwrite", action="store_true", help="replace the claims that DIR already holds")
    parser.add_argument("--num-shards", type=_at_least(0), default=0, metavar="N", help="files to write (default: any)")
    parser.add_argument(
        "--workers", type=_at_least(1), default=1, metavar="N", help="processes to work in on this machine (default 1)"
    )
    parser.add_argument(
        "--partition-by",
        choices=list(PARTITIONS),
        help="put the claims into Hive folders by the UTC date of publication, such as published_date=2026-03-06/",
    )
    _add_reading_options(parser)
    _add_model_options(parser)


def _add_verify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("output", metavar="DIR", help="folder that extract wrote into, on any file system Beam knows")


def _add_show_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="FILE", help="as for extract; every article in it is shown")
    parser.add_argument("--article-id", metavar="ID", help="show only the article with this id")
    _add_reading_options(parser)
    _add_model_options(parser)


def _add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claims", metavar="CLAIMS_DIR", help="folder that extract wrote into")
    parser.add_argument(
        "--articles", nargs="+", default=[], metavar="INPUT", help="the articles, as they were given to extract"
    )
    parser.add_argument("--output", required=True, metavar="FILE", help="the page to write, such as report.html")
    parser.add_argument(
        "--max-text-chars",
        type=_at_least(0),
        default=MAX_TEXT_CHARS,
        metavar="N",
        help=f"how much article text the page holds, in characters (default {MAX_TEXT_CHARS:,})",
    )
    _add_reading_options(parser)


def _add_schema_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["arrow", *FORMATS], default="arrow", help="default: arrow")
    parser.add_argument("--table", choices=list(TABLES), default="claim", help="default: claim")


def _add_reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"the input's name for a field: {', '.join(field.name for field in fields(Columns))}; repeatable",
    )
    parser.add_argument(
        "--max-chars",
        type=_at_least(1),
        default=MAX_CHARS,
        metavar="N",
        help=f"longest text accepted, in characters (default {MAX_CHARS:,})",
    )


def _add_model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--people",
        metavar="FILE",
        help="known people, one JSON object a line with name, aliases, title, id: speakers among them get the id",
    )
    parser.add_argument("--model", default=DEFAULT_MODEL, help=f"spaCy pipeline (default {DEFAULT_MODEL})")
    parser.add_argument("--quotes-only", action="store_true", help="leave out what articles assert in their own voice")
    parser.add_argument("--tagger", choices=TAGGERS, default=DEFAULT_TAGGER, help=f"default: {DEFAULT_TAGGER}")


def _at_least(least: int) -> Callable[[str], int]:
    def number(written: str) -> int:
        if int(written) < least:
            raise argparse.ArgumentTypeError(f"{written} is too small; give {least} or more")
        return int(written)

    return number


def _columns(options: argparse.Namespace) -> Columns:
    mapped = {}
    for pair in options.column:
        name, equals, column = pair.partition("=")
        if not (equals and column and name in (field.name for field in fields(Columns))):
            raise UsageError(
                f"--column {pair}: write FIELD=COLUMN with FIELD one of {', '.join(f.name for f in fields(Columns))}"
            )
        mapped[name] = column
    return Columns(**mapped)


def _people(options: argparse.Namespace) -> tuple[KnownPerson, ...]:
    try:
        return read_people(options.people) if options.people else ()
    except (PeopleError, OSError) as error:
        raise UsageError(f"--people: {error}") from error


def _extract(options: argparse.Namespace, beam_args: Sequence[str]) -> int:
    try:
        check_options(beam_args, options.inputs, options.output)
    except DataflowOptionsError as error:
        raise UsageError(str(error)) from error
    from claims_beam.cli.extract.job import Job, JobError, JobRefusedError, run

    console = Console(stderr=True)
    job = Job(
        inputs=options.inputs,
        output=options.output,
        model=options.model,
        tagger=options.tagger,
        quotes_only=options.quotes_only,
        columns=_columns(options),
        max_chars=options.max_chars,
        known_people=_people(options),
        num_shards=options.num_shards,
        overwrite=options.overwrite,
        workers=options.workers,
        partition_by=options.partition_by,
        beam_args=beam_args,
    )
    try:
        report = run(job, console)
    except JobRefusedError as refusal:
        raise UsageError(str(refusal)) from refusal
    except JobError as error:
        return _complain("extract", f"the job failed: {error}", EXIT_JOB_FAILED)
    _summarize(report, job.claims, job.failures)
    return EXIT_SOME_FAILED if report.failed or report.claims_failed else EXIT_FINE


def _summarize(report: "Report", claims: str, failures: str) -> None:
    rate = report.read / report.seconds
    print(
        f"{report.read:,} articles read = {report.done:,} done + {report.failed:,} failed, "
        f"in {report.seconds:,.1f} s ({rate:,.1f} articles/s)"
    )
    print(f"{report.claims:,} claims in {claims}")
    if report.failed or report.claims_failed:
        print(f"{report.failed + report.claims_failed:,} failures in {failures}")
    if report.duplicate_ids:
        ids = "1 article id" if report.duplicate_ids == 1 else f"{report.duplicate_ids:,} article ids"
        print(f"{ids} occurred more than once; all articles were kept")


def _verify(options: argparse.Namespace, unknown: Sequence[str]) -> int:
    from claims_beam.storage.manifest_files import read_manifest
    from claims_beam.storage.verify import verify_output

    _refuse_unknown(unknown)
    try:
        problems = verify_output(options.output)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from error
    for problem in problems:
        _complain("verify", str(problem), EXIT_SOME_FAILED)
    if problems:
        return EXIT_SOME_FAILED
    print(f"{options.output} is whole, every file as it was written")
    manifest = read_manifest(options.output)
    for table, total in manifest.totals().items() if manifest else ():
        print("{table}: {rows:,} rows in {files:,} files, {bytes:,} bytes".format(table=table, **total))
    return EXIT_FINE


def _show(options: argparse.Namespace, unknown: Sequence[str]) -> int:
    from claims_beam.extraction import extract_claims
    from claims_beam.report.terminal import print_document
    from claims_beam.text.sentences import split_sentences
    from claims_beam.transforms.reading import read_articles

    _refuse_unknown(unknown)
    console = Console(highlight=False)
    people = KnownPeople(_people(options))
    code = EXIT_FINE
    try:
        articles = read_articles(options.inputs, columns=_columns(options), max_chars=options.max_chars)
        tagger, parser = load(options.model, options.tagger), load_parser(options.model)
    except (ArticleError, OSError) as error:
        raise UsageError(str(error)) from error
    for article in articles:
        if isinstance(article, Failure):
            code = _complain("show", article.message, EXIT_SOME_FAILED)
        elif options.article_id in (None, article.article_id):
            claims = extract_claims(article, tagger, people, parser=parser, statements=not options.quotes_only)
            print_document(console, split_sentences(article), claims)
    return code


def _report(options: argparse.Namespace, unknown: Sequence[str]) -> int:
    from claims_beam.cli.report import write_report

    _refuse_unknown(unknown)
    try:
        unread = write_report(
            options.claims,
            options.output,
            options.articles,
            columns=_columns(options),
            max_chars=options.max_chars,
            max_text_chars=options.max_text_chars,
        )
    except (ValueError, OSError) as error:
        raise UsageError(str(error)) from error
    print(f"{options.output} is written; open it in a browser")
    for failure in unread:
        _complain("report", failure.message, EXIT_SOME_FAILED)
    return EXIT_SOME_FAILED if unread else EXIT_FINE


def _schema(options: argparse.Namespace, unknown: Sequence[str]) -> int:
    _refuse_unknown(unknown)
    print(render(options.table, options.format), end="")
    return EXIT_FINE


def _refuse_unknown(unknown: Sequence[str]) -> None:
    if unknown:
        raise UsageError(f"unknown arguments: {' '.join(unknown)}; see --help")
