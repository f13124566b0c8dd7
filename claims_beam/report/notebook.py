"""How records show themselves in a notebook."""

import sys

from claims_beam.records import Document
from claims_beam.report.fragment import document_html


def register() -> None:
    """Let a running IPython show each ``Document`` as its text with marked attributions. Do nothing without one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(Document, document_html)
