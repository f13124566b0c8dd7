"""Numbers as news writes them, in digits, words or both: ``1,200``, ``2½ million``, ``two hundred and five``, ``half``.

Own tables, because the libraries that read number words (word2number, text2num) give the value without the place.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims_beam.lexicon.terms import listed
from claims_beam.records import Span

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*"  # 1,200.50; 3.5; also 1.2.3, which is no number
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\n|[^\w\s]|_"
)
_MOST_DIGITS = 40  # of a number; a longer one is data, not a quantity

_UNITS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS = dict(zip(listed("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True))
SCALES: Mapping[str, float] = {
    **{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0},
    **{"mn": 1e6, "bn": 1e9, "tn": 1e12},
}
MONEY_SCALES: Mapping[str, float] = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
"""What a letter behind an amount of money means: $3m."""
_VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅕": 1 / 5}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_PARTS |= {"sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
        start=1,
    )
}
_ORDINAL_ENDINGS = frozenset(["st", "nd", "rd", "th"])
_HYPHENS = frozenset("-‑")


@dataclass(frozen=True, slots=True)
class Words:
    """The words, numbers and marks of a stretch of text, with their offsets into the whole text."""

    written: Sequence[str]
    lower: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.lower)

    def at(self, index: int) -> str:
        """The word at the index in lower case, empty outside the stretch."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def touches(self, index: int) -> bool:
        """Whether nothing stands between the word at the index and the one before it."""
        return 0 < index < len(self.lower) and self.starts[index] == self.ends[index - 1]

    def without(self, spans: Iterable[Span]) -> "Words":
        """The same with those words blanked that lie in the spans."""
        lower = list(self.lower)
        for span in spans:
            for index in range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)):
                lower[index] = ";"
        return Words(self.written, lower, self.starts, self.ends)

    def hyphen(self, index: int) -> bool:
        """Whether a hyphen at the index joins its neighbours."""
        return self.at(index) in _HYPHENS and self.touches(index) and self.touches(index + 1)


def words_of(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``; time is linear in its length."""
    found = list(_TOKEN.finditer(text, start, end))
    written = [match.group() for match in found]
    lower = [word.lower().replace("’", "'") for word in written]
    return Words(written, lower, [match.start() for match in found], [match.end() for match in found])


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before the word ``after``; ``scale`` is what its scale words multiplied it by.

    ``is_part`` tells a share of a whole (two-thirds) from a count.
    """

    value: float
    after: int
    scale: float = 1.0
    is_part: bool = False


def read_number(words: Words, at: int) -> Number | None:
    """The number whose first word is at the index, None where there is none."""
    if words.at(at)[:1].isdecimal():
        return _scaled(words, _digits(words, at))
    return _part(words, at) or _scaled(words, _spelled(words, at))


def read_ordinal(words: Words, at: int) -> Number | None:
    """``third``, ``21st``."""
    if words.at(at) in _ORDINALS:
        return Number(float(_ORDINALS[words.at(at)]), at + 1)
    value = _finite(words.at(at)) if words.at(at).isdecimal() and words.touches(at + 1) else None
    return Number(value, at + 2) if value is not None and words.at(at + 1) in _ORDINAL_ENDINGS else None


def _finite(digits: str) -> float | None:
    digits = digits.replace(",", "")
    return float(digits) if len(digits) <= _MOST_DIGITS and digits.count(".") < 2 else None


def _digits(words: Words, at: int) -> Number | None:
    value = _finite(words.at(at))
    if value is not None and words.at(at + 1) in _VULGAR and words.touches(at + 1):
        return Number(value + _VULGAR[words.at(at + 1)], at + 2)
    if value is not None and words.at(at + 1) == "/" and words.touches(at + 1) and words.touches(at + 2):
        below = _finite(words.at(at + 2)) if words.at(at + 2).isdecimal() else None
        return Number(value / below, at + 3) if below else None
    return Number(value, at + 1) if value is not None else None


def _scaled(words: Words, number: Number | None) -> Number | None:
    """The number times the scale words behind it: 1.5 million, 3-million."""
    while number is not None:
        after = number.after + words.hyphen(number.after)
        scale = SCALES.get(words.at(after))
        if scale is None:
            break
        number = Number(number.value * scale, after + 1, number.scale * scale)
    return number if number is None or math.isfinite(number.value) else None


def _spelled(words: Words, at: int) -> Number | None:
    """Whole numbers in words; ``a`` counts before a scale, ``and a half`` behind."""
    if words.at(at) in ("a", "an") and words.at(at + 1) in SCALES:
        return Number(1.0, at + 1)
    if words.at(at) in _VULGAR:
        return Number(_VULGAR[words.at(at)], at + 1)
    total, group, index, least = 0.0, None, at, math.inf
    while (step := _below_hundred(words, index)) is not None:
        value, after = step
        if words.at(after) == "hundred" and words.at(after + 1) != "of":
            value, after = value * 100, after + 1
            rest = _below_hundred(words, after + (words.at(after) == "and"))
            value, after = (value + rest[0], rest[1]) if rest else (value, after)
        index, group = after, value
        scale = SCALES.get(words.at(after), 1.0)
        if not 1 < scale < least or words.at(after) == "dozen":
            break
        more = after + 1 + (words.at(after + 1) == "and")
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


def _below_hundred(words: Words, at: int) -> tuple[float, int] | None:
    word = words.at(at)
    if word in _TENS:
        joined = at + 1 + words.hyphen(at + 1)
        unit = _UNITS.get(words.at(joined), 0)
        return (_TENS[word] + unit, joined + 1) if 0 < unit < 10 else (_TENS[word], at + 1)
    return (_UNITS[word], at + 1) if word in _UNITS else None


def _part(words: Words, at: int) -> Number | None:
    """``half of``, ``half a million``, ``two-thirds``, ``a quarter of``."""
    word, follower = words.at(at), words.at(at + 1)
    if word == "half" and follower in ("a", "an") and words.at(at + 2) in SCALES:
        scale = SCALES[words.at(at + 2)]
        return Number(scale / 2, at + 3, scale)
    if word == "half" and follower in ("of", "the", "its", "their", "all"):
        return Number(0.5, at + 1, is_part=True)
    behind = at + 1 + words.hyphen(at + 1)
    part = _PARTS.get(words.at(behind))
    if part is None:
        return None
    if word in ("a", "one") and words.at(behind + 1) == "of":
        return Number(1 / part, behind + 1, is_part=True)
    many = _UNITS.get(word, 0)
    return Number(many / part, behind + 1, is_part=True) if many > 1 and words.at(behind).endswith("s") else None
