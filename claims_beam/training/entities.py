"""What the heads learn from the annotated entities of an article: names, titles, and whom each source refers to.

An entity is ``{"type", "name", "forms", "titles", "nominals"}``. A form is a string, or ``{"form", "occurrences"}``
where only some of its whole-word occurrences, counted from one, mean the entity.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims_beam.training.data import read_jsonl

Chars = tuple[int, int]
Entity = dict[str, Any]

_BESIDE = re.compile(r"[\s,(\"“‘]{1,3}\Z")  # It stands between a title and its name, and between two titles.


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in the text and the entity it means, as a number."""

    start: int
    end: int
    kind: str
    entity: int


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Words that refer to entities (several: jointly), or to nobody who is named."""

    start: int
    end: int
    entities: tuple[int, ...]


def annotate_all(articles: list[dict[str, Any]], path: Path) -> list[dict[str, Any]]:
    """Return the articles with the layers of their entities, for those that the file ``path`` has.

    It need not exist.
    """
    known = {row["id"]: row["entities"] for row in read_jsonl(path)} if path.exists() else {}
    return [annotate(article, known[article["id"]]) if article["id"] in known else article for article in articles]


def annotate(article: dict[str, Any], entities: Sequence[Entity]) -> dict[str, Any]:
    """Return the article with ``names`` [[start, end, kind, entity]], ``titles`` [[start, end]] and ``references``
    [[start, end, [entities]]]."""
    text = article["text"]
    names = find_names(text, entities)
    return {
        **article,
        "names": [[name.start, name.end, name.kind, name.entity] for name in names],
        "titles": [list(title) for title in find_titles(text, entities, names)],
        "references": [
            [reference.start, reference.end, list(reference.entities)]
            for reference in find_references(article, entities)
        ],
    }


def find_names(text: str, entities: Sequence[Entity]) -> list[Name]:
    """Return the names of the entities in text order; of two that overlap, the longer."""
    found = {
        Name(start, end, entity["type"], number)
        for number, entity in enumerate(entities)
        for form in entity["forms"]
        for start, end in _find_occurrences(text, form)
    }
    return sorted(_apart(sorted(found, key=lambda name: (name.start - name.end, name))))


def _apart(names: Sequence[Name]) -> Iterator[Name]:
    taken: set[int] = set()
    for name in names:
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            yield name


def _find_occurrences(text: str, form: str | dict[str, Any]) -> list[Chars]:
    if isinstance(form, str):
        return occurrences(text, form)
    every = occurrences(text, form["form"])
    return [every[number - 1] for number in form["occurrences"] if 0 < number <= len(every)]


def occurrences(text: str, form: str) -> list[Chars]:
    """Return where ``form`` stands as whole words."""
    left = r"(?<!\w)" if form[:1].isalnum() else ""
    right = r"(?!\w)" if form[-1:].isalnum() else ""
    return [found.span() for found in re.finditer(left + re.escape(form) + right, text)]


def find_titles(text: str, entities: Sequence[Entity], names: Sequence[Name]) -> list[Chars]:
    """Return the titles and roles that stand directly beside a name of their entity, or beside another such title."""
    found: set[Chars] = set()
    for number, entity in enumerate(entities):
        mine = [name for name in names if name.entity == number]
        places = sorted(place for title in entity.get("titles", ()) for place in _either_case(text, title))
        found |= _chained(text, reversed(places), {name.start for name in mine}, before=True)
        found |= _chained(text, places, {name.end for name in mine}, before=False)
    return sorted(_longest_apart(found))


def _either_case(text: str, title: str) -> list[Chars]:
    """Return where the title occurs as it is annotated, or with a capital as at the beginning of a sentence."""
    return [place for form in {title, title[:1].upper() + title[1:]} for place in occurrences(text, form)]


def _chained(text: str, places: Iterator[Chars] | Sequence[Chars], edges: set[int], before: bool) -> set[Chars]:
    found = set()
    for start, end in places:
        gaps = (text[end:edge] if before else text[edge:start] for edge in edges if edge >= end or not before)
        if any(len(gap) <= 3 and _BESIDE.fullmatch(gap) for gap in gaps):
            found.add((start, end))
            edges.add(start if before else end)
    return found


def _longest_apart(places: set[Chars]) -> Iterator[Chars]:
    taken: set[int] = set()
    for start, end in sorted(places, key=lambda place: place[0] - place[1]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end


def find_references(article: dict[str, Any], entities: Sequence[Entity]) -> list[Reference]:
    """Return whom each source of the article refers to, and each nominal that means one entity only.

    A speaker is the name of an entity, several names joined by `` & ``, or None: nobody who is named. A speaker who is
    no entity is left out.
    """
    numbers = {form: number for number, entity in enumerate(entities) for form in _forms(entity)}
    numbers |= {entity["name"]: number for number, entity in enumerate(entities)}
    found: dict[Chars, tuple[int, ...]] = {}
    for attribution in article["attributions"]:
        if "speaker" not in attribution:
            continue
        speakers = attribution["speaker"].split(" & ") if attribution["speaker"] else []
        if attribution["source"] and all(speaker in numbers for speaker in speakers):
            start, end = hull(article["text"], attribution["source"])
            found[start, end] = tuple(numbers[speaker] for speaker in speakers)
    for place, number in _nominals(article["text"], entities):
        found.setdefault(place, (number,))
    return sorted(Reference(start, end, who) for (start, end), who in found.items())


def _forms(entity: Entity) -> list[str]:
    return [form if isinstance(form, str) else form["form"] for form in entity["forms"]]


def _nominals(text: str, entities: Sequence[Entity]) -> Iterator[tuple[Chars, int]]:
    counts = Counter(nominal.lower() for entity in entities for nominal in entity.get("nominals", ()))
    for number, entity in enumerate(entities):
        for nominal in entity.get("nominals", ()):
            if counts[nominal.lower()] == 1:
                yield from ((place, number) for place in occurrences(text, nominal))


def hull(text: str, spans: Sequence[Sequence[int]]) -> Chars:
    """Return the span from the first piece of a source to the last of the same line."""
    start, end = spans[0]
    for _, after in spans[1:]:
        if "\n" in text[end:after]:
            break
        end = after
    return start, end
