"""The examples in the documentation of public names run, and give what they say."""

import doctest
import sys
from collections.abc import Iterator

import pytest

import claims_beam as cb


def _examples() -> Iterator[doctest.DocTest]:
    finder = doctest.DocTestFinder(recurse=False)
    for name in sorted(cb.__all__):
        value = getattr(cb, name)
        if ">>>" in (getattr(value, "__doc__", None) or ""):
            module = sys.modules[value.__module__]
            yield from finder.find(value, f"claims_beam.{name}", module=module)


EXAMPLES = list(_examples())


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_gives_what_it_says(example: doctest.DocTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0
