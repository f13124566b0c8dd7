"""Work, time and memory grow with the length of the text and no faster, whatever its lines and marks are like.

Work is counted in lines of Python, which is the same in every run. Such a count does not show what a regular expression
does, so the time of all that reads text by them is compared too, between two lengths within one run.
"""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from support.growing import ARTICLES, HOSTILE, Made, numbered, without_encoder
from support.work import lines_run, seconds_of

import claims_beam as cb
from claims_beam.attribution.finishing import finish, prepare
from claims_beam.attribution.protocol import Tagger
from claims_beam.attribution.signed import find_signed
from claims_beam.checkworthy import score_text
from claims_beam.claims.dates import find_dates
from claims_beam.claims.quantities import find_quantities
from claims_beam.records import Span
from claims_beam.speakers.capitals import find_mentions
from claims_beam.speakers.entity import Entity
from claims_beam.testing import read_markup
from claims_beam.text.furniture import find_furniture
from claims_beam.text.plain import plain_text
from claims_beam.text.quotation.speech import find_speech
from claims_beam.text.sentences import find_sentences

SLACK = 3.5  # how much faster than a text five times as long its cost may grow; a square grows five times faster


@pytest.fixture(scope="module")
def quick() -> Tagger:
    return without_encoder()


@pytest.fixture(scope="module", params=["learned", "rules"])
def either(request: pytest.FixtureRequest, quick: Tagger) -> Tagger:
    return quick if request.param == "learned" else cb.load(tagger="rules")


def extract(tagger: Tagger, text: str) -> None:
    cb.extract_claims(text, tagger, statements=True, any_language=True)


@pytest.mark.slow
@pytest.mark.parametrize("made", (HOSTILE | ARTICLES).values(), ids=HOSTILE | ARTICLES)
def test_work_is_linear(either: Tagger, made: Made) -> None:
    small, large = made(500), made(2500)
    extract(either, small)  # loads what is loaded once
    small_lines, large_lines = (lines_run(lambda text=text: extract(either, text)) for text in (small, large))
    assert large_lines < SLACK * len(large) / len(small) * small_lines


READERS: dict[str, Callable[[str], object]] = {
    "characters and line breaks": plain_text.__wrapped__,
    "quotations": find_speech,
    "sentences": find_sentences,
    "furniture": find_furniture,
    "names": find_mentions,
    "signatures": lambda text: finished(text),
    "dates": lambda text: find_dates(text, [Span(0, len(text))], date(2026, 3, 6)),
    "quantities": lambda text: find_quantities(text, [Span(0, len(text))]),
    "check-worthiness": score_text,
}


@pytest.mark.slow
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_time_is_linear(read: Callable[[str], object]) -> None:
    texts = {name: (made(1_000), made(16_000)) for name, made in (HOSTILE | ARTICLES).items()}
    assert [name for name, (small, large) in texts.items() if _grows_faster(read, small, large)] == []


def _grows_faster(read: Callable[[str], object], small: str, large: str) -> bool:
    """Return whether reading grows much faster than the text; it is timed again where it seems so."""
    return all(
        seconds_of(lambda: read(large), rounds) > SLACK * len(large) / len(small) * seconds_of(lambda: read(small), 5)
        for rounds in (1, 3)
    )


def finished(text: str) -> cb.Document:
    """Return the document as it is after a tagger that has found nothing."""
    return finish(prepare(cb.split_sentences(cb.Article(text=text))))


def test_a_signature_is_looked_for_among_the_names_of_its_line() -> None:
    small, large = (finished("“We were never asked.”\nAnn Lee\n" * count) for count in (50, 400))
    assert len(list(find_signed(large))) == 400
    assert lines_run(lambda: list(find_signed(large))) < 2 * 8 * lines_run(lambda: list(find_signed(small)))


NAMED = {"forms": "Ann B{} Lee left. ", "titles": "The {} Senator Ann Lee left. "}


@pytest.mark.slow
@pytest.mark.parametrize("form", NAMED.values(), ids=NAMED)
def test_what_is_noted_of_one_person_is_bounded(form: str) -> None:
    """However many names and titles the article gives her, and however often it asks for her."""

    def document(count: int) -> cb.Document:
        marked = read_markup(numbered(form)(count * len(form)) + " [The senator] said {no}." * count)
        return replace(finished(marked.text), attributions=marked.document().attributions)

    small, large = document(200), document(1600)
    cb.resolve_speakers(small)
    assert seconds_of(lambda: cb.resolve_speakers(large), 1) < 2.5 * 8 * seconds_of(lambda: cb.resolve_speakers(small))


def test_the_words_that_narrow_a_role_are_bounded() -> None:
    senator = Entity(("Ann", "Lee"), "PERSON")
    for number in range(1_000):
        senator.hold("senator", [str(number)])
    assert 0 < len(senator.roles["senator"]) < 100


@pytest.mark.slow
@pytest.mark.parametrize("made", ARTICLES.values(), ids=ARTICLES)
def test_memory_is_linear(quick: Tagger, made: Made) -> None:
    small, large = made(4_000), made(20_000)
    extract(quick, small)  # loads what is loaded once
    assert most_bytes(quick, large) < SLACK * len(large) / len(small) * most_bytes(quick, small)


def most_bytes(tagger: Tagger, text: str) -> int:
    """The most bytes in use while the claims of the text are extracted."""
    tracemalloc.start()
    extract(tagger, text)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
