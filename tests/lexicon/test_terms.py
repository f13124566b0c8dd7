"""The format of the tables: terms between commas, none empty, none twice."""

import re

import pytest
from hypothesis import given, strategies as st

from claims_beam.lexicon.terms import alternatives, by_term, listed, terms

TERMS = st.lists(st.text("ab'é-", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


def test_terms_keep_their_order_and_lose_their_line_breaks() -> None:
    assert listed("\n    point\n    out, say,\n  according   to\n") == ("point out", "say", "according to")
    assert terms("b, a") == {"a", "b"}


@pytest.mark.parametrize("text", ["", "a,, b", "a, b,", ", a"])
def test_an_empty_term_is_a_slip(text: str) -> None:
    with pytest.raises(ValueError, match="empty term"):
        listed(text)


def test_a_term_that_stands_twice_is_a_slip() -> None:
    with pytest.raises(ValueError, match="twice: a b"):
        terms("a b, c, a  b")


def test_rows_by_term() -> None:
    assert by_term({2: "half, halves", 3: "third"}) == {"half": 2, "halves": 2, "third": 3}


def test_a_term_in_two_rows_is_a_slip() -> None:
    with pytest.raises(ValueError, match="'won', 'KRW' and 'past'"):
        by_term({"KRW": "won", "past": "took, won"})


@given(TERMS, TERMS)
def test_alternatives_match_every_term_in_full(some: list[str], others: list[str]) -> None:
    pattern = re.compile(alternatives(some, others))
    for term in (*some, *others):
        found = pattern.match(term)
        assert found is not None
        assert found.group() == term


def test_alternatives_are_taken_literally() -> None:
    assert re.fullmatch(alternatives(["u.s.", "a b"]), "uXsX") is None
