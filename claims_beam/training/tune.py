"""One command that fits to annotated articles how a model's scores are decoded, and its confidence.

    python -m claims_beam.training.tune MODEL DEV.jsonl [DEV.jsonl ...]

MODEL is a finished model folder; its settings.json receives the options of the decoder, the calibration and the scores.
The options are those with the greatest F end to end, as the mean over the files, that a search along one option at a
time finds. What is tuned on a file is measured on it too, so the scores are optimistic.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from claims_beam.attribution.learned.decoding import Decoder, Options
from claims_beam.attribution.learned.model import Model, load_model
from claims_beam.encoder.model import Pass
from claims_beam.text.quotation import find_quotations
from claims_beam.training.data import read_jsonl
from claims_beam.training.evaluate import evaluate, score, update_settings

# How far an option is moved, one round of the search after the other. All of them are of the size of probabilities.
STEPS = (0.12, 0.06, 0.03)


@dataclass(frozen=True, slots=True)
class DevSet:
    """The articles of a file, and the encoder's pass over each."""

    articles: list[dict[str, Any]]
    passes: list[Pass]

    def f(self, decoder: Decoder) -> float:
        """Return F end to end of what the decoder finds."""
        found = {
            article["id"]: decoder(read.pieces, read.emissions, read.hidden)
            for article, read in zip(self.articles, self.passes, strict=True)
        }
        return score(self.articles, found).end_to_end().f


def main(argv: list[str] | None = None) -> None:
    """Tune, calibrate, and print the scores of all files together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("dev", type=Path, nargs="+")
    given = parser.parse_args(argv)
    model = load_model(given.model)
    options = search(model.decoder, [read(model, path) for path in given.dev])
    update_settings(given.model, options=asdict(options))
    print(evaluate(given.model, *given.dev))


def read(model: Model, path: Path) -> DevSet:
    """Return the articles of the file, each read by the model's encoder."""
    articles = read_jsonl(path)
    return DevSet(articles, [model.encoder(article["text"], find_quotations(article["text"])) for article in articles])


def search(decoder: Decoder, sets: Sequence[DevSet]) -> Options:
    """Return the options with the greatest mean of F over the sets that are found from those of the decoder."""

    def worth(options: Options) -> float:
        return sum(some.f(replace(decoder, options=options)) for some in sets) / len(sets)

    best = decoder.options
    highest = worth(best)
    for step in STEPS:
        for place in range(len(numbers(best))):
            for move in (step, -step):
                moved = with_number(best, place, numbers(best)[place] + move)
                reached = worth(moved)
                if reached > highest:
                    best, highest = moved, reached
        print(f"step {step}: F {100 * highest:.2f} with {best}", flush=True)
    return best


def numbers(options: Options) -> tuple[float, ...]:
    """Return the options that are searched."""
    return (*options.thresholds, *options.blend, options.no_source)


def with_number(options: Options, place: int, number: float) -> Options:
    """Return the options in which the one at this place of ``numbers`` is another."""
    changed = list(numbers(options))
    changed[place] = round(number, 3)
    source, cue, content, source_blend, cue_blend, content_blend, no_source = changed
    return replace(
        options,
        thresholds=(source, cue, content),
        blend=(source_blend, cue_blend, content_blend),
        no_source=no_source,
    )


if __name__ == "__main__":
    main()
