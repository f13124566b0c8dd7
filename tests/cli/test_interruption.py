"""Signals that ask a command to stop: one that Python had to ignore is repeated, until the command has noticed it."""

import os
import signal
import time

import pytest

from claims_beam.cli import interruption
from claims_beam.cli.extract.errors import preparing
from claims_beam.cli.interruption import interruptible

SIGNALS = [signal.SIGINT, signal.SIGTERM]


class _Swallowing:
    """Is sent a signal where Python ignores the exceptions that it raises."""

    def __init__(self, signum: int) -> None:
        self.signum = signum

    def __del__(self) -> None:
        os.kill(os.getpid(), self.signum)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruption, "_GRACE_SECONDS", 0.2)


@pytest.mark.parametrize("signum", SIGNALS)
def test_a_signal_is_repeated_where_python_ignored_it(signum: int) -> None:
    went_on = False
    with interruptible() as asked:
        _Swallowing(signum)
        went_on = True
        with pytest.raises(KeyboardInterrupt):
            time.sleep(60)
    assert went_on
    assert asked.exit_code == 128 + signum


def test_a_signal_is_not_repeated_when_it_was_heeded() -> None:
    with interruptible() as asked:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        asked.heeded.set()
        time.sleep(0.6)


def _make(signum: int, seconds: float, made: list[str]) -> None:
    """Do what must not be interrupted in its middle, where a signal comes."""
    os.kill(os.getpid(), signum)
    time.sleep(seconds)
    made.append("lock")


@pytest.mark.parametrize("signum", SIGNALS)
def test_the_first_signal_is_postponed_until_what_is_made_is_known_of(signum: int) -> None:
    made: list[str] = []
    with interruptible() as asked, pytest.raises(KeyboardInterrupt), asked.postponed():
        _make(signum, 0, made)
    assert made == ["lock"]
    assert asked.exit_code == 128 + signum


def test_a_body_that_waits_for_long_is_interrupted_although_the_first_signal_is_postponed() -> None:
    made: list[str] = []
    with interruptible() as asked, pytest.raises(KeyboardInterrupt), asked.postponed():
        _make(signal.SIGINT, 60, made)
    assert made == []


def test_a_body_that_nobody_interrupts_is_followed_by_nothing() -> None:
    with interruptible() as asked:
        with asked.postponed():
            pass
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_no_signal_breaks_off_the_clean_up() -> None:
    with interruptible() as asked:
        asked.ignore()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.6)
    assert asked.exit_code == 128 + signal.SIGINT


def test_the_clean_up_is_not_interrupted_and_what_follows_it_is() -> None:
    with interruptible() as asked:
        with asked.holding() as held:
            held.callback(signal.raise_signal, signal.SIGTERM)
            asked.ignore()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)


def test_an_interrupted_command_is_not_interrupted_behind_its_clean_up() -> None:
    with interruptible() as asked:
        with pytest.raises(KeyboardInterrupt), asked.holding(), preparing(asked):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
