"""The entities among which a source's speaker is looked for: a bounded number, whatever the article's length."""

from collections.abc import Iterator

from claims_beam.lexicon.roles import role_of
from claims_beam.speakers.context import Context
from claims_beam.speakers.entities import Entity
from claims_beam.speakers.queries import Query, Turns

MOST = 16

_RECENT = 24  # So many occurrences before the source are looked through.
_AHEAD = 60  # Names in so many tokens behind the source are candidates, too.
_HOLDERS = 4  # At most so many persons of one role are candidates.
_MODEL = 5  # So many of the entities that the encoder finds likeliest are candidates.


def find_candidates(query: Query, context: Context, turns: Turns) -> list[Entity]:
    """Return the entities that the source may refer to, at most ``MOST``, the most obvious ones first."""
    found: dict[Entity, None] = {}
    for entity in _obvious(query, context, turns):
        if entity is not query.barred and not _is_ruled_out(query, entity):
            found[entity] = None
        if len(found) == MOST:
            break
    return list(found)


def _is_ruled_out(query: Query, entity: Entity) -> bool:
    """Return whether the pronoun is one for persons and the entity is none, or the other way round."""
    if query.pronoun in ("he", "she"):
        return entity.kind not in ("PERSON", None)
    return query.pronoun == "it" and (entity.kind == "PERSON" or bool(entity.members))


def _obvious(query: Query, context: Context, turns: Turns) -> Iterator[Entity]:
    reading = query.reading
    if reading:
        for name in reading.names:
            yield from context.entities.candidates(name)
        if reading.owner:
            yield from context.entities.candidates(reading.owner)
        if reading.head:
            yield from context.entities.bodies(reading.head, reading.words)[-_HOLDERS:]
            yield from context.holders.get(role_of(reading.head), ())[-_HOLDERS:]
    for place in context.occurrences[context.before(query.first) : context.before(query.after)]:
        yield place.entity
    yield from query.enclosing
    yield from turns.last
    yield from turns.before_last
    if reading is None or query.pronoun in ("i", "we"):
        yield from context.authors
    if turns.joint and query.pronoun in ("they", "we", "who", "each", "any"):
        yield turns.joint
    yield from sorted((entity for entity in query.encoder if entity), key=lambda e: -query.encoder[e])[:_MODEL]
    before = context.before(query.first)
    for place in reversed(context.occurrences[max(0, before - _RECENT) : before]):
        if place.entity.kind in ("PERSON", "ORG", None):
            yield place.entity
    for place in context.occurrences[context.before(query.after) :][:_RECENT]:
        if place.first > query.after + _AHEAD:
            break
        if place.entity.kind in ("PERSON", "ORG", None):
            yield place.entity
