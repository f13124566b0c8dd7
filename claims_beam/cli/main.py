"""The command ``claims-beam``: extract, verify, show, find, report, schema."""

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import NoReturn

from claims_beam import __version__
from claims_beam.cli import find, report, schema, show, verify
from claims_beam.cli.command import EXIT_CODES, EXIT_INTERRUPTED, EXIT_USAGE, Command, UsageError, complain
from claims_beam.cli.epilog import fit
from claims_beam.cli.escaping import escaped
from claims_beam.cli.extract import command as extract

COMMANDS = (extract.COMMAND, verify.COMMAND, show.COMMAND, find.COMMAND, report.COMMAND, schema.COMMAND)

EXTRAS = {"rich": "cli", "psutil": "cli", "duckdb": "query"}
"""Packages that some commands need and the rest of claims_beam does without, and the extras that install them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    _configure_logging()
    arguments = sys.argv[1:] if argv is None else list(argv)
    options, unknown = _parser(arguments).parse_known_args(arguments)
    command: Command = options.command
    try:
        return _run(command, options, unknown)
    except UsageError as error:
        return complain(command.name, str(error), EXIT_USAGE)
    except KeyboardInterrupt as interrupt:
        said = str(interrupt) or "interrupted; nothing unfinished was left behind"
        return complain(command.name, said, EXIT_INTERRUPTED)


def _run(command: Command, options: argparse.Namespace, unknown: Sequence[str]) -> int:
    if unknown and not command.takes_beam_options:
        raise UsageError(f"unknown arguments: {' '.join(unknown)}; see --help")
    options.beam_args = unknown
    try:
        return command.run(options)
    except ModuleNotFoundError as error:
        package = str(error.name).partition(".")[0]
        if package not in EXTRAS:
            raise
        raise UsageError(
            f"this command needs {package}, which is not installed; install it with pip install "
            f"'claims-beam[{EXTRAS[package]}]'"
        ) from error


def _configure_logging() -> None:
    """Warnings to stderr, but for the one Beam gives at import when its Google parts are not installed."""
    logging.basicConfig(level=logging.WARNING, force=True)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_of_use)
        handler.setFormatter(_EscapingFormatter("%(levelname)s: %(message)s"))


class _EscapingFormatter(logging.Formatter):
    """Formats what Beam and others log, with names of files and ids of articles in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as it is printed."""
        return escaped(super().format(record))


class _EscapingParser(argparse.ArgumentParser):
    """Refuses arguments in words that are safe to print, since a shell fills in names of files."""

    def error(self, message: str) -> NoReturn:
        """Print the message and exit."""
        super().error(escaped(message))


def _is_of_use(record: logging.LogRecord) -> bool:
    return "apitools not found" not in record.getMessage()


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of all commands, of which those that the arguments name have their own arguments.

    The others do without, because what an argument accepts comes from modules that take a while to import.
    """
    parser = _EscapingParser(
        prog="claims-beam",
        description="Who said what: attributed claims out of news articles.",
        epilog=fit(EXIT_CODES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"claims-beam {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.summary[0].upper() + command.summary[1:] + ".",
            epilog=fit(f"{command.examples}\n\n{EXIT_CODES}"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        added.set_defaults(command=command)
        if command.name in arguments:
            command.add_arguments(added)
    return parser
