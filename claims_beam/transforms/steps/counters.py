"""What the steps count besides elements and failures: the numbers of the domain, which a runner's page shows."""

from collections.abc import Callable, Mapping
from typing import Any

from apache_beam.metrics import Metrics

from claims_beam.articles.errors import ArticleError, PassedOver
from claims_beam.records import Claim, Document

NAMESPACE = "claims_beam"

PASSED_OVER = "parse.passed_over"

_MOST_EXAMPLES = 1_000  # A worker gives no more, so that the metric stays small and its readers can read it.

Counters = Callable[[Any], Mapping[str, int]]
"""Tells for an output of a step what to add to which counters."""


def count_sentences(document: Document) -> Mapping[str, int]:
    """Count the sentences of a split document."""
    return {"sentences": len(document.sentences)}


def count_claim(claim: Claim) -> Mapping[str, int]:
    """Count a claim by its kind, and whether its speaker has no name; a statement has no speaker to be found."""
    unresolved = claim.kind != "statement" and (claim.speaker is None or claim.speaker.name is None)
    return {f"claims.{claim.kind}": 1, "unresolved_speakers": int(unresolved)}


def count_window() -> None:
    """Count a window that the encoder has read, in the step that runs the encoder at the moment."""
    Metrics.counter(NAMESPACE, "tagger_windows").inc()


def count_words(document: Document) -> int:
    """Return how many words the document has, separated by white space."""
    return len(document.text.split())


OnPassedOver = Callable[[PassedOver], None]
"""Is told of what comes from the web and holds no article, and why."""


def count_passed_over(reason: PassedOver) -> None:
    """Count what comes from the web and holds no article: ``parse.passed_over.REASON``."""
    Metrics.counter(NAMESPACE, f"{PASSED_OVER}.{reason.reason}").inc()


class CountUnread:
    """Counts optional fields that could not be read, and keeps one example of each file: ``parse.unread.FIELD``."""

    EXAMPLES = "parse.unread"
    """The metric, a set of strings, with the examples: the file, a line break, and what is wrong."""

    def __init__(self) -> None:
        """Start with no examples; each worker that a step runs on has one of these."""
        self._shown: set[str] = set()

    def __call__(self, field: str, error: ArticleError) -> None:
        """Count a field."""
        del error
        Metrics.counter(NAMESPACE, f"{self.EXAMPLES}.{field}").inc()

    def in_file(self, path: str, field: str, error: ArticleError) -> None:
        """Count a field of a file, the first of which on this worker is its example."""
        self(field, error)
        if path not in self._shown and len(self._shown) < _MOST_EXAMPLES:
            self._shown.add(path)
            Metrics.string_set(NAMESPACE, self.EXAMPLES).add(f"{path}\n{error.message}")
