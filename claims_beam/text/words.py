"""Words and marks of a text, with their offsets: every way in which text is cut into words stands here, by its name."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from claims_beam.lexicon.marks import APOSTROPHES, HYPHENS, straightened
from claims_beam.records import Span

_LETTER = r"[^\W\d_]"
_APOSTROPHE = f"[{APOSTROPHES}]"
_POSSESSIVE = rf"{_APOSTROPHE}[sS]\b"
_JOINING = frozenset(HYPHENS)
_WORD = rf"{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*"  # A word includes the apostrophes inside it.


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to cut text into words: the expression that each fits, and how words are compared."""

    pattern: re.Pattern[str]
    fold: Callable[[str], str]

    def split(self, text: str) -> list[str]:
        """Return the words of the text as they are written."""
        return self.pattern.findall(text)

    def compared(self, word: str) -> str:
        """Return the word as it is compared: without capitals, with straight apostrophes."""
        return straightened(self.fold(word))


# Words of more than some hundred letters are cut, so that a source is never longer than that many times its words.
NAMES = Cut(
    re.compile(
        r"(?<=@)\w{1,60}"  # a handle
        r"|[RDI]-(?:[A-Z]\.){2,5}|[RDI]-[A-Z][a-z]{2,20}\b\.?"  # R-Tex., D-N.Y.
        rf"|(?:{_LETTER}\.){{2,10}}"  # U.S.
        rf"|[^\W_]{{1,60}}(?:(?!{_POSSESSIVE})[{APOSTROPHES}&‑-][^\W_]{{1,60}}){{0,6}}"  # O'Neill, Ki-moon, AT&T
        rf"|{_POSSESSIVE}"
        r"|\n"
        r"|[^\w\s]"
    ),
    str.casefold,
)
"""For names, descriptions and sources: parties, handles, initials and hyphenated names are one word each."""

_SPACE_BETWEEN_DIGITS = r"[ \u00a0\u2009\u202f]"
NUMBERS = Cut(
    re.compile(
        r"\d{1,3}(?:,\d{2,3}){0,12},\d{3}(?!\d)(?:\.\d+)?"  # 1,200.50; 1,20,000 as in India
        rf"|(?<!\d{_SPACE_BETWEEN_DIGITS})(?!0)\d{{1,3}}(?:{_SPACE_BETWEEN_DIGITS}\d{{3}})+"  # 816 000
        rf"(?!{_SPACE_BETWEEN_DIGITS}?\d|[,:/-]\d)(?:\.\d+)?"
        rf"|\d{{1,3}}(?:{_APOSTROPHE}\d{{3}})+(?!\w)"  # 816'000 as in Switzerland
        r"|\d+(?:\.\d+)*"  # 3.5; also 1.2.3, which is no number
        rf"|{_WORD}"
        r"|\n|[^\w\s]|_"
    ),
    str.lower,
)
"""For quantities: a number is one word, and every hyphen, sign and other mark is a word by itself."""

CUES = Cut(
    re.compile(rf"n{_APOSTROPHE}t\b|{_LETTER}+?(?=n{_APOSTROPHE}t\b)|{_LETTER}+|{_APOSTROPHE}{_LETTER}+"), str.lower
)
"""For cues: *n't*, *'s* and *'ll* are words by themselves; numbers and marks are left out."""


def _composed(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()


_ACCENTED = rf"{_LETTER}+(?:[\u0300-\u036f]+{_LETTER}*)*"
QUOTED = Cut(re.compile(rf"\d+(?:[.,]\d+)*|{_ACCENTED}(?:{_APOSTROPHE}{_ACCENTED})*"), _composed)
"""For comparing quotations: numbers with their separators, words with their apostrophes, and no marks."""


def with_marks(marks: str) -> Cut:
    """Return the cut of a bag of words: numbers with their separators, words with their apostrophes, and the marks."""
    return Cut(re.compile(rf"\d+(?:[.,]\d+)*|{_WORD}|[{re.escape(marks)}]"), str.lower)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text in order, with their offsets into the whole text; a line break is a token.

    ``lower`` are the words as they are compared: without capitals, with straight apostrophes.
    """

    text: str
    words: Sequence[str]
    lower: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.words)

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends after the offset."""
        return bisect_left(self.ends, offset + 1)

    def after(self, offset: int) -> int:
        """Return the index of the first token that starts at the offset or after it."""
        return bisect_left(self.starts, offset)

    def word(self, index: int) -> str:
        """Return the word at the index as it is compared, and the empty string where there is none."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def written(self, first: int, after: int) -> str:
        """Return the text from the token ``first`` up to the token ``after``."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def within(self, spans: Iterable[Span]) -> list[int]:
        """Return the indexes of the tokens that a span holds or cuts."""
        return [
            index
            for span in spans
            for index in range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))
        ]

    def without(self, spans: Iterable[Span]) -> "Tokens":
        """Return the same tokens, those that a span holds or cuts compared as a semicolon, like which no word is."""
        lower = list(self.lower)
        for index in self.within(spans):
            lower[index] = ";"
        return replace(self, lower=lower)

    def follows(self, index: int) -> bool:
        """Return whether the token at ``index`` stands one space, or nothing, behind the one before it."""
        return 0 < index < len(self.words) and self.starts[index] - self.ends[index - 1] <= 1

    def touches(self, index: int) -> bool:
        """Return whether nothing stands between the token at ``index`` and the one before it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def hyphen(self, index: int) -> bool:
        """Return whether the token at ``index`` is a hyphen that joins its neighbours."""
        return self.word(index) in _JOINING and self.touches(index) and self.touches(index + 1)


def tokenize(text: str, cut: Cut = NAMES, within: Span | None = None) -> Tokens:
    """Return the tokens of the text, or of the stretch ``within`` it; every offset is one into the whole text."""
    stretch = within or Span(0, len(text))
    found = list(cut.pattern.finditer(text, stretch.start, stretch.end))
    words = [match.group() for match in found]
    lower = list(map(cut.compared, words))
    return Tokens(text, words, lower, [match.start() for match in found], [match.end() for match in found])
