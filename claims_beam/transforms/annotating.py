"""Article -> Document with sentences -> with quotes and mentions -> with speakers, statements, predicates."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

import apache_beam as beam

from claims_beam.attribution import extract_quotes
from claims_beam.attribution.loading import DEFAULT_TAGGER, check_names, load
from claims_beam.attribution.selection import Selection, select_quotes
from claims_beam.claims.statements import find_statements
from claims_beam.parsing import find_predicates, load_parser
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Article, Document
from claims_beam.speakers.resolve import KnownPeople, KnownPerson, resolve_speakers
from claims_beam.text.sentences import split_sentences
from claims_beam.transforms.steps import GuardedTransform, Step
from claims_beam.transforms.steps.counters import count_sentences, count_window, words_of


@dataclass(eq=False)
class SplitSentences(GuardedTransform[beam.PCollection[Article], beam.PCollection[Document]]):
    """Articles -> documents with sentences. Function twin: ``split_sentences``."""

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Document]:
        """Split each article into sentences."""
        step = Step("split_sentences", split_sentences, takes=Article, gives=Document, counters=count_sentences)
        return articles | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class ExtractQuotes(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Documents with sentences -> the same with quotes and mentions. Function twin: ``extract_quotes``.

    ``model`` is the name of a spaCy pipeline and ``tagger`` of a tagger, as in ``claims_beam.load``; both are loaded
    once a process, on the workers. Raises ValueError for a tagger that there is not.
    """

    model: str = DEFAULT_MODEL
    tagger: str = DEFAULT_TAGGER

    def __post_init__(self) -> None:
        """Refuse names that cannot be loaded anywhere."""
        check_names(self.model, self.tagger)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Find the quotes of each document."""
        step = Step(
            "extract_quotes",
            extract_quotes,
            takes=Document,
            gives=Document,
            model=partial(load, self.model, self.tagger, on_window=count_window),
            words=words_of,
        )
        return documents | step.with_error_handler(self.error_handler)


PeopleSource = Sequence[KnownPerson] | beam.PCollection[KnownPerson]


@dataclass(eq=False)
class ResolveSpeakers(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Documents with quotes -> the same with speakers. Function twin: ``resolve_speakers``.

    ``known_people`` lends its names, ids and titles to whom it knows: a list, or a collection of the same pipeline,
    which becomes a side input. In a stream, articles meet the people of their own window, as Beam maps windows of side
    inputs; in a window without people, nobody is known.
    """

    known_people: PeopleSource = ()

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Name the speaker of each quote."""
        resolve: Callable[..., Document] = resolve_speakers
        side = None
        if isinstance(self.known_people, beam.PCollection):
            side = _indexed(self.known_people)
        else:
            resolve = partial(resolve_speakers, known_people=KnownPeople(self.known_people))
        step = Step("resolve_speakers", resolve, takes=Document, gives=Document, side=side)
        return documents | step.with_error_handler(self.error_handler)


def _indexed(people: beam.PCollection[KnownPerson]) -> beam.pvalue.AsSingleton:
    """Return the people as one table, indexed once rather than for every article."""
    list_all = beam.CombineGlobally(beam.combiners.ToListCombineFn()).without_defaults()  # which windows do not have
    tables = people | "ListPeople" >> list_all | "IndexPeople" >> beam.Map(KnownPeople)
    return beam.pvalue.AsSingleton(tables, default_value=KnownPeople(()))


@dataclass(eq=False)
class FindStatements(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Documents with quotes -> the same with statements in their own voice. Function twin: ``find_statements``."""

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Find the statements of each document."""
        step = Step("find_statements", find_statements, takes=Document, gives=Document)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class SelectQuotes(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Documents with quotes -> the same with those that are wanted. Function twin: ``select_quotes``.

    ``min_confidence`` leaves out what is less sure, and ``cue_classes`` what other cues attribute, as the twin says.
    Put it behind ``ResolveSpeakers`` and ``FindStatements``, which read all quotes. Raises ValueError for options out
    of range.
    """

    min_confidence: float = 0.0
    cue_classes: Collection[str] | None = None

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        Selection(self.min_confidence, self.cue_classes)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Leave out the quotes of each document that are not wanted."""
        select = partial(select_quotes, min_confidence=self.min_confidence, cue_classes=self.cue_classes)
        step = Step("select_quotes", select, takes=Document, gives=Document)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class FindPredicates(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Documents with quotes -> the same with their predicates. Function twin: ``find_predicates``.

    ``model`` is the name of a spaCy pipeline. It parses the contents of documents whose tagger read no clauses, and
    with ``parse`` those of all documents; it is loaded once a process, on the workers.
    """

    model: str = DEFAULT_MODEL
    parse: bool = False

    def __post_init__(self) -> None:
        """Refuse a name that cannot be loaded anywhere."""
        check_names(self.model, DEFAULT_TAGGER)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Find the predicates of each document."""
        step = Step(
            "find_predicates",
            find_predicates if self.parse else partial(find_predicates, model=self.model),
            takes=Document,
            gives=Document,
            model=partial(load_parser, self.model) if self.parse else None,
        )
        return documents | step.with_error_handler(self.error_handler)
