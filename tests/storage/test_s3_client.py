"""The client of S3 that a process shares among its requests: the command's, its workers', and a program that asks."""

from collections.abc import Iterator
from pathlib import Path

import apache_beam as beam
import boto3
import pytest
from apache_beam.io.aws import s3io
from apache_beam.io.aws.clients.s3 import boto3_client
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to
from support.s3_standin import Bucket, s3_standin

import claims_beam as cb
from claims_beam.cli.extract.registry import WorkerRegistry
from claims_beam.cli.extract.workers import runner_for
from claims_beam.storage import s3_client


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just started."""
    monkeypatch.setattr(boto3_client, "Client", boto3_client.Client)  # what is put in its place goes with the test
    monkeypatch.setattr(s3_client, "monotonic", lambda: 0.0)  # A period may end while a test runs.
    s3_client._pristine.cache_clear()
    cb.share_s3_client()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The services for which boto3 made a client."""
    services: list[str] = []
    make = boto3.session.Session.client

    def client(session: boto3.session.Session, service_name: str, **options: object) -> object:
        services.append(service_name)
        return make(session, service_name, **options)

    monkeypatch.setattr(boto3.session.Session, "client", client)
    return services


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with s3_standin("papers") as bucket:
        bucket.put("a.txt", b"rain and wind")
        bucket.put("b.txt", b"sun")
        yield bucket


def test_requests_share_a_client(bucket: Bucket, made: list[str]) -> None:
    for _ in range(3):
        files = s3io.S3IO(options=PipelineOptions(bucket.beam_args))
        assert files.exists(bucket.path("a.txt"))
        assert dict(files.list_files(bucket.path(""))) == {bucket.path("a.txt"): 13, bucket.path("b.txt"): 3}
    assert made == ["s3"]


def test_a_program_that_asks_for_it_has_one_client(bucket: Bucket, made: list[str]) -> None:
    options = PipelineOptions([*bucket.beam_args, "--runner=FnApiRunner"])
    with beam.Pipeline(options=options) as pipeline:
        articles = pipeline | cb.ReadArticles(bucket.path("*.txt"))
        articles | cb.WriteRecords(bucket.path("out"), cb.Article)
    articles = cb.read_records(bucket.path("out"), cb.Article)
    assert sorted(article.text for article in articles) == ["rain and wind", "sun"]
    assert made == ["s3"]


def test_workers_have_options_of_another_kind(bucket: Bucket, made: list[str]) -> None:
    options = dict(PipelineOptions(bucket.beam_args).get_all_options())
    assert s3io.S3IO(options=options).size(bucket.path("b.txt")) == 3
    assert s3io.S3IO(options=PipelineOptions(bucket.beam_args)).size(bucket.path("a.txt")) == 13
    assert made == ["s3"]


def test_each_reader_has_a_place_of_its_own(bucket: Bucket) -> None:
    options = PipelineOptions(bucket.beam_args)
    with (
        s3io.S3IO(options=options).open(bucket.path("a.txt"), read_buffer_size=2) as first,
        s3io.S3IO(options=options).open(bucket.path("a.txt"), read_buffer_size=2) as second,
        s3io.S3IO(options=options).open(bucket.path("b.txt"), read_buffer_size=2) as third,
    ):
        read = [first.read(5), third.read(1), second.read(2), first.read(), second.read(), third.read()]
    assert read == [b"rain ", b"s", b"ra", b"and wind", b"in and wind", b"un"]


def test_other_options_are_another_client(bucket: Bucket, made: list[str]) -> None:
    for account in ("somebody", "somebody else"):
        args = [arg for arg in bucket.beam_args if "access_key_id" not in arg]
        s3io.S3IO(options=PipelineOptions([*args, f"--s3_access_key_id={account}"]))
    assert made == ["s3", "s3"]


def test_credentials_are_read_anew_now_and_then(
    bucket: Bucket, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = PipelineOptions(bucket.beam_args)
    for seconds in (0, s3_client._FRESH_SECONDS - 1, s3_client._FRESH_SECONDS + 1):
        monkeypatch.setattr(s3_client, "monotonic", lambda seconds=seconds: float(seconds))
        s3io.S3IO(options=options)
    assert made == ["s3", "s3"]


@pytest.mark.slow
@pytest.mark.process
def test_workers_share_theirs_too(tmp_path: Path) -> None:
    options = PipelineOptions(["--runner=FnApiRunner"])

    def where(name: str) -> str:  # in here, since workers cannot import this module
        return str(boto3_client.Client.__module__)

    with beam.Pipeline(runner_for(2, WorkerRegistry(tmp_path), options), options) as pipeline:
        assert_that(pipeline | beam.Create(["any"]) | beam.Map(where), equal_to([s3_client.__name__]))
