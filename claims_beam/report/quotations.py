"""The data of a report's page on quotations: which ones several articles contain, and in which claims they occur."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Any, NamedTuple

from claims_beam.records import Quotation
from claims_beam.report.highlights import printable
from claims_beam.report.labels import label, shortened

MOST_QUOTATIONS = 500
MOST_VARIANTS = 20
MOST_CLAIMS = 200  # A quotation is listed with this many of its claims, the earliest.
LONGEST_QUOTATION = 1_000  # A quotation is cut to this many code points, as nobody reads more of it in a list.


def quotation_data(quotations: Iterable[Quotation], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return how many quotations there are, and rows of the most repeated ones.

    ``numbers`` are those of the page's claims by their ids.
    """
    found = most_repeated(quotations, MOST_QUOTATIONS)
    return {
        "count": found.all,
        "repeated": found.repeated,
        "rows": [_row(quotation, numbers) for quotation in found.chosen],
    }


class MostRepeated(NamedTuple):
    """Quotations that several articles have, the most repeated first, how many have several, and how many there are."""

    chosen: Sequence[Quotation]
    repeated: int
    all: int


def most_repeated(quotations: Iterable[Quotation], most: int) -> MostRepeated:
    """Return at most so many of the quotations, those that most articles have; they are read once."""
    counted = _Counted(quotations)
    chosen = nsmallest(most, counted, key=_order)
    return MostRepeated(chosen, counted.repeated, counted.all)


class _Counted:
    """The quotations that several articles have, one after the other, while all are counted."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self._quotations = quotations
        self.all = self.repeated = 0

    def __iter__(self) -> Iterator[Quotation]:
        for quotation in self._quotations:
            self.all += 1
            if quotation.articles > 1:
                self.repeated += 1
                yield quotation


def _order(quotation: Quotation) -> tuple[int, int, str]:
    return -quotation.articles, -quotation.publishers, quotation.quotation_id


def _row(quotation: Quotation, numbers: Mapping[str, int]) -> dict[str, Any]:
    claim_ids = (occurrence.claim_id for occurrence in quotation.occurrences[:MOST_CLAIMS])
    first = quotation.occurrences[0] if quotation.occurrences and quotation.first_seen else None
    return {
        "text": _shown(quotation.text),
        "speaker": label(quotation.speaker or ""),
        "share": -1 if quotation.speaker_share is None else round(quotation.speaker_share * 100),
        "articles": quotation.articles,
        "publishers": quotation.publishers,
        "first": quotation.first_seen.date().isoformat() if quotation.first_seen else "",
        "first_publisher": label(first.publisher or "") if first else "",
        "variants": [[_shown(variant.text), variant.count] for variant in quotation.variants[:MOST_VARIANTS]],
        "all_variants": len(quotation.variants),
        "claims": [numbers[claim_id] for claim_id in claim_ids if claim_id in numbers],
        "all_claims": len(quotation.occurrences),
    }


def _shown(text: str) -> str:
    return shortened(printable(text), LONGEST_QUOTATION)
