"""The same claims, ids and all, whichever way they are run: function twins, in memory, in several processes."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.util import assert_that, equal_to
from conftest import SAMPLES

import claims_beam as cb
from claims_beam.records import Claim
from claims_beam.schema import from_row

PIPELINES = Path(__file__).parent.parent / "pipelines"


def _sorted(claims: Sequence[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.claim_id)


def _articles() -> list[cb.Article]:
    return [article for article in cb.read_articles(str(SAMPLES)) if isinstance(article, cb.Article)]


def _written(folder: Path) -> list[Claim]:
    rows = [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    return _sorted([from_row(Claim, row) for row in rows])


@pytest.fixture(scope="module")
def by_functions(tagger: cb.Tagger, tmp_path_factory: pytest.TempPathFactory) -> list[Claim]:
    """The claims of the samples through the function twins, once through Parquet, whose floats are narrower."""
    claims = [claim for article in _articles() for claim in cb.extract_claims(article, tagger)]
    folder = tmp_path_factory.mktemp("functions")
    cb.write_records(claims, str(folder), Claim)
    return _written(folder)


def test_there_is_something_to_compare(by_functions: list[Claim]) -> None:
    assert len(by_functions) > 100
    assert len({claim.claim_id for claim in by_functions}) == len(by_functions)


@pytest.mark.parametrize(
    "beam_args",
    [
        [],
        ["--runner=BundleBasedDirectRunner"],
        ["--direct_running_mode=multi_threading", "--direct_num_workers=2"],
        ["--direct_running_mode=multi_processing", "--direct_num_workers=2"],
    ],
    ids=["in memory", "bundle based", "threads", "processes"],
)
def test_the_pipeline_gives_the_same_claims(by_functions: list[Claim], tmp_path: Path, beam_args: list[str]) -> None:
    """Run as a user would, from a folder that is not the project's."""
    command = [sys.executable, str(PIPELINES / "local.py"), f"--input={SAMPLES}", f"--output={tmp_path}", *beam_args]
    subprocess.run(command, check=True, cwd=tmp_path, timeout=300)
    assert _written(tmp_path / "claims") == by_functions


def test_each_transform_is_its_function_twin(tagger: cb.Tagger) -> None:
    """Step by step, on one article."""
    [article] = [article for article in _articles() if article.article_id == "port_strike"]
    split = cb.split_sentences(article)
    quoted = cb.extract_quotes(split, tagger)
    resolved = cb.resolve_speakers(quoted)
    stated = cb.find_statements(resolved)
    parsed = cb.find_predicates(stated)
    claims = cb.build_claims(parsed)
    scored = [cb.score_claim(claim) for claim in claims]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        steps = pipeline | beam.Create([article]).with_output_types(cb.Article) | cb.SplitSentences()
        assert_that(steps, equal_to([split]), label="split")
        assert_that(steps | cb.EachSentence(), equal_to(cb.each_sentence(split)), label="sentences")
        steps = steps | cb.ExtractQuotes()
        assert_that(steps, equal_to([quoted]), label="quotes")
        steps = steps | cb.ResolveSpeakers()
        assert_that(steps, equal_to([resolved]), label="speakers")
        steps = steps | cb.FindStatements()
        assert_that(steps, equal_to([stated]), label="statements")
        steps = steps | cb.FindPredicates()
        assert_that(steps, equal_to([parsed]), label="predicates")
        built = steps | cb.BuildClaims()
        assert_that(built, equal_to(claims), label="claims")
        assert_that(built | cb.ScoreClaims(), equal_to(scored), label="scores")


@pytest.mark.parametrize("statements", [False, True])
def test_extract_claims_is_its_steps(tagger: cb.Tagger, statements: bool) -> None:
    articles = _articles()[:3]
    found = (cb.extract_claims(article, tagger, statements=statements) for article in articles)
    expected = [claim for claims in found for claim in claims]
    assert any(claim.kind == "statement" for claim in expected) is statements
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create(articles).with_output_types(cb.Article)
        claims = claims | cb.ExtractClaims(statements=statements)
        assert_that(claims, equal_to(expected))


def test_a_text_alone_is_an_article(tagger: cb.Tagger) -> None:
    text = "“The bridge stays shut,” said Ines Falk, the harbour master."
    [claim] = cb.extract_claims(text, tagger)
    assert claim.article_id == cb.extract_claims(text, tagger)[0].article_id
    assert [text[span.start : span.end] for span in claim.content] == ["“The bridge stays shut,”"]


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
    with pytest.raises(beam.typehints.decorators.TypeCheckError, match="type hint violation"):
        start | "Wrong" >> transform
