"""Training the scorer of speakers: a small corpus goes through the whole command, and the twin in numpy agrees."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")

from claims_beam.records import Speaker
from claims_beam.speakers.cases import Walk
from claims_beam.speakers.context import Context
from claims_beam.speakers.known_people import KnownPeople
from claims_beam.speakers.scorer import load_scorer
from claims_beam.testing import read_markup
from claims_beam.training.speaker_cases import label
from claims_beam.training.speakers import Network, feature_orders, main, probabilities, save
from claims_beam.training.stories import NOBODY, SOMEBODY, stories

ARTICLES = (
    "Mayor [Ada Moreno=Ada Moreno] <said> {the pier was safe}. [She=Ada Moreno] <added> {that it would open in May}.",
    "Tom Reyes left early. {“It is late,”} [the judge=] <said>. [Reyes=Tom Reyes] <agreed> {it was}.",
)
PEOPLE = ("Ada Moreno", "Tom Reyes")


def _row(number: int, marked: str) -> dict[str, Any]:
    story = read_markup(marked)
    attributions = [
        {
            "source": [[span.start, span.end] for span in each.source],
            "cue": [[span.start, span.end] for span in each.cue.spans] if each.cue else [],
            "content": [[span.start, span.end] for span in each.content],
            "speaker": name,
        }
        for each, name in zip(story.attributions, story.speakers, strict=True)
    ]
    return {"id": str(number), "text": story.text, "attributions": attributions}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = [_row(number, marked) for number, marked in enumerate(ARTICLES)]
    entities = [
        {"id": row["id"], "entities": [{"type": "PERSON", "name": name, "forms": [name, name.split()[-1]]}]}
        for row, name in zip(rows, PEOPLE, strict=True)
    ]
    for name, lines in (("train", rows), ("dev", rows), ("entities", entities)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def test_the_command_trains_a_scorer_and_does_nothing_twice(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = corpus / "out"
    options = [str(corpus), str(out), "--epochs", "2", "--networks", "2", "--stories", "20", "--folds", "2"]
    main(options)
    origin = json.loads((out / "model" / "origin.json").read_text(encoding="utf-8"))
    assert origin["stories"] == 20
    assert {"null", "pronoun"} <= set(origin["dev"])
    assert len(load_scorer(out / "model").weights["out"]) == 2 * 48
    assert "fold 1/2" in capsys.readouterr().out
    main(options)
    assert "fold 1/2" not in capsys.readouterr().out


def test_the_numpy_scorer_is_the_mean_of_the_torch_networks(tmp_path: Path) -> None:
    document = read_markup(ARTICLES[1]).document()
    names = read_markup(ARTICLES[1]).speakers
    gold = [replace(each, speaker=Speaker(name)) for each, name in zip(document.attributions, names, strict=True)]
    cases = label(document, gold)
    orders = feature_orders(cases)
    torch.manual_seed(0)
    networks = [Network(orders).eval() for _ in range(2)]
    save(tmp_path, networks, orders, 1.5, {})
    scorer = load_scorer(tmp_path)
    context = Context(document, KnownPeople(()))
    first = next(iter(Walk(document, context)))
    expected = probabilities(networks, orders, cases, 1.5)[0].numpy()
    got = scorer(first)
    assert np.allclose(got, np.append(expected[: len(first.candidates)], expected[-1]), atol=2e-3)


def test_stories_are_the_same_for_one_seed_and_every_pattern_can_be_read() -> None:
    told = [story.text for story in stories(40, 3)]
    assert told == [story.text for story in stories(40, 3)]
    assert len({story.text for story in stories(40 * (len(NOBODY) + len(SOMEBODY)), 4)}) > 1000
