"""What all records are made of: spans, closed vocabularies, and the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AttributionKind = Literal["direct", "indirect", "mixed"]
ClaimKind = Literal["direct", "indirect", "mixed", "statement"]
SpeakerKind = Literal["PERSON", "ORG", "GPE", "GROUP", "UNNAMED"]
MentionForm = Literal["name", "nominal", "pronoun"]
Tense = Literal["past", "present", "future"]
Gender = Literal["f", "m"]
PhraseRole = Literal["subject", "verb", "object"]

DEFAULT_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span in ``text``."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def join_pieces(text: str, spans: Iterable[Span]) -> str:
    """The pieces as written, joined by one space."""
    return " ".join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class Article:
    """One input article. ``published_at`` is timezone-aware, in UTC; ``language`` is a BCP 47 tag."""

    article_id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    language: str | None = None
