"""The package in Beam YAML: the example as a user runs it, beside Beam's own transforms, and wrong options."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.yaml.yaml_provider import load_providers
from apache_beam.yaml.yaml_transform import expand_pipeline
from support.output import articles_of, read_rows
from support.paths import PIPELINES, SAMPLES

import claims_beam as cb
from claims_beam.interop.yaml import PROVIDERS, ExtractClaims, ReadArticles, SplitSentences, WriteRecords
from claims_beam.records import Claim, Quotation, SentenceRecord
from claims_beam.schema.columns import TABLES
from claims_beam.schema.rows import from_row
from claims_beam.testing import TEXT

EXAMPLE = PIPELINES / "claims.yaml"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Some samples, and a file with an article that cannot be used."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for sample in ("port_strike.txt", "mill_street_bridge.txt", "with_metadata.jsonl"):
        (folder / sample).symlink_to(SAMPLES / sample)
    (folder / "bad.jsonl").write_text('{"article_id": "bad", "text": ""}\n')
    return folder


def _claims(path: Path, tagger: cb.Tagger) -> list[Claim]:
    found = [cb.extract_claims(article, tagger, statements=True) for article in articles_of(path)]
    return [claim for claims in found for claim in claims]


def _rows(pattern: Path) -> list[dict[str, Any]]:
    return read_rows(pattern.parent, pattern.name)


def _run(transforms: str) -> None:
    spec = f"pipeline:\n  transforms:\n{transforms}\nproviders:\n  - include: {PROVIDERS}\n"
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        expand_pipeline(pipeline, spec)


@pytest.mark.slow
@pytest.mark.process
def test_the_example_gives_the_claims_of_the_function_twin(articles: Path, tagger: cb.Tagger, tmp_path: Path) -> None:
    listing = subprocess.run(
        [sys.executable, "-m", "claims_beam.interop.yaml"], check=True, capture_output=True, text=True
    )
    command = [sys.executable, "-m", "apache_beam.yaml.main", "--runner=FnApiRunner"]
    command += [f"--yaml_pipeline_file={EXAMPLE}", "--jinja_variable_flags=PROVIDERS,INPUT,OUTPUT"]
    command += [f"--PROVIDERS={listing.stdout.strip()}", f"--INPUT={articles}", f"--OUTPUT={tmp_path / 'out'}"]
    done = subprocess.run(command, cwd=tmp_path, timeout=300, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-4000:]
    worth = [
        cb.as_row(c, "text") for c in _claims(articles, tagger) if c.check_worthiness and c.check_worthiness >= 0.5
    ]
    assert len(worth) > 10
    rows = _rows(tmp_path / "out" / "claims*")
    assert _sorted(rows) == _sorted([_flat(row) for row in worth])
    assert {row["speaker"] for row in rows} > {"", "Ruben Castellane"}
    [failure] = _rows(tmp_path / "out" / "failures" / "*.parquet")
    assert (failure["article_id"], failure["error"]) == ("bad", "ArticleError.no_text")


def _flat(row: Any) -> dict[str, Any]:
    """What the example's MapToFields makes of a claim."""
    return {
        "claim_id": row.claim_id,
        "article_id": row.article_id,
        "published_at": row.published_at,
        "kind": row.kind,
        "speaker": row.speaker.name or "" if row.speaker else "",
        "cue": row.cue.text if row.cue else "",
        "text": row.text,
        "quantities": [quantity._asdict() for quantity in row.quantities],
        "check_worthiness": row.check_worthiness,
    }


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["claim_id"])


@pytest.mark.slow
def test_whole_rows_pass_between_the_packages_transforms_and_beams(
    articles: Path, tagger: cb.Tagger, tmp_path: Path
) -> None:
    """The package's writer gives the table itself, Beam's the rows; two branches have failures of their own."""
    _run(f"""
    - type: ReadArticles
      config: {{path: ["{articles}/*.txt"]}}
    - type: ExtractClaims
      input: ReadArticles
      config: {{statements: true, error_handling: {{output: failures}}}}
    - type: SplitSentences
      input: ReadArticles
      config: {{error_handling: {{output: failures}}}}
    - type: WriteRecords
      name: Claims
      input: ExtractClaims
      config: {{path: "{tmp_path}/claims", num_shards: 1}}
    - type: WriteToParquet
      name: BeamsOwn
      input: ExtractClaims
      config: {{path: "{tmp_path}/rows"}}
    - type: WriteRecords
      name: Sentences
      input: SplitSentences
      config: {{path: "{tmp_path}/sentences", table: sentence}}
    - type: Flatten
      input: [ExtractClaims.failures, SplitSentences.failures]
    - type: WriteRecords
      name: Failures
      input: Flatten
      config: {{path: "{tmp_path}/failures", table: failure, write_empty: false}}
    """)
    claims = _claims(articles / "*.txt", tagger)
    cb.write_records(claims, str(tmp_path / "twin"), Claim)
    written = _sorted(_rows(tmp_path / "claims" / "*.parquet"))
    assert written == _sorted(_rows(tmp_path / "twin" / "*.parquet"))
    assert [row["claim_id"] for row in _sorted(_rows(tmp_path / "rows*"))] == [row["claim_id"] for row in written]
    texts = articles_of(articles / "*.txt")
    expected = [sentence for article in texts for sentence in cb.each_sentence(cb.split_sentences(article))]
    sentences = [from_row(SentenceRecord, row) for row in _rows(tmp_path / "sentences" / "*.parquet")]
    assert sorted(sentences, key=str) == sorted(expected, key=str)
    assert list((tmp_path / "failures").glob("*.parquet")) == []


def test_claims_are_grouped_into_the_table_of_quotations(tagger: cb.Tagger, tmp_path: Path) -> None:
    said = "“The bridge over the old canal stays shut until next summer,” said Ines Falk, the harbour master."
    articles = [cb.Article(name, text) for name, text in (("a", said), ("b", f"{said} It rained."), ("c", TEXT))]
    listed = [{"article_id": article.article_id, "text": article.text} for article in articles]
    _run(f"""
    - type: Create
      config: {{elements: {json.dumps(listed, ensure_ascii=False)}}}
    - type: ExtractClaims
      input: Create
    - type: GroupQuotations
      input: ExtractClaims
      config: {{error_handling: {{output: failures}}}}
    - type: WriteRecords
      input: GroupQuotations
      config: {{path: "{tmp_path}/quotations", table: quotation}}
    - type: WriteRecords
      name: Failures
      input: GroupQuotations.failures
      config: {{path: "{tmp_path}/failures", table: failure, write_empty: false}}
    """)
    claims = [claim for article in articles for claim in cb.extract_claims(article, tagger)]
    cb.write_records(cb.group_quotations(claims), str(tmp_path / "twin"), Quotation)
    rows, twins = (_rows(tmp_path / name / "*.parquet") for name in ("quotations", "twin"))
    assert sorted(rows, key=lambda row: row["quotation_id"]) == sorted(twins, key=lambda row: row["quotation_id"])
    assert 2 in {row["articles"] for row in rows}
    assert list((tmp_path / "failures").glob("*.parquet")) == []


def test_rows_that_beam_read_are_articles(tagger: cb.Tagger, tmp_path: Path) -> None:
    """Other columns, a column that pandas makes dates of, and an article that has no url."""
    stories = [
        {"uri": "a", "body": TEXT, "url": "https://news.example/a", "published_at": "2026-03-06T09:30:00Z"},
        {"uri": "b", "body": TEXT, "url": None, "published_at": "2026-03-07T09:30:00Z"},
    ]
    (tmp_path / "stories.jsonl").write_text("".join(json.dumps(story) + "\n" for story in stories))
    _run(f"""
    - type: ReadFromJson
      config: {{path: "{tmp_path}/stories.jsonl"}}
    - type: ExtractClaims
      input: ReadFromJson
      config: {{columns: {{text: body, article_id: uri}}}}
    - type: WriteRecords
      input: ExtractClaims
      config: {{path: "{tmp_path}/claims"}}
    """)
    expected = [
        claim
        for story in stories
        for claim in cb.extract_claims(cb.parse_article(story, columns=cb.Columns("uri", "body")), tagger)
    ]
    rows = [from_row(Claim, row) for row in _rows(tmp_path / "claims" / "*.parquet")]
    assert {(c.claim_id, c.url, c.published_at) for c in rows} == {
        (c.claim_id, c.url, c.published_at) for c in expected
    }


def test_known_people_lend_their_ids(tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_text('{"name": "Ada Moreno", "id": "Q1"}\n')
    _run(f"""
    - type: Create
      config: {{elements: [{{article_id: pier, text: "{TEXT}"}}]}}
    - type: ExtractClaims
      input: Create
      config: {{people: "{tmp_path}/people.jsonl", timestamps: timestamp}}
    - type: WriteRecords
      input: ExtractClaims
      config: {{path: "{tmp_path}/claims"}}
    """)
    ids = {row["speaker"]["name"]: row["speaker"]["id"] for row in _rows(tmp_path / "claims" / "*.parquet")}
    assert ids["Ada Moreno"] == "Q1"


def test_without_error_handling_what_cannot_be_used_fails_the_pipeline(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"parse failed on 'b': ArticleError\.no_text"):
        _run("""
    - type: Create
      config: {elements: [{article_id: b, text: ""}]}
    - type: SplitSentences
      input: Create
      """)


def test_the_listing_says_what_every_option_is() -> None:
    """Beam shows these texts to users, and takes the options' names from the constructors."""
    listed = load_providers(str(PROVIDERS))
    transforms = {name for provider in listed for name in provider.provided_transforms()}
    assert transforms == {"ReadArticles", "ExtractClaims", "SplitSentences", "GroupQuotations", "WriteRecords"}
    for provider in listed:
        for name in provider.provided_transforms():
            assert provider.description(name)
            options = provider.config_schema(name).fields
            assert "error_handling" in [option.name for option in options]
            assert [option.name for option in options if not option.description] == []


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ExtractClaims(columns={"body": "text"}), "columns is {'body': 'text'}; map article_id, text, url"),
        (lambda: ExtractClaims(tagger="best"), "there is no tagger 'best'"),
        (lambda: ExtractClaims(timestamps="iso"), "timestamps is 'iso'; use one of"),  # type: ignore[arg-type]
        (lambda: SplitSentences(max_chars=0), "max_chars is 0"),
        (lambda: ReadArticles(""), "The input patterns are ''"),
        (lambda: WriteRecords("out", "claims"), f"there is no table 'claims'; use one of: {', '.join(TABLES)}"),
        (lambda: WriteRecords("", "claim"), "path is empty"),
        (lambda: SplitSentences(error_handling={}), "error_handling is {}; write error_handling: {output: NAME}"),
        (
            lambda: SplitSentences(error_handling={"output": "x", "threshold": 1}),
            "write error_handling: {output: NAME}",
        ),
    ],
)
def test_options_are_checked_at_construction(make: Any, message: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - matched below, without escapes
        make()
    assert message in str(error.value)
