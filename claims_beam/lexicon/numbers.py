"""Number words with their values: units, tens, scales, parts and ordinals. All entries are in lower case."""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon.terms import by_term, listed, terms

UNITS: Mapping[str, int] = MappingProxyType({
    word: value
    for value, word in enumerate(
        listed("""
            zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen,
            fifteen, sixteen, seventeen, eighteen, nineteen
        """)
    )
})  # fmt: skip
TENS: Mapping[str, int] = MappingProxyType(
    dict(zip(listed("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety"), range(20, 100, 10), strict=True))
)
POWERS: Mapping[str, float] = MappingProxyType(
    {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
)
DOZEN = "dozen"
_ABBREVIATED_SCALES = {"mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
_INDIAN_SCALES = {"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7}
SCALES: Mapping[str, float] = MappingProxyType({**POWERS, DOZEN: 12.0, **_ABBREVIATED_SCALES, **_INDIAN_SCALES})
"""What multiplies the number before it."""

LETTER_SCALES: Mapping[str, float] = MappingProxyType({"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12})
"""What a letter that touches a number means: $3m, 12k miles."""

CAPITAL_SCALES = frozenset("KMB")
"""Letters that are a scale with a capital and behind any number: 2M views."""

PLURAL_SCALES = frozenset(f"{word}s" for word in (*POWERS, DOZEN))
"""A number that nobody counted: hundreds of people."""

UNCOUNTED = PLURAL_SCALES | {"tens", "scores", "lakhs", "crores"}
"""What may stand for a number that nobody counted, before *of*."""

FEW = terms("a few, several, many")
"""Words that leave the number before a scale open: *a few hundred*, *several thousand*."""

VULGAR_FRACTIONS: Mapping[str, float] = MappingProxyType({
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
})  # fmt: skip

DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100})
"""What a fraction in digits may have below its line; 24/7 and 9/11 are none."""

PARTS: Mapping[str, int] = by_term({
    2: "half, halves",
    3: "third, thirds",
    4: "quarter, quarters",
    5: "fifth, fifths",
    6: "sixth, sixths",
    8: "eighth, eighths",
    10: "tenth, tenths",
})  # fmt: skip
"""How many of them make a whole."""

BEFORE_PARTS = terms("""
    by, than, over, about, nearly, almost, around, roughly, under, least, to, exactly, only, cut, in, between,
    from, and, up
""")
BEHIND_PARTS = terms("in, this, last, since, from, to, and, as, by, over, during, compared, were, are, was, is, said")
"""Words between which *a third* or *a half* is a share: fell *by* a third *in* May."""

HALVED = terms("of, the, its, their, all, our, his, her, those, that")
"""Words behind a half that say what it is half of."""

BEFORE_QUARTERS = terms("""
    last, past, next, first, previous, final, these, those, for, consecutive, successive, straight, within, every, all,
    recent, after, other, coming
""")
"""Words before quarters that are three months each."""

ORDINALS: Mapping[str, int] = MappingProxyType({
    word: value
    for value, word in enumerate(
        listed("first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth"), start=1
    )
})  # fmt: skip

# Each quantity without a digit has one of these words.
NUMBER_WORDS = frozenset({"half", "couple", *UNITS, *TENS, *SCALES, *UNCOUNTED, *VULGAR_FRACTIONS, *PARTS, *ORDINALS})

ORDINAL_ENDINGS = listed("st, nd, rd, th")


def units(least: int, most: int) -> tuple[str, ...]:
    """Return the words of the whole numbers from ``least`` to ``most``, which are below 20, in their order."""
    return tuple(word for word, value in UNITS.items() if least <= value <= most)
