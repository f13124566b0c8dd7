"""Number words with their values: units, tens, scales, parts and ordinals. All entries are in lower case."""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon.terms import by_term, listed

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
SCALES: Mapping[str, float] = MappingProxyType({**POWERS, DOZEN: 12.0, "mn": 1e6, "bn": 1e9, "tn": 1e12})
"""What multiplies the number before it."""

MONEY_SCALES: Mapping[str, float] = MappingProxyType({"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12})
"""What a letter behind an amount of money means: $3m."""

PLURAL_SCALES = frozenset(f"{word}s" for word in (*POWERS, DOZEN))
"""A number that nobody counted: hundreds of people."""

VULGAR_FRACTIONS: Mapping[str, float] = MappingProxyType(
    {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅕": 1 / 5}
)
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

ORDINALS: Mapping[str, int] = MappingProxyType({
    word: value
    for value, word in enumerate(
        listed("first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth"), start=1
    )
})  # fmt: skip
ORDINAL_ENDINGS = listed("st, nd, rd, th")


def units(least: int, most: int) -> tuple[str, ...]:
    """Return the words of the whole numbers from ``least`` to ``most``, which are below 20, in their order."""
    return tuple(word for word, value in UNITS.items() if least <= value <= most)
