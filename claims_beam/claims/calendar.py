"""Points in time as ISO 8601 text: a day, a week, a month, a year, or an interval of them; and what is near a day.

Every function that may leave the years 1 to 9999 gives None there.
"""

from collections.abc import Callable
from datetime import date, timedelta

HALF_YEAR = 6  # months; a month without a year is looked for this far on either side


def iso_day(year: int, month: int, day: int) -> str | None:
    """2026-03-06, None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_month(year: int, month: int) -> str | None:
    """2026-03."""
    return f"{year:04}-{month:02}" if 1 <= year <= 9999 else None


def iso_year(year: int) -> str | None:
    """2026."""
    return f"{year:04}" if 1 <= year <= 9999 else None


def iso_decade(first: int) -> str | None:
    """The ten years from ``first`` on as an interval: 1990/1999."""
    return f"{first:04}/{first + 9:04}" if 1 <= first <= 9990 else None


def days_from(day: date, days: int) -> str | None:
    """The day so many days later, or earlier."""
    moved = _moved(day, days)
    return moved.isoformat() if moved else None


def week_from(day: date, weeks: int) -> str | None:
    """The ISO week, Monday to Sunday, so many weeks later: 2026-W10."""
    moved = _moved(day, 7 * weeks)
    return f"{moved.isocalendar().year:04}-W{moved.isocalendar().week:02}" if moved else None


def weekend_from(day: date, weeks: int) -> str | None:
    """Saturday and Sunday of the week, so many weeks later, as an interval."""
    saturday = _moved(day, 5 - day.weekday() + 7 * weeks)
    sunday = _moved(day, 6 - day.weekday() + 7 * weeks)
    return f"{saturday}/{sunday}" if saturday and sunday else None


def month_from(day: date, months: int) -> str | None:
    """The month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return iso_month(count // 12, count % 12 + 1)


def year_from(day: date, years: int) -> str | None:
    """The year so many years later."""
    return iso_year(day.year + years)


def decade_from(day: date, decades: int) -> str | None:
    """The decade so many decades later."""
    return iso_decade(day.year // 10 * 10 + 10 * decades)


def quarter_from(day: date, quarters: int) -> str | None:
    """The quarter of a year so many quarters later, as an interval of months."""
    count = day.year * 4 + (day.month - 1) // 3 + quarters
    year, first = count // 4, count % 4 * 3 + 1
    return f"{iso_month(year, first)}/{iso_month(year, first + 2)}" if 1 <= year <= 9999 else None


def weekday_near(day: date, weekday: int, ahead: bool, strictly: bool) -> str | None:
    """The next such weekday, or the last one; ``strictly`` leaves the day itself out."""
    step = (weekday - day.weekday()) % 7 if ahead else -((day.weekday() - weekday) % 7)
    if strictly and step == 0:
        step = 7 if ahead else -7
    return days_from(day, step)


def year_of(day: date, month: int, ahead: bool | None) -> int:
    """The year of a month named without one: the next, the last, or (None) the nearest such month."""
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
}
"""How far each period reaches from a day: ``PERIODS["month"](day, -1)`` is the month before the day's."""
