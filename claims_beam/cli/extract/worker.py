"""A worker process of a local run: ``python -m claims_beam.cli.extract.worker FOLDER``, which ``workers`` starts.

It is Beam's own worker. Before it becomes that, it enters itself on the run's board, which is in FOLDER, so that it is
missed if it is killed, and sends what it prints to a log there, which is shown only if it is lost.
"""

import logging
import os
import sys
from pathlib import Path

from claims_beam.cli.extract.board import Board


def main(board: Board) -> None:
    """Works until the runner has no more to do, or is interrupted; any other end leaves it on the board, as lost."""
    board.enter()
    log = os.open(board.log(os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    from apache_beam.runners.worker import sdk_worker_main

    # It warns that no main session came along; none is sent, and nothing of ours is in one.
    logging.getLogger(sdk_worker_main.__name__).setLevel(logging.ERROR)
    try:
        sdk_worker_main.main(sys.argv)
    except KeyboardInterrupt:
        board.leave()
        raise
    board.leave()


if __name__ == "__main__":
    main(Board(Path(sys.argv[1])))
