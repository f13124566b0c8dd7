"""Speech without quotation marks: posts as web pages embed them, with their author behind or below.

We were never asked. — Maria Lopez (@mlopez) March 8, 2019
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims_beam.lexicon.marks import DASHES
from claims_beam.records import Span
from claims_beam.text.spans import trimmed


@dataclass(frozen=True, slots=True)
class Post:
    """The words of a post, without links to pictures; the dash behind them is its cue, and ``name`` its author."""

    content: Span
    dash: Span
    name: Span


_NAME = rf"[^\s(){DASHES}](?:[^\n(){DASHES}]{{0,58}}?[^\s(){DASHES}])?"
_SIGNATURE = re.compile(
    rf"(?P<dash>[{DASHES}-]{{1,2}})[^\S\n]*(?P<name>{_NAME})[^\S\n]*+\(@\w{{1,30}}\)[^\n]{{0,60}}$", re.MULTILINE
)
# A link ends where white space follows, whatever other links are inside it, so that there is one way to read a run of
# them. With several ways, as many would be tried as there are ways to part the run.
_LINK = r"(?:pic\.twitter\.com/|https?://)\S{1,200}+"
_ATTACHED = re.compile(rf"(?:(?<!\s)\s++)?{_LINK}(?:\s++{_LINK})*+\s*+\Z")
_MOST_CHARS = 1_000


def find_posts(text: str) -> Iterator[Post]:
    """Yield the posts of ``text``: paragraphs that end in a dash, a name and a handle, or have them below."""
    if "(@" not in text:
        return
    for signature in _SIGNATURE.finditer(text):
        content = _words_before(text, signature.start())
        if content.start < content.end:
            yield Post(content, Span(*signature.span("dash")), Span(*signature.span("name")))


def _words_before(text: str, signature: int) -> Span:
    floor = max(0, signature - _MOST_CHARS)
    end = floor + len(text[floor:signature].rstrip())
    start = max(floor, text.rfind("\n", 0, end) + 1)
    attached = _ATTACHED.search(text, start, end)
    return trimmed(text, Span(start, attached.start() if attached else end))
