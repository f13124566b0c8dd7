"""Several worker processes on this machine: how many, how Beam starts them, and a watch that none is lost unseen."""

import _thread
import json
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions
from apache_beam.portability.api import beam_provision_api_pb2
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.runners.portability.fn_api_runner.fn_runner import ExtendedProvisionInfo
from apache_beam.transforms.environments import SubprocessSDKEnvironment
from google.protobuf import json_format, struct_pb2

from claims_beam.articles.parse import Columns
from claims_beam.cli.extract.board import Board
from claims_beam.transforms.reading import count_parts

_POLL_SECONDS = 0.5
# What Beam is given to notice that it has no worker left.
_GRACE_SECONDS = 3.0
_PROBE_SECONDS = 60


class LostWorkerError(RuntimeError):
    """A worker process died, and the run with it."""


@dataclass(frozen=True)
class Staffing:
    """How many worker processes a run gets and, if they are fewer than were asked for, why."""

    workers: int
    why_fewer: str | None = None


def staff(wanted: int, inputs: Sequence[str], columns: Columns) -> Staffing:
    """As many workers as wanted, but no more than there are pieces of work, and one if no process can be started."""
    if wanted == 1:
        return Staffing(1)
    if trouble := _trouble_starting():
        return Staffing(1, f"no worker process can be started: {trouble}")
    pieces = count_parts(inputs, columns, wanted)
    if pieces < wanted:
        return Staffing(max(1, pieces), f"the input is {pieces} piece{'s' if pieces > 1 else ''} of work")
    return Staffing(wanted)


def _trouble_starting() -> str | None:
    """Why another Python process could not do this one's work; None if it could."""
    if not sys.executable:
        return "this Python does not know where its interpreter is"
    command = [sys.executable, "-c", "import claims_beam.cli.extract.worker"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PROBE_SECONDS)
    except subprocess.CalledProcessError as error:
        return (error.stderr.strip().splitlines() or [str(error)])[-1]
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None


def runner_for(workers: int, board: Board, options: PipelineOptions) -> FnApiRunner:
    """Beam's local runner with that many ``claims_beam.cli.extract.worker`` processes, which get the options.

    Beam's own mode ``multi_processing`` starts workers that get no options, cannot be missed and print what they do.
    """
    known = json.loads(json.dumps(options.get_all_options(drop_default=True), default=str))
    direct = options.view_as(DirectOptions)
    direct.direct_num_workers = workers
    # This is none of Beam's modes, each of which has workers of its own.
    direct.direct_running_mode = "claims_beam.cli.extract.worker"
    command = shlex.join(["exec", sys.executable, "-m", "claims_beam.cli.extract.worker", str(board.folder)])
    provision = beam_provision_api_pb2.ProvisionInfo(
        pipeline_options=json_format.ParseDict(known, struct_pb2.Struct()),
        retrieval_token="nothing is staged",
    )
    return FnApiRunner(
        default_environment=SubprocessSDKEnvironment.from_command_string(command),
        provision_info=ExtendedProvisionInfo(provision),
    )


@contextmanager
def watched(board: Board, interrupted: threading.Event) -> Iterator[None]:
    """While the body runs: if a worker is lost, ends the run, for Beam would wait for that worker forever.

    The other workers are ended too. With none left, Beam mostly fails the run by itself, and the body raises; where it
    does not, the main thread is interrupted. Raises LostWorkerError in the place of either. ``interrupted`` says that
    the user ends the run: then workers may go.
    """
    done, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=_watch, args=(board, interrupted, done, ended), daemon=True)
    thread.start()
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        lost = board.lost()
        if lost is None or (interrupted.is_set() and not ended.is_set()):
            raise
        raise LostWorkerError(_obituary(board, lost)) from error
    finally:
        done.set()
        thread.join()


def _watch(board: Board, interrupted: threading.Event, done: threading.Event, ended: threading.Event) -> None:
    while not done.wait(_POLL_SECONDS):
        if interrupted.is_set():
            return
        if board.lost() is not None:
            ended.set()
            for pid in board.workers():
                _kill(pid)
            if not done.wait(_GRACE_SECONDS):
                _thread.interrupt_main()
            return


def _kill(pid: int) -> None:
    try:
        psutil.Process(pid).kill()
    except psutil.NoSuchProcess:
        return


def _obituary(board: Board, pid: int) -> str:
    return (
        f"worker process {pid} was lost: something killed it, perhaps for want of memory. No claims were written. "
        "Run again, with fewer --workers if memory is short" + "".join(f"\n  {line}" for line in board.last_words(pid))
    )
