"""Whether memory stays flat: a worker's peak after 1,000 and after 10,000 articles, all in one process.

    python tests/benchmarks/memory.py [ARTICLES] [--counts 1000 10000] [--tagger NAME]

ARTICLES is whatever ``claims-beam extract`` takes; without it, they are made up by rule, two sentences each. They are
cycled, each time with another word appended, so that no two are the same, and all that the command does is done to
them. Peaks are the process's largest resident size so far, models included.
"""

import argparse
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from support import corpus

import claims_beam as cb
from claims_beam.attribution.loading import DEFAULT_TAGGER


def main() -> None:
    """Runs the benchmark and prints a line a milestone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", nargs="?")
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--tagger", default=DEFAULT_TAGGER)
    options = parser.parse_args()
    given = cb.read_articles(options.input) if options.input else corpus.articles(1_000, sentences=2)
    articles = [article for article in given if isinstance(article, cb.Article)]
    tagger, first = cb.load(tagger=options.tagger), None
    claims = 0
    for number, article in enumerate(_varied(articles), start=1):
        claims += len(cb.extract_claims(article, tagger, statements=True))
        if number in options.counts:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            first = first or peak
            print(f"{number:,} articles, {claims:,} claims: peak {peak:,.0f} MiB ({peak / first - 1:+.1%})", flush=True)
        if number == max(options.counts):
            break


def _varied(articles: list[cb.Article]) -> Iterator[cb.Article]:
    for number in count():
        for article in articles:
            word = f"w{number}{article.article_id[:8]}"
            yield replace(article, text=f"{article.text} {word} said so.", article_id=f"{article.article_id}-{number}")


if __name__ == "__main__":
    main()
