"""The options of a transform as a runner's page shows them."""

from collections.abc import Collection
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import apache_beam as beam
from apache_beam.transforms.display import DisplayDataItem

from claims_beam.articles.errors import shown

Input = TypeVar("Input")
Output = TypeVar("Output")

_MOST_CHARS = 200


class DescribedTransform(beam.PTransform[Input, Output]):
    """A transform, which is a dataclass, whose options are its display data."""

    def display_data(self) -> dict[str, Any]:
        """Return the options that have a value, by name."""
        names: list[str] = [option.name for option in fields(self)] if is_dataclass(self) else []
        values = {name: getattr(self, name) for name in names}
        return {name: _item(name, value) for name, value in values.items() if value is not None}


def _item(name: str, value: Any) -> DisplayDataItem:
    return DisplayDataItem(_displayed(value), label=name.replace("_", " "))


def _displayed(value: Any) -> Any:
    """Return the value as a page can show it; of a list of people, say, how many there are."""
    if isinstance(value, bool | int | float | type):
        return value
    if isinstance(value, str):
        return value[:_MOST_CHARS]
    if isinstance(value, Collection) and not all(isinstance(item, str) for item in value):
        return f"{len(value):,}"
    return getattr(value, "__qualname__", None) or shown(value, _MOST_CHARS)
