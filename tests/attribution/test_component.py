"""The learned tagger as a spaCy component."""

import spacy
from spacy.tokens import Doc

TEXT = "“The bridge stays shut,” said Ines Falk. She denied that repairs were late."


def _tagged() -> Doc:
    nlp = spacy.blank("en")
    nlp.add_pipe("claims_tagger")
    return nlp(TEXT)


def test_it_sets_linked_spans() -> None:
    doc = _tagged()
    by_id = {
        span.id_: {group: [s.text for s in doc.spans[group] if s.id_ == span.id_] for group in doc.spans}
        for span in doc.spans["content"]
    }
    assert by_id == {
        "0": {"content": ["“The bridge stays shut,”"], "cue": ["said"], "source": ["Ines Falk"]},
        "1": {"content": ["that repairs were late"], "cue": ["denied"], "source": ["She"]},
    }


def test_labels_say_kind_and_class() -> None:
    doc = _tagged()
    assert [span.label_ for span in doc.spans["content"]] == ["direct", "indirect"]
    assert [span.label_ for span in doc.spans["cue"]] == ["say", "deny"]


def test_an_empty_doc_has_empty_groups() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claims_tagger")
    assert [len(nlp("").spans[group]) for group in ("content", "cue", "source")] == [0, 0, 0]
