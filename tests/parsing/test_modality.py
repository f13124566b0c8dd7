"""How a text presents an event that a word names, by the event's own words and by those that govern it."""

import pytest
import spacy
from spacy.language import Language

from claims_beam.lexicon import implicatives
from claims_beam.lexicon.implicatives import Modality, Presented
from claims_beam.parsing.modality import read_event
from claims_beam.parsing.models import find_model


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(find_model("en_core_web_sm"), exclude=["ner", "lemmatizer", "attribute_ruler"])


# sentence, the word that names the event, its modality and whether it is presented as not happening
CASES: list[tuple[str, str, Modality, bool]] = [
    # its own words
    ("The crew never sold the ferry.", "sold", "asserted", True),
    ("Nobody sold the ferry.", "sold", "asserted", True),
    ("None of the boats sank.", "sank", "asserted", True),
    ("Neither the mayor nor the council sold the ferry.", "sold", "asserted", True),
    ("The boats no longer sail.", "sail", "asserted", True),
    ("The ferry nearly sank.", "sank", "asserted", True),
    ("Under no circumstances will the ferry be sold.", "sold", "future", True),
    ("The crew gave no reason.", "gave", "asserted", True),
    ("There was no strike.", "strike", "asserted", True),
    ("The harbour has no comment.", "comment", "asserted", True),
    # words that look like a negation of it
    ("Not all boats sailed.", "sailed", "asserted", False),
    ("Not only did the ferry sink, the tug sank too.", "sink", "asserted", False),
    ("No fewer than ten boats sank.", "sank", "asserted", False),
    ("Few boats sailed.", "sailed", "asserted", False),
    ("The ferry will sail, not the tug.", "sail", "future", False),
    # infinitives: implicatives, both ways
    ("The crew managed to sail.", "sail", "asserted", False),
    ("The crew did not manage to sail.", "sail", "asserted", True),
    ("The crew failed to sail.", "sail", "asserted", True),
    ("The crew did not fail to sail.", "sail", "asserted", False),
    ("The crew refused to sail.", "sail", "asserted", True),
    ("The crew did not refuse to sail.", "sail", "possible", False),
    ("The crew has yet to sail.", "sail", "asserted", True),
    ("The crew was too tired to sail.", "sail", "asserted", True),
    ("The crew was unable to sail.", "sail", "possible", True),
    ("The crew may fail to sail.", "sail", "possible", False),
    # and what is wanted, needed, expected
    ("The crew wants to sail.", "sail", "possible", False),
    ("The crew does not want to sail.", "sail", "possible", True),
    ("The crew does not need to sail.", "sail", "possible", False),
    ("The crew was not asked to sail.", "sail", "possible", False),
    ("The crew is not expected to sail.", "sail", "future", True),
    # clauses
    ("The mayor said the crew sailed.", "sailed", "asserted", False),
    ("The mayor did not say that the crew sailed.", "sailed", "possible", False),
    ("The mayor did not say why the crew sailed.", "sailed", "asserted", False),
    ("The mayor declined to say where the crew sailed.", "sailed", "asserted", False),
    ("The mayor denied that the crew sailed.", "sailed", "asserted", True),
    ("The mayor does not think that the crew sailed.", "sailed", "probable", True),
    ("The mayor doubts that the crew sailed.", "sailed", "possible", False),
    ("It is unlikely that the crew sailed.", "sailed", "probable", True),
    # gerunds
    ("The ferry left without paying.", "paying", "asserted", True),
    ("The ferry cannot leave without paying.", "paying", "possible", False),
    ("Police prevented the crew from sailing.", "sailing", "asserted", True),
    ("The crew stopped sailing.", "sailing", "asserted", True),
    # nouns
    ("The council did not hold a meeting.", "meeting", "asserted", True),
    ("The council did not mention the meeting.", "meeting", "asserted", False),
    ("The council called off a meeting.", "meeting", "asserted", True),
    ("There was no sign of trouble.", "trouble", "asserted", True),
    # joined
    ("The crew did not sail or fish.", "fish", "asserted", True),
    ("The crew would not sail but sold the ferry.", "sold", "asserted", False),
]


@pytest.mark.parametrize(("sentence", "word", "modality", "negated"), CASES)
def test_cases(nlp: Language, sentence: str, word: str, modality: Modality, negated: bool) -> None:
    [event] = [token for token in nlp(sentence) if token.text == word]
    assert read_event(event) == Presented(modality, negated)


@pytest.mark.parametrize(
    ("word", "held", "denied"),
    [
        ("managed", implicatives.ASSERTED, implicatives.DENIED),
        ("refused", implicatives.DENIED, implicatives.POSSIBLE),
        ("stopped", implicatives.DENIED, implicatives.ASSERTED),
        ("ruled out", implicatives.DENIED, implicatives.POSSIBLE),
        ("unheard-of", implicatives.POSSIBLE, implicatives.POSSIBLE),
    ],
)
def test_signatures_of_infinitives(word: str, held: Presented, denied: Presented) -> None:
    assert implicatives.of_infinitive(word) == implicatives.Signature(held, denied)
