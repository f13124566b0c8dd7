"""How long it takes to group claims into quotations, and how much memory: python tests/benchmarks/quotations_scale.py.

The claims are made by rule: half of them quote something that is quoted once; the others repeat quotations by a long
tail, some with edits, and one quotation is repeated by a twentieth of the claims (50,000 of 1,000,000). Each number of
claims runs in a process of its own, one after the other; the times are processor time, since other programs may run.
The peak of memory is that of the one process, which is runner and worker at once.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import apache_beam as beam
from apache_beam.metrics import Metrics

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.factories import make_claim

from claims_beam import Claim, GroupQuotations, Quotation, Speaker

BLOCK = 1_000
FUNCTION = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "it",
    "is",
    "was",
    "for",
    "on",
    "with",
    "as",
    "we",
    "are",
    "be",
    "they",
    "this",
    "have",
    "not",
    "but",
    "will",
    "our",
]
SYLLABLES = [
    a + b
    for a in ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "st"]
    for b in ["a", "e", "i", "o", "u", "ar", "en", "is"]
]
VOCABULARY = ["".join(random.Random(number).choices(SYLLABLES, k=2 + number % 3)) for number in range(40_000)]
WEIGHTS = list(accumulate(1 / (20 + number) for number in range(len(VOCABULARY))))
HOT = "we will build it again and we will build it where it stood before the flood took it from us"


def main() -> None:
    """Run each number of claims in its own process, and compare the times for one claim."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("claims", type=int, nargs="*", default=[250_000, 500_000, 1_000_000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(*options.claims)))
        return
    for claims in options.claims:
        command = [sys.executable, __file__, "--here", str(claims)]
        run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        print(
            "{claims:,} claims: {seconds:,.0f} s of processor time, {each:.0f} microseconds a claim, peak memory "
            "{peak:,.0f} MB, {quotations:,} quotations, {repeated:,} in several articles, the largest in {largest:,} "
            "articles".format(**run, each=1e6 * run["seconds"] / run["claims"]),
            flush=True,
        )


def measure(claims: int) -> dict[str, float]:
    """Group so many claims, and return what it took."""
    start = time.process_time()
    pipeline = beam.Pipeline(runner="FnApiRunner")
    made = pipeline | beam.Create(range(0, claims, BLOCK)) | beam.FlatMap(block, claims).with_output_types(Claim)
    made | GroupQuotations() | beam.ParDo(Measure())
    metrics = pipeline.run().metrics().query()
    [articles] = [each.result for each in metrics["distributions"] if each.key.metric.name == "articles"]
    [repeated] = [each.result for each in metrics["counters"] if each.key.metric.name == "repeated"]
    return {
        "claims": claims,
        "seconds": time.process_time() - start,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "quotations": articles.count,
        "repeated": repeated,
        "largest": articles.max,
    }


class Measure(beam.DoFn):
    """Counts what comes out."""

    def process(self, quotation: Quotation) -> None:
        """Count a quotation."""
        Metrics.distribution("benchmark", "articles").update(quotation.articles)
        Metrics.counter("benchmark", "repeated").inc(int(quotation.articles > 1))


def block(first: int, claims: int) -> Iterator[Claim]:
    """Make the claims from the number ``first`` on."""
    plain = make_claim()
    for number in range(first, first + BLOCK):
        chance = random.Random(number)
        name = f"Ada {VOCABULARY[chance.randrange(2_000)].title()}"
        yield replace(
            plain,
            claim_id=f"{number:032x}",
            article_id=f"https://news.example/{number // 5}",
            publisher=f"Post {chance.randrange(500)}",
            published_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number % 100_000),
            kind="direct",
            text=f"“{' '.join(quoted(number, claims, chance))}”",
            speaker=replace(plain.speaker or Speaker(name), name=name),
        )


def quoted(number: int, claims: int, chance: random.Random) -> list[str]:
    """Return the words that the claim quotes."""
    if number % 20 == 0:
        return HOT.split()
    if number % 2:
        return sentence(random.Random(-number))
    repeated = int(claims / 8 * chance.random() ** 3)
    words = sentence(random.Random(f"repeated {repeated}"))
    if chance.random() < 0.3:
        words[chance.randrange(len(words))] += "s"
    if len(words) > 20 and chance.random() < 0.3:
        words = words[: len(words) // 2 + 5]
    return words


def sentence(chance: random.Random) -> list[str]:
    """Return five to forty words, half of them content words of a long tail."""
    content = chance.choices(VOCABULARY, cum_weights=WEIGHTS, k=chance.randint(3, 20))
    return [word for each in content for word in (chance.choice(FUNCTION), each)]


if __name__ == "__main__":
    main()
