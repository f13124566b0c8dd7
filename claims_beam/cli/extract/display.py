"""How far a local run has come: on a terminal one line that changes, elsewhere a line a minute."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console

from claims_beam.cli.extract.registry import WorkerRegistry

_REFRESH_SECONDS = 0.5
_LINE_SECONDS = 60.0
"""In a log file, in which every line stays."""


@contextmanager
def progress_shown(console: Console, registry: WorkerRegistry) -> Iterator[None]:
    """Show the counters while the body runs, unless the console is quiet."""
    if console.quiet:
        yield
    elif console.is_terminal:
        with console.status("starting ...") as status, _told(status.update, registry, _REFRESH_SECONDS):
            yield
    else:
        with _told(lambda line: console.print(line, highlight=False, soft_wrap=True), registry, _LINE_SECONDS):
            yield


@contextmanager
def _told(tell: Callable[[str], None], registry: WorkerRegistry, seconds: float) -> Iterator[None]:
    """Tell the counters every so many seconds while the body runs."""
    done = threading.Event()
    thread = threading.Thread(target=_tell_on, args=(tell, registry, seconds, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tell_on(tell: Callable[[str], None], registry: WorkerRegistry, seconds: float, done: threading.Event) -> None:
    start = monotonic()
    while not done.wait(seconds):
        counts = registry.counts()
        rate = counts["articles"] / (monotonic() - start)
        line = "{articles:,} articles · {claims:,} claims · {failures:,} failures".format_map(counts)
        tell(f"{line} · {rate:,.1f} articles/s")
