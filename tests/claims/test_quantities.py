"""Quantities: value, unit and comparator of the numbers a claim gives, where they stand."""

import pytest
from hypothesis import given, strategies as st

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

# Of each kind of number some ten ways to write it, as papers all over the world do.
MAGNITUDES = [
    ("the city has 1.2m people", [("1.2m people", 1_200_000, "people", None)]),
    ("450k homes", [("450k homes", 450_000, "homes", None)]),
    ("30K likes and 2M views", [("30K likes", 30_000, "likes", None), ("2M views", 2_000_000, "views", None)]),
    ("1.5bn litres", [("1.5bn litres", 1.5e9, "litres", None)]),
    ("2.3tn yen", [("2.3tn yen", 2.3e12, "JPY", None)]),
    ("$4.5trn", [("$4.5trn", 4.5e12, "USD", None)]),
    ("3 mln tonnes", [("3 mln tonnes", 3e6, "tonnes", None)]),
    ("2.5 crore voters", [("2.5 crore voters", 25e6, "voters", None)]),
    ("five lakh jobs", [("five lakh jobs", 500_000, "jobs", None)]),
    ("two and a half million homes", [("two and a half million homes", 2.5e6, "homes", None)]),
    ("a quarter of a million pounds", [("a quarter of a million pounds", 250_000, "pounds", None)]),
    ("half-a-million", [("half-a-million", 500_000, None, None)]),
    ("a half-million people", [("a half-million people", 500_000, "people", None)]),
    ("8.54 billion crowns", [("8.54 billion crowns", 8_540_000_000, "crowns", None)]),
    ("it rose to 1.2m.", [("1.2m", 1.2e6, None, None)]),
    ("it fell to 3.4m in May", [("3.4m", 3.4e6, None, None)]),
    ("waves of 3m", [("3m", 3, "m", None)]),
    ("2.1m of snow", [("2.1m", 2.1, "m", None)]),
    ("he jumped 2.1m", [("2.1m", 2.1, "m", None)]),
    ("a 3m wall and a 100m race", [("3m", 3, "m", None), ("100m", 100, "m", None)]),
    ("12cm of rain, 38C, 30°F", [("12cm", 12, "cm", None), ("38C", 38, "°C", None), ("30°F", 30, "°F", None)]),
    ("5G networks, 4x4 trucks, 747s", []),
]
DIGITS = [
    ("816 000 tonnes", [("816 000 tonnes", 816_000, "tonnes", None)]),
    ("1\u202f816\u202f000 euros", [("1\u202f816\u202f000 euros", 1_816_000, "EUR", None)]),
    ("20\u00a0000 rand", [("20\u00a0000 rand", 20_000, "ZAR", None)]),
    ("12 345.67 euros", [("12 345.67 euros", 12_345.67, "EUR", None)]),
    ("Rs. 1,20,000", [("Rs. 1,20,000", 120_000, "INR", None)]),
    ("CHF 816’000", [("CHF 816’000", 816_000, "CHF", None)]),
    ("R1,5 million", [("R1,5 million", 1_500_000, "ZAR", None)]),
    ("call 0800 or 0161", []),
    ("a pool of 2 1/2 acres", [("2 1/2 acres", 2.5, "acres", None)]),
    ("1½ tons", [("1½ tons", 1.5, "tons", None)]),
    ("3 ¾ miles", [("3 ¾ miles", 3.75, "miles", None)]),
    ("2-1/2 years", [("2-1/2 years", 2.5, "years", None)]),
    ("2⅝ inches", [("2⅝ inches", 2.625, "inches", None)]),
    ("1⁄2 of it", [("1⁄2", 0.5, None, None)]),
    ("2 and a half years", [("2 and a half years", 2.5, "years", None)]),
    ("two-and-a-half years", [("two-and-a-half years", 2.5, "years", None)]),
    ("five and a quarter percent", [("five and a quarter percent", 5.25, "percent", None)]),
    ("an hour and a half", [("an hour and a half", 1.5, "hour", None)]),
    ("half an hour", [("half an hour", 0.5, "hour", None)]),
]
MONEY = [
    ("₹5 lakh crore", [("₹5 lakh crore", 5e12, "INR", None)]),
    ("Rs 500 crore", [("Rs 500 crore", 5e9, "INR", None)]),
    ("R500 million", [("R500 million", 5e8, "ZAR", None)]),
    ("N500m", [("N500m", 5e8, "NGN", None)]),
    ("₦1.5 trillion", [("₦1.5 trillion", 1.5e12, "NGN", None)]),
    ("KSh2.3 billion", [("KSh2.3 billion", 2.3e9, "KES", None)]),
    ("GH¢500", [("GH¢500", 500, "GHS", None)]),
    ("NT$400 million", [("NT$400 million", 4e8, "TWD", None)]),
    ("C$1.5bn", [("C$1.5bn", 1.5e9, "CAD", None)]),
    ("5 million Canadian dollars", [("5 million Canadian dollars", 5e6, "CAD", None)]),
    ("40 million naira", [("40 million naira", 4e7, "NGN", None)]),
    ("a loss of -$5m", [("-$5m", -5e6, "USD", None)]),
    ("€40 a head", [("€40 a head", 40, "EUR per head", None)]),
    ("$60 a barrel", [("$60 a barrel", 60, "USD per barrel", None)]),
    ("60p a litre", [("60p a litre", 60, "p per litre", None)]),
    ("$15-an-hour", [("$15-an-hour", 15, "USD per hour", None)]),
    ("the N2 and the R66", []),
]
SPANS = [
    ("$2-3 billion", [("$2", 2e9, "USD", "at least"), ("3 billion", 3e9, "USD", "at most")]),
    ("a £3-4m project", [("£3", 3e6, "GBP", "at least"), ("4m", 4e6, "GBP", "at most")]),
    ("12-15k miles", [("12", 12_000, "miles", "at least"), ("15k miles", 15_000, "miles", "at most")]),
    ("£5m to £6m", [("£5m", 5e6, "GBP", "at least"), ("£6m", 6e6, "GBP", "at most")]),
    ("between $2 and $3 million", [("$2", 2e6, "USD", "at least"), ("$3 million", 3e6, "USD", "at most")]),
    ("10%-15%", [("10%", 10, "percent", "at least"), ("15%", 15, "percent", "at most")]),
    ("two to three weeks", [("two", 2, "weeks", "at least"), ("three weeks", 3, "weeks", "at most")]),
    ("five- to six-year terms", [("five", 5, "year", "at least"), ("six-year", 6, "year", "at most")]),
    ("a six-to-eight-week wait", [("six", 6, "week", "at least"), ("eight-week", 8, "week", "at most")]),
    ("-5 to -10 degrees", [("-5", -5, "degrees", "at most"), ("-10 degrees", -10, "degrees", "at least")]),
    ("ranging from 5 to 9 percent", [("5", 5, "percent", "at least"), ("9 percent", 9, "percent", "at most")]),
    ("from 10% to 15%", [("10%", 10, "percent", None), ("15%", 15, "percent", None)]),
    ("shares fell 31 to 104", [("31", 31, None, None), ("104", 104, None, None)]),
    ("it rose $2 to $30", [("$2", 2, "USD", None), ("$30", 30, "USD", None)]),
]
LISTS = [
    ("5 and 6 percent", [("5", 5, "percent", None), ("6 percent", 6, "percent", None)]),
    ("5% and 6%", [("5%", 5, "percent", None), ("6%", 6, "percent", None)]),
    ("5 or 6 people", [("5", 5, "people", None), ("6 people", 6, "people", None)]),
    (
        "10, 20 and 30 tonnes",
        [("10", 10, "tonnes", None), ("20", 20, "tonnes", None), ("30 tonnes", 30, "tonnes", None)],
    ),
    ("two, three and four goals", [(w, n, "goals", None) for w, n in (("two", 2), ("three", 3), ("four goals", 4))]),
    ("3 and 4 million people", [("3", 3e6, "people", None), ("4 million people", 4e6, "people", None)]),
    ("10- and 12-year sentences", [("10", 10, "year", None), ("12-year", 12, "year", None)]),
    ("two or three weeks", [("two", 2, "weeks", None), ("three weeks", 3, "weeks", None)]),
    ("27 million, or 50%", [("27 million", 27e6, None, None), ("50%", 50, "percent", None)]),
    ("he scored 40, and 50 people watched", [("40", 40, None, None), ("50 people", 50, "people", None)]),
    ("one and two goats", [("two goats", 2, "goats", None)]),
]
QUARTERS = [
    ("sales fell in the last three quarters", [("three quarters", 3, "quarters", None)]),
    ("down in the two quarters", [("two quarters", 2, "quarters", None)]),
    ("in the first two quarters", [("two quarters", 2, "quarters", None)]),
    ("for two straight quarters", [("two straight quarters", 2, "quarters", None)]),
    ("three quarters in a row", [("three quarters", 3, "quarters", None)]),
    ("over the past three quarters", [("three quarters", 3, "quarters", None)]),
    ("four quarters of growth", [("four quarters", 4, "quarters", None)]),
    ("three quarters of voters", [("three quarters", 0.75, "proportion", None)]),
    ("three-quarters of the herd", [("three-quarters", 0.75, "proportion", None)]),
    ("nearly three quarters", [("three quarters", 0.75, "proportion", "about")]),
    ("it fell by a third", [("a third", 1 / 3, "proportion", None)]),
    ("more than a quarter", [("a quarter", 0.25, "proportion", "more than")]),
    ("one third said so", [("one third", 1 / 3, "proportion", None)]),
    ("1-in-4", [("1-in-4", 0.25, "proportion", None)]),
]
UNCOUNTED = [
    ("a couple of hundred cars", [("a couple of hundred cars", 200, "cars", "about")]),
    ("a couple of weeks", [("a couple of weeks", 2, "weeks", "about")]),
    ("a couple was hurt", []),
    ("a few hundred people", [("a few hundred people", None, "people", None)]),
    ("several thousand jobs", [("several thousand jobs", None, "jobs", None)]),
    ("tens of thousands of people", [("tens of thousands of people", None, "people", None)]),
    ("hundreds of millions of dollars", [("hundreds of millions of dollars", None, "USD", None)]),
    ("scores of homes", [("scores of homes", None, "homes", None)]),
    ("half a dozen ships", [("half a dozen ships", 6, "ships", None)]),
    (
        "between a third and a half of them",
        [("a third", 1 / 3, "proportion", "at least"), ("a half", 0.5, "proportion", "at most")],
    ),
    ("a 2,000-strong crowd", [("2,000", 2000, None, None)]),
    ("40-odd goats", [("40", 40, None, "about")]),
    ("40-plus", [("40", 40, None, "at least")]),
    ("just over 40 goats", [("40 goats", 40, "goats", "more than")]),
    ("65 and over", [("65", 65, None, "at least")]),
]
NAMES = [
    ("open 24/7, a 50/50 chance, the 9/11 attacks", []),
    ("it was fifty-fifty, 3 – 1", []),
    ("won 3-1, lost 2–0, then 6-4, 6-3", []),
    ("a 6-3 vote with a 52-48 margin", []),
    ("on Route 66, Highway 401, the M25 and Interstate 80", []),
    ("Flight 370, page 12, Section 8 tenants, Boeing 737 jets", []),
    ("No. 10, number one, the Big Three", []),
    ("call 911, a 911 call, 555-0100-9", []),
    ("9-11am, at 5.30, 1700 GMT, 5 to 6pm, 0900 hours", []),
    ("on 5th Avenue, the 3rd Infantry", []),
    ("she went first, a split second, the 3rd man", [("3rd", 3, "ordinal", None)]),
    ("magnitude 6.1 and pH 7", [("6.1", 6.1, None, None), ("7", 7, None, None)]),
    ("a one-off, a one-year term", [("one-year", 1, "year", None)]),
    ("5,000 square feet", [("5,000 square feet", 5000, "square feet", None)]),
    ("a 60,000-square-foot hall", [("60,000-square-foot", 60_000, "square foot", None)]),
]
CASES += MAGNITUDES + DIGITS + MONEY + SPANS + LISTS + QUARTERS + UNCOUNTED + NAMES


def found(text: str, *taken: Span) -> list[Quantity]:
    return list(find_quantities(text, [Span(0, len(text))], taken))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cases(text: str, expected: list[tuple[str, float | None, str | None, str | None]]) -> None:
    seen = [(quantity.text, quantity.value, quantity.unit, quantity.comparator) for quantity in found(text)]
    assert seen == [
        (words, value if value is None else pytest.approx(value), *rest) for words, value, *rest in expected
    ]


def test_dates_are_left_alone() -> None:
    text = "40 goats in 2027 and 12 in March 3"
    dates = [Span(text.index(words), text.index(words) + len(words)) for words in ("2027", "March 3")]
    assert [quantity.text for quantity in found(text, *dates)] == ["40 goats", "12"]


def test_only_the_stretches_are_read() -> None:
    text = "12 goats, 13 sheep, 14 dogs"
    assert [quantity.value for quantity in find_quantities(text, [Span(0, 8), Span(20, 27)])] == [12, 14]


@pytest.mark.parametrize(
    "text", ["9" * 5_000, "1," * 5_000, "nine hundred trillion " * 500, "1 million" + " billion" * 60]
)
def test_what_is_no_finite_number_has_no_value(text: str) -> None:
    assert all(quantity.value is None or quantity.value < 1e308 for quantity in found(text))


WORDS = st.sampled_from(
    """
        12 2,340 3.5 $ £ % - – million bn two third half a of in to + from between and or per more than goats 2027
        . ½ k hundred / couple few several hundreds thousands , quarters 1/2 000 minus R Rs lakh an hour C ° m people
        first 3rd one
    """.split()  # noqa: SIM905
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_offsets_point_at_the_words_in_order(text: str) -> None:
    end = 0
    for quantity in found(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert end <= quantity.start < quantity.end
        end = quantity.end
