"""When an article was published, in the forms that feeds, archives and tables write.

Written dates are read by well-kept libraries, each for what it is exact in: ``datetime.fromisoformat`` and dateutil's
``isoparse`` (which also takes 2019-03, 2019-067 and 24:00) for ISO 8601, ``email.utils`` for RFC 2822, and dateutil's
free parser for a date with the month in letters. The free parser fills in what is missing from today, so that it is
asked twice, with different days to fill in from, and its answers must agree; 03/08/2019 is March in one country and
August in another, so that it is not asked for digits alone. dateparser 1.2 reads *yesterday* and *10* as dates, too.
"""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime

from dateutil.parser import isoparse, parse  # type: ignore[import-untyped]

from claims_beam.articles.errors import ArticleError, shown, wrong_type
from claims_beam.articles.values import is_null, read_string

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Unix time in seconds covers the years 385 to 3554; greater numbers count milliseconds, then micro- and nanoseconds.
_UNITS = tuple((5 * 10 ** (10 + more), 10**more) for more in (0, 3, 6, 9))
_FEWEST_EPOCH_DIGITS = 9  # A text of fewer digits is not read as Unix time; nine digits begin in 1973.
_COMPACT = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}  # GDELT writes dates so, also as numbers.
_YEARS = range(1500, 2200)  # Compact dates lie in these years; read as Unix time, they would lie in 1970 or after 2286.

_NUMBER = re.compile(r"[+-]?\d{1,25}(?:\.\d*)?")
_SLASHES = re.compile(r"\A(\d{4})/(\d\d)/(\d\d)(?!\d)")
_ZONE_NAME = re.compile(r"\s*(?:UTC|GMT|Z)\Z", re.IGNORECASE)
_SPACED_OFFSET = re.compile(r"\s+(?=[+-]\d\d(?::?\d\d)?\Z)")
_BRACKETED_ZONE = re.compile(r"\[[\w/+-]{1,40}\]\Z")  # Java writes the name of a zone so, behind the offset.
_IN_LETTERS = re.compile(r"(?=.*[A-Za-z]{3})(?=.*\b\d{4}\b).{1,60}")
_FILLED_IN = (datetime(2000, 1, 1), datetime(2001, 2, 2, 3, 4, 5, 6))


def parse_published_at(value: object) -> datetime | None:
    """Return the time in UTC of a date or time in one of the forms above, a ``date``, a ``datetime`` or Unix time.

    Without an offset it is taken as UTC. Null and empty strings give None. Raises ``ArticleError`` (``bad_date``,
    ``wrong_type``).
    """
    match value:
        case _ if is_null(value):
            return None
        case datetime():
            return _to_utc(value)
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        case bool():
            raise wrong_type("published_at", value, "an ISO 8601 date")
        case int() | float() | Decimal():
            return _from_number(value)
        case _:
            written = " ".join((read_string(value, "published_at") or "").split())
            return _from_text(written) if written else None


def _from_text(written: str) -> datetime:
    """Return the moment that a text tells, as a number, in ISO 8601, as in mail, or in letters."""
    if _NUMBER.fullmatch(written):
        number = Decimal(written)
        digits = len(written.lstrip("+-").partition(".")[0])
        if digits >= _FEWEST_EPOCH_DIGITS or digits in _COMPACT:
            return _from_number(number)
    for read in (_from_iso, parsedate_to_datetime, _in_letters):
        if (moment := _attempt(read, written)) is not None:
            return _to_utc(moment)
    raise _bad_date(written)


def _attempt(read: Callable[[str], datetime], written: str) -> datetime | None:
    try:
        return read(written)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):  # Each library raises other errors.
        return None


def _from_iso(written: str) -> datetime:
    written = _SLASHES.sub(r"\1-\2-\3", written)
    plain = _SPACED_OFFSET.sub("", _ZONE_NAME.sub("+00:00", _BRACKETED_ZONE.sub("", written)))
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        moment: datetime = isoparse(plain)
        return moment


def _in_letters(written: str) -> datetime:
    if not _IN_LETTERS.fullmatch(written):
        raise ValueError(written)
    moments: list[datetime] = [parse(written, default=day, tzinfos=lambda name, offset: offset) for day in _FILLED_IN]
    if len({moment.date() for moment in moments}) > 1:
        raise ValueError(written)
    return moments[0]


def _from_number(number: float | Decimal) -> datetime:
    if not abs(number) < _UNITS[-1][0]:
        raise _bad_date(number)
    whole = math.floor(number)
    if whole == number and (moment := _compact(str(whole))) is not None:
        return moment
    per_second = next(unit for limit, unit in _UNITS if abs(number) < limit)
    return EPOCH + timedelta(microseconds=int(Decimal(number) * 10**6 / per_second))


def _compact(digits: str) -> datetime | None:
    """Return the date that 8, 12 or 14 digits write, if it is one of the calendar and of a likely year."""
    form = _COMPACT.get(len(digits))
    if form is None or int(digits[:4]) not in _YEARS:
        return None
    moment = _attempt(lambda written: datetime.strptime(written, form), digits)
    return moment and _to_utc(moment)


def _to_utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # In UTC, the moment lies before the first or after the last day that a datetime can hold.
        raise _bad_date(moment) from None


def _bad_date(value: object) -> ArticleError:
    return ArticleError(
        "bad_date",
        f"published_at is {shown(value)}, not a date that is known here: write ISO 8601, "
        "such as 2024-05-31T08:00:00+02:00, or Unix seconds.",
    )
