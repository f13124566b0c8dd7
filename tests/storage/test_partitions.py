"""Claims lie in Hive folders by the date of publication, and readers find them there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import apache_beam as beam
import pandas
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st
from support.factories import make_claim

import claims_beam as cb
from claims_beam.records import Article, Claim, SentenceRecord
from claims_beam.storage.files import OutputExistsError
from claims_beam.storage.partitions import NULL_PARTITION, partition_of
from claims_beam.storage.tables import read_records
from claims_beam.testing import make_article
from claims_beam.transforms import row_files

DATES = ds.partitioning(pa.schema([("published_date", pa.date32())]), flavor="hive")
NEW_YORK = timezone(timedelta(hours=-5))


def _claims(days: int, each: int = 1) -> list[Claim]:
    first = datetime(2026, 3, 6, tzinfo=UTC)
    return [
        replace(make_claim(), claim_id=f"{day}-{number}", published_at=first + timedelta(days=day))
        for number in range(each)
        for day in range(days)
    ]


def _write(claims: Sequence[Any], folder: Path, **options: Any) -> None:
    kind = options.pop("record_type", Claim)
    with beam.Pipeline(runner=options.pop("runner", "FnApiRunner")) as pipeline:
        created = pipeline | beam.Create(claims, reshuffle=False).with_output_types(kind)
        created | cb.WriteRecords(str(folder), partition_by="published_date", **options)


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _ids(folder: Path) -> list[tuple[str, str]]:
    """(partition, claim id) as a dataset reader sees them."""
    table = ds.dataset(folder, format="parquet", partitioning=DATES).to_table(["published_date", "claim_id"])
    return sorted((str(row["published_date"]), row["claim_id"]) for row in table.to_pylist())


@pytest.mark.slow
@pytest.mark.parametrize("runner", ["FnApiRunner", "BundleBasedDirectRunner"])
@pytest.mark.parametrize("options", [{}, {"num_shards": 2}, {"rows_per_file": 3}], ids=str)
def test_a_dataset_reader_finds_the_dates(tmp_path: Path, runner: str, options: dict[str, int]) -> None:
    claims = _claims(days=3, each=5)
    _write(claims, tmp_path, runner=runner, **options)
    expected = sorted((claim.published_at.date().isoformat(), claim.claim_id) for claim in claims if claim.published_at)
    assert _ids(tmp_path) == expected


def test_the_partitions_type_is_inferred_beside_claims_without_a_date(tmp_path: Path) -> None:
    _write([make_claim(), replace(make_claim(), published_at=None)], tmp_path)
    inferred = ds.dataset(tmp_path, format="parquet", partitioning="hive").to_table(["published_date"])
    assert sorted(inferred["published_date"].to_pylist(), key=str) == ["2026-03-06", None]


def test_each_partition_numbers_its_own_files(tmp_path: Path) -> None:
    _write(_claims(days=2, each=3), tmp_path, rows_per_file=2)
    assert _files(tmp_path) == [
        f"published_date=2026-03-{day}/part-0000{number}-of-00002.parquet" for day in ("06", "07") for number in (0, 1)
    ]


def test_claims_without_a_date_have_hives_folder_for_nothing(tmp_path: Path) -> None:
    _write([replace(make_claim(), published_at=None)], tmp_path)
    assert _files(tmp_path) == [f"published_date={NULL_PARTITION}/part-00000-of-00001.parquet"]
    assert _ids(tmp_path) == [("None", make_claim().claim_id)]


@pytest.mark.parametrize("write_empty", [True, False])
def test_no_claims_at_all(tmp_path: Path, write_empty: bool) -> None:
    _write([], tmp_path, write_empty=write_empty)
    assert len(_files(tmp_path)) == write_empty


def test_articles_can_be_partitioned_too(tmp_path: Path) -> None:
    _write([make_article()], tmp_path, record_type=Article)
    assert _files(tmp_path) == ["published_date=2026-03-06/part-00000-of-00001.parquet"]


@pytest.mark.parametrize(
    ("time", "day"),
    [
        (datetime(2026, 3, 6, 23, 59, tzinfo=UTC), "2026-03-06"),
        (datetime(2026, 3, 6, 23, 59, tzinfo=NEW_YORK), "2026-03-07"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01"),
        (None, NULL_PARTITION),
    ],
    ids=str,
)
def test_the_date_is_that_in_utc(time: datetime | None, day: str) -> None:
    assert partition_of({"published_at": time}, "published_date") == f"published_date={day}"


@pytest.mark.slow
@settings(max_examples=20)
@given(days=st.lists(st.integers(0, 9), max_size=60), most=st.integers(1, 4), rows=st.sampled_from([None, 1, 3]))
def test_no_claim_is_lost_however_few_files_may_be_open(
    tmp_path_factory: pytest.TempPathFactory, days: list[int], most: int, rows: int | None
) -> None:
    claims = [replace(_claims(days=10)[day], claim_id=str(number)) for number, day in enumerate(days)]
    folder = tmp_path_factory.mktemp("spilled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_files, "MAX_OPEN_FILES", most)
        _write(claims, folder, rows_per_file=rows)
    expected = sorted((claim.published_at.date().isoformat(), claim.claim_id) for claim in claims if claim.published_at)
    assert (_ids(folder) if claims else []) == expected


def test_no_more_files_are_open_at_once_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_files, "MAX_OPEN_FILES", 3)
    now, most = [], []
    start, close = row_files.RowFile.__init__, row_files.RowFile.close

    def starting(file: Any, *args: Any) -> None:
        start(file, *args)
        now.append(file)
        most.append(len(now))

    def closing(file: Any) -> None:
        close(file)
        now.remove(file)

    monkeypatch.setattr(row_files.RowFile, "__init__", starting)
    monkeypatch.setattr(row_files.RowFile, "close", closing)
    _write(_claims(days=12, each=2), tmp_path)
    assert max(most) <= 3 + 1  # a group of those that found no room may be written by the next stage meanwhile
    assert len(_files(tmp_path)) == 12


def test_open_files_share_the_rows_that_are_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_beam.storage.row_file.BATCH_ROWS", 8)
    monkeypatch.setattr("claims_beam.storage.parquet.ROW_GROUP_ROWS", 16)
    _write(_claims(days=4, each=12), tmp_path)
    groups = {pq.ParquetFile(tmp_path / name).num_row_groups for name in _files(tmp_path)}
    assert groups == {3}  # of 16 / 4 rows


@pytest.mark.slow
def test_overwriting_removes_the_partitions_that_are_no_more(tmp_path: Path) -> None:
    _write(_claims(days=3), tmp_path)
    with pytest.raises(OutputExistsError, match="3 finished file"):
        _write(_claims(days=1), tmp_path)
    _write(_claims(days=1), tmp_path, overwrite=True)
    assert _files(tmp_path) == ["published_date=2026-03-06/part-00000-of-00001.parquet"]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        pipeline | beam.Create(_claims(1)).with_output_types(Claim) | cb.WriteRecords(str(tmp_path), overwrite=True)
    assert _files(tmp_path) == ["part-00000-of-00001.parquet"]


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    mine = ["notes.parquet", "deep/er/part-1.parquet", "deep/part-1.parquet", "a=1/notes.parquet"]
    for name in mine:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine")
    _write(_claims(days=1), tmp_path, overwrite=True)
    assert set(mine) < set(_files(tmp_path))


def test_the_report_reads_partitions(tmp_path: Path) -> None:
    _write(_claims(days=3, each=2), tmp_path)
    assert len(list(read_records(str(tmp_path), Claim))) == 6


def test_what_cannot_be_partitioned_is_refused_at_construction() -> None:
    with pytest.raises(ValueError, match="partition_by is 'weekday'; give None or one of: published_date"):
        cb.WriteRecords("out", partition_by="weekday")
    sentences = beam.Pipeline(runner="FnApiRunner") | beam.Create([]).with_output_types(SentenceRecord)
    with pytest.raises(ValueError, match="SentenceRecord has no column 'published_at'"):
        sentences | cb.WriteRecords("out", partition_by="published_date")


WITH_AND_WITHOUT_A_DATE = [
    replace(claim, published_at=claim.published_at if number else None) for number, claim in enumerate(_claims(days=3))
]
"""The claim ``0-0`` has no date, ``1-0`` that of March 7, and ``2-0`` that of March 8."""


def _in_pandas(folder: Path) -> Iterable[tuple[str, date | None]]:
    frame = pandas.read_parquet(folder)
    return zip(
        frame["claim_id"], frame["published_date"].astype(object).where(lambda days: days.notna(), None), strict=True
    )


def _in_arrow(folder: Path) -> Iterable[tuple[str, date | None]]:
    table = ds.dataset(folder, partitioning="hive").to_table(["claim_id", "published_date"])
    days = table["published_date"].to_pylist()
    return zip(table["claim_id"].to_pylist(), (day and date.fromisoformat(day) for day in days), strict=True)


def _in_duckdb(folder: Path) -> Iterable[tuple[str, date | None]]:
    files = f"read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
    return pytest.importorskip("duckdb").sql(f"SELECT claim_id, published_date FROM {files}").fetchall()


def _in_polars(folder: Path) -> Iterable[tuple[str, date | None]]:
    scanned = pytest.importorskip("polars").scan_parquet(folder, hive_partitioning=True)
    return scanned.select("claim_id", "published_date").collect().rows()


@pytest.mark.parametrize("read", [_in_pandas, _in_arrow, _in_duckdb, _in_polars])
def test_every_reader_finds_the_dates_beside_claims_without_one(
    read: Callable[[Path], Iterable[tuple[str, date | None]]], tmp_path: Path
) -> None:
    _write(WITH_AND_WITHOUT_A_DATE, tmp_path)
    assert sorted(read(tmp_path)) == [("0-0", None), ("1-0", date(2026, 3, 7)), ("2-0", date(2026, 3, 8))]


def test_pandas_reads_dates_also_where_none_is_missing(tmp_path: Path) -> None:
    _write(_claims(days=2), tmp_path)
    assert sorted(_in_pandas(tmp_path)) == [("0-0", date(2026, 3, 6)), ("1-0", date(2026, 3, 7))]
    frame = pandas.read_parquet(tmp_path, filters=[("published_date", "=", "2026-03-07")])
    assert list(frame["claim_id"]) == ["1-0"]
