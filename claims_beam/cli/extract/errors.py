"""What goes wrong with a job: before it starts, or while it runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apache_beam.io.filesystem import BeamIOError

from claims_beam.cli.extract.supervision import LostWorkerError
from claims_beam.cli.interruption import Interruption


class JobRefusedError(ValueError):
    """The job cannot run as asked, and did not start; the message says why, and the cure."""


class JobError(RuntimeError):
    """The job started and failed as a whole."""


@contextmanager
def preparing() -> Iterator[None]:
    """While the body prepares a job, raise what keeps it from running as JobRefusedError."""
    try:
        yield
    except (ValueError, OSError, BeamIOError) as error:
        raise JobRefusedError(str(error)) from error


@contextmanager
def running(interruption: Interruption, take_back: Callable[[], None]) -> Iterator[None]:
    """While the body runs a job, raise its failure as JobError; then ``take_back`` what is unfinished, undisturbed."""
    try:
        yield
    except LostWorkerError as error:
        raise JobError(str(error)) from error
    except Exception as error:
        if interruption.asked.is_set():  # which Beam makes the error of the step that it strikes
            raise KeyboardInterrupt from error
        raise JobError(str(error)) from error
    finally:
        interruption.ignore()
        take_back()
