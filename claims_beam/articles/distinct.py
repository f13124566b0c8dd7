"""Articles, each once: those whose id and text have come before are dropped."""

import hashlib
from collections.abc import Iterable, Iterator

from claims_beam.records import Article

_KEY_BYTES = 16  # A claim's id has as many.


def distinct_articles(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the articles, except those whose id and text have come before.

    Args:
        articles: Articles, of which some came twice.

    Yields:
        Each article once, in the order in which they came.

    Examples:
        >>> import claims_beam as cb
        >>> rain = cb.Article("rain", "It rained.")
        >>> len(list(cb.distinct_articles([rain, rain, cb.Article("rain", "It rained a lot.")])))
        2
    """
    seen: set[bytes] = set()
    for article in articles:
        digest = digest_of(article)
        if digest not in seen:
            seen.add(digest)
            yield article


def digest_of(article: Article) -> bytes:
    """Return a digest of the article's id and text."""
    return _hashed(_hashed(_bytes(article.text)) + _bytes(article.article_id))


def _hashed(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_KEY_BYTES).digest()


def _bytes(text: str) -> bytes:
    """Return the bytes of any string, also of lone surrogates, so that no article fails here."""
    return text.encode(errors="surrogatepass")
