"""Months, days of the week, holidays and periods. All entries are in lower case."""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon.terms import listed, terms

MONTH_NAMES = listed("""
    january, february, march, april, may, june, july, august, september, october, november, december
""")
"""In the order of the year."""

MONTH_ABBREVIATIONS: Mapping[str, str] = MappingProxyType({
    **{name[:3]: name for name in MONTH_NAMES if name != "may"},
    "sept": "september",
})  # fmt: skip
"""Each abbreviation, to the month; May has none."""

MONTHS: Mapping[str, int] = MappingProxyType({
    written: MONTH_NAMES.index(name) + 1
    for written, name in (*zip(MONTH_NAMES, MONTH_NAMES, strict=True), *MONTH_ABBREVIATIONS.items())
})  # fmt: skip
"""Each name and abbreviation of a month, to its number from 1."""

AMBIGUOUS_MONTHS = terms("march, may, april, june, august, mar, jan")
"""Verbs, adjectives and first names too."""

WEEKDAY_NAMES = listed("monday, tuesday, wednesday, thursday, friday, saturday, sunday")
"""In the order of the week."""

WEEKDAYS: Mapping[str, int] = MappingProxyType({name: index for index, name in enumerate(WEEKDAY_NAMES)})
"""Each day of the week, to its number from Monday, which is 0."""

WEEKDAY_ABBREVIATIONS = frozenset(name[:3] for name in WEEKDAY_NAMES) | terms("thurs, tues")

HOLIDAYS = terms("christmas, easter, eid, halloween, hanukkah, ramadan, thanksgiving")

HALVES_OF_DAY = terms("am, pm")

TIME_ZONES = terms("edt, est, gmt, pdt, pst")

CLOCK = HALVES_OF_DAY | {"o'clock"}
"""What stands behind the number of a time of day."""

CALENDAR = frozenset(MONTHS).union(WEEKDAY_NAMES, WEEKDAY_ABBREVIATIONS, HOLIDAYS, HALVES_OF_DAY, TIME_ZONES)
"""Words with a capital that are no name by themselves."""

NEAR_DAYS = terms("today, yesterday, tomorrow, tonight")

PERIODS = listed("day, weekend, week, month, quarter, year, decade")
"""What *last*, *this* and *next* may stand before, the longer of two that begin alike first."""

TIMES = terms("second, minute, hour, day, night, week, month, year, decade, century")
"""Units of time."""

TIMES_OF_DAY = terms("morning, afternoon, evening, night, midnight, noon")

DATE_LINKS = terms("""
    on, at, by, until, till, since, from, before, after, through, between, and, or, to, of, in, during, for, than,
    this, last, next, early, mid, late
""")
"""Words that make a phrase with the day behind them."""

DATE_ANCHORS = terms("""
    in, since, during, until, till, by, before, after, from, through, of, to, between, and, early, mid, late
""")
"""Words behind which a word that may be a month is one."""

YEAR_ANCHORS = DATE_ANCHORS | terms("the, a, its, his, her, their, our, year, for, circa")
"""Words behind which a number of four digits is a year."""

DAY_SHIFTS: Mapping[str, int] = MappingProxyType(
    {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}
)
"""How many days after the day itself."""

DIRECTIONS: Mapping[str, int] = MappingProxyType({"last": -1, "this": 0, "next": 1})
"""How many periods after the period itself."""
