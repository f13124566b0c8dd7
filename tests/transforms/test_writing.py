"""Records reach Parquet whole, under final names only when complete, never beside an earlier run's by accident."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.transforms.error_handling import ErrorHandler
from support.factories import make_claim
from support.output import read_rows
from support.paths import DOCS

import claims_beam as cb
from claims_beam.records import Claim, Failure, SentenceRecord
from claims_beam.schema.columns import SCHEMA_VERSION
from claims_beam.schema.rows import SchemaError, from_row
from claims_beam.storage.files import OutputExistsError
from claims_beam.transforms.steps.failures import StageError


def _numbered_claims(count: int) -> list[Claim]:
    return [replace(make_claim(), claim_id=f"{number:032x}") for number in range(count)]


def _write(claims: list[Claim], folder: Path, **options: Any) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        created = pipeline | beam.Create(claims).with_output_types(Claim)
        created | cb.WriteRecords(str(folder), **options)


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def _ids(folder: Path) -> list[str]:
    return sorted(row["claim_id"] for row in read_rows(folder))


def test_claims_come_back_as_they_went_in(tmp_path: Path) -> None:
    _write([make_claim()], tmp_path)
    [row] = pq.read_table(tmp_path / "part-00000-of-00001.parquet").to_pylist()
    back = from_row(Claim, row)
    assert (back.claim_id, back.content, back.cue, back.published_at) == (
        make_claim().claim_id,
        make_claim().content,
        make_claim().cue,
        make_claim().published_at,
    )


def test_files_are_compressed_and_say_what_they_are(tmp_path: Path) -> None:
    _write([make_claim()], tmp_path)
    metadata = pq.ParquetFile(tmp_path / "part-00000-of-00001.parquet").metadata
    assert metadata.metadata[b"claims_beam.schema_version"] == SCHEMA_VERSION.encode()
    assert metadata.metadata[b"claims_beam.record"] == b"Claim"
    column = metadata.row_group(0).column(0)
    assert (column.path_in_schema, column.compression) == ("claim_id", "ZSTD")
    assert column.statistics.min == make_claim().claim_id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "files"),
    [({"num_shards": 1}, 1), ({"num_shards": 3}, 3), ({"rows_per_file": 4}, 3), ({"rows_per_file": 100}, 1)],
    ids=str,
)
def test_the_number_or_size_of_files_can_be_set(tmp_path: Path, options: dict[str, int], files: int) -> None:
    claims = _numbered_claims(10)
    _write(claims, tmp_path, **options)
    assert len(_files(tmp_path)) == files
    assert _ids(tmp_path) == [claim.claim_id for claim in claims]


def _bytes_by_name(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.parquet")}


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [{}, {"num_shards": 3}, {"rows_per_file": 4}, {"partition_by": "published_date"}], ids=str
)
def test_the_same_records_give_the_same_files(tmp_path: Path, options: dict[str, Any]) -> None:
    dates = [datetime(2026, 3, 1 + number % 2, tzinfo=UTC) for number in range(25)]
    claims = [replace(claim, published_at=date) for claim, date in zip(_numbered_claims(25), dates, strict=True)]
    for run in ("one", "two"):
        _write(claims, tmp_path / run, **options)
    assert _bytes_by_name(tmp_path / "one") == _bytes_by_name(tmp_path / "two") != {}


def test_a_shard_holds_the_same_records_whatever_order_they_come_in(tmp_path: Path) -> None:
    """What many workers do at once has no order."""
    claims = _numbered_claims(25)
    _write(claims, tmp_path / "one", num_shards=3)
    _write(claims[::-1], tmp_path / "two", num_shards=3)
    held = [
        {path.name: sorted(pq.read_table(path, columns=["claim_id"])["claim_id"].to_pylist()) for path in run.iterdir()}
        for run in (tmp_path / "one", tmp_path / "two")
    ]
    assert held[0] == held[1]
    assert all(held[0].values())


def test_a_relative_path_is_where_the_pipeline_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _write(_numbered_claims(2), Path("out"))
    assert len(_ids(tmp_path / "out")) == 2


def test_many_rows_make_several_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_beam.storage.row_file.BATCH_ROWS", 4)
    monkeypatch.setattr("claims_beam.storage.parquet.ROW_GROUP_ROWS", 8)
    claims = _numbered_claims(21)
    cb.write_records(claims, str(tmp_path), Claim)
    file = pq.ParquetFile(tmp_path / "part-00000-of-00001.parquet")
    assert [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)] == [8, 8, 5]
    assert _ids(tmp_path) == [claim.claim_id for claim in claims]


@pytest.mark.parametrize(("write_empty", "files"), [(True, ["part-00000-of-00001.parquet"]), (False, [])])
def test_nothing_to_write(tmp_path: Path, write_empty: bool, files: list[str]) -> None:
    _write([], tmp_path, record_type=Claim, write_empty=write_empty)
    assert _files(tmp_path) == files
    for name in files:
        assert pq.read_table(tmp_path / name).num_rows == 0


def test_an_earlier_runs_files_are_not_touched_without_overwrite(tmp_path: Path) -> None:
    _write(_numbered_claims(3), tmp_path)
    with pytest.raises(OutputExistsError, match=r"already holds 1 finished file.*--overwrite"):
        _write(_numbered_claims(5), tmp_path)
    assert len(_ids(tmp_path)) == 3


def test_overwrite_leaves_no_stale_file_behind(tmp_path: Path) -> None:
    _write(_numbered_claims(9), tmp_path, num_shards=4)
    _write(_numbered_claims(2), tmp_path, num_shards=1, overwrite=True)
    assert _files(tmp_path) == ["part-00000-of-00001.parquet"]
    assert len(_ids(tmp_path)) == 2


def _some_then_crash(count: int) -> Iterator[Claim]:
    yield from _numbered_claims(count)
    raise RuntimeError("the lights went out")


@pytest.mark.slow
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_crash_shows_nothing_under_a_final_name_and_keeps_what_was_there(tmp_path: Path, overwrite: bool) -> None:
    if overwrite:
        _write(_numbered_claims(2), tmp_path)
    before = _ids(tmp_path)
    pipeline = beam.Pipeline(runner="FnApiRunner")
    claims = pipeline | beam.Create([2_000]) | beam.FlatMap(_some_then_crash).with_output_types(Claim)
    claims | cb.WriteRecords(str(tmp_path), overwrite=overwrite)
    with pytest.raises(RuntimeError, match="the lights went out"):
        pipeline.run()
    assert _ids(tmp_path) == before
    readable = [path for path in tmp_path.rglob("*.parquet") if not path.parent.name.startswith(".in-progress-")]
    assert len(readable) == (1 if overwrite else 0)


@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"partition_by": "published_date"}, {"overwrite": True}], ids=str)
def test_what_a_crash_left_stays_for_its_owner_until_the_documented_command_removes_it(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    """A pipeline of one's own has no lock, so that an unfinished folder may belong to a run that goes on."""
    out = tmp_path / "out"
    left = out / "claims" / ".in-progress-1" / "published_date=2026-03-06" / "00000-1.parquet"
    left.parent.mkdir(parents=True)
    left.touch()
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create([make_claim()]).with_output_types(Claim)
        claims | cb.WriteRecords(out / "claims", **options) | cb.WriteManifest(str(out))
    assert left.exists()
    page = (DOCS / "how-it-works.md").read_text(encoding="utf-8")
    [command] = re.findall(r"`(find out [^`]+)`", page)
    subprocess.run(" ".join(command.split()), shell=True, cwd=tmp_path, check=True, timeout=60)
    assert not list(out.rglob(".in-progress-*"))
    assert cb.verify_output(str(out)) == []


@pytest.mark.slow
def test_the_twin_crashes_the_same_way(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="the lights went out"):
        cb.write_records(_some_then_crash(2_000), str(tmp_path), Claim)
    assert list(tmp_path.iterdir()) == []


def test_the_twin_writes_the_same_table(tmp_path: Path) -> None:
    claims = _numbered_claims(5)
    _write(claims, tmp_path / "beam")
    written = cb.write_records(claims, str(tmp_path / "twin"), Claim)
    assert [file.path for file in written] == [str(tmp_path / "twin/part-00000-of-00001.parquet")]
    assert pq.read_table(tmp_path / "twin").equals(pq.read_table(tmp_path / "beam"))
    with pytest.raises(OutputExistsError):
        cb.write_records(claims, str(tmp_path / "twin"), Claim)
    cb.write_records(claims[:2], str(tmp_path / "twin"), Claim, overwrite=True)
    assert len(_ids(tmp_path / "twin")) == 2


def _misfit() -> Claim:
    return replace(make_claim(), confidence=cast(Any, "high"))


def test_a_row_that_does_not_fit_goes_to_the_error_handler(tmp_path: Path) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create([make_claim(), _misfit()]).with_output_types(Claim)
        with ErrorHandler(cb.WriteRecords(str(tmp_path / "failures"))) as failures:
            claims | cb.WriteRecords(str(tmp_path / "claims")).with_error_handler(failures)
    assert len(_ids(tmp_path / "claims")) == 1
    [failure] = pq.read_table(tmp_path / "failures").to_pylist()
    assert (failure["stage"], failure["error"], failure["article_id"]) == ("write_records", "SchemaError", "pier")
    assert "row.confidence is 'high'" in failure["message"]


def test_without_an_error_handler_it_fails_the_pipeline(tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"row\.confidence is 'high'"):
        _write([_misfit()], tmp_path)
    with pytest.raises(SchemaError, match=r"row\.confidence is 'high'"):
        cb.write_records([_misfit()], str(tmp_path / "twin"), Claim)


@pytest.mark.parametrize(
    "record",
    [SentenceRecord("a", 0, 0, 3, "One"), Failure("a", "parse", "ArticleError", "why", "{")],
    ids=lambda record: type(record).__name__,
)
def test_other_records_have_tables_too(tmp_path: Path, record: Any) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        pipeline | beam.Create([record]).with_output_types(type(record)) | cb.WriteRecords(str(tmp_path))
    [row] = pq.read_table(tmp_path).to_pylist()
    assert from_row(type(record), row) == record


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"path": ""}, "path is empty"),
        ({"num_shards": -1}, "num_shards is -1"),
        ({"rows_per_file": 0}, "rows_per_file is 0"),
        ({"num_shards": 2, "rows_per_file": 10}, "give one of the two"),
    ],
)
def test_options_out_of_range_are_refused_at_construction(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cb.WriteRecords(**{"path": "out", **options})


def test_elements_without_a_table_are_refused_at_construction() -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    with pytest.raises(TypeError, match="no table is defined"):
        pipeline | beam.Create(["text"]) | cb.WriteRecords("out")
