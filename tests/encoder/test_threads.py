"""Matrix products on one thread: while the learned tagger reads, and not a moment longer."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import claims_beam as cb
from claims_beam.attribution.learned import tagger as learned
from claims_beam.encoder.threads import on_one_thread

MANY = 3


def _threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


@pytest.fixture
def many_threads() -> Iterator[None]:
    """Let the products take several threads, as they do by default on a machine of several cores."""
    with threadpool_limits(MANY, user_api="blas"):
        if _threads() != {MANY}:
            pytest.skip("nobody can tell the threads of numpy's library of linear algebra")
        yield


@pytest.mark.usefixtures("many_threads")
def test_the_function_has_one_thread() -> None:
    assert on_one_thread(_threads)() == {1}
    assert _threads() == {MANY}


@pytest.mark.usefixtures("many_threads")
def test_an_error_lifts_the_limit() -> None:
    with pytest.raises(ZeroDivisionError):
        on_one_thread(divmod)(1, 0)
    assert _threads() == {MANY}


def test_functions_side_by_side_leave_no_limit() -> None:
    before = _threads()
    for _ in range(50):
        meeting = threading.Barrier(4)
        threads = [threading.Thread(target=on_one_thread(meeting.wait)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert _threads() == before


@pytest.mark.usefixtures("many_threads")
def test_the_learned_tagger_reads_on_one_thread(tagger: cb.Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    find_phrases = learned.find_phrases

    def spy(*args: Any) -> Any:
        seen.append(_threads())
        return find_phrases(*args)

    monkeypatch.setattr(learned, "find_phrases", spy)
    cb.extract_claims("The pier was safe, Ada Moreno said.", tagger)
    assert seen == [{1}]
    assert _threads() == {MANY}
