"""One document as a piece of HTML that a notebook can show: static, escaped, styled in place, without a script."""

import html

from claims_beam.marking import Piece, cut, marks_of, printable
from claims_beam.records import Document, Quote

# Lines differ as well as colours; the colours show on light and on dark ground.
_CONTENT = {
    "direct": "solid #2e8b57",
    "mixed": "dashed #1f8a9e",
    "indirect": "dotted #4f7fd9",
    "statement": "double #888",
}
_CUE = "font-weight:bold"
_SOURCE = "border:1px solid #b0579b;border-radius:3px;padding:0 2px"


def document_html(document: Document) -> str:
    """The text with contents underlined (directs solid, mixed dashed, indirects dotted), cues bold, sources boxed."""
    text = printable(document.text)
    marks = (mark for index, quote in enumerate(document.quotes) for mark in marks_of(index, quote))
    body = "".join(_marked(text, piece, document.quotes) for piece in cut(len(text), marks))
    heading = html.escape(printable(document.article.title or document.article.article_id))
    count = len(document.quotes)
    return (
        f'<div dir="auto"><strong>{heading}</strong> <small>({count} quote{"s" * (count != 1)})</small>'
        f'<div style="white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.7">{body}</div></div>'
    )


def _marked(text: str, piece: Piece, quotes: tuple[Quote, ...]) -> str:
    words = html.escape(piece.span.of(text))
    if not piece.marks:
        return words
    style = ";".join(dict.fromkeys(_style(mark.role, quotes[mark.owner]) for mark in piece.marks))
    title = "; ".join(dict.fromkeys(_title(quotes[mark.owner]) for mark in piece.marks))
    return f'<span style="{style}" title="{html.escape(title)}">{words}</span>'


def _style(role: str, quote: Quote) -> str:
    return {"cue": _CUE, "source": _SOURCE}.get(role) or f"border-bottom:2px {_CONTENT[quote.kind]}"


def _title(quote: Quote) -> str:
    name = quote.speaker.name if quote.speaker else None
    return f"{quote.kind}: {printable(name or 'nobody named')}"
