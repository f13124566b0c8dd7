"""``claims-beam locate`` prints where a quotation stands, and what was changed."""

import io
import sys
from pathlib import Path

import pytest

import claims_beam as cb
from claims_beam.cli.main import main
from claims_beam.corpus.locating import MOST_PLACES

SPEECH = "Friends, thank you. We will never, ever sell the harbor to anybody. We will mend the pier before the winter."


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "speech.txt").write_text(SPEECH)
    (tmp_path / "other.txt").write_text("Nothing of the kind was ever said in here. We will mend the roof.")
    return tmp_path


def test_the_place_and_the_changes_are_printed(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "“We will never sell the port to anybody”", str(talks)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "speech: characters 20 to 66, similarity 0.88",
        "  …Friends, thank you. [We will never, ever sell the harbor to anybody]. We will mend the pier before the "
        "winter.…",
        "  the quotation leaves out: ever",
        "  changed: harbor (in the source) to port (in the quotation)",
    ]


def test_each_place_is_printed_the_nearest_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = "“We will mend the pier before the spring,” she said. And: “We will mend the pier before the winter.”"
    (tmp_path / "release.txt").write_text(release)
    (tmp_path / "speech.txt").write_text(SPEECH)
    assert main(["locate", "mend the pier before the winter", str(tmp_path)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert told == [
        "release: characters 67 to 98, similarity 1.00",
        "speech: characters 76 to 107, similarity 1.00",
        "release: characters 9 to 40, similarity 0.83",
    ]


def test_more_places_than_are_printed_are_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "chant.txt").write_text("Never again! " * 150)
    assert main(["locate", "never again", str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert sum("similarity 1.00" in line for line in told) == MOST_PLACES
    assert told[-1] == f"chant: there may be more places than these {MOST_PLACES}"


def test_words_of_the_quotation_alone_are_told(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "“We will surely mend the pier before the winter”", str(talks)]) == 0
    assert "  the quotation adds: surely" in capsys.readouterr().out.splitlines()


def test_words_that_no_source_has_are_told(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "There shall be a tunnel under every lake", str(talks)]) == 1
    assert "no source has enough of the words in one place" in capsys.readouterr().err


def test_words_that_sources_have_by_chance_are_no_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vote.txt").write_text("Of the vote she said it was not for the court to end the matter.")
    assert main(["locate", "It was not the end of the road", str(tmp_path)]) == 0
    assert main(["locate", "We did not drink the lake", str(tmp_path)]) == 1
    assert "no source has enough of the words in one place" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["", " “…” "])
def test_a_quotation_without_words_is_refused(words: str, talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", words, str(talks)]) == 2
    assert "has no words; give them as the first argument" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_refused(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "We will mend the pier", str(talks / "missing.txt")]) == 2
    assert "missing.txt" in capsys.readouterr().err


def test_a_source_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPEECH.encode())))
    assert main(["locate", "We will mend the pier", "-"]) == 0
    assert "similarity 1.00" in capsys.readouterr().out


def test_the_articles_that_extract_wrote_are_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cb.write_records([cb.Article(article_id="a", text=SPEECH)], f"{tmp_path}/out/articles", cb.Article)
    assert main(["locate", "We will mend the pier", f"{tmp_path}/out"]) == 0
    assert capsys.readouterr().out.startswith("a: characters 68 to 89")


def test_the_help_explains_the_similarity_and_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["locate", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert (
        "The similarity that is printed with a place is the share of the quotation's words that the source has" in shown
    )
    assert "The exit code is 1, as of grep, where no source has enough of the words" in shown
    assert "no source has the words (locate)" in shown.partition("exit codes:")[2]
