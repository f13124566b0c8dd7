"""What goes wrong with a job: before it starts, or while it runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apache_beam.io.filesystem import BeamIOError

from claims_beam.cli.extract.supervision import LostWorkerError
from claims_beam.cli.interruption import Interruption
from claims_beam.cli.tracebacks import HEAD, is_ours, last_error

_STEP_BEGINS, _STEP_ENDS = " [while running '", "']"


class JobRefusedError(ValueError):
    """Report a job that cannot run as asked and did not start; the message gives the reason and the cure."""


class JobError(RuntimeError):
    """The job started and failed as a whole."""


@contextmanager
def preparing(interruption: Interruption) -> Iterator[None]:
    """Raise JobRefusedError in place of an error by which the body fails to prepare a job.

    Where the body fails or is interrupted, no further signal interrupts the removal of what it has made.
    """
    try:
        yield
    except BaseException as error:
        interruption.ignore()
        if isinstance(error, ValueError | OSError | BeamIOError):
            raise JobRefusedError(str(error)) from error
        raise


@contextmanager
def running(interruption: Interruption, take_back: Callable[[], None]) -> Iterator[None]:
    """Raise JobError in place of an error by which a job fails that the body runs.

    When the body has ended in any way, ``take_back`` is called to remove what is unfinished; no signal interrupts it.
    """
    try:
        yield
    except LostWorkerError as error:
        raise JobError(str(error)) from error
    except Exception as error:
        if interruption.asked.is_set():  # Beam turns the interruption into an error of the step that it interrupts.
            raise KeyboardInterrupt from error
        raise JobError(_without_step(_sentence(str(error))) or type(error).__name__) from error
    finally:
        interruption.ignore()
        take_back()


def _sentence(message: str) -> str:
    """Return the message of a failed job; what a worker process sends is the whole traceback, which ends with it."""
    if not message.startswith(HEAD):
        return message
    error = last_error(message)
    return error.partition(": ")[2] if is_ours(error) else error


def _without_step(message: str) -> str:
    """Return the message without the name of the step, which Beam puts behind it."""
    before, step, _ = message.rpartition(_STEP_BEGINS)
    return before if step and message.endswith(_STEP_ENDS) else message
