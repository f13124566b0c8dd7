"""Every public name says what it takes, with an example that runs and gives what it says."""

import doctest
import inspect
import re
import sys
from collections.abc import Iterator

import pytest

import claims_beam as cb
from claims_beam import testing

CONSTANTS = {"SCHEMA_VERSION"}  # they have no documentation of their own
NAMES = sorted(set(cb.__all__) - CONSTANTS)
HELPERS = sorted(name for name in testing.__all__ if callable(getattr(testing, name)))
each_name = pytest.mark.parametrize("name", NAMES)

# How a function's first line does not begin: it is an imperative.
NOUN_PHRASES = frozenset({"A", "All", "An", "Each", "One", "The", "What", "Where", "Whether", "Which"})


def _documentation(name: str) -> str:
    return inspect.getdoc(getattr(cb, name)) or ""


def _examples() -> Iterator[doctest.DocTest]:
    finder = doctest.DocTestFinder(recurse=False)
    for name in NAMES:
        value = getattr(cb, name)
        yield from finder.find(value, f"claims_beam.{name}", module=sys.modules[value.__module__], globs={})


EXAMPLES = list(_examples())


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_gives_what_it_says(example: doctest.DocTest) -> None:
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


@each_name
def test_a_public_name_has_an_example(name: str) -> None:
    assert re.search(r"^Examples:\n    >>> ", _documentation(name), flags=re.MULTILINE), f"{name} has no example"


@each_name
def test_a_public_name_says_what_it_takes(name: str) -> None:
    value, documentation = getattr(cb, name), _documentation(name)
    if not callable(value) or "docs/record.md" in documentation:  # a row, whose columns that page describes
        return
    if inspect.isclass(value) and issubclass(value, Exception):
        return
    for parameter in inspect.signature(value).parameters:
        if parameter not in ("args", "kwargs"):
            assert re.search(rf"^    \*{{0,2}}{parameter}: \S", documentation, flags=re.MULTILINE), (
                f"{name}: {parameter}"
            )


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isfunction(getattr(cb, name))])
def test_a_function_says_what_it_does(name: str) -> None:
    first = _documentation(name).splitlines()[0]
    assert first.split()[0] not in NOUN_PHRASES
    assert first.endswith((".", ":"))


@pytest.mark.parametrize("name", HELPERS)
def test_a_helper_for_tests_has_an_example(name: str) -> None:
    assert ">>> " in (inspect.getdoc(getattr(testing, name)) or "")
