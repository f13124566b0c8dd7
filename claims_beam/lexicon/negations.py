"""Words that negate, and the words before which a negation denies something else. All entries are in lower case."""

from claims_beam.lexicon.marks import both_apostrophes
from claims_beam.lexicon.terms import listed, terms

NEGATIONS = terms("not, n't, never, no, neither, nor, nobody, none, nothing, cannot")

EVENT_NEGATIONS = NEGATIONS | terms("hardly, scarcely")
"""Words that say of an event that it does not happen."""

FAILING = terms("fail, fails, failed, failing, unable")

CUE_NEGATIONS = both_apostrophes(NEGATIONS) | FAILING | {"without"}
"""Words that say of a cue that nothing was said."""

NEGATING_GOVERNORS = FAILING | {"yet", "not"}
"""Words that negate the infinitive behind them: *failed* to mention, has *yet* to say."""

DIRECT_NEGATIONS = both_apostrophes(terms("not, n't, never, without"))
"""Words that negate the verb behind them: did *not* say."""

NEGATING_PAIRS = frozenset({listed("yet, to"), listed("short, of")})
"""Two words that negate together: has yet to say; stopped short of saying."""

NEGATING_DETERMINERS = terms("no, neither")
WITHOUT = terms("without, instead")

NEARLY = terms("nearly, almost")
"""Nearly fell, which is not to have fallen."""

ONLY = terms("only, just, merely, simply")
"""Not only said: said, and more."""

SCALES = ONLY | terms("necessarily, always, exactly, all, every, everyone, everything, entirely")
"""Words behind a negation that denies no event: not all came."""

OCCASIONS = terms("account, case, circumstance, circumstances, event, means, moment, point, time, way")
"""At no *time*, under no *circumstances*."""
