"""What is asked about a source, and who has spoken before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims_beam.lexicon.nouns import ANYBODY, BODIES
from claims_beam.lexicon.roles import FEMALE_ROLES, MALE_ROLES, ROLES, role_of
from claims_beam.records import Attribution, Gender, Span
from claims_beam.speakers.entity import Entity, leaning_gender
from claims_beam.speakers.reading import Reading


@dataclass(frozen=True, slots=True)
class Query:
    """A source whose entity is asked for, or a pronoun in the running text.

    ``first`` and ``after`` are its tokens; without a source they are where its content begins. ``span`` is from the
    first to the last character of the whole attribution. ``encoder`` holds the model's probability of each entity, and
    under None that nobody is named. ``enclosing`` spoke the words that the source stands in; the entities ``inside``
    are named in the source itself, those in ``content`` in what is attributed.
    ``barred`` is an entity that grammar rules out.
    """

    reading: Reading | None
    first: int
    after: int
    sentence: int
    line: int
    span: Span
    attribution: Attribution | None = None
    encoder: Mapping[Entity | None, float] = field(default_factory=dict)
    enclosing: tuple[Entity, ...] = ()
    inside: frozenset[Entity] = frozenset()
    content: frozenset[Entity] = frozenset()
    barred: Entity | None = None

    @property
    def pronoun(self) -> str | None:
        """Return the class of the pronoun that the source is."""
        return self.reading.pronoun if self.reading and self.reading.form == "pronoun" else None

    @property
    def head(self) -> str:
        """Return the head noun of a nominal, else the empty string."""
        return (self.reading.head or "") if self.reading else ""


@dataclass(slots=True)
class Turns:
    """Who has been found to speak so far, in text order.

    ``nameless`` is what was asked last, if nobody who is named was found; ``heads`` are the roles of such speakers.
    """

    last: tuple[Entity, ...] = ()
    before_last: tuple[Entity, ...] = ()
    joint: Entity | None = None
    nameless: Query | None = None
    heads: set[str] = field(default_factory=set)
    numbers: dict[Entity, list[int]] = field(default_factory=dict)
    count: int = 0
    end: int = 0
    direct: bool = False

    def take(self, entities: tuple[Entity, ...], query: Query) -> None:
        """Note who spoke: one, several at once, or nobody who is named."""
        self.count += 1
        self.end = max(self.end, query.span.end)
        self.direct = query.attribution is not None and query.attribution.kind == "direct"
        self.nameless = None if entities else query
        if not entities and query.head:
            self.heads.add(role_of(query.head))
        if entities and entities != self.last:
            self.before_last = self.last
        self.last = entities or self.last
        for entity in entities:
            self.numbers.setdefault(entity, []).append(self.count)
        if len(entities) > 1:
            self.joint = Entity((), "GROUP", members=entities)


def gender_shown(query: Query) -> Gender | None:
    """Return the gender that a pronoun or a head noun shows."""
    if query.pronoun in ("he", "she"):
        return "m" if query.pronoun == "he" else "f"
    return "f" if query.head in FEMALE_ROLES else "m" if query.head in MALE_ROLES else None


def agreement(query: Query, entity: Entity) -> float:
    """Return 1 if the entity's kind and gender agree with the source's words, -1 if they do not, and 0 if unknown."""
    kind, person = entity.kind, entity.kind in ("PERSON", None)
    gender = gender_shown(query)
    if gender:
        known = entity.gender or leaning_gender(entity)
        return -1.0 if not person or known not in (gender, None) else 1.0 if known else 0.0
    if query.pronoun in ("it", "which") or query.head in BODIES:
        return 1.0 if kind == "ORG" else 0.0 if kind == "GPE" else -1.0
    if query.pronoun == "they" or (query.reading and query.reading.plural):
        return 1.0 if kind == "GROUP" or entity.members else 0.0 if kind == "ORG" else -1.0
    if query.pronoun in ("i", "who") or role_of(query.head) in ROLES or query.head in ANYBODY:
        return 1.0 if person else -1.0
    return 0.0
