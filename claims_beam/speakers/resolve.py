"""Sources of a document -> one Speaker each. Pure: it reads the document's layers and runs no model.

The article's names become entities under their fullest names, with what the article says they are; each source is
read for its head and given its entities, by name, by role, or by who is most on the reader's mind. Where nobody is
named, the speaker has no name and the words are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claims_beam.records import (
    DEFAULT_CONFIDENCE,
    Attribution,
    Document,
    Mention,
    Reference,
    Speaker,
    SpeakerKind,
    join_pieces,
)
from claims_beam.speakers.entities import Entity
from claims_beam.speakers.hearing import Hearing
from claims_beam.speakers.inheritance import inherit
from claims_beam.speakers.known_people import KnownPeople, KnownPerson
from claims_beam.speakers.referents import Referent, find_referents

__all__ = ["KnownPeople", "KnownPerson", "People", "resolve_speakers"]

# The share of right answers of each rule, as (right + 1) / (all + 2), on 34 annotated articles of PolNeAR's development
# part (803 sources; floating: 48 direct quotes whose source was hidden). The last two lines hold rules that those
# articles show too seldom: set by hand, after reading the answers on 70 of its training articles.
CONFIDENCE: Mapping[str, float] = {
    **{"surname": 0.99, "exact": 0.98, "joint": 0.95, "acronym": 0.94, "namesake": 0.94, "transcript-label": 0.93},
    **{"pronoun-subject": 0.94, "relative": 0.94, "pronoun-salient": 0.80},
    **{"role": 0.94, "body": 0.88, "unnamed": 0.91, "neighbour": 0.83, "floating": 0.74},
    **{"handle": 0.80, "document": 0.75, "pair": 0.75, "pronoun-joint": 0.75, "first-person": 0.75, "apposition": 0.70},
    **{"nominal-salient": 0.65, "pronoun-forward": 0.60, "ambiguous": 0.50, "body-salient": 0.40},
}

# A list of people may also come indexed already, so that it is indexed once for many articles.
People = KnownPeople | Iterable[KnownPerson]


def resolve_speakers(document: Document, known_people: People = ()) -> Document:
    """The document with a ``speaker`` on every quote; ``speaker.mention`` holds the source as written.

    ``speaker.resolution`` says which rule decided. By name: ``exact``, ``surname``, ``namesake`` (one of several of
    that surname), ``acronym`` (or another short form of an organisation), ``joint``, ``transcript-label``,
    ``handle``, ``neighbour`` (the name beside a bare verb). By pronoun: ``pronoun-subject`` (the last speaker),
    ``pronoun-salient``, ``pronoun-forward``, ``pronoun-joint``, ``relative``, ``first-person``. By description:
    ``role``, ``apposition``, ``nominal-salient``, ``body``, ``body-salient``, ``document``, ``pair``. Without a
    source: ``floating``, after its speaker's quote. Nobody named: ``ambiguous``, ``unnamed``, ``none``.
    ``speaker.confidence`` is the rule's share of right answers.

    Somebody among ``known_people`` is given that table's ``name``, ``id`` and, where the article gives none, ``title``.

    The document's mentions are given the ``name`` of whom they mean: names, and "he" and "she" where it is clear.
    """
    people = known_people if isinstance(known_people, KnownPeople) else KnownPeople(known_people)
    hearing = Hearing(document, people)
    referents = inherit(document, hearing, find_referents(document, hearing))
    attributions = tuple(
        replace(attribution, speaker=_speaker(document.text, attribution, referents.get(index), people))
        for index, attribution in enumerate(document.attributions)
    )
    mentions = tuple(_named_mention(mention, hearing, people) for mention in document.mentions)
    return replace(document, attributions=attributions, mentions=mentions)


def _named_mention(mention: Mention, hearing: Hearing, people: KnownPeople) -> Mention:
    entity = hearing.meant(mention.start)
    if entity is None or entity.kind not in ("PERSON", None):
        return mention
    person = people.find(entity)
    return replace(mention, kind=mention.kind or entity.kind, name=person.name if person else entity.name)


def _speaker(text: str, attribution: Attribution, referent: Referent | None, people: KnownPeople) -> Speaker:
    if referent is None:
        return Speaker(None)
    reading = referent.reading
    named = [entity for entity in referent.entities if entity.words]
    speaker = _named(named, people) if named else Speaker(None, kind=_unnamed_kind(referent))
    return replace(
        speaker,
        title=(reading.title if reading else None) or speaker.title,
        mention=Reference(join_pieces(text, attribution.source), reading.form, attribution.source) if reading else None,
        resolution=referent.rule,
        confidence=CONFIDENCE.get(referent.rule, DEFAULT_CONFIDENCE),
    )


def _named(entities: Sequence[Entity], people: KnownPeople) -> Speaker:
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


def _unnamed_kind(referent: Referent) -> SpeakerKind:
    group = any(entity.kind == "GROUP" for entity in referent.entities)
    return "GROUP" if group else "UNNAMED"
