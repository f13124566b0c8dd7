"""Speech without quotation marks: the turns of a transcript, and dialogue introduced by dashes."""

import re
from collections import Counter
from dataclasses import dataclass

from claims_beam.records import Quotation, Span, Spans


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript, ``NAME: text``: ``colon`` is its cue; ``content`` the rest of the line."""

    label: Span
    colon: Span
    content: Spans


_TURN = re.compile(
    r"(?m)^[^\S\n]*(?P<label>[^\W\d_][^\n:“”\"]{0,60})(?P<colon>:)[^\S\n]+(?P<content>[^\W\d_\s][^\n]*|[“\"'‘«][^\n]*)"
)
_MOST_LABEL_WORDS = 4
_NOT_A_LABEL = re.compile(
    r"(?i)the\b.*|(?:editor['’]s )?notes?|updated?|corrections?|breaking|exclusive|watch|look|listen|read(?: more)?"
    r"|wow|boom|bombshell|revealed|just leaked|photos?|videos?|sources?|via|e-?mail|twitter|contact|contributing"
    r"|related|by(?:line)?|abstract|tip|psa?|fact|more|also|today|tomorrow|warning|summary"
)


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


_DASH_LINE = re.compile(r"(?m)^[^\S\n]*(?P<speech>(?P<dash>[—–―][^\S\n]?)[^\W\d_a-z][^\n]*)")
_DASH_CUE = re.compile(
    r"(?:[,.?!…]|(?<=\w))(?: [—–―])? (?:[\w.’'-]{1,20} ){0,3}"
    r"(?:said|says|asked|replied|answered|added|cried|shouted|whispered|murmured|continued)\b"
)


def find_dash_speech(text: str) -> tuple[Quotation, ...]:
    """Dialogue introduced by a dash: paragraphs like ``— We go, she said.``

    Lists and signatures begin with dashes as well, so only a paragraph with a reporting verb is taken. The quotation
    starts with the dash and ends before the words that report it.
    """
    return tuple(
        _dash_quotation(line, cue) for line in _DASH_LINE.finditer(text) if (cue := _DASH_CUE.search(line["speech"], 2))
    )


def _dash_quotation(line: re.Match[str], cue: re.Match[str]) -> Quotation:
    end = line.start("speech") + cue.start() + (cue.group()[0] in ",.?!…")
    return Quotation((Span(line.start("speech"), end),), 0, True, (Span(line.end("dash"), end),))
