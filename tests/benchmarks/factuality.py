"""Polarity and modality of events against annotated factuality.

    python tests/benchmarks/factuality.py INPUT [--split dev]

INPUT is a JSON Lines file of sentences: ``corpus``, ``split``, ``text`` (tokens joined by blanks) and ``events`` of
``tok`` [first, after] and ``factuality``, from -3 (certainly did not happen) over 0 (unknown) to +3 (certainly
happened). The text is tokenized as the package does it, and an event is the word at its first character.

For each corpus: Pearson's r of the mapped factuality, where each pair of modality and polarity is mapped to its mean on
UW's training split; and the F1 of negation over *all* events and over *main* ones, the verbs of main and complement
clauses, which is what the predicate of a claim is made of. Annotators give degrees, so where negation begins in gold is
a matter of definition; the F1 is printed for each:

- ``below 0``: on average they lean to its not having happened;
- ``-1 or less``: they do so clearly;
- ``clear``: -1 or less against 1 or more, events between left out.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import correlation, mean
from typing import NamedTuple

import spacy
from spacy.tokens import Token

from claims_beam.lexicon.implicatives import Presented
from claims_beam.parsing.modality import read_event
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.parsing.pipeline import shared_parsing

MAPPED_FROM = "UW"
# What counts as negated in gold, and which events count at all.
DEFINITIONS: Mapping[str, tuple[Callable[[float], bool], Callable[[float], bool]]] = {
    "below 0": (lambda factuality: factuality < 0, lambda factuality: True),
    "-1 or less": (lambda factuality: factuality <= -1, lambda factuality: True),
    "clear": (lambda factuality: factuality <= -1, lambda factuality: abs(factuality) >= 1),
}


class Event(NamedTuple):
    """What is read of an annotated event, and what annotators say of it."""

    shown: Presented
    factuality: float
    is_main: bool


def main() -> None:
    """Runs the benchmark and prints the mapping, then correlation and negation F1 of each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.input.read_text(encoding="utf-8").splitlines()]
    nlp = shared_parsing(DEFAULT_MODEL).nlp
    events = events_of(nlp, [row for row in rows if row["split"] == options.split or row["corpus"] == MAPPED_FROM])
    mapping = mapped(events[MAPPED_FROM, "train"])
    for (corpus, split), found in events.items():
        if split == options.split:
            report(corpus, found, mapping)


def events_of(nlp: spacy.Language, rows: Sequence[dict]) -> dict[tuple[str, str], list[Event]]:
    """The events of each corpus and split."""
    events = defaultdict(list)
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        starts = list(accumulate((len(word) + 1 for word in row["text"].split(" ")), initial=0))
        for event in row["events"]:
            first = starts[event["tok"][0]]
            word = doc.char_span(first, first + 1, alignment_mode="expand")[0]
            events[row["corpus"], row["split"]].append(Event(read_event(word), event["factuality"], is_main(word)))
    return events


def is_main(word: Token) -> bool:
    """Whether the word is the verb of a main or complement clause."""
    return word.tag_.startswith(("VB", "MD")) and word.dep_ in ("ROOT", "ccomp")


def mapped(events: Sequence[Event]) -> dict[Presented, float]:
    """The mean factuality of each way to present an event, which is printed too."""
    values = defaultdict(list)
    for event in events:
        values[event.shown].append(event.factuality)
    mapping = {shown: mean(found) for shown, found in values.items()}
    for shown in sorted(mapping, key=mapping.__getitem__):
        print(f"{'not ' * shown.negated + shown.modality:20} {len(values[shown]):6,} {mapping[shown]:6.2f}")
    return mapping


def report(corpus: str, events: Sequence[Event], mapping: Mapping[Presented, float]) -> None:
    """Prints Pearson's r of the mapped factuality, and precision, recall and F1 of negation by definition."""
    r = correlation([mapping.get(event.shown, 0.0) for event in events], [event.factuality for event in events])
    print(f"{corpus}: {len(events):,} events, Pearson r {r:.3f}")
    for scope, chosen in (("all", events), ("main", [event for event in events if event.is_main])):
        print(f"  {scope:4} {len(chosen):6,}  " + "; ".join(scores(chosen)))


def scores(events: Sequence[Event]) -> Iterator[str]:
    """Precision, recall and F1 of negation, a definition of gold each."""
    for name, (is_negated, counts) in DEFINITIONS.items():
        found = [(event.shown.negated, is_negated(event.factuality)) for event in events if counts(event.factuality)]
        right, read, gold = (sum(column) for column in zip(*((a and b, a, b) for a, b in found), strict=True))
        precision, recall, f1 = right / max(read, 1), right / max(gold, 1), 2 * right / max(read + gold, 1)
        yield f"{name}: P {precision:.2f} R {recall:.2f} F1 {f1:.3f} of {gold}"


if __name__ == "__main__":
    main()
