"""What one attribution cannot cross: the end of a sentence, and the gap between two quotations side by side."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from claims_beam.attribution.kinds import Marked
from claims_beam.lexicon.marks import ELLIPSIS, EVERY_CLOSING, EVERY_OPENING, MAY_CLOSE, MAY_OPEN, STOPS
from claims_beam.records import Attribution, Document, Span, Spans
from claims_beam.text.spans import last_from, overlapping, trimmed

_BEFORE_WORDS = f" \n{MAY_OPEN}{EVERY_OPENING}>"
_BEHIND_WORDS = MAY_CLOSE + EVERY_CLOSING
_ENDS = (*STOPS, ELLIPSIS)
_LOOK_BACK = 8  # A colon is looked for in this many characters before what it introduces.


class Boundaries:
    """Where the attributions of an article may not go on."""

    def __init__(self, document: Document, marked: Marked) -> None:
        self._text = document.text
        self._sentences = document.sentences
        self._utterances = [utterance.span for utterance in document.speech.utterances]
        self._marked = marked

    def keep(self, attribution: Attribution) -> Iterator[Attribution]:
        """Give the attribution within its boundaries, and those that its content held besides."""
        cue = attribution.cue.spans[0].start if attribution.cue else None
        for part in self._parted(attribution, cue):
            content = tuple(self._within_sentence(piece, cue) for piece in part.content)
            source = tuple(self._within_sentence(piece, cue) for piece in part.source)
            yield replace(part, content=content, source=source)

    def _within_sentence(self, piece: Span, cue: int | None) -> Span:
        """Return the part of the piece in the cue's sentence, else in its first; what marks enclose stays in one piece.

        Behind a colon (*He wrote:*) several sentences may stand.
        """
        parts = self._find_sentences(piece)
        if (
            len(parts) < 2
            or self._text[max(0, piece.start - _LOOK_BACK) : piece.start].rstrip(_BEFORE_WORDS)[-1:] == ":"
        ):
            return piece
        home = last_from(self._sentences, cue) if cue is not None else -1
        return next((part for part in parts if last_from(self._sentences, part.start) == home), parts[0])

    def _find_sentences(self, piece: Span) -> list[Span]:
        """Return the piece cut at the ends of the sentences inside it."""
        ends = [sentence.end for sentence in overlapping(self._sentences, piece) if sentence.end < piece.end]
        edges = [piece.start, *(end for end in ends if not self._marked.encloses(end)), piece.end]
        parts = (trimmed(self._text, Span(start, end)) for start, end in pairwise(edges))
        return [part for part in parts if any(map(str.isalnum, part.of(self._text)))]

    def _parted(self, attribution: Attribution, cue: int | None) -> Iterator[Attribution]:
        """Yield the attribution with only that one of several quotations side by side that is next to its cue.

        The others become attributions without a source.
        """
        pieces = [part for piece in attribution.content for part in self._find_utterances(piece)]
        sides = [pieces[:1]]
        for one, other in pairwise(pieces):
            if self._are_side_by_side(one, other):
                sides.append([])
            sides[-1].append(other)
        if len(sides) == 1:
            yield attribution
            return
        own = min(
            sides, key=lambda side: min(abs(end - (cue or 0)) for piece in side for end in (piece.start, piece.end))
        )
        for side in sides:
            alone = Attribution(tuple(side), confidence=attribution.confidence, evidence=attribution.evidence)
            yield replace(attribution, content=tuple(side)) if side is own else alone

    def _find_utterances(self, piece: Span) -> Spans:
        """Return the utterances that stand side by side in the piece, if it consists of such; else the piece itself."""
        parts = overlapping(self._utterances, piece)
        whole = len(parts) > 1 and parts[0].start == piece.start and parts[-1].end == piece.end
        return tuple(parts) if whole and all(self._are_side_by_side(*pair) for pair in pairwise(parts)) else (piece,)

    def _are_side_by_side(self, one: Span, other: Span) -> bool:
        """Return whether two utterances follow each other on a line, the first complete: as only a dialog has them."""
        between = self._text[one.end : other.start]
        if between.strip(" ") or one.end > other.start or not (self._is_utterance(one) and self._is_utterance(other)):
            return False
        return one.of(self._text).rstrip(_BEHIND_WORDS).endswith(_ENDS)

    def _is_utterance(self, piece: Span) -> bool:
        index = last_from(self._utterances, piece.start)
        return index >= 0 and self._utterances[index] == piece and self._text[piece.end - 1] in _BEHIND_WORDS
