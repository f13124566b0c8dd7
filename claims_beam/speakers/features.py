"""What speaks for and against a candidate: features that a reader would name, of one entity.

Each function returns a mapping from a feature's name to its value; what is not there is zero. The scorer's table of
weights has a row for each name.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence

from claims_beam.lexicon.nouns import BODIES, BODY_HEADS, GENERAL_BODIES
from claims_beam.lexicon.roles import (
    FEMALE_ROLES,
    FUNCTIONARIES,
    MALE_ROLES,
    OFFICES,
    RANKS,
    ROLES,
    is_kind_of,
    role_of,
)
from claims_beam.speakers.context import FADING, Context, Occurrence
from claims_beam.speakers.entities import name_key
from claims_beam.speakers.entity import Entity
from claims_beam.speakers.queries import Query, Turns, agreement, gender_shown
from claims_beam.speakers.reading import Reading

Features = dict[str, float]

OFFICE_NOT_SHOWN = "office not shown"
"""The feature of a person of whom nothing says that she holds the office that the source names: *the judge*."""

OPINIONS = ("encoder", "encoder nobody", "any encoder")
"""The features that hold a model's opinion."""

_GAPS = (0, 1, 2, 5)  # Each is a feature: whether the last mention is at most so many sentences before the source.
_REMEMBERED = 6  # The last so many mentions of an entity add to its weight.
_BESIDE = 3  # At most so many tokens separate a source from a name beside it.
_NEAR = 60  # In so many tokens before the source, somebody without a name may have been mentioned.
_SMALLEST = 1e-4
_SHOWN_FUNCTION = {"holds role", "holds kind of role", "head in title", "head in name"}


def pair_features(query: Query, entity: Entity, context: Context, turns: Turns) -> Features:
    """Return the features of a candidate, as far as they do not compare it with others."""
    places = context.places.get(entity, [])
    found: Features = {f"is {entity.kind or 'unknown'}": 1.0, "count": math.log1p(entity.count) / 2}
    agrees = agreement(query, entity)
    found["agrees"], found["conflicts"] = float(agrees > 0), float(agrees < 0)
    gender = gender_shown(query)
    if gender and entity.gender is None:
        found["leans"] = entity.leaning * (1 if gender == "f" else -1)
    found |= _naming(query, entity, context)
    found |= _describing(query, entity, context)
    found |= _turn(query, entity, turns)
    found |= _placing(query, places, context)
    found["described"] = float(bool(entity.roles))
    if entity.members:
        found["is joint"] = 1.0
    if query.encoder:
        probability = query.encoder.get(entity, 0.0)
        found["encoder"] = math.log(max(probability, _SMALLEST)) / 4 + 1
        found["encoder nobody"] = query.encoder.get(None, 0.0)
    return found


def _naming(query: Query, entity: Entity, context: Context) -> Features:
    """Return how the source's own names fit the entity."""
    reading = query.reading
    if reading is None:
        return {}
    found: Features = {}
    for name in reading.names:
        fitting = context.entities.candidates(name)
        if entity in fitting:
            found["credited"] = 1.0
            found["credited alone"] = float(len(fitting) == 1)
            found["exact"] = float(name.words == entity.words)
            found["likely"] = float(context.entities.likely(name) is entity)
            if name.title:
                found["title agrees"] = float(name.title in entity.titles)
    if reading.owner and entity in context.entities.candidates(reading.owner):
        found["owner before" if reading.owned else "owner behind"] = 1.0
    if "credited" not in found and entity in query.inside:
        found["named inside"] = 1.0
    return found


def _describing(query: Query, entity: Entity, context: Context) -> Features:
    """Return how the head noun of a nominal fits what the article says that the entity is."""
    reading, head = query.reading, query.head
    if reading is None or not head:
        return {}
    found = _holding(reading, head, entity, context)
    if head in BODIES:
        found["body"] = float(entity in context.entities.bodies(head, reading.words))
        found["other body"] = float(_is_other_body(head, entity))
    if any(head in title.casefold().split() for title in entity.titles):
        found["head in title"] = 1.0
    if head in {name_key(word) for word in entity.words}:
        found["head in name"] = 1.0
    if role_of(head) in FUNCTIONARIES and entity.kind == "PERSON" and not found.keys() & _SHOWN_FUNCTION:
        found["function not shown"] = 1.0
        found[OFFICE_NOT_SHOWN] = float(role_of(head) in OFFICES and not _is_named_late(role_of(head), entity, context))
    return found


def _holding(reading: Reading, head: str, entity: Entity, context: Context) -> Features:
    """Return whether the entity holds a role that the nominal names, a kind of it, or only another one."""
    found: Features = {}
    words = {word.rstrip(".") for word in reading.words}
    roles_named = [
        entity.roles[role] for role in {role_of(word) for word in (head, *reading.posts)} if role in entity.roles
    ]
    if roles_named:
        said = set().union(*roles_named)
        found["holds role"] = 1.0
        found["role words"] = float(bool(words & said))
        found["rank differs"] = float(bool(RANKS & ((words | {head}) ^ said)))
        found["holders"] = 1 / (1 + len(context.holders.get(role_of(head), ())))
        if reading.owner:
            found["role owner"] = float(bool({name_key(word) for word in reading.owner.words} & said))
    elif any(is_kind_of(role_of(head), role) for role in entity.roles):
        found["holds kind of role"] = 1.0
    elif entity.roles and role_of(head) in ROLES:
        found["other role"] = 1.0
    return found


def _is_named_late(role: str, entity: Entity, context: Context) -> bool:
    """Return whether somebody of the role is spoken of before the entity is named, who may be the same person.

    Such is *The governor cut the rate. Ada Moreno told a conference that it was too high.* Who is introduced with
    another post, or as somebody's rival, is somebody else.
    """
    places = context.places.get(entity, [])
    is_new = entity.introduced or entity.related
    return bool(places) and not is_new and context.is_spoken_of(role, places[0].first)


def _is_other_body(head: str, entity: Entity) -> bool:
    """Return whether the name says that the entity is a body of another sort: an association is no government."""
    sorts = {name_key(word) for word in entity.words} & BODIES
    return bool(sorts) and not sorts & {head, *BODY_HEADS.get(head, ())} and head not in GENERAL_BODIES


def _turn(query: Query, entity: Entity, turns: Turns) -> Features:
    """Return whether and when the entity spoke before."""
    numbers = turns.numbers.get(entity)
    found = {
        "spoke last": float(entity in turns.last or (bool(entity.members) and entity is turns.joint)),
        "spoke before last": float(entity in turns.before_last),
        "has spoken": float(numbers is not None),
        "encloses": float(entity in query.enclosing),
    }
    if numbers:
        found["turns"] = math.log1p(len(numbers)) / 2
        found["turns ago"] = math.log1p(turns.count - numbers[-1]) / 2
    return found


def _placing(query: Query, places: Sequence[Occurrence], context: Context) -> Features:
    """Return where the entity was named before the source, and after it."""
    found: Features = {}
    last = last_before(places, query.first)
    if last:
        gap = query.sentence - last.sentence
        found |= {f"within {most} sentences": float(gap <= most) for most in _GAPS}
        found["same line"] = float(last.line == query.line)
        found["line before"] = float(0 < query.line - last.line <= 2)
        found["last is subject"] = float(last.subject)
        found["last is modifier"] = float(last.modifier)
        found["last is quoted"] = float(last.quoted)
        found["directly before"] = float(0 <= query.first - last.after <= _BESIDE)
        found["apposition before"] = float(_is_apposition(context, last.after, query.first))
        found["tokens"] = min(math.log1p(query.first - last.after) / 5, 2.0) if query.first >= last.after else 0.0
    else:
        found["not before"] = 1.0
    after = first_from(places, query.after)
    if after and after.sentence == query.sentence:
        found["after in sentence"] = 1.0
        found["directly after"] = float(after.first - query.after <= _BESIDE)
        found["apposition after"] = float(_is_apposition(context, query.after, after.first))
    if places:
        found["in own content"] = float(places[0].entity in query.content)
        found["byline"] = float(places[0].byline or places[-1].byline)
        found["in headline"] = float(context.has_headline and places[0].line == 1)
    return found


def _is_apposition(context: Context, after: int, first: int) -> bool:
    """Return whether a comma, a bracket or a dash, and at most one word after it, stands between the two tokens."""
    if not 0 < first - after <= 2:  # This is checked first, since a source may be far from the name.
        return False
    between = context.tokens.lower[after:first]
    return between[0] in (",", "(", "—", "–") and all(not word[0].isdigit() for word in between)


def weight(query: Query, places: Sequence[Occurrence]) -> float:
    """Return how much an entity is on the reader's mind at the source: the sum over its last mentions, fading."""
    end = _before(places, query.first)
    before = places[max(0, end - _REMEMBERED) : end]
    return sum(_weigh(occurrence) * FADING ** (query.sentence - occurrence.sentence) for occurrence in before)


def last_before(places: Sequence[Occurrence], first: int) -> Occurrence | None:
    """Return the last of the places that begins before the token."""
    end = _before(places, first)
    return places[end - 1] if end else None


def first_from(places: Sequence[Occurrence], after: int) -> Occurrence | None:
    """Return the first of the places that begins at the token or behind it."""
    start = _before(places, after)
    return places[start] if start < len(places) else None


def _before(places: Sequence[Occurrence], first: int) -> int:
    return bisect_left(places, first, key=lambda place: place.first)


def _weigh(place: Occurrence) -> float:
    base = 0.5 if place.modifier else 6.0 if place.subject else 1.0
    return base * (0.25 if place.quoted else 1.0)


def _nameless(query: Query, candidates: Sequence[Entity], context: Context, turns: Turns) -> Features:
    """Return what speaks for somebody whom the article does not name.

    That is who spoke last, and who has been spoken of since.
    """
    found: Features = {}
    gender, last = gender_shown(query), turns.nameless
    if last:
        before = gender_shown(last)
        found["nameless spoke last"] = 1.0
        found["same gender"] = float(gender is not None and before == gender)
        found["other gender"] = float(gender is not None and before is not None and before != gender)
        found["same sentence or next"] = float(query.sentence - last.sentence <= 1)
    if query.head and role_of(query.head) in turns.heads:
        found["nameless head before"] = 1.0
    if query.pronoun in ("he", "she", "they", "i", "who"):
        places = [place for entity in candidates if (place := last_before(context.places.get(entity, ()), query.first))]
        named = max((place.after for place in places if agreement(query, place.entity) >= 0), default=0)
        since = context.nameless_between(max(named, query.first - _NEAR), query.first)
        fitting = [
            head
            for head in since
            if not gender or head not in FEMALE_ROLES | MALE_ROLES or (head in FEMALE_ROLES) == (gender == "f")
        ]
        found["nameless since"] = float(bool(fitting))
    return found


def compare(
    query: Query, candidates: Sequence[Entity], found: Sequence[Features], context: Context, turns: Turns
) -> Features:
    """Add to the features of the candidates how they compare, and return those of nobody being named."""
    agree = [features["conflicts"] == 0 for features in found]
    weights = [weight(query, context.places.get(entity, ())) for entity in candidates]
    total = sum(value for value, fits in zip(weights, agree, strict=True) if fits) or 1.0
    top = max((value for value, fits in zip(weights, agree, strict=True) if fits), default=0.0)
    named = [len(context.places.get(entity, ())) for entity in candidates]
    credited = sum(count for count, features in zip(named, found, strict=True) if "credited" in features) or 1
    for count, features, value, fits in zip(named, found, weights, agree, strict=True):
        if "credited" in features:
            features["share of name"] = count / credited
        if fits:
            features["share of weight"] = value / total
            features["heaviest"] = float(value == top > 0)
            features["only one"] = float(sum(agree) == 1)
    best = {name: max((features.get(name, 0.0) for features in found), default=0.0) for name in _SUMMARIZED}
    nobody = {f"any {name}": value for name, value in best.items() if value}
    nobody |= _nameless(query, candidates, context, turns)
    nobody["agreeing"] = min(sum(agree), 4) / 4
    nobody["weight"] = math.log1p(top) / 2
    if query.encoder:
        nobody["encoder"] = math.log(max(query.encoder.get(None, 0.0), _SMALLEST)) / 4 + 1
    return nobody


_SUMMARIZED = (
    "credited",
    "exact",
    "owner before",
    "holds role",
    "holds kind of role",
    "role words",
    "body",
    "head in title",
    "head in name",
    "apposition before",
    "apposition after",
    "agrees",
    "spoke last",
    "encloses",
    "directly before",
    "directly after",
    "within 0 sentences",
    "encoder",
)
