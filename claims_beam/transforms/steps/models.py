"""The models of a worker process: each is loaded once and kept."""

import threading
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

Load = Callable[[], Any]
"""Makes a model: a function of a module, or a ``partial`` of one with hashable arguments."""

_models: dict[Hashable, Any] = {}
_loading = threading.Lock()


def shared_model(load: Load) -> Any:
    """Return what ``load`` makes; equal loaders share one model, which is made at the first call and kept.

    Runners drop their DoFns between the bundles of a stream, and Beam's own ``Shared`` then keeps no more than one
    model of a process alive, whereas a chain of transforms has several.
    """
    identity = _identity(load)
    with _loading:
        if identity not in _models:
            _models[identity] = load()
        return _models[identity]


def _identity(load: Load) -> Hashable:
    """Return what equal loaders have in common: a ``partial`` itself is not even equal to its own copy."""
    return (load.func, load.args, *sorted(load.keywords.items())) if isinstance(load, partial) else load
