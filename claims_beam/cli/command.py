"""What each command of ``claims-beam`` says about itself, the exit codes, and how a command reports a problem."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches

from claims_beam.cli.escaping import escaped

EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_JOB_FAILED, EXIT_INTERRUPTED, EXIT_UNREAD = 0, 1, 2, 3, 130, 141

EXIT_CODES = """\
exit codes: 0 all fine; 1 some articles failed (extract: they are in failures/), some files are not what they should be
(verify), or no source has the words (locate); 2 wrong usage, nothing ran; 3 the job itself failed; 130 interrupted,
143 by SIGTERM; 141 nobody reads the output any more"""


class UsageError(Exception):
    """Report a command that cannot be carried out; the message says why, what was got, and what to do instead."""


class UnknownOptionsError(UsageError):
    """Report options that nobody knows, and which ones would be known."""

    def __init__(self, message: str, unknown: Iterable[str], known: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.unknown, self.known = tuple(unknown), tuple(known)


def did_you_mean(written: Iterable[str], known: Iterable[str]) -> str:
    """Return a question for the words that are nearly a known one, to stand behind the error; empty if none is.

    A word is so, too, if just one of those that are known begins with it.

    >>> did_you_mean(["extrct"], ["extract", "show"])
    '; did you mean extract?'
    >>> did_you_mean(["json"], ["arrow", "json-schema"])
    '; did you mean json-schema?'
    """
    known = list(known)
    meant = dict.fromkeys(match for word in written for match in _nearest(word, known))
    return f"; did you mean {' '.join(meant)}?" if meant else ""


def _nearest(word: str, known: Sequence[str]) -> Sequence[str]:
    begun = [one for one in known if word and one.startswith(word)]
    return begun if len(begun) == 1 else get_close_matches(word, known, n=1, cutoff=0.75)


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command: its name, what it does, examples, and the functions that declare its arguments and run it.

    ``run`` takes the parsed arguments and returns the exit code; modules that take long to import are imported inside
    it. With ``takes_beam_options``, the arguments that the command does not know are in ``options.beam_args``.
    ``options.interruption`` tells whether a signal has asked the command to stop, ``options.whole_parser`` makes the
    parser of all commands.
    """

    name: str
    summary: str
    examples: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    takes_beam_options: bool = False


_is_quiet: ContextVar[bool] = ContextVar("_is_quiet", default=False)


@contextmanager
def quiet(is_quiet: bool) -> Iterator[None]:
    """Let ``say`` print nothing while the body runs, if ``is_quiet``."""
    token = _is_quiet.set(is_quiet)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def say(line: str) -> None:
    """Print a line on standard output, whatever names of files and other words from outside are in it.

    It is for what a command tells about its work. With ``--quiet`` it is left out.
    """
    if not _is_quiet.get():
        print(escaped(line))


def counted(number: int, noun: str) -> str:
    """Return the number with its noun, as in ``1 article`` and ``2,000 articles``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def complain(name: str, message: str, code: int) -> int:
    """Print the message of the command ``name`` on standard error and return the exit code."""
    print(escaped(f"claims-beam {name}: {message}"), file=sys.stderr)
    return code
