"""The tables' Arrow schemas: the one place that says which columns there are, of which type, and which must be filled.

``to_row`` turns a record into the row its schema describes; ``check_row`` says why a row does not fit, because Parquet
writers fail a whole file on one bad row and drop unknown keys without a word; ``from_row`` reads a row back. The JSON
Schema, Avro and BigQuery forms are derived from here by ``claims_beam.schema.exports`` and kept in ``schemas/``.
"""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pyarrow as pa

from claims_beam.records import Article, Claim, Failure, Record, SentenceRecord

SCHEMA_VERSION = "1.0.0"

Row = dict[str, Any]
RecordT = typing.TypeVar("RecordT", bound=Record)


class SchemaError(ValueError):
    """A row does not fit its schema; the message names the column, what it holds and what it should."""


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


def _columns(**kinds: pa.DataType) -> list[pa.Field]:
    return [pa.field(name, kind) for name, kind in kinds.items()]


_TEXT = pa.string()
_TIMESTAMP = pa.timestamp("us", tz="UTC")
_OFFSETS = [_required("start", pa.int32()), _required("end", pa.int32())]
_SPANS = pa.list_(_required("element", pa.struct(_OFFSETS)))
_TEXTS = pa.list_(_required("element", _TEXT))


def _marked(*more: pa.Field) -> pa.StructType:
    """A struct of some words, where they stand, and what more is known of them."""
    return pa.struct([_required("text", _TEXT), *_OFFSETS, *more])


def _list_of(element: pa.DataType) -> pa.ListType:
    return pa.list_(_required("element", element))


_CUE = pa.struct(
    [
        _required("text", _TEXT),
        *_columns(lemma=_TEXT),
        pa.field("class", _TEXT),
        _required("negated", pa.bool_()),
        _required("spans", _SPANS),
    ]
)
_MENTION = pa.struct([_required("text", _TEXT), _required("form", _TEXT), _required("spans", _SPANS)])
_SPEAKER = pa.struct(
    [
        *_columns(name=_TEXT, id=_TEXT),
        _required("names", _TEXTS),
        _required("kind", _TEXT),
        *_columns(title=_TEXT, mention=_MENTION),
        _required("resolution", _TEXT),
        _required("confidence", pa.float32()),
    ]
)
_PREDICATE = pa.struct(
    [
        *_columns(subject=_TEXT, verb=_TEXT, object=_TEXT),
        _required("negated", pa.bool_()),
        *_columns(modality=_TEXT, tense=_TEXT),
    ]
)
_QUANTITY = _marked(*_columns(value=pa.float64(), unit=_TEXT, comparator=_TEXT))
_EXTRACTOR = pa.struct(
    [_required(name, _TEXT) for name in ("package_version", "model_id", "schema_version", "rules")],
)

_ARTICLE_COLUMNS = [
    _required("article_id", _TEXT),
    *_columns(url=_TEXT, publisher=_TEXT, title=_TEXT, published_at=_TIMESTAMP, language=_TEXT),
]

_SCHEMAS: Mapping[type[Record], pa.Schema] = {
    Claim: pa.schema(
        [
            _required("claim_id", _TEXT),
            *_ARTICLE_COLUMNS,
            _required("kind", _TEXT),
            _required("text", _TEXT),
            _required("content", _SPANS),
            *_columns(prefix=_TEXT, suffix=_TEXT, sentence_first=pa.int32(), sentence_last=pa.int32()),
            *_columns(cue=_CUE, speaker=_SPEAKER, addressee=_marked(), predicate=_PREDICATE),
            _required("quantities", _list_of(_QUANTITY)),
            _required("dates", _list_of(_marked(*_columns(iso=_TEXT)))),
            _required("entities", _list_of(_marked(*_columns(label=_TEXT)))),
            *_columns(standalone_text=_TEXT),
            _required("substitutions", _list_of(pa.struct([*_OFFSETS, _required("text", _TEXT)]))),
            *_columns(check_worthiness=pa.float32()),
            _required("check_worthiness_reasons", _TEXTS),
            _required("confidence", pa.float32()),
            _required("extractor", _EXTRACTOR),
        ]
    ),
    SentenceRecord: pa.schema(
        [
            _required("article_id", _TEXT),
            _required("index", pa.int32()),
            *_OFFSETS,
            _required("text", _TEXT),
        ]
    ),
    Failure: pa.schema(
        [*_columns(article_id=_TEXT), *(_required(n, _TEXT) for n in ("stage", "error", "message", "element"))]
    ),
    Article: pa.schema([*_ARTICLE_COLUMNS, _required("text", _TEXT)]),
}


def schema_of(record_type: type[Record]) -> pa.Schema:
    """The Arrow schema of a record type; its metadata carry the record's name and the schema's version.

    Raises TypeError for a type that has no table.
    """
    if record_type not in _SCHEMAS:
        names = ", ".join(sorted(known.__name__ for known in _SCHEMAS))
        raise TypeError(f"no table is defined for {record_type!r}; tables hold one of: {names}")
    metadata = {"claims_beam.record": record_type.__name__, "claims_beam.schema_version": SCHEMA_VERSION}
    return _SCHEMAS[record_type].with_metadata(metadata)


def to_row(record: Record) -> Row:
    """The record as nested dicts and lists under the schema's column names."""
    row: Row = _plain(record)
    return row


@cache
def _field_names(record_type: type) -> tuple[tuple[str, str], ...]:
    """(attribute, column) of each field; Python's trailing underscore (``class_``) stays out of the column's name."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(record_type))


@cache
def _hints(record_type: type) -> dict[str, Any]:
    """The types of the fields; looking them up costs far more than a row."""
    return typing.get_type_hints(record_type)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {column: _plain(getattr(value, attribute)) for attribute, column in _field_names(type(value))}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def from_row(record_type: type[RecordT], row: Mapping[str, Any]) -> RecordT:
    """The record that ``to_row`` made the row of. Columns a later version added are ignored, missing ones defaulted."""
    record: RecordT = _record(record_type, row)
    return record


def _record(record_type: type, row: Mapping[str, Any]) -> Any:
    hints = _hints(record_type)
    return record_type(
        **{
            attribute: _revived(hints[attribute], row[column])
            for attribute, column in _field_names(record_type)
            if column in row
        }
    )


def _revived(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    if is_dataclass(hint):
        return _record(typing.cast(type, hint), value)
    if typing.get_origin(hint) is tuple:
        return tuple(_revived(typing.get_args(hint)[0], item) for item in value)
    if hint is datetime:
        return value.astimezone(UTC)
    return value


def check_row(row: Mapping[str, Any], schema: pa.Schema) -> None:
    """Raises SchemaError where the row has an unknown or a missing column, a null or a value of another type."""
    _check_struct(row, schema, "row")


def _check_struct(value: Any, struct: pa.Schema | pa.StructType, path: str) -> None:
    if not isinstance(value, Mapping):
        raise _misfit(path, value, "a struct")
    unknown = value.keys() - {field.name for field in struct}
    if unknown:
        raise SchemaError(f"{path} has no column {sorted(unknown)[0]!r}; remove it, or add it to the schema")
    for field in struct:
        if field.name not in value:
            raise SchemaError(f"{path} lacks the column {field.name!r}; give it (null where the schema allows)")
        _check_value(value[field.name], field, f"{path}.{field.name}")


def _check_value(value: Any, field: pa.Field, path: str) -> None:
    kind = field.type
    if value is None:
        if not field.nullable:
            raise SchemaError(f"{path} is null; the column is required")
    elif pa.types.is_struct(kind):
        _check_struct(value, kind, path)
    elif pa.types.is_list(kind):
        if not isinstance(value, list):
            raise _misfit(path, value, "a list")
        for index, item in enumerate(value):
            _check_value(item, kind.value_field, f"{path}[{index}]")
    elif not _FITS[kind](value):
        raise _misfit(path, value, str(kind))


def _misfit(path: str, value: Any, wanted: str) -> SchemaError:
    return SchemaError(f"{path} is {ascii(value)[:80]} ({type(value).__name__}); the column holds {wanted}")


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate: no UTF-8 for it, so no Parquet
        return False
    return True


def _is_int32(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**31) <= value < 2**31


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_FITS: Mapping[pa.DataType, Callable[[Any], bool]] = {
    pa.string(): _is_text,
    pa.bool_(): lambda value: isinstance(value, bool),
    pa.int32(): _is_int32,
    pa.float32(): _is_number,
    pa.float64(): _is_number,
    _TIMESTAMP: lambda value: isinstance(value, datetime) and value.tzinfo is not None,
}
