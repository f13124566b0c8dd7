"""The word pieces of a text with their features: the input of the tagger, the same in training and at inference.

The encoder's vocabulary is uncased and knows no line breaks, so both come back as inputs: each piece carries a *shape*
(its case, and whether white space stands before it) and a *quote state* (outside, inside, opening mark, closing mark),
and each run of line breaks is one SEP piece. No span crosses a line break, in the corpus or in the output.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims_beam.lexicon.marks import STOPS
from claims_beam.records import MarkedQuotation, Span

PAD, CLS, SEP, MASK = 0, 101, 102, 103  # These are the special pieces of BERT's uncased vocabulary.
OUTSIDE, INSIDE, NESTED, OPENING, CLOSING = range(5)
QUOTE_STATES = 5
SHAPES = 10

_LINE = re.compile(r"[^\n]+")
_WORDLIKE = re.compile(r"\w")
_STOPS = frozenset(STOPS)

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article's word pieces: parallel arrays.

    ``starts`` and ``ends`` are code point offsets into the text; a SEP piece, which stands for a line break, is empty
    (``starts == ends``). ``shapes`` and ``quotes`` are inputs of the encoder; ``lines`` and ``stops`` count the line
    breaks and sentence ends so far.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    quotes: Ints
    lines: Ints
    stops: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, first: int, last: int) -> Span:
        """Return the text that the pieces from ``first`` to ``last`` stand for."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def load_tokenizer(path: Path) -> Tokenizer:
    """Return the word-piece tokenizer in ``path`` (tokenizer.json), without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(text: str, tokenizer: Tokenizer, quotations: Iterable[MarkedQuotation]) -> Encoded:
    """Return ``text`` cut into word pieces, line by line, with the features of each; ``quotations`` are the text's."""
    lines = list(_LINE.finditer(text))
    encodings = tokenizer.encode_batch([line.group() for line in lines], add_special_tokens=False)
    ids, starts, ends = [SEP], [0], [0]
    for line, encoding in zip(lines, encodings, strict=True):
        if not encoding.ids:
            continue
        ids += encoding.ids
        starts += [line.start() + s for s, _ in encoding.offsets]
        ends += [_past_accents(text, line.start() + e) for _, e in encoding.offsets]
        ids.append(SEP)
        starts.append(line.end())
        ends.append(line.end())
    states = quote_states(text, quotations)
    return Encoded(
        ids=np.array(ids),
        starts=np.array(starts),
        ends=np.array(ends),
        shapes=np.fromiter(_shapes(text, ids, starts, ends), np.int64, len(ids)),
        quotes=np.array([OUTSIDE if s == e else states[s] for s, e in zip(starts, ends, strict=True)]),
        lines=np.cumsum(np.array(ids) == SEP),
        stops=np.cumsum([e == s + 1 and text[s] in _STOPS for s, e in zip(starts, ends, strict=True)]),
    )


def _past_accents(text: str, end: int) -> int:
    """Return the offset past the combining marks at ``end``, which the tokenizer drops but letters need."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _shapes(text: str, ids: list[int], starts: list[int], ends: list[int]) -> Iterator[int]:
    """Yield a number for each piece: twice its case (none, lower, capitalized, upper, mixed), plus one after space."""
    previous = -1
    for piece, start, end in zip(ids, starts, ends, strict=True):
        yield 0 if piece == SEP else 2 * _case(text[start:end]) + (start != previous)
        previous = end


def _case(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper():
        return 2
    return 4 if word.isalpha() else 0


def quote_states(text: str, quotations: Iterable[MarkedQuotation]) -> bytearray:
    """Return for each character whether it is outside or inside quotation marks, in nested ones, or a mark."""
    states = bytearray(len(text))
    for quotation in quotations:
        inside = NESTED if quotation.depth else INSIDE
        for whole, inner in zip(quotation.pieces, quotation.inner, strict=True):
            states[whole.start : inner.start] = bytes([OPENING]) * (inner.start - whole.start)
            states[inner.start : inner.end] = bytes([inside]) * (inner.end - inner.start)
            states[inner.end : whole.end] = bytes([CLOSING]) * (whole.end - inner.end)
    return states
