"""Records as rows and back: ``to_row``, ``from_row``, and ``check_row``, which says why a row does not fit its table.

cattrs converts, because it is shorter than code of our own and takes a third of the time: on the 2,638 claims of
PolNeAR's development part (learned tagger; one core, best of nine rounds, 2026-11-26) 18 microseconds a claim to a row
against 56, and 41 back against 113. msgspec takes 14 and 13, but it leaves tuples where rows have lists and cannot
rename ``class_``; mending both by hand costs more code than cattrs needs.

Rows are checked one by one, because Parquet writers fail a whole file on one bad row and drop unknown keys without a
word.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar, get_origin

import cattrs
import pyarrow as pa
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from claims_beam.records import Record
from claims_beam.schema.column import BOOLEAN, DOUBLE, FLOAT, INTEGER, TEXT, TIMESTAMP, Column, Columns
from claims_beam.schema.columns import columns_of

Row = dict[str, Any]
RecordT = TypeVar("RecordT", bound=Record)


class SchemaError(ValueError):
    """Report a row that does not fit its schema; the message names the column, what it holds and what it should.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     cb.as_record(cb.SentenceRecord, {"article_id": "rain", "text": "It rained."})
        ... except cb.SchemaError as error:
        ...     print("index" in str(error))
        True
    """


def to_row(record: Record) -> Row:
    """Return the record as nested dicts and lists under its table's column names.

    Args:
        record: Claim, SentenceRecord, Failure or Article.

    Returns:
        One value a column: lists for tuples, dictionaries for what is nested, and times as ``datetime``.

    Examples:
        >>> import claims_beam as cb
        >>> cb.to_row(cb.SentenceRecord("rain", 0, 0, 9, "It rained."))
        {'article_id': 'rain', 'index': 0, 'start': 0, 'end': 9, 'text': 'It rained.'}
    """
    row: Row = _CONVERTER.unstructure(record)
    return row


def from_row(record_type: type[RecordT], row: Mapping[str, Any]) -> RecordT:
    """Return the record from which ``to_row`` made the row. Timestamps come back in UTC.

    Columns that a later version added are ignored, and missing ones get the record's defaults. Values are not checked;
    ``as_record`` checks them.

    Args:
        record_type: Claim, SentenceRecord, Failure or Article.
        row: Its values by column.

    Raises:
        KeyError: A column is missing that the record cannot do without.

    Examples:
        >>> import claims_beam as cb
        >>> row = {"article_id": "rain", "index": 0, "start": 0, "end": 9, "text": "It rained."}
        >>> cb.from_row(cb.SentenceRecord, row)
        SentenceRecord(article_id='rain', index=0, start=0, end=9, text='It rained.')
    """
    return _CONVERTER.structure(row, record_type)


def _converter() -> cattrs.Converter:
    """Return what turns records into rows and back, and leaves values as they are, so that a wrong one is found."""
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list}, detailed_validation=False)
    converter.register_unstructure_hook_factory(
        is_dataclass, lambda kind: make_dict_unstructure_fn(kind, converter, **_renamed(kind))
    )
    converter.register_structure_hook_factory(
        is_dataclass, lambda kind: make_dict_structure_fn(kind, converter, **_renamed(kind))
    )
    for kind in (str, bool, int, float):  # cattrs would convert values: 3 to "3", or raise a TypeError for None.
        converter.register_structure_hook(kind, _unchanged)
    converter.register_structure_hook_func(_is_literal, _unchanged)
    converter.register_unstructure_hook(datetime, lambda moment: moment)
    converter.register_structure_hook(datetime, lambda moment, _: moment.astimezone(UTC))
    return converter


def _renamed(record_type: type[Any]) -> dict[str, Any]:
    """Return, for each field whose name ends in an underscore as ``class_`` does, its column's name without it."""
    names = (field.name for field in fields(record_type))
    return {name: override(rename=name.rstrip("_")) for name in names if name.endswith("_")}


def _is_literal(hint: Any) -> bool:
    return get_origin(hint) is Literal


def _unchanged(value: Any, _: Any) -> Any:
    return value


_CONVERTER = _converter()


def check_row(row: Mapping[str, Any], record_type: type[Record]) -> None:
    """Raise SchemaError where the row is not one of the record type's table.

    That is where it has an unknown or a missing column, a null in a required column, a value of another type, or one
    outside a closed vocabulary.
    """
    _check_struct(row, columns_of(record_type), "row")


def _check_struct(value: Any, columns: Columns, path: str) -> None:
    """Raise SchemaError for a struct that lacks a column, has another one, or has a value that does not fit."""
    if not isinstance(value, Mapping):
        raise _misfit(path, value, "a struct")
    unknown = value.keys() - {column.name for column in columns}
    if unknown:
        raise SchemaError(f"{path} has no column {sorted(unknown)[0]!r}; remove it, or add it to the schema")
    for column in columns:
        if column.name not in value:
            raise SchemaError(f"{path} lacks the column {column.name!r}; give it (null where the schema allows)")
        _check_column(value[column.name], column, f"{path}.{column.name}")


def _check_column(value: Any, column: Column, path: str) -> None:
    """Raise SchemaError for a value that does not fit its column."""
    if value is None and column.nullable:
        return
    if not column.repeated:
        _check_value(value, column, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check_value(item, column, f"{path}[{index}]")
    else:
        raise _null(path) if value is None else _misfit(path, value, "a list")


def _check_value(value: Any, column: Column, path: str) -> None:
    if value is None:
        raise _null(path)
    if column.fields:
        _check_struct(value, column.fields, path)
    elif not _FITS[column.type](value):
        raise _misfit(path, value, str(column.type))
    elif column.values and value not in column.values:
        raise _misfit(path, value, f"one of: {', '.join(column.values)}")


def _null(path: str) -> SchemaError:
    return SchemaError(f"{path} is null; the column is required")


def _misfit(path: str, value: Any, wanted: str) -> SchemaError:
    return SchemaError(f"{path} is {ascii(value)[:80]} ({type(value).__name__}); the column holds {wanted}")


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # UTF-8 cannot encode a lone surrogate, so Parquet cannot hold it.
        return False
    return True


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**31) <= value < 2**31


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_FITS: Mapping[pa.DataType, Callable[[Any], bool]] = {
    TEXT: _is_text,
    BOOLEAN: lambda value: isinstance(value, bool),
    INTEGER: _is_integer,
    FLOAT: _is_number,
    DOUBLE: _is_number,
    TIMESTAMP: lambda value: isinstance(value, datetime) and value.tzinfo is not None,
}
