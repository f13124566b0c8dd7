"""Windowed input reaches Parquet pane by pane: late panes add files, nothing is lost, nothing is there twice."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing import test_stream as streams
from apache_beam.transforms.error_handling import ErrorHandler
from apache_beam.transforms.trigger import AccumulationMode, AfterCount, AfterWatermark, Repeatedly
from apache_beam.transforms.window import FixedWindows, GlobalWindows, SlidingWindows, TimestampedValue
from apache_beam.utils.timestamp import Timestamp
from support.factories import make_claim

import claims_beam as cb
from claims_beam.records import Claim
from claims_beam.storage.files import move
from claims_beam.storage.panes import window_name

QUARTER_PAST = datetime(2026, 3, 6, 10, 15, tzinfo=UTC).timestamp()
FIVE_MINUTES = 300
LATE_PANES = AfterWatermark(late=AfterCount(1))

Times = dict[str, float]
"""Seconds after quarter past ten by claim id."""


def _stamped(number: str, seconds: float) -> TimestampedValue:
    return TimestampedValue(replace(make_claim(), claim_id=number), QUARTER_PAST + seconds)


def _events(*bursts: Times | float) -> streams.TestStream:
    """Bursts of claims; a number moves the watermark on to so many seconds after quarter past ten."""
    stream = streams.TestStream()
    for burst in bursts:
        if isinstance(burst, dict):
            stream.add_elements([_stamped(number, seconds) for number, seconds in burst.items()])
        else:
            stream.advance_watermark_to(QUARTER_PAST + burst)
    return stream.advance_watermark_to_infinity()


def _run(stream: streams.TestStream, folder: Path, windowing: beam.WindowInto, **options: Any) -> None:
    with beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"])) as pipeline:
        claims = pipeline | stream | beam.Map(_itself).with_output_types(Claim) | windowing
        claims | cb.WriteRecords(str(folder), **options)


def _itself(claim: Any) -> Any:
    return claim


def _windows(mode: int = AccumulationMode.DISCARDING) -> beam.WindowInto:
    return beam.WindowInto(
        FixedWindows(FIVE_MINUTES), trigger=LATE_PANES, accumulation_mode=mode, allowed_lateness=3_600
    )


def _ids_by_file(folder: Path) -> dict[str, list[str]]:
    """Claim ids by the name of their file, the run left out."""
    files = sorted(path for path in folder.rglob("*.parquet") if not path.parent.name.startswith("."))
    return {
        re.sub(r"-[0-9a-f]{8}-(?=\d{5}-of-)", "-", str(path.relative_to(folder))): sorted(
            row["claim_id"] for row in pq.read_table(path).to_pylist()
        )
        for path in files
    }


ON_TIME, THEN_LATE = {"a": 0, "b": 299}, {"late": 10}
TWO_WINDOWS = (ON_TIME, {"next": 300}, 600.0, THEN_LATE, {"later": 20})


@pytest.mark.slow
def test_a_late_pane_gets_a_file_of_its_own(tmp_path: Path) -> None:
    _run(_events(*TWO_WINDOWS), tmp_path, _windows())
    assert _ids_by_file(tmp_path) == {
        "part-20260306T101500-20260306T102000-pane0-00000-of-00001.parquet": ["a", "b"],
        "part-20260306T101500-20260306T102000-pane1-00000-of-00001.parquet": ["late"],
        "part-20260306T101500-20260306T102000-pane2-00000-of-00001.parquet": ["later"],
        "part-20260306T102000-20260306T102500-pane0-00000-of-00001.parquet": ["next"],
    }
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert pq.read_table(tmp_path).num_rows == 5


@pytest.mark.slow
def test_accumulating_panes_hold_again_what_earlier_ones_held(tmp_path: Path) -> None:
    _run(_events(ON_TIME, 600.0, THEN_LATE), tmp_path, _windows(AccumulationMode.ACCUMULATING))
    assert list(_ids_by_file(tmp_path).values()) == [["a", "b"], ["a", "b", "late"]]


@pytest.mark.slow
def test_a_second_stream_into_the_folder_adds_to_it(tmp_path: Path) -> None:
    for _ in range(2):
        _run(_events(ON_TIME, 600.0), tmp_path, _windows())
    assert len(list(tmp_path.glob("*.parquet"))) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "files", "most"), [({"num_shards": 2}, 2, 6), ({"rows_per_file": 3}, 3, 3)], ids=str
)
def test_a_pane_can_have_several_files(tmp_path: Path, options: dict[str, int], files: int, most: int) -> None:
    _run(_events({str(number): number for number in range(7)}, 600.0), tmp_path, _windows(), **options)
    written = _ids_by_file(tmp_path)
    assert len(written) == files
    assert all(1 <= len(ids) <= most for ids in written.values())
    assert all(name.endswith(f"-of-{files:05}.parquet") for name in written)
    assert sorted(number for ids in written.values() for number in ids) == list("0123456")


@pytest.mark.slow
def test_partitions(tmp_path: Path) -> None:
    _run(_events(ON_TIME, 600.0), tmp_path, _windows(), partition_by="published_date")
    [name] = _ids_by_file(tmp_path)
    assert name == "published_date=2026-03-06/part-20260306T101500-20260306T102000-pane0-00000-of-00001.parquet"


@pytest.mark.slow
def test_an_unwindowed_stream_with_a_trigger(tmp_path: Path) -> None:
    every_two = beam.WindowInto(
        GlobalWindows(), trigger=Repeatedly(AfterCount(2)), accumulation_mode=AccumulationMode.DISCARDING
    )
    _run(_events({"a": 0}, {"b": 1}, {"c": 2}, {"d": 3}), tmp_path, every_two)
    written = _ids_by_file(tmp_path)
    assert sorted(number for ids in written.values() for number in ids) == ["a", "b", "c", "d"]
    assert all(name.startswith("part-global-pane") for name in written)


@pytest.mark.slow
def test_failures_of_a_stream_are_written_too(tmp_path: Path) -> None:
    stream = _events({"a": 0}, 600.0)
    with beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"])) as pipeline:
        claims = pipeline | stream | beam.Map(_misfit).with_output_types(Claim) | _windows()
        with ErrorHandler(cb.WriteRecords(str(tmp_path / "failures"))) as failures:
            claims | cb.WriteRecords(str(tmp_path / "claims")).with_error_handler(failures)
    [failure] = pq.read_table(tmp_path / "failures").to_pylist()
    assert failure["stage"] == "write_records"


def _misfit(claim: Claim) -> Claim:
    return replace(claim, confidence="high")  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("runner", ["FnApiRunner", "BundleBasedDirectRunner"])
@pytest.mark.parametrize("write_empty", [True, False])
def test_bounded_input_may_be_windowed(tmp_path: Path, runner: str, write_empty: bool) -> None:
    with beam.Pipeline(runner=runner) as pipeline:
        stamped = pipeline | beam.Create(["a", "b", "c"]) | beam.Map(_hourly).with_output_types(Claim)
        stamped | beam.WindowInto(FixedWindows(3_600)) | cb.WriteRecords(str(tmp_path), write_empty=write_empty)
    assert list(_ids_by_file(tmp_path).values()) == [["a"], ["b"], ["c"]]


@pytest.mark.slow
def test_triggers_make_no_panes_of_bounded_input_in_one_window(tmp_path: Path) -> None:
    """Or its claims would be in the files of several panes."""
    every_one = beam.WindowInto(
        GlobalWindows(), trigger=Repeatedly(AfterCount(1)), accumulation_mode=AccumulationMode.ACCUMULATING
    )
    with beam.Pipeline(runner="BundleBasedDirectRunner") as pipeline:
        claims = pipeline | beam.Create(["a", "b", "c"]) | beam.Map(_hourly).with_output_types(Claim) | every_one
        claims | cb.WriteRecords(str(tmp_path / "out"), num_shards=1) | cb.WriteManifest(str(tmp_path))
    assert _ids_by_file(tmp_path / "out") == {"part-00000-of-00001.parquet": ["a", "b", "c"]}
    assert cb.verify_output(str(tmp_path)) == []


def _hourly(number: str) -> TimestampedValue:
    return _stamped(number, 3_600 * "abc".index(number))


@pytest.mark.slow
def test_a_pane_that_is_written_again_replaces_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker goes away when the files of a pane have their names; the runner runs the bundle again."""
    faults = []

    def moves_and_fails_once(moves: Any) -> None:
        move(moves)
        if not faults:
            faults.append(1)
            raise RuntimeError("the worker went away")

    monkeypatch.setattr("claims_beam.storage.panes.move", moves_and_fails_once)
    _run(_events(*TWO_WINDOWS), tmp_path, _windows())
    assert faults
    assert sorted(_ids_by_file(tmp_path).values()) == [["a", "b"], ["late"], ["later"], ["next"]]


@pytest.mark.parametrize(
    ("windowing", "options", "message"),
    [
        (None, {}, "one global window.*WindowInto"),
        (beam.WindowInto(FixedWindows(60)), {"overwrite": True}, "overwrite is on.*turn it off"),
    ],
    ids=["global", "overwrite"],
)
def test_what_cannot_be_is_refused_at_construction(
    windowing: beam.WindowInto | None, options: dict[str, bool], message: str
) -> None:
    pipeline = beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"]))
    claims = pipeline | streams.TestStream() | beam.Map(_itself).with_output_types(Claim)
    with pytest.raises(ValueError, match=message):
        (claims | windowing if windowing else claims) | cb.WriteRecords("out", **options)


@pytest.mark.parametrize("source", [streams.TestStream(), beam.Create([])], ids=["stream", "windows"])
def test_a_stream_has_no_manifest(source: beam.PTransform) -> None:
    pipeline = beam.Pipeline(runner="BundleBasedDirectRunner", options=PipelineOptions(["--streaming"]))
    claims = pipeline | source | beam.Map(_itself).with_output_types(Claim) | _windows()
    with pytest.raises(ValueError, match="a stream never is"):
        claims | cb.WriteRecords("out") | cb.WriteManifest("out")


def test_window_names_sort_as_windows_do() -> None:
    start = Timestamp(micros=0)
    windows = sorted(
        window
        for step in range(8)
        for window in SlidingWindows(10, 0.25).assign(SlidingWindows.AssignContext(start + 0.25 * step))
    )
    names = [window_name(window) for window in windows]
    assert names == sorted(names)
    assert len(set(names)) == len(set(windows))
    assert all(re.fullmatch(r"[0-9T.-]+", name) for name in names)


def test_a_window_name_is_its_time_in_utc() -> None:
    [window] = FixedWindows(300).assign(FixedWindows.AssignContext(Timestamp(QUARTER_PAST + 1)))
    start = datetime(2026, 3, 6, 10, 15, tzinfo=UTC)
    assert window_name(window) == f"{start:%Y%m%dT%H%M%S}-{start + timedelta(minutes=5):%Y%m%dT%H%M%S}"
