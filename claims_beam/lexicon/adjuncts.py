"""Words that begin what is said of an act and not of a person: when, where and how it was done."""

from claims_beam.lexicon.calendar import NEAR_DAYS
from claims_beam.lexicon.terms import terms

TIME_ADVERBS = NEAR_DAYS | terms("""
    again, afterwards, ahead, earlier, early, last, late, later, next, once, recently, repeatedly, shortly, since,
    then, this, twice
""")
"""Told reporters *yesterday*, *last week*, *late on Monday*."""

ADJUNCT_PREPOSITIONS = terms("""
    after, amid, around, as, at, because, before, by, during, following, how, if, in, near, on, outside, over, that,
    through, to, upon, via, when, whether, while, why
""")
"""Told reporters *in* Ankara, *after* the vote, *as* the talks began."""
