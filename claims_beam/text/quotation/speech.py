"""Which quotations of an article are speech that stands by itself, and which are words quoted inside a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.marks import DOUBLE, MAY_CLOSE_DOUBLE, STOPS
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import MarkedQuotation, Span, Speech, Utterance
from claims_beam.text.quotation.blocks import find_blocks
from claims_beam.text.quotation.pairing import find_quotations
from claims_beam.text.quotation.posts import find_posts
from claims_beam.text.quotation.roles import classify
from claims_beam.text.quotation.turns import find_transcript_turns
from claims_beam.text.spans import covers

_WORD_BEFORE = re.compile(r"(?P<word>\w+)(?P<comma>,?)\s*$")
_REPORTED = alternatives(cue_verbs.REPORTING_FORMS - {"told"})
_INSERTED_BEFORE = re.compile(rf"\w, [^,.{DOUBLE}\n]{{2,60}} (?:{_REPORTED}|told \w+),\s*$")
_SENTENCE_ENDS = frozenset(f"{STOPS}\n{MAY_CLOSE_DOUBLE}")
_LOOK_BACK = 80


def find_speech(text: str) -> Speech:
    """Sort the quotations, turns and embedded posts of ``text``; what is quoted inside another belongs to it.

    What follows a single label is a headline's paraphrase: spoken, not verbatim.
    """
    blocks = find_blocks(text)
    quotations = _within(find_quotations(text), blocks)
    turns = find_transcript_turns(text)
    turn_role = "headline" if len(turns) == 1 else "utterance"
    set_apart = set(blocks)
    marked = ((quotation, quotation in set_apart or _is_utterance(text, quotation)) for quotation in quotations)
    stretches = [(quotation.pieces, "utterance" if spoken else "fragment") for quotation, spoken in marked]
    quoted = {quotation.start for quotation in quotations}
    stretches += [(turn.content, turn_role) for turn in turns if turn.content[0].start not in quoted]
    stretches += [((post.content,), "utterance") for post in find_posts(text) if post.content.start not in quoted]
    utterances: list[Utterance] = []
    verbatim: set[Span] = set()
    fragments: list[Span] = []
    end = 0
    for index, (pieces, role) in enumerate(sorted(stretches)):
        if pieces[0].start < end:
            continue
        end = pieces[-1].end
        if role == "fragment":
            fragments += pieces
            continue
        utterances += [Utterance(piece, index) for piece in pieces]
        if role == "utterance":
            verbatim.update(pieces)
    return Speech(quotations, tuple(utterances), frozenset(verbatim), tuple(fragments))


def _within(quotations: Sequence[MarkedQuotation], blocks: Sequence[MarkedQuotation]) -> tuple[MarkedQuotation, ...]:
    """Return the quotations and the blocks in text order, those inside a block one deeper."""
    pieces = [piece for block in blocks for piece in block.pieces]
    inner = (
        replace(quotation, depth=quotation.depth + 1) if covers(pieces, quotation.pieces[0]) else quotation
        for quotation in quotations
    )
    return tuple(sorted((*inner, *blocks), key=lambda quotation: (quotation.start, quotation.depth)))


def _is_utterance(text: str, quotation: MarkedQuotation) -> bool:
    """Return whether the quotation is an utterance: what the marks alone say, corrected by the words before.

    A verb of speech makes an utterance of short words too, while “is a start” in *The plan, she said, “is a start”*
    belongs to the sentence around it.
    """
    before = text[max(0, quotation.start - _LOOK_BACK) : quotation.start]
    inner = text[quotation.inner[0].start : quotation.inner[-1].end].rstrip()
    if inner[:1].islower() and _INSERTED_BEFORE.search(before):
        return False
    if classify(text, quotation) == "utterance":
        return True
    last = inner[-1:]
    word = _WORD_BEFORE.search(before)
    if word and cue_verbs.FORMS.get(word["word"].lower()) in cue_verbs.SPEECH_VERBS - cue_verbs.NAMING_VERBS:
        return bool(word["comma"]) or last in ("!", "?") or (len(inner.split()) >= 3 and last in (",", "."))
    opens = not before.rstrip(" ") or before.rstrip(" ")[-1] in _SENTENCE_ENDS
    return opens and last in (",", "!", "?")
