"""Whether memory stays flat: a worker's peak after 1,000 and after 10,000 articles, all in one process.

    python tests/benchmarks/memory.py ARTICLES [--counts 1000 10000]

ARTICLES is whatever ``claims-beam extract`` takes; they are cycled, each time with another word appended, so that no
two are the same. Peaks are the process's largest resident size so far, model included.
"""

import argparse
import resource
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import claims_beam as cb


def main() -> None:
    """Runs the benchmark and prints a line a milestone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    options = parser.parse_args()
    articles = [article for article in cb.read_articles(options.input) if isinstance(article, cb.Article)]
    tagger, first = cb.load(), None
    claims = 0
    for number, article in enumerate(_varied(articles), start=1):
        claims += len(cb.extract_claims(article, tagger))
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
