"""A path that is given as a text gets a warning that names what reads files; a text of an article never does."""

import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import claims_beam as cb
from claims_beam.testing import FakeTagger, read_markup

NOTHING_FOUND = FakeTagger(read_markup("It rained."))


def extract(text: str) -> list[warnings.WarningMessage]:
    """Return the warnings of ``extract_claims``, whether or not the text is one of an article."""
    with warnings.catch_warnings(record=True) as caught, suppress(cb.ArticleError):
        warnings.simplefilter("always")
        cb.extract_claims(text, NOTHING_FOUND, predicates=False, check_worthiness=False, any_language=True)
    return caught


@pytest.mark.parametrize("text", ["articles/path.txt", "news.jsonl.gz", "/data/a.HTML", "gs://bucket/news.parquet"])
def test_what_ends_as_files_of_articles_do_is_warned_of(text: str) -> None:
    [warning] = extract(text)
    assert str(warning.message) == (
        f"the text '{text}' is read as it stands, and looks like the path of a file; to read the articles in a file, "
        f"use claims_beam.read_articles('{text}')"
    )
    assert warning.category is UserWarning
    assert warning.filename == __file__


def test_a_file_that_is_there_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "statement").write_text("It rained.")
    (tmp_path / "Rain").mkdir()
    assert len(extract("statement")) == 1
    assert len(extract(str(tmp_path / "statement"))) == 1
    assert extract("Rain") == extract("statements") == []


TEXTS = {
    "a sentence": "It rained.",
    "a sentence about a file": "The minister read from speech.txt",
    "a path on a line": "speech.txt\n",
    "a word": "Rain.",
    "a language without blanks": "雨が降った。" * 20,
    "a word that no path is as long as": "rain" * 500 + ".txt",
    "what no path can hold": "a\0b",
    "half a character": "\ud83d",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_no_path(text: str) -> None:
    assert extract(text) == []


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(" \n\t"), st.text(min_size=1).filter(str.strip))
def test_the_file_system_is_not_asked_about_texts_of_several_words(before: str, blank: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "is_file", lambda path: pytest.fail(f"asked about {path!r}"))
        assert extract(before + blank + after) == []


def test_a_path_that_is_no_string_is_an_error_with_the_cure() -> None:
    with pytest.raises(TypeError, match=r"takes an Article or its text, and got a .*Path; .* read_articles of files"):
        cb.extract_claims(Path("articles/path.txt"))  # type: ignore[arg-type]
