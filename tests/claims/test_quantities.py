"""Quantities: value, unit and comparator of the numbers a claim gives, where they stand."""

import pytest
from hypothesis import given, settings, strategies as st

from claims_beam.claims.quantities import find_quantities
from claims_beam.records import Quantity, Span

# The words, and (text, value, unit, comparator) of each quantity in them.
CASES = [
    ("91 of the ferries", [("91", 91, None, None)]),
    ("the 2,340 members who cast ballots", [("2,340 members", 2340, "members", None)]),
    ("3.5 million goats", [("3.5 million goats", 3_500_000, "goats", None)]),
    ("twenty-three new hospital beds", [("twenty-three new hospital beds", 23, "beds", None)]),
    ("two hundred and five thousand sheep", [("two hundred and five thousand sheep", 205_000, "sheep", None)]),
    ("one million two hundred thousand votes", [("one million two hundred thousand votes", 1_200_000, "votes", None)]),
    ("two and a half million lambs", [("two and a half million lambs", 2_500_000, "lambs", None)]),
    ("a dozen goats", [("a dozen goats", 12, "goats", None)]),
    ("2½ miles of fence", [("2½ miles", 2.5, "miles", None)]),
    ("a 12-foot fence", [("12-foot", 12, "foot", None)]),
    ("a 40-year-old barn", [("40-year", 40, "year", None)]),
    ("dozens of goats", [("dozens of goats", None, "goats", None)]),
    # percentages
    ("11 percent of them", [("11 percent", 11, "percent", None)]),
    ("nine per cent", [("nine per cent", 9, "percent", None)]),
    ("it fell 4.5%", [("4.5%", 4.5, "percent", None)]),
    ("by 1.5 percentage points", [("1.5 percentage points", 1.5, "percentage points", None)]),
    # money
    ("it cost $3 million", [("$3 million", 3_000_000, "USD", None)]),
    ("it cost £2.5bn", [("£2.5bn", 2_500_000_000, "GBP", None)]),
    ("it cost €40k", [("€40k", 40_000, "EUR", None)]),
    ("it cost A$90", [("A$90", 90, "AUD", None)]),
    ("it cost USD 5 million", [("USD 5 million", 5_000_000, "USD", None)]),
    ("it cost 5 million NOK", [("5 million NOK", 5_000_000, "NOK", None)]),
    ("half a million euros", [("half a million euros", 500_000, "EUR", None)]),
    ("$15 an hour", [("$15 an hour", 15, "USD per hour", None)]),
    ("40 miles per hour", [("40 miles per hour", 40, "miles per hour", None)]),
    # comparators
    ("more than 40 goats", [("40 goats", 40, "goats", "more than")]),
    ("over 40 goats", [("40 goats", 40, "goats", "more than")]),
    ("over three years", [("three years", 3, "years", None)]),
    ("at least $40", [("$40", 40, "USD", "at least")]),
    ("no fewer than eight wards", [("eight wards", 8, "wards", "at least")]),
    ("less than half of it", [("half", 0.5, "proportion", "less than")]),
    ("up to 300 homes", [("300 homes", 300, "homes", "at most")]),
    ("nearly 300 homes", [("300 homes", 300, "homes", "about")]),
    ("40 goats or more", [("40 goats", 40, "goats", "at least")]),
    ("40 or so", [("40", 40, None, "about")]),
    # ranges are two quantities, and so is a change, which bounds nothing
    ("between 10 and 20 percent", [("10", 10, "percent", "at least"), ("20 percent", 20, "percent", "at most")]),
    ("3 to 5 million people", [("3", 3e6, "people", "at least"), ("5 million people", 5e6, "people", "at most")]),
    ("25–30 goats", [("25", 25, "goats", "at least"), ("30 goats", 30, "goats", "at most")]),
    ("from 20 to 10 percent", [("20", 20, "percent", None), ("10 percent", 10, "percent", None)]),
    ("a score of 40 to 15", [("40", 40, None, None), ("15", 15, None, None)]),
    # shares and ranks
    ("two-thirds of the herd", [("two-thirds", 2 / 3, "proportion", None)]),
    ("a quarter of the herd", [("a quarter", 0.25, "proportion", None)]),
    ("one in five goats", [("one in five", 0.2, "proportion", None)]),
    ("40 out of 80 stayed", [("40 out of 80", 0.5, "proportion", None)]),
    ("killed 3 in 5 days", [("3", 3, None, None), ("5 days", 5, "days", None)]),
    ("the third goat", [("third", 3, "ordinal", None)]),
    ("the 21st goat", [("21st", 21, "ordinal", None)]),
    ("minus 3 degrees", [("minus 3 degrees", -3, "degrees", None)]),
    # no quantities
    ("one of them", []),
    ("at first, the first lady waited", []),
    ("a first-rate crew in a second-class boat", []),
    ("Route 66 and G20 and COVID-19", []),
    ("at 9:30 or 5 p.m.", []),
    ("version 1.2.3 of it", []),
]


def found(text: str, *taken: Span) -> list[Quantity]:
    return list(find_quantities(text, [Span(0, len(text))], taken))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cases(text: str, expected: list[tuple[str, float | None, str | None, str | None]]) -> None:
    seen = [(one.text, one.value, one.unit, one.comparator) for one in found(text)]
    assert seen == [(words, pytest.approx(value), *rest) for words, value, *rest in expected]


def test_dates_are_left_alone() -> None:
    text = "40 goats in 2027 and 12 in March 3"
    dates = [Span(text.index(words), text.index(words) + len(words)) for words in ("2027", "March 3")]
    assert [one.text for one in found(text, *dates)] == ["40 goats", "12"]


def test_only_the_stretches_are_read() -> None:
    text = "12 goats, 13 sheep, 14 dogs"
    assert [one.value for one in find_quantities(text, [Span(0, 8), Span(20, 27)])] == [12, 14]


@pytest.mark.parametrize(
    "text", ["9" * 5_000, "1," * 5_000, "nine hundred trillion " * 500, "1 million" + " billion" * 60]
)
def test_what_is_no_finite_number_has_no_value(text: str) -> None:
    assert all(one.value is None or one.value < 1e308 for one in found(text))


WORDS = st.sampled_from(
    """
        12 2,340 3.5 $ £ % - – million bn two third half a of in to + from between and or per more than goats 2027
        . ½ k hundred /
    """.split()  # noqa: SIM905
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
@settings(derandomize=True, deadline=None)
def test_offsets_point_at_the_words_in_order(text: str) -> None:
    end = 0
    for one in found(text):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        end = one.end
