"""Why an input cannot be used: a stable code, and what is wrong, what was got and the cure in words."""

import reprlib
from collections.abc import Sequence
from typing import Literal

SHOWN_COLUMNS = 50

Reason = Literal[
    "bad_csv",
    "bad_date",
    "broken_file",
    "broken_page",
    "broken_record",
    "empty_file",
    "lone_surrogate",
    "missing_column",
    "missing_extra",
    "no_file",
    "no_match",
    "no_text",
    "not_articles",
    "not_english",
    "not_feed",
    "not_json",
    "not_utf8",
    "repeated_column",
    "too_long",
    "too_many_claims",
    "too_slow",
    "unknown_format",
    "wrong_type",
]

NoArticle = Literal["little_text", "media_type", "redirect", "robots", "status"]
"""Why something from the web holds no article, although nothing is wrong with it."""


class ArticleError(ValueError):
    """Report an input that cannot be used.

    Attributes:
        reason: A stable code, such as ``no_text`` or ``too_long``.
        message: What is wrong, what was got, and the cure.
        article_id: The article's id, None where it is unknown.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     cb.parse_article({"id": "empty", "text": " "})
        ... except cb.ArticleError as error:
        ...     print(error.reason, error.article_id)
        no_text empty
    """

    def __init__(self, reason: Reason | NoArticle, message: str, article_id: str | None = None) -> None:
        """Keep the reason, the message and the id."""
        super().__init__(reason, message, article_id)
        self.reason = reason
        self.message = message
        self.article_id = article_id

    def __str__(self) -> str:
        """Return the message alone."""
        return self.message


class PassedOver(ArticleError):  # noqa: N818 - not an error where many inputs are read
    """Report an input from the web that holds no article; where many are read, it is counted and is no failure.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     cb.parse_article("<html><body><p>Not found.</p></body></html>", payload_format="html")
        ... except cb.PassedOver as error:
        ...     print(error.reason)
        little_text
    """


class DetectorError(OSError):
    """Report that the language detector cannot be loaded; the message says why, and what to do about it.

    It is the fault of the machine and of no article, so a pipeline fails by it and sets nothing aside.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     claims = cb.extract_claims("The pier was safe, Ada Moreno said.")
        ... except cb.DetectorError as error:
        ...     print(f"free some space: {error}")
    """


def shown(value: object, chars: int = 60) -> str:
    """Return the start of any value as Python writes it."""
    shortener = reprlib.Repr()
    shortener.maxstring = shortener.maxother = chars
    try:
        return shortener.repr(value)[:chars]
    except ValueError:  # The value has an integer of more digits than Python writes.
        return f"<{type(value).__name__}>"


def wrong_type(column: str, value: object, wanted: str = "a string") -> ArticleError:
    """Return the error of a value that is no string, or not what else is wanted."""
    return ArticleError(
        "wrong_type",
        f"{column} is of type {type(value).__name__}: {shown(value)}. Make it {wanted}, or map another column.",
    )


def not_utf8(what: str, byte: int, where: str, encoding: str = "utf-8") -> ArticleError:
    """Return the error of bytes that are no text in the encoding."""
    message = f"{what} is not {encoding.upper()}: byte 0x{byte:02x} at {where}. Convert the input to UTF-8."
    return ArticleError("not_utf8", message)


def missing_column(field: str, name: str, available: Sequence[str], path: str | None = None) -> ArticleError:
    """Return the error of an input without the column that a field is mapped to; it has those that are available.

    The message begins with the ``path`` of the file, if it is a file that lacks the column and not one record.
    """
    there = ", ".join(repr(column) for column in available[:SHOWN_COLUMNS])
    return ArticleError(
        "missing_column",
        f"{_in_file(path)}There is no column {name!r} for {field}; there are: {there or 'none'}. Map one of them: "
        f"Columns({field}=...), or --column {field}=... of the command.",
    )


def repeated_column(field: str, name: str, times: int, path: str | None = None) -> ArticleError:
    """Return the error of a table, perhaps in a file, with several columns of the name that a field is read from."""
    return ArticleError(
        "repeated_column",
        f"{_in_file(path)}There are {times} columns {name!r} for {field}, and only one can be meant. Rename or drop "
        f"the others, or map another column: Columns({field}=...), or --column {field}=... of the command.",
    )


def _in_file(path: str | None) -> str:
    return f"{path}: " if path else ""
