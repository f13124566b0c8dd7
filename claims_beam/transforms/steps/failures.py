"""What is recorded of an exception, and what is raised where nothing is to be recorded."""

from typing import Self

from claims_beam.articles.errors import shown
from claims_beam.records import Failure

EXCERPT_CHARS = 2_000


class StageError(RuntimeError):
    """Report that a stage failed on an element and no error handler was given; the cause is the exception itself.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> try:
        ...     with beam.Pipeline("FnApiRunner") as pipeline:
        ...         _ = pipeline | beam.Create(["{"]) | cb.ParseArticles()
        ... except Exception as error:  # runners wrap what a worker raises
        ...     print("use .with_error_handler(...)" in str(error))
        True
    """

    @classmethod
    def of(cls, failure: Failure) -> Self:
        """Return the error that says what the failure would have recorded."""
        return cls(
            f"{failure.stage} failed on {failure.article_id or failure.element[:80]!r}: "
            f"{failure.error}: {failure.message} To set such inputs aside, use .with_error_handler(...)."
        )


def make_failure(stage: str, element: object, error: Exception) -> Failure:
    """Return what is recorded of an exception.

    That is its class, with its reason code if it has one, its message and the start of the element.
    """
    reason = getattr(error, "reason", None)
    name = type(error).__name__
    return Failure(
        article_id=_encodable(_article_id(element, error)),
        stage=stage,
        error=f"{name}.{reason}" if isinstance(reason, str) else name,
        message=_encodable(str(error)[:EXCERPT_CHARS]) or "",
        element=_encodable(_excerpt(element)) or "",
    )


def _article_id(element: object, error: Exception) -> str | None:
    for holder in (error, element, getattr(element, "article", None)):
        if isinstance(article_id := getattr(holder, "article_id", None), str):
            return article_id
    return None


def _excerpt(element: object) -> str:
    for attribute in ("text", "data", "path"):  # They are those of articles and documents, of payloads, and of files.
        element = getattr(element, attribute, element)
    if isinstance(element, bytes):
        element = element[: 4 * EXCERPT_CHARS].decode(errors="backslashreplace")
    return (element if isinstance(element, str) else shown(element, EXCERPT_CHARS))[:EXCERPT_CHARS]


def _encodable(text: str | None) -> str | None:
    """Return ``text`` with lone surrogates escaped, which no sink could write."""
    return text and text.encode(errors="backslashreplace").decode()
