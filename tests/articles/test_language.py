"""Articles that are not in English fail, and none that is in English does."""

import errno
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import ErrorHandler
from hypothesis import given, strategies as st
from spacy.lang.de.examples import sentences as german_sentences
from spacy.lang.el.examples import sentences as greek_sentences
from spacy.lang.es.examples import sentences as spanish_sentences
from spacy.lang.nb.examples import sentences as norwegian_sentences
from spacy.lang.ru.examples import sentences as russian_sentences
from support.output import articles_of
from support.paths import ROOT, SAMPLES

import claims_beam as cb
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.language import ENOUGH_LETTERS, check_language, load_detector
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.interop.yaml import transforms as yaml
from claims_beam.transforms.steps import models

OTHERS = {
    "de": " ".join(german_sentences),
    "el": " ".join(greek_sentences),
    "es": " ".join(spanish_sentences),
    "no": " ".join(norwegian_sentences * 2),
    "ru": " ".join(russian_sentences),
}
ENGLISH = (
    "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said that repairs would take a year and cost "
    "two million. She told the council on Monday that nobody had been hurt, and that the ferry would run on Sundays."
)
TRANSCRIPT = "\n".join(
    f"{speaker}: {words}"
    for speaker, words in [
        ("PRZYBYLSKI", "Is the bridge open?"),
        ("OYELARAN", "It is not. It stays shut until the spring, as we have said before."),
        ("PRZYBYLSKI", "Why?"),
        ("OYELARAN", "Because two of the piers have moved, and nobody knows how far they will go."),
    ]
    * 2
)
RESULTS = (
    "Results of the Ostby Open, second round: Ágnes Szávay (Hungary) beat Iveta Benešová (Czech Republic) 6-2 6-3; "
    "Flavia Pennetta (Italy) beat María José Martínez Sánchez (Spain) 7-5 6-1; Zheng Jie (China) beat Sorana Cîrstea "
    "(Romania) 6-4 6-4; Ekaterina Makarova (Russia) beat Kateryna Bondarenko (Ukraine) 6-0 3-6 6-2."
)
NAMES = (
    "Among those present were Szczepan Wiśniewski of Bydgoszcz, Þórdís Jökulsdóttir of Akureyri, Nguyễn Thị Minh "
    "Khai of Đà Nẵng and José Ramón Echeverría of San Sebastián. Wiśniewski said that the talks had gone well."
)


@pytest.mark.parametrize("language", OTHERS)
def test_an_article_in_another_language_is_refused(language: str) -> None:
    with pytest.raises(ArticleError, match=r"is in the language '\w+', and claims are found in English only"):
        check_language(cb.Article("a", OTHERS[language]))


@pytest.mark.parametrize("text", [ENGLISH, TRANSCRIPT, RESULTS, NAMES], ids=["news", "transcript", "results", "names"])
@pytest.mark.parametrize("language", [None, "", "und", "en", "en-GB", "English", "EN_us"])
def test_english_is_never_refused(text: str, language: str | None) -> None:
    article = cb.Article("a", text, language=language)
    assert check_language(article) is article


@pytest.mark.parametrize("text", [ENGLISH, TRANSCRIPT], ids=["news", "transcript"])
def test_what_reads_as_english_passes_although_it_is_called_something_else(text: str) -> None:
    check_language(cb.Article("a", text, language="de"))


def test_no_sample_is_refused() -> None:
    for article in articles_of(SAMPLES):
        assert check_language(article) is article


@pytest.mark.parametrize("language", ["de", "de-AT", "DE", "ger", "German", "fr"])
def test_a_short_text_is_what_it_says_it_is(language: str) -> None:
    with pytest.raises(ArticleError, match="claims are found in English only"):
        check_language(cb.Article("a", "Es regnete.", language=language))


def test_a_short_text_that_says_nothing_passes() -> None:
    check_language(cb.Article("a", "Es regnete. Der Hafen blieb zu."))


@pytest.mark.parametrize("place", ["before", "behind"])
def test_english_in_a_part_of_an_article_is_enough(place: str) -> None:
    other = OTHERS["de"]
    check_language(cb.Article("a", f"{ENGLISH * 3} {other}" if place == "before" else f"{other} {ENGLISH * 3}"))


@given(st.text(max_size=2_000), st.none() | st.text(max_size=20))
def test_any_text_gets_an_answer(text: str, language: str | None) -> None:
    try:
        article = cb.Article("a", text, language=language)
    except ValueError:
        return  # a text that no article can have
    with suppress(ArticleError):
        assert check_language(article) is article


def test_figures_and_marks_are_no_language() -> None:
    for text in ("1234 5678 " * 1_000, "“”" * 5_000, "—" * 5_000):
        check_language(cb.Article("a", text))
    assert sum(map(str.isalpha, "1234 5678")) < ENOUGH_LETTERS


ROWS = [
    {"id": "de", "text": OTHERS["de"]},
    {"id": "en", "text": ENGLISH},
    {"id": "fr", "text": "Non.", "language": "fr"},
]


def _in_a_pipeline(any_language: bool) -> list[tuple[str, str]]:
    """Run the transform over the rows, and return what failed."""
    found: list[tuple[str, str]] = []
    for row in ROWS:
        try:
            cb.extract_claims(cb.parse_article(row), any_language=any_language)
        except ArticleError as error:
            found.append((row["id"], f"ArticleError.{error.reason}"))
    with beam.Pipeline("FnApiRunner") as pipeline:
        with ErrorHandler(beam.Map(lambda failure: (failure.article_id, failure.error))) as handler:
            articles = pipeline | beam.Create([cb.parse_article(row) for row in ROWS])
            articles | cb.ExtractClaims(any_language=any_language).with_error_handler(handler)
        assert_that(handler.output(), equal_to(found))
    return found


NOT_ENGLISH = [("de", "ArticleError.not_english"), ("fr", "ArticleError.not_english")]


@pytest.mark.parametrize(("any_language", "failed"), [(False, NOT_ENGLISH), (True, [])])
def test_library_and_twin_agree(any_language: bool, failed: list[tuple[str, str]]) -> None:
    assert _in_a_pipeline(any_language) == failed


@pytest.mark.parametrize("any_language", [False, True])
def test_yaml_takes_the_option(any_language: bool) -> None:
    [extract] = [
        step for step in yaml.ExtractClaims(any_language=any_language)._steps if isinstance(step, cb.ExtractClaims)
    ]
    assert extract.any_language is any_language


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The rows in a file."""
    (path := tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


@pytest.mark.parametrize(
    ("command", "output"),
    [("extract", lambda folder: [f"--output={folder}/out"]), ("show", lambda folder: [])],
    ids=["extract", "show"],
)
def test_the_command_says_what_failed_and_how_to_take_it(
    command: str, output: Callable[[Path], list[str]], source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments: list[Any] = [command, str(source), *output(tmp_path)]
    assert main.main(arguments) == EXIT_SOME_FAILED
    printed = "".join(capsys.readouterr())
    assert "The article is in the language 'de', and claims are found in English only" in printed
    assert "--any-language" in printed
    assert main.main([*arguments, "--any-language", *(["--overwrite"] if command == "extract" else [])]) == EXIT_FINE


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has no detector yet, on a machine that has no room for temporary files."""

    def refuse(*given: Any, **options: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("py3langid.modelio.tempfile.TemporaryFile", refuse)
    monkeypatch.setattr(models, "_models", {})
    load_detector.cache_clear()
    yield
    load_detector.cache_clear()


FULL = (
    r"cannot unpack its model into a temporary file \(\[Errno \d+\] No space left on device\); free space on the disk"
)


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize(
    ("command", "output"),
    [("extract", lambda folder: [f"--output={folder}/out"]), ("show", lambda folder: [])],
    ids=["extract", "show"],
)
def test_a_full_disk_is_told_of_once_and_costs_no_article(
    command: str, output: Callable[[Path], list[str]], source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main.main([command, str(source), *output(tmp_path)])
    assert code == (EXIT_JOB_FAILED if command == "extract" else EXIT_USAGE)
    told = capsys.readouterr()
    assert len(re.findall(FULL, told.err)) == 1
    assert "(--any-language)" in told.err
    assert "Traceback" not in told.err
    assert not list(tmp_path.glob("out/failures/*"))


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_no_fault_of_an_article() -> None:
    with pytest.raises(cb.DetectorError, match=FULL):
        cb.extract_claims(ENGLISH * 2)
    with pytest.raises(Exception, match=FULL), beam.Pipeline("FnApiRunner") as pipeline:
        pipeline | beam.Create([cb.Article("en", ENGLISH)]) | cb.ExtractClaims().with_exception_handling()


def test_the_length_from_which_a_text_tells_its_language_is_documented() -> None:
    said = " ".join((ROOT / "schemas" / "README.md").read_text(encoding="utf-8").split())
    assert f"A text of fewer than {ENOUGH_LETTERS} letters" in said
