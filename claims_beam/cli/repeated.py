"""What ``claims-beam quotations`` prints: what several articles quote, who said it, and who repeated it."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from itertools import islice

from claims_beam.cli.command import counted, say
from claims_beam.cli.escaping import escaped
from claims_beam.records import Occurrence, Quotation
from claims_beam.report.labels import shortened
from claims_beam.report.quotations import most_repeated

MOST_PRINTED = 10
"""So many quotations are printed, the most repeated first."""

MOST_NAMED = 5
"""So many of the articles that repeat a quotation are named."""

LONGEST = 300
"""A quotation is cut to so many characters."""

_INDENT = "    "


def print_repeated(quotations: Iterable[Quotation], folder: str) -> None:
    """Print how many quotations there are, and those that most articles have."""
    found = most_repeated(quotations, MOST_PRINTED)
    say(f"{counted(found.all, 'quotation')} in {folder}")
    if not found.chosen:
        say("no quotation is in several articles")
    for quotation in found.chosen:
        say("")
        say(_filled(shortened(quotation.text, LONGEST)))
        for fact in _facts(quotation):
            say(_filled(fact, _INDENT))
    if further := found.repeated - len(found.chosen):
        say(f"\nand {further:,} more that several articles have; claims-beam report lists them on a page")


def _filled(text: str, indent: str = "") -> str:
    """Return the text in lines that fit the terminal."""
    width = max(20, shutil.get_terminal_size().columns)
    return textwrap.fill(escaped(" ".join(text.split())), width, initial_indent=indent, subsequent_indent=indent)


def _facts(quotation: Quotation) -> Iterator[str]:
    yield f"{quotation.speaker or '(nobody named)'} · {counted(quotation.articles, 'article')}"
    articles: dict[str, Occurrence] = {}
    for occurrence in quotation.occurrences:
        articles.setdefault(occurrence.article_id, occurrence)
    first = articles.pop(quotation.first_article_id, None) if quotation.first_article_id else None
    if first:
        yield f"first in {_named(first)}"
    others = [_named(occurrence) for occurrence in islice(articles.values(), MOST_NAMED)]
    further = quotation.articles - len(others) - bool(first)
    if further:
        others.append(f"and {counted(further, 'other article')}")
    yield f"{'repeated ' if first else ''}in {'; '.join(others)}"


def _named(occurrence: Occurrence) -> str:
    """Return the id of the article, and its publisher and date, if they are known."""
    day = occurrence.published_at.date().isoformat() if occurrence.published_at else None
    known = ", ".join(filter(None, (occurrence.publisher, day)))
    return f"{occurrence.article_id} ({known})" if known else occurrence.article_id
