"""The cases with right answers to which the scorer of speakers is fitted, made from annotated articles."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claims_beam.attribution.kinds import Marked, kind_of
from claims_beam.attribution.learned.model import Model, load_model
from claims_beam.attribution.learned.tagger import LearnedTagger
from claims_beam.attribution.loading import LEARNED_MODEL
from claims_beam.encoder import MODELS
from claims_beam.encoder.pieces import Floats
from claims_beam.evaluation.protocol import from_gold, plain_name
from claims_beam.records import Article, Attribution, Document, Speaker
from claims_beam.speakers.cases import Case, Choice, Walk
from claims_beam.speakers.context import Context
from claims_beam.speakers.entity import Entity
from claims_beam.speakers.features import Features
from claims_beam.speakers.known_people import KnownPeople
from claims_beam.text.quotation.speech import find_speech
from claims_beam.text.sanitize import encodable
from claims_beam.text.sentences import split_sentences
from claims_beam.training.data import read_jsonl
from claims_beam.training.referents import fit_referents, referent_example
from claims_beam.training.stories import stories

EVERY = 50  # A line of progress is printed after so many articles.
STORY_SEED, FOLD_SEED = 5, 1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A case as it is fitted: its features, and the number of the right candidate, None where nobody is named.

    ``missed`` says that the right entity is no candidate: then there is nothing to fit, and any answer is wrong.
    ``form`` is that of the source, and ``null`` where nobody is named.
    """

    source: Features
    candidates: Sequence[Features]
    nobody: Features
    right: int | None
    missed: bool
    form: str


def labelled_articles(corpus: Path, part: str, folds: int) -> list[Labelled]:
    """Return the cases of the articles of a part, train or dev, that have speakers; ``folds`` is 0 for none."""
    rows = [
        row
        for row in read_jsonl(corpus / f"{part}.jsonl")
        if any("speaker" in attribution for attribution in row["attributions"])
    ]
    entities = {row["id"]: row["entities"] for row in read_jsonl(corpus / "entities.jsonl")}
    model = load_model(MODELS / LEARNED_MODEL)
    weights = _fold_weights(model, rows, entities, folds) if folds else {}
    found: list[Labelled] = []
    for number, row in enumerate(rows, start=1):
        gold = [
            from_gold(attribution)
            for attribution in row["attributions"]
            if attribution["content"] and "speaker" in attribution
        ]
        document = described(row["text"], gold, with_weights(model, weights.get(row["id"], {})))
        found += label(document, gold, keep_missed=not folds)
        if number % EVERY == 0 or number == len(rows):
            print(f"{part} {number}/{len(rows)} articles, {len(found)} cases", flush=True)
    return found


def labelled_stories(count: int) -> list[Labelled]:
    """Return the cases of invented stories."""
    model, found = load_model(MODELS / LEARNED_MODEL), []
    for story in stories(count, STORY_SEED):
        gold = [
            replace(attribution, speaker=Speaker(name))
            for attribution, name in zip(story.attributions, story.speakers, strict=True)
        ]
        found += label(described(story.text, gold, model), gold)
        found += label(story.document(), gold)  # the names are found by their capitals, and no model has an opinion
    return found


def _fold_weights(
    model: Model, rows: Sequence[dict[str, Any]], entities: Mapping[str, list[dict[str, Any]]], folds: int
) -> dict[str, dict[str, Floats]]:
    """Return for each article the weights of a head of referents that has not seen it."""
    known = [row for row in rows if row["id"] in entities]
    random.Random(FOLD_SEED).shuffle(known)
    examples = {row["id"]: referent_example(row, entities[row["id"]], model.encoder) for row in known}
    found: dict[str, dict[str, Floats]] = {}
    for fold in range(folds):
        held_out = {row["id"] for row in known[fold::folds]}
        taught = [each for name, each in examples.items() if name not in held_out and each is not None]
        weights = fit_referents(taught, seed=fold)
        found.update(dict.fromkeys(held_out, weights))
        print(f"fold {fold + 1}/{folds} of the head of referents, {len(taught)} articles", flush=True)
    return found


def with_weights(model: Model, weights: Mapping[str, Floats]) -> Model:
    """Return the model with some of its heads' weights in place of its own."""
    return (
        replace(model, encoder=replace(model.encoder, weights={**model.encoder.weights, **weights}))
        if weights
        else model
    )


def label(document: Document, gold: Sequence[Attribution], *, keep_missed: bool = False) -> list[Labelled]:
    """Return the cases of a document, whose attributions are the annotated ones, each with its right answer.

    With ``keep_missed``, those whose entity is no candidate are kept, as wrong answers; they cannot be fitted.
    """
    context = Context(document, KnownPeople(()))
    known: dict[str, Entity] = {}
    for entity in context.places:
        known.setdefault(plain_name(entity.name), entity)
    walk, found = Walk(document, context), []
    for case in walk:
        if case.index is None:
            continue
        speaker = gold[case.index].speaker
        name = speaker.name if speaker else None
        by_name = {**{plain_name(entity.name): entity for entity in reversed(case.candidates) if entity.words}, **known}
        choice = tuple(by_name[part] for part in _parts(name) if part in by_name)
        walk.note(case, choice)
        labelled = _labelled(case, name, choice)
        if labelled and (keep_missed or not labelled.missed):
            found.append(labelled)
    return found


def _parts(name: str | None) -> list[str]:
    return [plain_name(part) for part in name.split(" & ")] if name else []


def _labelled(case: Case, name: str | None, choice: Choice) -> Labelled | None:
    """Return the case with its answer; None for one that is decided without the scorer."""
    reading = case.query.reading
    if reading and (reading.handle or len(reading.names) > 1 or any(name.kind == "GROUP" for name in reading.names)):
        return None
    right = next(
        (
            index
            for index, candidate in enumerate(case.candidates)
            if choice and (candidate.members or (candidate,)) == choice
        ),
        None,
    )
    form = "null" if name is None else reading.form if reading else "none"
    return Labelled(case.source, case.features, case.nobody, right, name is not None and right is None, form)


def described(text: str, gold: Sequence[Attribution], model: Model) -> Document:
    """Return the document with the names that the model finds, and with the given attributions and their referents."""
    document = split_sentences(Article("", text))
    speech = find_speech(encodable(text))
    read = model.encoder(encodable(text), speech.quotations)
    tagger, marked = LearnedTagger(model), Marked.of(speech)
    named = replace(document, speech=speech, mentions=tagger.mentions(encodable(text), read))
    known = [
        replace(attribution, kind=kind_of(attribution.content, speech, marked), speaker=None) for attribution in gold
    ]
    return tagger.with_referents(replace(named, attributions=tuple(known)), read)
