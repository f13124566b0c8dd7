"""Collections of paths, and paths of ``pathlib`` wherever a path goes; plain strings; articles without ids."""

from pathlib import Path, PurePosixPath
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

import claims_beam as cb
from claims_beam.records import Failure, content_id

TEXTS = {"a.txt": "Rain fell.", "b.txt": "Snow fell.", "more/c.txt": "Hail fell."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("kind", [str, Path])
def test_a_collection_of_paths_is_read(folder: Path, kind: type[Any]) -> None:
    """Files, a glob and a folder, and one that matches nothing; a file that two patterns match is read twice."""
    paths = [kind(folder / name) for name in ("a.txt", "b.*", "more", "more/c.txt", "nothing*.txt", "a.docx")]
    (folder / "a.docx").write_text("Rain.")
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles, failures = pipeline | beam.Create(paths) | cb.ReadAllArticles().with_exception_handling()
        assert articles.element_type is cb.Article
        texts = articles | beam.Map(lambda article: article.text)
        assert_that(texts, equal_to([*TEXTS.values(), "Hail fell."]), "texts")
        told = failures | beam.Map(lambda failure: (failure.stage, failure.error))
        expected = [("match", "ArticleError.no_match"), ("open", "ArticleError.unknown_format")]
        assert_that(told, equal_to(expected), "failures")


def test_a_collection_gives_what_a_list_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "rows.csv").write_text("body,uri\nSleet fell.,s\n")
    columns = cb.Columns(text="body", article_id="uri")
    monkeypatch.chdir(folder)
    expected = list(cb.read_articles("rows.csv", columns=columns))
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | beam.Create(["rows.csv"]) | cb.ReadAllArticles(columns, max_chars=100)
        assert_that(read, equal_to(expected))


def test_windows_and_times_of_paths_are_those_of_their_articles(folder: Path) -> None:
    timed = [beam.window.TimestampedValue(str(folder / "a.txt"), 7)]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        paths = pipeline | beam.Create(timed) | beam.Map(lambda path: path).with_output_types(str)
        windowed = paths | beam.WindowInto(beam.window.FixedWindows(10)) | cb.ReadAllArticles()
        ends = windowed | beam.Map(lambda _, window=beam.DoFn.WindowParam: float(window.end))
        assert_that(ends, equal_to([10.0]))


@pytest.mark.parametrize(
    ("transform", "cure"),
    [
        (cb.ReadArticles("a.txt"), r"ReadArticles begins a pipeline.*use ReadAllArticles\(\)"),
        (cb.ReadRecords("out", cb.Claim), r"ReadRecords begins a pipeline.*write pipeline \| ReadRecords"),
    ],
    ids=["ReadArticles", "ReadRecords"],
)
def test_what_begins_a_pipeline_says_so_of_a_collection(transform: beam.PTransform[Any, Any], cure: str) -> None:
    with pytest.raises(TypeError, match=cure):
        beam.Pipeline(runner="FnApiRunner") | beam.Create(["a.txt"]) | transform


def test_paths_of_pathlib_go_wherever_paths_go(folder: Path, tagger: cb.Tagger) -> None:
    out, articles = folder / "out", [cb.Article("a", "Rain fell."), cb.Article("b", "Snow fell.")]
    assert sorted(article.text for article in cb.read_articles([folder / "a.txt", folder / "b.txt"])) == [
        "Rain fell.",
        "Snow fell.",
    ]
    written = cb.write_records(articles, out / "articles", cb.Article)
    cb.write_manifest(written, out)
    assert cb.verify_output(out) == []
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | cb.ReadArticles(folder / "a.txt")
        again = read | cb.WriteRecords(folder / "again", num_shards=1)
        again | cb.WriteManifest(folder / "again")
        assert_that(pipeline | cb.ReadRecords(out / "articles", cb.Article), equal_to(articles))
    assert cb.verify_output(folder / "again") == []
    assert [article.text for article in cb.read_records(folder / "again", cb.Article)] == ["Rain fell."]
    (folder / "people.jsonl").write_text('{"name": "Ines Falk"}\n')
    assert cb.read_people(folder / "people.jsonl")[0].name == "Ines Falk"


def test_a_model_may_be_a_path(tmp_path: Path) -> None:
    for make in (cb.ExtractQuotes, cb.FindPredicates, cb.ExtractClaims, cb.SpacyModelHandler):
        make(model=tmp_path)
    for load in (cb.load_parser, lambda model: cb.load(model, "rules"), cb.SpacyModelHandler(tmp_path).load_model):
        with pytest.raises(cb.ModelNotFoundError, match=f"no spaCy pipeline '{tmp_path}'"):
            load() if load.__name__ == "load_model" else load(tmp_path)


@pytest.mark.parametrize("path", [PurePosixPath("gs://bucket/news"), PurePosixPath("s3://bucket/*.jsonl")], ids=str)
def test_an_address_that_pathlib_has_changed_is_refused(path: PurePosixPath) -> None:
    cure = rf"pathlib has made {path.parts[0]}/bucket.* of an address .* give the string '{path.parts[0]}//bucket"
    for use in (cb.ReadArticles, cb.WriteRecords, cb.WriteManifest, lambda given: cb.read_records(given, cb.Claim)):
        with pytest.raises(ValueError, match=cure):
            use(path)


def test_plain_strings_are_articles() -> None:
    texts = ["It rained.", "“Rain,” she said.", "7 boats sank.", "true to form, it rained."]
    rows = ['{"text": "It snowed."}', ' \n{"text": "It hailed."}', {"text": "It thawed."}]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles, failures = (
            pipeline
            | beam.Create([*texts, *rows, "{", " ", "3", b"It froze."])
            | cb.ParseArticles().with_exception_handling()
        )
        read = articles | beam.Map(lambda article: article.text)
        assert_that(read, equal_to([*texts, "It snowed.", "It hailed.", "It thawed."]), "read")
        told = failures | beam.Map(lambda failure: failure.error.split(".")[1])
        assert_that(told, equal_to(["not_json", "no_text", "wrong_type", "not_json"]), "told")
    assert [cb.parse_article(text).text for text in texts] == texts
    assert cb.parse_article(texts[0]).article_id == content_id(texts[0])


def test_strings_can_be_held_to_json(tmp_path: Path) -> None:
    with pytest.raises(cb.ArticleError, match="The JSON is malformed"):
        cb.parse_article("It rained.", payload_format="json")
    (tmp_path / "a.jsonl").write_bytes('It rained.\n{"text": "It snowed."}\n'.encode("utf-16"))
    failure, article = cb.read_articles(tmp_path)
    assert isinstance(failure, Failure)
    assert failure.error == "ArticleError.not_json"
    assert isinstance(article, cb.Article)


@pytest.mark.parametrize("text", ["It rained.", "", "half a \ud800 character"])
def test_an_article_makes_its_id(text: str) -> None:
    article = cb.Article(text=text)
    assert article.article_id == content_id(text)
    assert len(article.article_id) == 32
    assert cb.Article("", text) == article
    assert cb.Article("own", text).article_id == "own"


def test_an_article_is_nothing_without_a_text(tagger: cb.Tagger) -> None:
    with pytest.raises(TypeError, match=r"an Article needs its text: Article\(text=\.\.\.\)"):
        cb.Article("a")
    text = "“The bridge stays shut,” said Ines Falk."
    assert cb.extract_claims(cb.Article(text=text), tagger) == cb.extract_claims(text, tagger)
