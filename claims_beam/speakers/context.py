"""What is known of an article before any speaker is: its names, whom they may mean, and what stands where."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from claims_beam.lexicon.auxiliaries import DESCRIBING_COPULAS
from claims_beam.lexicon.function_words import DESCRIBING
from claims_beam.lexicon.labels import BYLINE_NOUNS, INTERVIEW_LABELS, LABEL_ENDS
from claims_beam.lexicon.marks import POSSESSIVE_ENDINGS, STOPS
from claims_beam.lexicon.nouns import ANYBODY, BODIES
from claims_beam.lexicon.roles import ROLES, role_of
from claims_beam.records import Document, Gender, Mention, Span
from claims_beam.speakers.capitals import find_names
from claims_beam.speakers.descriptions import describe, learn_genders
from claims_beam.speakers.entities import Entities
from claims_beam.speakers.entity import Entity, leaning_gender
from claims_beam.speakers.known_people import KnownPeople, note_title
from claims_beam.text.spans import around, merged
from claims_beam.text.words import Tokens, tokenize

FADING = 0.45  # The share of an entity's weight that remains after each sentence (Lappin and Leass, 1994, halve it).
_ABSENT = 0.02  # A namesake has this weight if it was never named, or not for a while.
_FORGOTTEN = 20  # After so many sentences, a namesake counts as if it had never been named.
_MAIN = 3  # *The two candidates* may mean a person with so many mentions without more evidence.
_HEADLINE = 150  # A first line of at most so many code points is the article's headline.


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where an entity is named: tokens ``first`` up to ``after``, and what the place says of its weight.

    ``subject``: it is the first person that its sentence names; ``modifier``: it owns or modifies a noun behind it;
    ``quoted``: it stands in somebody's words; ``byline``: it is the article's author.
    """

    entity: Entity
    name: Mention
    first: int
    after: int
    sentence: int
    line: int
    subject: bool
    modifier: bool
    quoted: bool
    byline: bool


class Context:
    """The names of one document as entities, and the places where they occur, in text order."""

    def __init__(self, document: Document, people: KnownPeople) -> None:
        self.text = document.text
        self.tokens = tokens = tokenize(document.text)
        self._sentences = [sentence.start for sentence in document.sentences] or [0]
        self._lines = [0, *(index + 1 for index, letter in enumerate(self.text) if letter == "\n")]
        self.contents = merged(piece for attribution in document.attributions for piece in attribution.content)
        self.has_headline = 0 < self.text.find("\n") <= _HEADLINE
        names = _names(document, tokens)
        self.names = {tokens.at(name.start): (name, tokens.after(name.end)) for name in names}
        self.entities = Entities(document.text, names)
        self._learn(document, names, people)
        self.occurrences = self._occurrences()
        self.places: dict[Entity, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            self.places.setdefault(occurrence.entity, []).append(occurrence)
        self.firsts = [occurrence.first for occurrence in self.occurrences]
        self.ends = {occurrence.after: occurrence for occurrence in self.occurrences}
        self.starts = {occurrence.first: occurrence for occurrence in self.occurrences}
        self._nameless = list(self._find_nameless())
        self._first_nameless = {role_of(head): first for first, head in reversed(self._nameless)}
        self.interview = self._interview_start()
        self.authors = dict.fromkeys(occurrence.entity for occurrence in self.occurrences if occurrence.byline)

    def _learn(self, document: Document, names: Sequence[Mention], people: KnownPeople) -> None:
        """Note on every entity its roles and its gender, and who holds which role."""
        likely = [(name, entity) for name in names if (entity := self.entities.likely(name))]
        describe(self.tokens, likely)
        every = dict.fromkeys(entity for _, entity in likely)
        for entity in every:
            person = people.find(entity)
            if person:
                note_title(entity, person)
        self._lean(document, likely)
        self.holders: dict[str, list[Entity]] = {}
        for entity in every:
            for role in entity.roles:
                self.holders.setdefault(role, []).append(entity)

    def _lean(self, document: Document, sure: Sequence[tuple[Mention, Entity]]) -> None:
        """Note what pronouns say of the gender of persons: those that a model read, else those behind each name."""
        if not any(mention.referents for mention in document.mentions):
            learn_genders(self.tokens, sure)
            return
        by_start = {name.start: entity for name, entity in sure}
        votes: dict[Entity, float] = defaultdict(float)
        for mention in document.mentions:
            for referent in mention.referents:
                entity = None if referent.start is None else by_start.get(referent.start)
                if entity:
                    votes[entity] += referent.probability * (1 if mention.gender == "f" else -1)
        for entity, vote in votes.items():
            entity.leaning = max(-1.0, min(1.0, vote))

    def _occurrences(self) -> list[Occurrence]:
        """Return the places where entities are named; the first person of a sentence is its subject."""
        found: list[Occurrence] = []
        subject_of = -1
        latest: dict[Entity, int] = {}
        for first in sorted(self.names):
            name, after = self.names[first]
            sentence = self.sentence(name.start)
            entity = self._meant(name, sentence, latest)
            quoted = around(self.contents, name.start) is not None
            byline = self._is_byline(first, after)
            person = entity.kind in ("PERSON", None) and not byline
            subject = person and sentence != subject_of
            if subject and not quoted:
                subject_of = sentence
            modifier = self._is_modifier(after)
            line = self.line(name.start)
            found.append(Occurrence(entity, name, first, after, sentence, line, subject, modifier, quoted, byline))
        return found

    def _meant(self, name: Mention, sentence: int, latest: dict[Entity, int]) -> Entity:
        """Return whom a name in the running text means.

        Of namesakes, it is the one who is named more often and more recently.
        """
        fitting = self.entities.candidates(name)

        def presence(entity: Entity) -> float:
            gap = sentence - latest[entity] if entity in latest else _FORGOTTEN
            return (1 + entity.count) * (_ABSENT + FADING**gap)

        chosen = fitting[0] if len(fitting) == 1 else max(fitting, key=presence)
        latest[chosen] = sentence
        return chosen

    def meant(self, name: Mention) -> Entity:
        """Return the entity that a name means where it stands."""
        place = self.starts.get(self.tokens.at(name.start))
        return place.entity if place else self.entities.candidates(name)[-1]

    def surely_meant(self, start: int) -> Entity | None:
        """Return the entity that the name at the offset means, if no other one fits as well."""
        place = self.starts.get(self.tokens.at(start))
        if place is None or place.entity is not self.entities.likely(place.name):
            return None
        return place.entity

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence at the offset."""
        return bisect_right(self._sentences, offset)

    def line(self, offset: int) -> int:
        """Return the number of the line at the offset."""
        return bisect_right(self._lines, offset)

    def _is_modifier(self, after: int) -> bool:
        if after >= len(self.tokens):
            return False
        word = self.tokens.words[after]
        return word in POSSESSIVE_ENDINGS or (word.islower() and (role_of(word) in ROLES or word in BODIES))

    def _is_byline(self, first: int, after: int) -> bool:
        """*By Jane Doe* or *Review by Jane Doe* in a line of its own, or *By Jane Doe* at the end of a line."""
        words, lower = self.tokens.words, self.tokens.lower
        if not first or lower[first - 1] != "by":
            return False
        start = first - 2 if lower[first - 2 : first - 1] and lower[first - 2] in BYLINE_NOUNS else first - 1
        if start <= 0 or words[start - 1] == "\n":
            return True
        return words[first - 1] == "By" and words[start - 1] in STOPS and words[after : after + 1] in ([], ["\n"])

    def _interview_start(self) -> int:
        """Return the first token that labels a question or an answer; the number of tokens where there is none."""
        words = self.tokens.words
        labels = (
            index
            for index, word in enumerate(words[:-1])
            if word in INTERVIEW_LABELS and words[index + 1] in LABEL_ENDS and (not index or words[index - 1] == "\n")
        )
        return next(labels, len(words))

    @cached_property
    def persons(self) -> Sequence[Entity]:
        """Return the persons whom the article names, except its authors."""
        return [entity for entity in self.places if entity.kind == "PERSON" and entity not in self.authors]

    @cached_property
    def main_persons(self) -> Sequence[Entity]:
        """Return the persons whom the article names often."""
        return [person for person in self.persons if person.count >= _MAIN]

    def pair(self, gender: Gender | None) -> tuple[Entity, ...]:
        """Return the two persons of the article, or the two whom it names more than once; of one gender if given."""
        return self._pairs[gender]

    @cached_property
    def _pairs(self) -> Mapping[Gender | None, tuple[Entity, ...]]:
        genders: tuple[Gender | None, ...] = (None, "m", "f")
        return {gender: self._pair(gender) for gender in genders}

    def _pair(self, gender: Gender | None) -> tuple[Entity, ...]:
        every = [
            person for person in self.persons if gender is None or (person.gender or leaning_gender(person)) == gender
        ]
        for group in (every, [entity for entity in every if entity.count > 1]):
            if len(group) == 2:
                return tuple(sorted(group, key=self.entities.first))
        return ()

    @cached_property
    def guest(self) -> Entity | None:
        """Return whom an interview names most often before it begins, or else anywhere."""
        persons = set(self.persons)
        before = [
            occurrence.entity
            for occurrence in self.occurrences[: self.before(self.interview)]
            if occurrence.entity in persons
        ]
        guests = Counter(before or self.persons).most_common(1)
        return guests[0][0] if guests else None

    def is_spoken_of(self, role: str, before: int) -> bool:
        """Return whether a person of the role, without a name, is spoken of before the token."""
        return self._first_nameless.get(role, before) < before

    def nameless_between(self, first: int, after: int) -> Sequence[str]:
        """Return the roles of the persons without a name who are spoken of from one token up to another."""
        start, end = (bisect_left(self._nameless, token, key=lambda item: item[0]) for token in (first, after))
        return [head for _, head in self._nameless[start:end]]

    def _find_nameless(self) -> Iterator[tuple[int, str]]:
        """Yield the tokens that are the head of a nominal for a person whom no name stands beside."""
        tokens = self.tokens
        for index, word in enumerate(tokens.lower):
            if word not in ANYBODY and role_of(word) not in ROLES:
                continue
            named = any(index + ahead in self.names for ahead in (0, 1, 2))
            named = named or index in self.ends or index - 1 in self.ends
            linked = tokens.word(index - 2) in DESCRIBING_COPULAS or tokens.word(index - 3) in DESCRIBING_COPULAS
            if not named and not linked and any(tokens.word(index - back) in DESCRIBING for back in (1, 2, 3)):
                yield index, word

    def before(self, first: int) -> int:
        """Return how many occurrences begin before the token."""
        return bisect_right(self.firsts, first - 1)

    def within(self, span: Span) -> Sequence[Occurrence]:
        """Return the occurrences that begin inside the span."""
        tokens = self.tokens
        return self.occurrences[self.before(tokens.at(span.start)) : self.before(tokens.at(span.end))]


def _names(document: Document, tokens: Tokens) -> list[Mention]:
    """Return the names of a document, in text order: those among its mentions or, if it has none, a new search's.

    What a tagger gives as a name without a word in it, such as a row of underscores, names nobody.
    """
    if not document.mentions:
        return find_names(tokens)
    names = [mention for mention in document.mentions if mention.form == "name"]
    return [_with_words(document.text, name) for name in names if tokens.at(name.start) < tokens.after(name.end)]


def _with_words(text: str, name: Mention) -> Mention:
    """Return the name with its words, which a tagger may leave out."""
    return name if name.words else replace(name, words=tuple(text[name.start : name.end].split()))
