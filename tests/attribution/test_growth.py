"""Work and memory grow with the length of the text and no faster, whatever its lines and marks are like.

Work is counted in lines of Python, which is the same in every run; seconds are measured by ``benchmarks/growth.py``.
"""

import tracemalloc

import pytest
from support.growing import ARTICLES, HOSTILE, Made, without_encoder
from support.work import lines_run

import claims_beam as cb
from claims_beam.attribution.protocol import Tagger

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


@pytest.mark.slow
@pytest.mark.parametrize("made", ARTICLES.values(), ids=ARTICLES)
def test_memory_is_linear(quick: Tagger, made: Made) -> None:
    small, large = made(4_000), made(20_000)
    assert most_bytes(quick, large) < SLACK * len(large) / len(small) * most_bytes(quick, small)


def most_bytes(tagger: Tagger, text: str) -> int:
    """The most bytes in use while the claims of the text are extracted."""
    tracemalloc.start()
    extract(tagger, text)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
