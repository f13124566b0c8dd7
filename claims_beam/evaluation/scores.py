"""Precision, recall and F that add up: the scores of articles give the scores of a corpus, in any order.

``protocol.py`` explains what each measure means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self

Role = Literal["source", "cue", "content"]
Group = Literal["all", "direct", "mixed", "indirect"]
Naming = Literal["named", "unnamed"]

ROLES: tuple[Role, ...] = ("source", "cue", "content")
GROUPS: tuple[Group, ...] = ("all", "direct", "mixed", "indirect")
NAMINGS: tuple[Naming, ...] = ("named", "unnamed")
THRESHOLDS = (0.5, 0.8, 1.0)
MATCHED = 0.5


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``total``; ``value`` is 0 where there is nothing to count."""

    hits: int = 0
    total: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Return the share in both."""
        return Share(self.hits + other.hits, self.total + other.total)

    @property
    def value(self) -> float:
        """Return the share as a number from 0 to 1."""
        return self.hits / self.total if self.total else 0.0


class Measure(NamedTuple):
    """What a share is a share of: a view of the protocol, the part of it, and precision (P), recall (R) or neither."""

    view: Literal["spans", "contents", "end_to_end", "sources", "speakers"]
    part: Role | Group | Naming
    side: Literal["P", "R", ""] = ""
    threshold: float = MATCHED


Observation = tuple[Measure, Share]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, the share of predictions that are right, and recall, the share of gold that is found."""

    precision: Share
    recall: Share

    @property
    def f(self) -> float:
        """Return the harmonic mean of precision and recall."""
        precision, recall = self.precision.value, self.recall.value
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __str__(self) -> str:
        """Return P, R and F in percent, then the numbers of gold and of predicted items."""
        percents = (100 * value for value in (self.precision.value, self.recall.value, self.f))
        return "".join(f"{percent:7.1f}" for percent in percents) + f"{self.recall.total:7}{self.precision.total:7}"


@dataclass(frozen=True, slots=True)
class Scores:
    """The shares measured, by measure. ``a + b`` are the scores of both texts together; ``Scores()`` is the zero."""

    shares: Mapping[Measure, Share] = field(default_factory=dict)

    def __add__(self, other: "Scores") -> "Scores":
        """Return the scores of both texts together."""
        return Scores.of([*self.shares.items(), *other.shares.items()])

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> Self:
        """Return the scores that the observations add up to."""
        shares: dict[Measure, Share] = {}
        for measure, share in observations:
            shares[measure] = shares.get(measure, Share()) + share
        return cls(shares)

    def spans(self, role: Role) -> Agreement:
        """Return the agreement of exact spans of a role."""
        return self._agreement(Measure("spans", role))

    def contents(self, group: Group = "all", threshold: float = MATCHED) -> Agreement:
        """Return the agreement of contents matched at an IoU of one of ``THRESHOLDS`` or more."""
        if threshold not in THRESHOLDS:
            raise ValueError(f"threshold must be one of {THRESHOLDS}, got {threshold!r}")
        return self._agreement(Measure("contents", group, threshold=threshold))

    def end_to_end(self, group: Group = "all") -> Agreement:
        """Return the agreement of contents matched at ``MATCHED`` with the right source.

        A hit counts in the gold content's group on both sides, so the precision of a kind can exceed 1 where
        predictions are of another kind. Taggers are therefore ranked by ``f``.
        """
        hits, counts = self._share(Measure("end_to_end", group)).hits, self.contents(group)
        return Agreement(Share(hits, counts.precision.total), Share(hits, counts.recall.total))

    def sources(self, group: Group = "all") -> Share:
        """Return the share of contents whose source overlaps the gold source.

        Only contents that are matched at ``MATCHED`` and have a gold source count.
        """
        return self._share(Measure("sources", group))

    def speakers(self, naming: Naming = "named") -> Share:
        """Return the share of contents whose speaker agrees with the gold speaker.

        Only contents that are matched at ``MATCHED`` count, and of those the ones whose gold speaker has a name
        (``named``) or has none (``unnamed``).
        """
        return self._share(Measure("speakers", naming))

    def __str__(self) -> str:
        """Return the scores in percent, a row a measure, for people."""
        agreements = {f"spans {role}": self.spans(role) for role in ROLES}
        agreements |= {
            f"contents {group} {threshold}": self.contents(group, threshold)
            for group in GROUPS
            for threshold in THRESHOLDS
        }
        agreements |= {f"end to end {group}": self.end_to_end(group) for group in GROUPS}
        shares = {f"sources {group}": self.sources(group) for group in GROUPS}
        shares |= {f"speakers {naming}": self.speakers(naming) for naming in NAMINGS}
        rows = [f"{'':22}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}{'pred':>7}"]
        rows += [f"{name:22}{agreement}" for name, agreement in agreements.items()]
        rows += [f"{name:22}{100 * share.value:7.1f} of {share.total}" for name, share in shares.items()]
        return "\n".join(rows)

    def _agreement(self, measure: Measure) -> Agreement:
        return Agreement(self._share(measure._replace(side="P")), self._share(measure._replace(side="R")))

    def _share(self, measure: Measure) -> Share:
        return self.shares.get(measure, Share())
