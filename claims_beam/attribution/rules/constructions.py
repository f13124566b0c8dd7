"""One attribution as the rules find it in a parsed frame, in tokens."""

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Construction:
    """What the rule named ``rule`` found; ``content`` is empty where a frame only introduces the speech after it."""

    rule: str
    head: Token
    cue: list[Token]
    source: list[Token]
    content: list[Token]
