"""Numpy's matrix products on one thread.

An article's products are so small that threads gain next to nothing. Yet the libraries of linear algebra wake a thread
for each core, and let all of them spin for a while after each product: on two cores, that doubled the processor time of
a whole job, and halved the speed of two processes side by side.
"""

import threading
from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

Args = ParamSpec("Args")
Result = TypeVar("Result")


_limiting = threading.Lock()


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


def on_one_thread(function: Callable[Args, Result]) -> Callable[Args, Result]:
    """Let the function's matrix products, and those of what it calls, take one thread.

    Most of these libraries know only a limit of the whole process. Of several threads in such functions at once, one
    sets the limit and lifts it again: what another one found meanwhile, and went back to, would be the limit itself.

    Examples:
        >>> import numpy as np
        >>> on_one_thread(np.linalg.matrix_rank)(np.eye(600)).item()
        600
    """

    @wraps(function)
    def limited(*args: Args.args, **options: Args.kwargs) -> Result:
        if not _limiting.acquire(blocking=False):
            return function(*args, **options)
        try:
            with _libraries().limit(limits=1):
                return function(*args, **options)
        finally:
            _limiting.release()

    return limited
