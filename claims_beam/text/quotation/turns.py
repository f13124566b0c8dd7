"""Speech without quotation marks: the turns of a transcript."""

import re
from collections import Counter
from dataclasses import dataclass

from claims_beam.lexicon.labels import NO_SPEAKERS
from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, GUILLEMET_OPENING, MAY_OPEN
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import Span, Spans


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript, ``NAME: text``: ``colon`` is its cue; ``content`` the rest of the line."""

    label: Span
    colon: Span
    content: Spans


_TURN = re.compile(
    rf"(?m)^[^\S\n]*(?P<label>[^\W\d_][^\n:{DOUBLE}]{{0,60}})(?P<colon>:)[^\S\n]+"
    rf"(?P<content>[^\W\d_\s][^\n]*|[{MAY_OPEN}{GUILLEMET_OPENING}][^\n]*)"
)
_MOST_LABEL_WORDS = 4
_NOT_A_LABEL = re.compile(rf"(?i)the\b.*|(?:editor[{APOSTROPHES}]s )?notes?|{alternatives(NO_SPEAKERS)}")


def find_transcript_turns(text: str) -> tuple[Turn, ...]:
    """The turns of ``text``: lines that begin with a speaker's label and a colon.

    A first line counts by itself (``Pat Smith: Voters are worried``). Other labels count only in company: two labels in
    capitals (``Q:``, ``JANE DOE:``), or two speakers of whom one comes back.
    """
    lines = [line for line in _TURN.finditer(text) if _is_label(line["label"])]
    headline = [line for line in lines[:1] if not text[: line.start()].strip()]
    capitals = [line for line in lines if line["label"].isupper()]
    labels = Counter(line["label"].rstrip() for line in lines[len(headline) :])
    if len(labels) > 1 and max(labels.values()) > 1:
        return tuple(_turn(line) for line in lines)
    turns = capitals if len(capitals) > 1 else []
    return tuple(_turn(line) for line in (headline if headline != turns[:1] else []) + turns)


def _is_label(label: str) -> bool:
    words = label.split()
    if len(words) > _MOST_LABEL_WORDS or _NOT_A_LABEL.fullmatch(" ".join(words)):
        return False
    return all(word[0].isupper() or not word[0].isalpha() for word in words)


def _turn(line: re.Match[str]) -> Turn:
    end = line.end() - len(line["content"]) + len(line["content"].rstrip())
    return Turn(Span(*line.span("label")), Span(*line.span("colon")), (Span(line.start("content"), end),))
