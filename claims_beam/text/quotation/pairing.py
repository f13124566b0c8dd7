"""Quotation marks in raw text: which mark pairs with which.

One scan from left to right with a stack of open quotations. Every mark is read from its shape (what stands on either
side of it), its glyph and what is open; nothing is ever rejected. A quotation whose closing mark is missing ends with
its paragraph, where the next quotation in the same marks opens, or before a clause that attributes it, so one odd mark
costs one quotation. Time is linear in the length of the text: every quotation is opened once and finished once, and
every look ahead is remembered.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims_beam.lexicon.marks import (
    APOSTROPHE,
    CLOSERS,
    DOUBLED_CLOSING,
    MARKS,
    STRAIGHT_SINGLE,
    WIRE_CLOSING,
    Mark,
    Move,
)
from claims_beam.records import MarkedQuotation, Span
from claims_beam.text.quotation.glyphs import (
    CLOSING_NEIGHBOURS,
    ELISION_HERE,
    GLYPH,
    NEXT_SINGLE,
    OPENING_NEIGHBOURS,
    TOKEN,
    WEAK_HERE,
)
from claims_beam.text.quotation.lost import LostCloses

# The longest quoted paragraph found in the training corpus has 1,516 code points; past this a mark lost its partner.
MAX_PIECE = 5_000


@dataclass(slots=True)
class _Open:
    """A quotation being read. ``piece`` is the start of its piece in this paragraph, None until it is opened again."""

    glyph: str
    mark: Mark
    piece: int | None
    leads: bool  # Nothing of its paragraph comes before it.
    # The first number is where a quotation in the same marks opened directly inside this one, and the second is the
    # last word before it.
    successor: tuple[int, int] | None = None
    inner_end: int = 0  # The last quotation inside this one ends here.
    lost: bool = False  # The closing mark was lost, as an end before that of the piece shows.
    pieces: list[tuple[Span, Span]] = field(default_factory=list)  # Each piece has a span with its marks, and without.
    width: int = 0  # The opening mark of the piece has so many characters.
    closed: bool = False


def find_quotations(text: str) -> tuple[MarkedQuotation, ...]:
    """Return the quotations of ``text`` in text order, an outer one before those inside it; offsets are code points."""
    quotations: list[MarkedQuotation] = []
    around: list[int] = []
    for found in _Scan(text).read():
        if not _is_quotation(found):
            continue
        pieces, inner = zip(*found.pieces, strict=True)
        while around and around[-1] <= pieces[0].start:
            around.pop()
        quotations.append(MarkedQuotation(pieces, len(around), found.closed, inner))
        around.append(pieces[-1].end)
    return tuple(quotations)


def _is_quotation(found: _Open) -> bool:
    """Return whether there are words in it.

    An unclosed mark that may be an apostrophe must also stand where speech begins.
    """
    may_be_apostrophe = found.mark.family == "single" and found.mark.usual != "open"
    return bool(found.pieces) and (found.closed or found.leads or not may_be_apostrophe)


class _Scan:
    """The state of one reading: ``found`` in order of opening, ``stack`` what is open, outermost first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[_Open] = []
        self.stack: list[_Open] = []
        self.open: Counter[str] = Counter()  # It counts families and styles on the stack, so that no search fails.
        self.paragraph = 0  # The paragraph begins at this index.
        self.reopened = 0  # So many marks on the stack have been opened again in this paragraph.
        self.last_end = 0  # The last mark ends here.
        self.last_word = -1  # The last letter or digit so far has this index.
        self.searched = 0  # Words have been looked for up to this index.
        self.certain: tuple[int, bool] = (0, False)  # The last lookahead holds up to here, and found this.
        self.lost_closes = LostCloses(text)

    def read(self) -> list[_Open]:
        for token in TOKEN.finditer(self.text):
            if token.lastgroup == "marks":
                self._read_marks(token.start(), token.end())
            elif token.lastgroup == "paragraph":
                self._end_paragraph(token)
        self._expire(len(self.text))
        self._finish_from(0, len(self.text))
        return self.found

    def _read_marks(self, start: int, end: int) -> None:
        """Read a run of adjacent marks; all but the first have the mark before them as left neighbour."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        open_left, open_right = _invites(before, OPENING_NEIGHBOURS), _invites(after, CLOSING_NEIGHBOURS)
        for position, glyph in self._glyphs(start, end):
            self._expire(position)
            if self._reopens(position, glyph):
                open_left = True
                continue
            move = self._move(position, glyph, _shape(open_left, open_right), open_right)
            if move == "open":
                self._open(position, glyph)
            elif move == "close":
                self._close(position, glyph)
            open_left = move == "open"

    def _glyphs(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Cut a run into marks. Of an odd number of apostrophes, one is a mark by itself."""
        for match in GLYPH.finditer(self.text, start, end):
            position, glyph = match.start(), match.group()
            if not glyph.startswith(WIRE_CLOSING):
                two_singles = glyph == DOUBLED_CLOSING and not (self.stack and self.stack[-1].mark.family == "double")
                yield from [(position, APOSTROPHE), (position + 1, APOSTROPHE)] if two_singles else [(position, glyph)]
                continue
            if len(glyph) % 2 and self._is_apostrophe_first():
                yield position, STRAIGHT_SINGLE
                position += 1
            for pair in range(position, match.end() - 1, 2):
                yield pair, WIRE_CLOSING
            if (match.end() - position) % 2:
                yield match.end() - 1, STRAIGHT_SINGLE

    def _is_apostrophe_first(self) -> bool:
        around = self.stack[-2].mark.family if len(self.stack) > 1 else None
        inmost = self.stack[-1].mark if self.stack else None
        return inmost is not None and (inmost.family == "single" or (inmost.style == "wire" and around != "single"))

    def _move(self, position: int, glyph: str, shape: Move | None, open_right: bool) -> Move | None:
        """Return what the mark does; None for an apostrophe, a measure or a mark without a partner."""
        mark = MARKS[glyph]
        is_open = self.open[mark.family] > 0
        if mark.family == "single":
            if self._is_apostrophe(position, glyph, shape):
                return None
            is_open = is_open and self._may_close_single(position)
        if is_open and shape != "open" and glyph in CLOSERS.get(self.stack[-1].glyph, ""):
            return "close"
        if mark.usual == "open":
            if is_open and open_right:
                return "close"
            return "open" if shape != "close" else None
        if mark.usual == "close":
            if is_open:
                return "close"
            leads = position == self.paragraph and mark.family != "single"
            return "open" if shape == "open" or leads else None
        if shape == "open":
            return "open"
        if is_open:
            return "close"
        before = self.text[position - 1 : position]
        joined = before.isalnum() if mark.family == "single" else before.isdigit()
        return "open" if shape is None and not joined else None

    def _is_apostrophe(self, position: int, glyph: str, shape: Move | None) -> bool:
        before, after = self.text[position - 1 : position], self.text[position + 1 : position + 2]
        if before.isalnum() and after.isalnum():
            return True
        if shape == "open":
            in_single = glyph == APOSTROPHE and self.open["single"] > 0
            return in_single or ELISION_HERE.match(self.text, position) is not None
        return shape is None and not self.open["single"] and (glyph == APOSTROPHE or not after.strip())

    def _may_close_single(self, position: int) -> bool:
        """Return whether an apostrophe can be a closing mark here: ‘It’s the workers’ right,’ has one certain close."""
        if self.stack[-1].mark.family != "single":
            return not self.text[position - 1 : position].isalnum()
        return not (WEAK_HERE.match(self.text, position) and self._certain_close_follows(position))

    def _certain_close_follows(self, position: int) -> bool:
        """Return whether a certain closing mark comes before the next opening one; each stretch is searched once."""
        known_until, answer = self.certain
        if position >= known_until:
            found = NEXT_SINGLE.search(self.text, position + 1, position + MAX_PIECE)
            known_until = found.start() if found else position + MAX_PIECE
            answer = found is not None and found.lastgroup == "close"
            self.certain = known_until, answer
        return answer

    def _open(self, position: int, glyph: str) -> None:
        mark = MARKS[glyph]
        if self.stack and self.stack[-1].mark.style == mark.style and self.stack[-1].successor is None:
            self.stack[-1].successor = position, self._last_word(position)
        self._push(_Open(glyph, mark, position, position == self.paragraph, width=len(glyph)))
        self.found.append(self.stack[-1])
        self.last_end = position + len(glyph)

    def _push(self, quotation: _Open) -> None:
        self.stack.append(quotation)
        self.open.update((quotation.mark.family, quotation.mark.style))
        self.reopened = len(self.stack)

    def _close(self, position: int, glyph: str) -> None:
        """Close the inmost quotation in these marks, else in marks of their family; those inside it end here."""
        mark = MARKS[glyph]
        by_style = self.open[mark.style] > 0
        index = len(self.stack) - 1
        while (
            (self.stack[index].mark.style != mark.style) if by_style else self.stack[index].mark.family != mark.family
        ):
            index -= 1
        self._finish_from(index + 1, position)
        self.last_end = position + len(glyph)
        quotation = self._pop()
        quotation.closed = True
        self._end_piece(quotation, self.last_end, self._inmost(), len(glyph))

    def _inmost(self) -> _Open | None:
        return self.stack[-1] if self.stack else None

    def _pop(self) -> _Open:
        quotation = self.stack.pop()
        self.open.subtract((quotation.mark.family, quotation.mark.style))
        self.reopened = min(self.reopened, len(self.stack))
        return quotation

    def _end_piece(self, quotation: _Open, end: int, outer: _Open | None, closing_width: int = 0) -> None:
        """End the piece of this paragraph; one without words is none. ``outer`` is the quotation around it."""
        if quotation.piece is None:
            return
        last_word = self._last_word(end)
        if not closing_width:
            end, last_word = self._inferred_end(quotation, end, last_word)
        if outer is not None and outer.successor is None:
            outer.inner_end = end
        inner = Span(quotation.piece + quotation.width, end - closing_width)
        if last_word >= inner.start:
            quotation.pieces.append((Span(quotation.piece, end), inner))
        quotation.piece = None

    def _inferred_end(self, quotation: _Open, end: int, last_word: int) -> tuple[int, int]:
        """Return where the piece ends if its closing mark is missing, and the last word in it."""
        start = (quotation.piece or 0) + quotation.width
        if quotation.successor is not None:
            end, last_word = self._trimmed(quotation.successor[0]), quotation.successor[1]
        cut = self.lost_closes.between(start, quotation.inner_end, end)
        if cut is None:
            return end, last_word
        quotation.lost = True
        return cut, min(last_word, cut - 1)

    def _finish_from(self, index: int, end: int) -> None:
        """Finish the open quotations from ``index`` inward without a closing mark."""
        end = self._trimmed(end)
        while len(self.stack) > index:
            self._end_piece(self._pop(), end, self._inmost())

    def _last_word(self, end: int) -> int:
        """Return the index of the last letter or digit before ``end``, or -1 if there is none.

        No call has a smaller ``end`` than the call before it, so each character is looked at once.
        """
        position = end
        while position > self.searched and not self.text[position - 1].isalnum():
            position -= 1
        if position > self.searched:
            self.last_word = position - 1
        self.searched = max(self.searched, end)
        return self.last_word

    def _trimmed(self, end: int) -> int:
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return end

    def _expire(self, position: int) -> None:
        """Close quotations that have been open for too long, so that none extends over all the text after it."""
        if self.stack and self.stack[0].piece is not None and position - self.stack[0].piece > MAX_PIECE:
            self._finish_from(0, max(self.stack[0].piece + MAX_PIECE, self.last_end))

    def _reopens(self, position: int, glyph: str) -> bool:
        """Return whether the mark opens a quotation of the paragraph before again.

        What is not opened again has ended.
        """
        if self.reopened == len(self.stack):
            return False
        waiting = self.stack[self.reopened]
        leads = position == max(self.paragraph, self.last_end if self.reopened else 0)
        if not leads or waiting.mark.family != MARKS[glyph].family:
            self._finish_from(self.reopened, position)
            return False
        waiting.piece, waiting.width = position, len(glyph)
        self.reopened += 1
        self.last_end = position + len(glyph)
        return True

    def _end_paragraph(self, token: re.Match[str]) -> None:
        """End the pieces of this paragraph; a quotation that has a successor lacks its close and ends for good."""
        self._expire(token.start())
        self._finish_from(self.reopened, token.start())
        end = self._trimmed(token.start())
        waiting = []
        while self.stack:
            quotation = self._pop()
            self._end_piece(quotation, end, self._inmost())
            if quotation.successor is None and not quotation.lost:
                waiting.append(quotation)
        for quotation in reversed(waiting):
            self._push(quotation)
        self.paragraph, self.reopened = token.end(), 0


def _invites(neighbour: str, table: frozenset[str]) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in table or unicodedata.category(neighbour) == "Cf"


def _shape(open_left: bool, open_right: bool) -> Move | None:
    """Return what the neighbours of a mark say about it; None when they say nothing."""
    if open_left == open_right:
        return None
    return "open" if open_left else "close"
