"""Reading of a web page's article as a row: main text, title, author, site, date, address and language."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claims_beam.articles.errors import ArticleError, PassedOver
from claims_beam.articles.web.limits import (
    LEAST_PARAGRAPH_CHARS,
    LEAST_TEXT_CHARS,
    MAX_PAGE_BYTES,
    MAX_PAGE_TAGS,
    check_extra,
)
from claims_beam.articles.web.page_process import ask

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as it was saved or sent, with what is known of it from elsewhere.

    ``url`` is its address, and ``charset`` is the encoding that its server gave; ``is_packed`` says whether it is still
    compressed, as servers send pages. ``known`` holds what other sources say of the article, by the names of its
    fields; such a value is taken instead of the page's own.
    """

    content: bytes | str
    url: str | None = None
    charset: str | None = None
    is_packed: bool = False
    known: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Capture:
    """A page of an archive or a feed with its place there, or why there is none that is read."""

    place: str
    data: bytes | str
    page: Page | None = None
    article_id: str | None = None
    error: ArticleError | None = None


def page_row(page: Page) -> Mapping[str, object]:
    """Return the page's article as a row, in whose text blank lines part paragraphs; what nobody says is null.

    Raises ``ArticleError`` for a page that is too large or too costly, and ``PassedOver`` (``little_text``) for one
    that holds no article.
    """
    check_extra("A web page")
    content = page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content
    _check_size(content)
    asked = {"limit": MAX_PAGE_BYTES, "url": page.url, "charset": page.charset, "is_packed": page.is_packed}
    said = ask(json.dumps(asked).encode() + b"\n" + content)
    if _prose(said["text"]) < LEAST_TEXT_CHARS:
        raise PassedOver(
            "little_text",
            f"The page has less than {LEAST_TEXT_CHARS} characters of main text. It holds no article, or hides it.",
        )
    known = {name: value for name, value in page.known.items() if value}
    return {**said, "url": web_address(page.url) or web_address(said["url"]), **known}


def _prose(text: str) -> int:
    """Return how many characters the paragraphs have that are long enough to be sentences."""
    return sum(size for size in map(len, text.split("\n\n")) if size >= LEAST_PARAGRAPH_CHARS)


def _check_size(content: bytes) -> None:
    for what, size, limit in (
        ("bytes", len(content), MAX_PAGE_BYTES),
        ("tags", content.count(b"<"), MAX_PAGE_TAGS),
    ):
        if size > limit:
            raise ArticleError(
                "too_long", f"The page has {size:,} {what}, and no more than {limit:,} are read. Save its text alone."
            )


def web_address(url: object) -> str | None:
    """Return the address if it is one of the web: ``javascript:``, ``data:`` and the like lead nowhere."""
    return url if isinstance(url, str) and _WEB_ADDRESS.fullmatch(url) else None
