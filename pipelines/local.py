"""News articles in files -> a table of claims, on this machine. Copy it and make it yours.

python pipelines/local.py --input 'articles/*.jsonl' --output out
"""

import argparse
import sys
from collections.abc import Sequence

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions

import claims_beam as cb


def run(argv: Sequence[str]) -> None:
    """Runs the pipeline; options it does not know go to Beam. Raises what the pipeline raises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True, help="a file or a glob: .txt, .jsonl, .csv, .parquet")
    parser.add_argument("--output", required=True, help="a folder for claims/ and failures/")
    options, beam_options = parser.parse_known_args(argv)

    with beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner", *beam_options])) as pipeline:
        with cb.ErrorHandler(cb.WriteRecords(f"{options.output}/failures")) as failures:
            claims = (
                pipeline
                | cb.ReadArticles(options.input).with_error_handler(failures)
                | cb.ExtractClaims().with_error_handler(failures)
            )
            written = claims | cb.WriteRecords(f"{options.output}/claims").with_error_handler(failures)
        (written, failures.output()) | cb.WriteManifest(options.output)


if __name__ == "__main__":
    run(sys.argv[1:])
