"""How fast the extract step is, as a ratio to spaCy's own whole pipeline on the same texts, side by side in one run.

    python tests/benchmarks/extract.py ARTICLES [--articles N] [--rounds N] [--tagger NAME]

ARTICLES is whatever ``claims-beam extract`` takes; all is timed that the command does to an article. Each round times
both, one after the other, on one core; the ratio of a round is extract's words/s over nlp.pipe's. Quote the ratios:
words/s depend on the machine. Seconds are the processor's, which other programs lengthen little.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median
from time import process_time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy

import claims_beam as cb
from claims_beam.attribution.loading import DEFAULT_TAGGER
from claims_beam.parsing.models import find_model
from claims_beam.parsing.predicates import PredicateParser


def main() -> None:
    """Runs the benchmark and prints a line a round and the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tagger", default=DEFAULT_TAGGER)
    options = parser.parse_args()
    articles = [one for one in islice(cb.read_articles(options.input), options.articles) if isinstance(one, cb.Article)]
    words = sum(len(article.text.split()) for article in articles)
    tagger, parser = cb.load(tagger=options.tagger), cb.load_parser()
    nlp = spacy.load(find_model("en_core_web_sm"))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{len(articles)} articles, {words:,} words, tagger {tagger.model_id}, against {nlp.meta['name']} whole")
    compare(words, lambda: _extract(articles, tagger, parser), lambda: _parse(articles, nlp), options.rounds)


def compare(words: int, extract: Callable[[], None], parse: Callable[[], None], rounds: int) -> None:
    """Times the two in turn, after one round that is not counted."""
    extract()
    parse()
    ratios = []
    for number in range(1, rounds + 1):
        extract_seconds, parse_seconds = _seconds(extract), _seconds(parse)
        ratios.append(parse_seconds / extract_seconds)
        print(
            f"round {number}: extract {words / extract_seconds:,.0f} words/s, "
            f"nlp.pipe {words / parse_seconds:,.0f} words/s, ratio {ratios[-1]:.2f}"
        )
    print(f"extract / nlp.pipe: median {median(ratios):.2f}, min {min(ratios):.2f}, max {max(ratios):.2f}")


def _extract(articles: Sequence[cb.Article], tagger: cb.Tagger, parser: PredicateParser) -> None:
    """All that the command does to an article, statements included."""
    for article in articles:
        cb.extract_claims(article, tagger, parser=parser, statements=True)


def _parse(articles: Sequence[cb.Article], nlp: spacy.Language) -> None:
    for _ in nlp.pipe(article.text for article in articles):
        pass


def _seconds(run: Callable[[], None]) -> float:
    start = process_time()
    run()
    return process_time() - start


if __name__ == "__main__":
    main()
