"""The wording of a text as hashed features: its words, its pairs of neighboring words and its stretches of letters.

Feature hashing (Weinberger et al., 2009, "Feature Hashing for Large Scale Multitask Learning", ICML) keeps the weights
small and free of any text: a gram is only the place in the table that its checksum names.
"""

import re
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from claims_beam.text.words import with_marks

BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS

_LETTERS = (3, 4, 5)
_LONGEST_WORD = 30  # A longer "word" is an address or noise, so only its beginning is used.
_KNOWN_WORDS = 1 << 14

# Besides words and numbers, the marks of questions, exclamations, percentages and sums of money are tokens.
_CUT = with_marks("?!%$€£¥")
_DIGIT = re.compile(r"\d")


def hash_wording(text: str) -> set[int]:
    """Return the buckets, from 0 to ``BUCKETS`` - 1, of the text's grams.

    The grams are the words in lower case, the pairs of neighboring words, and the stretches of 3 to 5 letters in a
    word. Every digit is replaced by 0. The beginning and the end of the text count as words in the pairs, and those of
    a word count as letters.
    """
    words = [_DIGIT.sub("0", _CUT.compared(word)) for word in _CUT.split(text)]
    buckets = {_bucket(f"{first} {second}") for first, second in pairwise(["<", *words, ">"])}
    for word in words:
        buckets.update(_inside(word[:_LONGEST_WORD]))
    return buckets


@lru_cache(maxsize=_KNOWN_WORDS)
def _inside(word: str) -> frozenset[int]:
    """Return the buckets of a word and of its stretches of letters, its edges marked."""
    marked = f"_{word}_"
    stretches = (marked[index : index + size] for size in _LETTERS for index in range(len(marked) - size + 1))
    return frozenset(map(_bucket, (f"{word} ", *stretches)))


def _bucket(gram: str) -> int:
    """Return which of the hashed features a stretch of letters counts for."""
    return crc32(gram.encode("utf-8", "surrogatepass")) >> (32 - BUCKET_BITS)
