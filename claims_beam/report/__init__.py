"""Claims as a page to look at: a whole report in one self-contained file, or one document as a notebook shows it."""

from claims_beam.report.fragment import document_html
from claims_beam.report.page import MAX_TEXT_CHARS, render_report

__all__ = ["MAX_TEXT_CHARS", "document_html", "render_report"]
