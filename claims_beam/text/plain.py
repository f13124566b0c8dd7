"""The text of an article as every step reads it: in plain characters, with soft line breaks as spaces.

The article's own text never changes, and every offset that leaves a step is one into it. A step therefore reads a
document through ``read_plainly``, which gives it the same document over the plain text, and puts the spans of what it
returns back to where they stand in the article.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from claims_beam.records import (
    Addressee,
    Article,
    Cue,
    DateMention,
    Document,
    Entity,
    Mention,
    Quantity,
    Reference,
    Referent,
    Span,
    Substitution,
    join_pieces,
)
from claims_beam.text.line_breaks import soft_breaks
from claims_beam.text.references import find_references
from claims_beam.text.rewriting import Rewriting, rewrite

T = TypeVar("T")

_LINE_BREAK = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # str.splitlines breaks lines at these, and at \n.


@dataclass(frozen=True, slots=True)
class PlainText:
    r"""The plain text of ``written``: its paragraphs and other hard lines end in ``\n``, and nothing else does."""

    written: str
    rewritings: tuple[Rewriting, ...]

    @property
    def text(self) -> str:
        """Return the plain text."""
        return self.rewritings[-1].text

    def inward(self, span: Span) -> Span:
        """Return where a span of the written text is in the plain one."""
        for rewriting in self.rewritings:
            span = rewriting.inward(span)
        return span

    def outward(self, span: Span) -> Span:
        """Return where a span of the plain text is in the written one."""
        for rewriting in reversed(self.rewritings):
            span = rewriting.outward(span)
        return span


@lru_cache(maxsize=8)
def plain_text(text: str) -> PlainText:
    """Return the plain text of a text; it is cached, since all steps of one article ask for it."""
    referred = rewrite(text, find_references(text))
    broken = rewrite(
        referred.text, ((Span(*line_break.span()), "\n") for line_break in _LINE_BREAK.finditer(referred.text))
    )
    return PlainText(
        text, (referred, broken, rewrite(broken.text, ((soft_break, " ") for soft_break in soft_breaks(broken.text))))
    )


def read_plainly(step: Callable[[Document], T], document: Document) -> T:
    """Return what a step finds in a document, which it reads in plain text, with offsets into the article's text."""
    plain = plain_text(document.text)
    if plain.text == plain.written:
        return step(document)
    inner = replace(document.article, text=plain.text)
    found = step(_moved(document, plain.inward, inner))
    return _moved(found, plain.outward, document.article)


def _moved(value: Any, place: Callable[[Span], Span], article: Article) -> Any:
    """Return a value of our records with each span in its place in the article, and with the words that stand there."""
    match value:
        case Span():
            return place(value)
        case tuple() | list() | frozenset():
            return type(value)(_moved(item, place, article) for item in value)
        case Substitution():
            span = place(Span(value.start, value.end))
            return replace(value, start=span.start, end=span.end)
        case Mention():
            span = place(Span(value.start, value.end))
            title_start = _start(value.title_start, place)
            referents = _moved(value.referents, place, article)
            return replace(value, start=span.start, end=span.end, title_start=title_start, referents=referents)
        case Referent():
            return replace(value, start=_start(value.start, place))
        case Addressee() | Quantity() | DateMention() | Entity():
            span = place(Span(value.start, value.end))
            return replace(value, start=span.start, end=span.end, text=span.of(article.text))
        case Reference() | Cue():
            spans = _moved(value.spans, place, article)
            return replace(value, spans=spans, text=value.text and join_pieces(article.text, spans))
        case Article():
            return article
        case _ if is_dataclass(value) and not isinstance(value, type):
            values = {field.name: getattr(value, field.name) for field in fields(value)}
            return replace(value, **{name: _moved(item, place, article) for name, item in values.items()})
    return value


def _start(offset: int | None, place: Callable[[Span], Span]) -> int | None:
    return None if offset is None else place(Span(offset, offset)).start
