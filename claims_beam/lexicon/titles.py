"""Titles before a name: courtesies, honorifics and abbreviated posts. All entries are in lower case.

The posts that are written in full are in ``roles``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from claims_beam.lexicon.terms import by_term, terms
from claims_beam.records import Gender

HONORIFICS: Mapping[str, Gender | None] = by_term({
    "m": "mr, sir, lord, mister, señor, senhor, signor, monsieur, herr, rabbi, imam, brother, monsignor, ayatollah, "
    "mullah, mufti, maulana, sheikh, shaikh, sheik, datuk, dato, kiai, kyai, ustaz, alhaji, pandit, shri, swami, earl, "
    "viscount",
    "f": "mrs, ms, miss, lady, dame, madam, mme, sister, baroness, madame, mademoiselle, señora, señorita, senhora, "
    "signora, frau, alhaja, hajiya, sheikha, smt, puan, viscountess",
    None: "dr, prof, rev, hon, reverend, saint, engr",
})  # fmt: skip
"""Each honorific, to the gender that it shows."""

MONARCHS = terms("king, queen, prince, princess, pope, duke, duchess, emperor, empress, sultan, emir, tsar, archduke")
"""Titles whose holder goes by a first name and *of*: Queen Mary *of* Scots."""

COURTESIES = terms("mr, mrs, ms, miss, mister, madam, madame, mme")
"""Honorifics that say no more than the gender."""

STYLES = terms("sir, dame, lord, lady, baroness, earl, viscount, viscountess")
"""Honorifics that take the place of a courtesy: who is *Sir* is not called *Mr*."""

POSTS: Mapping[str, str] = MappingProxyType({
    **{"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel"},
    **{"lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "maj": "major", "adm": "admiral", "del": "delegate"},
    **{"cmdr": "commander", "atty": "attorney", "supt": "superintendent", "pres": "president", "amb": "ambassador"},
    **{"det": "detective", "insp": "inspector"},
})  # fmt: skip
"""Each abbreviated post, to the role that it stands for."""

CALLINGS: Mapping[str, str] = MappingProxyType({"prof": "professor", "dr": "doctor", "rev": "reverend"})
"""Each abbreviated honorific that is also a calling, to the role that it stands for."""

ABBREVIATED_TITLES = frozenset(POSTS).union(CALLINGS, terms("mr, mrs, ms, hon"))
"""Titles that end in a full stop and have a name behind it."""

RARE_TITLES = terms("""
    ald, asst, brig, capts, chmn, cllr, cmdrs, cols, comdr, cpl, cpls, drs, fr, gens, govs, lts, messrs, mlle, mme,
    mmes, msgr, mx, pfc, profs, pte, pvt, reps, revs, sens, sgts, spc, sra, srta
""")
"""Further ones, which end no sentence either."""
