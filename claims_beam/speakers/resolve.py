"""The speaker of each source of a document, found by pure functions from the document's layers.

The article's names become entities under their fullest names, with what the article says they are (``context``). Each
source in turn becomes a case with its candidates and their features (``cases``), and a small trained scorer chooses one
of them, or nobody (``scorer``). What is exact is not left to the scorer: several names joined, and handles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from claims_beam.lexicon.labels import INTERVIEW_LABELS
from claims_beam.lexicon.nouns import ANYBODY, GATHERINGS, NAMING_NOUNS, PAIRS
from claims_beam.lexicon.roles import FEMALE_ROLES, KIN, MALE_ROLES, ROLES, role_of
from claims_beam.records import Attribution, Document, Mention, Reference, Speaker, join_pieces
from claims_beam.speakers.cases import Case, Walk
from claims_beam.speakers.context import Context
from claims_beam.speakers.entity import Entity
from claims_beam.speakers.known_people import KnownPeople, KnownPerson
from claims_beam.speakers.reading import Reading
from claims_beam.speakers.resolutions import Resolution, resolution
from claims_beam.speakers.scorer import Scorer, load_scorer
from claims_beam.speakers.source_features import is_label
from claims_beam.text.plain import read_plainly

__all__ = ["KnownPeople", "KnownPerson", "People", "resolve_speakers"]

# A list of people may also come indexed already, so that it is indexed once for many articles.
People = KnownPeople | Iterable[KnownPerson]

# These are the probabilities of what the scorer does not decide. Each is the share of right answers on the annotated
# development articles, computed as (right + 1) / (all + 2).
_PERSON, _BODY, _JOINT, _HANDLE, _GROUP, _PAIR, _LABEL = 0.98, 0.94, 0.95, 0.80, 0.90, 0.75, 0.90
_CAMPAIGN, _AUTHOR = 0.88, 0.9

_UNCLEAR = 0.4  # Below this probability, nobody is named.
_CLEAR = 0.8  # From this probability on, a name replaces a pronoun.


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom a source refers to, with the probability that this is right, and which kind of reason decided."""

    entities: tuple[Entity, ...]
    reading: Reading | None
    resolution: Resolution
    confidence: float


def resolve_speakers(document: Document, known_people: People = ()) -> Document:
    """Return the document with a ``speaker`` on every attribution, whose ``mention`` is the source as written.

    ``speaker.resolution`` says how the answer came about; ``docs/record.md`` lists its values. ``speaker.confidence``
    is the probability that ``speaker.name`` is right. The document's mentions are given the ``name`` of whom they mean:
    names, and *he* and *she* where it is clear.

    Args:
        document: A document with its attributions.
        known_people: People who lend their names, ids and, where the article gives none, titles. A ``KnownPeople`` is
            indexed already, so that it is indexed once for many articles.

    Raises:
        TypeError: For known people that are no ``KnownPerson``.

    Examples:
        >>> import claims_beam as cb
        >>> from claims_beam.testing import read_markup
        >>> document = read_markup("Ada Moreno opened the pier. [Moreno] <said> {it was safe}.").document()
        >>> [quote] = cb.resolve_speakers(document, [cb.KnownPerson("Ada Moreno", id="Q1")]).attributions
        >>> quote.speaker.name, quote.speaker.id, quote.speaker.resolution
        ('Ada Moreno', 'Q1', 'surname')
    """
    return read_plainly(partial(_resolved, people=KnownPeople(known_people)), document)


def _resolved(document: Document, people: KnownPeople) -> Document:
    context = Context(document, people)
    decisions, pronouns = _decide(document, context, load_scorer())
    attributions = tuple(
        replace(attribution, speaker=_speaker(document.text, attribution, decisions[index], people))
        for index, attribution in enumerate(document.attributions)
    )
    mentions = tuple(_named_mention(mention, context, pronouns, people) for mention in document.mentions)
    return replace(document, attributions=attributions, mentions=mentions)


def _decide(document: Document, context: Context, scorer: Scorer) -> tuple[dict[int, Decision], dict[int, Entity]]:
    """Return the decision on each attribution by its number, and the entities of clear pronouns by their start."""
    walk = Walk(document, context)
    decisions: dict[int, Decision] = {}
    pronouns: dict[int, Entity] = {}
    for case in walk:
        if case.index is None:
            chosen, confidence = _choose(case, scorer)
            if confidence >= _CLEAR and len(chosen) == 1 and chosen[0].words:
                pronouns[context.tokens.starts[case.query.first]] = chosen[0]
            continue
        decision = _exact(case, context) or _scored(case, context, scorer)
        decisions[case.index] = decision
        walk.note(case, decision.entities)
    return decisions, pronouns


def _exact(case: Case, context: Context) -> Decision | None:
    """Return the decision on a case that needs no judgement, else None.

    Such are a handle, an interview's label, several joined names and a name that only one entity has.
    """
    reading = case.query.reading
    if reading is None:
        return None
    if reading.handle:
        entity = context.entities.spelled(reading.handle) or Entity(("@" + reading.handle,), "PERSON")
        return Decision((entity,), reading, "handle", _HANDLE)
    if case.query.first >= context.interview and context.tokens.words[case.query.first] in INTERVIEW_LABELS:
        return _interview(case, context)
    if reading.form == "nominal" and is_label(case.query, context):
        return Decision((), reading, "unnamed", _LABEL)
    if case.query.pronoun == "i" and not case.query.enclosing and len(context.authors) == 1:
        return Decision(tuple(context.authors), reading, "first-person", _AUTHOR)
    pair = _pair(reading, context)
    if pair:
        return Decision(pair, reading, "pair", _PAIR)
    entities = tuple(dict.fromkeys(context.meant(name) for name in reading.names))
    if len(entities) > 1:
        return Decision(entities, reading, "joint", _JOINT)
    if len(entities) == 1 and entities[0].kind == "PERSON" and is_label(case.query, context):
        return Decision(entities, reading, "transcript-label", _LABEL)
    if entities and entities[0].kind == "GROUP":
        plural = reading.names[0].words[-1].endswith("s")
        return Decision(entities, reading, resolution(case, entities, context), _GROUP) if plural else None
    if entities and reading.form == "name" and len(context.entities.candidates(reading.names[0])) == 1:
        confidence = _PERSON if entities[0].kind == "PERSON" else _BODY
        return Decision(entities, reading, resolution(case, entities, context), confidence)
    campaign = _campaign(reading, context)
    return Decision((campaign,), reading, "body", _CAMPAIGN) if campaign else None


def _campaign(reading: Reading, context: Context) -> Entity | None:
    """Return the organisation that a noun makes of the person who owns it: *Doe's campaign* is the Doe campaign."""
    owner, head = reading.owner, reading.head
    if owner and reading.owned and head and head in NAMING_NOUNS.get(context.meant(owner).kind or "", ()):
        return context.entities.body((owner.words[-1], head))
    return None


def _interview(case: Case, context: Context) -> Decision:
    """Return the decision on the labels of an interview: *Q:* is nobody, and *A:* is the guest."""
    guest = context.guest if context.tokens.word(case.query.first) == "a" else None
    chosen = (guest,) if guest else ()
    return Decision(chosen, case.query.reading, "transcript-label" if chosen else "unnamed", _LABEL)


def _pair(reading: Reading, context: Context) -> tuple[Entity, ...]:
    """Return the two persons whom *both men* means, where the article names exactly two such."""
    counted = PAIRS & {*reading.counts, *reading.words, reading.head or ""}
    role = role_of(reading.head or "")
    if not counted or not (reading.plural or role in PAIRS) or role not in ROLES | ANYBODY | PAIRS:
        return ()
    if role in ROLES - FEMALE_ROLES - MALE_ROLES - KIN:
        for group in (context.holders.get(role, ()), context.main_persons):
            if len(group) == 2:
                return tuple(sorted(group, key=context.entities.first))
        return ()
    return context.pair("f" if role in FEMALE_ROLES else "m" if role in MALE_ROLES else None)


def _scored(case: Case, context: Context, scorer: Scorer) -> Decision:
    """Return what the scorer chooses; a choice that is unclear names nobody."""
    chosen, confidence = _choose(case, scorer)
    if chosen and confidence < _UNCLEAR:
        return Decision((), case.query.reading, "ambiguous", 1 - confidence)
    return Decision(chosen, case.query.reading, resolution(case, chosen, context), confidence)


def _choose(case: Case, scorer: Scorer) -> tuple[tuple[Entity, ...], float]:
    """Return the likeliest candidate, as one or as its members, or nobody; and its probability."""
    probabilities = scorer(case)
    best = int(probabilities.argmax())
    if best == len(case.candidates):
        return (), float(probabilities[best])
    entity = case.candidates[best]
    return entity.members or (entity,), float(probabilities[best])


def _named_mention(mention: Mention, context: Context, pronouns: dict[int, Entity], people: KnownPeople) -> Mention:
    entity = pronouns.get(mention.start) if mention.form == "pronoun" else context.surely_meant(mention.start)
    if entity is None or entity.kind not in ("PERSON", None):
        return mention
    person = people.find(entity)
    return replace(mention, kind=mention.kind or entity.kind, name=person.name if person else entity.name)


def _speaker(text: str, attribution: Attribution, decision: Decision, people: KnownPeople) -> Speaker:
    """Return the speaker of an attribution, as the decision has it."""
    reading = decision.reading
    named = [entity for entity in decision.entities if entity.words]
    speaker = _named(named, people) if named else Speaker(None, kind="GROUP" if _is_plural(reading) else "UNNAMED")
    return replace(
        speaker,
        title=(reading.title if reading else None) or speaker.title,
        mention=Reference(join_pieces(text, attribution.source), reading.form, attribution.source) if reading else None,
        resolution=decision.resolution,
        confidence=decision.confidence,
    )


def _is_plural(reading: Reading | None) -> bool:
    if reading is None:
        return False
    return reading.plural or reading.head in GATHERINGS or reading.pronoun in ("they", "we", "any")


def _named(entities: Sequence[Entity], people: KnownPeople) -> Speaker:
    """Return the speaker that one or several entities with names are."""
    known = [people.find(entity) for entity in entities]
    names = tuple(person.name if person else entity.name for person, entity in zip(known, entities, strict=True))
    alone = len(entities) == 1
    return Speaker(
        name=" & ".join(names),
        id=known[0].id if alone and known[0] else None,
        names=names,
        kind=entities[0].kind or "PERSON",
        title=(next(iter(entities[0].titles), None) or (known[0].title if known[0] else None)) if alone else None,
    )
