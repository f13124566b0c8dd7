"""The turns of transcripts: where labels show who speaks, a turn is the whole of its line, by the speaker of its label.

The model cuts long turns and overlooks short ones; layout is exact here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims_beam.lexicon.labels import QUESTIONS
from claims_beam.lexicon.marks import EVERY_OPENING, MAY_OPEN
from claims_beam.records import Attribution, Cue
from claims_beam.text.quotation import Turn, find_transcript_turns
from claims_beam.text.spans import overlap

# The confidence is the estimate (right + 1) / (all + 2) over the annotated turns in the training and development
# articles of PolNeAR and in the corpus ``written``. Of these 99 turns, 90 end where the first paragraph of the gold
# turn ends.
CONFIDENCE = 0.90

_OPENING = tuple(MAY_OPEN + EVERY_OPENING)


def complete_turns(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Give what was found, with every turn of a transcript in whole; those that were not found are added."""
    turns = [turn for turn in find_transcript_turns(text) if turn.certain and not _is_quoted(text, turn)]
    by_line = {turn.content[0].start: turn for turn in turns}
    by_colon = {turn.colon.start: turn for turn in turns}
    seen: set[int] = set()
    for attribution in found:
        turn = by_colon.get(attribution.cue.spans[0].start) if attribution.cue else None
        turn = turn or by_line.get(attribution.content[0].start)
        if turn is None:
            yield attribution
        elif turn.colon.start not in seen:
            seen.add(turn.colon.start)
            yield _completed(attribution, turn)
    for turn in turns:
        if turn.colon.start not in seen and turn.label.of(text).lower() not in QUESTIONS:
            yield Attribution(turn.content, Cue((turn.colon,)), (turn.label,), confidence=CONFIDENCE)


def _is_quoted(text: str, turn: Turn) -> bool:
    return text.startswith(_OPENING, turn.content[0].start)


def _completed(attribution: Attribution, turn: Turn) -> Attribution:
    """Return the attribution with the whole line, the paragraphs that it has besides, and the label as its source."""
    further = (piece for piece in attribution.content if piece.start >= turn.content[-1].end)
    whole = replace(attribution, content=(*turn.content, *further), cue=Cue((turn.colon,)))
    if any(overlap(span, turn.label) for span in attribution.source):
        return whole
    return replace(whole, source=(turn.label,), referents=())
