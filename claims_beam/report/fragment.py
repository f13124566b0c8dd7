"""One document as a piece of HTML that a notebook can show: static, escaped, styled in place, without a script."""

import html

from claims_beam.records import Attribution, Document
from claims_beam.report.highlights import Piece, collect_marks, cut, printable

# The lines differ in style as well as in color, and the colors are visible on a light and on a dark background.
_CONTENT = {
    "direct": "solid #2e8b57",
    "mixed": "dashed #1f8a9e",
    "indirect": "dotted #4f7fd9",
    "statement": "double #888",
}
_CUE = "font-weight:bold"
_SOURCE = "border:1px solid #b0579b;border-radius:3px;padding:0 2px"


def document_html(document: Document) -> str:
    """Return the text as HTML with contents underlined by kind, cues bold and sources boxed."""
    text = printable(document.text)
    marks = (
        mark for index, attribution in enumerate(document.attributions) for mark in collect_marks(index, attribution)
    )
    body = "".join(_marked(text, piece, document.attributions) for piece in cut(len(text), marks))
    heading = html.escape(printable(document.article.title or document.article.article_id))
    count = len(document.attributions)
    return (
        f'<div dir="auto"><strong>{heading}</strong> <small>({count} quote{"s" * (count != 1)})</small>'
        f'<div style="white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.7">{body}</div></div>'
    )


def _marked(text: str, piece: Piece, attributions: tuple[Attribution, ...]) -> str:
    words = html.escape(piece.span.of(text))
    if not piece.marks:
        return words
    style = ";".join(dict.fromkeys(_style(mark.role, attributions[mark.owner]) for mark in piece.marks))
    title = "; ".join(dict.fromkeys(_title(attributions[mark.owner]) for mark in piece.marks))
    return f'<span style="{style}" title="{html.escape(title)}">{words}</span>'


def _style(role: str, attribution: Attribution) -> str:
    return {"cue": _CUE, "source": _SOURCE}.get(role) or f"border-bottom:2px {_CONTENT[attribution.kind]}"


def _title(attribution: Attribution) -> str:
    name = attribution.speaker.name if attribution.speaker else None
    return f"{attribution.kind}: {printable(name or 'nobody named')}"
