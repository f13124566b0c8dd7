"""The article as it is heard: its names, whom they mean where they stand, and who is on the reader's mind.

``Hearing`` finds all names once; then names, pronouns and bare titles are heard in text order, each making its entity
more salient, so that at any point the most salient one that fits can be asked for.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from claims_beam.lexicon.marks import POSSESSIVE_ENDINGS
from claims_beam.lexicon.nouns import BODIES
from claims_beam.lexicon.pronouns import PRONOUNS, PronounClass
from claims_beam.lexicon.roles import ROLES, role_of
from claims_beam.records import Document, Gender
from claims_beam.speakers.descriptions import describe, learn_genders
from claims_beam.speakers.discourse import Discourse
from claims_beam.speakers.entities import Entities, Entity
from claims_beam.speakers.known_people import KnownPeople, note_title
from claims_beam.speakers.capitals import names_of
from claims_beam.speakers.naming import Name
from claims_beam.text.spans import around
from claims_beam.text.words import tokenize

# Weights of a mention's place, for salience: tuned on annotated news, where half or double changes few answers.
_FIRST = 6.0  # the sentence's first person, mostly its subject
_LATER = 1.0
_MODIFIER = 0.5  # "Doe's lawyer", "the Doe campaign"
_SOURCE = 3.0
_QUOTED = 0.25  # of the weight, for what stands inside quotation marks

_MOST_BEARERS = 12  # persons of one role that are compared
_UNHEARD = 0.02  # weight of a namesake that is not on the reader's mind
_CLEAR_PRONOUN = 1.5  # the same for a pronoun, where the answer is put in its place
_CLEAR_CHOICE = 1.25  # how much more salient one of two namesakes must be
UNSURE = 0.4  # an entity that fits a pronoun this little is only a last resort


class _Clock:
    """Which sentence of the article's own voice an offset stands in, and whether it is inside quotation marks."""

    def __init__(self, document: Document) -> None:
        self._quoted = sorted(
            piece
            for attribution in document.attributions
            if attribution.kind == "direct"
            for piece in attribution.content
        )
        self._contents = sorted(piece for attribution in document.attributions for piece in attribution.content)
        self._starts = [span.start for span in document.sentences] or _line_starts(document.text)
        self._own = [0]
        for start in self._starts:
            self._own.append(self._own[-1] + (not self.is_quoted(start)))

    def sentence(self, offset: int) -> int:
        """Index of the sentence."""
        return bisect_right(self._starts, offset)

    def own_sentence(self, offset: int) -> int:
        """Index of the sentence, not counting those that stand in quotation marks."""
        return self._own[self.sentence(offset)]

    def is_quoted(self, offset: int) -> bool:
        """Whether the offset lies in a direct quotation."""
        return around(self._quoted, offset) is not None

    def reported_until(self, offset: int) -> int:
        """Where the words end that somebody is said to say around the offset; 0 in the article's own voice."""
        content = around(self._contents, offset)
        return content.end if content else 0


def _line_starts(text: str) -> list[int]:
    return [0, *(index + 1 for index, letter in enumerate(text) if letter == "\n")]


class Hearing:
    """The names of one document and their salience. ``hear`` and the questions must come in text order."""

    def __init__(self, document: Document, people: KnownPeople) -> None:
        self.text = document.text
        self.tokens = tokens = tokenize(document.text)
        names = names_of(document, tokens)
        self.entities = Entities(document.text, names)
        self.names = {tokens.at(name.start): (name, tokens.at(name.end - 1) + 1) for name in names}
        self.ends = {after: name for name, after in self.names.values()}
        sure = [(name, entity) for name in names if (entity := self.entities.likely(name))]
        describe(tokens, sure)
        for entity in dict.fromkeys(entity for _, entity in sure):
            person = people.find(entity)
            if person:
                note_title(entity, person)
        learn_genders(tokens, sure)
        self._bearers: dict[str, list[Entity]] = {}
        for entity in dict.fromkeys(entity for _, entity in sure):
            for role in entity.roles:
                self._bearers.setdefault(role, []).append(entity)
        self._clock = _Clock(document)
        self._discourse = Discourse()
        self._chosen: dict[int, Entity | None] = {}
        self._heard_sentence = -1
        self.understood: dict[int, Entity] = {}

    def audible(self) -> Iterator[int]:
        """The tokens that ``hear`` wants to be called with: names, "he" and "she", titles without a name."""
        yield from self.names
        for first, word in enumerate(self.tokens.lower):
            if word in ("he", "she") or (word == "the" and self._is_post(first + 1)):
                yield first

    def names_person(self, start: int, end: int) -> bool:
        """Whether the text between the offsets names a person."""
        tokens = self.tokens
        between = range(tokens.at(start), tokens.at(end))
        return any(index in self.names and self.names[index][0].kind in ("PERSON", None) for index in between)

    def bearers(self, role: str) -> Sequence[Entity]:
        """The persons who are said to hold the role, at most the last few."""
        return self._bearers.get(role, ())[-_MOST_BEARERS:]

    def hear(self, first: int) -> None:
        """A name or a pronoun in the running text makes its entity more salient."""
        quoted = self._clock.is_quoted(self.tokens.starts[first])
        if first in self.names:
            self._hear_name(first, quoted)
        elif not quoted:
            entity = self._unwritten(first)
            if entity is not None:
                self._mention(entity, first, self._place(first, quoted))

    def _unwritten(self, first: int) -> Entity | None:
        """Whom "he", "she" or "the president" means in the running text."""
        word = self.tokens.lower[first]
        if word == "the":
            bearers = self.bearers(role_of(self.tokens.lower[first + 1]))
            return max(bearers, key=lambda entity: self.weight(entity, first))
        ranked = self.ranked(first, PRONOUNS[word])
        return ranked[0][1] if ranked else None

    def _place(self, first: int, quoted: bool) -> float:
        """The weight of the place: a sentence's first person is mostly its subject."""
        sentence = self._clock.sentence(self.tokens.starts[first])
        if sentence == self._heard_sentence:
            return _LATER
        self._heard_sentence = -1 if quoted else sentence
        return _FIRST

    def _is_post(self, index: int) -> bool:
        """Whether a role that somebody in the article holds stands at the index, and no name behind it."""
        if not self.tokens.follows(index) or role_of(self.tokens.lower[index]) not in self._bearers:
            return False
        return index not in self.names and index + 1 not in self.names

    def _hear_name(self, first: int, quoted: bool) -> None:
        name, after = self.names[first]
        entity = self.entity(name)
        if entity is None or self._is_byline(first):
            return
        if self._is_modifier(after):
            weight = _MODIFIER
        else:
            weight = self._place(first, quoted) if entity.kind in ("PERSON", None) else _LATER
        self._mention(entity, first, weight * (_QUOTED if quoted else 1))

    def _is_modifier(self, after: int) -> bool:
        """Whether the word behind a name makes it an owner or an attribute of something else."""
        if after >= len(self.tokens):
            return False
        word = self.tokens.words[after]
        return word in POSSESSIVE_ENDINGS or (word.islower() and (role_of(word) in ROLES or word in BODIES))

    def _is_byline(self, first: int) -> bool:
        words = self.tokens.words
        return first > 0 and self.tokens.lower[first - 1] == "by" and (first == 1 or words[first - 2] == "\n")

    def _mention(self, entity: Entity, first: int, weight: float) -> None:
        start = self.tokens.starts[first]
        until = self._clock.reported_until(start)
        self._discourse.mention(entity, start, self._clock.own_sentence(start), weight, until)

    def weight(self, entity: Entity, first: int) -> float:
        """How salient the entity is at the token."""
        start = self.tokens.starts[first]
        return self._discourse.weight(entity, start, self._clock.own_sentence(start))

    def ranked(self, first: int, pronoun: PronounClass) -> list[tuple[float, Entity]]:
        """The entities that the pronoun at the token may mean, the most salient first."""
        start = self.tokens.starts[first]
        return self._discourse.ranked(start, self._clock.own_sentence(start), FITS[pronoun])

    def entity(self, name: Name) -> Entity | None:
        """The entity a name means here: of namesakes the more salient one, None while they are about equal."""
        if name.start not in self._chosen:
            self._chosen[name.start] = self._namesake(self.entities.candidates(name), self.tokens.at(name.start))
        return self._chosen[name.start]

    def understand(self, first: int) -> None:
        """Notes in ``understood`` whom "he", "her" ... at the token means, if only one person fits well."""
        pronoun = PRONOUNS[self.tokens.lower[first]]
        ranked = self.ranked(first, pronoun)
        clear = ranked and (len(ranked) == 1 or ranked[0][0] >= _CLEAR_PRONOUN * ranked[1][0])
        if clear and ranked[0][1].words and FITS[pronoun](ranked[0][1]) == 1:
            self.understood[first] = ranked[0][1]

    def meant(self, start: int) -> Entity | None:
        """Whom the name or pronoun at the offset means; to be asked when all has been heard."""
        first = self.tokens.at(start)
        if first in self.names:
            return self.entity(self.names[first][0])
        return self.understood.get(first)

    def mention_source(self, entities: Sequence[Entity], first: int) -> None:
        """A decided source is salient in turn; joint ones together too, for a "they" that goes on."""
        if len(entities) > 1:
            self._mention(Entity((), "GROUP", members=tuple(entities)), first, _SOURCE)
        for entity in entities:
            self._mention(entity, first, _SOURCE)

    def _namesake(self, fitting: Sequence[Entity], first: int) -> Entity | None:
        if len(fitting) == 1:
            return fitting[0]
        scored = sorted(
            ((self.weight(entity, first) + _UNHEARD) * (1 + entity.count), index)
            for index, entity in enumerate(fitting)
        )
        chosen, other = fitting[scored[-1][1]], fitting[scored[-2][1]]
        together = self._discourse.sentence_of(chosen) == self._discourse.sentence_of(other)
        if scored[-1][0] < _CLEAR_CHOICE * scored[-2][0] or (together and chosen.count <= other.count):
            return None
        chosen.count += 1
        return chosen


def _person(gender: Gender) -> Callable[[Entity], float]:
    def fits(entity: Entity) -> float:
        if entity.kind not in ("PERSON", None) or entity.gender not in (gender, None):
            return 0.0
        if entity.gender:
            return 1.0
        if entity.kind is None:
            return 0.2 if entity.count > 1 and len(entity.words) == 1 else 0.0
        return 0.7 if entity.certain else 0.35

    return fits


def _by_kind(**factors: float) -> Callable[[Entity], float]:
    return lambda entity: factors.get(entity.kind or "", 0.0)


# How well an entity fits a pronoun: 0 rules it out.
FITS: Mapping[PronounClass, Callable[[Entity], float]] = {
    "he": _person("m"),
    "she": _person("f"),
    "it": _by_kind(ORG=1.0, GPE=0.5),
    "they": _by_kind(GROUP=1.0, ORG=0.5),
    "any": _by_kind(PERSON=1.0),
}
