"""What a report's page is told: claims by column, every repeated word once, and the texts of as many articles as fit.

The page gets texts already cut into marked pieces, so it needs no offsets: Python counts code points, a browser halves.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any, get_args

from claims_beam.records import Article, Claim, ClaimKind, Failure, Quotation
from claims_beam.report.charts import failure_chart, make_charts
from claims_beam.report.details import LABELS, collect_details
from claims_beam.report.grouping import Group, grouped
from claims_beam.report.highlights import ROLES, Mark, collect_marks, cut, printable
from claims_beam.report.labels import label, shortened
from claims_beam.report.names import first_places
from claims_beam.report.quotations import quotation_data

KINDS: tuple[str, ...] = get_args(ClaimKind)
LONGEST_TEXT = 1_000  # A claim's text is cut to this many code points, as nobody reads more of it in a list.
MOST_FAILURES = 500
MOST_DETAILS = 20_000


class Codebook:
    """A numbering of strings, which holds each string once; None has the number 0."""

    def __init__(self) -> None:
        self._codes: dict[str | None, int] = {None: 0}

    def code(self, value: str | None) -> int:
        """Return the string's number."""
        return self._codes.setdefault(label(value) if value else None, len(self._codes))

    def values(self) -> list[str | None]:
        """Return the strings in the order of their numbers."""
        return list(self._codes)


def report_data(
    claims: Iterable[Claim],
    articles: Iterable[Article],
    failures: Iterable[Failure],
    quotations: Iterable[Quotation],
    max_text_chars: int,
) -> dict[str, Any]:
    """Return everything that the page shows, as JSON values; ``max_text_chars`` is as in ``render_report``."""
    groups = grouped(claims, articles)
    shown = _chosen(groups, max_text_chars)
    failures = list(failures)
    books = {name: Codebook() for name in ("speaker", "mention", "cue", "cue_class", "reasons", "publisher")}
    article_columns = _article_columns(groups, shown, books["publisher"])
    ordered = [claim for group in groups for claim in group.claims]
    columns = _claim_columns(ordered, books)
    columns["article"] = [index for index, group in enumerate(groups) for _ in group.claims]
    values = {name: book.values() for name, book in books.items()}
    return {
        "kinds": KINDS,
        "articles": article_columns,
        "claims": columns,
        "books": values,
        "details": {"labels": LABELS, "rows": _details(groups, article_columns["first"], shown)},
        "charts": make_charts(columns, article_columns, values, len(KINDS)),
        "quotations": quotation_data(quotations, {claim.claim_id: number for number, claim in enumerate(ordered)}),
        "failures": {
            "count": len(failures),
            "chart": failure_chart(failures),
            "rows": [_failure_row(failure) for failure in failures[:MOST_FAILURES]],
        },
    }


def texts_left_out(data: Mapping[str, Any]) -> int:
    """Return how many articles there are whose text did not fit into the page."""
    articles = data["articles"]
    pairs = zip(articles["missing"], articles["pieces"], strict=True)
    return sum(not missing and pieces is None for missing, pieces in pairs)


def _chosen(groups: Sequence[Group], max_text_chars: int) -> frozenset[int]:
    """Return which articles' texts the page holds: those with the most claims, as far as the room goes."""
    chosen, left = set(), max_text_chars
    for index in sorted(range(len(groups)), key=lambda index: -len(groups[index].claims)):
        article = groups[index].article
        if article and len(article.text) <= left:
            chosen.add(index)
            left -= len(article.text)
    return frozenset(chosen)


def _article_columns(groups: Sequence[Group], shown: frozenset[int], publishers: Codebook) -> dict[str, list[Any]]:
    """Return the columns of the articles; those in ``shown`` have their text, cut at the marks."""
    firsts = [0]
    for group in groups:
        firsts.append(firsts[-1] + len(group.claims))
    return {
        "id": [label(group.article_id) for group in groups],
        "title": [label(group.about.title or "") for group in groups],
        "publisher": [publishers.code(group.about.publisher) for group in groups],
        "date": [group.about.published_at.date().isoformat() if group.about.published_at else "" for group in groups],
        "url": [_web_address(group.about.url) for group in groups],
        "language": [label(group.about.language or "") for group in groups],
        "first": firsts,
        "missing": [int(group.article is None) for group in groups],
        "pieces": [_pieces(group) if index in shown else None for index, group in enumerate(groups)],
    }


def _web_address(url: str | None) -> str:
    """Return the address if it is one to follow; ``javascript:`` and the like are not."""
    return printable(url) if url and re.match(r"https?://", url) else ""


def _pieces(group: Group) -> list[list[Any]]:
    """Return the text as [words, mark, mark ...] lists.

    A mark is the claim's place in the article times 4 plus its role.
    """
    if group.article is None:
        return []
    text = printable(group.article.text)
    own = (mark for owner, claim in enumerate(group.claims) for mark in collect_marks(owner, claim))
    marks = chain(own, _name_marks(text, group.claims))
    return [
        [piece.span.of(text), *(mark.owner * len(ROLES) + ROLES.index(mark.role) for mark in piece.marks)]
        for piece in cut(len(text), marks)
    ]


def _name_marks(text: str, claims: Sequence[Claim]) -> Iterator[Mark]:
    """Return where the text first has a speaker's name, for each source that is not written as that name."""
    named = [
        (owner, name)
        for owner, claim in enumerate(claims)
        if claim.speaker and claim.speaker.mention
        for name in claim.speaker.names
        if name not in claim.speaker.mention.text
    ]
    places = first_places(text, (name for _, name in named))
    return (Mark(owner, "name", places[name]) for owner, name in named if name in places)


def _claim_columns(claims: Sequence[Claim], books: Mapping[str, Codebook]) -> dict[str, list[Any]]:
    """Return the columns of the claims, with each repeated value as its number in a codebook."""
    speakers = [claim.speaker for claim in claims]
    mentions = [speaker.mention if speaker else None for speaker in speakers]
    cues = [claim.cue for claim in claims]
    return {
        "id": [label(claim.claim_id) for claim in claims],
        "kind": [_kind_number(claim) for claim in claims],
        "text": [shortened(printable(claim.text), LONGEST_TEXT) for claim in claims],
        "confidence": [_percent(claim.confidence) for claim in claims],
        "worthiness": [_percent(claim.check_worthiness) for claim in claims],
        "speaker": [books["speaker"].code(speaker.name if speaker else None) for speaker in speakers],
        "mention": [books["mention"].code(mention.text if mention else None) for mention in mentions],
        "cue": [books["cue"].code(cue.text if cue else None) for cue in cues],
        "cue_class": [books["cue_class"].code(cue.class_ if cue else None) for cue in cues],
        "reasons": [books["reasons"].code(", ".join(claim.check_worthiness_reasons)) for claim in claims],
    }


def _kind_number(claim: Claim) -> int:
    if claim.kind not in KINDS:
        raise ValueError(
            f"claim {claim.claim_id} is of kind {claim.kind!r}, which this version does not know (it knows "
            f"{', '.join(KINDS)}); use the version that wrote it, {claim.extractor.package_version}"
        )
    return KINDS.index(claim.kind)


def _percent(share: float | None) -> int:
    """Return a share in whole percent; -1 where there is none."""
    return -1 if share is None or not math.isfinite(share) else round(share * 100)


def _details(groups: Sequence[Group], firsts: Sequence[int], shown: frozenset[int]) -> dict[int, list[str]]:
    """Return the rest of the records by the claims' numbers.

    Those of articles that are shown come first, then as many others as fit.
    """
    details: dict[int, list[str]] = {}
    for index in sorted(range(len(groups)), key=lambda index: index not in shown):
        if index not in shown and len(details) >= MOST_DETAILS:
            break
        for number, claim in enumerate(groups[index].claims, start=firsts[index]):
            details[number] = [label(value) for value in collect_details(claim)]
    return details


def _failure_row(failure: Failure) -> list[str]:
    return [label(value or "") for value in asdict(failure).values()]
