"""Document -> claims, and the whole way from article to claims."""

from dataclasses import dataclass

import apache_beam as beam

from claims_beam.attribution.loading import DEFAULT_TAGGER, check_names
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
    """Articles -> claims: SplitSentences, ExtractQuotes, ResolveSpeakers, FindPredicates, BuildClaims, ScoreClaims.

    An article stays one element all the way, so the chain fuses. Options as in ``ExtractQuotes``, ``ResolveSpeakers``
    and ``FindPredicates``; with ``statements``, FindStatements is a step too. Function twin: ``extract_claims``.
    """

    model: str = DEFAULT_MODEL
    tagger: str = DEFAULT_TAGGER
    known_people: PeopleSource = ()
    statements: bool = False
    parse: bool = False

    def __post_init__(self) -> None:
        """Refuse names that cannot be loaded anywhere."""
        check_names(self.model, self.tagger)

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Claim]:
        """Run the steps, which are those of ``extract_claims`` in the same order."""
        handler = self.error_handler
        documents = articles | SplitSentences().with_error_handler(handler)
        documents = documents | ExtractQuotes(self.model, self.tagger).with_error_handler(handler)
        documents = documents | ResolveSpeakers(self.known_people).with_error_handler(handler)
        if self.statements:
            documents = documents | FindStatements().with_error_handler(handler)
        documents = documents | FindPredicates(self.model, self.parse).with_error_handler(handler)
        claims = documents | BuildClaims().with_error_handler(handler)
        return claims | ScoreClaims().with_error_handler(handler)
