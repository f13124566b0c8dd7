"""What the article says its people are: the roles in titles, in apposition, in brackets and behind "is".

"former governor Jane Doe", "Jane Doe, the governor of Ohio,", "the governor, Jane Doe,", "Jane Doe is the governor",
"Jane Doe (D-Ohio)" all note a role, and the words that narrow it, on the entity.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from claims_beam.lexicon.auxiliaries import DESCRIBING_COPULAS
from claims_beam.lexicon.cue_verbs import SAYING_FORMS
from claims_beam.lexicon.function_words import (
    APPOSITION_PREPOSITIONS,
    DESCRIBING,
    DESCRIPTION_LINKS,
    FUNCTION_WORDS,
    RELATIVES,
)
from claims_beam.lexicon.marks import DOUBLE, EM_DASH, EN_DASH
from claims_beam.lexicon.places import PARTIES
from claims_beam.lexicon.pronouns import PRONOUNS, REPLACEABLE, THIRD_PERSON_POSSESSIVES
from claims_beam.lexicon.roles import (
    FEMALE_ROLES,
    MALE_ROLES,
    ORDINAL_RANKS,
    RELATIONS,
    ROLES,
    ROLES_OF_LETTERS,
    TITLE_WORDS,
    role_of,
)
from claims_beam.lexicon.terms import terms
from claims_beam.records import Mention
from claims_beam.speakers.entity import Entity
from claims_beam.text.words import Tokens

_GENDER_WINDOW = 15  # A pronoun in so many tokens behind a name tells its gender.
_GENDERS = {word: 1 if PRONOUNS[word] == "he" else -1 for word in REPLACEABLE}
_WINDOW = 12  # So many words before or after a name are read as its description.
_BOUNDARIES = frozenset(f",.;:{EM_DASH}()\n{DOUBLE}")
_CLAUSE = SAYING_FORMS | terms("also, has, had, will")  # At such a word a clause begins, and no apposition.


def describe(tokens: Tokens, mentions: Iterable[tuple[Mention, Entity]]) -> None:
    """Note on every person its roles and what narrows them; reads a bounded window around each mention.

    The mentions are in text order, so that the first one of a person introduces it.
    """
    seen: set[Entity] = set()
    for name, entity in mentions:
        if entity.kind not in ("PERSON", None):
            continue
        first, after = tokens.at(name.start), tokens.after(name.end)
        title = _before(tokens, first)
        if title and entity.gender is None:
            entity.gender = "f" if title[0] in FEMALE_ROLES else "m" if title[0] in MALE_ROLES else None
        for words in (title, _apposition_before(tokens, first), _after(tokens, after)):
            _note(entity, words)
        _note_letters(tokens, first, after, entity)
        _note_party(tokens, after, entity)
        if entity not in seen:
            seen.add(entity)
            entity.introduced, entity.related = frozenset(entity.roles), _is_related(tokens, first, after)


def learn_genders(tokens: Tokens, mentions: Iterable[tuple[Mention, Entity]]) -> None:
    """Give a person of unknown gender that of the pronouns that follow its mentions before anybody else is named."""
    seen: dict[Entity, int] = {}
    following: int = len(tokens)
    for name, entity in reversed(list(mentions)):
        if entity.gender is None and (entity.kind == "PERSON" or (entity.kind is None and entity.count > 1)):
            after = tokens.after(name.end)
            window = tokens.lower[after : min(following, after + _GENDER_WINDOW)]
            seen[entity] = seen.get(entity, 0) + next((_GENDERS[word] for word in window if word in _GENDERS), 0)
        following = tokens.at(name.start)
    for entity, balance in seen.items():
        if balance:
            entity.gender = "m" if balance > 0 else "f"


def _note(entity: Entity, words: list[str]) -> None:
    """Note on the entity the roles among the words, and all the words as what narrows them."""
    roles = {role_of(word) for word in words} & ROLES
    for role in roles:
        entity.hold(role, words)


def _before(tokens: Tokens, first: int) -> list[str]:
    """Return the title, and the words in front of it, where a role stands directly before the name."""
    last = first - 1
    while last >= 0 and tokens.words[last] == "." and tokens.follows(first):
        last -= 1
    if last < 0 or role_of(tokens.lower[last]) not in ROLES or tokens.starts[first] - tokens.ends[last] > 2:
        return []
    return list(_backward(tokens, last))


def _backward(tokens: Tokens, last: int) -> Iterator[str]:
    """Yield the words up to and with ``last``, back to the determiner or mark before them.

    Before a title with a capital only others and "former" and the like belong to it: "met Gov. Jane Doe".
    """
    capital = tokens.words[last][0].isupper()
    for index in range(last, max(-1, last - _WINDOW), -1):
        lower = tokens.lower[index]
        if lower in DESCRIPTION_LINKS:
            continue
        if lower in DESCRIBING or not lower[0].isalnum():
            return
        if lower in FUNCTION_WORDS and lower not in ORDINAL_RANKS:
            return
        if capital and tokens.words[index].islower() and lower not in TITLE_WORDS:
            return
        yield lower.rstrip(".")


def _apposition_before(tokens: Tokens, first: int) -> list[str]:
    """Read the description before the comma of "the governor, Jane Doe," and "a lawyer for Roe, Jane Doe,"."""
    if first < 2 or tokens.words[first - 1] != ",":
        return []
    words: list[str] = []
    for index in range(first - 2, max(-1, first - _WINDOW), -1):
        lower = tokens.lower[index]
        if lower in DESCRIBING:
            return words if any(role_of(word) in ROLES for word in words) else []
        if lower in _BOUNDARIES:
            break
        words.append(lower)
    return []


def _after(tokens: Tokens, after: int) -> list[str]:
    """Read the description behind the name: "Jane Doe, the governor of Ohio," and "Jane Doe is the governor"."""
    if after + 1 >= len(tokens):
        return []
    if tokens.words[after] == "," or tokens.words[after] in ("--", EM_DASH, EN_DASH):
        return _forward(tokens, after + 1, tokens.lower[after + 1] in DESCRIBING)
    if tokens.lower[after] in DESCRIBING_COPULAS and tokens.lower[after + 1] in DESCRIBING:
        return _forward(tokens, after + 1, True)
    return []


def _forward(tokens: Tokens, first: int, determined: bool) -> list[str]:
    """Return the words from ``first`` to the next mark, where they describe.

    They hold a role before any preposition.
    """
    if not determined and not tokens.words[first].islower():
        return []
    words: list[str] = []
    described = False
    for lower in tokens.lower[first : first + _WINDOW]:
        if lower in _CLAUSE or (lower in APPOSITION_PREPOSITIONS and not described):
            return []
        if lower in RELATIVES or lower in _BOUNDARIES:
            break
        if lower[0].isalnum() and (lower not in FUNCTION_WORDS or lower in ("former", "first")):
            words.append(lower)
            described = described or role_of(lower) in ROLES
    return words if described else []


def _is_related(tokens: Tokens, first: int, after: int) -> bool:
    """Return whether the name stands beside a person whom a pronoun owns: "her rival, Sen. Jane Doe" and "his aide".

    Only nouns for persons count: in "In her speech, Jane Doe", the pronoun means her.
    """
    if tokens.word(after) == "," and tokens.word(after + 1) in THIRD_PERSON_POSSESSIVES:
        behind = tokens.lower[after + 2 : after + 2 + _WINDOW]
        return _has_person(takewhile(lambda word: word not in _BOUNDARIES, behind))
    words: list[str] = []
    for index in range(first - 1, max(-1, first - _WINDOW), -1):
        lower = tokens.lower[index]
        if lower in THIRD_PERSON_POSSESSIVES:
            return _has_person(words)
        if lower in DESCRIBING or (lower in _BOUNDARIES and not _is_inside(tokens, index, words)):
            return False
        words.append(lower)
    return False


def _is_inside(tokens: Tokens, index: int, words: Sequence[str]) -> bool:
    """Return whether the mark is the first comma behind a description, or the full stop of a title's short form."""
    mark, before = tokens.words[index], tokens.words[index - 1]
    return (mark == "," and mark not in words) or (mark == "." and before[0].isupper() and role_of(before) in ROLES)


def _has_person(words: Iterable[str]) -> bool:
    return any(word in RELATIONS or role_of(word) in ROLES for word in words)


def _note_letters(tokens: Tokens, first: int, after: int, entity: Entity) -> None:
    """Note what the letters beside a name say: *Jane Doe KC*, *Jane Doe, MP,* and *MP Jane Doe*.

    They may belong to the name.
    """
    behind = after + (tokens.word(after) == ",")
    for word in (*tokens.words[first - 1 : first], tokens.words[after - 1], *tokens.words[behind : behind + 1]):
        if role := ROLES_OF_LETTERS.get(word):
            entity.hold(role)


def _note_party(tokens: Tokens, after: int, entity: Entity) -> None:
    """Note that (R-Ohio) or ", D-Calif.," makes somebody a member of a legislature, of that party."""
    if after + 1 < len(tokens) and tokens.words[after] in ("(", ","):
        party = PARTIES.get(tokens.lower[after + 1][:2])
        if party and len(tokens.lower[after + 1]) > 2:
            for role in ("lawmaker", *(role for role in ("senator", "representative") if role in entity.roles)):
                entity.hold(role, party)
