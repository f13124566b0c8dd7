"""The class of a cue: the tables do not contradict each other, and what is in none has no class."""

import pytest

from claims_beam.lexicon import cue_classes, cue_verbs
from claims_beam.lexicon.cue_classes import cue_class, lemma_of


@pytest.mark.parametrize(
    ("lemma", "class_"),
    [
        ("say", "say"),
        ("tell", "say"),
        ("point out", "say"),
        ("reportedly", "say"),
        ("according to", "say"),
        ("claim", "claim"),
        ("allegation", "claim"),
        ("deny", "deny"),
        ("walk back", "deny"),
        ("ask", "ask"),
        ("announce", "announce"),
        ("tweet", "write"),
        ("believe", "think"),
        ("confident", "think"),
        ("know", "know"),
        ("aware", "know"),
        ("dislike", "feel"),
        ("angry", "feel"),
        ("seem", "seem"),
        ("expect", "expect"),
        ("want", "want"),
        ("vow", "promise"),
        ("show", "show"),
        ("pummel", "criticise"),
        ("take issue", "criticise"),
        ("champion", "support"),
        ("nickname", "name"),
        ("nominate", "act"),
        ("unheard-of", None),
        ("", None),
    ],
)
def test_class_of_a_cue(lemma: str, class_: str | None) -> None:
    assert cue_class(lemma) == class_
    assert class_ is None or class_ in cue_classes.CLASSES


@pytest.mark.parametrize(
    ("word", "following", "lemma"),
    [
        ("pummeled", None, "pummel"),
        ("took", "issue", "take issue"),
        ("took", "office", None),
        ("fired", "back", "fire back"),
        ("fired", "him", "fire"),
        ("allegations", None, "allegation"),
        ("understood", None, "understand"),
        ("walked", None, None),
    ],
)
def test_lemma_of_a_word(word: str, following: str | None, lemma: str | None) -> None:
    assert lemma_of(word, following) == lemma


def test_no_verb_is_in_two_classes() -> None:
    verbs = [verb for table in cue_classes.VERB_CLASSES.values() for verb in table]
    assert len(verbs) == len(set(verbs))
    assert not set(verbs) & set(cue_verbs.CLASS_OF)


def test_tables_hold_clean_terms() -> None:
    assert all(verb == " ".join(verb.split()).lower() != "" for verb in cue_classes.TABLE)


def test_every_class_is_one_of_the_classes() -> None:
    assert set(cue_classes.TABLE.values()) == set(cue_classes.CLASSES)
