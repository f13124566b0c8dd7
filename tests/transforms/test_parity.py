"""The same claims, ids and all, whichever way they are run: function twins, every runner, Dataflow, Beam YAML."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.util import assert_that, equal_to
from conftest import SAMPLES
from support.corpus import articles
from support.dataflow_service import DataflowService
from support.portable import portable_workers

import claims_beam as cb
from claims_beam.interop.yaml import PROVIDERS
from claims_beam.records import Claim
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import from_row, to_row

PIPELINES = Path(__file__).parents[2] / "pipelines"


def _sorted(claims: Sequence[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.claim_id)


def _articles() -> list[cb.Article]:
    return [article for article in cb.read_articles(str(SAMPLES)) if isinstance(article, cb.Article)]


def _written(folder: Path) -> list[Claim]:
    rows = [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    return _sorted([from_row(Claim, row) for row in rows])


def _by_functions(made: Iterable[cb.Article], tagger: cb.Tagger, folder: Path, *, statements: bool) -> list[Claim]:
    """The claims through the function twins, once through Parquet, whose floats are narrower."""
    claims = [claim for article in made for claim in cb.extract_claims(article, tagger, statements=statements)]
    cb.write_records(claims, str(folder), Claim)
    return _written(folder)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 articles in one file, in several pieces of work."""
    path = tmp_path_factory.mktemp("corpus") / "articles.parquet"
    rows = [to_row(article) for article in articles(300)]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema_of(cb.Article)), path, row_group_size=40)
    return path


@pytest.fixture(scope="module")
def by_functions(corpus: Path, tagger: cb.Tagger, tmp_path_factory: pytest.TempPathFactory) -> list[Claim]:
    """The claims of the corpus through the function twins."""
    read = (article for article in cb.read_articles(str(corpus)) if isinstance(article, cb.Article))
    return _by_functions(read, tagger, tmp_path_factory.mktemp("functions"), statements=True)


def test_there_is_something_to_compare(by_functions: list[Claim]) -> None:
    kinds = Counter(claim.kind for claim in by_functions)
    assert min(kinds[kind] for kind in ("direct", "indirect", "mixed", "statement")) > 100
    assert len({claim.claim_id for claim in by_functions}) == len(by_functions)
    assert len({claim.article_id for claim in by_functions}) > 290


def _extract(corpus: Path, folder: Path, *args: str) -> Path:
    """Run as a user would, from a folder that is not the project's."""
    command = [sys.executable, "-m", "claims_beam", "extract", str(corpus), f"--output={folder}", *args]
    subprocess.run(command, check=True, cwd=folder, timeout=300)
    return folder / "claims"


def _on_the_portable_runner(corpus: Path, folder: Path) -> Path:
    with portable_workers(folder) as workers:
        return _extract(corpus, folder, *workers.beam_args)


def _on_dataflow(corpus: Path, folder: Path) -> Path:
    """Submitted to a stand-in, which runs the staged pipeline on workers that see only Cloud Storage."""
    service = DataflowService(folder)
    with service.listening("news", "scratch"):
        storage = service.standin.storage
        storage.write("gs://news/in/articles.parquet", corpus.read_bytes())
        command = ("-m", "claims_beam", "extract", "gs://news/in/*")
        with service.submit(command, folder, "--output=gs://news/out", "--job_name=parity") as process:
            process.communicate(timeout=300)
        assert process.returncode == 0
    (claims := folder / "claims").mkdir()
    for path in storage.paths("gs://news/out/claims/"):
        (claims / path.rpartition("/")[2]).write_bytes(storage.read(path))
    return claims


def _in_beam_yaml(corpus: Path, folder: Path) -> Path:
    (folder / "claims.yaml").write_text(
        f"""
pipeline:
  type: chain
  transforms:
    - {{type: ReadArticles, config: {{path: "{corpus}"}}}}
    - {{type: ExtractClaims, config: {{statements: true}}}}
    - {{type: WriteRecords, config: {{path: "{folder}/claims", table: claim}}}}
providers:
  - include: "{PROVIDERS}"
""",
        encoding="utf-8",
    )
    options = ["--runner=FnApiRunner", f"--yaml_pipeline_file={folder}/claims.yaml"]
    subprocess.run([sys.executable, "-m", "apache_beam.yaml.main", *options], check=True, cwd=folder, timeout=300)
    return folder / "claims"


MULTI_PROCESSING = ("--runner=FnApiRunner", "--direct_running_mode=multi_processing", "--direct_num_workers=2")

RUNS: Mapping[str, Callable[[Path, Path], Path]] = {
    "in memory": _extract,
    "workers": lambda corpus, folder: _extract(corpus, folder, "--workers=2"),
    "multi-processing": lambda corpus, folder: _extract(corpus, folder, *MULTI_PROCESSING),
    "portable, external workers": _on_the_portable_runner,
    "bundle based": lambda corpus, folder: _extract(corpus, folder, "--runner=BundleBasedDirectRunner"),
    "staged for Dataflow": _on_dataflow,
    "Beam YAML": _in_beam_yaml,
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_every_way_gives_the_same_claims(
    run: Callable[[Path, Path], Path], corpus: Path, by_functions: list[Claim], tmp_path: Path
) -> None:
    assert _written(run(corpus, tmp_path)) == by_functions


def test_the_program_to_copy_gives_the_claims_of_the_functions(tagger: cb.Tagger, tmp_path: Path) -> None:
    command = [sys.executable, str(PIPELINES / "local.py"), f"--input={SAMPLES}", f"--output={tmp_path}"]
    subprocess.run(command, check=True, cwd=tmp_path, timeout=300)
    expected = _by_functions(_articles(), tagger, tmp_path / "functions", statements=False)
    assert _written(tmp_path / "claims") == expected


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
