"""Windows carry the labels and referents of the heads, and the losses are what they say."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")

from claims_beam.encoder.labels import BEGIN, END, SINGLE
from claims_beam.encoder.pieces import load_tokenizer
from claims_beam.training.base import base_encoder
from claims_beam.training.batches import collate
from claims_beam.training.data import IGNORED, example, windows
from claims_beam.training.entities import annotate
from claims_beam.training.loss import referent_loss, tag_loss

TEXT = "Mayor Ann Lee left. She said the Harbor Club agreed. Lee waved."
PLAIN = {
    "text": TEXT,
    "attributions": [{"source": [[20, 23]], "cue": [[24, 28]], "content": [[29, 51]], "speaker": "Ann Lee"}],
}
ENTITIES = [
    {"type": "PERSON", "name": "Ann Lee", "forms": ["Ann Lee", "Lee"], "titles": ["Mayor"], "nominals": []},
    {"type": "ORG", "name": "Harbor Club", "forms": ["Harbor Club"], "titles": [], "nominals": []},
]


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(base_encoder() / "tokenizer.json")


def test_names_titles_and_referents_become_labels(tokenizer):
    [window] = windows(example(annotate(PLAIN, ENTITIES), tokenizer), 254, 0)
    places = {label: int((window.names == label).sum()) for label in set(window.names.tolist()) - {0}}
    assert places == {BEGIN: 1, END: 1, SINGLE: 1, 4 + BEGIN: 1, 4 + END: 1}
    assert (window.titles == SINGLE).sum() == 1
    assert window.referents.right.tolist() == [[True, False, True, False]]


def test_an_article_without_entities_teaches_the_other_heads_only(tokenizer):
    [window] = windows(example(PLAIN, tokenizer), 254, 0)
    assert set(window.names.tolist()) == {IGNORED}
    scores = torch.randn(1, len(window.names), 17)
    assert float(tag_loss(scores, collate([window]).names)) == 0


def test_a_span_whose_entity_is_not_in_the_window_is_left_out(tokenizer):
    cut = list(windows(example(annotate(PLAIN, ENTITIES), tokenizer), 254, 5))
    assert [len(window.referents.dependents) for window in cut] == [0, 1]
    assert cut[1].referents.right.tolist() == [[False, True, False]]


def test_the_loss_of_a_referent_is_that_of_all_its_names_together(tokenizer):
    batch = collate(list(windows(example(annotate(PLAIN, ENTITIES), tokenizer), 254, 0)))
    scores = torch.log(torch.tensor([[[0.2, 0.3, 0.4, 0.1]]]))

    def scorer(*_):
        return scores

    hidden = torch.zeros(1, batch.ids.shape[1], 4)
    assert float(referent_loss(scorer, hidden, batch.referents)) == pytest.approx(-math.log(0.6))


def test_padding_refers_to_nothing(tokenizer):
    with_names, without = (
        list(windows(example(each, tokenizer), 254, 0)) for each in (annotate(PLAIN, ENTITIES), PLAIN)
    )
    batch = collate(with_names + without)
    assert not batch.referents.right[1].any()
    assert not batch.referents.real[1].any()
    assert np.isclose(float(batch.referents.right.sum()), 2)
