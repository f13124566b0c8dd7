"""Polarity and modality of events against annotated factuality.

    python tests/benchmarks/factuality.py CORPUS [--corpus UW]

CORPUS is a JSON Lines file of sentences: ``corpus``, ``split``, ``text`` (tokens joined by blanks) and ``events`` of
``tok`` [first, after] and ``factuality``, from -3 (certainly did not happen) to +3 (certainly happened). Each pair of
modality and polarity is mapped to its mean on the training split; the correlation and the negation F1 are the
development split's. An event counts as negated in gold where its factuality is -1 or less.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import correlation, mean

import spacy
from spacy.tokens import Doc

from claims_beam.nlp import find_model
from claims_beam.nlp.modality import Presented, read_event
from claims_beam.nlp.rules import UNUSED_COMPONENTS

GOLD_NEGATED = -1.0

Event = tuple[Presented, float]


def main() -> None:
    """Runs the benchmark and prints correlation, negation F1 and the mapping."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--corpus", default="UW")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.input.read_text(encoding="utf-8").splitlines()]
    nlp = spacy.load(find_model("en_core_web_sm"), exclude=UNUSED_COMPONENTS)
    splits = defaultdict(list)
    for row in rows:
        if row["corpus"] == options.corpus:
            splits[row["split"]].append(row)
    values = defaultdict(list)
    for shown, factuality in events_of(nlp, splits["train"]):
        values[shown].append(factuality)
    mapping = {shown: mean(found) for shown, found in values.items()}
    for shown in sorted(mapping, key=mapping.__getitem__):
        print(f"{'not ' * shown.negated + shown.modality:20} {len(values[shown]):6,} {mapping[shown]:6.2f}")
    report(list(events_of(nlp, splits["dev"])), mapping)


def events_of(nlp: spacy.Language, rows: Sequence[dict]) -> Iterator[Event]:
    """What is read of each annotated event, and its factuality."""
    docs = nlp.pipe(Doc(nlp.vocab, words=row["text"].split(" ")) for row in rows)
    for row, doc in zip(rows, docs, strict=True):
        for event in row["events"]:
            yield read_event(doc[event["tok"][0]]), event["factuality"]


def report(events: Sequence[Event], mapping: dict[Presented, float]) -> None:
    """Prints Pearson's r of the mapped factuality, and precision, recall and F1 of negation."""
    r = correlation([mapping.get(shown, 0.0) for shown, _ in events], [factuality for _, factuality in events])
    found = [shown.negated for shown, _ in events]
    gold = [factuality <= GOLD_NEGATED for _, factuality in events]
    right = sum(one and other for one, other in zip(found, gold, strict=True))
    print(f"{len(events):,} events: Pearson r {r:.3f}")
    precision, recall = right / sum(found), right / sum(gold)
    print(f"negation: P {precision:.3f}, R {recall:.3f}, F1 {2 * right / (sum(found) + sum(gold)):.3f}")


if __name__ == "__main__":
    main()
