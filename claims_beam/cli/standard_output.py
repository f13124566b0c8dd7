"""The standard output of a command, whose reader may leave, as behind ``head``, and whose disk may be full.

An error there is an ``OutputError``, which no command takes for an error of its inputs or of the files that it writes,
and no library for one that it should handle.
"""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeGuard

from claims_beam.cli.command import EXIT_JOB_FAILED, EXIT_UNREAD, complain

_NO_SPACE = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


class OutputError(Exception):
    """Report that the standard output cannot be written; ``cause`` is the error of the operating system."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class _Output(io.FileIO):
    """The standard output as a file of the operating system."""

    def write(self, data: Any, /) -> int:
        """Write all of the data, of which the system may take only a part at once, as where a reader leaves."""
        left = memoryview(data).cast("B")
        try:
            while left:
                left = left[super().write(left) or 0 :]
        except OSError as error:
            raise OutputError(error) from error
        return memoryview(data).nbytes


@contextmanager
def standard_output() -> Iterator[None]:
    """Raise OutputError where the body, or what is still to be written behind it, cannot be written.

    An output that is no file of the operating system, such as a console of Windows, is left as it is.
    """
    before = sys.stdout
    buffer = getattr(before, "buffer", None)
    if not isinstance(getattr(buffer, "raw", buffer), io.FileIO):
        yield
        return
    before.flush()
    output = _Output(before.fileno(), "w", closefd=False)
    is_buffered = isinstance(buffer, io.BufferedWriter)
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(output) if is_buffered else output,
        encoding=before.encoding,
        errors=before.errors,
        line_buffering=bool(before.line_buffering),
        write_through=not is_buffered,
    )
    try:
        yield
    finally:
        ours, sys.stdout = sys.stdout, before
        ours.flush()


def give_up(name: str, error: OutputError) -> int:
    """Return the exit code of the command ``name``, whose output cannot be written, and write no more of it.

    Where nobody reads the output any more, nothing is said about it.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python would print what is left when it ends.
    if isinstance(error.cause, BrokenPipeError):
        return EXIT_UNREAD
    what = f"the standard output cannot be written ({error}); free some space where it goes, or send it elsewhere"
    return complain(name, what, EXIT_JOB_FAILED)


def complain_of_space(name: str, path: str, error: OSError) -> int:
    """Return the exit code of the command ``name``, which has no space to write the file at the path."""
    what = f"{path} cannot be written ({error}); free some space there, or give another place"
    return complain(name, what, EXIT_JOB_FAILED)


def has_no_space(error: BaseException) -> TypeGuard[OSError]:
    """Return whether the error says that the disk, or the user's share of it, is full."""
    return isinstance(error, OSError) and error.errno in _NO_SPACE
