"""The package's own Parquet output, read back as records; and refused where articles are wanted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import CollectingErrorHandler
from support.factories import RECORDS, make_claim

import claims_beam as cb
from claims_beam.cli.command import EXIT_USAGE
from claims_beam.cli.main import main
from claims_beam.records import Record
from claims_beam.schema.columns import TABLES, schema_of

CLAIMS = [replace(make_claim(), claim_id=f"{day:032}", published_at=_day) for day, _day in enumerate(
    [None, *(datetime(2026, 3, day, tzinfo=UTC) for day in (6, 6, 7))]
)]  # fmt: skip


def _run(record_type: type[Record], path: str | Path, expected: list[Any]) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | cb.ReadRecords(path, record_type)
        assert read.element_type is record_type
        assert_that(read, equal_to(expected))


def _written(records: list[Any], path: Path, **options: Any) -> list[Any]:
    """Write the records in a pipeline, and return them as they come back: numbers are narrower in Parquet."""
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        pipeline | beam.Create(records).with_output_types(type(records[0])) | cb.WriteRecords(path, **options)
    return list(cb.read_records(path, type(records[0])))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_read_back(table: str, tmp_path: Path) -> None:
    records = [record for record in RECORDS if type(record) is TABLES[table]]
    back = _written(records, tmp_path)
    expected = [cb.as_record(type(record), cb.as_row(record, form="dict")) for record in records]
    assert sorted(map(repr, back)) == sorted(map(repr, expected))
    _run(TABLES[table], tmp_path, back)


def test_partitions_are_read_with_their_table(tmp_path: Path) -> None:
    back = _written(CLAIMS, tmp_path, partition_by="published_date")
    assert sorted(claim.claim_id for claim in back) == [claim.claim_id for claim in CLAIMS]
    _run(cb.Claim, tmp_path, back)
    partition = [claim for claim in back if claim.published_at and claim.published_at.day == 6]
    _run(cb.Claim, tmp_path / "published_date=2026-03-06", partition)


def test_many_row_groups_and_files_come_in_order(tmp_path: Path) -> None:
    rows = [cb.to_row(cb.SentenceRecord("a", number, 0, 1, "x")) for number in range(50)]
    for part in range(2):
        table = pa.Table.from_pylist(rows[part * 25 : part * 25 + 25], schema=schema_of(cb.SentenceRecord))
        pq.write_table(table, tmp_path / f"part-{part}.parquet", row_group_size=4)
    found = list(cb.read_records(tmp_path, cb.SentenceRecord))
    assert [sentence.index for sentence in found] == list(range(50))
    _run(cb.SentenceRecord, tmp_path, found)


def test_records_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """Not a whole file at once."""
    rows = [cb.to_row(cb.SentenceRecord("a", number, 0, 1, "x")) for number in range(10)]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema_of(cb.SentenceRecord)), tmp_path / "part-0.parquet")
    pq.write_table(pa.table({"other": [1]}), tmp_path / "part-1.parquet")
    records = cb.read_records(tmp_path, cb.SentenceRecord)
    assert [next(records).index for _ in range(10)] == list(range(10))
    with pytest.raises(cb.TableError, match=r"part-1\.parquet has no column 'article_id'"):
        next(records)


def _other_table(folder: Path) -> None:
    cb.write_records([cb.Failure(None, "parse", "E", "why", "{")], folder, cb.Failure)


def _tables_below(folder: Path) -> None:
    cb.write_records([make_claim()], folder / "claims", cb.Claim)


def _no_table(folder: Path) -> None:
    (folder / "part-0.parquet").write_bytes(b"PAR?")


def _no_zone(folder: Path) -> None:
    rows = [{**cb.to_row(make_claim()), "published_at": datetime(2026, 3, 6)}]
    pq.write_table(pa.Table.from_pylist(rows), folder / "part-0.parquet")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda folder: None, "there is no table in .*out/failures only where something has failed"),
    "the folder above": (_tables_below, "its folders .*/claims hold tables; give one of them"),
    "another table": (_other_table, "is a table of Failure records, not of Claim; read it as Failure"),
    "no Parquet": (_no_table, "is no Parquet file that can be read"),
    "times without a zone": (_no_zone, "timestamp.* in 'published_at', which says no time zone"),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_such_table_is_refused_before_anything_runs(
    make: Callable[[Path], object], message: str, tmp_path: Path
) -> None:
    make(tmp_path)
    for read in (cb.read_records, lambda *given: beam.Pipeline(runner="FnApiRunner") | cb.ReadRecords(*given)):
        with pytest.raises(cb.TableError, match=message):
            read(tmp_path, cb.Claim)


def test_options_are_checked_at_construction() -> None:
    with pytest.raises(TypeError, match="no table is defined for"):
        cb.ReadRecords("out", str)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cb.ReadRecords(7, cb.Claim)  # type: ignore[arg-type]


def test_a_file_and_a_row_that_do_not_fit_are_set_aside(tmp_path: Path) -> None:
    [good] = _written([make_claim()], tmp_path)
    odd = pa.Table.from_pylist([{**cb.to_row(make_claim()), "kind": "hearsay", "mood": "calm"}])
    pq.write_table(odd, tmp_path / "part-1.parquet")
    pq.write_table(pa.table({"other": [1]}), tmp_path / "part-2.parquet")
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        with CollectingErrorHandler() as failures:
            claims = pipeline | cb.ReadRecords(tmp_path, cb.Claim).with_error_handler(failures)
        assert_that(claims, equal_to([good]), "claims")
        told = failures.output() | beam.Map(lambda failure: (failure.stage, failure.error))
        assert_that(told, equal_to([("as_records", "SchemaError"), ("open", "TableError")]))
    with pytest.raises(cb.SchemaError, match=r"part-1.parquet, row group 0, row 0: row.kind is 'hearsay'"):
        list(cb.read_records(tmp_path, cb.Claim))


@pytest.mark.parametrize("where", ["claims", "claims/*.parquet", "", "*/*.parquet"])
def test_claims_are_refused_as_articles_with_the_cure(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cb.write_records([make_claim()], tmp_path / "claims", cb.Claim)
    pattern = f"{tmp_path}/{where}"
    cure = r"is a table of Claim records .* or read the records with ReadRecords\(path, Claim\)"
    for read in (cb.read_articles, lambda given: beam.Pipeline(runner="FnApiRunner") | cb.ReadArticles(given)):
        with pytest.raises(cb.ArticleError, match=cure):
            read(pattern)
    assert main(["extract", pattern, f"--output={tmp_path / 'out'}"]) == EXIT_USAGE
    assert "is a table of Claim records" in capsys.readouterr().err


def test_a_table_of_articles_is_articles(tmp_path: Path) -> None:
    articles = [cb.Article("a", "Rain."), cb.Article("b", "Snow.")]
    cb.write_records(articles, tmp_path, cb.Article)
    assert list(cb.read_articles(str(tmp_path))) == articles


def test_a_table_among_articles_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    cb.write_records([make_claim()], tmp_path / "claims", cb.Claim)
    article, failure = cb.read_articles(str(tmp_path))
    assert isinstance(article, cb.Article)
    assert isinstance(failure, cb.Failure)
    assert failure.error == "ArticleError.not_articles"


def test_records_are_written_by_their_own_type(tmp_path: Path) -> None:
    sentences = [cb.SentenceRecord("rain", 0, 0, 10, "It rained."), cb.SentenceRecord("rain", 1, 11, 20, "It snowed")]
    cb.write_records((sentence for sentence in sentences), tmp_path)
    assert list(cb.read_records(tmp_path, cb.SentenceRecord)) == sentences
    with pytest.raises(ValueError, match="give record_type, such as Claim"):
        cb.write_records([], tmp_path, overwrite=True)
    with pytest.raises(TypeError, match="no table is defined for <class 'int'>"):
        cb.write_records([1], tmp_path, overwrite=True)  # type: ignore[list-item]
