"""How fast the extract step is, as a ratio to spaCy's own whole pipeline on the same texts, side by side in one run.

    python tests/benchmarks/extract.py ARTICLES [--articles N] [--rounds N] [--tagger NAME] [--parse]

ARTICLES is whatever ``claims-beam extract`` takes; all is timed that the command does to an article. Each round times
extract, nlp.pipe and, for the learned tagger, the bare session of its encoder on the same windows, one after the other,
on one core; the ratio of a round is extract's words/s over nlp.pipe's. Then come the shares of the steps. Quote the
ratios: words/s depend on the machine. Seconds are the processor's, which other programs lengthen little.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from statistics import median
from time import process_time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy

import claims_beam as cb
from claims_beam.attribution import finishing, loading
from claims_beam.attribution.learned import tagger as learned
from claims_beam.encoder import model as encoder
from claims_beam.parsing.models import find_model

STEPS: Sequence[tuple[Any, str]] = (
    (finishing, "find_speech"),
    (encoder, "encode"),
    (encoder, "run_windows"),
    (learned, "tag_names"),
    (learned, "to_mentions"),
    (learned, "find_referents"),
    (learned, "find_phrases"),
    (loading, "finish"),
)
"""Functions within ``extract_quotes`` whose time is told apart, and where they are called from."""


def main() -> None:
    """Runs the benchmark and prints a line a round, the summary and the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tagger", default=loading.DEFAULT_TAGGER)
    parser.add_argument("--parse", action="store_true")
    options = parser.parse_args()
    articles = [one for one in islice(cb.read_articles(options.input), options.articles) if isinstance(one, cb.Article)]
    words = sum(len(article.text.split()) for article in articles)
    tagger, parser = cb.load(tagger=options.tagger), cb.load_parser() if options.parse else None
    nlp = spacy.load(find_model("en_core_web_sm"))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{len(articles)} articles, {words:,} words, tagger {tagger.model_id}, against {nlp.meta['name']} whole")
    runs = {
        "extract": lambda: _extract(articles, tagger, parser),
        "nlp.pipe": lambda: _parse(articles, nlp),
    }
    if isinstance(tagger, learned.LearnedTagger):
        runs["encoder"] = _bare_encoder(articles, tagger)
    compare(words, runs, options.rounds)
    for name, seconds in shares(articles, tagger, parser).items():
        print(f"{name:20} {seconds:6.1%}")


def compare(words: int, runs: dict[str, Callable[[], None]], rounds: int) -> None:
    """Times all in turn, after one round that is not counted."""
    for run in runs.values():
        run()
    timed = []
    for number in range(1, rounds + 1):
        timed.append({name: _seconds(run) for name, run in runs.items()})
        speeds = ", ".join(f"{name} {words / seconds:,.0f} words/s" for name, seconds in timed[-1].items())
        print(f"round {number}: {speeds}", flush=True)
    for name, above in (("extract / nlp.pipe", "nlp.pipe"), ("extract / encoder", "encoder")):
        if above in runs:
            ratios = [seconds[above] / seconds["extract"] for seconds in timed]
            print(f"{name}: median {median(ratios):.2f}, min {min(ratios):.2f}, max {max(ratios):.2f}")


def shares(articles: Sequence[cb.Article], tagger: cb.Tagger, parser: Any) -> dict[str, float]:
    """The share of each step in the time of all, step by step over all articles."""
    seconds: dict[str, float] = {}

    def step(name: str, function: Callable[..., Any], elements: Sequence[Any]) -> list[Any]:
        start = process_time()
        done = [function(element) for element in elements]
        seconds[name] = process_time() - start
        return done

    documents = step("split_sentences", cb.split_sentences, articles)
    inner = {name: _watched(module, name) for module, name in STEPS}
    documents = step("extract_quotes", partial(cb.extract_quotes, tagger=tagger), documents)
    for (module, name), (function, spent) in zip(STEPS, inner.values(), strict=True):
        setattr(module, name, function)
        seconds[f"  {name}"] = sum(spent)
        seconds["extract_quotes"] -= sum(spent)
    documents = step("resolve_speakers", cb.resolve_speakers, documents)
    documents = step("find_statements", cb.find_statements, documents)
    documents = step("find_predicates", partial(cb.find_predicates, parser=parser), documents)
    claims = step("build_claims", cb.build_claims, documents)
    step("score_claim", lambda found: [cb.score_claim(claim) for claim in found], claims)
    return {name: spent / sum(seconds.values()) for name, spent in seconds.items()}


def _watched(module: Any, name: str) -> tuple[Callable[..., Any], list[float]]:
    """Puts a function in the place of the module's that also notes its seconds; gives the module's and the notes."""
    function, spent = getattr(module, name), []

    def watched(*args: Any) -> Any:
        start = process_time()
        result = function(*args)
        spent.append(process_time() - start)
        return result

    setattr(module, name, watched)
    return function, spent


def _bare_encoder(articles: Sequence[cb.Article], tagger: learned.LearnedTagger) -> Callable[[], None]:
    """What runs the encoder's session on the windows of the articles, and does nothing else."""
    windows: list[Any] = []

    def record(*window: Any) -> Any:
        windows.append(window)
        return reader(*window)

    found = tagger.encoder
    reader = found.reader
    object.__setattr__(found, "reader", record)
    for article in articles:
        cb.extract_quotes(cb.split_sentences(article), tagger)
    object.__setattr__(found, "reader", reader)

    def run() -> None:
        for window in windows:
            reader(*window)

    return run


def _extract(articles: Sequence[cb.Article], tagger: cb.Tagger, parser: Any) -> None:
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
