"""The tables hang together: every verb has one class, every form leads back to its lemma."""

import pytest

from claims_beam.lexicon import cue_verbs

TABLES = {
    "clause": cue_verbs.CLAUSE_VERBS,
    "infinitive": cue_verbs.INFINITIVE_VERBS,
    "object infinitive": cue_verbs.OBJECT_INFINITIVE_VERBS,
    "object": cue_verbs.OBJECT_VERBS,
    "naming": cue_verbs.NAMING_VERBS,
    "passive": cue_verbs.PASSIVE_INFINITIVE_VERBS,
    "asked": cue_verbs.ASKED_VERBS,
    **{f"tail {word}": verbs for word, verbs in cue_verbs.OBJECT_TAILS.items()},
    **{f"preposition {word}": verbs for word, verbs in cue_verbs.PREPOSITION_VERBS.items()},
}


@pytest.mark.parametrize("name", TABLES)
def test_every_verb_of_a_table_has_a_class(name: str) -> None:
    assert not {verb for verb in TABLES[name] if verb not in cue_verbs.CLASS_OF}


@pytest.mark.parametrize("name", TABLES)
def test_tables_hold_clean_terms(name: str) -> None:
    assert all(verb == " ".join(verb.split()).lower() and verb for verb in TABLES[name])


def test_no_verb_is_in_two_classes() -> None:
    assert sum(len(verbs) for verbs in cue_verbs.VERB_CLASSES.values()) == len(cue_verbs.CLASS_OF)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("says", "say"),
        ("told", "tell"),
        ("wrote", "write"),
        ("written", "write"),
        ("denied", "deny"),
        ("denies", "deny"),
        ("admitted", "admit"),
        ("admitting", "admit"),
        ("arguing", "argue"),
        ("agreed", "agree"),
        ("stresses", "stress"),
        ("thought", "think"),
        ("laid", "lay"),
        ("sang", "sing"),
        ("quipped", "quip"),
        ("lying", "lie"),
    ],
)
def test_forms_lead_to_their_lemma(form: str, lemma: str) -> None:
    assert cue_verbs.FORMS[form] == lemma


@pytest.mark.parametrize("word", ["said", "according", "reportedly", "claims", "confident", "refusing"])
def test_triggers_hold_every_kind_of_cue(word: str) -> None:
    assert word in cue_verbs.TRIGGERS


@pytest.mark.parametrize("word", ["the", "ferry", "walked", "went", "laughed"])
def test_triggers_hold_no_common_word(word: str) -> None:
    assert word not in cue_verbs.TRIGGERS
