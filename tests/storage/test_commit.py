"""A run's files take their places whole: broken off anywhere and tried again, they end as if nothing had happened."""

import os
import pathlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from support.factories import make_claim
from support.object_store import SCHEME, ObjectStore

import claims_beam as cb
from claims_beam.records import Claim
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import to_row
from claims_beam.storage.commit import finish_run
from claims_beam.storage.files import (
    OutputExistsError,
    files_below,
    finished_files,
    in_progress,
    new_run,
    open_bytes,
    remove_unfinished,
)
from claims_beam.storage.manifest import Manifest, WrittenFile
from claims_beam.storage.manifest_files import read_manifest
from claims_beam.storage.row_file import RowFile
from claims_beam.storage.table import Table
from claims_beam.transforms import row_files


class KilledError(BaseException):
    """The process stops here."""


class LostError(Exception):
    """The worker stops here, and the runner carries on with another."""


@dataclass
class Place:
    """A file system to write to; ``before`` is called before each change to it."""

    folder: str
    arm: Callable[[Callable[[], None] | None], None]


@pytest.fixture(params=["local", "objects"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    if request.param == "objects":
        monkeypatch.setattr(ObjectStore, "objects", {})
        monkeypatch.setattr(ObjectStore, "before", None)
        yield Place(f"{SCHEME}://bucket/a ?*/out", lambda before: setattr(ObjectStore, "before", before))
        return
    armed: list[Callable[[], None] | None] = [None]
    for module, name in ((os, "rename"), (pathlib.Path, "unlink"), (shutil, "rmtree"), (pathlib.Path, "rmdir")):
        monkeypatch.setattr(module, name, _watched(getattr(module, name), armed, tmp_path))
    (tmp_path / "a [1]").mkdir()
    yield Place(str(tmp_path / "a [1]" / "out"), lambda before: armed.__setitem__(0, before))
    armed[0] = None


def _watched(change: Any, armed: list[Callable[[], None] | None], folder: Path) -> Any:
    """Watch changes in the folder alone: pipelines of other tests delete their folders whenever they are collected."""

    def watched(*args: Any, **options: Any) -> Any:
        if armed[0] is not None and str(args[0]).startswith(str(folder)):
            armed[0]()
        return change(*args, **options)

    return watched


def _fail_at(change: int) -> Callable[[], None]:
    seen = count()

    def fail() -> None:
        if next(seen) == change:
            raise KilledError

    return fail


def _table(folder: str, **options: Any) -> Table:
    return Table(f"{folder}/claims", "claim", schema_of(Claim), **options)


def _write(table: Table, *groups: str) -> tuple[str, list[WrittenFile]]:
    """A run's files in progress, one a group of claim ids, each a letter."""
    run = new_run()
    folder = in_progress(table.folder, run)
    rows = ([to_row(replace(make_claim(), claim_id=letter)) for letter in letters] for letters in groups)
    return run, [file for group in rows for file in table.write_files(folder, group)]


def _ids(folder: str) -> list[str]:
    found = []
    for file in finished_files(folder).values():
        with open_bytes(file.path) as handle:
            found.extend(row["claim_id"] for row in pq.read_table(handle).to_pylist())
    return sorted(found)


EARLIER = ("ab", "c", "d")


def _earlier_run(folder: str) -> None:
    table = _table(folder, overwrite=True)
    run, files = _write(table, *EARLIER)
    cb.write_manifest(finish_run(run, files, table), folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    "groups",
    [("ef",), ("ab", "x"), EARLIER, (*EARLIER, "e"), ("g", "h", "i", "j"), ()],
    ids=lambda groups: "-".join(groups),
)
def test_it_can_break_off_anywhere(place: Place, groups: tuple[str, ...]) -> None:
    """Fewer files than before, more, some of the same content, the same content, all that and one more, none."""
    table = _table(place.folder, overwrite=True, write_empty=False)
    for change in count():
        _earlier_run(place.folder)
        run, files = _write(table, *groups)
        place.arm(_fail_at(change))
        try:
            written = list(finish_run(run, files, table))
        except KilledError:
            place.arm(None)
            assert read_manifest(place.folder) is None or cb.verify_output(place.folder) == []
            written = list(finish_run(run, files, table))
        else:
            place.arm(None)
            break
        finally:
            assert _ids(table.folder) == sorted("".join(groups))
            assert [file.path for file in written] == [file.path for file in finished_files(table.folder).values()]
            cb.write_manifest(written, place.folder)
            assert cb.verify_output(place.folder) == []
            assert [name for name in files_below(place.folder) if ".in-progress" in name] == []
    if groups == EARLIER:  # files of the same content stay where they are, and only those in progress are deleted
        assert change == (len(EARLIER) if place.folder.startswith(SCHEME) else 1)
    else:
        assert change >= 3


def test_a_second_finisher_changes_nothing(place: Place) -> None:
    """A runner may run a step twice, the second time when all is done."""
    table = _table(place.folder)
    run, files = _write(table, "ab", "c")
    written = list(finish_run(run, files, table))
    cb.write_manifest(written, place.folder)
    place.arm(_fail_at(0))
    assert list(finish_run(run, files, table)) == written
    assert cb.verify_output(place.folder) == []


def test_names_do_not_depend_on_the_order_that_files_come_in_nor_on_the_run(place: Place) -> None:
    names = []
    for number, groups in enumerate([("a", "b", "c", "d"), ("d", "b", "a", "c")]):
        table = _table(f"{place.folder}/{number}")
        run, files = _write(table, *groups)
        written = list(finish_run(run, files, table))
        assert list(finish_run(run, files[::-1], table)) == written
        names.append([(file.path[len(table.folder) :], file.sha256) for file in written])
    assert names[0] == names[1]


def test_without_overwrite_files_that_came_meanwhile_are_not_touched(place: Place) -> None:
    """The check before the run has been passed; only the lock of a job keeps others out while it runs."""
    table = _table(place.folder)
    run, files = _write(table, "a")
    _earlier_run(place.folder)
    with pytest.raises(OutputExistsError):
        list(finish_run(run, files, table))
    assert _ids(table.folder) == list("abcd")
    assert cb.verify_output(place.folder) == []


@pytest.mark.parametrize(("shards", "files"), [(0, 1), (3, 3)])
def test_empty_files_survive_a_second_attempt(place: Place, shards: int, files: int) -> None:
    table = _table(place.folder, num_shards=shards)
    written = list(finish_run("run", [], table))
    assert list(finish_run("run", [], table)) == written
    assert len(finished_files(table.folder)) == files


def test_the_folders_of_partitions_that_are_no_more_go(tmp_path: Path) -> None:
    partitioned = _table(str(tmp_path), partition_by="published_date")
    list(finish_run("one", [], partitioned))
    list(finish_run("two", [], _table(str(tmp_path), overwrite=True)))
    assert [path.name for path in (tmp_path / "claims").iterdir()] == ["part-00000-of-00001.parquet"]


def test_the_whole_way_through_another_file_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ObjectStore, "objects", {})
    out = f"{SCHEME}://bucket/out"
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create([make_claim()]).with_output_types(Claim)
        claims | cb.WriteRecords(f"{out}/claims/", partition_by="published_date") | cb.WriteManifest(out + "/")
    assert sorted(ObjectStore.objects) == [
        f"{out}/_SUCCESS",
        f"{out}/claims/published_date=2026-03-06/part-00000-of-00001.parquet",
    ]
    assert cb.verify_output(out) == []
    [file] = Manifest.from_json(ObjectStore.objects[f"{out}/_SUCCESS"]).files
    assert file.path == "claims/published_date=2026-03-06/part-00000-of-00001.parquet"


def test_what_was_left_unfinished_is_removed(place: Place) -> None:
    table = _table(place.folder)
    run, files = _write(table, "a")
    list(finish_run(run, files, table))
    _write(table, "b")
    remove_unfinished(table.folder)
    assert list(files_below(place.folder)) == ["claims/part-00000-of-00001.parquet"]


def _claims(number: int) -> list[Claim]:
    return [replace(make_claim(), claim_id=str(position)) for position in range(number)]


@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"num_shards": 2}, {"partition_by": "published_date"}], ids=str)
def test_a_bundle_that_is_run_again_is_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    """The worker goes away when the first file is whole; the runner runs the bundle again."""
    close = RowFile.close
    faults = []

    def close_and_fail_once(file: RowFile) -> None:
        close(file)
        if not faults:
            faults.append(file)
            raise LostError

    monkeypatch.setattr(row_files.RowFile, "close", close_and_fail_once)
    with beam.Pipeline(runner="BundleBasedDirectRunner") as pipeline:
        claims = pipeline | beam.Create(_claims(10)).with_output_types(Claim)
        claims | cb.WriteRecords(f"{tmp_path}/claims", **options) | cb.WriteManifest(str(tmp_path))
    assert faults
    assert _ids(f"{tmp_path}/claims") == sorted(claim.claim_id for claim in _claims(10))
    assert cb.verify_output(str(tmp_path)) == []
    assert list(tmp_path.glob("claims/.*")) == []


@pytest.mark.slow
def test_a_stage_with_timers_beside_the_writing_does_no_harm(tmp_path: Path) -> None:
    """Beam's local runner gives a side input twice what such a stage made: here, every file that was written."""
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles = pipeline | beam.Create([cb.Article("a", "Rain."), cb.Article("b", "Snow.")])
        articles = articles | beam.Map(replace).with_output_types(cb.Article)
        articles | cb.DistinctArticles()
        articles | cb.WriteRecords(str(tmp_path / "articles")) | cb.WriteManifest(str(tmp_path))
    assert cb.verify_output(str(tmp_path)) == []
    manifest = read_manifest(str(tmp_path))
    assert manifest is not None
    assert sum(file.rows for file in manifest.files) == pq.read_table(tmp_path / "articles").num_rows == 2
