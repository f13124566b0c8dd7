"""The tables' schemas in other systems' words: JSON Schema, Avro and BigQuery, each derived from the columns.

The files in ``schemas/`` are these exports, one per table and format; a test holds them to this module.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from claims_beam.records import Record
from claims_beam.schema.column import BOOLEAN, DOUBLE, FLOAT, INTEGER, TEXT, TIMESTAMP, Column, Columns
from claims_beam.schema.columns import SCHEMA_VERSION, columns_of, described, record_type_of, schema_of, with_paths

Exported = dict[str, Any] | list[Any]


@dataclass(frozen=True)
class _Scalar:
    """One Arrow scalar type in each system's words."""

    json: dict[str, Any]
    avro: Any
    bigquery: str


_SCALARS: Mapping[pa.DataType, _Scalar] = {
    TEXT: _Scalar({"type": "string"}, "string", "STRING"),
    BOOLEAN: _Scalar({"type": "boolean"}, "boolean", "BOOLEAN"),
    INTEGER: _Scalar({"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}, "int", "INTEGER"),
    FLOAT: _Scalar({"type": "number"}, "float", "FLOAT"),
    DOUBLE: _Scalar({"type": "number"}, "double", "FLOAT"),
    TIMESTAMP: _Scalar(
        {"type": "string", "format": "date-time"}, {"type": "long", "logicalType": "timestamp-micros"}, "TIMESTAMP"
    ),
}


def json_schema(table: str | type[Record]) -> Exported:
    """Return the JSON Schema (draft 2020-12) of a row as ``to_row`` makes it, with times as ISO 8601 strings.

    Args:
        table: ``claim`` or another table of ``docs/record.md``, or its record type, such as ``Claim``.

    Raises:
        ValueError: There is no table of that name.
        TypeError: There is no table of that type.

    Examples:
        >>> import claims_beam as cb
        >>> cb.json_schema("sentence")["properties"]["index"]["type"]
        'integer'
    """
    record_type = record_type_of(table)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": record_type.__name__,
        "$comment": f"claims_beam schema version {SCHEMA_VERSION}",
        **_json_object(columns_of(record_type)),
    }


def _json_object(columns: Columns) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {column.name: _json_column(column) for column in columns},
        "required": [column.name for column in columns if not column.nullable],
        "additionalProperties": False,
    }


def _json_column(column: Column) -> dict[str, Any]:
    kind = _json_object(column.fields) if column.fields else dict(_SCALARS[column.type].json)
    if column.values:
        kind["enum"] = list(column.values)
    if column.repeated:
        kind = {"type": "array", "items": kind}
    if column.nullable:
        kind = {"anyOf": [kind, {"type": "null"}]}
    return {"description": column.description, **kind}


def avro_schema(table: str | type[Record]) -> Exported:
    """Return the Avro schema of a table.

    Each nested record is named after the path to it, since Avro names must be unique. Closed vocabularies are strings
    whose ``doc`` lists the values: an Avro enum would make each new value a change that old readers refuse.

    Args:
        table: ``claim`` or another table of ``docs/record.md``, or its record type, such as ``Claim``.

    Raises:
        ValueError: There is no table of that name.
        TypeError: There is no table of that type.

    Examples:
        >>> import claims_beam as cb
        >>> cb.avro_schema("sentence")["name"]
        'SentenceRecord'
    """
    record_type = record_type_of(table)
    return {
        "namespace": "claims_beam",
        "doc": f"claims_beam schema version {SCHEMA_VERSION}",
        **_avro_record(columns_of(record_type), record_type.__name__),
    }


def _avro_record(columns: Columns, name: str) -> dict[str, Any]:
    return {"type": "record", "name": name, "fields": [_avro_field(column, name) for column in columns]}


def _avro_field(column: Column, parent: str) -> dict[str, Any]:
    kind = _avro_record(column.fields, f"{parent}_{column.name}") if column.fields else _SCALARS[column.type].avro
    if column.repeated:
        kind = {"type": "array", "items": kind}
    exported = {"name": column.name, "doc": described(column)}
    return exported | ({"type": ["null", kind], "default": None} if column.nullable else {"type": kind})


def bigquery_schema(table: str | type[Record]) -> Exported:
    """Return BigQuery's JSON schema of a table, as ``bq mk --schema`` takes it; lists are REPEATED columns.

    Args:
        table: ``claim`` or another table of ``docs/record.md``, or its record type, such as ``Claim``.

    Raises:
        ValueError: There is no table of that name.
        TypeError: There is no table of that type.

    Examples:
        >>> import claims_beam as cb
        >>> cb.bigquery_schema("sentence")[0]["type"]
        'STRING'
    """
    return [_bigquery_column(column) for column in columns_of(record_type_of(table))]


def _bigquery_column(column: Column) -> dict[str, Any]:
    kind = "RECORD" if column.fields else _SCALARS[column.type].bigquery
    mode = "REPEATED" if column.repeated else "NULLABLE" if column.nullable else "REQUIRED"
    exported = {"name": column.name, "type": kind, "mode": mode, "description": described(column)}
    return exported | ({"fields": [_bigquery_column(inner) for inner in column.fields]} if column.fields else {})


FORMATS: Mapping[str, tuple[str, Callable[[str | type[Record]], Exported]]] = {
    "json-schema": (".schema.json", json_schema),
    "avro": (".avsc", avro_schema),
    "bigquery": (".bigquery.json", bigquery_schema),
}


def render(table: str, style: str) -> str:
    """Return the table's schema as text, in the ``style`` ``arrow`` or one of ``FORMATS``.

    ``arrow`` is Arrow's own listing, and behind it what the columns mean. Raises ValueError for a table, and KeyError
    for a style, that is not known.
    """
    if style == "arrow":
        record_type = record_type_of(table)
        listing: str = schema_of(record_type).to_string(show_schema_metadata=True)
        # Arrow's own listing shows the descriptions as metadata of the fields, and cuts long ones off.
        descriptions = (f"{path}: {described(column)}" for path, column in with_paths(columns_of(record_type)))
        return "\n".join([listing, "-- descriptions --", *descriptions, ""])
    _, export = FORMATS[style]
    return json.dumps(export(table), indent=2, ensure_ascii=False) + "\n"
