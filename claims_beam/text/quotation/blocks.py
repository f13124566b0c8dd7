"""Quotations without marks around them that are set apart as blocks, as in Markdown and mail.

Lopez wrote to the council:

> We were never asked whether the bridge should close.
>
> — Maria Lopez
"""

import re
from collections.abc import Iterator, Sequence

from claims_beam.lexicon.marks import DASHES, ELLIPSIS, EVERY_CLOSING, EVERY_OPENING, MAY_CLOSE, MAY_OPEN, STOPS
from claims_beam.records import MarkedQuotation, Span
from claims_beam.text.line_breaks import BLOCK_MARK
from claims_beam.text.quotation.turns import find_transcript_turns
from claims_beam.text.spans import trimmed

MOST_SHARE = 0.5
"""Of a text's characters: where more of them stand in blocks, the whole is a message that somebody has passed on."""

_PARAGRAPH = re.compile(rf"(?m)^(?P<marks>{BLOCK_MARK})(?P<words>[^\s>][^\n]*)$")
_BETWEEN = re.compile(r"[\s>]*")
_SIGNATURE = re.compile(rf"(?:[{DASHES}]|--?)[^\S\n]*[^\W\d_a-z][^\n{DASHES}{STOPS}]{{0,120}}$")
_SIGNED_BEHIND = re.compile(rf"(?<=[{STOPS}{ELLIPSIS}{MAY_CLOSE}])[^\S\n]+{_SIGNATURE.pattern}")
_LONGEST_SIGNATURE = 160  # This is a number of characters.
_ENDS = (*STOPS, ELLIPSIS)
_BEHIND = f"{MAY_CLOSE}{EVERY_CLOSING})]"
_OPENING = tuple(MAY_OPEN + EVERY_OPENING)
_FEWEST_WORDS = 3


def find_blocks(text: str) -> tuple[MarkedQuotation, ...]:
    """Return the block quotations of a plain text, each with its paragraphs as pieces, without the signature below.

    What does not end like a sentence is a link or a heading. Blocks that begin with a quotation mark or a speaker's
    label are read by these.
    """
    if ">" not in text:
        return ()
    turns = {turn.content[0].end for turn in find_transcript_turns(text)}
    blocks = [pieces for group in _groups(text) if _is_quoted(text, pieces := _pieces(text, group), turns)]
    if sum(piece.end - piece.start for pieces in blocks for piece in pieces) > MOST_SHARE * len(text):
        return ()
    return tuple(MarkedQuotation(tuple(pieces), 0, True, tuple(pieces)) for pieces in blocks)


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the paragraphs of each block: those with equally many marks, and only blanks and marks between them."""
    group: list[re.Match[str]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        if group and not _belongs(text, group[-1], paragraph):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _belongs(text: str, paragraph: re.Match[str], following: re.Match[str]) -> bool:
    between = _BETWEEN.fullmatch(text, paragraph.end(), following.start())
    return between is not None and paragraph["marks"].count(">") == following["marks"].count(">")


def _pieces(text: str, group: Sequence[re.Match[str]]) -> list[Span]:
    """Return the words of each paragraph up to a signature, which ends the block."""
    pieces = []
    for paragraph in group:
        words = trimmed(text, Span(*paragraph.span("words")))
        if _SIGNATURE.match(text, words.start, words.end):
            break
        signed = _SIGNED_BEHIND.search(text, max(words.start, words.end - _LONGEST_SIGNATURE), words.end)
        pieces.append(Span(words.start, signed.start() if signed else words.end))
    return pieces


def _is_quoted(text: str, pieces: Sequence[Span], turns: set[int]) -> bool:
    if not pieces or pieces[-1].end in turns or text.startswith(_OPENING, pieces[0].start):
        return False
    words = sum(len(piece.of(text).split()) for piece in pieces)
    return pieces[-1].of(text).rstrip(_BEHIND).endswith(_ENDS) and words >= _FEWEST_WORDS
