"""Each source of a document -> the entities it refers to, and the rule that decided.

The article is heard once, in text order (``hearing``); each source is read (``sources``) and decided by name, by role
or by salience, and is salient in turn. Nobody is guessed where nothing fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims_beam.lexicon.cue_verbs import REPORTING_FORMS
from claims_beam.lexicon.marks import MAY_CLOSE_DOUBLE
from claims_beam.lexicon.nouns import BODIES, DOCUMENTS, GATHERINGS, GENERAL_BODIES
from claims_beam.lexicon.places import PARTY_ADJECTIVES
from claims_beam.lexicon.pronouns import PRONOUNS, PronounClass
from claims_beam.lexicon.roles import FEMALE_ROLES, MALE_ROLES, RANKS, ROLES, role_of
from claims_beam.records import Document, Gender, SpeakerKind
from claims_beam.speakers.entities import Entity, key_of
from claims_beam.speakers.hearing import FITS, UNSURE, Hearing
from claims_beam.speakers.naming import Name
from claims_beam.speakers.sources import Reading, read_source

Decision = tuple[tuple[Entity, ...], str]

_MAIN = 3  # mentions of a person whom "the candidates" or "the two men" may mean without more
_OTHER_POST = 0.3
_FORWARD = 60  # tokens in which a pronoun before any name looks for one
_BACKWARD = 16  # tokens in which a relative pronoun looks for its antecedent
_BOUNDARIES = frozenset(f".\n;:{MAY_CLOSE_DOUBLE}")
_VERBS = REPORTING_FORMS | {"tells"}


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source refers to; an entity without words is somebody unnamed. ``reading`` is None without a source."""

    entities: tuple[Entity, ...]
    rule: str
    reading: Reading | None


def find_referents(document: Document, hearing: Hearing) -> dict[int, Referent]:
    """The referent of every quote that has a source, by the quote's index in ``document.attributions``."""
    return _Resolver(document, hearing).referents()


class _Resolver:
    def __init__(self, document: Document, hearing: Hearing) -> None:
        self.attributions = document.attributions
        self.pronouns = [mention.start for mention in document.mentions if mention.form == "pronoun"]
        self.hearing = hearing
        self.found: dict[int, Referent] = {}
        self.last: tuple[Entity, ...] = ()
        self.tellers: set[Entity] = set()

    def referents(self) -> dict[int, Referent]:
        tokens = self.hearing.tokens
        sources = [
            (within[0], index)
            for index, attribution in enumerate(self.attributions)
            if (within := tokens.within(attribution.source))
        ]
        starts = {first for first, _ in sources}
        events = [(first, 0, index) for first, index in sources]
        events += [
            (first, 1, -1) for first in self.hearing.audible() if first in self.hearing.names or first not in starts
        ]
        asked = (tokens.at(start) for start in self.pronouns)
        events += [(first, -1, -1) for first in asked if PRONOUNS.get(tokens.lower[first]) in ("he", "she")]
        for first, order, index in sorted(events):
            if index >= 0:
                self._refer(index)
            elif order < 0:
                self.hearing.understand(first)
            else:
                self.hearing.hear(first)
        return self.found

    def _refer(self, index: int) -> None:
        tokens = self.hearing.tokens
        within = tokens.within(self.attributions[index].source)
        first, after = within[0], within[-1] + 1
        reading = read_source(tokens, within, self.hearing.names)
        entities, rule = self._decide(reading, first, after)
        self.found[index] = Referent(entities, rule, reading)
        if reading.title and len(entities) == 1 and reading.title not in entities[0].titles[:1]:
            entities[0].titles.insert(0, reading.title)
        if entities:
            self.last = entities
            self.tellers.update(entities)
            self.hearing.mention_source(entities, first)

    def _decide(self, reading: Reading, first: int, after: int) -> Decision:
        if reading.handle:
            return self._handle(reading.handle)
        if reading.form == "pronoun":
            return self._pronoun(reading.pronoun or "any", first)
        if reading.form == "name":
            entities, rule = self._named(reading.names)
            return entities, "transcript-label" if entities and self._is_label(first, after) else rule
        return self._nominal(reading, first, after)

    def _handle(self, handle: str) -> Decision:
        """ "@JaneDoe": the person whose name it spells, else the handle itself."""
        entity = self.hearing.entities.spelled(handle)
        return (entity or Entity(("@" + handle,), "PERSON"),), "handle"

    def _is_label(self, first: int, after: int) -> bool:
        """ "DOE: ..." at the start of a line, as transcripts name their speakers."""
        words = self.hearing.tokens.words
        while first and not words[first - 1][0].isalnum() and words[first - 1] != "\n":
            first -= 1
        return after < len(words) and words[after] == ":" and (first == 0 or words[first - 1] == "\n")

    def _named(self, names: Sequence[Name]) -> Decision:
        found = [self.hearing.entity(name) for name in names]
        entities = tuple(dict.fromkeys(entity for entity in found if entity is not None))
        if not entities:
            return (), "ambiguous"
        if len(names) > 1:
            return entities, "joint"
        if names[0].words == entities[0].words:
            return entities, "exact"
        if len(self.hearing.entities.candidates(names[0])) > 1:
            return entities, "namesake"
        return entities, "acronym" if entities[0].kind == "ORG" else "surname"

    def _pronoun(self, pronoun: PronounClass, first: int) -> Decision:
        if pronoun in ("who", "which"):
            return self._relative(pronoun, first)
        if pronoun in ("he", "she", "it", "they"):
            ranked = self.hearing.ranked(first, pronoun)
            if ranked:
                best = ranked[0][1]
                rule = "pronoun-subject" if best in self.last else "pronoun-salient"
                return (best.members or (best,)), rule
            if pronoun in ("he", "she"):
                return self._forward(pronoun, first)
        if pronoun == "each" and len(self.last) > 1:
            return self.last, "pronoun-joint"
        return (_nobody(plural=pronoun in ("they", "any", "we")),), "unnamed"

    def _forward(self, pronoun: PronounClass, first: int) -> Decision:
        """Nobody has been named yet: the next person that fits."""
        for later in range(first, min(len(self.hearing.tokens), first + _FORWARD)):
            if later in self.hearing.names:
                for entity in self.hearing.entities.candidates(self.hearing.names[later][0]):
                    if FITS[pronoun](entity) > UNSURE:
                        return (entity,), "pronoun-forward"
        return (), "unnamed"

    def _relative(self, pronoun: PronounClass, first: int) -> Decision:
        """ "who", "which": the name directly before, or the one that the words before describe in apposition."""
        wanted = ("PERSON", None, "GROUP") if pronoun == "who" else ("ORG", "GPE", None)
        words, ends = self.hearing.tokens.words, self.hearing.ends
        last = first  # the token behind the antecedent, marks aside
        while last > max(0, first - _BACKWARD) and not words[last - 1][0].isalnum() and words[last - 1] not in ".\n":
            last -= 1
        if last and last not in ends and words[last - 1].islower() and words[last - 1].endswith("s"):
            return (_nobody(plural=True),), "unnamed"
        for end in range(last, max(0, first - _BACKWARD), -1):
            entity = self.hearing.entity(ends[end]) if end in ends else None
            if entity is not None and entity.kind in wanted:
                if end == last or words[end] in (",", "(") or entity.kind == "GROUP":
                    return (entity,), "relative"
            elif end not in ends and words[end - 1] in _BOUNDARIES:
                break
        return (), "unnamed"

    def _nominal(self, reading: Reading, first: int, after: int) -> Decision:
        head = reading.head
        neighbour = self._neighbour(head, first, after)
        if neighbour:
            return (neighbour,), "neighbour"
        if head is None:
            return (), "unnamed"
        if head in BODIES and (head not in DOCUMENTS or self.hearing.entities.bodies(head, reading.words)):
            return self._body(reading, head, first)
        if head in DOCUMENTS:
            return self._document(reading, first)
        if head in GATHERINGS:
            return (_nobody(plural=True),), "unnamed"
        if reading.plural:
            return self._plural(reading, head, first)
        described = self._described(first, after) if reading.indefinite or role_of(head) in ROLES else None
        if described:
            return (described,), "apposition"
        if reading.indefinite:
            return (_nobody(gender=_gender_of(head), role=head),), "unnamed"
        return self._post(reading, head, first)

    def _neighbour(self, head: str | None, first: int, after: int) -> Entity | None:
        """Where the source is no more than the verb ("said"), the name beside it."""
        if head not in _VERBS:
            return None
        near = self.hearing.names.get(after) or (None, 0)
        name = near[0] or self.hearing.ends.get(first)
        return self.hearing.entity(name) if name else None

    def _described(self, first: int, after: int) -> Entity | None:
        """ "Jane Doe, *a student* in Oslo,": the name that the nominal stands in apposition to."""
        if first < 1 or after >= len(self.hearing.tokens) or self.hearing.tokens.words[first - 1] != ",":
            return None
        if self.hearing.tokens.lower[after] not in (",", "of", "in", "at", "with", "from", "who", "for"):
            return None
        name = self.hearing.ends.get(first - 1)
        return self.hearing.entity(name) if name and name.kind in ("PERSON", None) else None

    def _document(self, reading: Reading, first: int) -> Decision:
        """ "his website", "the study": whose it is, where that is the last one who spoke."""
        if reading.pronoun in ("he", "she", "it"):
            ranked = self.hearing.ranked(first, reading.pronoun)
            if ranked:
                return (ranked[0][1],), "document"
        if reading.definite and reading.owner is None and not reading.pronoun and not reading.plural:
            tellers = [entity for _, entity in self.hearing.ranked(first, "it") if entity in self.tellers]
            if tellers and tellers[0].kind == "ORG":
                return (tellers[0],), "document"
        return (_nobody(body=True),), "unnamed"

    def _body(self, reading: Reading, head: str, first: int) -> Decision:
        """ "Doe's campaign", "the appeals court", "the agency"."""
        owner = reading.owner
        entity = self.hearing.entity(owner) if owner is not None and reading.owned else None
        if owner is not None and entity is not None and entity.kind == "PERSON":
            return (self.hearing.entities.body((entity.words[-1], head)),), "body"
        if reading.pronoun:
            return (_nobody(body=True),), "unnamed"
        fitting = self.hearing.entities.bodies(head, reading.words)
        if reading.indefinite:  # "an appeals court" can only announce the one that is named later
            fitting = [
                body for body in fitting if self.hearing.entities.first(body) > self.hearing.tokens.starts[first]
            ]
        if fitting:
            return (max(fitting, key=lambda entity: self.hearing.weight(entity, first)),), "body"
        if reading.definite and not reading.words and head in GENERAL_BODIES:
            ranked = self.hearing.ranked(first, "it")
            if ranked and ranked[0][1].kind == "ORG":
                return (ranked[0][1],), "body-salient"
        return (_nobody(body=True),), "unnamed"

    def _plural(self, reading: Reading, head: str, first: int) -> Decision:
        """ "the two men", "both candidates": the two that are meant, where exactly two are."""
        two = reading.definite and bool({"two", "both"} & set(reading.counts))
        role = role_of(head)
        known = role in ROLES or head in ("men", "women")
        if reading.definite and (role == "nominee" or (two and known)):
            gender: PronounClass = "he" if head == "men" else "she" if head == "women" else "any"
            ranked = [entity for _, entity in self.hearing.ranked(first, gender) if entity.count >= _MAIN]
            pair = sorted(ranked, key=lambda entity: entity.count, reverse=True)[:2]
            if len(pair) == 2:
                return tuple(sorted(pair, key=lambda entity: self.hearing.entities.first(entity))), "pair"
        return (_nobody(plural=True),), "unnamed"

    def _post(self, reading: Reading, head: str, first: int) -> Decision:
        """ "the former president", "Doe's lawyer": who is said to hold the post, else the one most salient."""
        gender = _gender_of(head)
        owner = self._owner_words(reading, first)
        holder = self._holder(reading, head, owner, first)
        if holder:
            return (holder,), "role"
        of_another = reading.possessed or owner is not None or (reading.owner is not None and not reading.owned)
        if reading.definite and not of_another and role_of(head) in ROLES:
            unnamed = self._unnamed(role_of(head), first)
            if unnamed:
                return (unnamed,), "unnamed"
            ranked = self.hearing.ranked(first, "she" if gender == "f" else "he" if gender == "m" else "any")
            if ranked:  # whoever is said to be something else is less likely meant
                best = max(ranked, key=lambda item: item[0] * (_OTHER_POST if item[1].roles else 1))
                return (best[1],), "nominal-salient"
        return (_nobody(gender=gender, role=head),), "unnamed"

    def _holder(self, reading: Reading, head: str, owner: set[str] | None, first: int) -> Entity | None:
        """Who is said to hold one of the posts, with the owner named: the best described, then the most salient."""
        gender, words = _gender_of(head), {word.rstrip(".") for word in reading.words}
        best: tuple[tuple[int, float], Entity] | None = None
        for role in dict.fromkeys(role_of(word) for word in (head, *reading.posts)):
            for entity in self.hearing.bearers(role):
                held = entity.roles[role]
                parties = PARTY_ADJECTIVES & words, PARTY_ADJECTIVES & held
                other_party = all(parties) and not parties[0] & parties[1]
                other_gender = gender and entity.gender not in (gender, None)
                if other_party or other_gender or (owner is not None and not owner & held):
                    continue
                agreement = len(words & held) - len(RANKS & (words ^ held))
                score = agreement, self.hearing.weight(entity, first)
                if best is None or score > best[0]:
                    best = score, entity
        return best[1] if best else None

    def _unnamed(self, role: str, first: int) -> Entity | None:
        """ "the woman", where "a woman" has just been spoken of and no name has been given."""
        return next(
            (entity for _, entity in self.hearing.ranked(first, "any") if not entity.words and role in entity.roles),
            None,
        )

    def _owner_words(self, reading: Reading, first: int) -> set[str] | None:
        """The words of whoever owns the post ("his", "Doe's"), None where nobody does."""
        if reading.pronoun in ("he", "she", "it", "they"):
            ranked = self.hearing.ranked(first, reading.pronoun)
            return {key_of(word) for word in ranked[0][1].words} if ranked else set()
        if reading.owner is not None and reading.owner.kind in ("PERSON", None):
            return {key_of(word) for word in reading.owner.words}
        return set() if reading.pronoun else None


def _nobody(plural: bool = False, body: bool = False, gender: Gender | None = None, role: str = "") -> Entity:
    """Somebody the article does not name: later pronouns may still go back to them."""
    kind: SpeakerKind = "GROUP" if plural else "ORG" if body else "PERSON"
    return Entity((), kind, gender, roles={role_of(role): set()})


def _gender_of(head: str) -> Gender | None:
    return "f" if head in FEMALE_ROLES else "m" if head in MALE_ROLES else None
