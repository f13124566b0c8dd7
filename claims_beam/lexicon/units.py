"""Currencies, measures, and what compares a number. All entries but codes and symbols are in lower case."""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon.calendar import TIMES
from claims_beam.lexicon.terms import by_term, terms

CURRENCY_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₦": "NGN",
        "₱": "PHP", "₺": "TRY", "₴": "UAH", "฿": "THB", "₫": "VND", "₵": "GHS",
    }
)  # fmt: skip
DOLLARS: Mapping[str, str] = by_term({
    "USD": "us",
    "AUD": "a, au",
    "CAD": "c, ca, can",
    "NZD": "nz",
    "HKD": "hk",
    "SGD": "s",
    "TWD": "nt",
    "BRL": "r",
    "JMD": "j",
    "TTD": "tt",
})  # fmt: skip
"""What stands before the sign of a dollar: US$, A$."""

CURRENCY_LETTERS: Mapping[str, str] = by_term({
    "ZAR": "R",
    "INR": "Rs, Re",
    "KES": "Ksh, KSh, Kshs",
    "UGX": "Ush, UShs, USh, Shs",
    "TZS": "Tsh, TSh",
    "NGN": "N",
    "GHS": "GH",
    "MYR": "RM",
    "IDR": "Rp",
    "BDT": "Tk",
})  # fmt: skip
"""What stands for a currency before its amount, with capitals as written: R500, Rs 5 crore."""

ROAD_LETTERS = terms("R, N")
"""Those that, before a small number, may name a road: the N2."""

CURRENCIES: Mapping[str, str] = by_term({
    "USD": "dollar, dollars, dlr, dlrs, us dollars, american dollars",
    "CAD": "canadian dollar, canadian dollars",
    "AUD": "australian dollar, australian dollars",
    "NZD": "new zealand dollar, new zealand dollars",
    "HKD": "hong kong dollar, hong kong dollars",
    "SGD": "singapore dollar, singapore dollars",
    "GBP": "pounds sterling, british pounds, sterling, stg",
    "EUR": "euro, euros",
    "INR": "rupee, rupees, indian rupees",
    "PKR": "pakistani rupees",
    "LKR": "sri lankan rupees",
    "ZAR": "rand",
    "NGN": "naira",
    "GHS": "cedi, cedis",
    "KES": "kenyan shillings",
    "UGX": "ugandan shillings",
    "TZS": "tanzanian shillings",
    "THB": "baht",
    "MYR": "ringgit",
    "IDR": "rupiah",
    "BDT": "taka",
    "AED": "dirham, dirhams",
    "SAR": "riyal, riyals",
    "TRY": "lira",
    "PLN": "zloty, zlotys",
    "UAH": "hryvnia, hryvnias",
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
    USD, EUR, GBP, JPY, CNY, CHF, CAD, AUD, NZD, SEK, NOK, DKK, INR, RUB, KRW, ILS, MXN, BRL, ZAR, SGD, HKD, PLN, NGN,
    KES, UGX, TZS, GHS, PKR, LKR, BDT, PHP, THB, MYR, IDR, VND, TRY, UAH, AED, SAR, EGP, TWD, RMB
""")

COUNTED = TIMES | terms("""
    people, men, women, children, sheep, fish, police, staff, foot, feet, inch, mile, metre, meter, kilometre,
    kilometer, km, kg, mph, kph, tonne, ton, litre, liter, gallon, acre, hectare, degree, barrel, watt, megawatt,
    gigawatt, mw, gw, cent, cts, penny, pence, point, person, man, woman, child, vote, seat, cm, mm, ft, lb,
    lbs, oz, gb, mb, tb, kw, kwh, mwh, ml, ha, cattle, deer, salmon, personnel, crew, aircraft
""")
"""Nouns that are counted and are no plural in s."""

BEHIND_INCHES = terms("""
    x, ×, by, wide, long, tall, thick, deep, high, diameter, pipe, pipes, screen, screens, nail, nails, board, boards,
    gun, guns, barrel, barrels
""")
"""What stands behind a measure in inches: a 5" pipe."""

COMPARATORS: Mapping[str, str] = by_term({
    "more than": """
        more than, over, above, greater than, upwards of, in excess of, exceeding, exceeds, exceeded, well over,
        just over, slightly over, slightly more than, just more than, north of, >
    """,
    "at least": "at least, no fewer than, no less than, not less than, a minimum of, minimum of",
    "less than": """
        less than, fewer than, under, below, lower than, just under, well under, slightly less than, just below, <
    """,
    "at most": """
        at most, no more than, not more than, up to, as many as, as much as, a maximum of, maximum of, at the most
    """,
    "about": """
        about, around, roughly, approximately, some, an estimated, close to, nearly, almost, circa, more or less,
        approx, estimated, ~
    """,
})  # fmt: skip
"""What stands before a number, to the comparator that it means."""

COMPARATORS_BEHIND: Mapping[str, str] = by_term({
    "at least": "or more, and above, and over, and up, or above, or higher, or older",
    "about": "or so, or thereabouts",
    "at most": "or less, or fewer, and under, or under, or below, or younger",
})  # fmt: skip
"""What stands behind a number, to the comparator that it means."""

LENGTHS = terms("inch, foot, mile, metre, meter, kilometre, kilometer, acre, hectare, tonne, ton, pint, litre, liter")
"""What may be halved: half a mile."""

PRICED = terms("""
    head, person, barrel, share, tonne, ton, litre, liter, gallon, pound, kilo, kilogram, kg, ounce, piece, unit, mile,
    acre, hectare, bushel, pint, child, household, vote, ticket, word, pupil, student
""")
"""What a price may be for one of: $60 *a barrel*."""

SMALL_COINS = terms("p, c")
"""Letters that touch an amount in pence or cents: 60p."""

METERS_CUES = terms("""
    depth, height, length, width, waves, wave, tide, jumped, jump, leapt, threw, tall, deep, high, wide, long, away, of,
    swell, swells, radius, distance, ran, swam
""")
"""Words beside 3m that make it meters and not millions."""

MEASURES = terms("square, cubic, sq, nautical, light, metric")
"""Words before a unit that make another one of it: square feet."""

NO_JOINED_UNITS = terms("strong, fold, something, off, plus, odd, up, down, on, out")
"""Words that a hyphen joins to a number and that it does not count: a *2,000-strong* crowd."""

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

SERVICE_NUMBERS = terms("911, 999, 411, 311, 112, 101")
"""Telephone numbers that everybody knows; they count nothing unless a noun follows."""

LABELED = terms("""
    route, highway, hwy, expressway, freeway, interstate, motorway, road, flight, boeing, airbus, channel, gate,
    platform, section, article, chapter, page, pages, number, room, apartment, ward, district, zone, phase, grade,
    class, year, round, level, stage, tier, category, type, bill, proposition, measure, amendment, title, form,
    precinct, pier, terminal, bus, psalm, resolution, exit, junction, episode, season, volume, part, formula,
    apollo, model, version, windows, covid, iphone, galaxy, no, nos, pp, paragraph, clause, schedule, appendix, day,
    week, sector, postcode, extension
""")
"""Nouns that a number behind them names one of, and does not count: *Route 66*, *page 12*."""

RANGING = terms("ranging, ranges, ranged, range, anywhere, varying, vary, varies")
"""Words before *from* that make a range of what would be a change: *ranging from 5 to 9*."""

MOVES = terms("""
    rose, fell, gained, lost, dropped, climbed, slipped, added, increased, decreased, jumped, declined, slid, surged,
    grew, shed, advanced, plunged, up, down, rise, fall, rising, falling, edged, eased, soared, tumbled, sank, won
""")
"""Words before a number that moves by it: *fell 31 to 104*."""

NO_RANKS_BEFORE = terms("""
    lady, minister, hand, aid, rate, class, party, degree, responder, responders, amendment, guessing, nature
""")
"""Nouns that an ordinal names one of and does not order: *the first lady*."""
