"""One attribution as the rules find it in a parsed frame, in tokens."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from claims_beam.lexicon import cue_verbs
from claims_beam.parsing.trees import children, subtree


@dataclass(frozen=True, slots=True)
class Construction:
    """What the rule named ``rule`` found; ``content`` is empty where a frame only introduces the speech after it."""

    rule: str
    lemma: str
    head: Token
    cue: list[Token]
    source: list[Token]
    content: list[Token]
    addressee: list[Token] = field(default_factory=list)


def addressee_of(verb: Token) -> list[Token]:
    """Who is spoken to: the object behind tell, ask, remind and their like."""
    if cue_verbs.FORMS.get(verb.lower_) in cue_verbs.ADDRESSING_VERBS:
        for child in children(verb, "dative", "dobj"):
            if child.i > verb.i:
                return subtree(child)
    return []
