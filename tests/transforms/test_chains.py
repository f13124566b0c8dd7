"""How transforms go together: in one order, the same as the functions', and in no wrong one."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.ml.inference.base import PredictionResult
from apache_beam.pipeline import AppliedPTransform, PipelineVisitor
from apache_beam.typehints.decorators import TypeCheckError
from support.paths import SAMPLES

import claims_beam as cb
from claims_beam import extraction
from claims_beam.interop.rows import row_type
from claims_beam.transforms.steps import Step

KINDS = (
    str,
    cb.Article,
    cb.Document,
    cb.Claim,
    cb.SentenceRecord,
    cb.Failure,
    cb.WrittenFile,
    PredictionResult,
    row_type(cb.Claim),
)
RECORDS = {cb.Article, cb.Claim, cb.SentenceRecord, cb.Failure}
TAKES: dict[str, set[type]] = {
    "ReadArticles": set(),
    "ReadAllArticles": {str},
    "ParseArticles": {str, row_type(cb.Claim), PredictionResult},  # which is a named tuple, and so a row
    "DistinctArticles": {cb.Article},
    "SplitSentences": {cb.Article},
    "ExtractQuotes": {cb.Document},
    "ResolveSpeakers": {cb.Document},
    "FindStatements": {cb.Document},
    "SelectQuotes": {cb.Document},
    "FindPredicates": {cb.Document},
    "BuildClaims": {cb.Document},
    "ScoreClaims": {cb.Claim},
    "ExtractClaims": {cb.Article},
    "EachSentence": {cb.Document},
    "GroupQuotations": {cb.Claim},
    "CheckQuotations": {cb.Claim},
    "ReadRecords": set(),
    "WriteRecords": RECORDS,
    "WriteManifest": {cb.WrittenFile},
    "AsRows": RECORDS,
    "AsRecords": {row_type(cb.Claim), PredictionResult},
    "SetFailuresAside": {PredictionResult},
}


def _transforms() -> dict[str, type[beam.PTransform[Any, Any]]]:
    public = {name: getattr(cb, name) for name in cb.__all__}
    return {name: each for name, each in public.items() if isinstance(each, type) and issubclass(each, beam.PTransform)}


def _made(name: str, folder: Path) -> beam.PTransform[Any, Any]:
    options = {"ReadArticles": (str(SAMPLES),), "ReadRecords": (str(folder), cb.Claim), "AsRecords": (cb.Claim,)}
    options |= {"CheckQuotations": ([cb.Article(text="It rained.")],)}
    folders = {"WriteRecords": (str(folder),), "WriteManifest": (str(folder),)}
    return _transforms()[name](*{**options, **folders}.get(name, ()))


def test_the_table_has_every_transform() -> None:
    assert TAKES.keys() == _transforms().keys()


@pytest.mark.parametrize("name", TAKES)
def test_a_wrong_chain_fails_at_construction(name: str, tmp_path: Path) -> None:
    for kind in KINDS:
        elements = beam.Pipeline(runner="FnApiRunner") | beam.Create([]).with_output_types(kind)
        if kind in TAKES[name]:
            elements | _made(name, tmp_path)
        else:
            with pytest.raises((TypeCheckError, TypeError, AssertionError)):
                elements | _made(name, tmp_path)


@pytest.mark.parametrize("name", TAKES)
def test_a_transform_is_a_plain_dataclass_that_beam_can_hash(name: str) -> None:
    transform = _transforms()[name]
    assert "__dataclass_fields__" in vars(transform)
    assert transform.__eq__ is object.__eq__
    assert transform.__hash__ is not None


class _Steps(PipelineVisitor):
    """The functions of the steps of a pipeline, in the order in which they were applied."""

    def __init__(self) -> None:
        self.functions: list[str] = []

    def enter_composite_transform(self, transform_node: AppliedPTransform) -> None:
        if isinstance(step := transform_node.transform, Step):
            function = step.function.func if isinstance(step.function, partial) else step.function
            self.functions.append(function.__name__)


def _applied(**options: Any) -> list[str]:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    articles = pipeline | beam.Create([]).with_output_types(cb.Article)
    articles | cb.ExtractClaims(**options)
    steps = _Steps()
    pipeline.visit(steps)
    return steps.functions


def _recorded(calls: list[str], function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        calls.append(function.__name__)
        return function(*args, **options)

    return call


def _steps_of_the_function() -> Iterator[tuple[str, FunctionType]]:
    """Every function that the module of ``extract_claims`` has from elsewhere, so that none can be left out here."""
    for name, value in vars(extraction).items():
        if isinstance(value, FunctionType) and value.__module__ != extraction.__name__:
            yield name, value


@pytest.mark.parametrize(
    "options",
    [{}, {"statements": True}, {"predicates": False}, {"check_worthiness": False}, {"max_chars": 100}],
    ids=str,
)
def test_the_transform_and_the_function_list_the_same_steps_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch, tagger: cb.Tagger, options: dict[str, Any]
) -> None:
    calls: list[str] = []
    for name, function in list(_steps_of_the_function()):
        monkeypatch.setattr(extraction, name, _recorded(calls, function))
    article = cb.Article("pier", "“The pier stays shut,” said Ines Falk, the harbour master.")
    claims = cb.extract_claims(article, tagger, **options)
    assert len(claims) == 1  # so that each step is called once
    assert calls == _applied(**options)
