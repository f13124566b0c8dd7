"""Abbreviations in news prose other than titles, based on the Associated Press stylebook and spelled as in a text."""

from claims_beam.lexicon.calendar import MONTH_ABBREVIATIONS, WEEKDAY_ABBREVIATIONS
from claims_beam.lexicon.terms import terms
from claims_beam.lexicon.titles import ABBREVIATED_TITLES, RARE_TITLES

_REGIONS = terms("""
    Ala, Alta, Ariz, Ark, Calif, Colo, Conn, Del, Fla, Ga, Ill, Ind, Kan, Ky, La, Mass, Md, Mich, Minn, Miss, Mo, Mont,
    Neb, Nev, Okla, Ont, Ore, Pa, Penn, Que, Sask, Tenn, Tex, Va, Vt, Wash, Wis, Wyo
""")
_STREETS = terms("Ave, Blvd, Ft, FT, Hwy, Pkwy, Pt, Rd, Rte, Sq, St, ST, Sta, Ste")
_BODIES = terms("Assn, Assoc, Bros, Co, Corp, Cos, Ct, Dept, Dist, Inc, Intl, Ltd, Natl, Sec, Treas, Univ")
_PERSONS = terms("Det, Esq, Jr, Sr")
_WORDS = terms("al, approx, cf, dept, est, etc")
_WEEKDAYS = frozenset(day.capitalize() for day in WEEKDAY_ABBREVIATIONS - {"sun"})  # The Sun is a newspaper.
_MONTHS = frozenset(month.capitalize() for month in MONTH_ABBREVIATIONS.keys() - {"jun", "jul"})

MAY_END_SENTENCE = _REGIONS | _STREETS | _BODIES | _PERSONS | _WORDS | _WEEKDAYS | _MONTHS
"""Abbreviations behind which a sentence may end or go on."""

BEFORE_NAMES = frozenset(
    title.capitalize() for title in (ABBREVIATED_TITLES | RARE_TITLES) - {"del", "det"}
) | terms("Mt, vs")  # fmt: skip
"""Abbreviations that have a name behind them, so that no sentence ends there."""

BEFORE_NUMBERS = terms("Art, Ch, Fig, Figs, No, Nos, Op, Sect, Vol, ca, fig, figs, pp, vol")
"""Words that are abbreviations only before a number."""

IN_NAMES = ABBREVIATED_TITLES | terms("co, corp, ft, inc, jr, mt, sr, st")
"""Abbreviations inside a name, in lower case: the name goes on behind their full stop."""

DOMAINS = terms("ai, biz, ca, co, com, edu, eu, gov, info, int, io, mil, net, news, org, tv, uk, us")
"""The last part of an address on the web, which some write with a capital: *Example.Com*."""
