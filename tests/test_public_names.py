"""What a user can catch, she can import from the top."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

import claims_beam as cb

OF_THE_COMMAND = ("claims_beam.cli", "claims_beam.training", "claims_beam.evaluation", "claims_beam.__main__")


def _exceptions() -> Iterator[type[Exception]]:
    for module in pkgutil.walk_packages(cb.__path__, "claims_beam."):
        if module.name.startswith(OF_THE_COMMAND) or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and issubclass(value, Exception) and value.__module__ == module.name:
                yield value


EXCEPTIONS = sorted(_exceptions(), key=lambda error: error.__name__)


def test_there_are_some() -> None:
    assert len(EXCEPTIONS) > 10


@pytest.mark.parametrize("error", EXCEPTIONS, ids=lambda error: error.__name__)
def test_every_exception_is_public(error: type[Exception]) -> None:
    assert getattr(cb, error.__name__, None) is error
    assert error.__doc__
