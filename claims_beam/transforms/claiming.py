"""The steps from document to claims, and all steps from article to claims as one transform."""

import os
from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import apache_beam as beam

from claims_beam.articles.language import check_language, load_detector
from claims_beam.articles.parse import check_length, check_max_chars
from claims_beam.attribution.loading import DEFAULT_TAGGER
from claims_beam.attribution.selection import Selection
from claims_beam.checkworthy import score_claim
from claims_beam.claims.build import build_claims
from claims_beam.parsing.models import DEFAULT_MODEL, ModelName
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
from claims_beam.transforms.tagging import TaggerChoice, tagger_loader, tagger_name


@dataclass(eq=False)
class BuildClaims(GuardedTransform[beam.PCollection[Document], beam.PCollection[Claim]]):
    """Turn documents with speakers into claims. Function twin: ``build_claims``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> document = cb.resolve_speakers(read_markup("[Ada Moreno] <said> {it was safe}.").document())
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     claims = pipeline | beam.Create([document]) | cb.BuildClaims()
        ...     _ = claims | beam.Map(lambda claim: print(claim.speaker.name, claim.text, sep=": "))
        Ada Moreno: it was safe
    """

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Claim]:
        """Build the claims of each document."""
        step = Step("build_claims", build_claims, takes=Document, gives=Claim, many=True, counters=count_claim)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class ScoreClaims(GuardedTransform[beam.PCollection[Claim], beam.PCollection[Claim]]):
    """Give claims their check-worthiness and its reasons. Function twin: ``score_claim``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> text = "Ada Moreno said unemployment fell by 40 percent in 2024."
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     claims = pipeline | beam.Create(cb.extract_claims(text, check_worthiness=False)) | cb.ScoreClaims()
        ...     _ = claims | beam.Map(lambda claim: print(claim.check_worthiness > 0.9))
        True
    """

    def expand(self, claims: beam.PCollection[Claim]) -> beam.PCollection[Claim]:
        """Score each claim."""
        step = Step("score_claims", score_claim, takes=Claim, gives=Claim)
        return claims | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class EachSentence(GuardedTransform[beam.PCollection[Document], beam.PCollection[SentenceRecord]]):
    """Turn documents into one row for each sentence, for a side table. Function twin: ``each_sentence``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([cb.Article("rain", "It rained. It snowed.")])
        ...     sentences = articles | cb.SplitSentences() | cb.EachSentence()
        ...     _ = sentences | beam.Map(lambda sentence: print(sentence.index, sentence.text))
        0 It rained.
        1 It snowed.
    """

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[SentenceRecord]:
        """Yield each document's sentences."""
        step = Step("each_sentence", each_sentence, takes=Document, gives=SentenceRecord, many=True)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class ExtractClaims(GuardedTransform[beam.PCollection[Article], beam.PCollection[Claim]]):
    """Turn articles into claims: all the steps, in the order of the function twin, ``extract_claims``.

    An article stays one element all the way, so the steps fuse.

    Args:
        model: The spaCy pipeline, as in ``ExtractQuotes``.
        tagger: What finds attributions, as in ``ExtractQuotes``.
        known_people: People who lend their names and ids, as in ``ResolveSpeakers``.
        statements: Whether what articles assert in their own voice is claimed, too; off by default.
        parse: Whether predicates are read from a parse, as in ``FindPredicates``; off by default.
        predicates: Whether each claim's main clause is read; if not, ``predicate`` is null.
        check_worthiness: Whether claims are scored; if not, ``check_worthiness`` is null, except that a statement
            keeps the score by which it was chosen.
        min_confidence: Attributions whose confidence is lower are left out, as in ``SelectQuotes``.
        cue_classes: The classes of cues that are kept, as in ``SelectQuotes``.
        max_chars: The longest text accepted, in code points; None accepts whatever was read.
        any_language: Whether articles that are surely not in English are taken, too; else they fail (``not_english``).

    Raises:
        ValueError: For options out of range.
        TypeError: For known people that are no ``KnownPerson``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> article = cb.Article("pier", "The pier was safe, Ada Moreno said.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     claims = pipeline | beam.Create([article]) | cb.ExtractClaims()
        ...     _ = claims | beam.Map(lambda claim: print(claim.speaker.name, claim.text, sep=": "))
        Ada Moreno: The pier was safe
    """

    model: ModelName = DEFAULT_MODEL
    tagger: TaggerChoice = DEFAULT_TAGGER
    known_people: PeopleSource = ()
    statements: bool = False
    parse: bool = False
    predicates: bool = True
    check_worthiness: bool = True
    min_confidence: float = 0.0
    cue_classes: Collection[str] | None = None
    max_chars: int | None = None
    any_language: bool = False

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        self._resolve = ResolveSpeakers(self.known_people)
        tagger_loader(self.model, self.tagger)
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
        named = {"model": os.fspath(self.model), "tagger": tagger_name(self.tagger)}
        return values | named | {"cue_classes": self.cue_classes and sorted(self.cue_classes)}

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Claim]:
        """Run the steps, which are those of ``extract_claims`` in the same order."""
        handler = self.error_handler
        if self.max_chars is not None:
            check = partial(check_length, max_chars=self.max_chars)
            step = Step("check_length", check, takes=Article, gives=Article)
            articles = articles | "CheckLength" >> step.with_error_handler(handler)
        if not self.any_language:
            step = Step("check_language", check_language, takes=Article, gives=Article, model=load_detector)
            articles = articles | "CheckLanguage" >> step.with_error_handler(handler)
        documents = articles | SplitSentences().with_error_handler(handler)
        documents = documents | ExtractQuotes(self.model, self.tagger).with_error_handler(handler)
        documents = documents | self._resolve.with_error_handler(handler)
        if self.statements:
            documents = documents | FindStatements().with_error_handler(handler)
        documents = documents | SelectQuotes(self.min_confidence, self.cue_classes).with_error_handler(handler)
        if self.predicates:
            documents = documents | FindPredicates(self.model, self.parse).with_error_handler(handler)
        claims = documents | BuildClaims().with_error_handler(handler)
        return claims | ScoreClaims().with_error_handler(handler) if self.check_worthiness else claims
