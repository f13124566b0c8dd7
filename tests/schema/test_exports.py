"""The exported schemas: kept in schemas/ as they are generated, and understood by the systems they are for."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import fastavro
import jsonschema
import pytest
from support.factories import make_claim
from support.paths import ROOT

from claims_beam.records import Document, Record
from claims_beam.schema.__main__ import files, main
from claims_beam.schema.columns import TABLES, Columns, columns_of, schema_of
from claims_beam.schema.exports import FORMATS, avro_schema, bigquery_schema, json_schema, render
from claims_beam.schema.readme import readme
from claims_beam.schema.rows import to_row
from claims_beam.schema.vocabularies import RESOLUTIONS

SCHEMAS = ROOT / "schemas"


def test_the_files_in_schemas_are_the_exports() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()}
    wanted = files()
    assert kept.keys() == wanted.keys()
    stale = [name for name in wanted if kept[name] != wanted[name]]
    assert not stale, "regenerate: python -m claims_beam.schema schemas"


def test_one_command_writes_them(tmp_path: Path) -> None:
    main([str(tmp_path)])
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == files()


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["no/such/folder"]])
def test_the_command_wants_a_folder(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="an existing one; got"):
        main(arguments)


def test_the_page_shows_every_column_and_value() -> None:
    page = readme()
    assert "| `speaker.mention.spans[].start` | int32 | no |" in page
    assert "| `check_worthiness` | float | yes |" in page
    assert "### Values of `speaker.resolution`" in page
    for value in RESOLUTIONS:
        assert f"| `{value}` |" in page


def _row() -> dict[str, Any]:
    return to_row(make_claim())


@pytest.mark.parametrize("export", [json_schema, avro_schema, bigquery_schema])
def test_a_table_is_given_by_name_or_as_its_record_type(export: Callable[[str | type[Record]], Any]) -> None:
    for name, record_type in TABLES.items():
        assert export(record_type) == export(name)
    choices = ", ".join(TABLES)
    with pytest.raises(ValueError, match=f"there is no table 'claims'; use one of: {choices}"):
        export("claims")
    with pytest.raises(TypeError, match=r"no table is defined for .*Document.*; tables hold one of: Article, Claim, "):
        export(Document)


def test_json_schema_takes_a_claim_and_refuses_a_broken_one() -> None:
    row = json.loads(json.dumps(_row(), default=datetime.isoformat))
    validator = jsonschema.Draft202012Validator(json_schema("claim"))
    validator.validate(row)
    for broken in (
        {**row, "claim_id": None},
        {**row, "extra": 1},
        {**row, "content": [{"start": 0}]},
        {**row, "kind": "Direct"},
        {**row, "cue": {**row["cue"], "class": "speak"}},
    ):
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


def test_json_schema_says_what_columns_mean_and_may_hold() -> None:
    speaker = json_schema("claim")["properties"]["speaker"]
    assert speaker["description"] == "who is credited; null for a statement"
    assert speaker["anyOf"][0]["properties"]["kind"] == {
        "description": "what the speaker is; the first of joint speakers counts",
        "type": "string",
        "enum": ["PERSON", "ORG", "GPE", "GROUP", "UNNAMED"],
    }


def test_avro_says_what_columns_mean() -> None:
    fields = {field["name"]: field for field in avro_schema("claim")["fields"]}
    assert fields["kind"]["doc"] == "how the article gives the content. One of: direct, indirect, mixed, statement"
    assert fields["kind"]["type"] == "string"


def test_bigquery_modes() -> None:
    columns = {column["name"]: column for column in bigquery_schema("claim")}
    claim_id = columns["claim_id"]
    assert (claim_id["type"], claim_id["mode"]) == ("STRING", "REQUIRED")
    assert claim_id["description"].startswith("32 hex digits")
    assert columns["published_at"]["type"] == "TIMESTAMP"
    assert (columns["content"]["type"], columns["content"]["mode"]) == ("RECORD", "REPEATED")
    assert [field["name"] for field in columns["content"]["fields"]] == ["start", "end"]
    assert columns["speaker"]["mode"] == "NULLABLE"
    reasons = columns["check_worthiness_reasons"]
    assert (reasons["type"], reasons["mode"]) == ("STRING", "REPEATED")


@pytest.mark.parametrize("table", TABLES)
def test_bigquery_takes_the_descriptions(table: str) -> None:
    """It refuses one of more than 1,024 characters."""
    waiting = list(bigquery_schema(table))
    while waiting:
        column = waiting.pop()
        assert 0 < len(column["description"]) <= 1024
        waiting += column.get("fields", ())


def test_arrow_listing_names_the_version() -> None:
    listing = render("claim", "arrow")
    assert "claim_id: string not null" in listing
    assert "claims_beam.schema_version" in listing


def _descriptions(columns: Columns) -> Iterator[str]:
    for column in columns:
        yield column.description
        yield from _descriptions(column.fields)


@pytest.mark.parametrize("style", ["arrow", *FORMATS])
@pytest.mark.parametrize("table", TABLES)
def test_every_exported_form_describes_every_column(table: str, style: str) -> None:
    exported = render(table, style)
    text = exported if style == "arrow" else json.dumps(json.loads(exported), ensure_ascii=False)
    assert not [description for description in _descriptions(columns_of(TABLES[table])) if description not in text]


def test_the_files_that_are_written_carry_no_descriptions() -> None:
    """So that they are, byte for byte, those that the same schema version wrote before."""
    described = schema_of(TABLES["claim"], described=True)
    assert described.equals(schema_of(TABLES["claim"]))
    assert described.field("cue").type.field("lemma").metadata[b"description"].startswith(b"the lemma of")
    assert not any(field.metadata for field in schema_of(TABLES["claim"]))
