"""With which power of its length the time of a text grows, for texts unlike articles.

    python tests/benchmarks/growth.py [--tagger NAME] [--sizes 2000 4000 8000 16000]

Prints a line for each kind of text of ``tests/support/growing.py``: the power (1 is linear, 2 quadratic), fitted to the
seconds of CPU of all sizes, and the power of the last step. Of the learned tagger everything is timed but its encoder,
whose windows are of one size. The tests count lines of Python instead, which cannot see the time that a regular
expression takes; this benchmark does.
"""

import argparse
import sys
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from support.growing import ARTICLES, HOSTILE, without_encoder

import claims_beam as cb
from claims_beam.attribution.loading import DEFAULT_TAGGER, TAGGERS
from claims_beam.attribution.protocol import Tagger

ROUNDS = 3  # of which the quickest counts


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagger", choices=TAGGERS, default=DEFAULT_TAGGER)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 4_000, 8_000, 16_000])
    options = parser.parse_args()
    tagger = without_encoder() if options.tagger == DEFAULT_TAGGER else cb.load(tagger=options.tagger)
    for name, made in (HOSTILE | ARTICLES).items():
        texts = [made(size) for size in options.sizes]
        times = [_seconds(tagger, text) for text in texts]
        powers = np.diff(np.log(times)) / np.diff(np.log([len(text) for text in texts]))
        power, _ = np.polyfit(np.log([len(text) for text in texts]), np.log(times), 1)
        print(f"{name:35} power {power:5.2f}, at last {powers[-1]:5.2f}, {times[-1]:7.3f} s", flush=True)


def _seconds(tagger: Tagger, text: str) -> float:
    """The seconds of CPU that the claims of the text take."""

    def once() -> float:
        start = process_time()
        cb.extract_claims(text, tagger, statements=True, any_language=True)
        return process_time() - start

    return min(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
