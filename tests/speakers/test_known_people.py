"""Known people reach the speakers: by function argument, list, side input and file."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_stream import TestStream as Stream  # which pytest would take for a test
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import FixedWindows, TimestampedValue

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_USAGE
from claims_beam.records import Claim

ARTICLE = cb.Article("a", "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said it was unsafe.")
PEOPLE = (cb.KnownPerson("Ines Marie Falk", ("Ines Falk",), "Harbour master of Ostby", "Q77"),)


def _speaker(claim: Claim) -> tuple[str | None, str | None]:
    assert claim.speaker is not None
    return claim.speaker.name, claim.speaker.id


def test_as_an_argument(tagger: cb.Tagger) -> None:
    claims = cb.extract_claims(ARTICLE, tagger, PEOPLE)
    assert {_speaker(claim) for claim in claims} == {("Ines Marie Falk", "Q77")}
    assert {_speaker(claim) for claim in cb.extract_claims(ARTICLE, tagger)} == {("Ines Falk", None)}


def test_one_string_is_no_tuple_of_names() -> None:
    with pytest.raises(TypeError, match=r"^aliases is the string 'I\. Falk'; give a tuple, such as \('I\. Falk',\)$"):
        cb.KnownPerson("Ines Falk", aliases="I. Falk")  # type: ignore[arg-type]


@pytest.mark.parametrize("as_side_input", [False, True], ids=["list", "side input"])
def test_in_a_pipeline(tagger: cb.Tagger, as_side_input: bool) -> None:
    expected = cb.extract_claims(ARTICLE, tagger, PEOPLE)
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        people = pipeline | "People" >> beam.Create(PEOPLE).with_output_types(cb.KnownPerson)
        articles = pipeline | beam.Create([ARTICLE]).with_output_types(cb.Article)
        claims = articles | cb.ExtractClaims(known_people=people if as_side_input else PEOPLE)
        assert_that(claims, equal_to(expected))


MISTAKEN: dict[str, tuple[Any, str]] = {
    "dictionaries": ([{"name": "Ines Falk"}], "has an element of type dict"),
    "names": (["Ines Falk"], "has an element of type str"),
    "one person": (PEOPLE[0], "is of type KnownPerson"),
    "nothing": (None, "is of type NoneType"),
}


@pytest.mark.parametrize(("people", "said"), MISTAKEN.values(), ids=MISTAKEN)
@pytest.mark.parametrize(
    "give",
    [
        lambda people: cb.ExtractClaims(known_people=people),
        lambda people: cb.ResolveSpeakers(people),
        lambda people: cb.extract_claims("", known_people=people),  # The text would be refused next.
        lambda people: cb.KnownPeople(people),
    ],
    ids=["ExtractClaims", "ResolveSpeakers", "extract_claims", "KnownPeople"],
)
def test_what_is_no_known_person_is_refused_at_once(give: Callable[[Any], object], people: Any, said: str) -> None:
    with pytest.raises(TypeError, match=rf"^known_people {said}; give a list of KnownPerson, such as "):
        give(people)


@pytest.mark.parametrize("as_side_input", [beam.pvalue.AsList, beam.pvalue.AsIter, beam.pvalue.AsSingleton])
def test_a_side_input_is_refused_since_the_collection_itself_is_wanted(as_side_input: Any) -> None:
    people = beam.Pipeline(runner="FnApiRunner") | beam.Create(PEOPLE)
    with pytest.raises(
        TypeError, match=rf"^known_people is of type {as_side_input.__name__}; .*PCollection of them as"
    ):
        cb.ExtractClaims(known_people=as_side_input(people))


def test_a_collection_of_something_else_is_refused() -> None:
    rows = beam.Pipeline(runner="FnApiRunner") | beam.Create([{"name": "Ines Falk"}])
    with pytest.raises(
        TypeError, match=r"^known_people is a PCollection whose elements are of type Dict.*KnownPerson\("
    ):
        cb.ExtractClaims(known_people=rows)


def test_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE.text)
    people = tmp_path / "people.jsonl"
    people.write_text('{"name": "Ines Marie Falk", "aliases": ["Ines Falk"], "id": "Q77"}\n\n')
    assert cb.read_people(people) == (cb.KnownPerson("Ines Marie Falk", ("Ines Falk",), None, "Q77"),)
    assert main.main(["show", str(tmp_path / "bridge.txt"), f"--people={people}"]) == EXIT_FINE
    assert "Ines Marie Falk (as “Falk”)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: Expecting property name"),
        ("[1]", "line 1: list is no JSON object"),
        ('\n{"aliases": []}', "line 2: name is None"),
        ('{"name": " "}', "name is ' '"),
        ('{"name": "A", "aliases": "B"}', "aliases is 'B'"),
        ('{"name": "A", "id": 7}', "id is 7"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    tmp_path: Path, content: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.jsonl").write_text(content)
    assert main.main(["show", "a.txt", f"--people={tmp_path}/people.jsonl"]) == EXIT_USAGE
    complaint = capsys.readouterr().err
    assert message in complaint
    assert "write one JSON object a line" in complaint


def test_a_missing_table_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["show", "a.txt", f"--people={tmp_path}/none.jsonl"]) == EXIT_USAGE
    assert "none.jsonl: there is no such file; give one" in capsys.readouterr().err


def _known_from(article: cb.Article, start: int, id_: str) -> tuple[TimestampedValue, TimestampedValue]:
    person = cb.KnownPerson("Ines Falk", id=id_)
    return TimestampedValue(article, start + 1), TimestampedValue(person, start + 2)


def test_in_a_stream_people_are_those_of_the_window() -> None:
    """The table of people changes from window to window, and in the third window there is none."""
    articles = [cb.Article(name, "“It rains,” said Ines Falk.") for name in ("a", "b", "c")]
    pairs = [_known_from(article, 10 * number, f"Q{number}") for number, article in enumerate(articles)]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        windowed = [
            pipeline
            | f"Create {kind.__name__}" >> beam.Create(values)
            | f"Time {kind.__name__}" >> beam.Map(lambda value: value).with_output_types(kind)
            | f"Window {kind.__name__}" >> beam.WindowInto(FixedWindows(10))
            for kind, values in (
                (cb.Article, [article for article, _ in pairs]),
                (cb.KnownPerson, [person for _, person in pairs[:2]]),
            )
        ]
        claims = windowed[0] | cb.ExtractClaims(known_people=windowed[1])
        ids = claims | beam.Map(lambda claim: (claim.article_id, claim.speaker.id))
        assert_that(ids, equal_to([("a", "Q0"), ("b", "Q1"), ("c", None)]))


@pytest.mark.slow
@pytest.mark.parametrize("as_side_input", [False, True], ids=["list", "side input"])
def test_in_a_stream_on_this_machine_people_are_a_list(tagger: cb.Tagger, as_side_input: bool) -> None:
    """The guide to pipelines says so, as long as Beam's own local runner cannot take the collection."""
    expected = cb.extract_claims(ARTICLE, tagger, PEOPLE)
    pipeline = beam.Pipeline(options=PipelineOptions(["--runner=BundleBasedDirectRunner", "--streaming"]))
    people = pipeline | "People" >> beam.Create(PEOPLE).with_output_types(cb.KnownPerson)
    stream = Stream().add_elements([ARTICLE]).advance_watermark_to_infinity()
    articles = pipeline | stream | beam.WindowInto(FixedWindows(10)) | beam.Map(_same).with_output_types(cb.Article)
    claims = articles | cb.ExtractClaims(known_people=people if as_side_input else PEOPLE)
    assert_that(claims, equal_to(expected))
    with pytest.raises(RuntimeError, match="was not replaced as expected") if as_side_input else nullcontext():
        pipeline.run().wait_until_finish()


def _same(article: cb.Article) -> cb.Article:
    return article
