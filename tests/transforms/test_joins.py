"""Joins, sums and groups give what a dictionary would give, and a worker holds little of a key with many values."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import apache_beam as beam
import numpy as np
import pytest
from apache_beam.testing.util import assert_that, equal_to

from claims_beam.corpus.candidates import Rows
from claims_beam.transforms import packing
from claims_beam.transforms.joins import GroupRows, Join, Sum
from claims_beam.transforms.packing import HeldRecords, Keyed, Pack, records_of

RUNNERS = pytest.mark.parametrize("runner", ["FnApiRunner", "BundleBasedDirectRunner"])


@pytest.fixture(autouse=True)
def _little_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "HELD_BYTES", 20_000)


def key_of(number: int) -> bytes:
    return random.Random(number).randbytes(16)


def added(values: Sequence[bytes]) -> bytes:
    return b"%d" % sum(map(int, values))


def records(count: int, keys: int) -> list[Keyed]:
    """Return records of which every second one is of the same key."""
    return [(key_of(number % keys if number % 2 else 0), b"%d" % number) for number in range(count)]


@RUNNERS
def test_sums_are_those_of_all_values(runner: str) -> None:
    given = records(2_000, 50)
    sums: Counter[bytes] = Counter()
    for key, value in given:
        sums[key] += int(value)
    with beam.Pipeline(runner=runner) as pipeline:
        found = pipeline | beam.Create(given) | Sum(added)
        assert_that(found, equal_to([(key, b"%d" % value) for key, value in sums.items()]))


@RUNNERS
def test_a_join_meets_the_values_of_equal_keys(runner: str) -> None:
    own, others = records(30, 20), records(2_000, 40)
    values = defaultdict(list)
    for key, value in own:
        values[key].append(value)
    met = [(key, b"%s %s" % (one, value)) for key, value in others for one in values.get(key, [b"none"])]

    def meet(key: bytes, own: Sequence[bytes], others: Sequence[bytes]) -> Iterator[Keyed]:
        assert len(others) <= 20_000 / 200, "more than was packed together"
        return ((key, b"%s %s" % (one, value)) for value in others for one in own or [b"none"])

    with beam.Pipeline(runner=runner) as pipeline:
        joined = (pipeline | "Own" >> beam.Create(own), pipeline | "Others" >> beam.Create(others)) | Join(meet)
        assert_that(joined.own, equal_to(own), label="own")
        assert_that(joined.met, equal_to(met), label="met")


@RUNNERS
def test_rows_with_the_same_first_number_are_taken_together(runner: str) -> None:
    rows = np.array([(number % 60, number, 0) for number in range(3_000)], dtype=np.uint64)

    def counted(rows: Rows) -> Iterator[tuple[int, int]]:
        first, counts = np.unique(rows[:, 0], return_counts=True)
        return zip(first.tolist(), counts.tolist(), strict=True)

    with beam.Pipeline(runner=runner) as pipeline:
        found = pipeline | beam.Create(np.array_split(rows, 100)).with_output_types(Rows) | GroupRows(counted)
        assert_that(found, equal_to([(number, 50) for number in range(60)]))


def test_many_values_of_one_key_are_added_before_they_are_shuffled() -> None:
    pack = Pack(lambda: HeldRecords(added))
    pack.start_bundle()
    given = [(key_of(0), b"1")] * 10_000
    early = [packed for record in given for packed in pack.process(record)]
    [last] = [windowed.value for windowed in pack.finish_bundle()]
    assert (early, records_of(last[1])) == ([], [(key_of(0), [b"10000"])])


def test_little_is_held_of_many_keys() -> None:
    pack = Pack(lambda: HeldRecords(added))
    pack.start_bundle()
    early = [packed for number in range(1_000) for packed in pack.process((key_of(number), b"1"))]
    late = [windowed.value for windowed in pack.finish_bundle()]
    assert len(late) <= 20_000 / 200 < len(early)
    found = [record for _, packed in early + late for record in records_of(packed)]
    assert sorted(found) == sorted((key_of(number), [b"1"]) for number in range(1_000))
