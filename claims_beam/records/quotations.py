"""Quotations of a corpus: what several articles quote, who repeated it, and where a quotation stands in a source."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ChangeKind = Literal["changed", "left out", "added"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a quotation. Wordings that differ only in marks, capitals or insertions in brackets are one.

    Attributes:
        text: The wording.
        count: How many claims have it.

    Examples:
        >>> import claims_beam as cb
        >>> cb.Variant("We will mend the pier", 2).count
        2
    """

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A claim that has a quotation.

    The fields are columns of the table of quotations, which ``docs/record.md`` describes.

    Examples:
        >>> import claims_beam as cb
        >>> cb.Occurrence("c1", "pier", "The Harbour Post", None, similarity=1.0).publisher
        'The Harbour Post'
    """

    claim_id: str
    article_id: str
    publisher: str | None
    published_at: datetime | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """One row of the table of quotations: who said what first, who repeated it, and in which words.

    The fields are the columns of the table, which ``docs/record.md`` describes one by one.

    Examples:
        >>> import claims_beam as cb
        >>> [claim] = cb.extract_claims("“The bridge stays shut all winter,” said Ines Falk.")
        >>> [quotation] = cb.group_quotations([claim])
        >>> quotation.text, quotation.speaker, quotation.articles
        ('The bridge stays shut all winter,', 'Ines Falk', 1)
    """

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
    """Words in which a quotation differs from its source.

    Attributes:
        kind: ``changed``, ``left out`` or ``added``.
        quoted: The words of the quotation, empty where they were left out.
        original: The words of the source, empty where the quotation added some.
        start: Where ``original`` starts in the source.
        end: Where it ends.

    Examples:
        >>> import claims_beam as cb
        >>> found = cb.locate_quotation("We will repair the pier", "Friends, we will mend the pier.")
        >>> found.changes[0].kind, found.changes[0].original
        ('changed', 'mend')
    """

    kind: ChangeKind
    quoted: str
    original: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where a quotation stands in a text, and in which words the two differ.

    Attributes:
        start: Where the words start in the text.
        end: Where they end.
        similarity: The share of the quotation's words that the text has there; what was left out does not lower it.
        changes: The differences, in text order.

    Examples:
        >>> import claims_beam as cb
        >>> cb.locate_quotation("we will mend the pier", "Friends, we will mend the pier.")
        Location(start=9, end=30, similarity=1.0, changes=())
    """

    start: int
    end: int
    similarity: float
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """The result of looking for the quoted words of a claim in sources.

    The fields are the columns of the table of checks, which ``docs/record.md`` describes one by one.

    Examples:
        >>> import claims_beam as cb
        >>> [claim] = cb.extract_claims("“The bridge stays shut all winter,” said Ines Falk.")
        >>> [check] = cb.check_quotations([cb.Article("talk", "So the bridge stays shut all winter.")], claim)
        >>> check.source_id, check.start, check.similarity
        ('talk', 3, 1.0)
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
