"""Dates: where they stand, and what they are in ISO 8601 seen from the day of publication, Friday 6 March 2026."""

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from claims_beam.claims.dates import find_dates
from claims_beam.records import DateMention, Span

FRIDAY = date(2026, 3, 6)

CASES = [
    ("it fell on 2026-03-01", [("2026-03-01", "2026-03-01")]),
    ("it fell on March 3, 2019", [("March 3, 2019", "2019-03-03")]),
    ("it fell on Sunday, March 3rd, 2019", [("Sunday, March 3rd, 2019", "2019-03-03")]),
    ("it fell on 3 March 2019", [("3 March 2019", "2019-03-03")]),
    ("it fell in March 2019", [("March 2019", "2019-03")]),
    ("the fence of 1887", [("1887", "1887")]),
    ("the 2016 elections", [("2016", "2016")]),
    ("in the 1990s", [("1990s", "1990/1999")]),
    ("it has closed on Feb. 3", [("Feb. 3", "2026-02-03")]),
    ("it will close on Feb. 3", [("Feb. 3", "2027-02-03")]),
    ("it closed on the 24th of December", [("the 24th of December", "2025-12-24")]),
    # relative to the day of publication
    ("it fell yesterday", [("yesterday", "2026-03-05")]),
    ("it fell today", [("today", "2026-03-06")]),
    ("it fell this morning", [("this morning", "2026-03-06")]),
    ("it falls tomorrow", [("tomorrow", "2026-03-07")]),
    ("the day before yesterday", [("the day before yesterday", "2026-03-04")]),
    ("it fell on Monday", [("Monday", "2026-03-02")]),
    ("it fell on Friday", [("Friday", "2026-03-06")]),
    ("it will fall on Monday", [("Monday", "2026-03-09")]),
    ("it fell last Friday", [("last Friday", "2026-02-27")]),
    ("it falls next Friday", [("next Friday", "2026-03-13")]),
    ("it fell last week", [("last week", "2026-W09")]),
    ("it falls this weekend", [("this weekend", "2026-03-07/2026-03-08")]),
    ("it fell last month", [("last month", "2026-02")]),
    ("it fell last quarter", [("last quarter", "2025-10/2025-12")]),
    ("it falls next year", [("next year", "2027")]),
    ("it fell in the last days of last decade", [("last decade", "2010/2019")]),
    ("two weeks ago", [("two weeks ago", "2026-W08")]),
    ("three years ago", [("three years ago", "2023")]),
    ("it fell in January", [("January", "2026-01")]),
    ("it fell in November", [("November", "2025-11")]),
    ("it will fall in January", [("January", "2027-01")]),
    ("it fell last March", [("last March", "2025-03")]),
    ("between May and July", [("May", "2026-05"), ("July", "2026-07")]),
    # what cannot be known keeps its words
    ("on the following day", [("the following day", None)]),
    ("on 31 February", [("31 February", None)]),
    ("on 2026-02-31", [("2026-02-31", None)]),
    # no dates
    ("over the last year", []),
    ("he may march, and a second man may too", []),
    ("June Baker and April Carter", []),
    ("more than 2000 people paid $2,027", []),
    ("flight 2027-A, item 12", []),
]


def found(text: str, published: date | None = FRIDAY) -> list[DateMention]:
    return list(find_dates(text, [Span(0, len(text))], published))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cases(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.iso) for one in found(text)] == expected


@pytest.mark.parametrize("text", ["yesterday", "on Monday", "last week", "in January", "March 3", "two weeks ago"])
def test_without_a_day_of_publication_the_words_stay(text: str) -> None:
    [one] = found(text, None)
    assert one.iso is None
    assert one.text in text


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize("text", [text for text, _ in CASES] + ["it will fall next decade", "999 decades ago"])
def test_the_ends_of_the_calendar_are_no_error(text: str, published: date) -> None:
    assert all(one.iso is None or parses(one.iso) for one in found(text, published))


def parses(iso: str) -> bool:
    """Whether every end of it is a day, week, month or year; raises ValueError otherwise."""
    for part in iso.split("/"):
        day = f"{part}-1" if "W" in part else part + "-01-01"[: 10 - len(part)] if len(part) == 4 else part
        date.fromisoformat(day if len(day) >= 10 or "W" in day else day + "-01")
    return True


PIECES = st.sampled_from(
    """
        on in the last next this 3 31 2019 March May Feb. Friday week year , ago two 1990s of yesterday will
        2026-03-06 00
    """.split()  # noqa: SIM905
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), st.dates())
@settings(derandomize=True, deadline=None)
def test_offsets_point_at_the_words_and_every_iso_date_parses(text: str, published: date) -> None:
    end = 0
    for one in found(text, published):
        assert text[one.start : one.end] == one.text
        assert end <= one.start
        assert one.iso is None or parses(one.iso)
        end = one.end
