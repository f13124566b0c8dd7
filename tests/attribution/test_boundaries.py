"""What one attribution cannot cross, whichever tagger found it: each case in the markup of ``claims_beam.testing``."""

import pytest

import claims_beam as cb
from claims_beam.testing import FakeTagger, make_article, read_markup

NEIGHBOURS = {
    "question and answer": (
        "{“Who pays?” “We do,”} [Lee] <said>.",
        [("“Who pays?”", ""), ("“We do,”", "Lee")],
    ),
    "in pieces": (
        "{“Who pays?”} {+“We do,”} [Lee] <said>.",
        [("“Who pays?”", ""), ("“We do,”", "Lee")],
    ),
    "straight marks": (
        '{"How are you, Mr. Lund?" "I am fine, thank you,"} [Lund] <replied>.',
        [('"How are you, Mr. Lund?"', ""), ('"I am fine, thank you,"', "Lund")],
    ),
    "three": (
        "{“Who pays?” “Not me.” “We do,”} [Lee] <said>.",
        [("“Who pays?”", ""), ("“Not me.”", ""), ("“We do,”", "Lee")],
    ),
    "behind the speaker": (
        "{“We do,”} [Lee] <said>. {+“All of it.”} {+“I do not.”}",
        [("“We do,” “All of it.”", "Lee"), ("“I do not.”", "")],
    ),
    "without a cue": ("[]{“Who pays it?” “We all do.”}", [("“Who pays it?”", ""), ("“We all do.”", "")]),
    "one speaker around the cue": ("{“We do,”} [Lee] <said>. {+“All of it.”}", [("“We do,” “All of it.”", "Lee")]),
    "paragraphs of one speaker": ("{“We do.}\n\n{+“All of it,”} [Lee] <said>.", [("“We do. “All of it,”", "Lee")]),
    "words inside a sentence": (
        "[Lee] <called> {it “a lie,” “a shame” and “a joke.”}",
        [("it “a lie,” “a shame” and “a joke.”", "Lee")],
    ),
}

SENTENCES = {
    "a source": (
        "{“It is cold,”} <said> [Carl Hanley, another resident. Hanley] left.",
        [("“It is cold,”", "Carl Hanley, another resident.")],
    ),
    "a source before its cue": (
        "{“It is cold,”} he cried. [He left. Hanley] <said> so.",
        [("“It is cold,”", "Hanley")],
    ),
    "a content behind its cue": ("[Lee] <said> {the doors close. Nobody} came.", [("the doors close.", "Lee")]),
    "a content before its cue": ("{It rained. The doors close}, [Lee] <said>.", [("The doors close", "Lee")]),
    "a content with a quotation": (
        "[Lee] <said> {it “is old. It leaks.” Nobody} came.",
        [("it “is old. It leaks.”", "Lee")],
    ),
    "a quotation of several sentences": ("{“It is old. It leaks,”} [Lee] <said>.", [("“It is old. It leaks,”", "Lee")]),
    "words behind a colon": ("[Lee] <wrote>: {It is old. It leaks.}", [("It is old. It leaks.", "Lee")]),
    "a paragraph behind a colon": ("[Lee] <wrote>:\n\n{It is old. It leaks.}", [("It is old. It leaks.", "Lee")]),
    "a turn of a transcript": (
        "[LEE]<:> {It is old. It leaks.}\nROE: Who says so?",
        [("It is old. It leaks.", "LEE")],
    ),
    "an abbreviation": ("{It is old}, <said> [Mr. J. Lee of St. Ives].", [("It is old", "Mr. J. Lee of St. Ives")]),
}


@pytest.mark.parametrize(
    ("marked", "expected"), [pytest.param(*case, id=name) for name, case in (NEIGHBOURS | SENTENCES).items()]
)
def test_an_attribution_stays_within_its_boundaries(marked: str, expected: list[tuple[str, str]]) -> None:
    text = read_markup(marked).text
    document = cb.extract_quotes(cb.split_sentences(make_article(text)), FakeTagger(marked))
    found = [
        (
            " ".join(piece.of(text) for piece in attribution.content),
            " ".join(span.of(text) for span in attribution.source),
        )
        for attribution in document.attributions
    ]
    assert found == expected
