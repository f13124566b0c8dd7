"""What a job says that fails: the sentence of the error, without what Beam puts around it."""

import os
import signal
import traceback

import pytest

import claims_beam as cb
from claims_beam.cli.extract.errors import JobError, preparing, running
from claims_beam.cli.interruption import Interruption, interruptible
from claims_beam.cli.tracebacks import last_error


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, RuntimeError])
def test_no_signal_interrupts_the_removal_of_what_a_job_was_prepared_with(error: type[BaseException]) -> None:
    with interruptible() as interruption:
        with pytest.raises(BaseException, match="now"), preparing(interruption):
            raise error("now")
        os.kill(os.getpid(), signal.SIGINT)


STEP = " [while running 'Failures[Count failures|WriteRecords(failures)]/Check']"


def _in_a_worker(error: Exception) -> RuntimeError:
    """Return the error that Beam raises for one in a worker process: its text is the traceback."""
    try:
        try:
            raise ValueError("before")
        except ValueError:
            raise error  # noqa: B904
    except Exception:
        return RuntimeError(traceback.format_exc())


FULL = f"there is no room; free space{STEP}"
FAILED = {
    "in the process itself": (cb.OutputError(FULL), "there is no room; free space"),
    "in a worker": (_in_a_worker(cb.OutputError(FULL)), "there is no room; free space"),
    "an error of Python": (_in_a_worker(OSError(28, f"No space left{STEP}")), "OSError: [Errno 28] No space left"),
    "of several lines": (_in_a_worker(cb.OutputError(f"no room:\n  here{STEP}")), "no room:\n  here"),
    "no step": (RuntimeError("the service is gone"), "the service is gone"),
    "a step in the message": (ValueError(f"x{STEP} is odd"), f"x{STEP} is odd"),
    "no message": (ValueError(), "ValueError"),
}


@pytest.mark.parametrize(("error", "sentence"), FAILED.values(), ids=FAILED)
def test_a_failed_job_says_the_sentence_of_the_error(error: Exception, sentence: str) -> None:
    with pytest.raises(JobError) as told, running(Interruption(), lambda: None):
        raise error
    assert str(told.value) == sentence


TRACEBACKS = {
    "none": ("2 articles have the id 'a'; all are kept", ""),
    "behind a message": ("It failed\nTraceback (most recent call last):\n  File x\n    ^^^\na.B: c\n", "a.B: c"),
    "the last of two": (
        "Traceback (most recent call last):\n  File x\na.B: c\n\nDuring handling of the above exception, another "
        "exception occurred:\n\nTraceback (most recent call last):\n  File y\na.D\n",
        "a.D",
    ),
    "cut off": ("Traceback (most recent call last):\n  File x", "File x"),
}


@pytest.mark.parametrize(("text", "error"), TRACEBACKS.values(), ids=TRACEBACKS)
def test_the_error_of_a_traceback_is_found(text: str, error: str) -> None:
    assert last_error(text) == error
