"""The learned tagger as a spaCy component."""

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from claims_beam.attribution.component import GROUPS, ClaimsTagger

TEXT = "“The bridge stays shut,” said Ines Falk. She denied that repairs were late."

# What a user marks in TEXT: words and labels.
GOLD = {
    "content": [("“The bridge stays shut,”", "direct"), ("that repairs were late", "indirect")],
    "cue": [("said", "say"), ("denied", "deny")],
    "source": [("Ines Falk", "source"), ("She", "source")],
}


def _pipeline(**config: Any) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("claims_tagger", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return _pipeline()


def _offsets(doc: Doc) -> dict[str, list[tuple[int, int, str]]]:
    return {key: [(span.start_char, span.end_char, span.label_) for span in group] for key, group in doc.spans.items()}


def test_it_sets_linked_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    by_id = {
        span.id_: {group: [s.text for s in doc.spans[group] if s.id_ == span.id_] for group in doc.spans}
        for span in doc.spans["content"]
    }
    assert by_id == {
        "0": {"content": ["“The bridge stays shut,”"], "cue": ["said"], "source": ["Ines Falk"]},
        "1": {"content": ["that repairs were late"], "cue": ["denied"], "source": ["She"]},
    }


def test_labels_say_kind_and_class(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [span.label_ for span in doc.spans["content"]] == ["direct", "indirect"]
    assert [span.label_ for span in doc.spans["cue"]] == ["say", "deny"]


def test_an_empty_doc_has_empty_groups(nlp: Language) -> None:
    assert [len(nlp("").spans[group]) for group in GROUPS] == [0, 0, 0]


def test_keys_can_be_chosen(nlp: Language) -> None:
    renamed = _pipeline(spans_key={"content": "quotes", "cue": "verbs"})
    doc = renamed(TEXT)
    assert list(doc.spans) == ["quotes", "verbs", "source"]
    assert list(_offsets(doc).values()) == list(_offsets(nlp(TEXT)).values())
    assert [group.name for group in doc.spans.values()] == ["quotes", "verbs", "source"]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"speaker": "who"}, "spans_key has a group 'speaker'; give keys for some of: content, cue, source"),
        ({"content": "cue"}, "spans_key gives two groups one key"),
    ],
)
def test_keys_that_make_no_sense_are_refused(keys: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _pipeline(spans_key=keys)


def test_groups_of_others_stay(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.spans["people"] = [doc[8:10]]
    doc = nlp.get_pipe("claims_tagger")(doc)
    assert [span.text for span in doc.spans["people"]] == ["Ines Falk"]
    assert list(doc.spans) == ["people", *GROUPS]


def test_it_refuses_a_key_that_is_taken_and_changes_nothing(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.spans["source"] = [doc[0:1]]
    with pytest.raises(ValueError, match=r"claims_tagger: doc.spans\['source'\] has been set by something else"):
        nlp(doc)
    assert {key: [span.text for span in group] for key, group in doc.spans.items()} == {"source": ["“"]}


def test_a_doc_can_be_tagged_again(nlp: Language) -> None:
    doc = nlp(TEXT)
    before = _offsets(doc)
    stored = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert _offsets(nlp(doc)) == before
    assert _offsets(nlp(stored)) == before


def test_two_components_keep_apart() -> None:
    both = _pipeline()
    both.add_pipe("claims_tagger", "second", config={"spans_key": {group: f"second_{group}" for group in GROUPS}})
    assert list(both(TEXT).spans) == [*GROUPS, "second_content", "second_cue", "second_source"]


def test_a_pipeline_is_stored_and_loaded(tmp_path: Path) -> None:
    saved = _pipeline(spans_key={"content": "quotes"})
    saved.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert (tmp_path / "claims_tagger" / "cfg").is_file()
    assert _offsets(loaded(TEXT)) == _offsets(saved(TEXT))
    assert _evaluated(loaded, {"quotes": GOLD["content"]})["spans_quotes_f"] == 1.0


def test_what_is_stored_comes_before_the_config_given_to_load(tmp_path: Path) -> None:
    """As with spaCy's own components: keys are stored, the scorer is only in the config."""
    _pipeline().to_disk(tmp_path)
    config = {"components": {"claims_tagger": {"scorer": None, "spans_key": {"content": "quotes"}}}}
    loaded = spacy.load(tmp_path, config=config)
    assert list(loaded(TEXT).spans) == list(GROUPS)
    assert "spans_content_f" not in _evaluated(loaded, GOLD)


def test_a_pipeline_goes_through_bytes() -> None:
    saved = _pipeline(spans_key={"cue": "verbs"})
    loaded = spacy.blank("en")
    loaded.add_pipe("claims_tagger")
    loaded.from_bytes(saved.to_bytes())
    assert list(loaded(TEXT).spans) == ["content", "verbs", "source"]
    component = loaded.get_pipe("claims_tagger")
    assert isinstance(component, ClaimsTagger)
    assert component.to_bytes() == saved.get_pipe("claims_tagger").to_bytes()


def _evaluated(nlp: Language, spans: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    gold = nlp.make_doc(TEXT)
    for key, marked in spans.items():
        starts = [(TEXT.index(words), words, label) for words, label in marked]
        gold.spans[key] = [gold.char_span(start, start + len(words), label=label) for start, words, label in starts]
    return nlp.evaluate([Example(nlp.make_doc(TEXT), gold)])


def test_it_is_scored(nlp: Language) -> None:
    scores = _evaluated(nlp, GOLD)
    assert [scores[f"spans_{group}_f"] for group in GROUPS] == [1.0, 1.0, 1.0]
    assert scores["spans_cue_per_type"]["deny"]["f"] == 1.0


def test_wrong_spans_and_labels_cost(nlp: Language) -> None:
    scores = _evaluated(
        nlp, {"content": [GOLD["content"][0], ("that repairs", "indirect")], "cue": [("said", "claim")]}
    )
    assert (scores["spans_content_p"], scores["spans_content_r"], scores["spans_content_f"]) == (0.5, 0.5, 0.5)
    assert scores["spans_cue_f"] == 0.0
    assert scores["spans_source_f"] is None  # the gold annotation has no such group


def test_labels_can_be_left_out_of_the_score() -> None:
    unlabeled = _pipeline(scorer={"@scorers": "claims_beam.claims_tagger_scorer.v1", "labeled": False})
    scores = _evaluated(unlabeled, {"cue": [("said", ""), ("denied", "")]})
    assert scores["spans_cue_f"] == 1.0
