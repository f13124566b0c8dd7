"""What a reader can check by eye in an English text: each feature holds of it or does not.

The scans are linear, and their tables are in ``lexicon/checkable.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise

from claims_beam.lexicon import checkable
from claims_beam.lexicon.checkable import ENDING_IN_ED, NUMBERS
from claims_beam.lexicon.pronouns import FIRST_PERSON_SINGULAR
from claims_beam.text.words import with_marks


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as the features see it.

    ``tokens`` are its words, its numbers, question marks, percent signs and currency signs, as written. ``words`` are
    the words and numbers in lower case. ``terms`` are the tokens and the pairs of neighboring tokens in lower case.
    """

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    terms: frozenset[str]


_Test = Callable[[_Reading], bool]


@dataclass(frozen=True, slots=True)
class Feature:
    """A property that a text has or lacks. Its ``name`` is given as a reason; ``holds`` tests a text for it."""

    name: str
    holds: _Test


def find_features(text: str) -> list[str]:
    """Return the names of the features that hold of the text, in the order of ``FEATURES``."""
    reading = _read(text)
    return [feature.name for feature in FEATURES if feature.holds(reading)]


_CUT = with_marks("?%$€£¥")


def _read(text: str) -> _Reading:
    tokens = tuple(_CUT.split(text))
    lowered = tuple(map(_CUT.compared, tokens))
    pairs = (f"{first} {second}" for first, second in pairwise(lowered))
    return _Reading(tokens, tuple(token for token in lowered if token[0].isalnum()), frozenset(lowered).union(pairs))


def _has_any(wanted: frozenset[str]) -> _Test:
    """Return a test of whether a text has one of the terms ``wanted``."""
    return lambda reading: not wanted.isdisjoint(reading.terms)


_names_large_number = _has_any(checkable.LARGE_NUMBERS)
_names_date = _has_any(checkable.DATES)
_is_irregular_past = _has_any(checkable.IRREGULAR_PAST)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and "1800" <= word <= "2099"


def _is_number(word: str) -> bool:
    return word in NUMBERS or (word[0].isdecimal() and not _is_year(word))


def _has_number(reading: _Reading) -> bool:
    return any(map(_is_number, reading.words))


def _has_several_numbers(reading: _Reading) -> bool:
    """Return whether there are at least two numbers; neighboring ones ("3.5 million") count as one."""
    numeric = (_is_number(word) for word in reading.words)
    return sum(now and not before for before, now in pairwise(chain([False], numeric))) > 1


def _has_large_number(reading: _Reading) -> bool:
    """Return whether a number is a hundred or more, in words or digits."""
    whole_parts = (word.split(".")[0] for word in reading.words if word[0].isdecimal() and not _is_year(word))
    return _names_large_number(reading) or any(len(part) > 2 for part in whole_parts)


def _has_date(reading: _Reading) -> bool:
    return any(map(_is_year, reading.words)) or _names_date(reading)


def _is_past(reading: _Reading) -> bool:
    regular = any(len(word) > 4 and word.endswith("ed") and word not in ENDING_IN_ED for word in reading.words)
    return regular or _is_irregular_past(reading)


def _has_name(reading: _Reading) -> bool:
    """Return whether a word has a capital that neither the beginning of the text nor the pronoun *I* explains."""
    later = reading.tokens[1:]
    return any(token[0].isupper() and _CUT.compared(token) not in FIRST_PERSON_SINGULAR for token in later)


def _is_first_person(reading: _Reading) -> bool:
    return not FIRST_PERSON_SINGULAR.isdisjoint(reading.terms)


def _is_short(reading: _Reading) -> bool:
    return len(reading.words) < 8


def _is_long(reading: _Reading) -> bool:
    return len(reading.words) >= 25


FEATURES = (
    Feature("has a number", _has_number),
    Feature("has several numbers", _has_several_numbers),
    Feature("has a large number", _has_large_number),
    Feature("gives a percentage or rate", _has_any(checkable.SHARES)),
    Feature("gives an amount of money", _has_any(checkable.MONEY)),
    Feature("compares", _has_any(checkable.COMPARISONS)),
    Feature("ranks first or last", _has_any(checkable.EXTREMES)),
    Feature("says something changed", _has_any(checkable.CHANGES)),
    Feature("gives a time or period", _has_any(checkable.PERIODS)),
    Feature("gives a date", _has_date),
    Feature("past event", _is_past),
    Feature("names somebody or something", _has_name),
    Feature("about somebody else", _has_any(checkable.OTHERS)),
    Feature("names an authority", _has_any(checkable.AUTHORITIES)),
    Feature("reports what was said or promised", _has_any(checkable.REPORTING)),
    Feature("law, vote or policy", _has_any(checkable.POLITICS)),
    Feature("money or work", _has_any(checkable.ECONOMY)),
    Feature("public services or safety", _has_any(checkable.SERVICES)),
    Feature("gives a cause", _has_any(checkable.CAUSES)),
    Feature("first person", _is_first_person),
    Feature("opinion or feeling", _has_any(checkable.OPINIONS)),
    Feature("value judgement", _has_any(checkable.JUDGEMENTS)),
    Feature("about the future", _has_any(checkable.FUTURE)),
    Feature("says what should be", _has_any(checkable.DUTIES)),
    Feature("possible or hypothetical", _has_any(checkable.POSSIBILITIES)),
    Feature("question", _has_any(frozenset("?"))),
    Feature("about the conversation", _has_any(checkable.CONVERSATION)),
    Feature("short", _is_short),
    Feature("long", _is_long),
)
