"""Streams: what is delivered again comes through once, what is late is written beside what was not."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.metrics import MetricsFilter
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.testing.test_stream import TestStream as Stream  # which pytest would take for a test
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import FixedWindows, TimestampedValue
from hypothesis import given, strategies as st
from support.paths import SAMPLES
from support.pubsub_standin import PubSubStandIn

import claims_beam as cb
from claims_beam.records import Article
from pipelines import streaming

# Beam's local runner of streams. It counts metrics of a step's first bundle only, so none are looked at here.
STREAM_RUNNER = "BundleBasedDirectRunner"
STREAMING = PipelineOptions([f"--runner={STREAM_RUNNER}", "--streaming"])

ARTICLES = [
    Article("one", "The pier is shut."),
    Article("two", "The pier is shut."),
    Article("one", "The pier is open."),
    Article("one", "The pier is shut."),
    Article("oneT", "he pier is shut."),
    Article("two", "The pier is shut.", title="Pier"),
]
DISTINCT = [*ARTICLES[:3], ARTICLES[4]]


def test_an_article_comes_through_once() -> None:
    assert list(cb.distinct_articles(ARTICLES)) == DISTINCT
    pipeline = beam.Pipeline(runner="FnApiRunner")
    articles = pipeline | beam.Create(ARTICLES).with_output_types(Article)
    assert_that(articles | cb.DistinctArticles() | beam.Map(_id_and_text), equal_to([*map(_id_and_text, DISTINCT)]))
    result = pipeline.run()
    [redelivered] = result.metrics().query(MetricsFilter().with_name("redelivered"))["counters"]
    assert redelivered.result == 2


def _id_and_text(article: Article) -> tuple[str, str]:
    return article.article_id, article.text


@given(st.lists(st.builds(Article, st.text("ab\0\ud800", max_size=2), st.text("ab\0\ud800", max_size=2))))
def test_nothing_but_the_id_and_the_text_tells_articles_apart(articles: list[Article]) -> None:
    assert [*map(_id_and_text, cb.distinct_articles(articles))] == list(dict.fromkeys(map(_id_and_text, articles)))


REDELIVERIES = {
    "in the same bundle": (None, ["first 1"]),
    "in the same window": (8, ["first 1"]),
    "in the same window, which is over": (12, ["first 1"]),
    "in the same window, at the last moment of its lateness": (14.999, ["first 1"]),
    "in a window that is forgotten": (16, ["first 1", "again 2"]),
}


@pytest.mark.parametrize(("watermark", "expected"), REDELIVERIES.values(), ids=REDELIVERIES.keys())
def test_a_redelivery_is_dropped_until_its_window_is_forgotten(watermark: float | None, expected: list[str]) -> None:
    again = [TimestampedValue(Article("pier", "The pier is shut.", title="again"), 2)]
    first = [TimestampedValue(Article("pier", "The pier is shut.", title="first"), 1)]
    stream = Stream().advance_watermark_to(0)
    if watermark is None:
        stream.add_elements([*first, *again])
    else:
        stream.add_elements(first).advance_watermark_to(watermark).add_elements(again)
    _check_distinct(stream.advance_watermark_to_infinity(), expected)


def test_another_window_and_another_article_are_another_matter() -> None:
    stream = Stream().add_elements(
        [
            TimestampedValue(Article("pier", "The pier is shut.", title="first"), 1),
            TimestampedValue(Article("pier", "The pier is shut.", title="next window"), 11),
            TimestampedValue(Article("pier", "The pier is open.", title="another text"), 2),
            TimestampedValue(Article("quay", "The pier is shut.", title="another id"), 3),
        ]
    )
    _check_distinct(
        stream.advance_watermark_to_infinity(), ["first 1", "next window 11", "another text 2", "another id 3"]
    )


def _check_distinct(stream: Stream, expected: list[str]) -> None:
    with beam.Pipeline(options=STREAMING) as pipeline:
        articles = pipeline | stream.with_output_types(Article)
        windowed = articles | beam.WindowInto(FixedWindows(10), allowed_lateness=5)
        assert_that(windowed | cb.DistinctArticles() | beam.Map(_title_and_time), equal_to(expected))


def _title_and_time(article: Article, timestamp: Any = beam.DoFn.TimestampParam) -> str:
    return f"{article.title} {int(timestamp)}"


TOPIC, FAILURES_TOPIC = "projects/news-test/topics/articles", "projects/news-test/topics/failures"
SUBSCRIPTION = "projects/news-test/subscriptions/articles"
PROGRAM = Path(streaming.__file__)


def _message(place: str) -> bytes:
    return json.dumps({"id": place, "text": f"“The {place} stays shut,” said Ines Falk, the harbour master."}).encode()


def _at(time: float, *messages: bytes) -> list[TimestampedValue]:
    return [TimestampedValue(message, time) for message in messages]


def _stream() -> Stream:
    """A stream before its first message, whose time is, as outside of tests, behind the clock's."""
    return Stream().advance_processing_time(1_000).advance_watermark_to(0)


def _run(stream: Stream, output: Path, *arguments: str) -> None:
    """The pipeline of the program on messages out of ``stream``, in windows of ten seconds."""
    stream.advance_processing_time(1_000).advance_watermark_to_infinity()  # Beam waits for timers that are not due
    arguments = (f"--topic={TOPIC}", f"--output={output}", "--window=10", *arguments)
    with beam.Pipeline(options=STREAMING) as pipeline:
        streaming.build(pipeline | stream, streaming.parser().parse_args(arguments))


def _files(folder: Path, column: str = "article_id") -> list[list[str]]:
    """A column of each file in the folder."""
    tables = [pq.read_table(path, partitioning=None) for path in folder.rglob("part-*.parquet")]
    return sorted(sorted(table[column].to_pylist()) for table in tables if table.num_rows)


@pytest.mark.slow
def test_late_claims_are_written_beside_the_others_and_redelivered_ones_are_not(tmp_path: Path) -> None:
    stream = _stream()
    stream.add_elements([*_at(1, _message("pier"), _message("quay")), *_at(2, _message("pier"))])
    stream.advance_watermark_to(12).add_elements([*_at(1, _message("pier")), *_at(3, _message("bridge"))])
    stream.advance_processing_time(10).add_elements(_at(4, _message("bridge"), _message("tunnel")))
    stream.advance_processing_time(10).advance_watermark_to(75).add_elements(_at(5, _message("too late")))
    _run(stream, tmp_path, "--allowed-lateness=60", "--late=5")
    assert _files(tmp_path / "claims") == [["bridge"], ["pier", "quay"], ["tunnel"]]


@pytest.mark.slow
def test_claims_can_be_written_before_their_window_is_over(tmp_path: Path) -> None:
    stream = _stream().add_elements(_at(1, _message("pier")))
    stream.advance_processing_time(3).add_elements(_at(2, _message("quay"), _message("pier")))
    _run(stream, tmp_path, "--early=2")
    assert _files(tmp_path / "claims") == [["pier"], ["quay"]]


@pytest.mark.slow
def test_a_stream_gives_the_claims_of_the_functions(tmp_path: Path, tagger: cb.Tagger) -> None:
    messages = [_message(place) for place in ("pier", "quay", "bridge")]
    stream = _stream().add_elements(_at(1, *messages, *messages[:2]))
    _run(stream, tmp_path)
    expected = [claim for message in messages for claim in cb.extract_claims(cb.parse_article(message), tagger)]
    assert _files(tmp_path / "claims", "claim_id") == [sorted(claim.claim_id for claim in expected)]


@pytest.mark.slow
def test_what_cannot_be_used_fails_and_the_rest_is_done(tmp_path: Path) -> None:
    unusable = [b"{", b"\xff", b'{"text": ""}', b'{"id": "long", "text": "%s"}' % (b"who knows " * 100_001)]
    stream = _stream().add_elements(_at(1, *unusable[:3], _message("pier")))
    stream.advance_watermark_to(12).add_elements(_at(1, *unusable[3:]))
    _run(stream, tmp_path, "--late=5")
    assert _files(tmp_path / "claims") == [["pier"]]
    early, late = ["no_text", "not_json", "not_utf8"], ["too_long"]
    assert _files(tmp_path / "failures", "error") == [
        [f"ArticleError.{reason}" for reason in reasons] for reasons in (early, late)
    ]


@pytest.mark.slow
@pytest.mark.process
def test_a_stream_that_does_not_end(tmp_path: Path) -> None:
    """Live messages through a Pub/Sub, each delivered twice, into files, until the program is stopped."""
    pubsub = PubSubStandIn(lost_acks=1)
    pubsub.subscribe(SUBSCRIPTION, TOPIC)
    claims = tmp_path / "claims"
    arguments = [
        f"--subscription={SUBSCRIPTION}",
        f"--output={tmp_path}",
        f"--failures-topic={FAILURES_TOPIC}",
        "--timestamp-attribute=written_at",
        "--window=2",
        "--late=1",
    ]
    with pubsub.serve() as address:
        for message in (_message("pier"), b"{", _message("quay")):
            pubsub.publish(TOPIC, message)
        environment = {**os.environ, "PUBSUB_EMULATOR_HOST": address}
        program = subprocess.Popen([sys.executable, str(PROGRAM), *arguments], env=environment)
        try:
            _wait(program, lambda: {"pier", "quay"} <= _articles(claims))
            ten_minutes_ago = str(int((time.time() - 600) * 1000))
            pubsub.publish(TOPIC, _message("bridge"))
            pubsub.publish(TOPIC, _message("tunnel"), written_at=ten_minutes_ago)
            _wait(program, lambda: {"bridge", "tunnel"} <= _articles(claims))
            _wait(program, lambda: not pubsub.unacknowledged(SUBSCRIPTION))
            pubsub.publish(TOPIC, _message("end"))  # by when all that came before has been written
            _wait(program, lambda: "end" in _articles(claims))
            _wait(program, lambda: not pubsub.unacknowledged(SUBSCRIPTION))
            _wait(program, lambda: len(pubsub.data_of(FAILURES_TOPIC)) == 2)
        finally:
            program.terminate()
            program.wait()
    assert set(pubsub.deliveries.values()) == {2}
    assert sorted(row for file in _files(claims) for row in file) == ["bridge", "end", "pier", "quay", "tunnel"]
    failure = json.loads(pubsub.data_of(FAILURES_TOPIC)[0])
    assert (failure["stage"], failure["error"], failure["element"]) == ("parse", "ArticleError.not_json", "{")
    assert {error for file in _files(tmp_path / "failures", "error") for error in file} == {"ArticleError.not_json"}


def _articles(claims: Path) -> set[str]:
    return {article for file in _files(claims) for article in file}


def _wait(program: subprocess.Popen[bytes], condition: Callable[[], bool]) -> None:
    """Waits until the condition holds, as long as the program runs."""
    deadline = time.monotonic() + 120
    while not condition():
        assert program.poll() is None, "the program has ended"
        assert time.monotonic() < deadline, "the program does not get there"
        time.sleep(0.2)


ARGUMENTS = [f"--topic={TOPIC}", "--output=out"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--output=out"], "one of the arguments --subscription --topic is required"),
        ([*ARGUMENTS, f"--subscription={SUBSCRIPTION}"], "not allowed with argument --topic"),
        ([f"--topic={TOPIC}"], "arguments are required: --output"),
        ([*ARGUMENTS, "--window=-5"], "'-5' is no duration; give whole seconds"),
        ([*ARGUMENTS, "--late=soon"], "'soon' is no duration; give whole seconds"),
        (
            ["--subscription=projects/PROJECT/subscriptions/articles", "--output=out"],
            "'projects/PROJECT/subscriptions/articles' cannot be one of a project's subscriptions; give "
            "projects/PROJECT/subscriptions/NAME with the id of your project, which has no capital letters, "
            "for PROJECT",
        ),
        (
            ["--subscription=projects/news-test/subscriptions/NAME/", "--output=out"],
            "cannot be one of a project's subscriptions",
        ),
        (["--topic=articles", "--output=out"], "'articles' cannot be one of a project's topics"),
        ([f"--topic={SUBSCRIPTION}", "--output=out"], "cannot be one of a project's topics"),
        ([*ARGUMENTS, "--failures-topic=failures"], "'failures' cannot be one of a project's topics"),
        (
            [*ARGUMENTS, "--output=gs://BUCKET/out"],
            "'gs://BUCKET/out' is in no bucket of Cloud Storage; give gs://BUCKET/FOLDER with the name of your bucket, "
            "which has three or more lower-case letters, digits, hyphens, dots and underscores, for BUCKET",
        ),
        ([*ARGUMENTS, "--output=gs:///out"], "'gs:///out' is in no bucket of Cloud Storage"),
        ([*ARGUMENTS, "--output=gs://-news/out"], "'gs://-news/out' is in no bucket of Cloud Storage"),
    ],
)
def test_options_that_cannot_be_are_refused(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        streaming.run(arguments)
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("output", ["out", "/out", "s3://BUCKET/out", "gs://news-test/out", "gs://news.test_1"])
def test_an_output_that_can_be_is_taken(output: str) -> None:
    assert streaming.parser().parse_args([f"--topic={TOPIC}", f"--output={output}"]).output == output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([*ARGUMENTS, "--window=0"], "size parameter must be strictly positive"),
    ],
)
def test_options_that_beam_refuses_are_refused_before_anything_runs(arguments: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        streaming.run(arguments)


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "google.cloud.pubsub", None)
    with pytest.raises(SystemExit) as refused:
        streaming.run([f"--topic={TOPIC}", f"--output={tmp_path}/out"])
    assert refused.value.code == 2
    assert "pip install 'claims-beam[gcp]'" in capsys.readouterr().err


@pytest.mark.slow
def test_dataflow_takes_the_program_too(tmp_path: Path) -> None:
    """Translated for Dataflow, as a template, without a network."""
    arguments = [
        f"--subscription={SUBSCRIPTION}",
        f"--output={tmp_path}",
        f"--failures-topic={FAILURES_TOPIC}",
        "--id-label=id",
        "--timestamp-attribute=written_at",
        "--runner=DataflowRunner",
        "--project=news-test",
        "--region=us-central1",
        f"--temp_location={tmp_path}",
        f"--staging_location={tmp_path}",
        f"--template_location={tmp_path}/template.json",
        "--dataflow_endpoint=http://localhost:1",
        "--no_auth",
    ]
    streaming.run(arguments)
    pipeline = beam_runner_api_pb2.Pipeline.FromString((tmp_path / "pipeline.pb").read_bytes())
    payloads = {transform.spec.urn: transform.spec.payload for transform in pipeline.components.transforms.values()}
    read = beam_runner_api_pb2.PubSubReadPayload.FromString(payloads["beam:transform:pubsub_read:v1"])
    assert (read.subscription, read.id_attribute, read.timestamp_attribute) == (SUBSCRIPTION, "id", "written_at")
    write = beam_runner_api_pb2.PubSubWritePayload.FromString(payloads["beam:transform:pubsub_write:v1"])
    assert write.topic == FAILURES_TOPIC
    assert "beam:requirement:pardo:stateful:v1" in pipeline.requirements


@pytest.mark.slow
@pytest.mark.process
def test_the_runner_of_streams_loses_nothing_of_a_batch(tmp_path: Path) -> None:
    """It takes one of a step's several outputs for a side input, whichever a set gives first."""
    arguments = ["extract", str(SAMPLES / "port_strike.txt"), f"--output={tmp_path}", f"--runner={STREAM_RUNNER}"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "claims_beam", *arguments], env=environment, check=True, capture_output=True, text=True
    )
    [claims] = _files(tmp_path / "claims")
    assert f"{len(claims)} claims in" in done.stdout
