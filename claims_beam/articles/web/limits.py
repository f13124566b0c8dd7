"""The limits of what is read from the web, where every page may be hostile, and the extra that reading it needs."""

from importlib.util import find_spec

from claims_beam.articles.errors import ArticleError

MAX_PAGE_BYTES = 10 * 1024 * 1024
"""A longer page is not read. Of a news site's pages, nearly all are shorter than a tenth of it."""

MAX_PAGE_TAGS = 200_000
"""A page with more tags is not read; those of a news site have some thousands."""

MAX_PAGE_SECONDS = 30.0
"""A page that takes longer is given up; most take a fiftieth of a second."""

MAX_PAGE_MEMORY = 2 * 1024**3
"""Bytes that the process which reads pages may use, where the system can limit them."""

LEAST_TEXT_CHARS = 200
"""A page with less text in its paragraphs holds no article: it is a menu, a notice, a gallery or a login."""

LEAST_PARAGRAPH_CHARS = 40
"""A shorter paragraph does not count: it is a link, a heading or a caption."""

MAX_FEED_BYTES = 32 * 1024 * 1024
"""A longer feed is not read."""

MAX_RECORD_BYTES = 64 * 1024 * 1024
"""Of an archive's record, and of a gzip member of it, no more is kept in memory."""

_MODULES = ("trafilatura", "warcio", "lxml")


def check_extra(path: str) -> None:
    """Raise ``ArticleError`` (``missing_extra``) if what reads pages, archives and feeds is not installed."""
    missing = [module for module in _MODULES if find_spec(module) is None]
    if missing:
        raise ArticleError(
            "missing_extra",
            f"{path}: pages, archives and feeds are read with packages that are not installed "
            f"({', '.join(missing)}). Install them with pip install 'claims-beam[web]'.",
        )
