"""Find claims with a tagger of your own, and give the speakers of a table of known people their ids.

python pipelines/own_tagger.py --input 'articles/*.jsonl' --output out
"""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions

import claims_beam as cb

PEOPLE = (
    cb.KnownPerson("Ada Moreno", aliases=("A. Moreno",), title="Mayor of Port Ellery", id="Q1001"),
    cb.KnownPerson("Ines Falk", id="Q1002"),
)


class AccordingTo:
    """A tagger that finds one form: *According to SOURCE, CONTENT.*"""

    model_id = "according-to/1"
    _pattern = re.compile(r"(According to) ([^,.]+), ([^.]+)\.")

    def __call__(self, document: cb.Document) -> cb.Document:
        """Return the document with its attributions: spans and a confidence, which is all that a tagger gives."""
        found = [
            cb.Attribution(
                content=(cb.Span(*match.span(3)),),
                cue=cb.Cue(spans=(cb.Span(*match.span(1)),)),
                source=(cb.Span(*match.span(2)),),
                confidence=0.9,
            )
            for match in self._pattern.finditer(document.text)
        ]
        return replace(document, attributions=tuple(found))


def run(argv: Sequence[str]) -> None:
    """Run the pipeline; options that it does not know go to Beam."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True, help="a file, a glob or a folder of articles")
    parser.add_argument("--output", required=True, help="a folder for claims/")
    options, beam_options = parser.parse_known_args(argv)
    with beam.Pipeline(options=PipelineOptions(["--runner=FnApiRunner", *beam_options])) as pipeline:
        claims = pipeline | cb.ReadArticles(options.input) | cb.ExtractClaims(tagger=AccordingTo, known_people=PEOPLE)
        claims | cb.WriteRecords(f"{options.output}/claims")


if __name__ == "__main__":
    run(sys.argv[1:])
