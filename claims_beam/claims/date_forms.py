"""The ways in which English writes a date, each as one expression with names for its parts.

At each place of a text the first form that fits wins, so a form stands before those that it contains. Only spelling is
decided here; ``dates`` knows what the parts mean and which words that look like a date are none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims_beam.lexicon.calendar import (
    CENTURIES,
    COUNTED_PERIODS,
    FIXED_HOLIDAYS,
    MONTH_ABBREVIATIONS,
    MONTH_NAMES,
    MONTHS,
    PARTS_OF_YEAR,
    PERIODS,
    SEASONS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAY_NAMES,
)
from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES
from claims_beam.lexicon.marks import APOSTROPHES, STRAIGHT_SINGLE
from claims_beam.lexicon.numbers import ORDINAL_ENDINGS, ORDINALS, TENS, units
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import Span

# In these expressions a space stands for white space, so that a date may go on in the next line (``_compiled``).
_FULL = alternatives(name.capitalize() for name in MONTH_NAMES)
_SHORT = alternatives(name.capitalize() for name in MONTH_ABBREVIATIONS)
_MONTH = rf"(?:{_FULL}|(?:{_SHORT})\b\.?)"
_WEEKDAY = f"(?:{alternatives(name.capitalize() for name in WEEKDAY_NAMES)})"
_WEEKDAY_BEFORE = rf"(?:{_WEEKDAY}|(?:{alternatives(name.capitalize() for name in WEEKDAY_ABBREVIATIONS)})\b\.?)"
_ENDING = alternatives(ORDINAL_ENDINGS)
_DAY = rf"(?:[12][0-9]|3[01]|0?[1-9])(?:{_ENDING})?(?!\w)(?![.:]?[0-9]|,[0-9]{{3}}(?![0-9]))"
_NO_SHARE = r"(?! ?(?:%|percent|per cent|million|billion))"
_NO_COUNT = rf"{_NO_SHARE}(?! ?(?:people|[ap]\.?m\b|[a-z]+s\b))"
_HYPHEN = "[-‑–/]"
_DIGITS = r"(?:1[5-9]|20)[0-9]{2}"
_YEAR = rf"{_DIGITS}(?!\w|[.,][0-9])"
_TO = r"(?: (?:to|through|thru|until|till) | ?[-‑–—] ?)"
_AND = "(?: (?:and|or|&) )"
_MORE = rf"(?:, {_DAY}){{0,8}},?{_AND}(?:the )?{_DAY}"
_WHICH = "(?:[Ll]ast|[Tt]his|[Nn]ext)"
_WHICH_OR_THAT = f"(?:{_WHICH}|that|the (?:same|following|previous|next))"
_OF_YEAR = rf"(?:,? (?:of |in )?(?P<year>{_YEAR})| (?:of )?(?P<which>{_WHICH_OR_THAT}) year)"
_YEAR_OR_WHICH = rf"(?:(?P<year>{_YEAR})|(?P<which>{_WHICH_OR_THAT}) year|(?P<same>year)\b)"
_PERIOD = alternatives(PERIODS)
_COUNTED = alternatives(COUNTED_PERIODS)
_SEASON = f"(?:{alternatives(SEASONS, map(str.capitalize, SEASONS))})"
_PART = alternatives(PARTS_OF_YEAR)
_ORDER = rf"(?:{alternatives(list(ORDINALS)[:4], ['final'])}|last(?= (?:{_PART}) of )|1st|2nd|3rd|4th)"
_TENS = rf"(?:{alternatives(TENS)})(?:-(?:{alternatives(units(1, 9))}))?"
_COUNT = rf"(?:[0-9]{{1,3}}|{_TENS}|{alternatives(INDEFINITE_ARTICLES, units(1, 19))})"
_FEW = "(?:a few|several|many|some|a couple of|a couple)"
_CENTURY = rf"(?:[0-9]{{1,2}}(?:{_ENDING})|{alternatives(CENTURIES)})"
_APOSTROPHE = f"[{APOSTROPHES}]"
_HOLIDAY = alternatives(FIXED_HOLIDAYS).replace(STRAIGHT_SINGLE, _APOSTROPHE).replace(r"\ ", " ")

_BEFORE_WORDS = r"(?<![\w$€£¥#@])"
_BEFORE_DIGITS = (
    r"(?:(?<![\w$€£¥₹#@.,:/‑–-])|(?<=\b[Mm]id[-‑–])|(?<=\b[Pp]re[-‑–])|(?<=\b[Pp]ost[-‑–])"
    r"|(?<=\b[Ee]arly[-‑–])|(?<=\b[Ll]ate[-‑–]))"
)
_DIGIT_FORMS: Mapping[str, str] = {
    "iso": rf"(?P<year>{_DIGITS})[-‑./](?P<month>[01]?[0-9])[-‑./](?P<day>[0-3]?[0-9])(?=T[0-9]|(?![\w-]))",
    "numeric": r"(?P<one>[0-3]?[0-9])[-/.](?P<other>[0-3]?[0-9])(?P<mark>[-/.])(?P<year>(?:19|20)[0-9]{2})\b",
    "years": rf"(?P<year>{_DIGITS}){_HYPHEN}(?P<last>{_DIGITS}|[0-9]{{2}})(?![\w-]|[.,/][0-9])",
    "decade": rf"(?P<year>(?:1[5-9]|20)[0-9]0){_APOSTROPHE}?s\b",
    "bare_year": rf"(?P<year>{_YEAR})(?!{_HYPHEN}[0-9])",
}
_WORD_FORMS: Mapping[str, str] = {
    "span": rf"""
        (?:{_WEEKDAY_BEFORE},? )?
        (?:(?P<month>{_MONTH}) (?P<first>{_DAY}){_TO}(?P<last>{_DAY}){_NO_COUNT}
        |(?:the )?(?P<day>{_DAY}){_TO}(?:the )?(?P<end>{_DAY})(?: of)? (?P<name>{_MONTH}))
        (?:{_OF_YEAR})?(?!\w)""",
    "list": rf"""
        (?:{_WEEKDAY_BEFORE},? )?
        (?:(?P<month>{_MONTH}) {_DAY}{_MORE}{_NO_COUNT}|(?:the )?{_DAY}{_MORE}(?: of)? (?P<name>{_MONTH}))
        (?:{_OF_YEAR})?(?!\w)""",
    "day": rf"""
        (?:(?P<weekday>{_WEEKDAY_BEFORE}),? )?
        (?:(?P<month>{_MONTH}) (?P<day>{_DAY}){_NO_SHARE}|(?:the )?(?P<number>{_DAY})(?: of)? (?P<name>{_MONTH}))
        (?:{_OF_YEAR})?(?!\w)""",
    "month": rf"(?P<month>{_MONTH}){_OF_YEAR}(?!\w)",
    "holiday": rf"(?P<name>(?i:{_HOLIDAY}))\b(?:{_OF_YEAR})?(?!\w)",
    "part": rf"""
        (?:[Tt]he )?(?:(?P<order>{_ORDER})(?:-| )(?P<part>{_PART})|(?P<letter>[QH])(?P<number>[1-4]))\b
        (?:,? (?:of )?(?:the )?(?:(?:fiscal|financial) )?(?:year )?{_YEAR_OR_WHICH})?(?!\w)""",
    "months": rf"""
        (?:[Tt]he )?(?P<order>first|last|final) (?P<count>{alternatives(units(2, 11))}) months of (?:the )?
        {_YEAR_OR_WHICH}(?!\w)""",
    "season": rf"""
        {_SEASON} (?:of )?
        (?:(?P<year>{_YEAR})(?:{_HYPHEN}(?P<last>[0-9]{{4}}|[0-9]{{2}}))?|(?P<which>{_WHICH_OR_THAT}) year)(?!\w)""",
    "near_season": rf"{_WHICH}(?: (?:past|coming))? {_SEASON}\b",
    "fiscal": rf"""
        (?:(?:[Ff]iscal|[Ff]inancial) (?:year )?|FY ?)(?P<year>{_YEAR}|[0-9]{{2}}(?!\w))
        (?:{_HYPHEN}(?P<last>[0-9]{{4}}|[0-9]{{2}}))?(?!\w)""",
    "short_decade": rf"(?:{_APOSTROPHE}(?P<tens>[0-9])|(?<=\bthe\s)(?P<bare>[2-9]))0{_APOSTROPHE}?s\b",
    "century": rf"(?:the )?(?P<number>{_CENTURY})(?:-| )century\b",
    "shift": r"""
        (?P<shift>[Tt]he day (?:before yesterday|after tomorrow)|(?:[Yy]ester|[Tt]o)day|[Tt]onight|[Tt]omorrow
        |[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)\b""",
    "in_week": rf"""
        (?:(?P<weekday>{_WEEKDAY}),? (?:of |in )?(?P<which>{_WHICH}) week
        |(?P<week>{_WHICH}) week(?: on)? (?P<name>{_WEEKDAY}))\b""",
    "from_weekday": rf"""
        (?:(?P<count>{_COUNT}) (?P<period>week|fortnight)s? (?P<from>ago|from|on|last)(?: (?:on|last|next|this))?
         (?P<weekday>{_WEEKDAY})|(?P<name>{_WEEKDAY}) week(?![\w-]))\b""",
    "near": rf"(?P<which>{_WHICH})(?: (?P<side>past|coming))? (?P<name>{_WEEKDAY}|{_FULL}|{_PERIOD})\b",
    "weekend": r"(?:(?<=\b[Oo]ver\s)|(?<=\b[Aa]t\s)|(?<=\b[Dd]uring\s))the weekend\b",
    "of_period": rf"""
        (?:(?<=\bend\sof\s)|(?<=\bstart\sof\s)|(?<=\bbeginning\sof\s)|(?<=\bmiddle\sof\s))
        the (?P<name>{_PERIOD})\b(?!-| of )""",
    "unknown": rf"[Tt]he (?:following|previous|same) (?:{_PERIOD}|{_WEEKDAY}|{_FULL})\b",
    "ago": rf"""
        (?:(?P<count>{_COUNT}) (?P<period>{_COUNTED})s?|half a (?P<half>century|decade)) (?P<from>ago|from now|hence)\b
        """,
    "vague_ago": rf"{_FEW} (?:{_COUNTED})s? (?:ago|from now)\b",
    "ahead": rf"""
        [Ii]n (?P<count>{_COUNT}) (?P<period>{_COUNTED})s?(?P<time>{_APOSTROPHE}s? time)?\b(?!{_APOSTROPHE}|-)""",
    "weekday": rf"(?P<weekday>{_WEEKDAY})\b",
    "bare_month": rf"(?P<month>{_MONTH})(?!\w)",
}


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\n {8}|\n {4}", "", form).replace(" ", r"(?:\s{1,2})"))


# A form in digits never begins where a form in words does, except for a day of the month.
_FORMS: Mapping[str, str] = {
    **{name: _BEFORE_DIGITS + form for name, form in _DIGIT_FORMS.items() if name != "bare_year"},
    **{name: f"{_BEFORE_WORDS}(?:{form})" for name, form in _WORD_FORMS.items()},
    "bare_year": _BEFORE_DIGITS + _DIGIT_FORMS["bare_year"],
}
_PARTS_OF = {name: _compiled(form) for name, form in _FORMS.items()}
_EVERY = _compiled("|".join(f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', form)})" for name, form in _FORMS.items()))

# Most claims hold no date, and this pattern finds that out quickly.
_TRIGGER = _compiled(
    rf"[0-9]{{4}}|[0-9]0{_APOSTROPHE}?s\b|[./][0-9]{{2}}\b|\b(?:{_FULL}|{_SHORT}|{_WEEKDAY})\b|(?i:{_HOLIDAY})"
    rf"|\b[QH][1-4]\b|\bFY|iscal|inancial|century|\b(?:{_PART}|{_SEASON})\b|(?:ester|[Tt]o)day|onight|omorrow"
    rf"|\b(?:ago|hence|from now)\b|\b[Ii]n {_COUNT} |\b{_WHICH} |ollowing|revious|same|\bthe (?:{_PERIOD})\b"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A date as written: which form, where, and its parts by name, in lower case without full stops."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]

    @property
    def month(self) -> int:
        """Return the number of the month that is named."""
        return MONTHS[self.parts.get("month") or self.parts["name"]]


def find_forms(text: str, within: Span) -> Iterator[Form]:
    """Yield what is written like a date in the stretch of the text, in text order."""
    if not _TRIGGER.search(text, within.start, within.end):
        return
    for match in _EVERY.finditer(text, within.start, within.end):
        kind = match.lastgroup or ""
        parts = _PARTS_OF[kind].match(text, match.start(), match.end())
        named = parts.groupdict() if parts else {}
        yield Form(kind, match.start(), match.end(), {name: _plain(part) for name, part in named.items() if part})


def _plain(part: str) -> str:
    return " ".join(part.lower().replace(".", " ").split()) or part
