"""Article -> Document with sentences -> with quotes and mentions -> with speakers, statements, predicates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import apache_beam as beam

from claims_beam.attribution import extract_quotes
from claims_beam.attribution.loading import DEFAULT_TAGGER, check_names, load
from claims_beam.claims.statements import find_statements
from claims_beam.parsing import find_predicates, load_parser
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Article, Document
from claims_beam.speakers.resolve import KnownPeople, KnownPerson, resolve_speakers
from claims_beam.text.sentences import split_sentences
from claims_beam.transforms import counters
from claims_beam.transforms.steps import Guarded, GuardedTransform, one


@dataclass(eq=False)
class SplitSentences(GuardedTransform):
    """Articles -> documents with sentences. Function twin: ``split_sentences``."""

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Document]:
        """Splits each article into sentences."""
        return articles | Guarded(
            "split_sentences",
            one(split_sentences),
            Article,
            Document,
            self.error_handler,
            tally=counters.sentences,
        )


@dataclass(eq=False)
class ExtractQuotes(GuardedTransform):
    """Documents with sentences -> the same with quotes and mentions. Function twin: ``extract_quotes``.

    ``model`` is the name of a spaCy pipeline and ``tagger`` of a tagger, as in ``claims_beam.load``; both are loaded
    once a process, on the workers. Raises ValueError for a tagger that there is not.
    """

    model: str = DEFAULT_MODEL
    tagger: str = DEFAULT_TAGGER

    def __post_init__(self) -> None:
        """Refuses names that cannot be loaded anywhere."""
        check_names(self.model, self.tagger)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Finds the quotes of each document."""
        return documents | Guarded(
            "extract_quotes",
            one(extract_quotes),
            Document,
            Document,
            self.error_handler,
            load=partial(load, self.model, self.tagger),
            size=counters.words,
        )


PeopleSource = Sequence[KnownPerson] | beam.PCollection[KnownPerson]


@dataclass(eq=False)
class ResolveSpeakers(GuardedTransform):
    """Documents with quotes -> the same with speakers. Function twin: ``resolve_speakers``.

    ``known_people`` lends its names, ids and titles to whom it knows: a list, or a collection of the same pipeline,
    which becomes a side input.
    """

    known_people: PeopleSource = ()

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Names the speaker of each quote."""
        step = partial(Guarded, "resolve_speakers", takes=Document, gives=Document, error_handler=self.error_handler)
        if isinstance(self.known_people, beam.PCollection):
            return documents | step(one(resolve_speakers), side=_indexed(self.known_people))
        return documents | step(one(partial(resolve_speakers, known_people=KnownPeople(self.known_people))))


def _indexed(people: beam.PCollection[KnownPerson]) -> beam.pvalue.AsSingleton:
    """The people as one table, indexed once rather than for every article."""
    tables = people | "ListPeople" >> beam.combiners.ToList() | "IndexPeople" >> beam.Map(KnownPeople)
    return beam.pvalue.AsSingleton(tables)


@dataclass(eq=False)
class FindStatements(GuardedTransform):
    """Documents with quotes -> the same with statements in their own voice. Function twin: ``find_statements``."""

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Finds the statements of each document."""
        return documents | Guarded("find_statements", one(find_statements), Document, Document, self.error_handler)


@dataclass(eq=False)
class FindPredicates(GuardedTransform):
    """Documents with quotes -> the same with their predicates. Function twin: ``find_predicates``.

    ``model`` is the name of a spaCy pipeline, loaded once a process, on the workers.
    """

    model: str = DEFAULT_MODEL

    def __post_init__(self) -> None:
        """Refuses a name that cannot be loaded anywhere."""
        check_names(self.model, DEFAULT_TAGGER)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Parses the contents of each document."""
        loading = partial(load_parser, self.model)
        step = Guarded("find_predicates", one(find_predicates), Document, Document, self.error_handler, loading)
        return documents | step
