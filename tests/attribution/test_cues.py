"""What the words of a cue say, without a parse."""

import pytest
from support.factories import spans_of

from claims_beam.attribution.cues import describe_cue, find_addressee


@pytest.mark.parametrize(
    ("words", "lemma", "class_", "negated"),
    [
        # what changes what is claimed
        ("declined to say", "decline", "deny", False),
        ("refused to comment on", "refuse", "deny", False),
        ("would not comment on", "comment", "say", True),
        ("had no comment on", "comment", "say", True),
        ("said nothing about", "say", "say", True),
        ("failed to mention", "mention", "say", True),
        ("has yet to say", "say", "say", True),
        ("stopped short of saying", "say", "say", True),
        ("was unable to confirm", "confirm", "claim", True),
        ("neither confirmed nor denied", "confirm", "claim", True),
        ("no longer supports", "support", "support", True),
        ("denied", "deny", "deny", False),
        ("has never denied", "deny", "deny", True),
        ("asked whether", "ask", "ask", False),
        ("was not asked whether", "ask", "ask", True),
        ("not only said", "say", "say", False),
        # the word that tells
        ("also praised", "praise", "support", False),
        ("made it clear", "make clear", "say", False),
        ("issued a statement saying", "issue", "announce", False),
        ("took a swipe at", "swipe", "criticise", False),
        ("dislikes", "dislike", "feel", False),
        ("have long known", "know", "know", False),
        ("it seems", "seem", "seem", False),
        # what no table knows
        ("repeatedly waltzed past", "waltzed", None, False),
        ("in", "in", None, False),
        (":", None, "say", False),
        ("said", "say", "say", False),
        ("has also said", "say", "say", False),
        ("didn’t say", "say", "say", True),
        ("did not say", "say", "say", True),
        ("doesn't believe", "believe", "think", True),
        ("can’t promise", "promise", "promise", True),
        ("pointed out", "point out", "say", False),
        ("According to", "according to", "say", False),
    ],
)
def test_cues(words: str, lemma: str | None, class_: str | None, negated: bool) -> None:
    text = f"Rowe, {words} so."
    cue = describe_cue(text, spans_of(text, words))
    assert cue is not None
    assert (cue.text, cue.lemma, cue.class_, cue.negated) == (words, lemma, class_, negated)


def test_no_words_are_no_cue() -> None:
    assert describe_cue("Rowe.", ()) is None


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Rowe told reporters that the pier was safe.", "reporters"),
        ("Rowe told the council on Monday the pier was safe.", "the council"),
        ("Rowe told reporters in Ankara that the pier was safe.", "reporters"),
        ("Rowe told the Sun that the pier was safe.", "the Sun"),
        ("Rowe told the Committee on Trade last week that the pier was safe.", "the Committee on Trade"),
        ("Rowe told the Committee on Thursday that the pier was safe.", "the Committee"),
        ("Rowe told Radio Four, a broadcaster, that the pier was safe.", "Radio Four"),
        ("Rowe told Sen. Mia Okafor yesterday that the pier was safe.", "Sen. Mia Okafor"),
        ("Rowe told USA Today then that the pier was safe.", "USA Today"),
        ("Rowe said on Monday the pier was safe.", None),
        ("Rowe told the pier was safe.", None),
        # nothing of the attribution stands behind the cue
        ("the pier was safe, Rowe told the council on Monday.", "the council"),
        ("the pier was safe, Rowe told Mr. Lund, the harbour master.", "Mr. Lund"),
        ("the pier was safe, Rowe told her.", "her"),
        ("the pier was safe, Rowe told me. Nobody else did.", "me"),
        ("the pier was safe, as Rowe told.", None),
        ("the pier was safe, Rowe told, and left.", None),
        ("the pier was safe, Rowe told\nThe ferry", None),
    ],
)
def test_addressees(text: str, addressee: str | None) -> None:
    cue = describe_cue(text, spans_of(text, "told" if "told" in text else "said"))
    content = "that the pier was safe" if "that" in text else "the pier was safe"
    found = find_addressee(text, cue, spans_of(text, content), spans_of(text, "Rowe"))
    assert (found and found.text) == addressee
    assert found is None or text[found.start : found.end] == found.text
