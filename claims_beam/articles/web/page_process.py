"""The processes that read web pages, each page within limits of time and memory.

A page can be made to keep a parser busy for hours, to fill the memory, or to crash a library written in C, and nothing
ends such work inside of a process but its own end.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.web.limits import MAX_PAGE_MEMORY, MAX_PAGE_SECONDS
from claims_beam.articles.web.page_worker import SIZE

_WORKER = Path(__file__).with_name("page_worker.py")


class PageProcess:
    """A process that answers one request after the other."""

    def __init__(self, seconds: float) -> None:
        """Start it; it is ended when a request takes longer than ``seconds``."""
        command = [sys.executable, "-P", str(_WORKER), str(MAX_PAGE_MEMORY)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._seconds = seconds
        self._is_late = False

    def ask(self, request: bytes) -> dict[str, Any]:
        """Return the answer. Raises ``ArticleError``, and the process is then of no more use."""
        timer = threading.Timer(self._seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(request)
        finally:
            timer.cancel()
        if self._is_late:
            raise ArticleError(
                "too_slow", f"The page was given up after {self._seconds:,.0f} seconds. Leave it out, or save its text."
            )
        if answer is None:
            raise ArticleError("broken_page", "The process that reads pages ended at this one. Leave the page out.")
        if "error" in answer:
            raise ArticleError("broken_page", f"The page cannot be read ({answer['error']}). Leave it out.")
        return answer

    def end(self) -> None:
        """End the process, if it has not ended yet."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # Closing fails if the process that has ended was still to be sent something.
                if stream is not None:
                    stream.close()
        self._process.wait()

    def _give_up(self) -> None:
        self._is_late = True
        self._process.kill()

    def _exchange(self, request: bytes) -> dict[str, Any] | None:
        """Return the answer, None where the process ends instead."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        try:
            asked.write(SIZE.pack(len(request)) + request)
            asked.flush()
            head = answers.read(SIZE.size)
            answer = answers.read(SIZE.unpack(head)[0]) if len(head) == SIZE.size else b""
        except OSError:
            return None
        return json.loads(answer) if answer else None


_idle: list[PageProcess] = []
_lock = threading.Lock()


def ask(request: bytes) -> dict[str, Any]:
    """Return the answer of a process to the request; one is started where none is idle. Raises ``ArticleError``."""
    with _lock:
        process = _idle.pop() if _idle else None
    process = process or PageProcess(MAX_PAGE_SECONDS)
    try:
        answer = process.ask(request)
    except BaseException:
        process.end()
        raise
    with _lock:
        _idle.append(process)
    return answer


@atexit.register
def end_processes() -> None:
    """End the processes that are idle."""
    while _idle:
        _idle.pop().end()


if hasattr(os, "register_at_fork"):  # A copy of this process must not listen to the same answers.
    os.register_at_fork(after_in_child=_idle.clear)
