"""What worker processes log, which the process that supervises them logs for them."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from apache_beam.portability.api import beam_fn_api_pb2
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.worker.log_handler import LOGENTRY_TO_LOG_LEVEL_MAP


class _WorkerLogs(worker_handlers.BasicLoggingService):
    """The service that takes what the workers log, where Beam's own prints whole entries of its protocol."""

    def Logging(self, log_messages: Iterable[Any], context: Any = None) -> Iterator[Any]:  # noqa: N802
        """Log the messages of the entries at their levels."""
        yield beam_fn_api_pb2.LogControl()
        for batch in log_messages:
            for entry in batch.log_entries:
                logging.log(LOGENTRY_TO_LOG_LEVEL_MAP[entry.severity], "%s", entry.message.rstrip())


@contextmanager
def worker_logs_as_written() -> Iterator[None]:
    """Log what workers log as they wrote it, for those that a runner starts while the body runs."""
    before = worker_handlers.BasicLoggingService
    worker_handlers.BasicLoggingService = _WorkerLogs  # type: ignore[misc]
    try:
        yield
    finally:
        worker_handlers.BasicLoggingService = before  # type: ignore[misc]
