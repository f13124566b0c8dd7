"""Records into Beam's own sinks, with the schemas that the package ships, and back from Beam's own reader."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import fastavro
import pytest
from apache_beam.io import ReadFromParquet, WriteToAvro
from apache_beam.io.gcp import bigquery_tools
from apache_beam.io.gcp.bigquery_file_loads import WriteRecordsToFile
from apache_beam.testing.util import assert_that, equal_to
from support.factories import RECORDS
from support.paths import ROOT

import claims_beam as cb
from claims_beam.records import Record
from claims_beam.schema.columns import TABLES

CLAIMS = [record for record in RECORDS if isinstance(record, cb.Claim)]


def _shipped(name: str) -> Any:
    return json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))


def _of(table: str) -> list[Record]:
    return [record for record in RECORDS if type(record) is TABLES[table]]


@pytest.mark.parametrize("table", TABLES)
def test_records_go_into_avro_by_the_shipped_schema(table: str, tmp_path: Path) -> None:
    records = _of(table)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        created = pipeline | beam.Create(records).with_output_types(TABLES[table])
        created | cb.AsRows(form="dict") | WriteToAvro(str(tmp_path / table), schema=_shipped(f"{table}.avsc"))
    rows = [row for path in tmp_path.iterdir() for row in fastavro.reader(io.BytesIO(path.read_bytes()))]
    assert sorted(map(repr, rows)) == sorted(repr(cb.as_row(record, form="dict")) for record in records)
    assert [cb.as_record(TABLES[table], row) for row in rows]


def _bigquery_rows(path: str, written_as: str) -> list[dict[str, Any]]:
    data = Path(path).read_bytes()
    if written_as == bigquery_tools.FileFormat.AVRO:
        return list(fastavro.reader(io.BytesIO(data)))  # type: ignore[arg-type]
    return [json.loads(line) for line in data.splitlines()]


def _fits(row: Mapping[str, Any], columns: list[dict[str, Any]]) -> bool:
    """Whether the row has no other fields than the columns, and every required one, within structs too."""
    by_name = {column["name"]: column for column in columns}
    required = {name for name, column in by_name.items() if column["mode"] == "REQUIRED"}
    if not required <= {name for name, value in row.items() if value is not None} or not row.keys() <= by_name.keys():
        return False
    structs = [(row[name], column["fields"]) for name, column in by_name.items() if "fields" in column and row[name]]
    return all(
        _fits(struct, fields) for value, fields in structs for struct in (value if isinstance(value, list) else [value])
    )


@pytest.mark.parametrize("written_as", [bigquery_tools.FileFormat.JSON, bigquery_tools.FileFormat.AVRO])
@pytest.mark.parametrize("table", TABLES)
def test_records_go_into_what_bigquery_loads_by_the_shipped_schema(table: str, written_as: str, tmp_path: Path) -> None:
    """These are the files that ``WriteToBigQuery`` writes and has loaded."""
    columns = _shipped(f"{table}.bigquery.json")
    write = WriteRecordsToFile({"fields": columns}, file_format=written_as)
    tags = (write.UNWRITTEN_RECORD_TAG, write.WRITTEN_FILE_TAG)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        rows = pipeline | beam.Create(_of(table)).with_output_types(TABLES[table]) | cb.AsRows(form="dict")
        placed = rows | beam.Map(lambda row: ("project:news.table", row))
        placed | beam.ParDo(write, str(tmp_path)).with_outputs(*tags)
    found = [row for path in tmp_path.rglob("*") if path.is_file() for row in _bigquery_rows(str(path), written_as)]
    assert len(found) == len(_of(table))
    assert all(_fits(row, columns) for row in found)
    if table == "claim":
        assert {row["cue"]["class"] for row in found} == {"say"}
        assert {str(row["published_at"]) for row in found} == {"2026-03-06 09:30:00+00:00"}


def test_a_row_that_misses_a_column_does_not_fit() -> None:
    columns = _shipped("claim.bigquery.json")
    row = cb.as_row(CLAIMS[0], form="dict")
    assert _fits(row, columns)
    assert not _fits({**row, "cue": {**row["cue"], "class_": "say"}}, columns)


def test_the_package_gives_the_shipped_schemas() -> None:
    assert cb.bigquery_schema("claim") == _shipped("claim.bigquery.json")
    assert cb.avro_schema("claim") == _shipped("claim.avsc")
    assert cb.json_schema("claim") == _shipped("claim.schema.json")


@pytest.mark.parametrize("partition_by", [None, "published_date"])
def test_what_beams_own_reader_gives_are_records(partition_by: str | None, tmp_path: Path) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create(CLAIMS).with_output_types(cb.Claim)
        claims | cb.WriteRecords(tmp_path, partition_by=partition_by)
    expected = list(cb.read_records(tmp_path, cb.Claim))
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        rows = pipeline | ReadFromParquet(str(tmp_path / ("*/*.parquet" if partition_by else "*.parquet")))
        assert_that(rows | cb.AsRecords(cb.Claim), equal_to(expected))


def test_dictionaries_come_back_as_records() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create(CLAIMS[:1]).with_output_types(cb.Claim)
        rows = claims | cb.AsRows(form="dict", timestamps="text")
        assert rows.element_type == beam.typehints.Dict[str, Any]
        back = rows | cb.AsRecords(cb.Claim) | beam.Map(lambda claim: (claim.claim_id, claim.published_at))
        assert_that(back, equal_to([(CLAIMS[0].claim_id, CLAIMS[0].published_at)]))


def test_a_dictionary_holds_what_the_table_holds() -> None:
    row = cb.as_row(CLAIMS[0], form="dict")
    assert row.keys() == dict.fromkeys(cb.schema_of(cb.Claim).names).keys()
    assert (row["cue"]["class"], row["content"]) == ("say", [{"start": 0, "end": 27}])
    assert isinstance(row["published_at"], datetime)
    assert cb.as_row(CLAIMS[0], "text", "dict")["published_at"] == "2026-03-06T09:30:00+00:00"


def test_rows_are_public_in_both_directions() -> None:
    claim = CLAIMS[0]
    row = cb.to_row(claim)
    assert row["cue"]["class"] == "say"
    assert cb.from_row(cb.Claim, row) == claim
    with pytest.raises(ValueError, match="form is 'json'; use one of: row, dict"):
        cb.AsRows(form="json")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no table is defined for"):
        cb.AsRecords(str)  # type: ignore[type-var]
