"""Signals that ask a command to stop: Ctrl-C, the SIGTERM of a service manager, the end of the terminal.

Each of them raises KeyboardInterrupt in the main thread, so that what a command has begun is taken back on the way out.
Python cannot but ignore an exception in some places, such as a callback, so it is raised anew until the command ends.
"""

import _thread
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

from claims_beam.cli.command import EXIT_INTERRUPTED

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))

_EXIT_SIGNAL = 128
"""What shells add to the number of the signal that ended a command."""

_GRACE_SECONDS = 3.0
"""What an interrupted command is given to end, before it is interrupted anew."""


class Interruption:
    """Whether the user has asked the command to stop, and how.

    Attributes:
        asked: Set by the first signal, for threads that have to end something.
        heeded: To be set by a command that has noticed the signal, and needs longer than a few seconds to end.
        exit_code: The command's exit code after an interruption.
    """

    def __init__(self) -> None:
        """Begin in the state before any signal."""
        self.asked = threading.Event()
        self.heeded = threading.Event()
        self.exit_code = EXIT_INTERRUPTED
        self._signum = signal.SIGINT
        self._is_ignored = False
        self._is_postponed = False

    @contextmanager
    def holding(self) -> Iterator[ExitStack]:
        """Give a stack for what the body takes hold of, which is let go of when the body has ended.

        Signals that have been ignored since the body failed or ended interrupt the command again behind that, unless it
        has been interrupted and is about to end.
        """
        try:
            with ExitStack() as held:
                yield held
        finally:
            self._is_ignored = self.asked.is_set()

    def ignore(self) -> None:
        """Ignore all further signals, so that none interrupts the command while it removes what is unfinished."""
        self.heeded.set()
        self._is_ignored = True

    def repeat(self) -> None:
        """Wait for the first signal, and then interrupt the main thread every few seconds until ``heeded`` is set."""
        self.asked.wait()
        while not self.heeded.wait(_GRACE_SECONDS):
            interrupt_main(self._signum)

    @contextmanager
    def postponed(self) -> Iterator[None]:
        """Let the first signal interrupt the command behind the body, which makes what has to be removed again.

        A further signal interrupts the body itself, which may wait for a network; ``repeat`` sends one.
        """
        self._is_postponed = True
        try:
            yield
        finally:
            self._is_postponed = False
            if self.asked.is_set():
                raise KeyboardInterrupt

    def receive(self, signum: int, frame: FrameType | None = None) -> None:
        """Raise KeyboardInterrupt, unless signals are ignored or the first one is postponed now."""
        if self._is_ignored:
            return
        is_first = not self.asked.is_set()
        if is_first:
            self.exit_code = _EXIT_SIGNAL + signum
            self._signum = signal.Signals(signum)
            self.asked.set()
            # The messages of interrupted steps and threads are of no use to the user who stopped them.
            logging.disable()
            threading.excepthook = lambda _: None
            sys.unraisablehook = lambda _: None
        if not (is_first and self._is_postponed):
            raise KeyboardInterrupt


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Let each signal interrupt the body, except those that the command's caller has set to be ignored."""
    interruption = Interruption()
    before = {}
    hooks = threading.excepthook, sys.unraisablehook
    if threading.current_thread() is threading.main_thread():  # No other thread may set handlers.
        wanted = (signum for signum in SIGNALS if signal.getsignal(signum) is not signal.SIG_IGN)
        before = {signum: signal.signal(signum, interruption.receive) for signum in wanted}
        threading.Thread(target=interruption.repeat, daemon=True).start()
    try:
        yield interruption
    finally:
        interruption.heeded.set()
        interruption.asked.set()  # This lets the thread end.
        for signum, handler in before.items():
            signal.signal(signum, handler)
        threading.excepthook, sys.unraisablehook = hooks
        logging.disable(logging.NOTSET)


def interrupt_main(signum: signal.Signals = signal.SIGINT) -> None:
    """Send the main thread the signal, which also ends a system call in which it waits, where the system allows it."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signum)
    else:
        _thread.interrupt_main(signum)


def ignore_signals() -> None:
    """Ignore signals from now on, because this process is about to end by itself."""
    for signum in SIGNALS:
        signal.signal(signum, signal.SIG_IGN)
