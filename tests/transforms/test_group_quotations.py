"""GroupQuotations gives what its twin gives, whatever runs it, and is bounded for a hot key; CheckQuotations, too."""

from collections.abc import Iterator

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import FixedWindows
from support.quoting import made_up, quoting, shuffled

import claims_beam as cb

LONG = "We will rebuild the old pier before the winter storms come, and not a single fisherman will pay for it."


@pytest.mark.parametrize("runner", ["FnApiRunner", "BundleBasedDirectRunner"])
def test_the_transform_gives_what_its_twin_gives(runner: str) -> None:
    claims = made_up(300)
    with beam.Pipeline(runner=runner) as pipeline:
        given = pipeline | beam.Create(shuffled(claims, 1)).with_output_types(cb.Claim)
        assert_that(given | cb.GroupQuotations(), equal_to(list(cb.group_quotations(claims))))


def test_no_claims_are_no_quotations() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        assert_that(pipeline | beam.Create([]).with_output_types(cb.Claim) | cb.GroupQuotations(), equal_to([]))


def test_many_claims_of_one_text_are_one_row() -> None:
    def repeat(number: int) -> Iterator[cb.Claim]:
        return (quoting(f"“{LONG}”", article=f"{number} {n}", claim=f"{number} {n}") for n in range(500))

    def told(found: cb.Quotation) -> tuple[int, int, int]:
        return found.articles, found.variants[0].count, len(found.occurrences)

    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create(range(20)) | beam.FlatMap(repeat).with_output_types(cb.Claim)
        assert_that(claims | cb.GroupQuotations() | beam.Map(told), equal_to([(10_000, 10_000, 10_000)]))


def test_windowed_claims_are_refused_with_the_cure() -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    claims = pipeline | beam.Create([]).with_output_types(cb.Claim) | beam.WindowInto(FixedWindows(60))
    with pytest.raises(ValueError, match=r"a stream is never complete.*claims-beam quotations"):
        claims | cb.GroupQuotations()


def test_sources_may_come_from_the_pipeline() -> None:
    talks = [cb.Article("talk", f"Well. {LONG} So be it.")]
    claim = quoting("“We will mend the old pier before the winter storms come”")
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        sources = pipeline | "Talks" >> beam.Create(talks).with_output_types(cb.Article)
        checks = pipeline | beam.Create([claim]).with_output_types(cb.Claim) | cb.CheckQuotations(sources)
        assert_that(checks, equal_to(list(cb.check_quotations(talks, claim))))
