"""Rows as JSON lines and CSV: whatever the text, what is read is what was written, and counted rightly."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from support.factories import make_claim

import claims_beam as cb
from claims_beam.schema.columns import schema_of
from claims_beam.storage.formats import FORMATS
from claims_beam.storage.tables import TableError

MARKS = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "'=1",
    '"',
    ",",
    "a\r\nb",
    "\0",
    "\u2028",
    "é",
    "😀",
    "",
]
TEXTS = st.one_of(st.sampled_from(MARKS), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


def _written(kind: Any, records: list[cb.SentenceRecord]) -> io.BytesIO:
    handle = io.BytesIO()
    encoder = FORMATS[kind].encoder(handle, schema_of(cb.SentenceRecord))
    encoder.write([cb.to_row(record) for record in records], 1)
    encoder.close()
    handle.seek(0)
    return handle


@given(texts=st.lists(TEXTS, max_size=5))
def test_any_text_is_read_as_it_was_written(texts: list[str]) -> None:
    records = [cb.SentenceRecord(text, 0, 0, 9, text) for text in texts]
    columns = schema_of(cb.SentenceRecord).names
    lines = _written("jsonl", records)
    assert FORMATS["jsonl"].count(lines) == (columns if texts else None, len(texts))  # type: ignore[misc]
    written = lines.getvalue().decode()
    assert [json.loads(line)["text"] for line in written.splitlines()] == texts
    table = _written("csv", records)
    assert FORMATS["csv"].count(table) == (columns, len(texts))  # type: ignore[misc]
    rows = list(csv.reader(io.StringIO(table.getvalue().decode(), newline=""), strict=True))[1:]
    assert [row[-1].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert not [row for row in rows if row[-1].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]


def test_what_csv_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot hold the column 'content' of structs or lists; .*flatten_claim"):
        cb.write_records([make_claim()], tmp_path, cb.Claim, file_format="csv")
    with pytest.raises(ValueError, match="file_format is 'xlsx'; give one of: parquet, jsonl, csv"):
        cb.WriteRecords("out", file_format="xlsx")  # type: ignore[arg-type]


def test_nested_json_lines_hold_claims_as_they_are(tmp_path: Path) -> None:
    [file] = cb.write_records([make_claim()], tmp_path, cb.Claim, file_format="jsonl")
    row = json.loads(Path(file.path).read_text(encoding="utf-8"))
    assert row["speaker"]["name"] == "Ada Moreno"
    with pytest.raises(TableError, match="its files are not Parquet, the only format that is read back"):
        cb.read_records(tmp_path, cb.Claim)


def test_a_claim_without_structs_is_flat_too() -> None:
    bare = replace(make_claim(), speaker=None, cue=None, addressee=None, predicate=None, kind="statement")
    flat = cb.flatten_claim(bare)
    assert {flat.speaker, flat.speaker_kind, flat.source, flat.cue, flat.cue_negated, flat.predicate_verb} == {None}
    assert cb.to_row(flat).keys() == set(schema_of(cb.FlatClaim).names)
