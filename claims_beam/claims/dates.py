"""Dates in a claim, with ISO 8601 text where it can be known.

One scan over the forms of ``date_forms``; ``tense`` says whether a date without a year lies ahead, and ``date_values``
what it is. What cannot be resolved keeps its words and has no ISO text. ISO text is as coarse as the words:
``2026-03-06``, ``2026-W10``, ``2026-03``, ``2026``, or an interval of two of them (``1990/1999``). A season is its
year, since its months depend on the hemisphere.

Libraries were tried on 28 forms of the news. dateparser 1.5 takes *he may march* for two months and *3-1* for a day,
reads *March 10-12* as a day of 2012, drops the decade and the quarter, and needs 15 ms a sentence. parsedatetime 2.6
takes *2018* for 8:18 p.m., moves *Monday* and *Feb. 9* into the future whatever the verb, and knows no weekend and no
fortnight; recurrent 0.4 does the same and gives one date a text, without its place. None keeps the words' precision.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from claims_beam.claims.calendar import days_from, same_in_year
from claims_beam.claims.date_forms import Form, find_forms
from claims_beam.claims.date_values import is_month_of_year, iso_of, last_year
from claims_beam.claims.tense import is_ahead
from claims_beam.lexicon.calendar import (
    AMBIGUOUS_MONTHS,
    DATE_ANCHORS,
    MONTH_ATTRIBUTIVES,
    NAMED_DAYS,
    OF_A_YEAR,
    YEAR_ANCHORS,
)
from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES, NOUN_PREPOSITIONS
from claims_beam.lexicon.numbers import ORDINAL_ENDINGS
from claims_beam.lexicon.pronouns import POSSESSIVES
from claims_beam.lexicon.terms import alternatives, terms
from claims_beam.lexicon.units import COMPARATORS, COUNTED, LABELED, NOT_COUNTED
from claims_beam.records import DateMention, Span
from claims_beam.text.words import NUMBERS, Tokens, tokenize

_REACH = 24  # This many code points beside a date are searched for the words that belong to it.
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[ -]$")
_WORD_BEHIND = re.compile(r"[ -]([a-z]+)")
_DAY_NUMBER = re.compile(rf"(?<![0-9])([0-9]{{1,2}})(?![0-9])(?:{alternatives(ORDINAL_ENDINGS)})?")
_LINK = re.compile(
    r"-to-|\s?(?:,|-|–|—|/|&)\s?|, (?:and|or) |\s(?:and|or|to|through|thru|until|till)\s(?:on |in |from )?"
)
_LONGEST_LINK = 12
_COUNTED_TOO = COUNTED | terms("percent, million, billion, thousand, per")
_LABELS = LABELED - YEAR_ANCHORS
_EACH = terms("every, each, any, most")


def find_dates(text: str, spans: Iterable[Span], published: date | None) -> tuple[DateMention, ...]:
    """Return the dates in the stretches of the text, in text order.

    Relative ones are resolved against ``published``; without it they keep their words, and ``iso`` is None.
    """
    return tuple(mention for span in spans for mention in _dates(text, span, published))


def _dates(text: str, span: Span, published: date | None) -> Iterator[DateMention]:
    """Yield the dates in one stretch of the text; those that are linked agree in their year and come in order."""
    forms = [date_form for form in find_forms(text, span) for date_form in _each_day(text, form)]
    if not forms:
        return
    ahead = _tenses(text, forms, tokenize(text, NUMBERS, span))
    forms = _with_years(text, [form for form in forms if _is_date(form, text, ahead[form.start])])
    found = [_mention(text, form, published, ahead[form.start]) for form in forms]
    for index, (form, behind) in enumerate(pairwise(forms)):
        if form.kind == behind.kind and _are_linked(text, form, behind):
            _put_in_order(found, index, form, ahead[form.start] is True)
    yield from found


def _mention(text: str, form: Form, published: date | None, ahead: bool | None) -> DateMention:
    vague = form.kind in ("ago", "ahead") and _is_compared(text, form.start)
    vague = vague or (form.kind in ("weekday", "bare_month") and _is_pointed_at(text, form))
    iso = None if vague else iso_of(form, published, ahead)
    return DateMention(text[form.start : form.end], form.start, form.end, iso)


def _is_pointed_at(text: str, form: Form) -> bool:
    """Return whether it is *that November*, which the words before it tell.

    In *said that November was cold* it is another one.
    """
    behind = _WORD_BEHIND.match(text, form.end, form.end + _REACH)
    return _word_before(text, form.start) == "that" and (behind is None or behind[1] in NOUN_PREPOSITIONS)


def _put_in_order(found: list[DateMention], index: int, form: Form, ahead: bool) -> None:
    """Move one of two linked dates by its period where the second would come before the first: *Monday to Friday*."""
    first, second = found[index].iso, found[index + 1].iso
    if form.kind not in ("weekday", "day", "bare_month") or "year" in form.parts or not (first and second):
        return
    if second < first:
        moved, iso, steps = (index + 1, second, 1) if ahead else (index, first, -1)
        later = days_from(date.fromisoformat(iso), 7 * steps) if form.kind == "weekday" else same_in_year(iso, steps)
        found[moved] = replace(found[moved], iso=later)


def _each_day(text: str, form: Form) -> Iterator[Form]:
    """Yield the form, or each of the days of *March 10, 11 and 12*.

    Behind *between*, two of them bound a stretch of time.
    """
    if form.kind != "list":
        yield form
        return
    days = list(_DAY_NUMBER.finditer(text, form.start, form.end))
    if len(days) == 2 and _word_before(text, form.start) == "between":
        yield replace(form, kind="span", parts={**form.parts, "first": days[0][1], "last": days[1][1]})
        return
    starts = [form.start, *(day.start() for day in days[1:])]
    ends = [*(day.end() for day in days[:-1]), form.end]
    for start, end, day in zip(starts, ends, days, strict=True):
        yield Form("day", start, end, {**form.parts, "day": day[1]})


def _tenses(text: str, forms: list[Form], words: Tokens) -> dict[int, bool | None]:
    """Return whether each form, by its start, lies ahead.

    What is linked with the form before is governed by the same verb.
    """
    found: dict[int, bool | None] = {}
    for before, form in zip([None, *forms], forms, strict=False):
        if before and _are_linked(text, before, form):
            found[form.start] = found[before.start]
        else:
            found[form.start] = is_ahead(words, words.at(form.start), words.after(form.end))
    return found


def _are_linked(text: str, before: Form, form: Form) -> bool:
    between = text[before.end : form.start] if form.start - before.end <= _LONGEST_LINK else ""
    return bool(between) and _LINK.fullmatch(between.lower()) is not None


def _with_years(text: str, forms: list[Form]) -> list[Form]:
    """Return the forms, those without a year in the year of the next one that they are linked with.

    In *May to July 2018*, May is of 2018 too.
    """
    found = list(forms)
    for index in range(len(forms) - 2, -1, -1):
        form, behind = forms[index], found[index + 1]
        if not _are_linked(text, form, behind):
            continue
        given = {name: behind.parts[name] for name in ("year", "which") if name in behind.parts}
        if form.kind in ("day", "bare_month") and behind.kind in ("day", "month") and "year" not in form.parts:
            earlier = "year" in given and form.month > behind.month
            year = {"year": str(int(given["year"]) - 1)} if earlier else given
            kind = "month" if form.kind == "bare_month" and given else form.kind
            found[index] = replace(form, kind=kind, parts={**form.parts, **year})
        elif form.kind == "weekday" and behind.kind == "in_week":
            week = behind.parts.get("which") or behind.parts["week"]
            found[index] = replace(form, kind="in_week", parts={**form.parts, "which": week})
    return found


def _word_before(text: str, start: int) -> str:
    """Return the word before the offset, in lower case; empty where there is none."""
    match = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    return match[1].lower() if match else ""


def _is_date(form: Form, text: str, ahead: bool | None) -> bool:
    """Return whether the words mean a date where they stand: not *the last year*, *he may*, *2000 people*."""
    start, end = form.start, form.end
    word = _word_before(text, start)
    behind = _WORD_BEHIND.match(text, end, end + _REACH)
    if form.kind in ("near", "near_season"):
        return word != "the"
    if form.kind == "shift":
        return not (word and text[start].isupper())  # *Russia Today* is a name.
    if form.kind == "weekday":
        named = word in NAMED_DAYS and text[start - 1 - len(word)].isupper()
        any_one = word in INDEFINITE_ARTICLES and (behind is None or behind[1] in NOT_COUNTED)
        return not named and not any_one and word not in _EACH
    if form.kind == "bare_month":
        named = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()  # *April Carter* is a name.
        anchored = word in DATE_ANCHORS or (word in MONTH_ATTRIBUTIVES and behind is not None)
        return form.parts["month"] not in AMBIGUOUS_MONTHS or (anchored and not named)
    if form.kind in ("bare_year", "years"):
        return _is_year(form, word, behind[1] if behind else "", text)
    if form.kind == "ahead":
        return "time" in form.parts or ahead is True
    if form.kind == "short_decade":
        return "tens" in form.parts or word not in POSSESSIVES
    return form.kind != "part" or _is_part_of_year(form)


def _is_part_of_year(form: Form) -> bool:
    """Return whether it is no half of a game: a quarter may stand alone, and a half needs its year."""
    return (
        form.parts.get("part") == "quarter"
        or form.parts.get("letter") == "q"
        or bool({"year", "which", "same"} & form.parts.keys())
    )


def _is_year(form: Form, word: str, behind: str, text: str) -> bool:
    """Return whether four digits are a year and not a number of things."""
    counts = behind in _COUNTED_TOO or (len(behind) > 3 and behind.endswith("s") and not behind.endswith("ss"))
    if "last" in form.parts:
        first = int(form.parts["year"])
        last = last_year(first, form.parts["last"])
        return (last == first + 1 or not counts) and (last > first or is_month_of_year(form))
    if word in _LABELS:
        return False
    if behind in OF_A_YEAR:
        return True
    if word in YEAR_ANCHORS:
        return not (counts and form.parts["year"].endswith("00"))
    return not counts and not _is_compared(text, form.start) and form.parts["year"] >= "1900"


def _is_compared(text: str, start: int) -> bool:
    """Return whether a comparator of quantities stands before the offset: *more than* three years ago."""
    before = text[max(0, start - _REACH) : start].lower().split()
    return any(" ".join(before[-size:]) in COMPARATORS for size in (1, 2, 3))
