"""How records show themselves in a notebook."""

import sys

from claims_beam.records import Claim, Document
from claims_beam.report.claim_table import claim_html, listed_html
from claims_beam.report.fragment import document_html


def register() -> None:
    """Let a running IPython show a ``Document`` as its text with marked attributions, and claims as a table.

    Lists and tuples of claims are shown so, too; all others are shown as before. Do nothing without an IPython.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        html = shell.display_formatter.formatters["text/html"]
        html.for_type(Document, document_html)
        html.for_type(Claim, claim_html)
        html.for_type(list, listed_html)
        html.for_type(tuple, listed_html)
