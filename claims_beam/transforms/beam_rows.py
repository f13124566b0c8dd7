"""Beam rows of any origin as plain mappings."""

import keyword
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from apache_beam.typehints.row_type import RowTypeConstraint
from apache_beam.typehints.typehints import UnionConstraint
from apache_beam.utils.timestamp import Timestamp


def is_row_type(element_type: Any) -> bool:
    """Return whether elements of the type are Beam rows: ``beam.Row``, named tuples or registered dataclasses."""
    if isinstance(element_type, UnionConstraint):
        return all(is_row_type(member) for member in element_type.union_types)
    if isinstance(element_type, RowTypeConstraint) or _is_named_tuple(element_type):
        return True
    return RowTypeConstraint.from_user_type(element_type) is not None


def _is_named_tuple(element_type: Any) -> bool:
    """Return whether it is a named tuple: Beam raises for one that inherits its fields."""
    return isinstance(element_type, type) and issubclass(element_type, tuple) and hasattr(element_type, "_fields")


def as_payload(value: Any) -> Any:
    """Return a Beam row as a mapping, which can be parsed into an article; anything else as it is."""
    return as_mapping(value) if _is_row(value) else value


def as_mapping(row: Any) -> dict[str, Any]:
    """Return a row of any origin as a dictionary by column.

    Rows within it become mappings, timestamps become datetimes, and the NaN of pandas becomes None. A mapping is a row,
    too, such as those that Beam's ``ReadFromParquet`` gives.
    """
    if is_dataclass(row):
        return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}
    items = row.items() if isinstance(row, Mapping) else row._asdict().items()
    return {name: _plain(value) for name, value in items}


def _is_row(value: Any) -> bool:
    return hasattr(value, "_asdict") or is_dataclass(value)


def _plain(value: Any) -> Any:
    if _is_row(value) or isinstance(value, Mapping):
        return {column_name(name): item for name, item in as_mapping(value).items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Timestamp):
        return value.to_utc_datetime(has_tz=True)
    return None if isinstance(value, float) and math.isnan(value) else value


def column_name(field: str) -> str:
    """Return the column of a row's field: a Python keyword lost its trailing underscore."""
    return field[:-1] if field.endswith("_") and keyword.iskeyword(field[:-1]) else field
