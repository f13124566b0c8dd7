"""The furniture of a web page: lines that were copied with an article and are no part of it.

Links to other articles, captions and credits of pictures, requests to the reader, notes on rights and cookies. Nothing
in such a line is a claim of the article, and nobody named only there speaks in it.
"""

import re

from claims_beam.lexicon.furniture import AGENCIES, CAPTION_LABELS, ENDINGS, LINK_LABELS, OPENINGS
from claims_beam.lexicon.marks import DASHES, GUILLEMET_CLOSING
from claims_beam.lexicon.terms import alternatives
from claims_beam.records import Span, Spans

MAX_CHARS = 300
"""Longer lines are paragraphs of the article, whatever they begin with."""

_LINE = re.compile(r"[^\n]+")
_SEPARATOR = rf"\s*(?::|\||[{DASHES}-]\s|{GUILLEMET_CLOSING}|>)\s*\S"
_FURNITURE = re.compile(
    rf"\W*(?:(?i:{alternatives(LINK_LABELS, CAPTION_LABELS)}){_SEPARATOR}"
    rf"|(?:{alternatives(label.upper() for label in LINK_LABELS if ' ' in label)})(?!\w)"
    rf"|(?i:{alternatives(label for label in CAPTION_LABELS if ' ' in label)})\s(?=[^\W_a-z])"
    rf"|(?i:{alternatives(OPENINGS)})(?!\w)|(?i:follow)\s+@|©)"
)
_END = re.compile(
    rf"(?i)(?<!\w)(?:{alternatives(ENDINGS)})\W*\Z"
    rf"|[(\[][^()\[\]]{{0,80}}(?<!\w)(?:{alternatives(AGENCIES)})[)\]]\W*\Z"
    rf"|(?<!\w)(?:{alternatives(AGENCIES)})/[\w .]{{1,40}}\Z"
)


def find_furniture(text: str) -> Spans:
    """Return the lines of ``text`` that are furniture, in text order; ``text`` is plain."""
    lines = (line for line in _LINE.finditer(text) if line.end() - line.start() <= MAX_CHARS)
    return tuple(Span(*line.span()) for line in lines if _FURNITURE.match(line[0]) or _END.search(line[0]))
