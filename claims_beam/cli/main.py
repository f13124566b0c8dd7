"""The command ``claims-beam``: extract, quotations, locate, verify, show, find, report, schema, completion."""

import argparse
import logging
import sys
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, NoReturn

from claims_beam import __version__
from claims_beam.cli import completion, find, locate, quotations, report, schema, show, verify
from claims_beam.cli.command import (
    EXIT_CODES,
    EXIT_JOB_FAILED,
    EXIT_USAGE,
    Command,
    UnknownOptionsError,
    UsageError,
    complain,
    did_you_mean,
    quiet,
)
from claims_beam.cli.epilog import fit
from claims_beam.cli.escaping import escaped
from claims_beam.cli.extract import command as extract
from claims_beam.cli.interruption import interruptible
from claims_beam.cli.standard_output import OutputError, give_up, standard_output
from claims_beam.cli.tracebacks import is_ours, last_error

COMMANDS = (
    extract.COMMAND,
    quotations.COMMAND,
    locate.COMMAND,
    verify.COMMAND,
    show.COMMAND,
    find.COMMAND,
    report.COMMAND,
    schema.COMMAND,
    completion.COMMAND,
)

EXTRAS = {"rich": "cli", "psutil": "cli", "shtab": "cli", "duckdb": "query"}
"""Packages that some commands need and the rest of claims_beam does without, and the extras that install them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        with standard_output():
            return _main(arguments)
    except OutputError as error:
        return give_up(arguments[0], error)


def _main(arguments: Sequence[str]) -> int:
    parser = make_parser(arguments)
    if not arguments:
        parser.print_help(sys.stderr)
        parser.exit(EXIT_USAGE)
    options, unknown = parser.parse_known_args(arguments)
    _configure_logging(options.verbose)
    command: Command = options.command
    with interruptible() as options.interruption, quiet(options.quiet):
        try:
            return _run(command, options, unknown)
        except UnknownOptionsError as error:
            meant = did_you_mean(error.unknown, [*options.known_options, *error.known])
            return complain(command.name, f"{error}{meant}", EXIT_USAGE)
        except UsageError as error:
            return complain(command.name, str(error), EXIT_USAGE)
        except KeyboardInterrupt:
            said = "interrupted; nothing unfinished was left behind"
            return complain(command.name, said, options.interruption.exit_code)
        except BrokenPipeError as error:
            what = f"a pipe or connection broke before the command had ended ({error}); run it again"
            return complain(command.name, what, EXIT_JOB_FAILED)


def _run(command: Command, options: argparse.Namespace, unknown: Sequence[str]) -> int:
    if unknown and not command.takes_beam_options:
        names = [word.partition("=")[0] for word in unknown]
        raise UnknownOptionsError(f"unknown arguments: {' '.join(unknown)}; see --help", names)
    options.beam_args = unknown
    options.whole_parser = partial(make_parser, [one.name for one in COMMANDS])
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


def _configure_logging(is_verbose: bool) -> None:
    """Log warnings to stderr, except the one that Beam gives at import when its Google parts are not installed."""
    logging.basicConfig(level=logging.INFO if is_verbose else logging.WARNING, force=True)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_of_use)
        if not is_verbose:
            handler.addFilter(_is_news)
        handler.setFormatter(_EscapingFormatter("%(levelname)s: %(message)s"))


class _EscapingFormatter(logging.Formatter):
    """Formats what Beam and others log, with names of files and ids of articles in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as it is printed."""
        return escaped(super().format(record))


class _EscapingParser(argparse.ArgumentParser):
    """Refuses arguments in one sentence that is safe to print, since a shell fills in names of files."""

    _words: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the arguments, and keep them for the error, since what is required may be among them, mistyped."""
        self._words = [word.partition("=")[0] for word in args or ()]
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments and which help says how they are written, and exit."""
        required = [name for action in self._actions if action.required for name in action.option_strings]
        missing = [name for name in required if name not in self._words]
        mistyped = [word for word in self._words if word.startswith("--") and did_you_mean([word], missing)]
        told = f"; there is no {' '.join(mistyped)}{did_you_mean(mistyped, missing)}" if mistyped else ""
        self.exit(EXIT_USAGE, escaped(f"{self.prog}: {message}{told}; see {self.prog} --help") + "\n")

    def _check_value(self, action: argparse.Action, value: str) -> None:
        """Refuse a word that is none of an argument's choices, and ask whether one that resembles it was meant."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            meant = did_you_mean([value], map(str, action.choices or ()))
            raise argparse.ArgumentError(action, f"{error.message}{meant}") from None


def _is_of_use(record: logging.LogRecord) -> bool:
    return "apitools not found" not in record.getMessage()


def _is_news(record: logging.LogRecord) -> bool:
    """Return whether a record should be logged.

    The traceback of an error of this package should not, nor one that a worker process has logged: the command ends
    with the error's message.
    """
    error = record.exc_info[0] if record.exc_info else None
    return not is_ours(f"{error.__module__}.{error.__qualname__}" if error else last_error(record.getMessage()))


def make_parser(named: Collection[str]) -> argparse.ArgumentParser:
    """Return the parser of all commands, of which those that are named have their own arguments.

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
        talk = added.add_mutually_exclusive_group()
        talk.add_argument("-q", "--quiet", action="store_true", help="leave out progress, sums and all that went well")
        talk.add_argument("-v", "--verbose", action="store_true", help="also print what Beam logs about its work")
        if command.name in named:
            command.add_arguments(added)
        added.set_defaults(known_options=list(added._option_string_actions))
    return parser
