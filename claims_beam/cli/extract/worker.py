"""A worker process of a local run: ``python -m claims_beam.cli.extract.worker FOLDER PID``, which ``workers`` starts.

It is Beam's own worker. Before it becomes that, it sends what it prints to a log in the run's folder, FOLDER, which is
shown only if it is lost, and sees to it that it ends when PID does, the process that supervises the run.
"""

import logging
import os
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import psutil

from claims_beam.cli.extract.registry import WorkerRegistry

_WATCH_SECONDS = 0.5


def main(registry: WorkerRegistry, supervisor: int) -> None:
    """Work until the runner has no more to do, or is interrupted; after any other end it stays registered, as lost."""
    threading.Thread(target=_end_with, args=(supervisor,), daemon=True).start()
    log = os.open(registry.log(os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    from apache_beam.runners.worker import sdk_worker_main

    if find_spec("boto3"):  # Otherwise Beam has no file system for S3.
        from claims_beam.storage.s3_client import share_s3_client

        share_s3_client()
    # This module warns that it got no main session. None is sent, since nothing of this package is defined in one.
    logging.getLogger(sdk_worker_main.__name__).setLevel(logging.ERROR)
    try:
        sdk_worker_main.main(sys.argv)
    except KeyboardInterrupt:
        registry.unregister()
        raise
    registry.unregister()


def _end_with(supervisor: int) -> None:
    """End this process once the supervisor has ended, since nothing would take its results or end it any more."""
    while psutil.pid_exists(supervisor) and (sys.platform == "win32" or os.getppid() == supervisor):
        time.sleep(_WATCH_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main(WorkerRegistry(Path(sys.argv[1])), int(sys.argv[2]))
