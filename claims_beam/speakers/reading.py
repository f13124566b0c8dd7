"""What the words of a source say by themselves, as ``sources`` reads them."""

from dataclasses import dataclass
from typing import Literal

from claims_beam.lexicon.pronouns import PronounClass
from claims_beam.records import Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source's words say by themselves.

    ``names`` are the ones credited, ``title`` the words that describe the first of them. Without names: ``head`` is the
    head noun, ``words`` the other content words, ``posts`` those words and the head as far as they are roles,
    ``counts`` those that count ("two"); ``owner`` a name that owns or narrows the head (``owned``: standing before it),
    ``possessed`` whether anybody owns it; ``pronoun`` the class of a pronoun, or of the possessive before the head.
    ``handle`` is what follows an @.
    """

    form: Literal["name", "nominal", "pronoun"]
    names: tuple[Mention, ...] = ()
    title: str | None = None
    head: str | None = None
    words: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    owner: Mention | None = None
    owned: bool = False
    posts: tuple[str, ...] = ()
    possessed: bool = False
    pronoun: PronounClass | None = None
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    handle: str | None = None
