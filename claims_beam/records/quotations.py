"""Quotations of a corpus: what several articles quote, who repeated it, and where a quotation stands in a source."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ChangeKind = Literal["changed", "left out", "added"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a quotation, and how many claims have it; wordings that differ only in marks are one."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A claim that has the quotation; ``similarity`` is how much of its wording the quotation's ``text`` has."""

    claim_id: str
    article_id: str
    publisher: str | None
    published_at: datetime | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """One row of the table of quotations; the columns are described in ``schemas/README.md``."""

    quotation_id: str
    text: str
    speaker: str | None
    speaker_share: float | None
    articles: int
    publishers: int
    first_seen: datetime | None
    last_seen: datetime | None
    first_article_id: str | None
    variants: tuple[Variant, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Words in which a quotation differs from its source: ``original`` is what the source has at its offsets.

    ``quoted`` is empty for words that were left out, ``original`` for words that were added.
    """

    kind: ChangeKind
    quoted: str
    original: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where a quotation stands in a text, ``text[start:end]``, and in which words the two differ, in text order.

    ``similarity`` is the share of the quotation's words that the text has there, so words that were left out do not
    lower it.
    """

    start: int
    end: int
    similarity: float
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """What came of looking for the quoted words of a claim in sources.

    ``source_id`` is the id of the source that has them; where no source has, it is None, and so are the offsets.
    """

    claim_id: str
    article_id: str
    speaker: str | None
    quoted: str
    source_id: str | None
    start: int | None
    end: int | None
    similarity: float
    changes: tuple[Change, ...] = ()
