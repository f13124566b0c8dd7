"""Block quotations: where their words are, whatever stands around them."""

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from claims_beam.text.quotation.blocks import find_blocks
from claims_beam.text.quotation.speech import find_speech

PIECES = (
    "> ",
    ">",
    ">> ",
    "> > ",
    "\n",
    "\n\n",
    ">\n",
    "We sail.",
    " he said",
    "“No,”",
    "—",
    " Ann Lee",
    "FALK: ",
    "é😀",
    "\t",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text()


@settings(max_examples=500)
@given(TEXTS)
def test_pieces_are_words_of_lines_with_marks(text: str) -> None:
    pieces = [piece for block in find_blocks(text) for piece in block.pieces]
    for piece in pieces:
        words = piece.of(text)
        assert words == words.strip() != ""
        assert "\n" not in words
        assert text[text.rfind("\n", 0, piece.start) + 1 : piece.start].strip(" \t>") == ""
    assert all(one.end <= other.start for one, other in pairwise(pieces))


@settings(max_examples=300)
@given(TEXTS)
def test_blocks_are_verbatim_speech_and_what_they_hold_lies_deeper(text: str) -> None:
    speech = find_speech(text)
    blocks = find_blocks(text)
    assert set(blocks) <= set(speech.quotations)
    for block in blocks:
        assert set(block.pieces) <= speech.verbatim
        inside = [
            quotation
            for quotation in speech.quotations
            if block.start <= quotation.start < block.end and quotation != block
        ]
        assert all(
            quotation.depth > 0 for quotation in inside if any(p.start <= quotation.start < p.end for p in block.pieces)
        )


def test_blocks_are_found_and_parted_by_their_marks() -> None:
    around = "The mill of Vell has stood beside the old bridge since the year 1790, and it is to close. " * 2
    text = f"{around}\n\n> We were never asked.\n>\n> Nobody came.\n\n>> It is old, they wrote.\n\nIt is quiet.\n"
    found = [[piece.of(text) for piece in block.pieces] for block in find_blocks(text)]
    assert found == [["We were never asked.", "Nobody came."], ["It is old, they wrote."]]
