"""A worker process of a local run: ``python -m claims_beam.cli.extract.worker FOLDER``, which ``workers`` starts.

It is Beam's own worker. Before it becomes that, it registers in the run's folder, FOLDER, so that its loss is noticed
if it is killed, and sends what it prints to a log there, which is shown only if it is lost.
"""

import logging
import os
import sys
from pathlib import Path

from claims_beam.cli.extract.registry import WorkerRegistry


def main(registry: WorkerRegistry) -> None:
    """Work until the runner has no more to do, or is interrupted; after any other end it stays registered, as lost."""
    registry.register()
    log = os.open(registry.log(os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    from apache_beam.runners.worker import sdk_worker_main

    # It warns that no main session came along; none is sent, and nothing of ours is in one.
    logging.getLogger(sdk_worker_main.__name__).setLevel(logging.ERROR)
    try:
        sdk_worker_main.main(sys.argv)
    except KeyboardInterrupt:
        registry.unregister()
        raise
    registry.unregister()


if __name__ == "__main__":
    main(WorkerRegistry(Path(sys.argv[1])))
