"""What a source shows by itself, whoever is meant by it: the features of the source that the scorer reads."""

from collections.abc import Iterator

from claims_beam.lexicon.nouns import ANYBODY, BODIES, DOCUMENTS, GATHERINGS
from claims_beam.lexicon.roles import FEMALE_ROLES, FUNCTIONARIES, KIN, MALE_ROLES, ROLES, role_of
from claims_beam.records import Span
from claims_beam.speakers.context import Context
from claims_beam.speakers.features import Features
from claims_beam.speakers.queries import Query, Turns
from claims_beam.speakers.reading import Reading

NO_OPINION = "no opinion"
"""The feature of a source of whose referents no model has an opinion."""

_MARKS = 4  # So many marks may stand before a label.
_FAR = 400  # A content that begins more code points behind the last attribution is far from it.


def source_features(query: Query, context: Context, turns: Turns) -> Features:
    """Return the features of the source alone."""
    reading = query.reading
    found: Features = {"bias": 1.0, NO_OPINION: float(not query.encoder)}
    if reading is None:
        found["form=none"] = 1.0
    else:
        found["form=" + (f"pronoun-{query.pronoun}" if query.pronoun else reading.form)] = 1.0
        if reading.form == "nominal":
            found |= dict.fromkeys(_nominal(reading, query.head), 1.0)
            if role_of(query.head) in FUNCTIONARIES:
                found[f"head={role_of(query.head)}"] = 1.0
        found["names"] = float(min(len(reading.names), 2))
        if reading.title:
            found["has title"] = 1.0
        if reading.owner:
            found["has owner " + ("before" if reading.owned else "behind")] = 1.0
    if query.attribution:
        found[f"kind={query.attribution.kind}"] = 1.0
        found["no cue"] = float(query.attribution.cue is None)
        found["inside another"] = float(bool(query.enclosing))
    if is_label(query, context):
        found["label"] = 1.0
    if reading is None:
        found |= _continuing(query, context, turns)
    return found


def _nominal(reading: Reading, head: str) -> Iterator[str]:
    """Return the names of what holds of a nominal."""
    role = role_of(head)
    facts = {
        "definite": reading.definite,
        "indefinite": reading.indefinite,
        "plural": reading.plural,
        "possessed": reading.possessed,
        "possessive pronoun": reading.pronoun is not None,
        "role": role in ROLES,
        "functionary": head in FUNCTIONARIES or role in FUNCTIONARIES,
        "kin": head in KIN,
        "spokesperson": role == "spokesman",
        "body": head in BODIES,
        "document": head in DOCUMENTS,
        "gathering": head in GATHERINGS,
        "anybody": head in ANYBODY,
        "gender": head in FEMALE_ROLES or head in MALE_ROLES,
        "no head": not head,
        "counted": bool(reading.counts),
        "narrowed": bool(reading.words),
    }
    return (name for name, holds in facts.items() if holds)


def is_label(query: Query, context: Context) -> bool:
    """Return whether the source stands as *DOE:* at the start of a line, as transcripts name their speakers."""
    words, first = context.tokens.words, query.first
    for _ in range(_MARKS):
        if not first or words[first - 1] == "\n" or words[first - 1][0].isalnum():
            break
        first -= 1
    return query.after < len(words) and words[query.after] == ":" and (first == 0 or words[first - 1] == "\n")


def _continuing(query: Query, context: Context, turns: Turns) -> Features:
    """Return how a content without a source follows the attribution before it."""
    between = context.text[turns.end : query.span.start] if turns.count else ""
    named = context.within(Span(turns.end, query.span.start)) if between else ()
    found = {
        "goes on": float(turns.count > 0 and not any(map(str.isalnum, between[:_FAR]))),
        "same line": float("\n" not in between and turns.count > 0),
        "far": float(len(between) > _FAR),
        "names between": float(any(occurrence.entity.kind in ("PERSON", None) for occurrence in named)),
        "after direct": float(turns.direct),
        "first": float(turns.count == 0),
    }
    return {f"none: {name}": value for name, value in found.items() if value}
