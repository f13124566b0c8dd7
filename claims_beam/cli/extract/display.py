"""The line on the terminal that shows how far a local run has come."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.status import Status

from claims_beam.cli.extract.registry import WorkerRegistry

_REFRESH_SECONDS = 0.5


@contextmanager
def progress_shown(console: Console, registry: WorkerRegistry) -> Iterator[None]:
    """Show the counters on one line while the body runs, if the console is a terminal."""
    if not console.is_terminal:
        yield
        return
    done = threading.Event()
    with console.status("starting ...") as status:
        thread = threading.Thread(target=_refresh, args=(status, registry, done), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def _refresh(status: Status, registry: WorkerRegistry, done: threading.Event) -> None:
    start = monotonic()
    while not done.wait(_REFRESH_SECONDS):
        counts = registry.counts()
        rate = counts["articles"] / (monotonic() - start)
        line = "{articles:,} articles · {claims:,} claims · {failures:,} failures".format_map(counts)
        status.update(f"{line} · {rate:,.1f} articles/s")
