"""What the words in quotation marks are: speech, words inside a sentence, or the name of a thing."""

import re
from typing import Literal

from claims_beam.lexicon.function_words import SMALL_TITLE_WORDS
from claims_beam.lexicon.marks import (
    APOSTROPHES,
    ELLIPSIS,
    GUILLEMET_CLOSING,
    MAY_CLOSE,
    STOPS,
)
from claims_beam.lexicon.terms import alternatives
from claims_beam.lexicon.works import BEFORE_WORKS, SO_CALLED
from claims_beam.records import MarkedQuotation

QuotationRole = Literal["utterance", "fragment", "other"]

_AROUND = 60  # So many code points are read before and after a quotation.
_NAME = rf"[A-Z][\w{APOSTROPHES}.-]{{0,30}}"
_NAME_BEFORE, _NAME_AFTER = re.compile(rf"{_NAME} $"), re.compile(rf" {_NAME}")
_WORK_BEFORE = re.compile(rf"(?:\b(?:{alternatives(BEFORE_WORKS)}),?|\bon)\s$")
_SCARE_BEFORE = re.compile(rf"\b(?:{alternatives(SO_CALLED)})\s$")
_ENDS = frozenset(f",{STOPS}{ELLIPSIS}—–-{MAY_CLOSE}")
_INTRODUCTION = re.compile(rf"(?:^|[,:;{STOPS}{ELLIPSIS}{MAY_CLOSE}{GUILLEMET_CLOSING})\]>—–\x00-\x1f\x7f-])\s*$")
_AFTER_ENDS = (*",.!?", ELLIPSIS, *"—–")
_MOST_NAME_LENGTH = 120  # This is a number of code points.


def classify(text: str, quotation: MarkedQuotation) -> QuotationRole:
    """Return what a quotation of ``text`` is, from its words and its neighbours.

    "utterance": can stand as direct speech by itself; "fragment": quoted words inside a sentence, whose grammar has to
    decide; "other": no speech: the title of a work, a nickname, the name of a thing, a number, so-called words.
    """
    line = text.rfind("\n", max(0, quotation.start - _AROUND), quotation.start) + 1
    before = text[max(line, quotation.start - _AROUND) : quotation.start]
    after = text[quotation.end : quotation.end + _AROUND]
    inner = quotation.inner[0]
    words = text[inner.start : min(inner.end, inner.start + _MOST_NAME_LENGTH)].split()
    last = text[max(inner.start, inner.end - _AROUND) : inner.end].rstrip()[-1:]
    if not words:
        return "fragment"
    is_short = len(quotation.pieces) == 1 and inner.end - inner.start < _MOST_NAME_LENGTH
    if is_short and _names_a_thing(before, words, after):
        return "other"
    return "utterance" if _stands_alone(before, words, last, after) else "fragment"


def _names_a_thing(before: str, words: list[str], after: str) -> bool:
    if not any(map(str.isalpha, "".join(words))) or (len(words) <= 4 and _SCARE_BEFORE.search(before)):
        return True
    if not _is_titled(words) or _is_headline(before, after):
        return False
    nickname = len(words) <= 3 and words[-1][-1].isalnum() and _NAME_BEFORE.search(before) and _NAME_AFTER.match(after)
    name_in_sentence = len(words) > 1 and words[-1][-1] not in "!?" and not _INTRODUCTION.search(before)
    return bool(nickname or _WORK_BEFORE.search(before) or name_in_sentence)


def _is_titled(words: list[str]) -> bool:
    """Return whether the words are written like a title."""
    return words[0][0].isupper() and all(
        not word[0].isalpha() or word[0].isupper() or word in SMALL_TITLE_WORDS for word in words
    )


def _is_headline(before: str, after: str) -> bool:
    """Return whether the line itself is in title case, where the capitals of the quoted words say nothing."""
    words = before.split()[1:] + after.partition("\n")[0].split()[:-1]  # The outermost words may be cut off.
    return len(words) > 1 and all(_is_titled([word]) or word in SMALL_TITLE_WORDS for word in words)


def _stands_alone(before: str, words: list[str], last: str, after: str) -> bool:
    """Return whether it stands as speech: introduced or begun like a sentence, and ended like one or before a comma."""
    starts = not words[0][0].islower()
    ends = last in _ENDS or after.startswith(_AFTER_ENDS)
    introduced = _INTRODUCTION.search(before) is not None
    return ends and len(words) > 1 and ((introduced and (starts or len(words) > 3)) or (starts and len(words) > 4))
