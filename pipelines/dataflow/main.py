"""News articles on Cloud Storage -> a table of claims, on Dataflow. The program of the flex template.

python pipelines/dataflow/main.py --input 'gs://BUCKET/news/*.jsonl' --output gs://BUCKET/claims --project=PROJECT ...

docs/guides/dataflow.md has the whole command.
"""

import argparse
import sys
from collections.abc import Sequence

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms.error_handling import ErrorHandler

import claims_beam as cb
from claims_beam.attribution.loading import DEFAULT_TAGGER, TAGGERS
from claims_beam.cli.extract.dataflow import check_options


def make_parser() -> argparse.ArgumentParser:
    """The template's own parameters, which arrive as --name=value all of them; ``metadata.json`` describes them."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--input", required=True, help="a glob or folder: .txt, .jsonl, .csv, .parquet")
    parser.add_argument("--output", required=True, help="a folder for claims/ and failures/")
    parser.add_argument("--tagger", choices=TAGGERS, default=DEFAULT_TAGGER)
    parser.add_argument("--statements", choices=("true", "false"), default="false")
    parser.add_argument("--overwrite", choices=("true", "false"), default="false")
    return parser


def run(argv: Sequence[str]) -> None:
    """Submits the pipeline and does not wait for its end, as a template's program must not.

    Options it does not know go to Beam. Raises DataflowOptionsError for options that cannot work, before any request.
    """
    options, beam_options = make_parser().parse_known_args(argv)
    beam_options = ["--runner=DataflowRunner", *beam_options]
    check_options(beam_options, [options.input], options.output)
    overwrite = options.overwrite == "true"

    pipeline = beam.Pipeline(options=PipelineOptions(beam_options))
    failing = cb.WriteRecords(f"{options.output}/failures", overwrite=overwrite, write_empty=False)
    with ErrorHandler(failing) as failures:
        claims = (
            pipeline
            | cb.ReadArticles(options.input).with_error_handler(failures)
            | cb.ExtractClaims(tagger=options.tagger, statements=options.statements == "true").with_error_handler(
                failures
            )
        )
        writing = cb.WriteRecords(f"{options.output}/claims", overwrite=overwrite)
        written = claims | writing.with_error_handler(failures)
    (written, failures.output()) | cb.WriteManifest(options.output)
    pipeline.run()


if __name__ == "__main__":
    run(sys.argv[1:])
