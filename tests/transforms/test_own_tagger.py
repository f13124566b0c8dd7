"""A tagger of the user's own in the transforms: made on the workers, once, and told what it does wrong."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to
from support.beams_processes import multi_processing

import claims_beam as cb
from claims_beam.records import Attribution, Cue, Document, Span
from claims_beam.storage.manifest import Manifest
from claims_beam.testing import FakeTagger
from claims_beam.transforms.steps.models import shared_model
from claims_beam.transforms.tagging import tagger_loader

ARTICLES = [cb.Article(f"a{number}", f"Ada Moreno said it rained {number} times.") for number in range(6)]
MARKED = [f"[Ada Moreno] <said> {{it rained {number} times}}." for number in range(6)]


class LockedTagger:
    """A tagger that cannot be pickled, as one that holds a model cannot."""

    model_id = "locked/1"

    def __init__(self, *texts: str) -> None:
        self._tagger = FakeTagger(*texts)
        self._lock = threading.Lock()

    def __call__(self, document: Document) -> Document:
        with self._lock:
            return self._tagger(document)


class Careless:
    """A tagger that returns what it is told to."""

    model_id = "careless/1"

    def __init__(self, make: Callable[[Document], Any]) -> None:
        self._make = make

    def __call__(self, document: Document) -> Any:
        return self._make(document)


def make_tagger() -> LockedTagger:
    return LockedTagger(*MARKED)


def counted_tagger(folder: str) -> LockedTagger:
    """Leave a file for each time that it is called."""
    (Path(folder) / f"{len(list(Path(folder).iterdir()))}.made").touch()
    return make_tagger()


MAKERS: dict[str, Callable[[], Any]] = {
    "a function": make_tagger,
    "a lambda": lambda: LockedTagger(*MARKED),
    "a partial": partial(LockedTagger, *MARKED),
    "a partial of another tagger": partial(FakeTagger, *MARKED, model_id="locked/1"),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_factory_gives_the_claims_of_the_tagger(make: Callable[[], Any]) -> None:
    expected = [claim for article in ARTICLES for claim in cb.extract_claims(article, make())]
    assert len(expected) == len(ARTICLES)
    assert {claim.extractor.model_id for claim in expected} == {"locked/1"}
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles = pipeline | beam.Create(ARTICLES).with_output_types(cb.Article)
        assert_that(articles | cb.ExtractClaims(tagger=make), equal_to(expected))


def test_quotes_come_of_a_factory_too() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        documents = pipeline | beam.Create(ARTICLES).with_output_types(cb.Article) | cb.SplitSentences()
        found = documents | cb.ExtractQuotes(tagger=make_tagger) | beam.Map(lambda document: document.extractor)
        assert_that(found, equal_to(["locked/1"] * len(ARTICLES)))


def test_a_worker_makes_it_once(tmp_path: Path) -> None:
    make = partial(counted_tagger, str(tmp_path))
    for _ in range(2):
        with beam.Pipeline(runner="FnApiRunner") as pipeline:
            articles = pipeline | beam.Create(ARTICLES).with_output_types(cb.Article)
            articles | cb.ExtractClaims(tagger=make)
            articles | "Again" >> cb.ExtractClaims(tagger=make)
    assert len(list(tmp_path.iterdir())) == 1


def test_equal_factories_share_a_tagger_and_others_do_not() -> None:
    one, same, other = (
        tagger_loader("en_core_web_sm", partial(LockedTagger, text)) for text in ("[A] {b}.", "[A] {b}.", "[C] {d}.")
    )
    assert shared_model(one) is shared_model(same)
    assert shared_model(one) is not shared_model(other)


@pytest.mark.slow
@pytest.mark.process
def test_a_factory_travels_to_other_processes() -> None:
    expected = [claim for article in ARTICLES for claim in cb.extract_claims(article, FakeTagger(*MARKED))]
    processes = PipelineOptions(multi_processing())
    texts = MARKED
    with beam.Pipeline(runner="FnApiRunner", options=processes) as pipeline:
        articles = pipeline | beam.Create(ARTICLES).with_output_types(cb.Article) | beam.Reshuffle()
        assert_that(articles | cb.ExtractClaims(tagger=lambda: FakeTagger(*texts)), equal_to(expected))


GENERATOR = (number for number in range(3))

REFUSED: dict[str, tuple[Any, str]] = {
    "a tagger": (FakeTagger(), "give the name of a tagger, or a function that makes one"),
    "no function": (7, "tagger is 7; give the name of a tagger, or a function that makes one"),
    "a function with arguments": (lambda path: path, "wants arguments, and is called without; bind them"),
    "a class with arguments": (Careless, "Careless wants arguments"),
    "what cannot be pickled": (lambda: GENERATOR, "cannot be sent to the workers .*give a function of a module"),
    "another name": ("gpt", "there is no tagger 'gpt'"),
}


@pytest.mark.parametrize("transform", [cb.ExtractQuotes, cb.ExtractClaims])
@pytest.mark.parametrize(("tagger", "message"), REFUSED.values(), ids=REFUSED)
def test_misuse_is_refused_at_construction(transform: Callable[..., Any], tagger: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        transform(tagger=tagger)


def test_a_factory_that_makes_no_tagger_says_so() -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    pipeline | beam.Create(ARTICLES).with_output_types(cb.Article) | cb.ExtractClaims(tagger=dict)
    with pytest.raises(Exception, match=r"dict made \{\}, which is no tagger; make an object that has a model_id"):
        pipeline.run()


def _found(**fields: Any) -> Callable[[Document], Any]:
    return lambda document: replace(document, attributions=(Attribution(**{"content": (Span(0, 3),), **fields}),))


CARELESS: dict[str, tuple[Callable[[Document], Any], str]] = {
    "nothing": (lambda document: None, "returned a NoneType; return the Document"),
    "attributions alone": (lambda document: document.attributions, "returned a tuple; return the Document"),
    "another article": (lambda document: Document(cb.Article(text="x")), "the document of another article"),
    "no attribution": (
        lambda document: replace(document, attributions=((0, 3),)),
        "gave a tuple among its attributions",
    ),
    "no content": (_found(content=()), "an attribution without content"),
    "a content outside": (_found(content=(Span(0, 900),)), "a content from 0 to 900, and the text has 27 characters"),
    "a cue outside": (_found(cue=Cue((Span(-4, 2),))), "a cue from -4 to 2"),
    "a source backwards": (_found(source=(Span(5, 2),)), "a source from 5 to 2"),
}


@pytest.mark.parametrize(("make", "message"), CARELESS.values(), ids=CARELESS)
def test_what_a_tagger_does_wrong_is_a_failure_that_says_what(make: Callable[[Document], Any], message: str) -> None:
    with pytest.raises(cb.TaggerError, match=message):
        cb.extract_claims(cb.Article("a", "Ada Moreno said it rained ."), Careless(make))
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles = pipeline | beam.Create([cb.Article("a", "Ada Moreno said it rained .")])
        claims, failures = articles | cb.ExtractClaims(tagger=partial(Careless, make)).with_exception_handling()
        told = failures | beam.Map(lambda failure: (failure.article_id, failure.stage, failure.error))
        assert_that(told, equal_to([("a", "extract_quotes", "TaggerError")]), "told")
        assert_that(claims, equal_to([]), "claims")


def test_what_a_run_was_given_is_in_its_manifest(tmp_path: Path) -> None:
    extract = cb.ExtractClaims(tagger=make_tagger, model=Path("models/mine"))
    cb.write_manifest([], tmp_path, extract.settings())
    settings = Manifest.from_json((tmp_path / "_SUCCESS").read_text()).settings
    assert (settings["tagger"], settings["model"]) == ("make_tagger", "models/mine")
