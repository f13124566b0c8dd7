"""Document -> claims, and the whole way from article to claims."""

from dataclasses import dataclass

import apache_beam as beam

from claims_beam.attribution.loading import DEFAULT_TAGGER, check_names
from claims_beam.checkworthy import score_claim
from claims_beam.claims.build import build_claims
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Article, Claim, Document, SentenceRecord
from claims_beam.text.sentences import each_sentence
from claims_beam.transforms import counters
from claims_beam.transforms.annotating import (
    ExtractQuotes,
    FindPredicates,
    FindStatements,
    PeopleSource,
    ResolveSpeakers,
    SplitSentences,
)
from claims_beam.transforms.steps import Guarded, GuardedTransform, one


@dataclass(eq=False)
class BuildClaims(GuardedTransform):
    """Documents with speakers -> claims. Function twin: ``build_claims``."""

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Claim]:
        """Builds the claims of each document."""
        return documents | Guarded(
            "build_claims", build_claims, Document, Claim, self.error_handler, tally=counters.claims
        )


@dataclass(eq=False)
class ScoreClaims(GuardedTransform):
    """Claims -> the same with their check-worthiness and its reasons. Function twin: ``score_claim``."""

    def expand(self, claims: beam.PCollection[Claim]) -> beam.PCollection[Claim]:
        """Scores each claim."""
        return claims | Guarded("score_claims", one(score_claim), Claim, Claim, self.error_handler)


@dataclass(eq=False)
class EachSentence(GuardedTransform):
    """Documents with sentences -> one row a sentence, for a side table. Function twin: ``each_sentence``."""

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[SentenceRecord]:
        """Gives each document's sentences."""
        return documents | Guarded("each_sentence", each_sentence, Document, SentenceRecord, self.error_handler)


@dataclass(eq=False)
class ExtractClaims(GuardedTransform):
    """Articles -> claims: SplitSentences, ExtractQuotes, ResolveSpeakers, FindPredicates, BuildClaims, ScoreClaims.

    An article stays one element all the way, so the chain fuses. Options as in ``ExtractQuotes`` and
    ``ResolveSpeakers``; with ``statements``, FindStatements is a step too. Function twin: ``extract_claims``.
    """

    model: str = DEFAULT_MODEL
    tagger: str = DEFAULT_TAGGER
    known_people: PeopleSource = ()
    statements: bool = False

    def __post_init__(self) -> None:
        """Refuses names that cannot be loaded anywhere."""
        check_names(self.model, self.tagger)

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Claim]:
        """Runs the steps."""
        documents = (
            articles
            | SplitSentences().with_error_handler(self.error_handler)
            | ExtractQuotes(self.model, self.tagger).with_error_handler(self.error_handler)
            | ResolveSpeakers(self.known_people).with_error_handler(self.error_handler)
        )
        if self.statements:
            documents = documents | FindStatements().with_error_handler(self.error_handler)
        return (
            documents
            | FindPredicates(self.model).with_error_handler(self.error_handler)
            | BuildClaims().with_error_handler(self.error_handler)
            | ScoreClaims().with_error_handler(self.error_handler)
        )
