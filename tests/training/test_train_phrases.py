"""Training of the heads that read clauses."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import claims_beam as cb
from claims_beam.encoder import MODELS
from claims_beam.encoder.labels import BEGIN, END, IN, OUT, SINGLE, label
from claims_beam.encoder.model import load_encoder
from claims_beam.encoder.phrases import MODALITIES, ROLES, TENSES, find_phrases
from claims_beam.encoder.pieces import encode
from claims_beam.records import Phrase, Span
from claims_beam.training.data import IGNORED
from claims_beam.training.phrases import label_pieces, main, parsed_clauses
from claims_beam.training.syntax import read_syntax

SUBJECT, VERB, OBJECT = range(3)

# Sentences in Universal Dependencies, a word each with its part of speech, head and relation; their main clauses.
TREES = [
    ("She PRON 1 nsubj|sold VERB -1 root|the DET 3 det|boat NOUN 1 obj", ("She", "sold", "the boat")),
    ("It PRON 3 nsubj|is AUX 3 cop|not PART 3 advmod|safe ADJ -1 root", ("It", "is", "not safe")),
    ("There PRON 1 expl|is VERB -1 root|hope NOUN 1 nsubj", (None, "is", "hope")),
    ("He PRON 1 nsubj|gave VERB -1 root|up ADP 1 compound:prt|hope NOUN 1 obj", ("He", "gave up", "hope")),
    (
        "It PRON 2 nsubj|is AUX 2 cop|likely ADJ -1 root|to PART 4 mark|sink VERB 2 xcomp|boats NOUN 4 obj",
        ("It", "sink", "boats"),
    ),
    ("Good ADJ 1 amod|news NOUN -1 root", (None, None, None)),
]


@pytest.mark.parametrize(("written", "expected"), TREES)
def test_annotated_syntax_gives_the_phrases_of_main_clauses(
    written: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    rows = [word.split() for word in written.split("|")]
    text = " ".join(row[0] for row in rows)
    starts = np.cumsum([0, *(len(row[0]) + 1 for row in rows)]).tolist()
    tokens = [
        [start, start + len(word), tag, int(head), relation]
        for start, (word, tag, head, relation) in zip(starts, rows, strict=False)
    ]
    [(words, phrases)] = read_syntax({"text": text, "sentences": [[0, len(text)]], "tokens": tokens})
    assert [word.of(text) for word in words] == [row[0] for row in rows]
    found = {phrase.role: phrase.span.of(text) for phrase in phrases}
    assert tuple(found.get(role) for role in ROLES) == expected


def test_the_parts_of_clauses_within_one_another() -> None:
    text = "He thinks she came. More."
    encoded = encode(text, load_encoder(MODELS / "minilm-news").tokenizer, ())
    words = {word: Span(text.index(word), text.index(word) + len(word)) for word in ("He", "thinks", "she", "came")}
    inner = (Phrase(words["came"], "verb", True, "possible", "past"), Phrase(words["she"], "subject"))
    outer = (
        Phrase(words["thinks"], "verb", False, "asserted", "present"),
        Phrase(words["He"], "subject"),
        Phrase(Span(10, 18), "object"),
    )
    clauses = [((words["she"], words["came"]), inner), (tuple(words.values()), outer)]
    labels, events = label_pieces(encoded, clauses)
    single = [label(role, SINGLE) for role in (SUBJECT, VERB, SUBJECT, VERB)]
    assert labels.tolist() == [IGNORED, *single, *[IGNORED] * (len(encoded) - 5)]
    assert events[2].tolist() == [0, MODALITIES.index("asserted"), TENSES.index("present")]
    assert events[4].tolist() == [1, MODALITIES.index("possible"), TENSES.index("past")]
    [alone, _] = label_pieces(encoded, [(tuple(words.values()), outer)])
    assert alone[3:5].tolist() == [label(OBJECT, BEGIN), label(OBJECT, END)]
    assert OUT not in alone
    assert IN not in alone % 4


def test_the_heads_are_trained_on_contents_and_free_sentences(tmp_path: Path) -> None:
    text = "Ann Lee said the crew sold the ferry. The mayor bought a new house in May."
    article = {"text": text, "attributions": [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 36]]}]}
    verbs = [
        phrase.span.of(text)
        for _, phrases in parsed_clauses(article, text, cb.load_parser())
        for phrase in phrases
        if phrase.role == "verb"
    ]
    assert verbs == ["sold", "bought"]

    model = tmp_path / "model"
    shutil.copytree(MODELS / "minilm-news", model)
    (tmp_path / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    before = load_encoder(model)
    main([str(model), str(tmp_path / "articles.jsonl"), "--epochs", "60"])
    after = load_encoder(model)
    assert after.weights.keys() == before.weights.keys()
    changed = {name.split(".")[0] for name, weight in after.weights.items() if (weight != before.weights[name]).any()}
    assert changed == {"phrase", "event"}
    done = after(text, ())
    found = [phrase.span.of(text) for phrase in find_phrases(done.pieces, done.hidden, after.weights)]
    assert [word for word in found if word in verbs] == verbs
