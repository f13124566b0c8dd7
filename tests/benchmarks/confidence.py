"""What a least confidence gives and takes, and how true confidence is, on annotated articles.

    python tests/benchmarks/confidence.py GOLD.jsonl ...

Each GOLD has one article a line: ``{"id", "text", "attributions": [{"source", "cue", "content"}]}`` with spans as pairs
of offsets. Printed are, for each file and for all of them together, precision and recall of contents (IoU of at least
.5) at several values of ``min_confidence``, and the expected calibration error of ``confidence``: an attribution is
right if its content matches and its cue and source overlap the annotated ones.
"""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import claims_beam as cb
from claims_beam.evaluation.protocol import from_gold, right_attributions, score_article
from claims_beam.evaluation.scores import Scores
from claims_beam.training.calibrate import expected_calibration_error

LEAST = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass
class Found:
    """What was found in some articles: scores by least confidence, and how sure and how right each attribution is."""

    scores: dict[float, Scores] = field(default_factory=dict)
    confidence: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def read(self, path: Path, tagger: cb.Tagger) -> None:
        """Find the attributions of the articles of a file."""
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            article = cb.Article(row["id"], row["text"])
            document = cb.extract_quotes(cb.split_sentences(article), tagger)
            gold = [from_gold(each) for each in row["attributions"]]
            self.confidence += [each.confidence for each in document.attributions]
            self.right += right_attributions(article.text, gold, document.attributions)
            for least in LEAST:
                kept = cb.select_quotes(document, least).attributions
                self.scores[least] = self.scores.get(least, Scores()) + score_article(article.text, gold, kept)

    def add(self, other: "Found") -> None:
        """Take in what was found in other articles."""
        self.confidence += other.confidence
        self.right += other.right
        for least, scores in other.scores.items():
            self.scores[least] = self.scores.get(least, Scores()) + scores

    def report(self, name: str) -> None:
        """Print the figures."""
        error = expected_calibration_error(np.array(self.confidence), np.array(self.right))
        print(f"{name}: {len(self.right):,} attributions, expected calibration error {error:.4f}")
        for least, scores in self.scores.items():
            contents = scores.contents()
            precision, recall = contents.precision.value, contents.recall.value
            figures = f"precision {100 * precision:.1f}, recall {100 * recall:.1f}, F {100 * contents.f:.1f}"
            print(f"  from {least:.1f}: {figures}")


def main() -> None:
    """Run the benchmark and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    tagger, together = cb.load(), Found()
    for path in parser.parse_args().gold:
        found = Found()
        found.read(path, tagger)
        found.report(str(path))
        together.add(found)
    together.report("together")


if __name__ == "__main__":
    main()
