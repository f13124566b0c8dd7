"""The words of a quotation as they are compared, whatever its marks, capitals and insertions in brackets."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from claims_beam.lexicon.function_words import FUNCTION_WORDS
from claims_beam.lexicon.marks import straightened
from claims_beam.lexicon.names import SUFFIXES
from claims_beam.text.words import QUOTED

LEAST_WORDS = 5
"""A quotation has at least so many words; fewer are a phrase that anybody may use."""

DISTINCTIVE_WORDS = 10
"""Fewer words than these may be said by two people who do not quote each other."""

COMPARED_WORDS = 2_000
"""Only so many words of a quotation are compared, which is more than an article quotes in one piece."""

FEW_CONTENT_WORDS = 8
"""Of a wording with no more of them the letters are compared, too, since an edit of a word breaks two of few pairs."""

SHINGLE = 8
"""So many letters are a shingle: a word and the beginning of the next."""

SKETCH = 8
"""So many shingles stand for all of a wording."""

_ALTERED_CAPITAL = re.compile(r"\[(\w{1,2})\](?=\w)")  # It finds the capital in *[T]he mayor*.
_INSERTION = re.compile(r"\[[^\[\]]{0,500}\]")

# With this odd multiplier of 64 bits, the golden ratio's, the key of a pair depends on the order of its two words.
_MULTIPLIER = 0x9E3779B97F4A7C15
_LONGEST = (1 << 64) - 1


def wording(quoted: str) -> list[str]:
    """Return the words of a quotation in the form in which they are compared, without insertions in brackets.

    >>> wording("“[T]he mayor [Ada Moreno] won’t go …”")
    ['the', 'mayor', "won't", 'go']
    """
    words = QUOTED.split(_INSERTION.sub(" ", _ALTERED_CAPITAL.sub(r"\1", quoted)))
    # There are no spaces in words, so those of ASCII can be folded all at once, which takes a quarter of the time.
    written = straightened(" ".join(words))
    return QUOTED.compared(written).split() if written.isascii() else list(map(QUOTED.compared, words))


def compared(quoted: str) -> list[str]:
    """Return the words of a quotation that are compared with those of others, which are at most ``COMPARED_WORDS``."""
    return wording(quoted)[:COMPARED_WORDS]


def is_content_word(word: str) -> bool:
    """Return whether the word tells of what is said, as *the*, *is* and *we* do not."""
    return word not in FUNCTION_WORDS


def word_pairs(words: Sequence[str]) -> frozenset[int]:
    """Return 64-bit keys of the pairs of content words next to each other; fewer than two content words have none."""
    numbers = [_number(word) for word in words if is_content_word(word)]
    return frozenset((first * _MULTIPLIER & _LONGEST) ^ second for first, second in pairwise(numbers))


def letter_sketch(words: Sequence[str]) -> frozenset[int]:
    """Return the least of the 64-bit keys of all shingles of letters, or nothing where there are many content words.

    A typing error in every fifth word leaves more than a third of the shingles unchanged, but no pair if words are few.
    The least keys of a set are a sample that is the same for every wording that has them (Broder 1997), so two wordings
    that share half of their shingles share about half of such a sample.
    """
    letters = "".join(words)
    if len(letters) < SHINGLE or sum(map(is_content_word, words)) > FEW_CONTENT_WORDS:
        return frozenset()
    codes = np.frombuffer(letters.encode("utf-32-le", errors="surrogatepass"), dtype="<u4").astype(np.uint64)
    keys = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        keys = (keys ^ codes[offset : offset + len(keys)]) * np.uint64(_MULTIPLIER)
        keys ^= keys >> np.uint64(32)
    return frozenset(sorted(set(keys.tolist()))[:SKETCH])


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(digest(word), "little")


def digest(text: str, size: int = 8) -> bytes:
    """Return a digest of any string, the same on every machine."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=size).digest()


@lru_cache(maxsize=1 << 14)
def speaker_key(name: str | None) -> str:
    """Return a key that the full and the short name of a person share; it is the empty string for nobody.

    >>> speaker_key("Robert F. Kennedy Jr.") == speaker_key("Kennedy") == "kennedy"
    True
    """
    return " & ".join(sorted(filter(None, map(_last_name, (name or "").split(" & ")))))


def _last_name(name: str) -> str:
    words = [word for word in QUOTED.split(name) if word.casefold() not in SUFFIXES]
    return QUOTED.compared(words[-1]) if words else ""
