"""Records as Beam rows and back: what Beam YAML, SQL, BigQuery and other languages read and write.

The rows' types are derived from the tables' Arrow schemas, so columns, order and nullability are the table's. Beam
makes the types itself, from a portable schema whose id is a hash of its fields: every process has the same ones, with
this package or without it, and rows pickle, encode and compare alike everywhere.
"""

import keyword
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal, Optional, get_args

import apache_beam as beam
import numpy as np
import pyarrow as pa
from apache_beam.portability.api import schema_pb2
from apache_beam.typehints.schemas import named_tuple_from_schema, typing_to_runner_api
from apache_beam.utils.timestamp import Timestamp

from claims_beam.articles.dates import parse_published_at
from claims_beam.records import Record
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import RecordT, check_row, from_row, to_row
from claims_beam.transforms.beam_rows import as_mapping, column_name, is_row_type
from claims_beam.transforms.steps import GuardedTransform, Step

Timestamps = Literal["timestamp", "text"]
Form = Literal["row", "dict"]
Convert = Callable[[Any], Any]

_SCALARS: Mapping[pa.DataType, type[Any]] = {
    pa.string(): str,
    pa.bool_(): bool,
    pa.int32(): np.int32,
    pa.float32(): np.float32,
    pa.float64(): np.float64,
}
_NAMESPACE = uuid.UUID("5f0f4c0c-6f0e-5d37-9a43-1f0d2d3c7a11")


@dataclass(eq=False)
class AsRows(GuardedTransform[beam.PCollection[Record], beam.PCollection[Any]]):
    """Turn records of one type into Beam rows or dictionaries. Function twin: ``as_row``.

    Rows have the columns of the records' table.

    Beam rows are what SQL, Beam YAML and other languages read. The one difference from the table is that a column that
    is a Python keyword ends in an underscore (``cue.class_``), since Beam's Python rows could not have it. Dictionaries
    have exactly the table's columns (``cue["class"]``): they are what ``WriteToAvro`` and ``WriteToBigQuery`` take
    together with ``avro_schema`` and ``bigquery_schema``. A record that does not fit its table is a failure of stage
    ``as_rows``.

    Args:
        record_type: Claim or another type that has a table; by default the element type of what comes in.
        timestamps: ``timestamp`` gives Beam's ``Timestamp`` in rows, which SQL, BigQuery and Java know, and a
            ``datetime`` in dictionaries; ``text`` gives ISO 8601, for sinks that know no timestamps, such as Beam's own
            Parquet sink without a schema.
        form: ``row`` for Beam rows, ``dict`` for dictionaries.

    Raises:
        ValueError: For another style of timestamps or another form.
        TypeError: When applied, for records without a table.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([cb.Article("rain", "It rained.")])
        ...     _ = articles | cb.AsRows(form="dict") | beam.Map(lambda row: print(row["text"]))
        It rained.
    """

    record_type: type[Record] | None = None
    timestamps: Timestamps = "timestamp"
    form: Form = "row"

    def __post_init__(self) -> None:
        """Refuse a style or a form that does not exist."""
        _check_options(self.timestamps, self.form)

    def expand(self, records: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Turn each record into a row."""
        record_type: Any = self.record_type or records.element_type
        rows = row_type(record_type, self.timestamps)
        convert = partial(as_row, timestamps=self.timestamps, form=self.form)
        gives: Any = rows if self.form == "row" else dict[str, Any]
        return records | Step("as_rows", convert, takes=record_type, gives=gives).with_error_handler(self.error_handler)


@dataclass(eq=False)
class AsRecords(GuardedTransform[beam.PCollection[Any], beam.PCollection[Any]]):
    """Turn rows with the columns of ``record_type``'s table into records. Function twin: ``as_record``.

    Rows are Beam rows or dictionaries: what ``AsRows`` gave, perhaps filtered since, or what Beam's ``ReadFromParquet``
    reads of a table. A row that does not fit is a failure of stage ``as_records``.

    Args:
        record_type: Claim or another type that has a table.

    Raises:
        TypeError: At construction, for a type that has no table.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> row = {"article_id": "rain", "index": 0, "start": 0, "end": 10, "text": "It rained."}
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     sentences = pipeline | beam.Create([row]) | cb.AsRecords(cb.SentenceRecord)
        ...     _ = sentences | beam.Map(lambda sentence: print(sentence.text))
        It rained.
    """

    record_type: type[Record]

    def __post_init__(self) -> None:
        """Refuse a type without a table."""
        schema_of(self.record_type)

    def expand(self, rows: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Turn each row into a record."""
        element_type: Any = rows.element_type
        takes: Any = element_type if is_row_type(element_type) else beam.Row | dict[str, Any]
        step = Step("as_records", partial(as_record, self.record_type), takes=takes, gives=self.record_type)
        return rows | step.with_error_handler(self.error_handler)


def as_row(record: Record, timestamps: Timestamps = "timestamp", form: Form = "row") -> Any:
    """Return the record as a row of its table.

    Its 32-bit columns hold what 32 bits can, so that a row is the same before and after a trip.

    Args:
        record: A record of a type that has a table.
        timestamps: As in ``AsRows``.
        form: ``row`` for a Beam row, a named tuple of type ``row_type``; ``dict`` for a dictionary.

    Raises:
        SchemaError: The record does not fit its table.
        ValueError: There is no such style of timestamps, or no such form.

    Examples:
        >>> import claims_beam as cb
        >>> sentence = cb.SentenceRecord("rain", 0, 0, 9, "It rained.")
        >>> cb.as_row(sentence).text
        'It rained.'
        >>> cb.as_row(sentence, form="dict")
        {'article_id': 'rain', 'index': 0, 'start': 0, 'end': 9, 'text': 'It rained.'}
    """
    schema = schema_of(type(record))
    row = to_row(record)
    check_row(row, type(record))
    return _converter(pa.struct(schema), timestamps, form)(row)


def as_record(record_type: type[RecordT], row: Any) -> RecordT:
    """Return the record from which ``as_row`` made the row.

    Args:
        record_type: Claim, SentenceRecord, Failure or Article.
        row: A Beam row of any origin, or a mapping, such as ``ReadFromParquet`` gives.

    Raises:
        SchemaError: The columns are not exactly the table's.

    Examples:
        >>> import claims_beam as cb
        >>> row = {"article_id": "rain", "index": 0, "start": 0, "end": 9, "text": "It rained."}
        >>> cb.as_record(cb.SentenceRecord, row).text
        'It rained.'
    """
    table: Any = record_type
    values = {column_name(name): value for name, value in as_mapping(row).items()}
    values = _with_times(values, pa.struct(schema_of(table)))
    check_row(values, table)
    return from_row(record_type, values)


def _with_times(value: Any, kind: pa.DataType) -> Any:
    """Return a value of a row with its times read, where they came as text."""
    if pa.types.is_struct(kind) and isinstance(value, dict):
        times = {column.name: _with_times(value[column.name], column.type) for column in kind if column.name in value}
        return value | times
    if pa.types.is_list(kind) and isinstance(value, list):
        return [_with_times(item, kind.value_type) for item in value]
    return parse_published_at(value) if pa.types.is_timestamp(kind) and isinstance(value, str) else value


@cache
def row_type(record_type: type[Record], timestamps: Timestamps = "timestamp") -> type[Any]:
    """Return the type of a record type's rows, for ``with_output_types``. Raises TypeError for one without a table."""
    return _row_type(pa.struct(schema_of(record_type)), timestamps)


def _check_options(timestamps: str, form: str) -> None:
    if timestamps not in get_args(Timestamps):
        raise ValueError(f"timestamps is {timestamps!r}; use one of: {', '.join(get_args(Timestamps))}")
    if form not in get_args(Form):
        raise ValueError(f"form is {form!r}; use one of: {', '.join(get_args(Form))}")


def _field_name(column: str) -> str:
    """Return the column's name in Python."""
    return f"{column}_" if keyword.iskeyword(column) else column


@cache
def _row_type(struct: pa.StructType, timestamps: Timestamps) -> type[Any]:
    _check_options(timestamps, "row")
    return named_tuple_from_schema(_beam_schema(struct, timestamps))


def _beam_schema(struct: pa.StructType, timestamps: Timestamps) -> schema_pb2.Schema:
    """Return the portable schema.

    Its id is a UUID, as Java demands, and is computed from the content, so that no two schemas can share one. Beam's
    own form of the schema is not used for this, because it gives timestamps other ids in every process.
    """
    return schema_pb2.Schema(
        id=str(uuid.uuid5(_NAMESPACE, f"{timestamps} {struct}")),
        fields=[
            schema_pb2.Field(name=_field_name(column.name), type=_field_type(column, timestamps)) for column in struct
        ],
    )


def _field_type(column: pa.Field, timestamps: Timestamps) -> schema_pb2.FieldType:
    """Return the type that Beam's schemas have for a column."""
    kind = column.type
    if pa.types.is_struct(kind):
        inner = schema_pb2.RowType(schema=_beam_schema(kind, timestamps))
        return schema_pb2.FieldType(row_type=inner, nullable=column.nullable)
    if pa.types.is_list(kind):
        items = schema_pb2.ArrayType(element_type=_field_type(kind.value_field, timestamps))
        return schema_pb2.FieldType(array_type=items, nullable=column.nullable)
    if pa.types.is_timestamp(kind):
        scalar: Any = Timestamp if timestamps == "timestamp" else str
    else:
        scalar = _SCALARS[kind]
    hint: Any = Optional[scalar] if column.nullable else scalar  # noqa: UP045 - Beam takes `scalar | None` for Any
    return typing_to_runner_api(hint)


@cache
def _converter(kind: pa.DataType, timestamps: Timestamps, form: Form) -> Convert:
    """Return the function that converts a value of the Arrow type to that of a row.

    The functions are cached, because choosing one takes longer than converting a value.
    """
    _check_options(timestamps, form)
    if pa.types.is_struct(kind):
        columns = tuple((column.name, _converter(column.type, timestamps, form)) for column in kind)
        make = _row_type(kind, timestamps) if form == "row" else partial(_as_dict, tuple(name for name, _ in columns))
        return partial(_struct_as_row, make, columns)
    if pa.types.is_list(kind):
        return partial(_list_as_row, _converter(kind.value_type, timestamps, form))
    if pa.types.is_timestamp(kind):
        if timestamps == "text":
            return _iso
        return Timestamp.from_utc_datetime if form == "row" else _itself
    return _as_float32 if pa.types.is_float32(kind) else _itself


def _as_dict(names: tuple[str, ...], *values: Any) -> dict[str, Any]:
    return dict(zip(names, values, strict=True))


def _struct_as_row(make: Convert, columns: tuple[tuple[str, Convert], ...], struct: dict[str, Any]) -> Any:
    return make(*(None if struct[name] is None else convert(struct[name]) for name, convert in columns))


def _list_as_row(convert: Convert, items: list[Any]) -> list[Any]:
    return [convert(item) for item in items]


def _iso(moment: Any) -> str:
    return moment.isoformat()


def _as_float32(number: float) -> float:
    return float(np.float32(number))


def _itself(value: Any) -> Any:
    return value
