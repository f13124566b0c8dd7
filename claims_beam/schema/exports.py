"""The tables' schemas in other systems' words: JSON Schema, Avro and BigQuery, each derived from the Arrow schema.

The files in ``schemas/`` are these exports, one per table and format; a test holds them to this module.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from claims_beam.records import Article, Claim, Failure, Record, SentenceRecord
from claims_beam.schema.columns import SCHEMA_VERSION, schema_of

TABLES: Mapping[str, type[Record]] = {
    "claim": Claim,
    "sentence": SentenceRecord,
    "failure": Failure,
    "article": Article,
}

Exported = dict[str, Any] | list[Any]


@dataclass(frozen=True)
class _Scalar:
    """One Arrow scalar type in each system's words."""

    json: dict[str, Any]
    avro: Any
    bigquery: str


_SCALARS: Mapping[pa.DataType, _Scalar] = {
    pa.string(): _Scalar({"type": "string"}, "string", "STRING"),
    pa.bool_(): _Scalar({"type": "boolean"}, "boolean", "BOOLEAN"),
    pa.int32(): _Scalar({"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}, "int", "INTEGER"),
    pa.float32(): _Scalar({"type": "number"}, "float", "FLOAT"),
    pa.float64(): _Scalar({"type": "number"}, "double", "FLOAT"),
    pa.timestamp("us", tz="UTC"): _Scalar(
        {"type": "string", "format": "date-time"}, {"type": "long", "logicalType": "timestamp-micros"}, "TIMESTAMP"
    ),
}


def json_schema(table: str) -> Exported:
    """JSON Schema (draft 2020-12) of a row as ``schema.to_row`` makes it, timestamps as ISO 8601 strings."""
    schema = schema_of(TABLES[table])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TABLES[table].__name__,
        "$comment": f"claims_beam schema version {SCHEMA_VERSION}",
        **_json_object(schema),
    }


def _json_object(columns: Iterable[pa.Field]) -> dict[str, Any]:
    columns = list(columns)
    return {
        "type": "object",
        "properties": {column.name: _json_column(column) for column in columns},
        "required": [column.name for column in columns if not column.nullable],
        "additionalProperties": False,
    }


def _json_column(column: pa.Field) -> dict[str, Any]:
    described = _json_type(column.type)
    return {"anyOf": [described, {"type": "null"}]} if column.nullable else described


def _json_type(kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_struct(kind):
        return _json_object(kind)
    if pa.types.is_list(kind):
        return {"type": "array", "items": _json_column(kind.value_field)}
    return _SCALARS[kind].json


def avro_schema(table: str) -> Exported:
    """Avro schema; each nested record is named after the path that leads to it, since Avro names must be unique."""
    name = TABLES[table].__name__
    return {
        "namespace": "claims_beam",
        "doc": f"claims_beam schema version {SCHEMA_VERSION}",
        **_avro_record(schema_of(TABLES[table]), name),
    }


def _avro_record(columns: Iterable[pa.Field], name: str) -> dict[str, Any]:
    return {"type": "record", "name": name, "fields": [_avro_field(column, name) for column in columns]}


def _avro_field(column: pa.Field, parent: str) -> dict[str, Any]:
    kind = _avro_type(column.type, f"{parent}_{column.name}")
    if column.nullable:
        return {"name": column.name, "type": ["null", kind], "default": None}
    return {"name": column.name, "type": kind}


def _avro_type(kind: pa.DataType, name: str) -> Any:
    if pa.types.is_struct(kind):
        return _avro_record(kind, name)
    if pa.types.is_list(kind):
        return {"type": "array", "items": _avro_type(kind.value_field.type, name)}
    return _SCALARS[kind].avro


def bigquery_schema(table: str) -> Exported:
    """BigQuery's JSON table schema, as ``bq mk --schema`` takes it; lists are REPEATED columns."""
    return [_bigquery_column(column) for column in schema_of(TABLES[table])]


def _bigquery_column(column: pa.Field) -> dict[str, Any]:
    kind, mode = column.type, "NULLABLE" if column.nullable else "REQUIRED"
    if pa.types.is_list(kind):
        kind, mode = kind.value_field.type, "REPEATED"
    if pa.types.is_struct(kind):
        inner = [_bigquery_column(child) for child in kind]
        return {"name": column.name, "type": "RECORD", "mode": mode, "fields": inner}
    return {"name": column.name, "type": _SCALARS[kind].bigquery, "mode": mode}


FORMATS: Mapping[str, tuple[str, Callable[[str], Exported]]] = {
    "json-schema": (".schema.json", json_schema),
    "avro": (".avsc", avro_schema),
    "bigquery": (".bigquery.json", bigquery_schema),
}


def render(table: str, style: str) -> str:
    """The table's schema as text: ``style`` is ``arrow`` (Arrow's own listing) or one of ``FORMATS``.

    Raises KeyError for a table or a style that is not known.
    """
    if style == "arrow":
        listing: str = schema_of(TABLES[table]).to_string(show_schema_metadata=True)
        return listing + "\n"
    _, export = FORMATS[style]
    return json.dumps(export(table), indent=2, ensure_ascii=False) + "\n"
