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

CENTURIES: Mapping[str, int] = MappingProxyType({
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
})  # fmt: skip
"""Centuries that are written in words, to their number."""

PERIODS = listed("day, weekend, week, month, quarter, year, decade, century")
"""What *last*, *this* and *next* may stand before, the longer of two that begin alike first."""

COUNTED_PERIODS = listed("day, week, fortnight, month, year, decade, century")
"""What a distance in time counts: two weeks *ago*."""

SEASONS = listed("spring, summer, autumn, fall, winter")

PARTS_OF_YEAR: Mapping[str, int] = MappingProxyType({"quarter": 3, "half": 6})
"""How many months each has."""

NAMED_DAYS = terms("""
    black, good, ash, easter, palm, holy, super, bloody, cyber, giving, whit, maundy, shrove, big, mad, sheffield, wild
""")
"""Words that, with a capital, make the name of an event with the day behind them."""

FIXED_HOLIDAYS: Mapping[str, tuple[int, int]] = MappingProxyType({
    "new year's day": (1, 1), "valentine's day": (2, 14), "st patrick's day": (3, 17), "anzac day": (4, 25),
    "may day": (5, 1), "juneteenth": (6, 19), "canada day": (7, 1), "fourth of july": (7, 4), "july fourth": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "bonfire night": (11, 5), "veterans day": (11, 11),
    "remembrance day": (11, 11), "armistice day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31),
})  # fmt: skip
"""Holidays that fall on the same day of every year and country, to month and day."""

TIMES = terms("second, minute, hour, day, night, week, month, year, decade, century")
"""Units of time."""

TIMES_OF_DAY = terms("morning, afternoon, evening, night, midnight, noon")

DATE_LINKS = terms("""
    on, at, by, until, till, since, from, before, after, through, between, and, or, to, of, in, during, for, than,
    this, last, next, early, mid, late, around, about, versus, as, over
""")
"""Words that make a phrase with the day behind them."""

DATE_ANCHORS = terms("""
    in, since, during, until, till, by, before, after, from, through, of, to, between, and, or, early, mid, late
""")
"""Words behind which a word that may be a month is one."""

MONTH_ATTRIBUTIVES = terms("the, a, its, his, her, their, our, this")
"""Words behind which a month in front of a noun is one: *the March vote*."""

YEAR_ANCHORS = DATE_ANCHORS | MONTH_ATTRIBUTIVES | terms("year, for, circa, pre, post")
"""Words behind which a number of four digits is a year."""

OF_A_YEAR = terms("""
    levels, elections, primaries, olympics, games, figures, prices, results, guidelines, standards, rules, protests,
    riots, attacks, floods, talks, hearings, championships, finals, terms, emissions, sales, profits, earnings, taxes
""")
"""Plurals that belong to the year before them and are not counted by it: *2005 levels*."""

DAY_SHIFTS: Mapping[str, int] = MappingProxyType(
    {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2}
)
"""How many days after the day itself."""

DIRECTIONS: Mapping[str, int] = MappingProxyType({"last": -1, "this": 0, "next": 1})
"""How many periods after the period itself."""
