"""The ISO 8601 text of a date as written, seen from the day of publication and with what the verb's tense tells."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from claims_beam.claims import calendar
from claims_beam.claims.calendar import PERIODS
from claims_beam.claims.date_forms import Form
from claims_beam.claims.numerals import read_number
from claims_beam.lexicon.calendar import (
    CENTURIES,
    DAY_SHIFTS,
    DIRECTIONS,
    FIXED_HOLIDAYS,
    MONTHS,
    PARTS_OF_YEAR,
    WEEKDAY_NAMES,
    WEEKDAYS,
)
from claims_beam.lexicon.marks import straightened
from claims_beam.lexicon.numbers import ORDINALS
from claims_beam.text.words import NUMBERS, tokenize

_MONTHS_A_YEAR = 12
_CENTURY = 2000  # A year of two digits belongs to this century.
_LETTERED_PARTS = {"q": "quarter", "h": "half"}
_LAST_ORDERS = ("last", "final")
_DOUBTFUL_DECADES = ("1", "2")  # *The '20s* may be those of either century.


def iso_of(form: Form, published: date | None, ahead: bool | None) -> str | None:
    """Return what the form means in ISO 8601, None where that cannot be known.

    Args:
        form: A date as written.
        published: The day that relative dates are seen from, if it is known.
        ahead: Whether the date lies ahead of that day; None where nothing tells.
    """
    if form.kind in _ABSOLUTE:
        return _ABSOLUTE[form.kind](form)
    if form.kind in _IN_YEAR and _names_year(form):
        year = _year(form, published)
        return _IN_YEAR[form.kind](form, year) if year else None
    relative = _RELATIVE.get(form.kind)
    return relative(form, published, ahead) if relative and published else None


def last_year(first: int, last: str) -> int:
    """Return the year that the second number of an interval of years means: 2013 for 2012-13."""
    return first // 100 * 100 + int(last) if len(last) == len("13") else int(last)


def is_month_of_year(form: Form) -> bool:
    """Return whether the second number may be a month: 2012-03."""
    return len(form.parts["last"]) == 2 and 1 <= int(form.parts["last"]) <= _MONTHS_A_YEAR


def _names_year(form: Form) -> bool:
    return "year" in form.parts or "which" in form.parts


def _year(form: Form, published: date | None) -> int | None:
    """Return the year that is written, or that *last year* means; None for *that year*."""
    if "year" in form.parts:
        return int(form.parts["year"])
    direction = DIRECTIONS.get(form.parts["which"])
    return published.year + direction if published and direction is not None else None


def _number(written: str) -> int:
    return int("".join(digit for digit in written if digit.isdecimal()))


def _day_number(form: Form) -> int:
    return _number(form.parts.get("day") or form.parts["number"])


# These forms mean the same whenever they were written.


def _iso(form: Form) -> str | None:
    return calendar.iso_day(*(int(form.parts[name]) for name in ("year", "month", "day")))


def _numeric(form: Form) -> str | None:
    """Return the day of 25/12/2019, whichever number is the month.

    3/8/2019 is the eighth of March in America and the third of August elsewhere.
    """
    one, other, year = (int(form.parts[name]) for name in ("one", "other", "year"))
    if form.parts["mark"] == ".":
        return calendar.iso_day(year, other, one)
    days = {calendar.iso_day(year, one, other), calendar.iso_day(year, other, one)} - {None}
    return days.pop() if len(days) == 1 else None


def _years(form: Form) -> str | None:
    """Return a year, an interval of years or the month of a year: FY19, 2012-13, 2012-03."""
    first = int(form.parts["year"]) if len(form.parts["year"]) > len("19") else _CENTURY + int(form.parts["year"])
    if "last" not in form.parts:
        return calendar.iso_year(first)
    last = last_year(first, form.parts["last"])
    if last <= first and is_month_of_year(form):
        return calendar.iso_month(first, int(form.parts["last"]))
    return calendar.iso_years(first, last)


def _decade(form: Form) -> str | None:
    """Return the decade, or the century if it is one like the 1800s; None for the 1900s, which may be either."""
    first = int(form.parts["year"])
    if first % 100 or first >= 2000:
        return calendar.iso_decade(first)
    return calendar.iso_years(first, first + 99) if first < 1900 else None


def _short_decade(form: Form) -> str | None:
    tens = form.parts.get("tens") or form.parts["bare"]
    return None if tens in _DOUBTFUL_DECADES else calendar.iso_decade(2000 if tens == "0" else 1900 + 10 * int(tens))


def _century(form: Form) -> str | None:
    written = form.parts["number"]
    return calendar.iso_century(CENTURIES.get(written) or _number(written))


# The year of these forms is known.


def _read_day(form: Form, year: int) -> str | None:
    return calendar.iso_day(year, form.month, _day_number(form))


def _read_span(form: Form, year: int) -> str | None:
    first, last = _ends(form)
    return calendar.iso_days(calendar.iso_day(year, form.month, first), calendar.iso_day(year, form.month, last))


def _ends(form: Form) -> tuple[int, int]:
    first, last = form.parts.get("first") or form.parts["day"], form.parts.get("last") or form.parts["end"]
    return _number(first), _number(last)


def _read_holiday(form: Form, year: int) -> str | None:
    return calendar.iso_day(year, *_holiday(form))


def _holiday(form: Form) -> tuple[int, int]:
    return FIXED_HOLIDAYS[straightened(form.parts["name"])]


def _read_months(form: Form) -> tuple[int, int] | None:
    """Return the first and the last month of a quarter, a half, or *the first three months*."""
    if form.kind == "months":
        size = _count(form)
    else:
        size = PARTS_OF_YEAR[form.parts.get("part") or _LETTERED_PARTS[form.parts["letter"]]]
    order = form.parts.get("order") or form.parts["number"]
    if order in _LAST_ORDERS:
        return _MONTHS_A_YEAR + 1 - size, _MONTHS_A_YEAR
    place = ORDINALS.get(order) or _number(order)
    return (size * (place - 1) + 1, size * place) if size * place <= _MONTHS_A_YEAR else None


def _read_part(form: Form, year: int) -> str | None:
    months = _read_months(form)
    return calendar.iso_months(year, *months) if months else None


def _read_season(form: Form, year: int) -> str | None:
    return (
        calendar.iso_years(year, last_year(year, form.parts["last"]))
        if "last" in form.parts
        else calendar.iso_year(year)
    )


# These forms mean a date only relative to the day of publication.


def _day(form: Form, published: date, ahead: bool | None) -> str | None:
    weekday = form.parts.get("weekday")
    of_week = next(
        (index for index, name in enumerate(WEEKDAY_NAMES) if weekday and name.startswith(weekday[:3])), None
    )
    return calendar.day_near(published, form.month, _day_number(form), ahead, of_week)


def _span(form: Form, published: date, ahead: bool | None) -> str | None:
    last = calendar.day_near(published, form.month, _ends(form)[1], ahead)
    return _read_span(form, int(last[:4])) if last else None


def _holiday_near(form: Form, published: date, ahead: bool | None) -> str | None:
    return calendar.day_near(published, *_holiday(form), ahead)


def _part(form: Form, published: date, ahead: bool | None) -> str | None:
    months = _read_months(form)
    if months is None:
        return None
    year = published.year if "same" in form.parts else calendar.year_of_month(published, months[0], ahead)
    return calendar.iso_months(year, *months)


def _bare_month(form: Form, published: date, ahead: bool | None) -> str | None:
    return calendar.iso_month(calendar.year_of_month(published, form.month, ahead), form.month)


def _shift(form: Form, published: date, _: bool | None) -> str | None:
    return calendar.days_from(published, DAY_SHIFTS.get(form.parts["shift"], 0))


def _weekday(form: Form, published: date, ahead: bool | None) -> str | None:
    return calendar.weekday_near(published, WEEKDAYS[form.parts["weekday"]], ahead is True, strictly=False)


def _in_week(form: Form, published: date, _: bool | None) -> str | None:
    weekday, which = form.parts.get("weekday") or form.parts["name"], form.parts.get("which") or form.parts["week"]
    return calendar.weekday_in_week(published, WEEKDAYS[weekday], DIRECTIONS[which])


def _from_weekday(form: Form, published: date, _: bool | None) -> str | None:
    """Return the day of *a week ago Monday* (a week before the last one) or *Monday week* (a week after the next)."""
    forward = form.parts.get("from") not in ("ago", "last")
    weekday = WEEKDAYS[form.parts.get("weekday") or form.parts["name"]]
    base = calendar.weekday_near(published, weekday, forward, strictly=False)
    weeks = _count(form) * (2 if form.parts.get("period") == "fortnight" else 1)
    return calendar.days_from(date.fromisoformat(base), 7 * weeks * (1 if forward else -1)) if base else None


def _count(form: Form) -> int:
    count = read_number(tokenize(form.parts.get("count", "one"), NUMBERS), 0)
    return int(count.value) if count else 1


def _from_now(form: Form, published: date, _: bool | None) -> str | None:
    """Return the date of *three years ago* or *in two weeks*."""
    period, steps = form.parts.get("period", ""), _count(form) * (-1 if form.parts.get("from") == "ago" else 1)
    if period == "fortnight":
        period, steps = "week", 2 * steps
    return PERIODS[period](published, steps) if period else None


def _near(form: Form, published: date, ahead: bool | None) -> str | None:
    """Return the last, this or the next Friday, March or week."""
    name, side = form.parts["name"], form.parts.get("side")
    direction = {"past": -1, "coming": 1}.get(side or "", DIRECTIONS[form.parts["which"]])
    if name in PERIODS:
        return None if side == "past" else PERIODS[name](published, direction)
    if name in WEEKDAYS:
        forward = direction > 0 or (direction == 0 and ahead is not False)
        return calendar.weekday_near(published, WEEKDAYS[name], forward, strictly=direction != 0)
    month = MONTHS[name]
    if direction == 0:
        return calendar.iso_month(published.year, month)
    strict = calendar.year_of_month(published, month, ahead=direction > 0)
    return calendar.iso_month(strict + (direction if month == published.month else 0), month)


def _weekend(form: Form, published: date, ahead: bool | None) -> str | None:
    """Return the days of *over the weekend*: the one begun, else the last or next; None where no verb tells."""
    begun = published.weekday() >= WEEKDAYS["saturday"]
    return None if ahead is None else calendar.weekend_from(published, 0 if ahead or begun else -1)


def _of_period(form: Form, published: date, _: bool | None) -> str | None:
    """Return the date of *by the end of the year*, which is that of the year of publication."""
    return PERIODS[form.parts["name"]](published, 0)


_ABSOLUTE: Mapping[str, Callable[[Form], str | None]] = MappingProxyType(
    {
        "iso": _iso,
        "numeric": _numeric,
        "years": _years,
        "fiscal": _years,
        "bare_year": _years,
        "decade": _decade,
        "short_decade": _short_decade,
        "century": _century,
    }
)
_IN_YEAR: Mapping[str, Callable[[Form, int], str | None]] = MappingProxyType(
    {
        "day": _read_day,
        "span": _read_span,
        "holiday": _read_holiday,
        "part": _read_part,
        "months": _read_part,
        "season": _read_season,
        "month": lambda form, year: calendar.iso_month(year, form.month),
    }
)
_RELATIVE: Mapping[str, Callable[[Form, date, bool | None], str | None]] = MappingProxyType(
    {
        "day": _day,
        "span": _span,
        "holiday": _holiday_near,
        "part": _part,
        "months": _part,
        "bare_month": _bare_month,
        "shift": _shift,
        "weekday": _weekday,
        "in_week": _in_week,
        "from_weekday": _from_weekday,
        "near": _near,
        "weekend": _weekend,
        "of_period": _of_period,
        "ago": _from_now,
        "ahead": _from_now,
    }
)
