"""Speech without quotation marks: the turns of a transcript."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from claims_beam.lexicon.labels import NO_SPEAKERS
from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, GUILLEMET_OPENING, MAY_OPEN
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import Span, Spans


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript, ``NAME: text``: ``colon`` is its cue; ``content`` the rest of the line.

    ``certain``: the text has two speakers or more, of whom one comes back: the labels are those of a transcript.
    """

    label: Span
    colon: Span
    content: Spans
    certain: bool = False


_BEFORE_LABEL = r"[^\S\n]*(?:>{1,2}[^\S\n]*)?(?:\*\*|__)?"
_TURN = re.compile(
    rf"(?m)^{_BEFORE_LABEL}(?:(?P<label>[^\W\d_][^\n:{DOUBLE}*]{{0,80}})(?:\*\*|__)?(?P<colon>:)(?:\*\*|__)?"
    rf"|(?P<letter>[QA])(?P<stop>\.))[^\S\n]+"
    rf"(?P<content>[^\W\d_\s][^\n]*|[{MAY_OPEN}{GUILLEMET_OPENING}][^\n]*)"
)
_ASIDE = re.compile(r"\s*[(\[][^)\]\n]*[)\]]\s*$")  # Falk (laughing), Rowe [by phone]
_MOST_LABEL_WORDS, _MOST_CAPITALS = 4, 10
_NOT_A_LABEL = re.compile(rf"(?i)(?:editor[{APOSTROPHES}]s )?notes?|{alternatives(NO_SPEAKERS)}")


def find_transcript_turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of ``text``: lines that begin with a speaker's label and a colon.

    A first line counts by itself (``Pat Smith: Voters are worried``). Other labels count only in company: two labels in
    capitals (``Q:``, ``JANE DOE:``), or two speakers of whom one comes back.
    """
    lines = [line for line in map(_Line, _TURN.finditer(text)) if line.is_label()]
    if len({line.name for line in lines if line.lettered}) < len("QA"):
        lines = [line for line in lines if not line.lettered]
    labels = Counter(line.name for line in lines)
    lines = [line for line in lines if line.name.isupper() or not line.name.startswith("The ") or labels[line.name] > 1]
    headline = [line for line in lines[:1] if not text[: line.start].strip()]
    capitals = [line for line in lines if line.name.isupper()]
    if len(labels) > 1 and max(labels.values()) > 1:
        return tuple(replace(line.turn, certain=True) for line in lines)
    turns = capitals if len(capitals) > 1 else []
    return tuple(line.turn for line in (headline if headline != turns[:1] else []) + turns)


class _Line:
    """A line that begins with what may be a label."""

    def __init__(self, match: re.Match[str]) -> None:
        kind, mark = ("label", "colon") if match["label"] else ("letter", "stop")
        label = _ASIDE.sub("", match[kind]).rstrip()
        self.start = match.start()
        self.lettered = kind == "letter"
        self.name = label
        content_end = match.end() - len(match["content"]) + len(match["content"].rstrip())
        self.turn = Turn(
            Span(match.start(kind), match.start(kind) + len(label)),
            Span(*match.span(mark)),
            (Span(match.start("content"), content_end),),
        )

    def is_label(self) -> bool:
        """Return whether the words before the colon are written as those of a speaker are."""
        words = self.name.split()
        most = _MOST_CAPITALS if self.name.isupper() else _MOST_LABEL_WORDS
        if not 0 < len(words) <= most or _NOT_A_LABEL.fullmatch(" ".join(words)):
            return False
        return all(word[0].isupper() or not word[0].isalpha() for word in words)
