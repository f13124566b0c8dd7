"""Names gathered into entities: one for every person, organisation, place and group, under its fullest name.

A full name gathers its surname, its first name, its nicknames and initials; an organisation its acronym and its
shorter forms. Where two persons share a surname, honorific, title and gender narrow the choice; ``candidates`` gives
who is left.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from claims_beam.lexicon.first_names import FAMILIAR_NAMES
from claims_beam.lexicon.function_words import SMALL_NAME_WORDS
from claims_beam.lexicon.marks import straightened
from claims_beam.lexicon.names import NICKNAMES, SUFFIXES
from claims_beam.lexicon.nouns import BODY_HEADS
from claims_beam.lexicon.places import PLACES
from claims_beam.lexicon.titles import COURTESIES, HONORIFICS, STYLES
from claims_beam.records import Mention
from claims_beam.speakers.entity import MOST_NOTED, Entity
from claims_beam.speakers.naming import acronyms, gender_of_title, is_full_name, near_spellings, plain

# A new name is compared with this many entities, the latest under its surname or head word, which bounds the work.
_MOST_COMPARED = 8
_STEM = 6  # Words of descriptions and names are compared by so many letters: appeal, Appeals.

T = TypeVar("T")


def name_key(word: str) -> str:
    """Return the form in which words of names are compared.

    Case, full stops and the shape of apostrophes do not count.
    """
    return straightened(word.casefold().replace(".", ""))


def name_keys(words: Sequence[str]) -> tuple[str, ...]:
    """Return the comparable words of a name."""
    return tuple(name_key(word) for word in words)


def find_surname(words: Sequence[str]) -> str:
    """Return the comparable surname: the last word that is no suffix."""
    keys = name_keys(words)
    return next((key for key in reversed(keys) if key not in SUFFIXES), keys[-1])


class Entities:
    """All entities of one article; ``candidates`` gives those that a name in the text may mean."""

    def __init__(self, text: str, names: Sequence[Mention]) -> None:
        self._persons: dict[str, list[Entity]] = defaultdict(list)  # The keys are surnames.
        self._near: dict[str, list[Entity]] = defaultdict(list)  # The keys are what ``near_spellings`` returns.
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._bodies: dict[tuple[str, ...], Entity] = {}  # The keys are the words of their names.
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._acronyms: dict[str, Entity] = {}
        self._spellings: dict[str, Entity] = {}
        self._candidates: dict[int, tuple[Entity, ...]] = {}
        full = [name for name in names if name.kind == "PERSON" and is_full_name(name.words)]
        for name in full:
            self._candidates[name.start] = (self._person(name),)
        rest = [name for name in names if name.start not in self._candidates]
        self._gather_bodies(text, [name for name in rest if name.kind not in ("PERSON", None)])
        for name in rest:
            self._candidates[name.start] = self._short(name)
        self._first: dict[Entity, int] = {}
        self._count(names)

    def candidates(self, name: Mention) -> tuple[Entity, ...]:
        """Return the entities that the mention may name, one where nothing else fits."""
        return self._candidates[name.start]

    def likely(self, name: Mention) -> Entity | None:
        """Return the one entity that the mention may name, or the one of them that the article is mostly about."""
        fitting = sorted(self._candidates[name.start], key=lambda entity: entity.count, reverse=True)
        sure = len(fitting) == 1 or fitting[0].count >= 2 * fitting[1].count > 0
        return fitting[0] if sure else None

    def first(self, entity: Entity) -> int:
        """Return the offset of the first mention that is surely the entity's; -1 where none is."""
        return self._first.get(entity, -1)

    def spelled(self, handle: str) -> Entity | None:
        """Return the person whose full name ends the handle: realJaneDoe."""
        if not self._spellings:
            for bearers in self._persons.values():
                self._spellings.update(("".join(name_keys(entity.words)), entity) for entity in bearers)
        letters = name_key(handle).replace("_", "")
        endings = (letters[start:] for start in range(len(letters)))
        return next((self._spellings[ending] for ending in endings if ending in self._spellings), None)

    def body(self, words: tuple[str, ...]) -> Entity:
        """Return the organisation of this name, made if the article has not named it."""
        return self._bodies.setdefault(name_keys(words), Entity(words, "ORG"))

    def bodies(self, head: str, words: Sequence[str]) -> list[Entity]:
        """Return the organisations that a nominal may mean.

        Its head, and one of the words before it, occur in their names.
        """
        stems = {word[:_STEM] for word in words}
        found: list[Entity] = []
        for word in BODY_HEADS.get(head, (head,)):
            for entity in self._by_word.get(word, [])[-_MOST_COMPARED:]:
                keys = name_keys(entity.words)
                if (
                    _is_headed_by(keys, word)
                    and entity not in found
                    and (not stems or stems & {key[:_STEM] for key in keys})
                ):
                    found.append(entity)
        return found

    def _person(self, name: Mention) -> Entity:
        """Return the person whom a full name names: one of the same surname that agrees with it, or else a new one."""
        bearers = self._persons[find_surname(name.words)]
        for entity in reversed(bearers[-_MOST_COMPARED:]):
            if _is_same_person(entity, name):
                if _fullness(name.words) > _fullness(entity.words):
                    entity.words = name.words
                entity.gender = entity.gender or name.gender
                entity.certain = entity.certain or name.certain
                _note_title(entity, name)
                return entity
        entity = Entity(name.words, "PERSON", name.gender, name.certain)
        _note_title(entity, name)
        self._add_person(find_surname(name.words), entity)
        first = name_key(name.words[0])
        for key in {first, *NICKNAMES.get(first, ())}:
            self._by_first[key].append(entity)
        for start in range(1, len(name.words) - 1):  # These are compound surnames: Garcia Lopez, de la Cruz.
            self._persons[" ".join(name_keys(name.words[start:]))].append(entity)
        return entity

    def _gather_bodies(self, text: str, names: Sequence[Mention]) -> None:
        """Take in the names that are no persons', their acronyms, and the longer names that short ones stand for."""
        for name in names:
            keys = name_keys(name.words)
            if keys not in self._bodies:
                self._bodies[keys] = Entity(name.words, name.kind)
                for key in dict.fromkeys(keys):
                    self._by_word[key].append(self._bodies[keys])
        for keys, entity in self._bodies.items():
            for letters in acronyms(keys) if entity.kind == "ORG" else ():
                self._acronyms.setdefault(letters, entity)
        for name, short in pairwise(names):
            if len(short.words) == 1 and text[name.end : short.start].strip() == "(" and name.kind == "ORG":
                self._acronyms[name_key(short.words[0])] = self._bodies[name_keys(name.words)]
        for keys, entity in list(self._bodies.items()):
            self._bodies[keys] = self._fuller(keys, entity)

    def _fuller(self, keys: tuple[str, ...], entity: Entity) -> Entity:
        """Return the one longer name that a short one stands for (the Post, EPA), else the entity itself."""
        if entity.kind != "ORG":
            return entity
        if len(keys) == 1 and keys[0] in self._acronyms:
            return self._acronyms[keys[0]]
        longer: dict[int, Entity] = {
            id(other): other
            for edge in (keys[-1], keys[0])
            for other in self._by_word[edge][-_MOST_COMPARED:]
            if other.kind == "ORG" and _shortens(keys, name_keys(other.words))
        }
        return next(iter(longer.values())) if len(longer) == 1 else entity

    def _short(self, name: Mention) -> tuple[Entity, ...]:
        """Return a surname, a first name, an acronym, or a word that only the whole article explains."""
        keys = name_keys(name.words)
        if keys in self._bodies:
            return (self._bodies[keys],)
        bearers = self._persons.get(" ".join(keys)) or self._persons.get(keys[-1]) or self._by_first.get(keys[0], [])
        fitting = _styled(tuple(entity for entity in bearers[-_MOST_COMPARED:] if _fits(entity, name)), name)
        titled = tuple(entity for entity in fitting if name.title and name.title in entity.titles)
        if fitting:
            return titled if len(titled) == 1 else fitting
        if len(keys) == 1 and keys[0] in self._acronyms:
            return (self._acronyms[keys[0]],)
        misspelled = (
            [entity for entity in self._alike(keys[-1]) if _fits(entity, name)] if name.kind == "PERSON" else []
        )
        if len(misspelled) == 1:
            return (misspelled[0],)
        entity = Entity(name.words, name.kind, name.gender, name.certain)
        self._add_person(keys[-1], entity)
        return (entity,)

    def _add_person(self, surname: str, entity: Entity) -> None:
        self._persons[surname].append(entity)
        for spelling in near_spellings(surname):
            self._near[spelling].append(entity)

    def _alike(self, surname: str) -> list[Entity]:
        """Return the persons whose surname differs in one letter: left out, put in, or put in place of another."""
        near = (
            entity for spelling in near_spellings(surname) for entity in self._near.get(spelling, ())[-_MOST_COMPARED:]
        )
        return list(dict.fromkeys(near))

    def _count(self, names: Sequence[Mention]) -> None:
        """Note each mention that can only be one entity's: its count, its title, how it is written and its gender."""
        for name in names:
            fitting = self._candidates[name.start]
            if len(fitting) == 1:
                entity = fitting[0]
                entity.count += 1
                self._first.setdefault(entity, name.start)
                _note(entity.written, name.words)
                _note_title(entity, name)
                if name.title and name.gender and not (entity.gender and _is_surely_gendered(entity)):
                    entity.gender = name.gender


def _note_title(entity: Entity, name: Mention) -> None:
    if name.title and plain(name.title) not in COURTESIES:
        _note(entity.titles, name.title)


def _note(noted: list[T], value: T) -> None:
    """Add what is not noted yet, as long as there is room."""
    if len(noted) < MOST_NOTED and value not in noted:
        noted.append(value)


def _is_headed_by(keys: Sequence[str], word: str) -> bool:
    """Return whether the word is the head of a name: its last, or one before *of* and the like."""
    return word == keys[-1] or any(key == word and behind in SMALL_NAME_WORDS for key, behind in pairwise(keys))


def _fullness(words: Sequence[str]) -> tuple[int, int]:
    return (0 if all(word.isupper() for word in words) else len(words), len("".join(words)))


def _is_same_person(entity: Entity, name: Mention) -> bool:
    """Return whether first names, middle names, suffix and gender of two full names with one surname agree."""
    ours, theirs = _given(entity.words), _given(name.words)
    if _suffix(entity.words) != _suffix(name.words) and ours == theirs:
        return False
    shorter = ours[-len(theirs) :] == theirs or theirs[-len(ours) :] == ours  # Suu Kyi, Aung San Suu Kyi
    # The first of more names may be a family name, so that only the same first name shows a gender for sure.
    conflict = entity.gender and name.gender and entity.gender != name.gender and _is_surely_gendered(entity)
    if conflict and not (shorter and ours != theirs):
        return False
    if shorter:
        return True
    if not _agree(ours[0], theirs[0]):
        return False
    return not (len(ours) > 1 and len(theirs) > 1 and ours[1][:1] != theirs[1][:1])


def _given(words: Sequence[str]) -> list[str]:
    """Return the comparable words before the surname."""
    keys = [key for key in name_keys(words) if key not in SUFFIXES]
    return keys[:-1] or keys


def _suffix(words: Sequence[str]) -> str | None:
    """Return the suffix of a name, such as the comparable form of *Jr.*; None where it has none."""
    last = name_key(words[-1])
    return last if last in SUFFIXES else None


def _agree(one: str, other: str) -> bool:
    """Return whether one first name may stand for the other: as equal, an initial or a nickname."""
    if one == other or (1 in (len(one), len(other)) and one[:1] == other[:1]):
        return True
    return one in NICKNAMES.get(other, ()) or other in NICKNAMES.get(one, ())


def _shortens(keys: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Return whether the short form keeps the head word and drops others; a place alone shortens nothing."""
    if len(longer) <= len(keys) or " ".join(keys) in PLACES:
        return False
    if keys == longer[: len(keys)]:
        return True  # Such are the Alliance to ..., the Department of ..., and Solvane Robotics.
    remaining = iter(longer)
    return keys[-1] == longer[-1] and all(key in remaining for key in keys)


def _styled(fitting: tuple[Entity, ...], name: Mention) -> tuple[Entity, ...]:
    """Return the entities, where the name is one of a courtesy, without those whose style takes its place.

    *Mr Doe* is not Sir John Doe where the article names another Doe.
    """
    if not name.title or plain(name.title) not in COURTESIES:
        return fitting
    plainly = tuple(
        entity for entity in fitting if not STYLES & {plain(word) for title in entity.titles for word in title.split()}
    )
    return plainly or fitting


def _is_surely_gendered(entity: Entity) -> bool:
    """Return whether a title shows the entity's gender, or a first name that nearly always means it."""
    return name_key(entity.words[0]) in FAMILIAR_NAMES or any(gender_of_title(title) for title in entity.titles)


def _fits(entity: Entity, name: Mention) -> bool:
    """Return whether the name can mean the entity by its honorific or title, and by the gender that this shows."""
    if name.title and name.gender and entity.gender and name.gender != entity.gender and _is_surely_gendered(entity):
        return False
    if name.title and entity.kind not in ("PERSON", None):
        return False
    honorific = name.title and plain(name.title.split()[-1]) in HONORIFICS
    is_first = name_key(name.words[-1]) != find_surname(entity.words) and len(entity.words) > 1
    # Only where the family name comes first does an honorific stand before the first word: Mr. Ban.
    return not (honorific and is_first and name_key(name.words[0]) != name_key(entity.words[0]))
