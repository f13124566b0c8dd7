"""The Arrow schemas fit the records, rows are checked against them, and rows read back as the records they were."""

import dataclasses
import types
import typing
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pytest
from support.factories import RECORDS, make_claim

from claims_beam.records import Claim, Record
from claims_beam.schema.columns import SCHEMA_VERSION, TABLES, schema_of
from claims_beam.schema.rows import SchemaError, check_row, from_row, to_row


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_rows_pass_the_check_and_come_back(record: Record) -> None:
    schema, row = schema_of(type(record)), to_row(record)
    check_row(row, type(record))
    table = pa.Table.from_pylist([row], schema=schema)
    table.validate(full=True)
    back = from_row(type(record), table.to_pylist()[0])
    assert _round(to_row(back)) == _round(row)


def _round(value: Any) -> Any:
    """float32 columns keep seven digits."""
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_round(item) for item in value]
    return round(value, 6) if isinstance(value, float) else value


@pytest.mark.parametrize("record_type", TABLES.values(), ids=TABLES.keys())
def test_every_field_is_a_column_and_every_column_a_field(record_type: type[Record]) -> None:
    assert _names_of_type(record_type) == _names_of_schema(schema_of(record_type))


def _names_of_type(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        [hint] = [part for part in typing.get_args(hint) if part is not types.NoneType]
    if typing.get_origin(hint) is tuple:
        return _names_of_type(typing.get_args(hint)[0])
    if not dataclasses.is_dataclass(hint):
        return None
    hints = typing.get_type_hints(hint)
    return {field.name.rstrip("_"): _names_of_type(hints[field.name]) for field in dataclasses.fields(hint)}


def _names_of_schema(kind: Any) -> Any:
    if isinstance(kind, pa.ListType):
        return _names_of_schema(kind.value_type)
    if isinstance(kind, pa.Schema | pa.StructType):
        return {field.name: _names_of_schema(field.type) for field in kind}
    return None


def test_the_schema_says_its_version_and_record() -> None:
    metadata = schema_of(Claim).metadata
    assert metadata == {b"claims_beam.record": b"Claim", b"claims_beam.schema_version": SCHEMA_VERSION.encode()}


def test_a_type_without_a_table_is_refused() -> None:
    with pytest.raises(TypeError, match=r"no table is defined for .*str.*Article, Claim"):
        schema_of(typing.cast(Any, str))


GOOD = to_row(make_claim())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"claim_id": None}, "row.claim_id is null"),
        ({"extra": 1}, "no column 'extra'"),
        ({"url": 3}, r"row.url is 3 \(int\); the column holds string"),
        ({"url": "\ud800"}, r"row.url is '\\ud800'"),
        ({"confidence": "high"}, "the column holds float"),
        ({"confidence": True}, "the column holds float"),
        ({"sentence_first": 2**31}, "the column holds int32"),
        ({"sentence_first": True}, "the column holds int32"),
        ({"sentence_first": 1.0}, "the column holds int32"),
        ({"published_at": "2026-03-06"}, "the column holds timestamp"),
        ({"published_at": datetime(2026, 3, 6)}, "the column holds timestamp"),
        ({"content": None}, "row.content is null"),
        ({"content": "text"}, "the column holds a list"),
        ({"content": [None]}, r"row.content\[0\] is null"),
        ({"content": [{"start": 1}]}, r"row.content\[0\] lacks the column 'end'"),
        ({"content": [{"start": 1, "end": None}]}, r"row.content\[0\].end is null"),
        ({"speaker": []}, "row.speaker is .*a struct"),
        ({"cue": {**GOOD["cue"], "negated": 0}}, "row.cue.negated is 0"),
        ({"kind": "Direct"}, "row.kind is 'Direct' .*the column holds one of: direct, indirect, mixed, statement"),
        ({"cue": {**GOOD["cue"], "class": "speak"}}, "row.cue.class is 'speak' .*one of: say, claim"),
        ({"speaker": {**GOOD["speaker"], "resolution": ""}}, "row.speaker.resolution is '' .*one of: exact"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        check_row({**GOOD, **change}, Claim)


def test_a_missing_column_is_refused() -> None:
    row = {column: value for column, value in GOOD.items() if column != "cue"}
    with pytest.raises(SchemaError, match="lacks the column 'cue'"):
        check_row(row, Claim)


@pytest.mark.parametrize("column", [field.name for field in schema_of(Claim) if field.nullable])
def test_nullable_columns_may_be_null(column: str) -> None:
    check_row({**GOOD, column: None}, Claim)


def test_an_older_or_newer_row_reads() -> None:
    row = {column: value for column, value in GOOD.items() if column != "predicate"}
    assert from_row(Claim, {**row, "column_of_the_future": 1}) == make_claim()


def test_values_are_not_coerced() -> None:
    claim = from_row(Claim, {**GOOD, "url": 3, "sentence_first": None, "kind": "of the future", "confidence": 1})
    assert (claim.url, claim.sentence_first, claim.kind, claim.confidence) == (3, None, "of the future", 1)


def test_timestamps_come_back_in_utc() -> None:
    there = timezone(timedelta(hours=9))
    claim = from_row(Claim, {**GOOD, "published_at": datetime(2026, 3, 6, 18, 30, tzinfo=there)})
    assert claim.published_at == datetime(2026, 3, 6, 9, 30, tzinfo=UTC)
    assert claim.published_at.tzinfo is UTC
