"""How much work a call is, counted in a way that is the same in every run and on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], object]) -> int:
    """Return how many lines of Python the call runs, each turn of a loop counted anew.

    What a line does in C, such as the search of a regular expression, is one step however long it takes; the time of it
    is measured by ``tests/benchmarks/growth.py``.

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
