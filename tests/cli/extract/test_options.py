"""The options of which claims there are: the command, Beam YAML and the transform give what the function gives."""

import json
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.io.filesystem import FileMetadata
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import CollectingErrorHandler
from support.output import articles_of, read_rows
from support.paths import SAMPLES

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.interop import yaml
from claims_beam.records import Failure
from claims_beam.storage import patterns

SAMPLE = SAMPLES / "port_strike.txt"
CHOSEN = (
    "--statements",
    "--min-confidence=0.93",
    "--cue-class=say",
    "--cue-class=deny",
    "--no-predicates",
    "--no-check-worthiness",
)
OPTIONS: dict[str, Any] = {
    "statements": True,
    "min_confidence": 0.93,
    "cue_classes": ["say", "deny"],
    "predicates": False,
    "check_worthiness": False,
}


@pytest.fixture(scope="module")
def expected(tagger: cb.Tagger) -> list[str]:
    [article] = articles_of(SAMPLE)
    everything = cb.extract_claims(article, tagger, statements=True)
    chosen = cb.extract_claims(article, tagger, **OPTIONS)
    assert 0 < len(chosen) < len(everything)
    return [claim.claim_id for claim in chosen]


def _extract(folder: Path, *options: str) -> int:
    return main.main(["extract", str(SAMPLE), "--output", f"{folder}/out", *options])


def test_the_files_of_a_folder_are_listed_once_before_a_job_and_once_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bucket may hold a great many files."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(SAMPLE.read_bytes())
    listings = []
    list_all = patterns.matching

    def noted(pattern: str, limit: int | None) -> list[FileMetadata]:
        listings.append(limit)
        return list_all(pattern, limit)

    monkeypatch.setattr(patterns, "matching", noted)
    assert main.main(["extract", str(tmp_path / "in"), f"--output={tmp_path}/out"]) == EXIT_FINE
    assert listings.count(None) == 2


def test_the_command(tmp_path: Path, expected: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _extract(tmp_path, *CHOSEN) == EXIT_FINE
    rows = read_rows(tmp_path / "out/claims")
    assert sorted(row["claim_id"] for row in rows) == sorted(expected)
    quotes = [row for row in rows if row["kind"] != "statement"]
    assert {(row["predicate"], row["check_worthiness"]) for row in quotes} == {(None, None)}
    assert f"{len(expected)} claims in " in capsys.readouterr().out
    settings = json.loads((tmp_path / "out/_SUCCESS").read_text(encoding="utf-8"))["settings"]
    assert settings == {
        **OPTIONS,
        "cue_classes": ["deny", "say"],
        "tagger": "learned",
        "model": "en_core_web_sm",
        "parse": False,
        "max_chars": 1_000_000,
        "any_language": False,
    }


def test_the_transform(expected: list[str]) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles = pipeline | beam.Create(articles_of(SAMPLE)).with_output_types(cb.Article)
        ids = articles | cb.ExtractClaims(**OPTIONS) | beam.Map(lambda claim: claim.claim_id)
        assert_that(ids, equal_to(expected))


def test_beam_yaml(expected: list[str]) -> None:
    [article] = articles_of(SAMPLE)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        rows = pipeline | beam.Create([beam.Row(article_id=article.article_id, text=article.text)])
        ids = rows | yaml.ExtractClaims(**OPTIONS) | beam.Map(lambda row: row.claim_id)
        assert_that(ids, equal_to(expected))


def test_too_long_an_article_is_a_failure_of_the_transform() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        with CollectingErrorHandler() as handler:
            articles = pipeline | beam.Create(articles_of(SAMPLE)).with_output_types(cb.Article)
            claims = articles | cb.ExtractClaims(max_chars=100).with_error_handler(handler)
        assert_that(claims, equal_to([]), label="NoClaims")
        told = handler.output() | beam.Map(_told)
        assert_that(told, equal_to([("port_strike", "check_length", "ArticleError.too_long")]), label="Failures")


def _told(failure: Failure) -> tuple[str | None, str, str]:
    return failure.article_id, failure.stage, failure.error


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--min-confidence=1.5"], "min_confidence is 1.5; give a number from 0"),
        (["--cue-class=shout"], "there is no cue class 'shout'; use speech"),
        (["--parse", "--no-predicates"], "parse is on and predicates is off"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_by_the_command(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _extract(tmp_path, *options) == EXIT_USAGE
    assert message in capsys.readouterr().err
    assert main.main(["show", str(SAMPLE), *options]) == EXIT_USAGE
    assert message in capsys.readouterr().err


def test_speech_is_a_class_everywhere(tmp_path: Path, tagger: cb.Tagger) -> None:
    [article] = articles_of(SAMPLE)
    everything = cb.extract_claims(article, tagger)
    speech = [claim.claim_id for claim in cb.extract_claims(article, tagger, cue_classes=["speech"])]
    assert 0 < len(speech) < len(everything)
    assert _extract(tmp_path, "--cue-class=speech") == EXIT_FINE
    assert sorted(row["claim_id"] for row in read_rows(tmp_path / "out/claims")) == sorted(speech)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles = pipeline | beam.Create([article]).with_output_types(cb.Article)
        claims = articles | cb.ExtractClaims(cue_classes=["speech"])
        assert_that(claims | "Ids" >> beam.Map(lambda claim: claim.claim_id), equal_to(speech), "claims")
        rows = pipeline | "Rows" >> beam.Create([beam.Row(article_id=article.article_id, text=article.text)])
        rows = rows | "Of rows" >> yaml.ExtractClaims(cue_classes=["speech"])
        assert_that(rows | "Ids of rows" >> beam.Map(lambda row: row.claim_id), equal_to(speech), "rows")


def test_too_long_an_article_is_a_failure_of_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _extract(tmp_path, "--max-chars=100") == EXIT_SOME_FAILED
    assert [row["error"] for row in read_rows(tmp_path / "out/failures")] == ["ArticleError.too_long"]
    assert main.main(["show", str(SAMPLE), "--max-chars=100"]) == EXIT_SOME_FAILED
    assert "max_chars=100 allows no more" in capsys.readouterr().err


def test_too_long_an_article_is_a_failure_in_beam_yaml() -> None:
    [article] = articles_of(SAMPLE)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        rows = pipeline | beam.Create([beam.Row(article_id=article.article_id, text=article.text)])
        outputs = rows | yaml.ExtractClaims(max_chars=100, error_handling={"output": "failures"})
        assert_that(outputs["failures"] | beam.Map(lambda row: row.error), equal_to(["ArticleError.too_long"]))


def test_show_takes_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["show", str(SAMPLE), *CHOSEN[1:]]) == EXIT_FINE
    printed = capsys.readouterr().out
    assert "Ruben Castellane" in printed
    assert "check-worthiness" not in printed
    assert "Castellane”)  dismissed" not in printed


@pytest.mark.parametrize("name", ["nosuch.jsonl", "nowhere/people.jsonl", "link"])
def test_people_in_a_file_that_is_not_there_are_told_of(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "a.txt").write_text("It rained.")
    arguments = ["extract", f"{tmp_path}/a.txt", f"--output={tmp_path}/out", f"--people={tmp_path}/{name}"]
    assert main.main(arguments) == EXIT_USAGE
    assert capsys.readouterr().err == (
        f"claims-beam extract: --people: {tmp_path}/{name}: there is no such file; give one of JSON lines, each a "
        "person with a name\n"
    )
