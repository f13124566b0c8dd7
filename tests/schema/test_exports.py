"""The exported schemas: kept in schemas/ as they are generated, and understood by the systems they are for."""

import io
import json
from datetime import datetime
from typing import Any

import fastavro
import jsonschema
import pytest
from support.factories import make_claim
from support.paths import ROOT

from claims_beam.schema.columns import to_row
from claims_beam.schema.exports import FORMATS, TABLES, avro_schema, bigquery_schema, json_schema, render

SCHEMAS = ROOT / "schemas"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("style", FORMATS)
def test_the_files_in_schemas_are_the_exports(table: str, style: str) -> None:
    suffix, _ = FORMATS[style]
    kept = (SCHEMAS / f"{table}{suffix}").read_text(encoding="utf-8")
    assert kept == render(table, style), f"regenerate: claims-beam schema --table {table} --format {style}"


def test_nothing_else_is_kept() -> None:
    expected = {f"{table}{suffix}" for table in TABLES for suffix, _ in FORMATS.values()} | {"README.md"}
    assert {path.name for path in SCHEMAS.iterdir()} == expected


def _row() -> dict[str, Any]:
    return to_row(make_claim())


def test_json_schema_takes_a_claim_and_refuses_a_broken_one() -> None:
    row = json.loads(json.dumps(_row(), default=datetime.isoformat))
    validator = jsonschema.Draft202012Validator(json_schema("claim"))
    validator.validate(row)
    for broken in ({**row, "claim_id": None}, {**row, "extra": 1}, {**row, "content": [{"start": 0}]}):
        assert not validator.is_valid(broken)


@pytest.mark.parametrize("table", TABLES)
def test_avro_parses(table: str) -> None:
    fastavro.parse_schema(avro_schema(table))


def test_avro_carries_a_claim_there_and_back() -> None:
    schema, row, buffer = fastavro.parse_schema(avro_schema("claim")), _row(), io.BytesIO()
    fastavro.schemaless_writer(buffer, schema, row)
    buffer.seek(0)
    back = fastavro.schemaless_reader(buffer, schema, schema)
    assert back["content"] == row["content"]
    assert back["published_at"] == row["published_at"]
    assert back["speaker"]["mention"] == row["speaker"]["mention"]


def test_bigquery_modes() -> None:
    columns = {column["name"]: column for column in bigquery_schema("claim")}
    assert columns["claim_id"] == {"name": "claim_id", "type": "STRING", "mode": "REQUIRED"}
    assert columns["published_at"]["type"] == "TIMESTAMP"
    assert (columns["content"]["type"], columns["content"]["mode"]) == ("RECORD", "REPEATED")
    assert [field["name"] for field in columns["content"]["fields"]] == ["start", "end"]
    assert columns["speaker"]["mode"] == "NULLABLE"
    assert columns["check_worthiness_reasons"] == {
        "name": "check_worthiness_reasons",
        "type": "STRING",
        "mode": "REPEATED",
    }


def test_arrow_listing_names_the_version() -> None:
    listing = render("claim", "arrow")
    assert "claim_id: string not null" in listing
    assert "claims_beam.schema_version" in listing
