"""Words and marks of a text, with their offsets: what names, descriptions and sources are read from."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims_beam.records import Span

# Words of more than some hundred letters are cut, so that no source can hold one of any length.
_TOKEN = re.compile(
    r"(?<=@)\w{1,60}"  # a handle
    r"|[RDI]-(?:[A-Z]\.){2,5}|[RDI]-[A-Z][a-z]{2,20}\b\.?"  # R-Tex., D-N.Y.
    r"|(?:[^\W\d_]\.){2,10}"  # U.S.
    r"|[^\W_]{1,60}(?:(?!['’][sS]\b)['’&‑-][^\W_]{1,60}){0,6}"  # a word: O'Neill, Ki-moon, AT&T
    r"|['’][sS]\b"
    r"|\n"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text in order, with their offsets; a line break is a token."""

    text: str
    words: Sequence[str]
    lower: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.words)

    def at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``."""
        return bisect_left(self.ends, offset + 1)

    def written(self, first: int, after: int) -> str:
        """The text from the token ``first`` up to the token ``after``."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def within(self, spans: Sequence[Span]) -> list[int]:
        """Indexes of the tokens in the spans."""
        return [index for span in spans for index in range(self.at(span.start), bisect_left(self.starts, span.end))]

    def follows(self, index: int) -> bool:
        """Whether the token at ``index`` stands one space, or nothing, behind the one before it."""
        return 0 < index < len(self.words) and self.starts[index] - self.ends[index - 1] <= 1

    def touches(self, index: int) -> bool:
        """Whether nothing stands between the token at ``index`` and the one before it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]


def tokenize(text: str) -> Tokens:
    """The tokens of the text; every offset is a code point offset into it."""
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(text):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, words, [word.casefold().replace("’", "'") for word in words], starts, ends)
