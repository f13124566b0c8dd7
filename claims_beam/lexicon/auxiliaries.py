"""Auxiliary verbs by what they do, and the adverbs and adjectives of modality. All entries are in lower case.

Parsed words have straight apostrophes only.
"""

from collections.abc import Mapping

from claims_beam.lexicon.implicatives import Modality
from claims_beam.lexicon.marks import POSSESSIVE_ENDINGS, both_apostrophes
from claims_beam.lexicon.terms import by_term, terms

BE = terms("be, am, is, are, was, were, been, being")
HAVE = terms("have, has, had, having")
DO = terms("do, does, did")
CLITICS = terms("'s, 're, 'm, 've, 'd, 'll")

MODALS: Mapping[str, Modality] = by_term({
    "future": "will, 'll, wo, shall, gonna",
    "conditional": "would, 'd",
    "possible": "may, might, could, can, ca",
    "necessary": "must, should, ought",
})  # fmt: skip
"""Each modal, to how it presents the event."""

PERFECT_MODALS: Mapping[str, Modality] = by_term({
    "counterfactual": "would, 'd, should, ought",
    "probable": "must",
})  # fmt: skip
"""The same before "have": would have won did not win, must have won probably won."""

PERFECT = terms("have, 've")
PAST = terms("was, were, did, had, has, have, 've")
FUTURE = frozenset(modal for modal, modality in MODALS.items() if modality == "future") - {"gonna"}

BARE_COPULAS = BE - {"am"} | {"'s"}
"""Verbs that hold a quotation without saying that anybody spoke."""

DESCRIBING_COPULAS = terms("is, was, became, remains, becomes, are").union(POSSESSIVE_ENDINGS)
"""Verbs between a person and what the person is."""

CUE_AUXILIARIES = both_apostrophes(BE | HAVE | DO | CLITICS | (MODALS.keys() - {"gonna", "ought"}) | {"to"})
"""Words inside a cue that are no verb of their own."""

ADVERBS: Mapping[str, Modality] = by_term({
    "probable": "probably, likely, presumably, apparently, seemingly, reportedly, supposedly",
    "possible": "perhaps, maybe, possibly, potentially, allegedly, conceivably",
})  # fmt: skip
"""Each adverb, to how it presents the event."""

ADJECTIVES: Mapping[str, Modality] = by_term({
    "possible": "possible, potential, alleged, proposed, planned, attempted, hypothetical",
    "probable": "probable, likely, apparent, suspected",
    "future": "expected, upcoming, future, forthcoming, impending, scheduled",
})  # fmt: skip
"""Each adjective, to how it presents the event that the noun names."""

DENYING_ADJECTIVES = terms("aborted, canceled, cancelled, averted, foiled, thwarted, nonexistent")
"""Adjectives of an event that did not happen."""

CONDITIONALS = terms("if, unless, whether")
