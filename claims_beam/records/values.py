"""What all records are made of: spans, closed vocabularies, and the article."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

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
    """Hold a stretch of the article's text: ``text[start:end]``.

    Attributes:
        start: The offset of the first code point.
        end: The offset behind the last code point.

    Examples:
        >>> import claims_beam as cb
        >>> cb.Span(0, 3).of("Ada Moreno said so.")
        'Ada'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of the span in ``text``."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def join_pieces(text: str, spans: Iterable[Span]) -> str:
    """Return the pieces as written, joined by one space."""
    return " ".join(span.of(text) for span in spans)


def content_id(text: str) -> str:
    """Return the id of an article that came without one: 32 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


_NO_TEXT: Any = None


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article as it came in.

    Attributes:
        article_id: The article's id; a hash of the text where it came without one.
        text: The text, which no step changes.
        url: The article's address.
        title: The headline.
        publisher: Who published it.
        published_at: When it was published, in UTC, with a time zone.
        language: The language, as a BCP 47 tag such as ``en``.
        author: Who the byline names.

    Raises:
        TypeError: It is made without a text.

    Examples:
        >>> import claims_beam as cb
        >>> cb.Article("pier", "The pier was safe, Ada Moreno said.", publisher="The Harbour Post").publisher
        'The Harbour Post'
        >>> cb.Article(text="It rained.").article_id == cb.parse_article("It rained.").article_id
        True
    """

    article_id: str = ""
    text: str = _NO_TEXT  # A text is required, but a field behind one with a default needs a default, too.
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    author: str | None = None

    def __post_init__(self) -> None:
        """Give the article an id, if it has none."""
        if self.text is _NO_TEXT:
            raise TypeError("an Article needs its text: Article(text=...)")
        if not self.article_id:
            object.__setattr__(self, "article_id", content_id(self.text))
