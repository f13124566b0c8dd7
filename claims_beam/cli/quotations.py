"""``claims-beam quotations``: who said what first and who repeated it, out of the claims of an output folder."""

from argparse import ArgumentParser, Namespace
from contextlib import suppress

from claims_beam.cli.arguments import at_least
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, Command, UsageError, complain

EXAMPLES = """\
examples:
  claims-beam quotations out
  claims-beam quotations out --overwrite --workers 4

Options that are not listed here go to Beam as they are; write them as --name=value."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("output", metavar="DIR", help="folder that extract wrote into; gets quotations/")
    parser.add_argument("--overwrite", action="store_true", help="replace the quotations that DIR already holds")
    parser.add_argument(
        "--workers", type=at_least(1), default=1, metavar="N", help="processes to work in on this machine (default 1)"
    )


def run(options: Namespace) -> int:
    """Group the claims, print the quotations that several articles have, and return the exit code.

    A table that is there already is printed, too, before the command refuses to replace it.
    """
    from claims_beam.cli.beam_options import use_beam_options
    from claims_beam.cli.extract.errors import JobError, JobRefusedError
    from claims_beam.cli.extract.grouping import Grouping, group_output
    from claims_beam.storage.files import OutputExistsError
    from claims_beam.storage.tables import TableError

    use_beam_options("quotations", options.beam_args, [options.output])
    job = Grouping(options.output, options.overwrite, options.workers, options.beam_args)
    try:
        group_output(job, options.interruption)
    except JobRefusedError as refusal:
        if isinstance(refusal.__cause__, OutputExistsError):
            with suppress(TableError):  # What is there may be no table; the refusal says what to do.
                _print(options)
        raise UsageError(str(refusal)) from refusal
    except JobError as error:
        return complain("quotations", f"the job failed: {error}", EXIT_JOB_FAILED)
    _print(options)
    return EXIT_FINE


def _print(options: Namespace) -> None:
    from claims_beam.cli.repeated import print_repeated
    from claims_beam.records import Quotation
    from claims_beam.storage.tables import read_records
    from claims_beam.transforms.quotations import quotations_folder

    folder = quotations_folder(options.output)
    if not options.quiet:
        print_repeated(read_records(folder, Quotation), folder)


COMMAND = Command(
    name="quotations",
    summary="group the claims of an output folder by quotation, and print who repeated it",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
    takes_beam_options=True,
)
