"""Dates, quantities and the text that stands alone, together: they agree, and their work grows with the text."""

import re
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st
from support.work import lines_run

from claims_beam.claims.dates import find_dates
from claims_beam.claims.quantities import find_quantities
from claims_beam.claims.standalone import substitute, substitutions_in
from claims_beam.records import DateMention, Quantity, Span

PUBLISHED = date(2019, 3, 8)


def read(text: str) -> tuple[tuple[DateMention, ...], tuple[Quantity, ...], str]:
    """The dates and quantities of the text, and how it reads out of context."""
    whole = (Span(0, len(text)),)
    dates = find_dates(text, whole, PUBLISHED)
    quantities = find_quantities(text, whole, (Span(date.start, date.end) for date in dates))
    return dates, quantities, substitute(text, whole, substitutions_in(text, whole, (), dates))


# A number inside a date is no quantity, and one beside it is.
AGREEING = [
    ("it ran from March 10-12", [], ["2019-03-10/2019-03-12"]),
    ("on March 3, 4 and 5, 40 goats died", [40], ["2019-03-03", "2019-03-04", "2019-03-05"]),
    ("sales fell in the second quarter of 2018", [], ["2018-04/2018-06"]),
    ("sales fell in the last three quarters", [3], []),
    ("in Q3 2018 two quarters were good", [2], ["2018-07/2018-09"]),
    ("the season 2012–13 and the year 2012/13", [], ["2012/2013", "2012/2013"]),
    ("three years ago 2,019 people came", [2019], ["2016"]),
    ("over three years it grew 20 percent", [3, 20], []),
    ("it opens in two weeks and closes in a year", [], ["2019-W12", "2020"]),
    ("it was built in two weeks", [2], []),
    ("five of the 2016 laws", [5], ["2016"]),
    ("in 2016 2016 people came", [2016], ["2016"]),
    ("the 19th century and the 19th man", [19], ["1801/1900"]),
    ("12.02.2019 and 12.5 tonnes", [12.5], ["2019-02-12"]),
]


@pytest.mark.parametrize(("text", "values", "isos"), AGREEING)
def test_a_number_is_of_a_date_or_a_quantity(text: str, values: list[float], isos: list[str]) -> None:
    dates, quantities, _ = read(text)
    assert [quantity.value for quantity in quantities] == values
    assert [date.iso for date in dates] == isos


STANDALONE = [
    ("it ran from March 10-12", "it ran from 2019-03-10 to 2019-03-12"),
    ("it ran March 10-12", "it ran from 2019-03-10 to 2019-03-12"),
    ("it shut on Sat. Feb. 9", "it shut on 2019-02-09"),
    ("it shut Saturday, Feb. 9.", "it shut on 2019-02-09."),
    ("it ran from Monday to Wednesday last week", "it ran from 2019-02-25 to 2019-02-27"),
    ("the boats seized on Monday would be sold", "the boats seized on 2019-03-04 would be sold"),
    ("it fell and five years ago it rose", "it fell and in 2014 it rose"),
    ("it fell on Monday and Tuesday", "it fell on 2019-03-04 and 2019-03-05"),
    ("it shut in mid-March", "it shut in mid-2019-03"),
    ("worse than last year", "worse than 2018"),
    ("it will rain this weekend", "it will rain from 2019-03-09 to 2019-03-10"),
    ("it opens in two weeks", "it opens in 2019-W12"),
    ("more than three years ago it fell", "more than three years ago it fell"),
    ("a weak second-quarter profit", "a weak second-quarter profit"),
    ("profit fell in the fourth quarter", "profit fell in 2018-10 to 2018-12"),
    ("in the ’90s, the 1990s and the 19th century", "in the ’90s, the 1990s and the 19th century"),
    ("at Thursday night’s debate", "at Thursday night’s debate"),
    ("the Monday/Tuesday shift", "the 2019-03-04/2019-03-05 shift"),
    ("the summer of 2018", "the summer of 2018"),
    ("last summer", "last summer"),
    ("it will be there tomorrow night!", "it will be there tomorrow night!"),
    ("it will rain between now and Tuesday", "it will rain between now and 2019-03-12"),
    ("between February 1\u00a0and February 9", "between 2019-02-01\u00a0and 2019-02-09"),
    ("it rained over the weekend", "it rained over 2019-03-02 to 2019-03-03"),
    ("by the end of the year", "by the end of 2019"),
    ("the 2012-13 season", "the 2012-13 season"),
    ("a vote on Christmas Eve", "a vote on 2018-12-24"),
]


@pytest.mark.parametrize(("text", "expected"), STANDALONE)
def test_what_stands_alone_reads_well(text: str, expected: str) -> None:
    assert read(text)[2] == expected


NONSENSE = re.compile(
    r"\b(?:on|in|at|from) (?:on|in|from) (?=[0-9])|[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]|[A-Z][a-z]{2}\. (?:On|In) [0-9]"
)
FRAMES = st.sampled_from([
    "it {verb} {link} {date}",
    "it {verb} {link} {date} night’s vote",
    "{date} it {verb}",
    "the boats seized {link} {date} {verb}",
    "it {verb} {link} {date} and {other}",
    "it {verb} {link} {date}, 40 people said",
    "the {date} vote {verb}",
])  # fmt: skip
LINKS = st.sampled_from(["on", "in", "at", "from", "until", "by", ""])
VERBS = st.sampled_from(["will open", "opened", "opens", "has opened", "would be sold"])
DATES = st.sampled_from("""
    Monday|Sat. Feb. 9|March 10-12|10 to 12 March|last week|this weekend|two years ago|in two weeks|May|today|Dec. 31|
    the second quarter|Q3 2018|last summer|the 1990s|Tuesday last week|a week ago Monday|March 3, 4 and 5|2012-13|
    Christmas Eve
""".replace("\n", "").split("|"))  # fmt: skip


@given(FRAMES, LINKS, VERBS, DATES, DATES)
@settings(max_examples=400)
def test_no_date_makes_nonsense(frame: str, link: str, verb: str, day: str, other: str) -> None:
    if day.strip().startswith("in ") and link:
        link = ""
    text = " ".join(frame.format(link=link, verb=verb, date=day.strip(), other=other.strip()).split())
    assert not NONSENSE.search(read(text)[2]), read(text)[2]


PIECES = st.sampled_from(
    """
        March Monday Sat. 10 12 3 2018 12-13 - – / and to from between last next this second quarter of in two weeks ago
        $ % million 1/2 k 1.2m , . the a half quarters 90s 000 £ or people on yesterday May ’ s not until will 24/7 Q3
    """.split()  # noqa: SIM905
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
@settings(max_examples=500)
def test_dates_and_quantities_never_overlap(text: str) -> None:
    dates, quantities, _ = read(text)
    end = 0
    for value in sorted((*dates, *quantities), key=lambda value: value.start):
        assert end <= value.start < value.end
        assert text[value.start : value.end] == value.text
        end = value.end


HOSTILE = [
    "on March 3, 4, ", "1,", "5 and ", "1/2 ", "closed Monday ", "2019-", "a couple of ", "thousands of ", "3-", "$",
    "1 to ", "in two weeks ", "half a ", "and a half ", "9", "1 000 ", "\n", " ", "the second quarter of ", "also ",
    "five and ", "twenty-", "10, 10, ", "Monday and ", "that ", "several million ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_size(piece: str) -> None:
    small, large = (piece * (size // len(piece)) for size in (500, 2_000))
    read(small)  # fills what is kept between texts
    assert lines_run(lambda: read(large)) < 8 * lines_run(lambda: read(small))
