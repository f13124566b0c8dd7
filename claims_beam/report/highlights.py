"""Which words of a text belong to which attribution, and as what: the pieces that the terminal and the page mark."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claims_beam.records import Attribution, Claim, Span, Spans

Role = Literal["content", "cue", "source", "name"]

ROLES: tuple[Role, ...] = ("content", "cue", "source", "name")
"""In the order in which they cover each other: a source inside a content shows as a source."""

# A text could control a terminal by control characters, and rearrange the words around it by characters that begin or
# end a change of the writing direction. Lone surrogates cannot be encoded.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that have a role in an attribution; ``owner`` is the attribution's index among those of its text."""

    owner: int
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which no mark begins or ends, and all the marks that cover it, by role and owner."""

    span: Span
    marks: tuple[Mark, ...]


def printable(text: str) -> str:
    """Return the text in which no character steers the page.

    Control and direction-changing characters are U+FFFD, and Windows line ends a blank and a line feed.

    One character for one character: offsets stay what they were.
    """
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", " \n"))


def collect_marks(owner: int, attribution: Claim | Attribution) -> Iterator[Mark]:
    """Return where the content, the cue and the source of an attribution stand."""
    by_role: dict[Role, Spans] = {
        "content": attribution.content,
        "cue": attribution.cue.spans if attribution.cue else (),
        "source": _source(attribution),
    }
    return (Mark(owner, role, span) for role, role_spans in by_role.items() for span in role_spans)


def _source(attribution: Claim | Attribution) -> Spans:
    if isinstance(attribution, Attribution):
        return attribution.source
    mention = attribution.speaker.mention if attribution.speaker else None
    return mention.spans if mention else ()


def cut(length: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Yield a text of ``length`` code points as pieces, in order and without a gap, cut wherever a mark begins or ends.

    Marks that are empty or not within the text are left out.
    """
    starting, ending = defaultdict(list), defaultdict(list)
    for mark in marks:
        if 0 <= mark.span.start < mark.span.end <= length:
            starting[mark.span.start].append(mark)
            ending[mark.span.end].append(mark)
    covering: set[Mark] = set()
    for start, end in pairwise(sorted({0, length, *starting, *ending})):
        covering.difference_update(ending[start])
        covering.update(starting[start])
        yield Piece(Span(start, end), tuple(sorted(covering, key=_by_role)))


def _by_role(mark: Mark) -> tuple[int, int]:
    return ROLES.index(mark.role), mark.owner
