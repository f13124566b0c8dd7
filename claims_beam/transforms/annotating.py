"""The steps that turn an article into a document with sentences, quotes, mentions, speakers and predicates."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam
from apache_beam.typehints.typehints import is_consistent_with

from claims_beam.attribution.extracting import extract_quotes
from claims_beam.attribution.loading import DEFAULT_TAGGER, check_names
from claims_beam.attribution.selection import Selection, select_quotes
from claims_beam.claims.statements import find_statements
from claims_beam.parsing import find_predicates, load_parser
from claims_beam.parsing.models import DEFAULT_MODEL, ModelName
from claims_beam.records import Article, Document
from claims_beam.speakers.known_people import not_people
from claims_beam.speakers.resolve import KnownPeople, KnownPerson, resolve_speakers
from claims_beam.text.sentences import split_sentences
from claims_beam.transforms.steps import GuardedTransform, Step
from claims_beam.transforms.steps.counters import count_sentences, count_words
from claims_beam.transforms.tagging import TaggerChoice, tagger_loader


@dataclass(eq=False)
class SplitSentences(GuardedTransform[beam.PCollection[Article], beam.PCollection[Document]]):
    """Turn articles into documents with sentences. Function twin: ``split_sentences``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([cb.Article("rain", "It rained. It snowed.")])
        ...     _ = articles | cb.SplitSentences() | beam.Map(lambda document: print(len(document.sentences)))
        2
    """

    def expand(self, articles: beam.PCollection[Article]) -> beam.PCollection[Document]:
        """Split each article into sentences."""
        step = Step("split_sentences", split_sentences, takes=Article, gives=Document, counters=count_sentences)
        return articles | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class ExtractQuotes(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Give documents with sentences their quotes and mentions. Function twin: ``extract_quotes``.

    Args:
        model: The name of an installed spaCy pipeline, or its path, which the tagger ``rules`` parses with.
        tagger: The name of a tagger, as in ``claims_beam.load``, or a function without arguments that makes one of
            your own (``Tagger`` says what that is). Either is loaded once a process, on the workers, so the function
            travels there and the tagger need not: load your model within the function. What your tagger raises is a
            failure of its article, as is a TaggerError about what it returns.

    Raises:
        ValueError: At construction, for a tagger that there is not.
        TaggerError: At construction, for what is no function without arguments or cannot be pickled; when a worker
            starts, for a function that makes no tagger.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> from claims_beam.testing import FakeTagger
        >>> def make_tagger():
        ...     return FakeTagger("[Ada Moreno] <said> {it rained}.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([cb.Article("rain", "Ada Moreno said it rained.")])
        ...     documents = articles | cb.SplitSentences() | cb.ExtractQuotes(tagger=make_tagger)
        ...     _ = documents | beam.Map(lambda document: print(document.extractor, len(document.attributions)))
        fake/1 1
    """

    model: ModelName = DEFAULT_MODEL
    tagger: TaggerChoice = DEFAULT_TAGGER

    def __post_init__(self) -> None:
        """Refuse what cannot be loaded anywhere."""
        self._load = tagger_loader(self.model, self.tagger)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Find the quotes of each document."""
        step = Step(
            "extract_quotes", extract_quotes, takes=Document, gives=Document, model=self._load, words=count_words
        )
        return documents | step.with_error_handler(self.error_handler)


PeopleSource = Sequence[KnownPerson] | beam.PCollection[KnownPerson]


@dataclass(eq=False)
class ResolveSpeakers(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Give documents with quotes their speakers. Function twin: ``resolve_speakers``.

    Args:
        known_people: People who lend their names, ids and titles: a list, or a collection of the same pipeline, which
            becomes a side input. In a stream, articles meet the people of their own window, as Beam maps windows of
            side inputs; in a window without people, nobody is known.

    Raises:
        TypeError: At construction, for known people that are no ``KnownPerson``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> document = read_markup("Ada Moreno rose. [Moreno] <said> {it was safe}.").document()
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     documents = pipeline | beam.Create([document]) | cb.ResolveSpeakers()
        ...     _ = documents | beam.Map(lambda document: print(document.attributions[0].speaker.name))
        Ada Moreno
    """

    known_people: PeopleSource = ()

    def __post_init__(self) -> None:
        """Index the people of a list, and refuse people of another type."""
        if isinstance(self.known_people, beam.PCollection):
            _check_elements(self.known_people)
        else:
            self._people = KnownPeople(self.known_people)

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Name the speaker of each quote."""
        resolve: Callable[..., Document] = resolve_speakers
        side = None
        if isinstance(self.known_people, beam.PCollection):
            side = _indexed(self.known_people)
        else:
            resolve = partial(resolve_speakers, known_people=self._people)
        step = Step("resolve_speakers", resolve, takes=Document, gives=Document, side=side)
        return documents | step.with_error_handler(self.error_handler)


def _check_elements(people: beam.PCollection[KnownPerson]) -> None:
    """Raise TypeError if the collection's elements are surely no people."""
    element_type: Any = people.element_type
    if not is_consistent_with(element_type, KnownPerson):
        raise not_people(f"is a PCollection whose elements are of type {element_type}")


def _indexed(people: beam.PCollection[KnownPerson]) -> beam.pvalue.AsSingleton:
    """Return the people as one table, indexed once rather than for every article."""
    # Beam allows a default for an empty collection only in the global window.
    list_all = beam.CombineGlobally(beam.combiners.ToListCombineFn()).without_defaults()
    tables = people | "ListPeople" >> list_all | "IndexPeople" >> beam.Map(KnownPeople)
    return beam.pvalue.AsSingleton(tables, default_value=KnownPeople(()))


@dataclass(eq=False)
class FindStatements(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Give documents with quotes what they assert in their own voice. Function twin: ``find_statements``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> article = cb.Article("pier", "The council spent 40 million euros on the pier in 2024.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     documents = pipeline | beam.Create([cb.extract_quotes(cb.split_sentences(article))])
        ...     _ = documents | cb.FindStatements() | beam.Map(lambda document: print(len(document.statements)))
        1
    """

    def expand(self, documents: beam.PCollection[Document]) -> beam.PCollection[Document]:
        """Find the statements of each document."""
        step = Step("find_statements", find_statements, takes=Document, gives=Document)
        return documents | step.with_error_handler(self.error_handler)


@dataclass(eq=False)
class SelectQuotes(GuardedTransform[beam.PCollection[Document], beam.PCollection[Document]]):
    """Keep those quotes of documents that are wanted. Function twin: ``select_quotes``.

    Put it behind ``ResolveSpeakers`` and ``FindStatements``, which read all quotes.

    Args:
        min_confidence: Attributions whose ``confidence`` is lower are left out, from 0 (none) to 1.
        cue_classes: Only attributions by cues of these classes are kept; None keeps all.

    Raises:
        ValueError: For options out of range.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> marked = read_markup("[Rowe] <said> {it rained}. [Falk] <hopes> {it stops}.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     documents = pipeline | beam.Create([marked.document()]) | cb.SelectQuotes(cue_classes=["speech"])
        ...     _ = documents | beam.Map(lambda document: print(len(document.attributions)))
        1
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
    """Give documents with quotes their predicates. Function twin: ``find_predicates``.

    Args:
        model: The name of a spaCy pipeline. It parses the contents of documents whose tagger read no clauses, and is
            loaded once a process, on the workers.
        parse: Whether it parses those of all documents.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> article = cb.Article("pier", "Ada Moreno said the council would not sell the pier.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     documents = pipeline | beam.Create([cb.extract_quotes(cb.split_sentences(article))])
        ...     found = documents | cb.FindPredicates()
        ...     _ = found | beam.Map(lambda document: print(document.attributions[0].predicate.verb))
        sell
    """

    model: ModelName = DEFAULT_MODEL
    parse: bool = False

    def __post_init__(self) -> None:
        """Refuse a name that cannot be loaded anywhere."""
        check_names(self.model, None)

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
