"""What stands around a number: the currency before it, the unit or the noun behind it, its rate, its comparator."""

import re
from dataclasses import dataclass

from claims_beam.claims.numerals import Number, read_number, times
from claims_beam.lexicon.calendar import CLOCK, TIME_ZONES, TIMES
from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES
from claims_beam.lexicon.marks import DASHES, HORIZONTAL_BAR, HYPHENS
from claims_beam.lexicon.numbers import CAPITAL_SCALES, LETTER_SCALES, UNCOUNTED
from claims_beam.lexicon.terms import terms
from claims_beam.lexicon.units import (
    COMPARATORS,
    COMPARATORS_BEHIND,
    COUNTED,
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_LETTERS,
    CURRENCY_SYMBOLS,
    DOLLARS,
    MEASURES,
    METERS_CUES,
    NO_JOINED_UNITS,
    NO_PLURALS,
    NOT_COUNTED,
    OF_DURATION,
    PRICED,
    ROAD_LETTERS,
    SMALL_COINS,
)
from claims_beam.text.words import Tokens

LEAST, MOST = "at least", "at most"
DASH_MARKS = frozenset(DASHES + HYPHENS) - {HORIZONTAL_BAR}
_MINUS = frozenset("-−–")
_EACH = INDEFINITE_ARTICLES | terms("per, each, every") | {"/"}
_MOST_BETWEEN = 2  # At most this many words stand between a number and the noun it counts: 40 new hospital beds.
_MINUTES = re.compile(r"[0-9]{1,2}\.[0-5][0-9]")
_METERS = "m"
_CUES_REACH = 5
_DEGREES = frozenset("CF")
_JOINED_COMPARATORS = {"plus": LEAST, "odd": "about"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity by the indexes of its words."""

    first: int
    after: int
    value: float | None
    unit: str | None = None
    comparator: str | None = None
    scale: float = 1.0

    @property
    def is_rank(self) -> bool:
        """Return whether the number gives a rank, as *third* does, and not a count."""
        return self.unit == "ordinal"


def read_measured(words: Tokens, first: int, of_money: bool = False) -> Measured | None:
    """Return the number that starts at the word, with its currency or unit and its comparator; None for no number.

    ``of_money`` says that an amount of money stands before it, whose currency it may share: £3-4m.
    """
    negative = _is_minus(words, first)
    currency, number_first = _currency_before(words, first + negative)
    if lasting := _and_a_half(words, first):
        return lasting
    number = read_number(words, number_first)
    if number is None or is_clock(words, first, number.after):
        return None
    number = _lettered(words, number, of_money or bool(currency))
    if _is_code(words, number.after) or (currency and _is_road(words, first + negative, number)):
        return None
    unit, after = (currency, number.after) if currency else read_unit(words, number.after)
    value = number.value
    if unit in TIMES and words.lower[after : after + 3] == ["and", "a", "half"]:
        value, after = value + 0.5, after + 3
    unit, after = _rate(words, unit, after)
    unit = "proportion" if unit is None and number.is_part else unit
    comparator = comparator_before(words, first, unit) or _comparator_behind(words, after)
    return Measured(first, after, -value if negative else value, unit, comparator, number.scale)


def _and_a_half(words: Tokens, first: int) -> Measured | None:
    """Return the measure of ``an hour and a half``."""
    if words.word(first) not in INDEFINITE_ARTICLES or words.lower[first + 2 : first + 5] != ["and", "a", "half"]:
        return None
    unit = words.word(first + 1)
    return Measured(first, first + 5, 1.5, unit, comparator_before(words, first, unit)) if unit in TIMES else None


def is_clock(words: Tokens, first: int, after: int) -> bool:
    """Return whether the number is a time of day: 9:30, 5 p.m., 1700 GMT, at 9.30."""
    if words.word(after) == ":" and words.touches(after) and words.touches(after + 1):
        return True
    if words.word(after) in CLOCK | TIME_ZONES or words.lower[after : after + 3 : 2] in (["a", "m"], ["p", "m"]):
        return words.word(after) not in ("a", "p") or words.word(after + 1) == "."
    return words.word(first - 1) == "at" and after == first + 1 and _MINUTES.fullmatch(words.word(first)) is not None


def _is_minus(words: Tokens, index: int) -> bool:
    if words.word(index) == "minus":
        return True
    joins = words.touches(index) and words.word(index - 1)[:1].isalnum()
    return words.word(index) in _MINUS and words.touches(index + 1) and not joins and not words.touches(index)


def _currency_before(words: Tokens, index: int) -> tuple[str, int]:
    """Return the currency written before the number and the number's index; empty where there is none."""
    word, written = words.word(index), words.words[index] if index < len(words) else ""
    if word in CURRENCY_SYMBOLS:
        return CURRENCY_SYMBOLS[word], index + 1 + (words.word(index + 1) in _MINUS and words.touches(index + 1))
    if word in DOLLARS and words.word(index + 1) == "$" and words.touches(index + 1):
        return DOLLARS[word], index + 2
    if written in CURRENCY_CODES:
        return written, index + 1
    if written in CURRENCY_LETTERS:
        behind = index + 1 + (words.word(index + 1) in (".", "¢", "₵", "₹"))
        if len(written) > 1 or words.touches(behind):
            return CURRENCY_LETTERS[written], behind
    return "", index


def _is_road(words: Tokens, index: int, number: Number) -> bool:
    """Return whether a letter and a small number name a road: the N2."""
    return (
        words.words[index] in ROAD_LETTERS
        and number.scale == 1
        and words.word(index - 1) in ("the", "on", "and", "along")
    )


def _lettered(words: Tokens, number: Number, of_money: bool) -> Number:
    """Return the number times the letter behind it: $3m, 12k miles; in a fence of 3m, the letter means meters."""
    behind = number.after
    letter = words.word(behind) if words.touches(behind) else ""
    if letter not in LETTER_SCALES:
        return number
    counted = (
        letter == "k" or words.words[behind] in CAPITAL_SCALES or (letter == "m" and not _is_in_meters(words, behind))
    )
    if not of_money and not counted:
        return number
    return Number(times(number.value, LETTER_SCALES[letter]), behind + 1, LETTER_SCALES[letter])


def _is_in_meters(words: Tokens, index: int) -> bool:
    """Return whether the m at the index is not a million: a 3m wall, waves of 3m.

    In *3m people* and *rose to 3m* it is a million.
    """
    behind = words.word(index + 1)
    if _noun(words, index + 1)[0] is not None:
        return False
    before = words.lower[max(0, index - _CUES_REACH) : index - 1]
    noun = behind[:1].isalpha() and behind not in NOT_COUNTED
    return noun or behind in METERS_CUES or not METERS_CUES.isdisjoint({*before} - {"of"})


def _is_code(words: Tokens, after: int) -> bool:
    """Return whether letters touch the number that are no unit: 5G, 4x4, the 80s."""
    word = words.word(after)
    if not words.touches(after) or not word[:1].isalpha():
        return False
    return not (
        word in COUNTED | SMALL_COINS
        or words.words[after] in _DEGREES
        or word in ("percent", "pc", "pct", "bps", _METERS)
        or word in CURRENCIES
    )


def read_unit(words: Tokens, after: int) -> tuple[str | None, int]:
    """Return what is counted, and the index behind it."""
    word, behind = words.word(after), words.word(after + 1)
    if word in ("%", "percent", "pct") or (word == "pc" and after > 0):
        return "percent", after + 1
    if words.hyphen(after) and behind in ("percent", "per", "percentage"):
        return read_unit(words, after + 1)
    if word == "per" and behind in ("cent", "-") and "cent" in words.lower[after + 1 : after + 3]:
        return "percent", after + 2 + (behind == "-")
    if word in ("percentage", "basis") and behind in ("point", "points"):
        return f"{word} points", after + 2
    if word in ("bps", "bp"):
        return "basis points", after + 1
    if words.touches(after) and words.words[after] in _DEGREES:
        return f"°{words.words[after]}", after + 1
    if word == "°":
        scale = words.words[after + 1] if behind in ("c", "f") else ""
        return (f"°{scale}", after + 2) if scale else ("degrees", after + 1)
    for size in range(min(3, len(words) - after), 0, -1):
        named = " ".join(words.lower[after : after + size])
        if named in CURRENCIES:
            return CURRENCIES[named], after + size
    if after < len(words) and words.words[after] in CURRENCY_CODES:
        return words.words[after], after + 1
    if words.hyphen(after) and _is_joined_unit(words, after + 1):
        if behind in MEASURES and words.hyphen(after + 2):
            return f"{behind} {words.word(after + 3)}", after + 4
        return behind, after + 2
    if words.touches(after) and word in SMALL_COINS | {_METERS}:
        return word, after + 1
    unit, end = _noun(words, after)
    return (unit, end) if unit else (None, after)


def _is_joined_unit(words: Tokens, index: int) -> bool:
    """Return whether the word behind a number and a hyphen is what the number counts, as in *12-foot*.

    It is not in *fifty-fifty* and *2,000-strong*.
    """
    word = words.word(index)
    return word[:1].isalpha() and word not in NOT_COUNTED | NO_JOINED_UNITS and read_number(words, index) is None


def _noun(words: Tokens, first: int) -> tuple[str | None, int]:
    """Return the noun that is counted: a known unit, or the first plural among the next few words."""
    for index in range(first, min(first + _MOST_BETWEEN + 1, len(words))):
        word = words.word(index)
        if not word[:1].isalpha() or word in NOT_COUNTED or (index > first and words.touches(index)):
            break
        if word in COUNTED or _is_plural(word):
            measure = words.word(index - 1) if index > first else ""
            return (f"{measure} {word}" if measure in MEASURES else word), index + 1
    return None, first


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in NO_PLURALS | UNCOUNTED
    )


def _rate(words: Tokens, unit: str | None, after: int) -> tuple[str | None, int]:
    """Return the unit of a rate: $15 an hour, $15-an-hour, 40 miles per hour."""
    link = after + words.hyphen(after)
    behind = link + 1 + words.hyphen(link + 1)
    word = words.word(behind)
    priced = word in PRICED and unit is not None and (unit.isupper() or unit in SMALL_COINS | {"pence", "cents"})
    if (
        unit
        and words.word(link) in _EACH
        and (word in TIMES or priced or (words.word(link) == "per" and word[:1].isalpha()))
    ):
        return f"{unit} per {word}", behind + 1
    return unit, after


def comparator_before(words: Tokens, first: int, unit: str | None) -> str | None:
    """Return what compares the number that starts at the word; *over three years* compares nothing."""
    for size in (3, 2, 1):
        phrase = " ".join(words.lower[max(0, first - size) : first])
        if phrase in COMPARATORS:
            lasts = unit is not None and unit.removesuffix("s") in TIMES and phrase in OF_DURATION
            return None if lasts else COMPARATORS[phrase]
    return None


def _comparator_behind(words: Tokens, after: int) -> str | None:
    if words.word(after) == "+" and words.touches(after):
        return LEAST
    if words.hyphen(after) and words.word(after + 1) in _JOINED_COMPARATORS:
        return _JOINED_COMPARATORS[words.word(after + 1)]
    return COMPARATORS_BEHIND.get(" ".join(words.lower[after : after + 2]))
