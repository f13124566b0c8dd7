"""Claims as a small table that a notebook can show: static, escaped, styled in place, without a script."""

import html
from collections.abc import Iterable, Sequence

from claims_beam.records import Claim
from claims_beam.report.highlights import printable
from claims_beam.report.labels import shortened

MOST_ROWS = 100
"""What a notebook keeps of a list: whoever wants more of it writes a report."""

_LONGEST_TEXT = 300
_LONGEST_NAME = 80
_COLUMNS = ("Kind", "Speaker", "Cue", "Claim", "Check-worthiness", "Article")
_CELL = "text-align:left;vertical-align:top;padding:2px 8px;overflow-wrap:anywhere"


def claims_html(claims: Sequence[Claim]) -> str:
    """Return a table with a row for each of the first claims: kind, speaker, cue, words, check-worthiness, article."""
    count = f"{len(claims):,} claim{'s' * (len(claims) != 1)}"
    more = f", of which {MOST_ROWS} are shown" if len(claims) > MOST_ROWS else ""
    rows = "".join(_row("td", _cells(claim)) for claim in claims[:MOST_ROWS])
    return (
        f'<div dir="auto"><small>{count}{more}</small><table style="border-collapse:collapse">'
        f"<thead>{_row('th', _COLUMNS)}</thead><tbody>{rows}</tbody></table></div>"
    )


def claim_html(claim: Claim) -> str:
    """Return the table of one claim."""
    return claims_html((claim,))


def listed_html(values: Sequence[object]) -> str | None:
    """Return the table of a list or tuple of claims; None for one of anything else, and for an empty one."""
    claims = [value for value in values if isinstance(value, Claim)]
    return claims_html(claims) if claims and len(claims) == len(values) else None


def _cells(claim: Claim) -> Iterable[str]:
    """Return what the columns of the table show of a claim."""
    worthiness = claim.check_worthiness
    return (
        _short(claim.kind, _LONGEST_NAME),
        _short(claim.speaker.name if claim.speaker else None, _LONGEST_NAME),
        _short(claim.cue.text if claim.cue else None, _LONGEST_NAME),
        _short(claim.text, _LONGEST_TEXT),
        "" if worthiness is None else f"{worthiness:.2f}",
        _short(claim.title or claim.article_id, _LONGEST_NAME),
    )


def _short(text: str | None, most: int) -> str:
    return shortened(printable(text), most) if text else ""


def _row(element: str, cells: Iterable[str]) -> str:
    written = (f'<{element} style="{_CELL}">{html.escape(str(cell))}</{element}>' for cell in cells)
    return f"<tr>{''.join(written)}</tr>"
