"""Currencies, measures, and what compares a number. All entries but codes and symbols are in lower case."""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon.calendar import TIMES
from claims_beam.lexicon.terms import by_term, terms

CURRENCY_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS"}
)
DOLLARS: Mapping[str, str] = MappingProxyType(
    {"us": "USD", "a": "AUD", "c": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD"}
)
"""What stands before the sign of a dollar: US$, A$."""

CURRENCIES: Mapping[str, str] = by_term({
    "USD": "dollar, dollars",
    "EUR": "euro, euros",
    "INR": "rupee, rupees",
    "RUB": "rouble, roubles, ruble, rubles",
    "JPY": "yen",
    "CNY": "yuan",
    "KRW": "won",
    "ILS": "shekels",
    "MXN": "pesos",
    "CHF": "francs",
    "SEK": "kronor",
})  # fmt: skip
CURRENCY_CODES = terms("""
    USD, EUR, GBP, JPY, CNY, CHF, CAD, AUD, NZD, SEK, NOK, DKK, INR, RUB, KRW, ILS, MXN, BRL, ZAR, SGD, HKD, PLN
""")

COUNTED = TIMES | terms("""
    people, men, women, children, sheep, fish, police, staff, foot, feet, inch, mile, metre, meter, kilometre,
    kilometer, km, kg, mph, kph, tonne, ton, litre, liter, gallon, acre, hectare, degree, barrel, watt, megawatt,
    gigawatt, mw, gw, cent, penny, pence, point, person, man, woman, child, vote, seat
""")
"""Nouns that are counted and are no plural in s."""

BEHIND_INCHES = terms("""
    x, ×, by, wide, long, tall, thick, deep, high, diameter, pipe, pipes, screen, screens, nail, nails, board, boards,
    gun, guns, barrel, barrels
""")
"""What stands behind a measure in inches: a 5" pipe."""

COMPARATORS: Mapping[str, str] = by_term({
    "more than": "more than, over, above, greater than, upwards of, in excess of, exceeding",
    "at least": "at least, no fewer than, no less than, not less than, a minimum of",
    "less than": "less than, fewer than, under, below, lower than",
    "at most": "at most, no more than, not more than, up to, as many as, as much as",
    "about": """
        about, around, roughly, approximately, some, an estimated, close to, nearly, almost, circa, more or less
    """,
})  # fmt: skip
"""What stands before a number, to the comparator that it means."""

COMPARATORS_BEHIND: Mapping[str, str] = by_term({
    "at least": "or more",
    "about": "or so",
    "at most": "or less, or fewer",
})  # fmt: skip
"""What stands behind a number, to the comparator that it means."""

OF_DURATION = terms("over, under, some")
"""Comparators that compare nothing before a time: *over three years* is how long it lasted."""

NOT_COUNTED = terms("""
    a, an, the, and, or, but, nor, of, in, on, at, to, for, from, by, with, as, than, that, which, who, when, while,
    where, if, because, since, until, after, before, during, is, are, was, were, be, been, has, have, had, do, does,
    did, will, would, can, could, may, might, must, should, his, her, its, their, our, my, your, this, these, those, it,
    he, she, they, we, i, you, not, so, then, there, between, against, into, over, under, per, about, versus, vs, said,
    says, one
""")
"""Words that no noun stands behind that the number before them counts."""

NO_PLURALS = terms("says, was, is, has, does, as, this, its, his, us, plus, less, yes")
"""Words in s that are the plural of no noun."""
