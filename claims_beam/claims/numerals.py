"""Numbers as news writes them, in digits, words or both: ``1,200``, ``2½ million``, ``two hundred and five``, ``half``.

The tables are our own (``lexicon/numbers.py``), because the libraries that read number words (word2number, text2num)
give the value without the place.
"""

import math
from dataclasses import dataclass

from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES
from claims_beam.lexicon.numbers import (
    DOZEN,
    ORDINAL_ENDINGS,
    ORDINALS,
    PARTS,
    SCALES,
    TENS,
    UNITS,
    VULGAR_FRACTIONS,
)
from claims_beam.text.words import Tokens

_MOST_DIGITS = 40  # of a number; a longer one is data, not a quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before the word ``after``; ``scale`` is what its scale words multiplied it by.

    ``is_part`` tells a share of a whole (two-thirds) from a count.
    """

    value: float
    after: int
    scale: float = 1.0
    is_part: bool = False


def read_number(words: Tokens, at: int) -> Number | None:
    """The number whose first word is at the index, None where there is none."""
    if words.word(at)[:1].isdecimal():
        return _scaled(words, _digits(words, at))
    return _part(words, at) or _scaled(words, _spelled(words, at))


def read_ordinal(words: Tokens, at: int) -> Number | None:
    """``third``, ``21st``."""
    if words.word(at) in ORDINALS:
        return Number(float(ORDINALS[words.word(at)]), at + 1)
    value = _finite(words.word(at)) if words.word(at).isdecimal() and words.touches(at + 1) else None
    return Number(value, at + 2) if value is not None and words.word(at + 1) in ORDINAL_ENDINGS else None


def _finite(digits: str) -> float | None:
    digits = digits.replace(",", "")
    return float(digits) if len(digits) <= _MOST_DIGITS and digits.count(".") < 2 else None


def _digits(words: Tokens, at: int) -> Number | None:
    value = _finite(words.word(at))
    if value is not None and words.word(at + 1) in VULGAR_FRACTIONS and words.touches(at + 1):
        return Number(value + VULGAR_FRACTIONS[words.word(at + 1)], at + 2)
    if value is not None and words.word(at + 1) == "/" and words.touches(at + 1) and words.touches(at + 2):
        below = _finite(words.word(at + 2)) if words.word(at + 2).isdecimal() else None
        return Number(value / below, at + 3) if below else None
    return Number(value, at + 1) if value is not None else None


def _scaled(words: Tokens, number: Number | None) -> Number | None:
    """The number times the scale words behind it: 1.5 million, 3-million."""
    while number is not None:
        after = number.after + words.hyphen(number.after)
        scale = SCALES.get(words.word(after))
        if scale is None:
            break
        number = Number(number.value * scale, after + 1, number.scale * scale)
    return number if number is None or math.isfinite(number.value) else None


def _spelled(words: Tokens, at: int) -> Number | None:
    """Whole numbers in words; ``a`` counts before a scale, ``and a half`` behind."""
    if words.word(at) in INDEFINITE_ARTICLES and words.word(at + 1) in SCALES:
        return Number(1.0, at + 1)
    if words.word(at) in VULGAR_FRACTIONS:
        return Number(VULGAR_FRACTIONS[words.word(at)], at + 1)
    total, group, index, least = 0.0, None, at, math.inf
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
            if total:  # else the scale is left to the caller: it may count for the other end of a range too
                group, index = value * scale, after + 1
            break
        total, group, index, least = total + value * scale, None, more, scale
    if group is None:
        return None
    if words.lower[index : index + 3] == ["and", "a", "half"]:
        return Number(total + group + 0.5, index + 3)
    return Number(total + group, index)


def _below_hundred(words: Tokens, at: int) -> tuple[float, int] | None:
    word = words.word(at)
    if word in TENS:
        joined = at + 1 + words.hyphen(at + 1)
        unit = UNITS.get(words.word(joined), 0)
        return (TENS[word] + unit, joined + 1) if 0 < unit < 10 else (TENS[word], at + 1)
    return (UNITS[word], at + 1) if word in UNITS else None


def _part(words: Tokens, at: int) -> Number | None:
    """``half of``, ``half a million``, ``two-thirds``, ``a quarter of``."""
    word, follower = words.word(at), words.word(at + 1)
    if word == "half" and follower in INDEFINITE_ARTICLES and words.word(at + 2) in SCALES:
        scale = SCALES[words.word(at + 2)]
        return Number(scale / 2, at + 3, scale)
    if word == "half" and follower in ("of", "the", "its", "their", "all"):
        return Number(0.5, at + 1, is_part=True)
    behind = at + 1 + words.hyphen(at + 1)
    part = PARTS.get(words.word(behind))
    if part is None:
        return None
    if word in ("a", "one") and words.word(behind + 1) == "of":
        return Number(1 / part, behind + 1, is_part=True)
    many = UNITS.get(word, 0)
    return Number(many / part, behind + 1, is_part=True) if many > 1 and words.word(behind).endswith("s") else None
