"""Numbers in a claim with what they count: percentages, money, measures, counts, ranges, ordinals, proportions.

One scan over the words: ``numerals`` reads the number, ``measures`` what stands around it, and this module what
several numbers mean together. ``unit`` is ``percent``, ``percentage points``, an ISO 4217 code, ``ordinal``,
``proportion`` (one in five is 0.2), or the noun as written; ``comparator`` is one of ``more than``, ``at least``,
``less than``, ``at most``, ``about``. A range is two quantities, at least the one and at most the other; a list shares
the unit of its last number.

Libraries were tried on 25 forms of the news. quantulum3 0.10 keeps offsets, but reads £2.5bn as barn newtons, 1.2m
people as meters, $2-3 billion as 15.5 billion, 24/7 as 3.43 and half a dozen as a half, and it leaves out what is
counted and *more than*. price-parser 0.5 reads one price a text and takes 2 1/2 for 21; word2number 1.1 finds one
number (6 in *one in five*); text2num 3.1 and number-parser 0.3 replace number words, leave *half*, *dozen* and
*couple*, and give no place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claims_beam.claims.measures import (
    DASH_MARKS,
    LEAST,
    MOST,
    Measured,
    comparator_before,
    is_clock,
    read_measured,
    read_unit,
)
from claims_beam.claims.numerals import read_number, read_ordinal, times
from claims_beam.lexicon.calendar import TIMES
from claims_beam.lexicon.function_words import ARTICLES, DEFINITE_DETERMINERS, INDEFINITE_ARTICLES, SENTENCE_OPENERS
from claims_beam.lexicon.marks import EM_DASH
from claims_beam.lexicon.numbers import FEW, NUMBER_WORDS, SCALES, UNCOUNTED
from claims_beam.lexicon.terms import terms
from claims_beam.lexicon.units import COUNTED, LABELED, MOVES, NO_RANKS_BEFORE, RANGING, SERVICE_NUMBERS
from claims_beam.records import Quantity, Span
from claims_beam.text.spans import overlapping
from claims_beam.text.words import NUMBERS, Tokens, tokenize

_LINKS = terms("to, and, or")
_JOINTS = terms("and, or")
_IN_LISTS = _JOINTS | {",", *DASH_MARKS}
_LONGEST_LIST = 8
_MOST_UNCOUNTED = 3  # *Hundreds of thousands of millions* has this many number words.


def find_quantities(text: str, spans: Iterable[Span], taken: Iterable[Span] = ()) -> tuple[Quantity, ...]:
    """Return the quantities in the stretches of the text, in text order; words in ``taken`` (dates) are left alone."""
    dates = sorted(taken)
    return tuple(quantity for span in spans for quantity in _quantities(text, span, dates))


def _quantities(text: str, span: Span, dates: Sequence[Span]) -> Iterator[Quantity]:
    words = tokenize(text, NUMBERS, span).without(overlapping(dates, span))
    if not _has_number(words):
        return
    index = 0
    while index < len(words):
        found, index = _read(words, index)
        for measured in found:
            start, end = words.starts[measured.first], words.ends[measured.after - 1]
            yield Quantity(text[start:end], start, end, measured.value, measured.unit, measured.comparator)


def _has_number(words: Tokens) -> bool:
    """Return whether there is a number among the words, as there is in few claims; all others are done with then."""
    return any(word[0].isdecimal() or word in NUMBER_WORDS for word in words.lower)


def _read(words: Tokens, first: int) -> tuple[list[Measured], int]:
    """Return what starts at the word (nothing, a quantity, the two ends of a range, or a list), and where to go on."""
    if uncounted := _uncounted(words, first):
        return [uncounted], uncounted.after
    one = _number_or_rank(words, first)
    if one is None:
        return [], first + 1
    link, behind = _link(words, one.after)
    other = _number_or_rank(words, behind, linked=True, of_money=_is_money(one)) if link else None
    if link and _is_time_of_day(words, behind):
        return [], behind
    if several := _range(words, one, link, other) or _list(words, one):
        return several, several[-1].after
    if link in DASH_MARKS and _is_score(words, one, behind, other):
        return [], other.after if other else behind
    if other is None and (share := _proportion(words, one)):
        return [share], share.after
    return ([one], one.after) if _is_quantity(words, one) else ([], first + 1)


def _is_money(measured: Measured) -> bool:
    return measured.unit is not None and measured.unit.isupper()


def _is_score(words: Tokens, one: Measured, behind: int, other: Measured | None) -> bool:
    """Return whether a dash joins numbers that are no range: 3-1, 3 – 1, 555-0100, fifty-fifty."""
    bare = other is not None and one.unit is None and other.unit is None and words.word(one.after) != EM_DASH
    return bare or (words.touches(one.after) and words.touches(behind) and words.word(behind)[:1].isdecimal())


def _number_or_rank(words: Tokens, first: int, linked: bool = False, of_money: bool = False) -> Measured | None:
    """Return a number with what stands around it, or a rank; ``linked`` says that it stands behind another number."""
    if _is_label(words, first, linked):
        return None
    ordinal = read_ordinal(words, first)
    if ordinal is not None:
        return (
            Measured(first, ordinal.after, ordinal.value, "ordinal") if _is_rank(words, first, ordinal.after) else None
        )
    couple = words.lower[first : first + 2] == ["a", "couple"]
    if couple:
        return _couple(words, first)
    return read_measured(words, first, of_money)


def _uncounted(words: Tokens, first: int) -> Measured | None:
    """Return a number that nobody counted: dozens of goats, tens of thousands of people, several hundred beds."""
    behind = first
    if words.word(first) in UNCOUNTED:
        while (
            behind - first < 2 * _MOST_UNCOUNTED and words.word(behind) in UNCOUNTED and words.word(behind + 1) == "of"
        ):
            behind += 2
        if behind == first:
            return None
    else:
        size = next((size for size in (1, 2) if " ".join(words.lower[first : first + size]) in FEW), 0)
        if not size or words.word(first + size) not in SCALES:
            return None
        behind += size
        while words.word(behind) in SCALES:
            behind += 1
    unit, after = read_unit(words, behind)
    counts = unit is not None or words.word(first) not in UNCOUNTED
    return Measured(first, after, None, unit, comparator_before(words, first, unit)) if counts else None


def _couple(words: Tokens, first: int) -> Measured | None:
    """Return the quantity of ``a couple of weeks``, about two, or ``a couple of hundred``, about 200."""
    behind = first + 2 + (words.word(first + 2) == "of")
    value, scale = 2.0, 1.0
    while words.word(behind) in SCALES:
        scale *= SCALES[words.word(behind)]
        behind += 1
    unit, after = read_unit(words, behind)
    return Measured(first, after, value * scale, unit, "about", scale) if unit or scale > 1 else None


def _link(words: Tokens, index: int) -> tuple[str, int]:
    """Return what joins the number before to the one behind (``to``, a dash, ``-to-``), and the index behind it."""
    word = words.word(index)
    if word in _LINKS:
        return word, index + 1
    if word in DASH_MARKS:
        if words.word(index + 1) in _LINKS and words.touches(index):
            return words.word(index + 1), index + 2 + words.hyphen(index + 2)
        return word, index + 1
    return "", index


def _is_label(words: Tokens, first: int, linked: bool) -> bool:
    """Return whether the number counts nothing, as the 20 of G20 and the 19 of COVID-19."""
    if not words.touches(first) or not words.word(first)[:1].isdecimal():
        return False
    before = words.word(first - 1)
    if before in DASH_MARKS:
        joined = words.word(first - 2)
        return words.touches(first - 1) and not linked and joined[:1].isalnum() and joined not in SCALES
    return before[:1].isalnum() or before in ("#", "@", "/", "⁄", ":", ".", "_")


def _is_time_of_day(words: Tokens, first: int) -> bool:
    number = read_number(words, first) if words.word(first)[:1].isdecimal() else None
    return number is not None and is_clock(words, first, number.after)


def _is_rank(words: Tokens, first: int, after: int) -> bool:
    """Return whether an ordinal orders something: not *at first*, *first lady*, *a split second*, *5th Avenue*."""
    behind = after + words.hyphen(after)
    if words.word(first - 1) in ("at", "per", "split", "every") or words.word(behind) in NO_RANKS_BEFORE:
        return False
    if words.word(first) == "second" and words.word(first - 1) == "a" and not words.word(behind)[:1].isalpha():
        return False
    if not words.word(first)[:1].isdecimal() and read_number(words, after) is not None:
        return False  # In *the first 100 days*, no rank is given.
    if words.word(first) == "first" and not _is_determined(words, first):
        return False
    named = words.words[behind][:1].isupper() if behind < len(words) and words.words[first][0].isdecimal() else False
    return not named and (words.words[first][0].islower() or words.words[first][0].isdecimal())


def _is_determined(words: Tokens, first: int) -> bool:
    """Return whether a determiner or a possessive stands before: *the first*, not *he first wrote*."""
    before = words.word(first - 1)
    return before in DEFINITE_DETERMINERS | ARTICLES | {"very"} or before.endswith("'s") or words.hyphen(first + 1)


def _range(words: Tokens, one: Measured, link: str, other: Measured | None) -> list[Measured]:
    """Return both ends of ``10 to 20 percent`` or ``$2-3 billion``; *from 10 to 20* is a change and is left out."""
    opener = words.word(one.first - 1)
    if other is None or one.is_rank or other.is_rank or (link in _JOINTS and opener != "between"):
        return []
    unit = _shared_unit(one, other)
    if (
        one.value is None
        or other.value is None
        or (unit is None and link in DASH_MARKS and one.scale == other.scale == 1)
    ):
        return []
    if unit not in (one.unit, None) and one.unit is not None:
        return []
    if opener in MOVES and link == "to" and (one.unit is not None or unit is None):
        return []  # *Fell 31 to 104* gives a change and a level, not a range.
    low, change = _shared_scale(one, other), opener == "from" and words.word(one.first - 2) not in RANGING
    falls = low >= other.value
    if falls and not change and not low < 0:
        return []
    least, most = (None, None) if change else (MOST, LEAST) if falls else (LEAST, MOST)
    return [replace(one, value=low, unit=unit, comparator=least), replace(other, unit=unit, comparator=most)]


def _shared_unit(one: Measured, other: Measured) -> str | None:
    """Return the unit of both, which one of them may leave out: $2 to 3 million."""
    if other.unit is None and one.unit is not None and (one.unit == "percent" or _is_money(one)):
        return one.unit
    return other.unit


def _shared_scale(one: Measured, other: Measured) -> float:
    """Return the value of the one, in millions too where only the other says so."""
    value, most = one.value or 0.0, other.value or 0.0
    return times(value, other.scale) if one.scale == 1 and value * other.scale <= most else value


def _list(words: Tokens, measured: Measured) -> list[Measured]:
    """Return the numbers of ``5 and 6 percent`` or ``10, 20 and 30 tonnes``, which the last one's unit counts."""
    ahead = words.lower[measured.after : measured.after + 2 * _LONGEST_LIST]
    if (
        measured.unit is not None
        or measured.value is None
        or not ahead
        or ahead[0] not in _IN_LISTS
        or _JOINTS.isdisjoint(ahead)
    ):
        return []
    found, joint = [measured], ""
    while not joint and found[-1].unit is None and found[-1].value is not None:
        index = found[-1].after
        comma = words.word(index) == ","
        joint, behind = _link(words, index + comma)
        if joint not in _JOINTS and (joint or not comma):
            return []
        item = _number_or_rank(words, behind, linked=True)
        if item is None or item.is_rank or (item.comparator and not joint) or len(found) == _LONGEST_LIST:
            return []
        found.append(item)
    last = found[-1]
    apposed = len(found) == 2 and (words.word(measured.after) == "," or words.word(measured.first) == "one")
    if apposed or not joint or last.unit in (None, "proportion") or last.value is None:
        return []
    if last.unit == "percent" and any(item.scale > 1 for item in found):
        return []
    return [replace(item, value=_shared_scale(item, last), unit=last.unit) for item in found[:-1]] + [last]


def _proportion(words: Tokens, measured: Measured) -> Measured | None:
    """Return the share of ``one in five``, ``40 out of 90``, ``nine of every ten`` or ``1-in-4``."""
    index = measured.after + words.hyphen(measured.after)
    if words.word(index) == "in":
        behind = index + 1 + words.hyphen(index + 1)
    elif words.lower[index : index + 2] in (["out", "of"], ["of", "every"], ["in", "every"]):
        behind = index + 2
    else:
        return None
    whole = read_number(words, behind)
    if whole is None or not whole.value or measured.value is None or not 0 < measured.value < whole.value:
        return None
    unit, _ = read_unit(words, whole.after)
    if measured.unit is not None or (unit or "").removesuffix("s") in TIMES:
        return None
    return Measured(measured.first, whole.after, measured.value / whole.value, "proportion", measured.comparator)


def _is_quantity(words: Tokens, measured: Measured) -> bool:
    """Return whether the number counts: *one* alone is a pronoun, *Route 66* and *the Big Three* are names."""
    word, before = words.word(measured.first), words.words[measured.first - 1] if measured.first else ""
    digits = word[:1].isdecimal()
    # The numbers in *a 911 call* and *a 747* count nothing.
    coded = before.lower() in INDEFINITE_ARTICLES and not words.hyphen(measured.after)
    if measured.unit is None and digits and (word in SERVICE_NUMBERS or coded):
        return False
    if before == "#" or (before == "." and words.word(measured.first - 2) == "no"):
        return False
    if before.lower() in LABELED and measured.comparator is None and (digits or before.lower() == "number"):
        return measured.unit is not None and (before.lower() in TIMES or measured.scale > 1 or "," in word)
    if measured.unit is None and not digits and words.words[measured.first][0].isupper() and before[:1].isalpha():
        return False
    if measured.unit is not None:
        return word != "one" or (measured.after - measured.first > 1 and _is_single(words, measured))
    if word == "one" and measured.after == measured.first + 1:
        return False
    name = before[:1].isupper() and before.lower() not in SENTENCE_OPENERS
    return not (name and measured.comparator is None and digits)


def _is_single(words: Tokens, measured: Measured) -> bool:
    """Return whether *one* counts: one goat, a one-year term; not a one-off."""
    return (
        not words.hyphen(measured.first + 1)
        or measured.unit in TIMES
        or measured.unit in COUNTED
        or measured.unit == "proportion"
    )
