"""One attribution as the rules find it in a parsed frame, in tokens."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from claims_beam import lexicon
from claims_beam.nlp.trees import children, subtree


@dataclass(frozen=True, slots=True)
class Attribution:
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
    if lexicon.FORMS.get(verb.lower_) in lexicon.ADDRESSING_VERBS:
        for child in children(verb, "dative", "dobj"):
            if child.i > verb.i:
                return subtree(child)
    return []
