"""What several workers gain, and what Beam costs over a bare loop of functions, side by side in one run.

    python tests/benchmarks/workers.py [--articles N] [--workers N] [--rounds N] [--tagger NAME]

The articles are made up by rule, in JSON lines. In each round the same articles go through the functions in a loop,
through ``claims-beam extract`` in one process, and through it with workers. Of the jobs, what a job with hardly any
articles takes (starting, loading models) is taken off; the loop's models are loaded before. Quote the ratios.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import sys

from rich.console import Console

sys.path.insert(0, str(Path(__file__).parent.parent))
from support.corpus import articles

import claims_beam as cb
from claims_beam.attribution.loading import DEFAULT_TAGGER
from claims_beam.cli.extract.job import Job, run_job
from claims_beam.cli.interruption import Interruption
from claims_beam.records import Claim

_FEW = 8


def main() -> None:
    """Runs the benchmark and prints a line a round and the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tagger", default=DEFAULT_TAGGER)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder, "many"), Path(folder, "few")
        _write(many, options.articles)
        _write(few, _FEW)
        loop = _Loop(options.tagger)
        loop(few)
        shares, overheads = [], []
        for number in range(1, options.rounds + 1):
            bare = _seconds(loop, many)
            one, several = (_without_start(many, few, workers, options.tagger) for workers in (1, options.workers))
            shares.append(several / one)
            overheads.append(one / bare - 1)
            print(
                f"round {number}: functions {bare:.1f} s, one process {one:.1f} s, {options.workers} workers "
                f"{several:.1f} s: {shares[-1]:.2f} of one; Beam {overheads[-1]:+.1%} over functions",
                flush=True,
            )
    print(f"{options.workers} workers take {median(shares):.2f} of one ({min(shares):.2f} to {max(shares):.2f})")
    print(f"Beam over functions: {median(overheads):+.1%} ({min(overheads):+.1%} to {max(overheads):+.1%})")


def _write(folder: Path, count: int) -> None:
    """The articles in two files at least, so that two workers have something to start up for."""
    folder.mkdir()
    made = list(articles(count, sentences=12))
    for part in range(2):
        rows = ({"article_id": article.article_id, "text": article.text} for article in made[part::2])
        (folder / f"{part}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


class _Loop:
    """The job in functions, without Beam's pipelines."""

    def __init__(self, tagger: str) -> None:
        self._tagger, self._parser = cb.load(tagger=tagger), cb.load_parser()

    def __call__(self, folder: Path) -> None:
        found = (
            claim
            for article in cb.read_articles(str(folder))
            if isinstance(article, cb.Article)
            for claim in cb.extract_claims(article, self._tagger, parser=self._parser, statements=True)
        )
        with tempfile.TemporaryDirectory() as output:
            cb.write_records(found, output, Claim)


def _without_start(many: Path, few: Path, workers: int, tagger: str) -> float:
    def job(inputs: Path) -> None:
        with tempfile.TemporaryDirectory() as output:
            run_job(
                Job([str(inputs)], output, extract=cb.ExtractClaims(tagger=tagger, statements=True), workers=workers),
                Console(quiet=True),
                Interruption(),
            )

    return _seconds(job, many) - _seconds(job, few)


def _seconds(work: Callable[[Any], None], argument: object) -> float:
    start = perf_counter()
    work(argument)
    return perf_counter() - start


if __name__ == "__main__":
    main()
