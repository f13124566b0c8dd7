"""Points in time as ISO 8601 text: a day, a week, a month, a year, or an interval of them; and what is near a day.

Every function that may leave the years 1 to 9999 gives None there. A negative number of days, weeks, months and so on
leads to a time before the day.
"""

from collections.abc import Callable
from datetime import date, timedelta

_YEARS_APART = 4  # A leap day is looked for this many years before and after the publication.
# A day without a year is taken to lie within this time before or after the publication, if it can.
_AROUND = timedelta(days=14)
HALF_YEAR = 6  # If no tense tells, a month without a year lies at most this many months from the publication.


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return the day as ISO 8601 writes it, 2026-03-06; None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_month(year: int, month: int) -> str | None:
    """Return the month as ISO 8601 writes it, 2026-03."""
    return f"{year:04}-{month:02}" if 1 <= year <= 9999 else None


def iso_year(year: int) -> str | None:
    """Return the year as ISO 8601 writes it, 2026."""
    return f"{year:04}" if 1 <= year <= 9999 else None


def iso_decade(first: int) -> str | None:
    """Return the ten years from ``first`` on as an interval: 1990/1999."""
    return f"{first:04}/{first + 9:04}" if 1 <= first <= 9990 else None


def iso_years(first: int, last: int) -> str | None:
    """Return the years from the first to the last as an interval: 2012/2013."""
    return f"{first:04}/{last:04}" if 1 <= first <= last <= 9999 else None


def iso_century(number: int) -> str | None:
    """Return the interval of a century: that of the 19th is 1801/1900."""
    return iso_years(100 * number - 99, 100 * number)


def iso_months(year: int, first: int, last: int) -> str | None:
    """Return months of one year as an interval, 2018-04/2018-06."""
    start, end = iso_month(year, first), iso_month(year, last)
    return f"{start}/{end}" if start and end else None


def iso_days(first: str | None, last: str | None) -> str | None:
    """Return the days from the first to the last as an interval."""
    return f"{first}/{last}" if first and last and first < last else None


def days_from(day: date, days: int) -> str | None:
    """Return the day that lies ``days`` days after the day."""
    moved = _moved(day, days)
    return moved.isoformat() if moved else None


def same_in_year(iso: str, years: int) -> str | None:
    """Return the day or month of ``iso`` as it is ``years`` years later; None for a leap day that the year lacks."""
    year, *rest = map(int, iso.split("-"))
    return iso_day(year + years, *rest) if len(rest) > 1 else iso_month(year + years, *rest)


def week_from(day: date, weeks: int) -> str | None:
    """Return the ISO week, Monday to Sunday, that lies ``weeks`` weeks after that of the day: 2026-W10."""
    moved = _moved(day, 7 * weeks)
    return f"{moved.isocalendar().year:04}-W{moved.isocalendar().week:02}" if moved else None


def weekend_from(day: date, weeks: int) -> str | None:
    """Return Saturday and Sunday of the week that lies ``weeks`` weeks after that of the day, as an interval."""
    saturday = _moved(day, 5 - day.weekday() + 7 * weeks)
    sunday = _moved(day, 6 - day.weekday() + 7 * weeks)
    return f"{saturday}/{sunday}" if saturday and sunday else None


def month_from(day: date, months: int) -> str | None:
    """Return the month that lies ``months`` months after that of the day."""
    count = day.year * 12 + day.month - 1 + months
    return iso_month(count // 12, count % 12 + 1)


def year_from(day: date, years: int) -> str | None:
    """Return the year that lies ``years`` years after that of the day."""
    return iso_year(day.year + years)


def decade_from(day: date, decades: int) -> str | None:
    """Return the decade that lies ``decades`` decades after that of the day."""
    return iso_decade(day.year // 10 * 10 + 10 * decades)


def quarter_from(day: date, quarters: int) -> str | None:
    """Return the quarter that lies ``quarters`` quarters of a year after that of the day, as an interval of months."""
    count = day.year * 4 + (day.month - 1) // 3 + quarters
    return iso_months(count // 4, count % 4 * 3 + 1, count % 4 * 3 + 3)


def century_from(day: date, centuries: int) -> str | None:
    """Return the century that lies ``centuries`` centuries after that of the day."""
    return iso_century((day.year + 99) // 100 + centuries)


def weekday_in_week(day: date, weekday: int, weeks: int) -> str | None:
    """Return the given weekday in the week that lies ``weeks`` weeks after that of the day."""
    return days_from(day, weekday - day.weekday() + 7 * weeks)


def weekday_near(day: date, weekday: int, ahead: bool, strictly: bool) -> str | None:
    """Return the next such weekday, or the last one; ``strictly`` leaves the day itself out."""
    step = (weekday - day.weekday()) % 7 if ahead else -((day.weekday() - weekday) % 7)
    if strictly and step == 0:
        step = 7 if ahead else -7
    return days_from(day, step)


def day_near(published: date, month: int, day: int, ahead: bool | None, weekday: int | None = None) -> str | None:
    """Return the day of a month named without its year: the next one, the last one, or (None) the nearest one.

    One that is at most two weeks away is meant whatever ``ahead`` says: *would open on March 3*, told on March 6.
    A day of the week named with it decides, whatever ``ahead`` says; where it fits none of three years, none is meant.
    """
    years = range(published.year - _YEARS_APART, published.year + _YEARS_APART + 1)
    days = [date.fromisoformat(iso) for iso in (iso_day(year, month, day) for year in years) if iso]
    if weekday is None:
        sided = (day for day in days if ahead is None or (day >= published if ahead else day <= published))
        nearest = [day for day in days if abs(day - published) <= _AROUND] or list(sided)
    else:
        nearest = [day for day in days if day.weekday() == weekday and abs(day.year - published.year) <= 1]
    return min(nearest, key=lambda day: abs(day - published)).isoformat() if nearest else None


def year_of_month(day: date, month: int, ahead: bool | None) -> int:
    """Return the year of a month named without one: the next, the last, or (None) the nearest such month."""
    if ahead is None:
        gap = month - day.month
        return day.year + (1 if gap < -HALF_YEAR else -1 if gap >= HALF_YEAR else 0)
    if ahead:
        return day.year + (month < day.month)
    return day.year - (month > day.month)


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


Period = Callable[[date, int], str | None]

PERIODS: dict[str, Period] = {
    "day": days_from,
    "week": week_from,
    "weekend": weekend_from,
    "month": month_from,
    "quarter": quarter_from,
    "year": year_from,
    "decade": decade_from,
    "century": century_from,
}
"""How far each period reaches from a day: ``PERIODS["month"](day, -1)`` is the month before the day's."""
