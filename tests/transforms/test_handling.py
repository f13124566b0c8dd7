"""What becomes of what fails: both outputs, several handlers, a limit; and what operators see of a transform."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing import test_stream
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.display import DisplayData
from apache_beam.transforms.window import FixedWindows, TimestampedValue

import claims_beam as cb
from claims_beam.cli.command import EXIT_JOB_FAILED, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.cli.main import main
from claims_beam.records import Failure

GOOD, BAD = '{"text": "It rained."}', "{"


def _payloads(pipeline: beam.Pipeline, good: int, bad: int) -> Any:
    return pipeline | "Payloads" >> beam.Create([GOOD] * good + [BAD] * bad)


def _error(failure: Failure) -> str:
    return failure.error


def test_both_outputs_come_side_by_side() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles, failures = _payloads(pipeline, 2, 1) | cb.ParseArticles().with_exception_handling()
        assert articles.element_type is cb.Article
        assert failures.element_type is Failure
        assert_that(articles | beam.Map(lambda article: article.text), equal_to(["It rained."] * 2), "good")
        assert_that(failures | beam.Map(_error), equal_to(["ArticleError.not_json"]), "bad")


def test_outputs_have_the_names_that_beam_gives_them() -> None:
    handled = beam.Pipeline(runner="FnApiRunner") | beam.Create([GOOD]) | cb.ParseArticles().with_exception_handling()
    assert (handled.good, handled.bad) == tuple(handled)


def test_a_chain_of_steps_is_handled_as_one(tmp_path: Path) -> None:
    """Two of the same kind in one pipeline, each with its failures, and a wrong chain still fails at construction."""
    (tmp_path / "a.jsonl").write_text(f"{GOOD}\n{BAD}\n")
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles, unread = pipeline | cb.ReadArticles(tmp_path).with_exception_handling()
        sentences, unsplit = articles | cb.SplitSentences().with_exception_handling()
        again, unsplit_again = articles | "Again" >> cb.SplitSentences().with_exception_handling()
        assert_that((sentences, again) | "Both" >> beam.Flatten() | beam.combiners.Count.Globally(), equal_to([2]))
        assert_that((unsplit, unsplit_again) | "Neither" >> beam.Flatten(), equal_to([]), "unsplit")
        assert_that(unread | beam.Map(_error), equal_to(["ArticleError.not_json"]), "unread")
    with pytest.raises(beam.typehints.decorators.TypeCheckError):
        pipeline | "Wrong" >> beam.Create([GOOD]) | "Split wrong" >> cb.SplitSentences().with_exception_handling()


def test_several_error_handlers_in_one_pipeline(tmp_path: Path) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        for number in range(3):
            consumer = cb.WriteRecords(tmp_path / str(number)) if number else beam.Map(_error)
            with cb.ErrorHandler(consumer) as failures:
                payloads = pipeline | f"Payloads {number}" >> beam.Create([BAD] * (number + 1))
                payloads | f"Parse {number}" >> cb.ParseArticles().with_error_handler(failures)
        with cb.ErrorHandler(beam.Map(_error)) as failures:
            payloads | "Parse again" >> cb.ParseArticles().with_error_handler(failures)
        assert_that(failures.output(), equal_to(["ArticleError.not_json"] * 3))
    assert [len(list(cb.read_records(tmp_path / str(number), Failure))) for number in (1, 2)] == [2, 3]


def test_beams_own_transforms_take_the_handler() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        with cb.ErrorHandler(beam.Map(lambda failed: failed[0])) as failures:
            numbers = pipeline | beam.Create([1, 0])
            halves = numbers | beam.Map(lambda number: 1 // number).with_exception_handling(error_handler=failures)
        assert_that(halves, equal_to([1]), "halves")
        assert_that(failures.output(), equal_to([0]), "failed")


def test_a_handler_that_nothing_was_given_says_so() -> None:
    handler = cb.ErrorHandler(beam.Map(_error))
    with pytest.raises(ValueError, match=r"given to no transform; use \.with_error_handler\(handler\)"), handler:
        pass


RATES = [
    (9, 1, 0.1, False),
    (9, 1, 0.09, True),
    (10, 0, 0, False),
    (9, 1, 0, True),
    (0, 10, 1, False),
    (0, 1, 0.5, True),
]


@pytest.mark.parametrize("by", ["handler", "both outputs"])
@pytest.mark.parametrize(("good", "bad", "rate", "stops"), RATES)
def test_too_many_failures_stop_the_job(good: int, bad: int, rate: float, stops: bool, by: str, tmp_path: Path) -> None:
    """The failures are written first, and no manifest is."""
    pipeline = beam.Pipeline(runner="FnApiRunner")
    write = cb.WriteRecords(tmp_path / "failures", Failure)
    if by == "handler":
        with cb.ErrorHandler(write, max_failure_rate=rate) as failures:
            articles = _payloads(pipeline, good, bad) | cb.ParseArticles().with_error_handler(failures)
        (failures.output(), articles | cb.WriteRecords(tmp_path / "articles")) | cb.WriteManifest(tmp_path)
    else:
        articles, failed = _payloads(pipeline, good, bad) | cb.ParseArticles().with_exception_handling(
            max_failure_rate=rate
        )
        failed | write
    if stops:
        message = rf"{bad:,} of {good + bad:,} elements of the stage parse failed, and max_failure_rate={rate:g} allows"
        message += r" no more .* One of them is ArticleError\.\w+: \S"
        with pytest.raises(cb.FailureRateError, match=message):
            pipeline.run()
    else:
        pipeline.run()
    if by == "handler":
        assert len(list(cb.read_records(tmp_path / "failures", Failure))) == bad
        assert (tmp_path / "_SUCCESS").exists() is not stops


def test_each_stage_counts_by_itself() -> None:
    """Of 4 payloads one fails, and of the 3 articles that are left another one, which is a third."""
    payloads = [BAD, GOOD, GOOD, json.dumps({"text": "stop"})]
    pipeline = beam.Pipeline(runner="FnApiRunner")
    with cb.ErrorHandler(beam.Map(_error), max_failure_rate=0.3) as failures:
        articles = pipeline | beam.Create(payloads) | cb.ParseArticles().with_error_handler(failures)
        step = cb.transforms.steps.Step("stop", _stop, takes=cb.Article, gives=cb.Article)
        articles | step.with_error_handler(failures)
    with pytest.raises(cb.FailureRateError, match="1 of 3 elements of the stage stop failed"):
        pipeline.run()


def _stop(article: cb.Article) -> cb.Article:
    if article.text == "stop":
        raise ValueError(article.text)
    return article


@pytest.mark.parametrize(("later", "stops"), [([GOOD, BAD], False), ([BAD, BAD], True)])
def test_in_a_stream_each_window_counts_by_itself(later: list[str], stops: bool) -> None:
    stream = (
        test_stream.TestStream()
        .add_elements([TimestampedValue(GOOD, 1), TimestampedValue(BAD, 2)])
        .advance_watermark_to(10)
        .add_elements([TimestampedValue(payload, 11) for payload in later])
        .advance_watermark_to_infinity()
    )
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=BundleBasedDirectRunner", "--streaming"]))
    with cb.ErrorHandler(beam.Map(_error), max_failure_rate=0.5) as failures:
        payloads = pipeline | stream | beam.WindowInto(FixedWindows(10))
        payloads | cb.ParseArticles().with_error_handler(failures)
    if stops:
        with pytest.raises(cb.FailureRateError, match="2 of 2 elements"):
            pipeline.run().wait_until_finish()
    else:
        pipeline.run().wait_until_finish()


@pytest.mark.parametrize("rate", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused_at_construction(rate: float) -> None:
    for make in (
        cb.ParseArticles().with_exception_handling,
        lambda **given: cb.ErrorHandler(beam.Map(_error), **given),
    ):
        with pytest.raises(ValueError, match="give a share from 0 to 1"):
            make(max_failure_rate=rate)


@pytest.mark.slow
def test_the_command_ends_where_too_much_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(f"{GOOD}\n{BAD}\n{GOOD}\n")
    command = ["extract", str(tmp_path / "a.jsonl"), "--overwrite", f"--output={tmp_path / 'out'}"]
    assert main([*command, "--max-failure-rate=0.5"]) == EXIT_SOME_FAILED
    assert (tmp_path / "out/_SUCCESS").exists()
    command[-1] = f"--output={tmp_path / 'stopped'}"
    assert main([*command, "--max-failure-rate=0.1"]) == EXIT_JOB_FAILED
    assert "the job failed: 1 of 3 elements of the stage parse failed" in capsys.readouterr().err
    assert not (tmp_path / "stopped/_SUCCESS").exists()
    assert len(list(cb.read_records(tmp_path / "stopped/failures", Failure))) == 1
    with pytest.raises(SystemExit, match=str(EXIT_USAGE)):
        main([*command, "--max-failure-rate=10"])
    assert "10 is no share" in capsys.readouterr().err


def _displayed(transform: Any) -> dict[str, Any]:
    return {item.key: item.value for item in DisplayData.create_from(transform).items}


def test_a_runners_page_shows_the_options() -> None:
    people = [cb.KnownPerson("Ines Falk"), cb.KnownPerson("Ada Moreno")]
    claims = _displayed(cb.ExtractClaims(tagger="rules", known_people=people))
    assert claims.items() >= {"tagger": "rules", "known_people": "2", "parse": False}.items()
    read = _displayed(cb.ReadArticles(["a.txt", "b.txt"], cb.Columns(text="body")))
    assert read["patterns"] == "['a.txt', 'b.txt']"
    assert "text='body'" in read["columns"]
    written = _displayed(cb.WriteRecords("out/claims", cb.Claim, num_shards=3))
    assert written.items() >= {"path": "out/claims", "num_shards": 3}.items()
    assert written["record_type"] is cb.Claim
    assert _displayed(cb.WriteManifest("out")) == {"path": "out"}


def test_display_data_reach_the_runner() -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    pipeline | beam.Create([]).with_output_types(cb.Article) | cb.ExtractClaims(tagger="rules")
    transforms = pipeline.to_runner_api().components.transforms.values()
    [claims] = [transform for transform in transforms if transform.unique_name == "ExtractClaims"]
    assert any(b"rules" in data.payload for data in claims.display_data)


def _hints(transform: Any, source: Iterable[Any] = ()) -> set[str]:
    """The memory that each step within the transform asks for."""
    pipeline = beam.Pipeline(runner="FnApiRunner")
    articles = pipeline | beam.Create(source).with_output_types(cb.Article)
    articles | "Ours" >> transform
    made = pipeline.to_runner_api().components
    names = [
        transform
        for transform in made.transforms.values()
        if "Ours/" in transform.unique_name and not transform.subtransforms
    ]
    hints = (
        dict(made.environments[transform.environment_id].resource_hints)
        for transform in names
        if transform.environment_id
    )
    return {hint.get("beam:resources:min_ram_bytes:v1", b"none").decode() for hint in hints}


def test_resource_hints_reach_every_step() -> None:
    hinted = cb.ExtractClaims().with_resource_hints(min_ram="4GB")
    assert _hints(hinted) == {"4000000000"}
    assert _hints(hinted.with_exception_handling()) == {"4000000000"}
    assert _hints(cb.ExtractClaims()) == {"none"}


def test_times_survive_both_outputs() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        payloads = pipeline | beam.Create([TimestampedValue(GOOD, 60)]) | beam.Map(lambda value: value)
        articles, _ = payloads | cb.ParseArticles().with_exception_handling()
        times = articles | beam.Map(lambda _, time=beam.DoFn.TimestampParam: time.to_utc_datetime(has_tz=True))
        assert_that(times, equal_to([datetime(1970, 1, 1, 0, 1, tzinfo=UTC)]))
