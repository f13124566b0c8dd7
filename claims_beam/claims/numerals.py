"""Numbers as news writes them, in digits, words or both: ``1,200``, ``2½ million``, ``two hundred and five``, ``half``.

The tables are our own (``lexicon/numbers.py``), because the libraries that read number words (word2number, text2num)
give the value without the place.
"""

import math
import re
from dataclasses import dataclass

from claims_beam.lexicon.calendar import TIMES
from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES
from claims_beam.lexicon.marks import APOSTROPHES
from claims_beam.lexicon.numbers import (
    BEFORE_PARTS,
    BEFORE_QUARTERS,
    BEHIND_PARTS,
    DENOMINATORS,
    DOZEN,
    HALVED,
    ORDINAL_ENDINGS,
    ORDINALS,
    PARTS,
    SCALES,
    TENS,
    UNITS,
    VULGAR_FRACTIONS,
)
from claims_beam.lexicon.units import LENGTHS
from claims_beam.text.words import Tokens

_SEPARATORS = re.compile(rf"[,\s{APOSTROPHES}]")
_FRACTION_BARS = ("/", "⁄")
_MOST_DIGITS = 40  # A number with more digits is data and not a quantity.


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before the word ``after``; ``scale`` is what its scale words multiplied it by.

    ``is_part`` tells a share of a whole (two-thirds) from a count.
    """

    value: float
    after: int
    scale: float = 1.0
    is_part: bool = False


def read_number(words: Tokens, first: int) -> Number | None:
    """Return the number whose first word is at the index, None where there is none."""
    if words.word(first)[:1].isdecimal():
        return _scaled(words, _digits(words, first))
    return _part(words, first) or _scaled(words, _spelled(words, first))


def read_ordinal(words: Tokens, first: int) -> Number | None:
    """Return the number of ``third`` or ``21st``."""
    if words.word(first) in ORDINALS:
        return Number(float(ORDINALS[words.word(first)]), first + 1)
    value = _finite(words.word(first)) if words.word(first).isdecimal() and words.touches(first + 1) else None
    return Number(value, first + 2) if value is not None and words.word(first + 1) in ORDINAL_ENDINGS else None


def times(value: float, scale: float) -> float:
    """Return the product without the noise of binary fractions: 8.54 billion is 8540000000, not 8539999999.999999."""
    return float(f"{value * scale:.12g}")


def _finite(digits: str) -> float | None:
    """Return the value of digits with separators; None if they are too many, have two points or begin with a zero."""
    digits = _SEPARATORS.sub("", digits)
    if len(digits) > _MOST_DIGITS or digits.count(".") > 1 or (digits[0] == "0" and digits[1:2].isdecimal()):
        return None
    return float(digits)


def _digits(words: Tokens, first: int) -> Number | None:
    """Return a number in digits: 40, 2½, 2 1/2, 1/2, 1,5 million, 2 and a half."""
    value = _finite(words.word(first))
    if value is None:
        return None
    part = _fraction(words, first)
    if part is not None or _is_over(words, first):
        return part if part and not (words.touches(first) and words.word(first - 1) in _FRACTION_BARS) else None
    behind = first + 1 + words.hyphen(first + 1)
    part = _fraction(words, behind) if words.follows(behind) else None
    if part is not None:
        return Number(value + part.value, part.after)
    if words.word(first + 1) == "," and (decimals := _decimals(words, first)) is not None:
        return Number(value + decimals, first + 3)
    return _and_part(words, Number(value, first + 1))


def _is_over(words: Tokens, first: int) -> bool:
    """Return whether a bar and digits touch the number: 24/7."""
    return (
        words.word(first + 1) in _FRACTION_BARS
        and words.touches(first + 1)
        and words.touches(first + 2)
        and words.word(first + 2)[:1].isdecimal()
    )


def _fraction(words: Tokens, first: int) -> Number | None:
    """Return the number of ``½`` or ``1/2``."""
    if words.word(first) in VULGAR_FRACTIONS:
        return Number(VULGAR_FRACTIONS[words.word(first)], first + 1)
    if not _is_over(words, first):
        return None
    above, below = words.word(first), words.word(first + 2)
    if not (above.isdecimal() and below.isdecimal()) or max(len(above), len(below)) > len("100"):
        return None
    fits = 0 < int(above) < int(below) and int(below) in DENOMINATORS and words.word(first + 3) not in _FRACTION_BARS
    return Number(int(above) / int(below), first + 3) if fits else None


def _decimals(words: Tokens, first: int) -> float | None:
    """Return the 0.5 of 1,5 million, as it is written in South Africa; only before a scale or a percentage."""
    digits, behind = words.word(first + 2), words.word(first + 3)
    if not (digits.isdecimal() and len(digits) < len("000") and words.touches(first + 1) and words.touches(first + 2)):
        return None
    return int(digits) / 10 ** len(digits) if behind in SCALES or behind in ("%", "percent", "per") else None


def _and_part(words: Tokens, number: Number) -> Number:
    """Return the number with ``and a half``, ``-and-a-quarter`` or ``and two thirds`` behind it."""
    link = number.after + words.hyphen(number.after)
    if words.word(link) != "and":
        return number
    first = link + 1 + words.hyphen(link + 1)
    behind = first + 1 + words.hyphen(first + 1)
    many = 1 if words.word(first) in ("a", "one") else UNITS.get(words.word(first), 0)
    part = PARTS.get(words.word(behind))
    if part is None or not 0 < many < part or words.word(behind + 1) == "of":
        return number
    return Number(number.value + many / part, behind + 1)


def _scaled(words: Tokens, number: Number | None) -> Number | None:
    """Return the number times the scale words behind it: 1.5 million, 3-million."""
    while number is not None:
        after = number.after + words.hyphen(number.after)
        scale = SCALES.get(words.word(after))
        if scale is None:
            break
        number = Number(times(number.value, scale), after + 1, number.scale * scale)
    return number if number is None or math.isfinite(number.value) else None


def _spelled(words: Tokens, first: int) -> Number | None:
    """Return a whole number in words; ``a`` counts before a scale, ``and a half`` behind it."""
    if words.word(first) in INDEFINITE_ARTICLES and words.word(first + 1) in SCALES:
        return Number(1.0, first + 1)
    if words.word(first) in VULGAR_FRACTIONS:
        return _fraction(words, first)
    total, group, index, least = 0.0, None, first, math.inf
    while (step := _below_hundred(words, index)) is not None:
        value, after = step
        if words.word(after) == "hundred" and words.word(after + 1) != "of":
            value, after = value * 100, after + 1
            rest = _below_hundred(words, after + (words.word(after) == "and"))
            value, after = (value + rest[0], rest[1]) if rest else (value, after)
        index, group = after, value
        scale = SCALES.get(words.word(after), 1.0)
        if not 1 < scale < least or words.word(after) == DOZEN:
            break
        more = after + 1 + (words.word(after + 1) == "and")
        if _below_hundred(words, more) is None:
            # Without a total, the scale is left to the caller, since it may count for the other end of a range too.
            if total:
                group, index = value * scale, after + 1
            break
        total, group, index, least = total + value * scale, None, more, scale
    if group is None:
        return None
    return _and_part(words, Number(total + group, index))


def _below_hundred(words: Tokens, first: int) -> tuple[float, int] | None:
    word = words.word(first)
    if word in TENS:
        joined = first + 1 + words.hyphen(first + 1)
        unit = UNITS.get(words.word(joined), 0)
        return (TENS[word] + unit, joined + 1) if 0 < unit < 10 else (TENS[word], first + 1)
    return (UNITS[word], first + 1) if word in UNITS else None


def _part(words: Tokens, first: int) -> Number | None:
    """Return the number of ``half of``, ``half a million``, ``two-thirds``, ``a quarter of`` or ``half an hour``."""
    word, follower = words.word(first), words.word(first + 1)
    if word == "half" or (word in INDEFINITE_ARTICLES and follower == "half"):
        return _half(words, first + (word != "half"))
    behind = first + 1 + words.hyphen(first + 1)
    part = PARTS.get(words.word(behind))
    many = 1 if word in ("a", "one") else UNITS.get(word, 0)
    if part is None or not 0 < many < part:
        return None
    whole = words.lower[behind + 1 : behind + 3]
    if whole in (["of", "a"], ["of", "one"]) and words.word(behind + 3) in SCALES:
        scale = SCALES[words.word(behind + 3)]
        return Number(many / part * scale, behind + 4, scale)
    number = Number(many / part, behind + 1, is_part=True)
    if many == 1:
        return number if _is_single_part(words, first, behind) else None
    return number if words.word(behind).endswith("s") and not _are_quarters_of_time(words, first, behind) else None


def _half(words: Tokens, first: int) -> Number | None:
    """Return what begins with ``half``, which must say half of what."""
    behind = first + 1 + words.hyphen(first + 1)
    article = words.word(behind) in INDEFINITE_ARTICLES
    counted = behind + article + (article and words.hyphen(behind + 1))
    if words.word(counted) in SCALES:
        return Number(SCALES[words.word(counted)] / 2, counted + 1, SCALES[words.word(counted)])
    if words.word(counted) in TIMES | LENGTHS and (article or words.hyphen(first + 1)):
        return Number(0.5, counted)
    shared = words.word(first + 1) in HALVED
    return Number(0.5, first + 1, is_part=True) if shared or words.word(first - 1) in BEFORE_PARTS else None


def _is_single_part(words: Tokens, first: int, behind: int) -> bool:
    """Return whether *a third* is a share: not *a third man*, *a quarter century*, *a second*."""
    after = words.word(behind + 1)
    return (
        after == "of"
        or words.hyphen(first + 1)
        or (words.word(first) == "one" and after not in TIMES)
        or (words.word(first - 1) in BEFORE_PARTS and not after[:1].isalpha())
        or (words.word(first - 1) in BEFORE_PARTS and after in BEHIND_PARTS)
    )


def _are_quarters_of_time(words: Tokens, first: int, behind: int) -> bool:
    """Return whether quarters are three months each: *two quarters*, *the last three quarters*."""
    if PARTS[words.word(behind)] != PARTS["quarter"] or words.hyphen(first + 1):
        return False
    in_succession = words.lower[behind + 1 : behind + 4] == ["in", "a", "row"] or words.word(behind + 1) == "running"
    return words.word(first) != "three" or words.word(first - 1) in BEFORE_QUARTERS or in_succession
