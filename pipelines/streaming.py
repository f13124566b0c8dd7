"""News articles from Pub/Sub -> a table of claims that grows window by window. Copy it and make it yours.

python pipelines/streaming.py --subscription projects/PROJECT/subscriptions/NAME --output out

A message is one article in JSON. The time that decides on its window is the message's: when it was published to
Pub/Sub, or what --timestamp-attribute holds. The article's own published_at would not do: it may lie years back, and
Pub/Sub, whose clock says when a window is complete, does not know of it. A message that is delivered again keeps its
time, so it falls into the same window again, and is dropped there.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

import apache_beam as beam
from apache_beam.io.gcp.pubsub import ReadFromPubSub, WriteToPubSub
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms.trigger import AccumulationMode, AfterProcessingTime, AfterWatermark
from apache_beam.transforms.window import FixedWindows

import claims_beam as cb
from claims_beam.schema.rows import to_row


def run(argv: Sequence[str]) -> None:
    """Runs the pipeline until it is stopped; options it does not know go to Beam. Raises what the pipeline raises."""
    options, beam_args = parser().parse_known_args(argv)
    # The runner is named outright: Beam's own default first tries to download another one.
    beam_options = PipelineOptions(["--runner=BundleBasedDirectRunner", "--streaming", *beam_args])
    with beam.Pipeline(options=beam_options) as pipeline:
        messages = pipeline | ReadFromPubSub(
            options.topic,
            options.subscription,
            id_label=options.id_label,
            timestamp_attribute=options.timestamp_attribute,
        )
        build(messages, options)
        _check_extra()


def _check_extra() -> None:
    """Ends the program, with the cure, where Beam could not read from Pub/Sub."""
    try:
        import_module("google.cloud.pubsub")
    except ImportError as error:
        parser().error(
            f"Pub/Sub is read with packages that are not installed ({error}): pip install 'claims-beam[gcp]'"
        )


def parser() -> argparse.ArgumentParser:
    """The options of this program."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = options.add_mutually_exclusive_group(required=True)
    subscription, topic = partial(resource, "subscriptions"), partial(resource, "topics")
    source.add_argument(
        "--subscription", type=subscription, help="projects/PROJECT/subscriptions/NAME, which must be there"
    )
    source.add_argument(
        "--topic", type=topic, help="projects/PROJECT/topics/NAME; gets a subscription that ends with the job"
    )
    options.add_argument("--output", required=True, type=folder, help="a folder for claims/ and failures/")
    options.add_argument(
        "--failures-topic", type=topic, help="projects/PROJECT/topics/NAME: failures go there too, as JSON"
    )
    options.add_argument("--timestamp-attribute", help="a message's time by its publisher: RFC 3339 or milliseconds")
    options.add_argument("--id-label", help="the attribute with a message's id, for Dataflow to drop redeliveries by")
    in_seconds = partial(options.add_argument, type=seconds, metavar="SECONDS")
    in_seconds("--window", default=300, help="the length of a window, after which its claims are written")
    in_seconds("--allowed-lateness", default=3600, help="for how long a window then takes late articles")
    in_seconds("--early", help="after the first claim of a window, write so often before its end, too")
    in_seconds("--late", default=60, help="after the first late claim, gather others for so long before writing")
    return options


def resource(kind: str, written: str) -> str:
    """The name of a topic or a subscription of Pub/Sub. Raises ArgumentTypeError for what cannot be one."""
    if not re.fullmatch(
        rf"projects/[a-z][-a-z0-9:.]{{4,61}}[a-z0-9]/{kind}/[A-Za-z][-.~+%\w]{{2,254}}", written, re.ASCII
    ):
        raise argparse.ArgumentTypeError(
            f"{written!r} cannot be one of a project's {kind}; give projects/PROJECT/{kind}/NAME with the id of your "
            "project, which has no capital letters, for PROJECT"
        )
    return written


def folder(written: str) -> str:
    """The path of a folder. Raises ArgumentTypeError for one on Cloud Storage whose bucket cannot be there."""
    bucket = re.match("gs://([^/]*)", written)
    if bucket and not re.fullmatch("[a-z0-9][-_a-z0-9.]+[a-z0-9]", bucket[1]):
        raise argparse.ArgumentTypeError(
            f"{written!r} is in no bucket of Cloud Storage; give gs://BUCKET/FOLDER with the name of your bucket, "
            "which has three or more lower-case letters, digits, hyphens, dots and underscores, for BUCKET"
        )
    return written


def seconds(written: str) -> int:
    """A command line's duration. Raises ArgumentTypeError for what is none."""
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"{written!r} is no duration; give whole seconds, such as 300")
    return int(written)


def build(messages: beam.PCollection[bytes], options: argparse.Namespace) -> None:
    """From messages to files: the part of the pipeline that does not know where the messages come from."""
    with cb.ErrorHandler(_FailureSinks(f"{options.output}/failures", options.failures_topic)) as failures:
        claims = (
            messages
            | _window(options)
            | cb.ParseArticles().with_error_handler(failures)
            | cb.DistinctArticles()
            | cb.ExtractClaims().with_error_handler(failures)
        )
        claims | cb.WriteRecords(f"{options.output}/claims").with_error_handler(failures)


def _window(options: argparse.Namespace) -> beam.WindowInto:
    """Each pane holds what no pane of its window held before: together they are the window's claims, once each.

    What comes after the allowed lateness is dropped by the runner.
    """
    early = None if options.early is None else AfterProcessingTime(options.early)
    return beam.WindowInto(
        FixedWindows(options.window),
        trigger=AfterWatermark(early=early, late=AfterProcessingTime(options.late)),
        accumulation_mode=AccumulationMode.DISCARDING,
        allowed_lateness=options.allowed_lateness,
    )


@dataclass(eq=False)
class _FailureSinks(beam.PTransform[Any, Any]):
    """Failures -> files and, if there is one, a topic."""

    folder: str
    topic: str | None

    def expand(self, failures: beam.PCollection[cb.Failure]) -> beam.PCollection[Any]:
        if self.topic:
            failures | beam.Map(_to_json).with_output_types(bytes) | WriteToPubSub(self.topic)
        return failures | cb.WriteRecords(self.folder, cb.Failure)


def _to_json(failure: cb.Failure) -> bytes:
    return json.dumps(to_row(failure)).encode()


if __name__ == "__main__":
    run(sys.argv[1:])
