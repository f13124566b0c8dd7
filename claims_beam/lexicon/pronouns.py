"""Pronouns and the classes they fall into."""

from collections.abc import Mapping
from typing import Literal

from claims_beam.lexicon.terms import by_term, terms
from claims_beam.records import Gender

PronounClass = Literal["he", "she", "it", "they", "i", "we", "you", "who", "which", "each", "any"]

PRONOUNS: Mapping[str, PronounClass] = by_term({
    "he": "he, him, his, himself",
    "she": "she, her, hers, herself",
    "it": "it, its, itself",
    "they": "they, them, their, theirs, themselves",
    "i": "i, me, my, mine, myself",
    "we": "we, us, our, ours, ourselves",
    "you": "you, your, yours, yourself",
    "who": "who, whom, whose",
    "which": "which, that",
    "each": "each, both",
    "any": """
        one, some, many, most, others, several, few, all, none, neither, any, everyone, everybody, someone,
        somebody, anyone, anybody, nobody, no-one, this, these, those, what, another, other
    """,
})  # fmt: skip

POSSESSIVES = terms("his, her, its, their, my, our, your")
THIRD_PERSON_POSSESSIVES = POSSESSIVES - {"my", "our", "your"}

PERSONAL = terms("i, we, he, she, it, they")
"""The classes of the personal pronouns of the first and the third person."""

REPLACEABLE = terms("he, him, his, she, her")
"""The pronouns in whose place a name reads well."""

OBJECTS = terms("him, her")
"""The pronouns with a gender that may be the object of a verb; *her* may also own what stands behind it."""

PRONOUN_GENDERS: Mapping[str, Gender] = {
    **{word: "m" for word, class_ in PRONOUNS.items() if class_ == "he"},
    **{word: "f" for word, class_ in PRONOUNS.items() if class_ == "she"},
}
"""Each pronoun that shows a gender, to that gender."""

FIRST_PERSON_SINGULAR = frozenset(word for word, class_ in PRONOUNS.items() if class_ == "i") | terms("""
    i'm, i'd, i'll, i've
""")
