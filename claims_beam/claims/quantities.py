"""Numbers in a claim with what they count: percentages, money, measures, counts, ranges, ordinals, proportions.

One scan over the words. Of the libraries, quantulum3 keeps offsets, but reads £2.5bn as barn newtons, leaves what is
counted out and knows no *more than*; price-parser reads one price a string. ``unit`` is
``percent``, ``percentage points``, an ISO 4217 code, ``ordinal``, ``proportion`` (one in five is 0.2), or the noun as
written; ``comparator`` is one of ``more than``, ``at least``, ``less than``, ``at most``, ``about``. A range is two
quantities: at least the one, at most the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims_beam.claims.numerals import Number, read_number, read_ordinal
from claims_beam.lexicon.calendar import CLOCK, TIMES
from claims_beam.lexicon.function_words import INDEFINITE_ARTICLES
from claims_beam.lexicon.marks import DASHES, HORIZONTAL_BAR, HYPHENS
from claims_beam.lexicon.numbers import MONEY_SCALES, PLURAL_SCALES, SCALES
from claims_beam.lexicon.terms import terms
from claims_beam.lexicon.units import (
    COMPARATORS,
    COMPARATORS_BEHIND,
    COUNTED,
    CURRENCIES,
    CURRENCY_CODES,
    CURRENCY_SYMBOLS,
    DOLLARS,
    NO_PLURALS,
    NOT_COUNTED,
    OF_DURATION,
)
from claims_beam.records import Quantity, Span
from claims_beam.text.spans import overlapping
from claims_beam.text.words import NUMBERS, Tokens, tokenize

LEAST, MOST = "at least", "at most"
_EACH = INDEFINITE_ARTICLES | terms("per, each, every")
_MOST_BETWEEN = 2  # words between a number and the noun it counts: 40 new hospital beds
_DASHES = frozenset(DASHES + HYPHENS) - {HORIZONTAL_BAR}


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity by the indexes of its words."""

    first: int
    after: int
    value: float | None
    unit: str | None = None
    comparator: str | None = None
    scale: float = 1.0


def find_quantities(text: str, spans: Iterable[Span], taken: Iterable[Span] = ()) -> tuple[Quantity, ...]:
    """The quantities in the stretches of the text, in text order; words in ``taken`` (dates) are left alone."""
    dates = sorted(taken)
    return tuple(quantity for span in spans for quantity in _quantities(text, span, dates))


def _quantities(text: str, span: Span, dates: Sequence[Span]) -> Iterator[Quantity]:
    words = tokenize(text, NUMBERS, span).without(overlapping(dates, span))
    index = 0
    while index < len(words):
        found = _read(words, index)
        for one in found:
            start, end = words.starts[one.first], words.ends[one.after - 1]
            yield Quantity(text[start:end], start, end, one.value, one.unit, one.comparator)
        index = found[-1].after if found else index + 1


def _read(words: Tokens, at: int) -> list[_Found]:
    """What starts at the word: nothing, a quantity, or the two ends of a range."""
    if words.word(at) in PLURAL_SCALES and words.word(at + 1) == "of":
        unit, after = _noun(words, at + 2)
        return [_Found(at, after, None, unit, _comparator(words, at, unit))] if unit else []
    one = _one(words, at)
    if one is None:
        return []
    other = _one(words, one.after + 1) if words.word(one.after) in {"to", "and", "or", *_DASHES} else None
    if other is not None and (pair := _range(words, one, other)):
        return pair
    if other is None and (share := _proportion(words, one)):
        return [share]
    return [one] if _is_quantity(words, one) else []


def _one(words: Tokens, at: int) -> _Found | None:
    """A number with its currency, unit and comparator."""
    ordinal = read_ordinal(words, at)
    if ordinal is not None:
        return _Found(at, ordinal.after, ordinal.value, "ordinal") if _is_rank(words, at) else None
    currency, first = _currency_before(words, at)
    number = None if _is_label(words, first) else read_number(words, first)
    if number is None or _is_clock(words, number.after):
        return None
    if currency:
        number = _money(words, number)
    unit, after = (currency, number.after) if currency else _unit(words, number.after)
    unit, after = _rate(words, unit, after)
    unit = "proportion" if unit is None and number.is_part else unit
    value = -number.value if _is_negative(words, at) else number.value
    first = at - 1 if value < 0 else at
    comparator = _comparator(words, first, unit) or _comparator_behind(words, after)
    return _Found(first, after, value, unit, comparator, number.scale)


def _currency_before(words: Tokens, at: int) -> tuple[str, int]:
    """The currency written before the number and the number's index; empty where there is none."""
    word = words.word(at)
    if word in CURRENCY_SYMBOLS:
        return CURRENCY_SYMBOLS[word], at + 1
    if word in DOLLARS and words.word(at + 1) == "$" and words.touches(at + 1):
        return DOLLARS[word], at + 2
    if at < len(words) and words.words[at] in CURRENCY_CODES:
        return words.words[at], at + 1
    return "", at


def _money(words: Tokens, number: Number) -> Number:
    """$3m: the letter is a scale."""
    scale = MONEY_SCALES.get(words.word(number.after)) if words.touches(number.after) else None
    if scale is None:
        return number
    return Number(number.value * scale, number.after + 1, scale)


def _is_label(words: Tokens, at: int) -> bool:
    """The 20 of G20, COVID-19 or 555-0100-9, which counts nothing."""
    if not words.touches(at) or not words.word(at)[:1].isdecimal():
        return False
    before = words.word(at - 1)
    if before in _DASHES:
        return words.touches(at - 1) and words.word(at - 2)[:1].isalpha() and words.word(at - 2) not in SCALES
    return before[:1].isalnum() or before in ("#", "@", "/", ":", ".") or before == "_"


def _is_clock(words: Tokens, after: int) -> bool:
    """9:30, 5 p.m."""
    if words.word(after) == ":" and words.touches(after) and words.touches(after + 1):
        return True
    return words.word(after) in CLOCK or (
        words.word(after) in ("a", "p") and words.lower[after + 1 : after + 3] == [".", "m"]
    )


def _is_negative(words: Tokens, at: int) -> bool:
    if words.word(at - 1) == "minus":
        return True
    return words.word(at - 1) in ("-", "−") and words.touches(at) and not words.touches(at - 1)


def _is_rank(words: Tokens, at: int) -> bool:
    """Whether an ordinal word orders something: not *at first*, *first lady*, *first-rate*, a name, a unit of time."""
    after = words.word(at + 2) if words.word(at + 1) == "-" else words.word(at + 1)
    if words.word(at - 1) == "at" or after in ("lady", "minister", "hand", "aid", "rate", "class"):
        return False
    return words.words[at][0].islower() or words.words[at][0].isdecimal()


def _unit(words: Tokens, after: int) -> tuple[str | None, int]:
    """What is counted, and the index behind it."""
    word, behind = words.word(after), words.word(after + 1)
    if word in ("%", "percent", "pct"):
        return "percent", after + 1
    if word == "per" and behind == "cent":
        return "percent", after + 2
    if word in ("percentage", "basis") and behind in ("point", "points"):
        return f"{word} points", after + 2
    if word in CURRENCIES:
        return CURRENCIES[word], after + 1
    if after < len(words) and words.words[after] in CURRENCY_CODES:
        return words.words[after], after + 1
    if words.hyphen(after) and words.word(after + 1)[:1].isalpha():
        return words.word(after + 1), after + 2
    unit, end = _noun(words, after)
    return (unit, end) if unit else (None, after)


def _noun(words: Tokens, at: int) -> tuple[str | None, int]:
    """The noun that is counted: a known unit, or the first plural among the next few words."""
    for index in range(at, min(at + _MOST_BETWEEN + 1, len(words))):
        word = words.word(index)
        if not word[:1].isalpha() or word in NOT_COUNTED or (index > at and words.touches(index)):
            break
        if word in COUNTED or _is_plural(word):
            return word, index + 1
    return None, at


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in NO_PLURALS
    )


def _rate(words: Tokens, unit: str | None, after: int) -> tuple[str | None, int]:
    """$15 an hour, 40 miles per hour."""
    behind = words.word(after + 1)
    if (
        unit
        and words.word(after) in _EACH
        and (behind in TIMES or (words.word(after) == "per" and behind[:1].isalpha()))
    ):
        return f"{unit} per {behind}", after + 2
    return unit, after


def _comparator(words: Tokens, first: int, unit: str | None) -> str | None:
    """What stands before the number; *over three years* compares nothing."""
    for size in (3, 2, 1):
        phrase = " ".join(words.lower[max(0, first - size) : first])
        if phrase in COMPARATORS:
            lasts = unit is not None and unit.removesuffix("s") in TIMES and phrase in OF_DURATION
            return None if lasts else COMPARATORS[phrase]
    return None


def _comparator_behind(words: Tokens, after: int) -> str | None:
    if words.word(after) == "+" and words.touches(after):
        return LEAST
    return COMPARATORS_BEHIND.get(" ".join(words.lower[after : after + 2]))


def _range(words: Tokens, one: _Found, other: _Found) -> list[_Found]:
    """``10 to 20 percent``, ``between 3 and 5 million``; *from 10 to 20* is a change, so it compares nothing."""
    link, opener = words.word(one.after), words.word(one.first - 1)
    if link in ("and", "or") and opener != "between":
        return []
    if "ordinal" in (one.unit, other.unit) or one.value is None or other.value is None or one.after == one.first:
        return []
    if one.unit not in (None, other.unit):
        return []
    low = one.value * other.scale if one.scale == 1 and one.value * other.scale <= other.value else one.value
    change = opener == "from"
    if low >= other.value and not change:
        return []
    least, most = (None, None) if change else (LEAST, MOST)
    return [
        replace(one, value=low, unit=other.unit, comparator=least),
        replace(other, comparator=most),
    ]


def _proportion(words: Tokens, one: _Found) -> _Found | None:
    """``one in five``, ``40 out of 90``, ``nine of every ten``."""
    at = one.after
    if words.word(at) == "in":
        behind = at + 1
    elif words.lower[at : at + 2] in (["out", "of"], ["of", "every"], ["in", "every"]):
        behind = at + 2
    else:
        return None
    whole = read_number(words, behind)
    if whole is None or not whole.value or one.value is None or not 0 < one.value < whole.value:
        return None
    unit, _ = _unit(words, whole.after)
    if one.unit is not None or (unit or "").removesuffix("s") in TIMES:
        return None
    return _Found(one.first, whole.after, one.value / whole.value, "proportion", one.comparator)


def _is_quantity(words: Tokens, one: _Found) -> bool:
    """Whether the number counts: *one* alone is a pronoun, *Route 66* a name."""
    if one.unit is not None:
        return words.word(one.first) != "one" or one.after - one.first > 1
    if words.word(one.first) == "one" and one.after == one.first + 1:
        return False
    before = words.words[one.first - 1] if one.first else ""
    named = before[:1].isupper() and one.comparator is None and words.word(one.first)[:1].isdecimal()
    return not named and before != "#" and words.word(one.first - 2) != "no"
