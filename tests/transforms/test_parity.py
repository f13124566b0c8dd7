"""The same claims, ids and all, whichever way they are run: function twins, every runner, Dataflow, Beam YAML."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import chdir
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support.beams_processes import multi_processing
from support.corpus import articles
from support.dataflow_service import DataflowService
from support.output import articles_of, read_rows
from support.paths import PIPELINES, SAMPLES
from support.portable import portable_workers

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE
from claims_beam.interop.yaml import PROVIDERS
from claims_beam.records import Claim
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import from_row, to_row

pytestmark = [pytest.mark.slow, pytest.mark.process]


def _sorted(claims: Sequence[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.claim_id)


def _written(folder: Path) -> list[Claim]:
    return _sorted([from_row(Claim, row) for row in read_rows(folder)])


def _by_functions(made: Iterable[cb.Article], tagger: cb.Tagger, folder: Path, *, statements: bool) -> list[Claim]:
    """The claims through the function twins, once through Parquet, whose floats are narrower."""
    claims = [claim for article in made for claim in cb.extract_claims(article, tagger, statements=statements)]
    cb.write_records(claims, str(folder), Claim)
    return _written(folder)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 articles in one file, in several pieces of work."""
    path = tmp_path_factory.mktemp("corpus") / "articles.parquet"
    rows = [to_row(article) for article in articles(40)]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema_of(cb.Article)), path, row_group_size=8)
    return path


@pytest.fixture(scope="module")
def by_functions(corpus: Path, tagger: cb.Tagger, tmp_path_factory: pytest.TempPathFactory) -> list[Claim]:
    """The claims of the corpus through the function twins."""
    return _by_functions(articles_of(corpus), tagger, tmp_path_factory.mktemp("functions"), statements=True)


def test_there_is_something_to_compare(by_functions: list[Claim]) -> None:
    kinds = Counter(claim.kind for claim in by_functions)
    assert min(kinds[kind] for kind in ("direct", "indirect", "mixed", "statement")) > 10
    assert len({claim.claim_id for claim in by_functions}) == len(by_functions)
    assert len({claim.article_id for claim in by_functions}) > 37


def _extract(corpus: Path, folder: Path, *args: str) -> Path:
    """Run from a folder that is not the project's, where workers start too."""
    with chdir(folder):
        assert main.main(["extract", str(corpus), f"--output={folder}", "--statements", *args]) == EXIT_FINE
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
        command = ("-m", "claims_beam", "extract", "gs://news/in/*", "--statements")
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


RUNS: Mapping[str, Callable[[Path, Path], Path]] = {
    "in memory": _extract,
    "workers": lambda corpus, folder: _extract(corpus, folder, "--workers=2"),
    "multi-processing": lambda corpus, folder: _extract(corpus, folder, *multi_processing()),
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
    expected = _by_functions(articles_of(SAMPLES), tagger, tmp_path / "functions", statements=False)
    assert _written(tmp_path / "claims") == expected
