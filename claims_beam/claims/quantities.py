"""Numbers in a claim with what they count: percentages, money, measures, counts, ranges, ordinals, proportions.

One scan over the words. Of the libraries, quantulum3 keeps offsets, but reads £2.5bn as barn newtons, leaves what is
counted out and knows no *more than*; price-parser reads one price a string. ``unit`` is
``percent``, ``percentage points``, an ISO 4217 code, ``ordinal``, ``proportion`` (one in five is 0.2), or the noun as
written; ``comparator`` is one of ``more than``, ``at least``, ``less than``, ``at most``, ``about``. A range is two
quantities: at least the one, at most the other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from claims_beam.claims.numerals import MONEY_SCALES, SCALES, Number, Words, read_number, read_ordinal, words_of
from claims_beam.lexicon.terms import listed
from claims_beam.records import Quantity, Span

MORE, LEAST, LESS, MOST, ABOUT = "more than", "at least", "less than", "at most", "about"

_BEFORE: Mapping[str, str] = {
    **dict.fromkeys(("more than", "over", "above", "greater than", "upwards of", "in excess of", "exceeding"), MORE),
    **dict.fromkeys(("at least", "no fewer than", "no less than", "not less than", "a minimum of"), LEAST),
    **dict.fromkeys(("less than", "fewer than", "under", "below", "lower than"), LESS),
    **dict.fromkeys(("at most", "no more than", "not more than", "up to", "as many as", "as much as"), MOST),
    **dict.fromkeys(("about", "around", "roughly", "approximately", "some", "an estimated", "close to"), ABOUT),
    **dict.fromkeys(("nearly", "almost", "circa", "more or less"), ABOUT),
}
_BEHIND: Mapping[str, str] = {"or more": LEAST, "or so": ABOUT, "or less": MOST, "or fewer": MOST}
_SYMBOLS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS"}
_DOLLARS = {"us": "USD", "a": "AUD", "c": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD"}  # US$, A$
_CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("rupee", "rupees"), "INR"),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles"), "RUB"),
    **{"yen": "JPY", "yuan": "CNY", "won": "KRW", "shekels": "ILS", "pesos": "MXN", "francs": "CHF", "kronor": "SEK"},
}
_CODES = frozenset(listed("USD EUR GBP JPY CNY CHF CAD AUD NZD SEK NOK DKK INR RUB KRW ILS MXN BRL ZAR SGD HKD PLN"))
_TIMES = frozenset(listed("second minute hour day night week month year decade century"))
_SINGULARS = _TIMES | frozenset(
    listed(
        "people men women children sheep fish police staff foot feet inch mile metre meter "
        "kilometre kilometer km kg mph "
        "kph tonne ton litre liter gallon acre hectare degree barrel watt megawatt gigawatt mw gw "
        "cent penny pence point "
        "person man woman child vote seat"
    )
)
# No noun that is counted stands behind one of these.
_STOPS = frozenset(
    listed(
        "a an the and or but nor of in on at to for from by with as than that which who when while "
        "where if because since "
        "until after before during is are was were be been has have had do does did will would can "
        "could may might must "
        "should his her its their our my your this these those it he she they we i you not so then "
        "there between against "
        "into over under per about versus vs said says one"
    )
)
_VERB_LIKE = frozenset(["says", "was", "is", "has", "does", "as", "this", "its", "his", "us", "plus", "less", "yes"])
_MOST_BETWEEN = 2  # words between a number and the noun it counts: 40 new hospital beds
_VAGUE = frozenset(["dozens", "hundreds", "thousands", "millions", "billions", "trillions"])
_CLOCK = frozenset(["am", "pm", "o'clock"])
_DASHES = frozenset("-–—‑")


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


def _quantities(text: str, span: Span, dates: list[Span]) -> Iterator[Quantity]:
    first = bisect_right(dates, span.start, key=lambda date: date.end)
    inside = dates[first : bisect_left(dates, span.end, key=lambda date: date.start)]
    words = words_of(text, span.start, span.end).without(inside)
    index = 0
    while index < len(words):
        found = _read(words, index)
        for one in found:
            start, end = words.starts[one.first], words.ends[one.after - 1]
            yield Quantity(text[start:end], start, end, one.value, one.unit, one.comparator)
        index = found[-1].after if found else index + 1


def _read(words: Words, at: int) -> list[_Found]:
    """What starts at the word: nothing, a quantity, or the two ends of a range."""
    if words.at(at) in _VAGUE and words.at(at + 1) == "of":
        unit, after = _noun(words, at + 2)
        return [_Found(at, after, None, unit, _comparator(words, at, unit))] if unit else []
    one = _one(words, at)
    if one is None:
        return []
    other = _one(words, one.after + 1) if words.at(one.after) in {"to", "and", "or", *_DASHES} else None
    if other is not None and (pair := _range(words, one, other)):
        return pair
    if other is None and (share := _proportion(words, one)):
        return [share]
    return [one] if _is_quantity(words, one) else []


def _one(words: Words, at: int) -> _Found | None:
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


def _currency_before(words: Words, at: int) -> tuple[str, int]:
    """The currency written before the number and the number's index; empty where there is none."""
    word = words.at(at)
    if word in _SYMBOLS:
        return _SYMBOLS[word], at + 1
    if word in _DOLLARS and words.at(at + 1) == "$" and words.touches(at + 1):
        return _DOLLARS[word], at + 2
    if at < len(words) and words.written[at] in _CODES:
        return words.written[at], at + 1
    return "", at


def _money(words: Words, number: Number) -> Number:
    """$3m: the letter is a scale."""
    scale = MONEY_SCALES.get(words.at(number.after)) if words.touches(number.after) else None
    if scale is None:
        return number
    return Number(number.value * scale, number.after + 1, scale)


def _is_label(words: Words, at: int) -> bool:
    """The 20 of G20, COVID-19 or 555-0100-9, which counts nothing."""
    if not words.touches(at) or not words.at(at)[:1].isdecimal():
        return False
    before = words.at(at - 1)
    if before in _DASHES:
        return words.touches(at - 1) and words.at(at - 2)[:1].isalpha() and words.at(at - 2) not in SCALES
    return before[:1].isalnum() or before in ("#", "@", "/", ":", ".") or before == "_"


def _is_clock(words: Words, after: int) -> bool:
    """9:30, 5 p.m."""
    if words.at(after) == ":" and words.touches(after) and words.touches(after + 1):
        return True
    return words.at(after) in _CLOCK or (
        words.at(after) in ("a", "p") and words.lower[after + 1 : after + 3] == [".", "m"]
    )


def _is_negative(words: Words, at: int) -> bool:
    if words.at(at - 1) == "minus":
        return True
    return words.at(at - 1) in ("-", "−") and words.touches(at) and not words.touches(at - 1)


def _is_rank(words: Words, at: int) -> bool:
    """Whether an ordinal word orders something: not *at first*, *first lady*, *first-rate*, a name, a unit of time."""
    after = words.at(at + 2) if words.at(at + 1) == "-" else words.at(at + 1)
    if words.at(at - 1) == "at" or after in ("lady", "minister", "hand", "aid", "rate", "class"):
        return False
    return words.written[at][0].islower() or words.written[at][0].isdecimal()


def _unit(words: Words, after: int) -> tuple[str | None, int]:
    """What is counted, and the index behind it."""
    word, behind = words.at(after), words.at(after + 1)
    if word in ("%", "percent", "pct"):
        return "percent", after + 1
    if word == "per" and behind == "cent":
        return "percent", after + 2
    if word in ("percentage", "basis") and behind in ("point", "points"):
        return f"{word} points", after + 2
    if word in _CURRENCIES:
        return _CURRENCIES[word], after + 1
    if after < len(words) and words.written[after] in _CODES:
        return words.written[after], after + 1
    if words.hyphen(after) and words.at(after + 1)[:1].isalpha():
        return words.at(after + 1), after + 2
    unit, end = _noun(words, after)
    return (unit, end) if unit else (None, after)


def _noun(words: Words, at: int) -> tuple[str | None, int]:
    """The noun that is counted: a known unit, or the first plural among the next few words."""
    for index in range(at, min(at + _MOST_BETWEEN + 1, len(words))):
        word = words.at(index)
        if not word[:1].isalpha() or word in _STOPS or (index > at and words.touches(index)):
            break
        if word in _SINGULARS or _is_plural(word):
            return word, index + 1
    return None, at


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in _VERB_LIKE
    )


def _rate(words: Words, unit: str | None, after: int) -> tuple[str | None, int]:
    """$15 an hour, 40 miles per hour."""
    behind = words.at(after + 1)
    if (
        unit
        and words.at(after) in ("a", "an", "per", "each", "every")
        and (behind in _TIMES or (words.at(after) == "per" and behind[:1].isalpha()))
    ):
        return f"{unit} per {behind}", after + 2
    return unit, after


def _comparator(words: Words, first: int, unit: str | None) -> str | None:
    """What stands before the number; *over three years* compares nothing."""
    for size in (3, 2, 1):
        phrase = " ".join(words.lower[max(0, first - size) : first])
        if phrase in _BEFORE:
            lasts = unit is not None and unit.removesuffix("s") in _TIMES and phrase in ("over", "under", "some")
            return None if lasts else _BEFORE[phrase]
    return None


def _comparator_behind(words: Words, after: int) -> str | None:
    if words.at(after) == "+" and words.touches(after):
        return LEAST
    return _BEHIND.get(" ".join(words.lower[after : after + 2]))


def _range(words: Words, one: _Found, other: _Found) -> list[_Found]:
    """``10 to 20 percent``, ``between 3 and 5 million``; *from 10 to 20* is a change, so it compares nothing."""
    link, opener = words.at(one.after), words.at(one.first - 1)
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


def _proportion(words: Words, one: _Found) -> _Found | None:
    """``one in five``, ``40 out of 90``, ``nine of every ten``."""
    at = one.after
    if words.at(at) == "in":
        behind = at + 1
    elif words.lower[at : at + 2] in (["out", "of"], ["of", "every"], ["in", "every"]):
        behind = at + 2
    else:
        return None
    whole = read_number(words, behind)
    if whole is None or not whole.value or one.value is None or not 0 < one.value < whole.value:
        return None
    unit, _ = _unit(words, whole.after)
    if one.unit is not None or (unit or "").removesuffix("s") in _TIMES:
        return None
    return _Found(one.first, whole.after, one.value / whole.value, "proportion", one.comparator)


def _is_quantity(words: Words, one: _Found) -> bool:
    """Whether the number counts: *one* alone is a pronoun, *Route 66* a name."""
    if one.unit is not None:
        return words.at(one.first) != "one" or one.after - one.first > 1
    if words.at(one.first) == "one" and one.after == one.first + 1:
        return False
    before = words.written[one.first - 1] if one.first else ""
    named = before[:1].isupper() and one.comparator is None and words.at(one.first)[:1].isdecimal()
    return not named and before != "#" and words.at(one.first - 2) != "no"
