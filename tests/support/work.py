"""How much work a call is: counted, which is the same in every run and on every machine, or as seconds of CPU."""

import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], object]) -> int:
    """Return how many lines of Python the call runs, each turn of a loop counted anew.

    What a line does in C, such as the search of a regular expression, is one step however long it takes; ``seconds_of``
    sees it.

    Example:
        >>> lines_run(lambda: [number for number in range(40)]) > lines_run(lambda: [number for number in range(20)])
        True
    """
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def seconds_of(call: Callable[[], object], rounds: int = 5) -> float:
    """Return the seconds of CPU that the call takes, the least of some rounds, for comparison within one run.

    Example:
        >>> seconds_of(lambda: sum(range(100_000))) > seconds_of(lambda: sum(range(100)))
        True
    """

    def once() -> float:
        start = process_time()
        call()
        return process_time() - start

    return min(once() for _ in range(rounds))
