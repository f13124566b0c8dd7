"""Dates: where they stand, and what they are in ISO 8601 seen from the day of publication, Friday 6 March 2026."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

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

# Of each kind of date some ten ways to write it, as British, American, Indian, African and Australian papers do.
RANGES = [
    ("it ran March 10-12", [("March 10-12", "2026-03-10/2026-03-12")]),
    ("it ran from March 10 to 12", [("March 10 to 12", "2026-03-10/2026-03-12")]),
    ("it ran 10–12 March", [("10–12 March", "2026-03-10/2026-03-12")]),
    ("the Dec. 24-26 holiday", [("Dec. 24-26", "2025-12-24/2025-12-26")]),
    ("between 3 and 5 February", [("3 and 5 February", "2026-02-03/2026-02-05")]),
    ("from 14 to 16 June 2018", [("14 to 16 June 2018", "2018-06-14/2018-06-16")]),
    ("March 10-12, 2018", [("March 10-12, 2018", "2018-03-10/2018-03-12")]),
    ("from the 3rd to the 5th of May 2017", [("the 3rd to the 5th of May 2017", "2017-05-03/2017-05-05")]),
    ("April 7 through 9, 2019", [("April 7 through 9, 2019", "2019-04-07/2019-04-09")]),
    ("on 10 and 11 January 2017", [("10", "2017-01-10"), ("11 January 2017", "2017-01-11")]),
    ("on March 3, 4 and 5", [("March 3", "2026-03-03"), ("4", "2026-03-04"), ("5", "2026-03-05")]),
    ("from March 30-April 2, 2018", [("March 30", "2018-03-30"), ("April 2, 2018", "2018-04-02")]),
    ("from Dec. 30 to Jan. 2, 2018", [("Dec. 30", "2017-12-30"), ("Jan. 2, 2018", "2018-01-02")]),
    ("from November to February 2018", [("November", "2017-11"), ("February 2018", "2018-02")]),
    ("in May and June last year", [("May", "2025-05"), ("June last year", "2025-06")]),
    ("it ran from Monday to Wednesday last week", [("Monday", "2026-02-23"), ("Wednesday last week", "2026-02-25")]),
    ("between April 1 and February 18", [("April 1", "2025-04-01"), ("February 18", "2026-02-18")]),
    ("in the July-to-September quarter", [("July", "2025-07"), ("September", "2025-09")]),
    ("open Monday to Friday", [("Monday", "2026-03-09"), ("Friday", "2026-03-13")]),
    ("it snowed from Saturday to Monday", [("Saturday", "2026-02-28"), ("Monday", "2026-03-02")]),
    ("between 2010 and 2015", [("2010", "2010"), ("2015", "2015")]),
    ("from 2010-15", [("2010-15", "2010/2015")]),
    ("it said it would open on March 3", [("March 3", "2026-03-03")]),
    ("March 10, 20 people fell ill", [("March 10", "2026-03-10")]),
]
WEEKDAYS = [
    ("on Sat. Feb. 7", [("Sat. Feb. 7", "2026-02-07")]),
    ("on Thurs., March 5", [("Thurs., March 5", "2026-03-05")]),
    ("on Tuesday 3rd March", [("Tuesday 3rd March", "2026-03-03")]),
    ("on Wednesday, the 4th of March", [("Wednesday, the 4th of March", "2026-03-04")]),
    ("it will close on Wednesday, Dec. 31", [("Wednesday, Dec. 31", "2025-12-31")]),
    ("it was shut on Friday, 4 January", [("Friday, 4 January", None)]),
    ("on Tuesday last week", [("Tuesday last week", "2026-02-24")]),
    ("on Friday of next week", [("Friday of next week", "2026-03-13")]),
    ("last week Tuesday", [("last week Tuesday", "2026-02-24")]),
    ("a week ago Monday", [("a week ago Monday", "2026-02-23")]),
    ("two weeks ago Tuesday", [("two weeks ago Tuesday", "2026-02-17")]),
    ("a week last Tuesday", [("a week last Tuesday", "2026-02-24")]),
    ("a week from Monday", [("a week from Monday", "2026-03-16")]),
    ("it opens on Monday week", [("Monday week", "2026-03-16")]),
    ("this coming Saturday", [("this coming Saturday", "2026-03-07")]),
    ("this past Sunday", [("this past Sunday", "2026-03-01")]),
    ("Black Friday sales on Good Friday", []),
    ("not a bird on a Tuesday, nor on every Monday", []),
    ("in an email that Monday", [("Monday", None)]),
]
PARTS_OF_YEARS = [
    ("in the second quarter of 2018", [("the second quarter of 2018", "2018-04/2018-06")]),
    ("in Q3 2018", [("Q3 2018", "2018-07/2018-09")]),
    ("in Q4 of 2017", [("Q4 of 2017", "2017-10/2017-12")]),
    ("the first half of 2018", [("the first half of 2018", "2018-01/2018-06")]),
    ("in H2 2019", [("H2 2019", "2019-07/2019-12")]),
    ("the last quarter of 2018", [("the last quarter of 2018", "2018-10/2018-12")]),
    ("the final quarter of last year", [("the final quarter of last year", "2025-10/2025-12")]),
    ("the third quarter of this year", [("the third quarter of this year", "2026-07/2026-09")]),
    ("sales fell in the fourth quarter", [("the fourth quarter", "2025-10/2025-12")]),
    ("first-quarter profit will rise", [("first-quarter", "2027-01/2027-03")]),
    ("the first three months of 2019", [("the first three months of 2019", "2019-01/2019-03")]),
    ("the last six months of last year", [("the last six months of last year", "2025-07/2025-12")]),
    ("the second quarter of that year", [("the second quarter of that year", None)]),
    ("they led in the first half", []),
    ("in the summer of 2016", [("summer of 2016", "2016")]),
    ("autumn 2017", [("autumn 2017", "2017")]),
    ("in winter 2017-18", [("winter 2017-18", "2017/2018")]),
    ("last summer", [("last summer", None)]),
    ("in spring last year", [("spring last year", "2025")]),
]
YEARS = [
    ("the 2012-13 season", [("2012-13", "2012/2013")]),
    ("the school year 2012/13", [("2012/13", "2012/2013")]),
    ("in 2016–2017", [("2016–2017", "2016/2017")]),
    ("in fiscal 2018", [("fiscal 2018", "2018")]),
    ("in the financial year 2018-19", [("financial year 2018-19", "2018/2019")]),
    ("in FY19", [("FY19", "2019")]),
    ("updated 2019-03", [("2019-03", "2019-03")]),
    ("worse than 2018", [("2018", "2018")]),
    ("below 2005 levels", [("2005", "2005")]),
    ("pre-2016 rules", [("2016", "2016")]),
    ("2018 was wet", [("2018", "2018")]),
    ("some 2000 people, 1500 metres, room 2019, more than 2016", []),
    ("in the mid-1990s", [("1990s", "1990/1999")]),
    ("in the ’80s", [("’80s", "1980/1989")]),
    ("the 70s", [("70s", "1970/1979")]),
    ("the early 2000s", [("2000s", "2000/2009")]),
    ("the 1800s", [("1800s", "1800/1899")]),
    ("the 1900s and the ’20s", [("1900s", None), ("’20s", None)]),
    ("a man in his 60s", []),
    ("in the 19th century", [("the 19th century", "1801/1900")]),
    ("a twentieth-century church", [("twentieth-century", "1901/2000")]),
]
DISTANCES = [
    ("the shop opens in two weeks", [("in two weeks", "2026-W12")]),
    ("it will close in three months", [("in three months", "2026-06")]),
    ("in two weeks’ time", [("in two weeks’ time", "2026-W12")]),
    ("they meet in a fortnight", [("in a fortnight", "2026-W12")]),
    ("a fortnight ago", [("a fortnight ago", "2026-W08")]),
    ("twenty-five years ago", [("twenty-five years ago", "2001")]),
    ("ten days from now", [("ten days from now", "2026-03-16")]),
    ("it expires in five years", [("in five years", "2031")]),
    ("he built it in two weeks and within three days", []),
    ("in the next two weeks", []),
    ("more than three years ago", [("three years ago", None)]),
    ("several years ago", [("several years ago", None)]),
    ("by the end of the year", [("the year", "2026")]),
    ("at the start of the month", [("the month", "2026-03")]),
    ("over the weekend", [("the weekend", None)]),
    ("last night", [("last night", "2026-03-05")]),
    ("on Christmas Eve", [("Christmas Eve", "2025-12-24")]),
    ("on Boxing Day last year", [("Boxing Day last year", "2025-12-26")]),
    ("New Year’s Day 2018", [("New Year’s Day 2018", "2018-01-01")]),
    ("May this year", [("May this year", "2026-05")]),
    ("on 5 March last year", [("5 March last year", "2025-03-05")]),
    ("by June of that year", [("June of that year", None)]),
    ("the March vote", [("March", "2026-03")]),
    ("on 25/12/2018", [("25/12/2018", "2018-12-25")]),
    ("on 3/8/2019", [("3/8/2019", None)]),
    ("on 12.02.2019", [("12.02.2019", "2019-02-12")]),
    ("at 2019-03-08T10:00", [("2019-03-08", "2019-03-08")]),
    ("March\n10, 2018", [("March\n10, 2018", "2018-03-10")]),
    ("Russia Today", []),
]
CASES += RANGES + WEEKDAYS + PARTS_OF_YEARS + YEARS + DISTANCES


def found(text: str, published: date | None = FRIDAY) -> list[DateMention]:
    return list(find_dates(text, [Span(0, len(text))], published))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cases(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(date.text, date.iso) for date in found(text)] == expected


@pytest.mark.parametrize("text", ["yesterday", "on Monday", "last week", "in January", "March 3", "two weeks ago"])
def test_without_a_day_of_publication_the_words_stay(text: str) -> None:
    [mention] = found(text, None)
    assert mention.iso is None
    assert mention.text in text


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize("text", [text for text, _ in CASES] + ["it will fall next decade", "999 decades ago"])
def test_the_ends_of_the_calendar_are_no_error(text: str, published: date) -> None:
    assert all(date.iso is None or parses(date.iso) for date in found(text, published))


def parses(iso: str) -> bool:
    """Whether every end of it is a day, week, month or year; raises ValueError otherwise."""
    for part in iso.split("/"):
        day = f"{part}-1" if "W" in part else part + "-01-01"[: 10 - len(part)] if len(part) == 4 else part
        date.fromisoformat(day if len(day) >= 10 or "W" in day else day + "-01")
    return True


PIECES = st.sampled_from(
    """
        on in the last next this 3 31 2019 March May Feb. Friday week year , ago two 1990s of yesterday will
        2026-03-06 00 - – / and to between Monday last quarter second 90s the that half 10, in Q3 FY century 1/2
    """.split()  # noqa: SIM905
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), st.dates())
def test_offsets_point_at_the_words_and_every_iso_date_parses(text: str, published: date) -> None:
    end = 0
    for mention in found(text, published):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start
        assert mention.iso is None or parses(mention.iso)
        end = mention.end
