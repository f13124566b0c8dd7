"""Document -> claims, and the whole way from article to claims."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import apache_beam as beam

from claims_beam.articles.parse import check_length, check_max_chars
from claims_beam.attribution.loading import DEFAULT_TAGGER, check_names
from claims_beam.attribution.selection import Selection
from claims_beam.checkworthy import score_claim
from claims_beam.claims.build import build_claims
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Article, Claim, Document, SentenceRecord
from claims_beam.text.sentences import each_sentence
from claims_beam.transforms.annotating import (
    ExtractQuotes,
    FindPredicates,
    FindStatements,
    PeopleSource,
    ResolveSpeakers,
    SelectQuotes,
    SplitSentences,
)
from claims_beam.transforms.steps import GuardedTransform, Step
from claims_beam.transforms.steps.counters import count_claim


@dataclass(eq=False)
class BuildClaims(GuardedTransform[beam.PCollection[Document], beam.PCollection[Claim]]):
    """Documents with speakers -> claims. Function twin: ``build_claims``."""

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Claim]:
        """Build the claims of each document."""
        step = Step("build_claims", build_claims, takes=Document, gives=Claim, many=True, counters=count_claim)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class ScoreClaims(GuardedTransform[beam.PCollection[Claim], beam.PCollection[Claim]]):
    """Claims -> the same with their check-worthiness and its reasons. Function twin: ``score_claim``."""

    def expand(self, claims: beam.PCollection[Claim]) -> beam.PCollection[Claim]:
        """Score each claim."""
        step = Step("score_claims", score_claim, takes=Claim, gives=Claim)
        return claims | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class EachSentence(GuardedTransform[beam.PCollection[Document], beam.PCollection[SentenceRecord]]):
    """Documents with sentences -> one row a sentence, for a side table. Function twin: ``each_sentence``."""

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[SentenceRecord]:
        """Give each document's sentences."""
        step = Step("each_sentence", each_sentence, takes=Document, gives=SentenceRecord, many=True)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class ExtractClaims(GuardedTransform[beam.PCollection[Article], beam.PCollection[Claim]]):
    """Articles -> claims: the steps above, in the order of its function twin, ``extract_claims``.

    An article stays one element all the way, so the chain fuses. Options that both have mean the same; ``model`` and
    ``tagger`` are as in ``ExtractQuotes``, ``known_people`` as in ``ResolveSpeakers`` and ``parse`` as in
    ``FindPredicates``. Raises ValueError for options out of range.
    """

    model: str = DEFAULT_MODEL
    tagger: str = DEFAULT_TAGGER
    known_people: PeopleSource = ()
    statements: bool = False
    parse: bool = False
    predicates: bool = True
    check_worthiness: bool = True
    min_confidence: float = 0.0
    cue_classes: Collection[str] | None = None
    max_chars: int | None = None

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        check_names(self.model, self.tagger)
        Selection(self.min_confidence, self.cue_classes)
        if self.max_chars is not None:
            check_max_chars(self.max_chars)
        if self.parse and not self.predicates:
            raise ValueError("parse is on and predicates is off, and a parse is for predicates only; leave out one")

    def settings(self) -> dict[str, Any]:
        """Return the options that decide which rows there are and what they say, as JSON has values.

        Known people, of whom there may be millions, are left out.
        """
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "known_people"}
        return values | {"cue_classes": self.cue_classes and sorted(self.cue_classes)}

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Claim]:
        """Run the steps, which are those of ``extract_claims`` in the same order."""
        handler = self.error_handler
        if self.max_chars is not None:
            check = partial(check_length, max_chars=self.max_chars)
            step = Step("check_length", check, takes=Article, gives=Article)
            articles = articles | "CheckLength" >> step.with_error_handler(handler)
        documents = articles | SplitSentences().with_error_handler(handler)
        documents = documents | ExtractQuotes(self.model, self.tagger).with_error_handler(handler)
        documents = documents | ResolveSpeakers(self.known_people).with_error_handler(handler)
        if self.statements:
            documents = documents | FindStatements().with_error_handler(handler)
        documents = documents | SelectQuotes(self.min_confidence, self.cue_classes).with_error_handler(handler)
        if self.predicates:
            documents = documents | FindPredicates(self.model, self.parse).with_error_handler(handler)
        claims = documents | BuildClaims().with_error_handler(handler)
        return claims | ScoreClaims().with_error_handler(handler) if self.check_worthiness else claims
