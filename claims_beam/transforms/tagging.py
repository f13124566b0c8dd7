"""The tagger that a transform is given: the name of one of ours, or a function that makes one of the user's own."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from apache_beam.internal import pickler

from claims_beam.articles.errors import shown
from claims_beam.attribution.checking import TaggerError
from claims_beam.attribution.loading import check_names, load
from claims_beam.attribution.protocol import Tagger
from claims_beam.parsing.models import ModelName
from claims_beam.transforms.steps.counters import count_window

TaggerChoice = str | Callable[[], Tagger]
"""The name of a tagger, as in ``claims_beam.load``, or a function without arguments that makes a tagger."""


@dataclass(frozen=True)
class _Factory:
    """A user's function as it is sent to the workers: equal where its bytes are, so that a worker calls it once."""

    name: str
    pickled: bytes

    def __call__(self) -> Tagger:
        """Make the tagger. Raise TaggerError if it is none."""
        tagger = pickler.loads(self.pickled)()
        if not (callable(tagger) and isinstance(getattr(tagger, "model_id", None), str)):
            raise TaggerError(
                f"{self.name} made {shown(tagger)}, which is no tagger; make an object that has a model_id and that is "
                "called with a Document"
            )
        return tagger


def tagger_name(tagger: TaggerChoice) -> str:
    """Return what the tagger is called."""
    return tagger if isinstance(tagger, str) else getattr(tagger, "__qualname__", None) or shown(tagger)


def tagger_loader(model: ModelName, tagger: TaggerChoice) -> Callable[[], Tagger]:
    """Return what loads the tagger on a worker.

    Raises ValueError for names that can be loaded nowhere, TaggerError for what makes no tagger or cannot be sent.
    """
    check_names(model, tagger if isinstance(tagger, str) else None)
    if isinstance(tagger, str):
        return partial(load, model, tagger, on_window=count_window)
    name = tagger_name(tagger)
    if not callable(tagger) or (hasattr(tagger, "model_id") and not isinstance(tagger, type)):
        raise TaggerError(
            f"tagger is {shown(tagger)}; give the name of a tagger, or a function that makes one, such as "
            "tagger=lambda: MyTagger(), which each worker calls once"
        )
    if _wants_arguments(tagger):
        raise TaggerError(f"{name} wants arguments, and is called without; bind them: functools.partial({name}, ...)")
    return _Factory(name, _pickled(tagger, name))


def _wants_arguments(make: Callable[..., Any]) -> bool:
    try:
        inspect.signature(make).bind()
    except TypeError:
        return True
    except ValueError:  # The signature of a function that is written in C may be unknown.
        return False
    return False


def _pickled(make: Callable[[], Tagger], name: str) -> bytes:
    try:
        pickled: bytes = pickler.dumps(make)
    except Exception as error:
        raise TaggerError(
            f"{name} cannot be sent to the workers ({error}); give a function of a module, and load the model within it"
        ) from error
    return pickled
