"""The entities among which a source's speaker is looked for: a bounded number, whatever the article's length."""

from collections.abc import Iterator
from itertools import chain, takewhile

from claims_beam.lexicon.roles import role_of
from claims_beam.speakers.context import Context
from claims_beam.speakers.entity import Entity
from claims_beam.speakers.queries import Query, Turns
from claims_beam.speakers.reading import Reading

MOST = 16

_RECENT = 24  # So many occurrences before the source are looked through.
_AHEAD = 60  # Names in so many tokens behind the source are candidates, too.
_HOLDERS = 4  # At most so many persons of one role are candidates.
_MODEL = 5  # So many of the entities that the encoder finds likeliest are candidates.


def find_candidates(query: Query, context: Context, turns: Turns) -> list[Entity]:
    """Return the entities that the source may refer to, at most ``MOST``, the most obvious ones first."""
    found: dict[Entity, None] = {}
    for entity in _obvious(query, context, turns):
        ruled_out = _is_ruled_out(query, entity) or _is_somebodys(query, entity, context)
        if entity is not query.barred and not ruled_out:
            found[entity] = None
        if len(found) == MOST:
            break
    return list(found)


def _is_ruled_out(query: Query, entity: Entity) -> bool:
    """Return whether the pronoun is one for persons and the entity is none, or the other way round."""
    if query.pronoun in ("he", "she"):
        return entity.kind not in ("PERSON", None)
    return query.pronoun == "it" and (entity.kind == "PERSON" or bool(entity.members))


def _is_somebodys(query: Query, entity: Entity, context: Context) -> bool:
    """Return whether the entity is told of behind a nominal as his or hers: *The mayor* is not *her rival, Jane Doe*.

    Where a person is named between the two, that may be whose rival she is.
    """
    if not entity.related or query.reading is None or query.reading.form != "nominal" or query.reading.names:
        return False
    behind = context.before(query.after)
    persons = (
        place for place in context.occurrences[behind : behind + _RECENT] if place.entity.kind in ("PERSON", None)
    )
    return next(persons, None) in context.places.get(entity, [])[:1]


def _obvious(query: Query, context: Context, turns: Turns) -> Iterator[Entity]:
    """Yield whom the source's words, the last turns, the encoder and the names nearby suggest, some more than once."""
    reading = query.reading
    if reading:
        yield from _described(reading, context)
    for place in context.occurrences[context.before(query.first) : context.before(query.after)]:
        yield place.entity
    yield from query.enclosing
    yield from turns.last
    yield from turns.before_last
    if reading is None or query.pronoun in ("i", "we"):
        yield from context.authors
    if turns.joint and query.pronoun in ("they", "we", "who", "each", "any"):
        yield turns.joint
    likeliest = sorted(filter(None, query.encoder), key=lambda entity: -query.encoder[entity])
    yield from likeliest[:_MODEL]
    yield from _nearby(query, context)


def _described(reading: Reading, context: Context) -> Iterator[Entity]:
    """Yield those whom the words of the source name or describe, and the one who owns its head."""
    for name in reading.names:
        yield from context.entities.candidates(name)
    if reading.owner:
        yield from context.entities.candidates(reading.owner)
    if reading.head:
        yield from context.entities.bodies(reading.head, reading.words)[-_HOLDERS:]
        yield from context.holders.get(role_of(reading.head), ())[-_HOLDERS:]


def _nearby(query: Query, context: Context) -> Iterator[Entity]:
    """Yield who is named before the source, the nearest first, and shortly behind it."""
    before, after = context.before(query.first), context.before(query.after)
    earlier = reversed(context.occurrences[max(0, before - _RECENT) : before])
    behind = context.occurrences[after : after + _RECENT]
    later = takewhile(lambda place: place.first <= query.after + _AHEAD, behind)
    for place in chain(earlier, later):
        if place.entity.kind in ("PERSON", "ORG", None):
            yield place.entity
