"""Block quotations: whoever is credited with a part of one is credited with all of it, and only he.

The model has seen none, so it takes one paragraph or sentence where layout shows how far the words go.
"""

from collections.abc import Sequence
from dataclasses import replace

from claims_beam.records import Attribution, MarkedQuotation, Span
from claims_beam.text.quotation.blocks import find_blocks
from claims_beam.text.spans import overlap, overlapping


def complete_blocks(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return what was found, with each block quotation in whole; of several that share one, that with cue and source.

    What is attributed inside a block, by a cue in it, stays as it is.
    """
    blocks = find_blocks(text)
    if not blocks:
        return list(found)
    pieces = [piece for block in blocks for piece in block.pieces]
    block_of = {piece: block for block in blocks for piece in block.pieces}
    owned: dict[MarkedQuotation, Attribution] = {}
    kept = []
    for attribution in found:
        shared = [piece for span in attribution.content for piece in overlapping(pieces, span)]
        if not shared or _is_inside(attribution, pieces):
            kept.append(attribution)
            continue
        block = block_of[shared[0]]
        if block not in owned or _told(attribution) > _told(owned[block]):
            owned[block] = attribution
    whole = (_completed(attribution, block) for block, attribution in owned.items())
    return sorted((*kept, *whole), key=lambda attribution: attribution.content)


def _is_inside(attribution: Attribution, pieces: Sequence[Span]) -> bool:
    """Return whether it is attributed by words of a block."""
    attributing = (*(attribution.cue.spans if attribution.cue else ()), *attribution.source)
    return any(overlapping(pieces, span) for span in attributing)


def _told(attribution: Attribution) -> int:
    """Return how many of the two the attribution has, a cue and a source."""
    return bool(attribution.cue) + bool(attribution.source)


def _completed(attribution: Attribution, block: MarkedQuotation) -> Attribution:
    around = Span(block.start, block.end)
    outside = (piece for piece in attribution.content if not overlap(piece, around))
    return replace(attribution, content=tuple(sorted((*outside, *block.pieces))))
