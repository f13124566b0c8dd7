"""Whether hostile articles, made by seed, go through all steps with nothing raised and every offset at its words.

    python tests/benchmarks/hostile.py [--tagger NAME] [--first 0] [--count 10000]

Prints a line for each article that something is wrong with, and at the end how many there were. The articles are those
of ``tests/support/hostile.py``; a few hundred of them are a test of the suite.
"""

import argparse
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))
from support import hostile

import claims_beam as cb
from claims_beam.attribution.loading import DEFAULT_TAGGER, TAGGERS


def main() -> int:
    """Run the benchmark, and return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagger", choices=TAGGERS, default=DEFAULT_TAGGER)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    tagger = cb.load(tagger=options.tagger)
    claims, wrong, start = 0, 0, process_time()
    for seed in range(options.first, options.first + options.count):
        try:
            claims += hostile.check(hostile.article(seed), tagger)
        except Exception as error:
            wrong += 1
            print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
    seconds = process_time() - start
    print(f"{options.tagger}: {options.count:,} articles, {claims:,} claims, {wrong:,} wrong, {seconds:.0f} s of CPU")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
