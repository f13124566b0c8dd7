"""Dates in a claim, with ISO 8601 text where it can be known.

One scan with one pattern over the words of the calendar. dateparser, the library for it, takes *he may march* for two
months and *a second* for a time, and some 30 ms a sentence; dateutil reads one date a string and fills what is not
written from today. So the tables are our own, and what they cannot resolve keeps its words and no ISO text.

ISO text is as coarse as the words: ``2026-03-06``, ``2026-W10``, ``2026-03``, ``2026``, or an interval of two of them
(``1990/1999`` for the 1990s). A day's name without more is the last one, the day of publication included, and the
next one where the words around are about the future.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from claims_beam.claims import calendar
from claims_beam.claims.calendar import PERIODS
from claims_beam.claims.numerals import read_number
from claims_beam.lexicon.calendar import (
    AMBIGUOUS_MONTHS,
    DATE_ANCHORS,
    DAY_SHIFTS,
    DIRECTIONS,
    MONTH_ABBREVIATIONS,
    MONTH_NAMES,
    MONTHS,
    PERIODS as PERIOD_NAMES,
    WEEKDAY_NAMES,
    WEEKDAYS,
    YEAR_ANCHORS,
)
from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES
from claims_beam.lexicon.marks import APOSTROPHES
from claims_beam.lexicon.numbers import ORDINAL_ENDINGS, units
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import DateMention, Span
from claims_beam.text.words import NUMBERS, tokenize

_FULL = alternatives(name.capitalize() for name in MONTH_NAMES)
_SHORT = alternatives(name.capitalize() for name in MONTH_ABBREVIATIONS)
_MONTH = rf"(?:{_FULL}|(?:{_SHORT})\b\.?)"
_ENDING = alternatives(ORDINAL_ENDINGS)
_DAY = rf"(?:[12][0-9]|3[01]|0?[1-9])(?:{_ENDING})?(?!\w)(?!\ ?(?:%|percent|per\ cent|million|billion))"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?!\w)"
_WEEKDAY = f"(?:{alternatives(name.capitalize() for name in WEEKDAY_NAMES)})"
_PERIOD = alternatives(PERIOD_NAMES)
_COUNT = f"[0-9]{{1,3}}|{alternatives(INDEFINITE_ARTICLES, units(1, 12))}"

# Most claims hold no date; this finds out quickly.
_TRIGGER = re.compile(
    rf"[0-9]{{4}}|{_WEEKDAY}|\b(?:{_FULL}|{_SHORT})\b"
    r"|yesterday|Yesterday|today|Today|tonight|Tonight|tomorrow|Tomorrow|\bago\b|from now"
    rf"|(?:ast|his|ext|ous|ing|same)\ (?:{_PERIOD})\b|his (?:morning|afternoon|evening)"
)
# Each alternative is a way to write a date; at each place the first that fits wins.
_DATE = re.compile(
    rf"""(?<![\w$€£¥#.,/-])(?:
      (?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])(?![\w-])
    | (?P<day>(?:{_WEEKDAY},?\ )?(?:{_MONTH}\ {_DAY}|(?:the\ )?{_DAY}\ (?:of\ )?{_MONTH})(?:,?\ {_YEAR})?)(?!\w)
    | (?P<month>{_MONTH},?\ (?:of\ )?{_YEAR})
    | (?P<decade>(?:1[5-9]|20)[0-9]0[{APOSTROPHES}]?s)\b
    | (?P<shift>[Tt]he\ day\ (?:before\ yesterday|after\ tomorrow)
        |(?:[Yy]ester|[Tt]o)day|[Tt]onight|[Tt]omorrow|[Tt]his\ (?:morning|afternoon|evening))\b
    | (?P<near>(?:[Ll]ast|[Tt]his|[Nn]ext)\ (?:{_WEEKDAY}|{_FULL}|{_PERIOD}))\b
    | (?P<unknown>[Tt]he\ (?:following|previous|same)\ (?:{_PERIOD}))\b
    | (?P<ago>(?:{_COUNT})\ (?:day|week|month|year|decade)s?\ (?:ago|from\ now))\b
    | (?P<weekday>{_WEEKDAY})\b
    | (?P<bare_month>{_MONTH})(?!\w)
    | (?P<bare_year>{_YEAR})
    )""",
    re.VERBOSE,
)
_FUTURE = re.compile(
    rf"\b(?:will|won[{APOSTROPHES}]t|shall|would|going to|plans? to|due|expected|scheduled|set to|until|by|next)\b"
    rf"|[{APOSTROPHES}]ll\b"
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[ -]$")
_WORD_BEHIND = re.compile(r" ([a-z]+)")
_REACH = 24  # code points in which the words beside a date are looked for


def find_dates(text: str, spans: Iterable[Span], published: date | None) -> tuple[DateMention, ...]:
    """The dates in the stretches of the text, in text order; relative ones are resolved against ``published``.

    Without ``published`` they keep their words, and ``iso`` is None.
    """
    return tuple(mention for span in spans for mention in _dates(text, span, published))


def _dates(text: str, span: Span, published: date | None) -> Iterator[DateMention]:
    if not _TRIGGER.search(text, span.start, span.end):
        return
    ahead = _FUTURE.search(text, span.start, span.end) is not None
    for match in _DATE.finditer(text, span.start, span.end):
        kind = match.lastgroup or ""
        if _is_date(kind, text, match.start(), match.end()):
            yield DateMention(match.group(), match.start(), match.end(), _iso(kind, match.group(), published, ahead))


def _is_date(kind: str, text: str, start: int, end: int) -> bool:
    """Whether the words mean a date where they stand: not *the last year*, *he may*, *2000 people*."""
    before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    word = before[1].lower() if before else ""
    if kind == "near":
        return word != "the"
    if kind == "bare_month":
        named = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()  # April Carter
        return text[start:end].lower().rstrip(".") not in AMBIGUOUS_MONTHS or (word in DATE_ANCHORS and not named)
    if kind == "bare_year":
        behind = _WORD_BEHIND.match(text[end : end + _REACH])
        counts = behind is not None and (behind[1].endswith("s") or behind[1] in ("people", "percent", "million"))
        return word in YEAR_ANCHORS and not (counts and text[start:end].endswith("00"))
    return True


def _iso(kind: str, written: str, published: date | None, ahead: bool) -> str | None:
    lower = " ".join(written.lower().replace(".", " ").replace(",", " ").replace("-", " ").split())
    if kind in ("iso", "day", "month", "decade", "bare_year"):
        year = re.search(r"(?:1[5-9]|20)[0-9]{2}", lower)
        if year or kind != "day":
            return _absolute(kind, lower, int(year[0])) if year else None
    if published is None or kind == "unknown":
        return None
    return _relative(kind, lower.split(), published, ahead)


def _absolute(kind: str, lower: str, year: int) -> str | None:
    if kind == "decade":
        return calendar.iso_decade(year)
    if kind == "bare_year":
        return calendar.iso_year(year)
    if kind == "iso":
        return calendar.iso_day(year, *map(int, lower.split()[1:]))
    words = lower.split()
    month = _month_in(words)
    return calendar.iso_month(year, month) if kind == "month" else calendar.iso_day(year, month, _day_in(words))


def _relative(kind: str, words: list[str], published: date, ahead: bool) -> str | None:
    """A date that only the day of publication places."""
    if kind == "day":
        month = _month_in(words)
        return calendar.iso_day(calendar.year_of(published, month, ahead or None), month, _day_in(words))
    if kind == "shift":
        return calendar.days_from(published, DAY_SHIFTS.get(" ".join(words), 0))
    if kind == "weekday":
        return calendar.weekday_near(published, WEEKDAYS[words[0]], ahead, strictly=False)
    if kind == "bare_month":
        return calendar.iso_month(calendar.year_of(published, MONTHS[words[0]], ahead or None), MONTHS[words[0]])
    if kind == "ago":
        count = read_number(tokenize(words[0], NUMBERS), 0)
        steps = int(count.value) if count else 1
        return PERIODS[words[1].removesuffix("s")](published, -steps if words[-1] == "ago" else steps)
    return _near(DIRECTIONS[words[0]], words[1], published, ahead)


def _near(direction: int, name: str, published: date, ahead: bool) -> str | None:
    """Last, this or next Friday, March, week ..."""
    if name in PERIODS:
        return PERIODS[name](published, direction)
    if name in WEEKDAYS:
        forward = direction > 0 or (direction == 0 and ahead)
        return calendar.weekday_near(published, WEEKDAYS[name], forward, strictly=direction != 0)
    month = MONTHS[name]
    if direction == 0:
        return calendar.iso_month(published.year, month)
    strict = calendar.year_of(published, month, ahead=direction > 0)
    return calendar.iso_month(strict + (direction if month == published.month else 0), month)


def _month_in(words: list[str]) -> int:
    return next(MONTHS[word] for word in words if word in MONTHS)


def _day_in(words: list[str]) -> int:
    numbers = (re.match(r"[0-9]{1,2}(?![0-9])", word) for word in words)
    return next(int(number[0]) for number in numbers if number)
