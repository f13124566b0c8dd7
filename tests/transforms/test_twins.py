"""Every public transform has a function twin, which is named, documented and takes options by rule."""

import inspect
import re
import typing
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to
from support.output import articles_of
from support.paths import DOCS, SAMPLES

import claims_beam as cb
from claims_beam.cli.command import EXIT_FINE
from claims_beam.cli.main import main
from claims_beam.interop import yaml

# The rule: the twin is named after its transform, in words with underscores. These are the exceptions.
NAMED_AFTER_ONE_ELEMENT: Mapping[str, str] = {
    "ReadAllArticles": "read_articles",
    "ParseArticles": "parse_article",
    "ScoreClaims": "score_claim",
    "AsRows": "as_row",
    "AsRecords": "as_record",
}
WITHOUT_TWIN = frozenset({"SetFailuresAside"})  # It sorts what comes out of RunInference and computes nothing.

# The rule: both take the same options, with the same defaults. These are the exceptions.
NAMES_OF_MODELS = frozenset({"model", "tagger", "parse"})  # A transform has its workers load what a function is given.
MODELS = frozenset({"tagger", "parser"})
ONLY_IN_PIPELINES: Mapping[str, frozenset[str]] = {
    "AsRows": frozenset({"record_type"}),  # A function sees the type of its record.
    "WriteRecords": frozenset({"num_shards", "rows_per_file", "write_empty", "partition_by"}),  # Of several files.
}
ONLY_IN_TWINS: Mapping[str, frozenset[str]] = {
    "ReadArticles": frozenset({"on_passed_over"}),  # A pipeline has counters.
    "ReadAllArticles": frozenset({"on_passed_over"}),
}


def _transforms() -> Mapping[str, type[beam.PTransform]]:
    public = {name: getattr(cb, name) for name in dir(cb)}
    return {
        name: value
        for name, value in public.items()
        if isinstance(value, type) and issubclass(value, beam.PTransform) and name not in WITHOUT_TWIN
    }


def _twin_name(transform: str) -> str:
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", transform).lower()
    return NAMED_AFTER_ONE_ELEMENT.get(transform, words)


TRANSFORMS = _transforms()
TWINS = {name: _twin_name(name) for name in TRANSFORMS}
each_transform = pytest.mark.parametrize("name", TRANSFORMS)


def test_the_exceptions_are_of_public_transforms() -> None:
    assert set(NAMED_AFTER_ONE_ELEMENT) | set(ONLY_IN_PIPELINES) <= set(TRANSFORMS)
    assert all(issubclass(getattr(cb, name), beam.PTransform) for name in WITHOUT_TWIN)


@each_transform
def test_there_is_a_twin(name: str) -> None:
    assert inspect.isfunction(getattr(cb, TWINS[name], None)), f"{name} has no function twin {TWINS[name]}"


@each_transform
def test_the_twin_takes_the_same_options(name: str) -> None:
    options = inspect.signature(TRANSFORMS[name]).parameters
    arguments = inspect.signature(getattr(cb, TWINS[name])).parameters
    shared = set(options) - NAMES_OF_MODELS - ONLY_IN_PIPELINES.get(name, frozenset())
    others = set(arguments) - set(options) - MODELS - ONLY_IN_TWINS.get(name, frozenset())
    assert shared <= set(arguments)
    assert len(others) <= 1, "a twin takes the element and, else, what its transform takes"
    assert all(arguments[argument].default is inspect.Parameter.empty for argument in others)
    for option in shared:
        if arguments[option].default is not inspect.Parameter.empty:
            assert arguments[option].default == options[option].default


def test_the_guide_lists_them_all() -> None:
    table = (DOCS / "guides" / "pipeline.md").read_text(encoding="utf-8").partition("| transform | function twin |")[2]
    listed = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", table.partition("\n\n")[0], flags=re.MULTILINE)
    assert dict(listed) == TWINS
    assert len(listed) == len(TWINS)


def test_the_package_lists_them_all() -> None:
    listed = re.findall(r"^    ([A-Z]\w+) +(\w+)  +\S", cb.__doc__ or "", flags=re.MULTILINE)
    assert dict(listed) == TWINS
    assert len(listed) == len(TWINS)


@each_transform
def test_the_documentation_of_a_transform_names_its_twin(name: str) -> None:
    assert f"``{TWINS[name]}``" in (TRANSFORMS[name].__doc__ or "")


# What each does is compared by what it takes: elements made from one article, or what its row here says.
SOURCE = cb.Article("talk", "The port is not going to open before the strike is over.")
OPTIONS: Mapping[str, tuple[object, ...]] = {"AsRecords": (cb.Article,), "CheckQuotations": ([SOURCE],)}
OF_WHOLE_COLLECTIONS = frozenset(
    {
        "ReadArticles",
        "ReadAllArticles",
        "DistinctArticles",
        "GroupQuotations",
        "ReadRecords",
        "WriteRecords",
        "WriteManifest",
    }
)
of_elements = pytest.mark.parametrize("name", sorted(TRANSFORMS.keys() - OF_WHOLE_COLLECTIONS))


@pytest.fixture(scope="module")
def elements(tagger: cb.Tagger) -> Mapping[object, list[Any]]:
    """Elements by their type: an article, a document that has every layer, and claims."""
    [article] = [article for article in articles_of(SAMPLES) if article.article_id == "port_strike"]
    document = cb.extract_quotes(cb.split_sentences(article), tagger)
    document = cb.find_predicates(cb.find_statements(cb.resolve_speakers(document)))
    return {cb.Article: [article], cb.Document: [document], cb.Claim: list(cb.build_claims(document))}


def _taken(transform: type[beam.PTransform]) -> object:
    """Return the type of the elements that the transform takes."""
    [_, collection] = inspect.signature(transform.expand).parameters.values()
    [element] = typing.get_args(collection.annotation)
    return element


def _given_to(name: str, elements: Mapping[object, list[Any]]) -> list[Any]:
    [article] = elements[cb.Article]
    special = {
        "ParseArticles": ['{"id": "a", "text": "It rained."}', b'{"id": "b", "text": "It snowed."}'],
        "AsRows": elements[cb.Article],
        "AsRecords": [cb.as_row(article)],
    }
    return special[name] if name in special else elements[_taken(TRANSFORMS[name])]


def _outputs(twin: Callable[..., Any], options: Iterable[object], element: object) -> list[Any]:
    given = twin(*options, element)
    return list(given) if type(given) is tuple else [given]


@pytest.mark.slow
@of_elements
def test_a_transform_gives_what_its_twin_gives(name: str, elements: Mapping[object, list[Any]]) -> None:
    options, given = OPTIONS.get(name, ()), _given_to(name, elements)
    expected = [output for element in given for output in _outputs(getattr(cb, TWINS[name]), options, element)]
    assert expected
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        made = beam.Create(given)
        if name not in ("ParseArticles", "AsRecords"):
            made = made.with_output_types(type(given[0]))
        assert_that(pipeline | made | TRANSFORMS[name](*options), equal_to(expected))


@pytest.mark.slow
@pytest.mark.parametrize("statements", [False, True])
def test_extract_claims_is_its_steps(tagger: cb.Tagger, statements: bool) -> None:
    articles = articles_of(SAMPLES)[:3]
    found = (cb.extract_claims(article, tagger, statements=statements) for article in articles)
    expected = [claim for claims in found for claim in claims]
    assert any(claim.kind == "statement" for claim in expected) is statements
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create(articles).with_output_types(cb.Article)
        claims = claims | cb.ExtractClaims(statements=statements)
        assert_that(claims, equal_to(expected))


@pytest.mark.slow
def test_library_and_command_agree_on_which_claims_there_are(tagger: cb.Tagger, tmp_path: Path) -> None:
    """Without options, each of them finds quotes, and not what the article asserts in its own voice."""
    sample = SAMPLES / "port_strike.txt"
    [article] = articles_of(sample)
    wanted = {claim.claim_id for claim in cb.extract_claims(article, tagger)}
    everything = {claim.claim_id for claim in cb.extract_claims(article, tagger, statements=True)}
    assert wanted < everything
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create([article]) | cb.ExtractClaims()
        assert_that(claims | beam.Map(lambda claim: claim.claim_id), equal_to(wanted))
        rows = pipeline | "Rows" >> beam.Create([cb.as_row(article)]) | "Of rows" >> yaml.ExtractClaims()
        assert_that(rows | beam.Map(lambda row: row.claim_id), equal_to(wanted), "rows")
    for options, expected in (((), wanted), (("--statements",), everything)):
        assert main(["extract", str(sample), f"--output={tmp_path}", "--overwrite", *options]) == EXIT_FINE
        assert {claim.claim_id for claim in cb.read_records(tmp_path / "claims", cb.Claim)} == expected


def test_a_text_alone_is_an_article(tagger: cb.Tagger) -> None:
    text = "“The bridge stays shut,” said Ines Falk, the harbour master."
    [claim] = cb.extract_claims(text, tagger)
    assert claim.article_id == cb.extract_claims(text, tagger)[0].article_id
    assert [text[span.start : span.end] for span in claim.content] == ["“The bridge stays shut,”"]


@pytest.mark.parametrize(
    "given", [None, {"text": "It rained."}, Path("a.txt"), cb.Failure(None, "parse", "ArticleError.no_text", "", "")]
)
def test_what_is_no_article_is_refused_with_the_cure(given: Any) -> None:
    with pytest.raises(TypeError, match=f"and got a {type(given).__name__}; parse_article makes an article of a row"):
        cb.extract_claims(given)


@pytest.mark.parametrize(
    ("source", "transform"),
    [
        ("article", cb.ExtractQuotes()),
        ("article", cb.BuildClaims()),
        ("article", cb.ScoreClaims()),
        ("document", cb.SplitSentences()),
        ("document", cb.ScoreClaims()),
        ("claim", cb.ResolveSpeakers()),
    ],
    ids=str,
)
def test_a_chain_in_the_wrong_order_fails_at_construction(source: str, transform: beam.PTransform) -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    articles = pipeline | beam.Create([]).with_output_types(cb.Article)
    documents = articles | cb.SplitSentences()
    start = {"article": articles, "document": documents, "claim": documents | cb.BuildClaims()}[source]
    with pytest.raises(
        beam.typehints.decorators.TypeCheckError,
        match=r"type hint violation[^;]*; \w+ makes",
    ):
        start | "Wrong" >> transform
