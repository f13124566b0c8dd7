"""What layout shows, whichever tagger ran: turns of transcripts, signed words, embedded posts, furniture of pages."""

import pytest

import claims_beam as cb
from claims_beam.testing import FakeTagger, make_article, read_markup

Found = list[tuple[str, str, str]]


def _found(marked: str) -> Found:
    """Content, source and kind of what comes out where a tagger has found what is marked."""
    text = read_markup(marked).text
    document = cb.extract_quotes(cb.split_sentences(make_article(text)), FakeTagger(marked))
    return [
        (
            " / ".join(piece.of(text) for piece in attribution.content),
            " / ".join(span.of(text) for span in attribution.source),
            attribution.kind,
        )
        for attribution in document.attributions
    ]


TURNS = {
    "nothing was found": (
        "FALK: We sail. It is old.\n\nROWE: Who pays?\n\nFALK: The state.",
        [("We sail. It is old.", "FALK", "direct"), ("Who pays?", "ROWE", "direct"), ("The state.", "FALK", "direct")],
    ),
    "a part was found": (
        "[FALK]<:> {We sail.} It is old.\n\nROWE: Who pays?\n\nFALK: The state.",
        [("We sail. It is old.", "FALK", "direct"), ("Who pays?", "ROWE", "direct"), ("The state.", "FALK", "direct")],
    ),
    "the label was not found": (
        "[]FALK: {We sail. It is old.}\n\nROWE: Who pays?\n\nFALK: The state.",
        [("We sail. It is old.", "FALK", "direct"), ("Who pays?", "ROWE", "direct"), ("The state.", "FALK", "direct")],
    ),
    "a paragraph without a label": (
        "[FALK]<:> {We sail.}\n\n{+It is old.}\n\nROWE: Who pays?\n\nFALK: The state.",
        [("We sail. / It is old.", "FALK", "mixed"), ("Who pays?", "ROWE", "direct"), ("The state.", "FALK", "direct")],
    ),
    "somebody else within a turn": (
        "FALK: We sail. [Lee] <said> {it was old}.\n\nROWE: Who pays?\n\nFALK: The state.",
        [
            ("We sail. Lee said it was old.", "FALK", "direct"),
            ("it was old", "Lee", "mixed"),
            ("Who pays?", "ROWE", "direct"),
            ("The state.", "FALK", "direct"),
        ],
    ),
    "questions that were not found": (
        "Q: Who pays? Is it you?\n\nA: The state. It has money.\n\nQ: Since when?\n\nA: Since May.",
        [("The state. It has money.", "A", "direct"), ("Since May.", "A", "direct")],
    ),
    "letters with a stop": (
        "Q. Who pays?\n\nA. The state. It has money.\n\nQ. Since when?\n\nA. Since May.",
        [("The state. It has money.", "A", "direct"), ("Since May.", "A", "direct")],
    ),
    "an outlet asks": (
        "The Harbour Post: Who pays?\n\nInes Falk: The state.\n\nThe Harbour Post: And now?\n\nInes Falk: Since May.",
        [
            ("Who pays?", "The Harbour Post", "direct"),
            ("The state.", "Ines Falk", "direct"),
            ("And now?", "The Harbour Post", "direct"),
            ("Since May.", "Ines Falk", "direct"),
        ],
    ),
    "markup and asides": (
        "**Falk:** We sail.\n\n**Rowe (laughing):** You do not.\n\n>> Falk: Wait.",
        [("We sail.", "Falk", "direct"), ("You do not.", "Rowe", "direct"), ("Wait.", "Falk", "direct")],
    ),
    "long labels": (
        "SEN. RUTH AMSEL, CHAIR OF THE PORT COMMITTEE: Sit down.\n\nFALK: I will.\n\nFALK: Now?",
        [
            ("Sit down.", "SEN. RUTH AMSEL, CHAIR OF THE PORT COMMITTEE", "direct"),
            ("I will.", "FALK", "direct"),
            ("Now?", "FALK", "direct"),
        ],
    ),
    "no transcript: each label once": ("THE CLAIM: It is old.\n\nTHE ANSWER: Sort of.", []),
    "no transcript: initials": ("A. Smith left.\n\nA. Jones stayed.", []),
}

SIGNED = {
    "a dash behind the quotation": (
        "“We were never asked.” — Maria Lopez",
        [("“We were never asked.”", "Maria Lopez", "direct")],
    ),
    "a dash below it": (
        "“We were never asked.”\n– Maria Lopez, owner",
        [("“We were never asked.”", "Maria Lopez", "direct")],
    ),
    "a name below it": ("“We were never asked.”\nMaria Lopez", [("“We were never asked.”", "Maria Lopez", "direct")]),
    "a name with its role": (
        "“We were never asked.”\n\nMaria Lopez, owner of the mill",
        [("“We were never asked.”", "Maria Lopez", "direct")],
    ),
    "a name and a role on lines of their own": (
        "“We were never asked.”\nMaria Lopez\nOwner of the mill",
        [("“We were never asked.”", "Maria Lopez", "direct")],
    ),
    "several paragraphs": (
        "“We were never asked.\n\n“Nobody came.”\n\nMaria Lopez, owner",
        [("“We were never asked. / “Nobody came.”", "Maria Lopez", "direct")],
    ),
    "instead of what was found": (
        "[]{“We were never asked.”}\nMaria Lopez, owner",
        [("“We were never asked.”", "Maria Lopez", "direct")],
    ),
    "a headline below it": ("“We were never asked.”\n\nCity Council Votes", []),
    "a sentence below it": ("“We were never asked.”\n\nMaria Lopez, the owner, left.", []),
    "a surname below it": ("“We were never asked.”\n\nLopez", []),
}

POSTS = {
    "behind the words": (
        "It rained.\n\nWe sail. It is old. — Ines Falk (@inesfalk) March 8, 2019\n\nFalk left.",
        [("We sail. It is old.", "Ines Falk", "direct")],
    ),
    "below the words": (
        "It rained.\n\nWe sail at noon.\n\n— Ines Falk (@inesfalk) March 8, 2019",
        [("We sail at noon.", "Ines Falk", "direct")],
    ),
    "without a space": ("We sail.— Ines Falk (@inesfalk) 8 March 2019", [("We sail.", "Ines Falk", "direct")]),
    "a hyphen": ("We sail. - Ines Falk (@inesfalk)", [("We sail.", "Ines Falk", "direct")]),
    "with a picture": (
        "We sail. #vell pic.twitter.com/ab12 https://t.co/cd34 — Ines Falk (@inesfalk) March 8, 2019",
        [("We sail. #vell", "Ines Falk", "direct")],
    ),
    "in quotation marks": (
        "“We sail.” — Ines Falk (@inesfalk) March 8, 2019",
        [("“We sail.”", "Ines Falk", "direct")],
    ),
    "an outlet": (
        "Port shut. — The Harbour Post (@post) March 8, 2019",
        [("Port shut.", "The Harbour Post", "direct")],
    ),
    "instead of what was found": (
        "[Lee] <says> {we sail}. — Ines Falk (@inesfalk) March 8, 2019",
        [("Lee says we sail.", "Ines Falk", "direct")],
    ),
    "a handle in a sentence": ("Ines Falk (@inesfalk) said so - twice.", []),
    "no words": ("— Ines Falk (@inesfalk) March 8, 2019", []),
}

# What stands around a block must be longer than it, or else the text is a message that was passed on.
_AROUND = "The mill of Vell has stood beside the old bridge since the year 1790, and it is to close.\n\n"
BLOCKS = {
    "a part was found": (
        _AROUND + "[Lopez] <wrote>:\n\n> {We were never asked.} Nobody came.\n\nIt is quiet.",
        [("We were never asked. Nobody came.", "Lopez", "direct")],
    ),
    "a paragraph was found": (
        _AROUND + "[Lopez] <wrote>:\n\n> {We were never asked.}\n>\n> Nobody came.\n\nIt is quiet.",
        [("We were never asked. / Nobody came.", "Lopez", "direct")],
    ),
    "the mark was found too": (
        _AROUND + "[Lopez] <wrote>:\n\n{> We were never asked}.\n\nIt is quiet.",
        [("We were never asked.", "Lopez", "direct")],
    ),
    "its paragraphs were found one by one": (
        _AROUND + "[Lopez] <wrote>:\n\n> {We were never asked.}\n\n> <>{Nobody came.}[]\n\nIt is quiet.",
        [("We were never asked. / Nobody came.", "Lopez", "direct")],
    ),
    "somebody else within it": (
        _AROUND + "[Lopez] <wrote>:\n\n> {We were never asked.} [Lee] <said> {it was old}.\n\nIt is quiet.",
        [("We were never asked. Lee said it was old.", "Lopez", "direct"), ("it was old", "Lee", "mixed")],
    ),
    "words before it, too": (
        _AROUND + "[Lopez] <wrote> {it was wrong}:\n\n> {+We were never asked.} Nobody came.\n\nIt is quiet.",
        [("it was wrong / We were never asked. Nobody came.", "Lopez", "mixed")],
    ),
    "signed in the block": (
        _AROUND + "> We were never asked.\n>\n> — Maria Lopez\n\nIt is quiet.",
        [("We were never asked.", "Maria Lopez", "direct")],
    ),
    "signed behind the words": (
        _AROUND + "> We were never asked. — Maria Lopez, owner\n\nIt is quiet.",
        [("We were never asked.", "Maria Lopez", "direct")],
    ),
    "signed below the block": (
        _AROUND + "> We were never asked.\n\n— Maria Lopez\n\nIt is quiet.",
        [("We were never asked.", "Maria Lopez", "direct")],
    ),
    "a quotation of a quotation": (
        _AROUND + ">> We were never asked.\n\n— Maria Lopez\n\nIt is quiet.",
        [("We were never asked.", "Maria Lopez", "direct")],
    ),
    "marks of its own": (_AROUND + "> {“We sail,”} [Lopez] <said>.", [("“We sail,”", "Lopez", "direct")]),
    "a link": (_AROUND + "> [Lopez] <says> {mill is to close}", [("mill is to close", "Lopez", "indirect")]),
    "most of the text": ("It is quiet.\n\n> [Lopez] <said> {it was old}.", [("it was old", "Lopez", "indirect")]),
    "a sign of greater than": (
        _AROUND + ">90 percent, [Lee] <said>, {would not be asked}.",
        [("would not be asked", "Lee", "indirect")],
    ),
}

FURNITURE = {
    "a link": ("[Lee] <said> {it sank}.\n\nREAD MORE: [Falk] <says> {port is safe}", [("it sank", "Lee", "indirect")]),
    "a quotation in a link": (
        "[Lee] <said> {it sank}.\n\nRelated: {“We sail,”} <says> [Falk]",
        [("it sank", "Lee", "indirect")],
    ),
    "a caption": (
        "Image caption [Falk] <said> {it was safe}\n\n[Lee] <said> {it sank}.",
        [("it sank", "Lee", "indirect")],
    ),
}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(*case, id=name)
        for table in (TURNS, SIGNED, POSTS, BLOCKS, FURNITURE)
        for name, case in table.items()
    ],
)
def test_layout_decides(marked: str, expected: Found) -> None:
    assert _found(marked) == expected


def test_names_in_the_furniture_of_a_page_are_nobody() -> None:
    article = make_article("Photo: Bo Lind/AP\n\nThe ferry sank.\n\nReporting by Ann Lee; editing by Jo Day")
    assert cb.extract_quotes(cb.split_sentences(article), FakeTagger()).mentions == ()


def test_the_furniture_of_a_page_states_nothing() -> None:
    sentence = "The port has paid $5 million for 40 new cranes since 2012."
    article = make_article(f"{sentence}\n\nPhoto caption: {sentence}\n\nREAD MORE: {sentence}")
    document = cb.find_statements(cb.extract_quotes(cb.split_sentences(article), FakeTagger()))
    assert [statement.content[0].start for statement in document.statements] == [0]
