"""How a speaker was found, as a word of the closed vocabulary ``speaker.resolution``."""

from typing import Literal

from claims_beam.lexicon.cue_verbs import REPORTING_FORMS
from claims_beam.lexicon.nouns import BODIES, DOCUMENTS
from claims_beam.lexicon.roles import ROLES, is_kind_of, role_of
from claims_beam.speakers.cases import Case, Choice
from claims_beam.speakers.context import Context
from claims_beam.speakers.features import last_before
from claims_beam.speakers.queries import Query, Turns
from claims_beam.speakers.source_features import is_label

Resolution = Literal[
    "exact",
    "surname",
    "namesake",
    "acronym",
    "joint",
    "transcript-label",
    "handle",
    "neighbour",
    "pronoun-subject",
    "pronoun-salient",
    "pronoun-forward",
    "pronoun-joint",
    "relative",
    "first-person",
    "role",
    "apposition",
    "nominal-salient",
    "body",
    "body-salient",
    "document",
    "pair",
    "floating",
    "ambiguous",
    "unnamed",
    "none",
]

_VERBS = REPORTING_FORMS | {"tells"}  # A source may consist of such a verb alone.


def resolution(case: Case, chosen: Choice, context: Context) -> Resolution:
    """Return the word that tells how the chosen speaker was found from the source of a case."""
    query, reading = case.query, case.query.reading
    if not chosen:
        return "none" if reading is None else "ambiguous" if reading.names else "unnamed"
    if reading is None:
        return "floating" if set(chosen) <= set(case.turns.last) else "neighbour"
    if reading.form == "name" and any(chosen[0] in context.entities.candidates(name) for name in reading.names):
        return _by_name(query, chosen, context)
    if reading.form == "pronoun":
        return _by_pronoun(query, chosen, case.turns, context)
    return _by_description(query, chosen, context)


def _by_name(query: Query, chosen: Choice, context: Context) -> Resolution:
    name = query.reading.names[0] if query.reading else None
    if is_label(query, context):
        return "transcript-label"
    if name is None or name.words == chosen[0].words:
        return "exact"
    if len(context.entities.candidates(name)) > 1:
        return "namesake"
    return "acronym" if chosen[0].kind == "ORG" else "surname"


def _by_pronoun(query: Query, chosen: Choice, turns: Turns, context: Context) -> Resolution:
    """Return how a pronoun led to those who were chosen."""
    if query.pronoun in ("who", "which"):
        return "relative"
    if query.pronoun in ("i", "we"):
        return "first-person"
    if len(chosen) > 1:
        return "pronoun-joint"
    if last_before(context.places.get(chosen[0], ()), query.first) is None and chosen[0] not in turns.last:
        return "pronoun-forward"
    return "pronoun-subject" if chosen[0] in turns.last else "pronoun-salient"


def _by_description(query: Query, chosen: Choice, context: Context) -> Resolution:
    """Return how a nominal led to those who were chosen."""
    head = query.head
    if len(chosen) > 1:
        return "pair"
    if head in _VERBS:
        return "neighbour"
    if any(role == role_of(head) or is_kind_of(role, role_of(head)) for role in chosen[0].roles):
        return "role"
    if head in DOCUMENTS:
        return "document"
    if head in BODIES:
        return (
            "body"
            if query.reading and chosen[0] in context.entities.bodies(head, query.reading.words)
            else "body-salient"
        )
    beside = context.ends.get(query.first - 1)
    comma = context.tokens.word(query.first - 1) == ","
    if comma and beside and beside.entity is chosen[0] and role_of(head) in ROLES:
        return "apposition"
    return "nominal-salient"
