"""How large one record of a file may be, and how records are read so that no larger one is ever built.

A reader asks for ``record_limit(max_chars)`` and reads with ``bounded_lines`` or ``read_bounded``.
"""

from collections.abc import Callable, Iterator
from typing import AnyStr, Generic, NamedTuple

from claims_beam.articles.errors import ArticleError

OTHER_COLUMNS_BYTES = 16 * 1024 * 1024
"""Room in a record for what is not read, such as a page's HTML.

JSON of nothing but brackets takes about 25 times its size as Python objects, and this is the most that may cost.
"""

MAX_JSON_BYTES_PER_CHAR = 12  # An escaped surrogate pair has this many: \ud83d\ude00
SHOWN = 8_000  # So much of a record that is too long is kept for its failure to show.

ReadPiece = Callable[[int], AnyStr]
"""Gives the next bytes or characters of a stream, at most so many; none at its end."""


class Line(NamedTuple, Generic[AnyStr]):
    """A line with its offset in the stream; one that is not ``whole`` was too long, and only its beginning is kept."""

    offset: int
    data: AnyStr
    whole: bool = True


def record_limit(max_chars: int) -> int:
    """Return the length of a record, in bytes, from which on it is not read.

    No article of ``max_chars`` code points needs it.
    """
    return OTHER_COLUMNS_BYTES + MAX_JSON_BYTES_PER_CHAR * max_chars


def record_too_long(limit: int, what: str = "The record", unit: str = "bytes") -> ArticleError:
    """Return the error for a record that is as long as the limit or longer."""
    return ArticleError(
        "too_long",
        f"{what} has {limit:,} {unit} or more, and no more is read. Split it, leave out the columns that are not "
        "needed, or raise max_chars.",
    )


def read_bounded(read: ReadPiece[AnyStr], limit: int, what: str = "The file") -> AnyStr:
    """Return the rest of a stream. Raises ``ArticleError`` (``too_long``) if it is as long as ``limit`` or longer."""
    data = read(limit)
    if len(data) >= limit:
        raise record_too_long(limit, what, _unit(data))
    return data


def bounded_lines(readline: ReadPiece[AnyStr], limit: int) -> Iterator[Line[AnyStr]]:
    r"""Yield the lines with their offsets; what a line has beyond ``limit`` is passed over and never held."""
    offset = 0
    while piece := readline(limit):
        line = Line(offset, piece)
        offset += len(piece)
        while len(piece) == limit and piece[-1:] not in ("\n", b"\n"):
            line = Line(line.offset, line.data[:SHOWN], whole=False)
            piece = readline(limit)
            offset += len(piece)
        yield line


def _unit(data: str | bytes) -> str:
    return "characters" if isinstance(data, str) else "bytes"
