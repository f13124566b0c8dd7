"""The rows of a CSV file, as in RFC 4180: a bad row costs itself and no other, in time that is linear in the file.

The standard library's reader splits the fields. It cannot go back to where a quotation mark was opened that is never
closed, and such a mark takes all lines after it into its row.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.limits import SHOWN, Line, record_too_long

_LINE_COST = 64
"""What a line counts beside its characters, since a record of many short lines takes more memory than they do."""

_REREADINGS = 4
"""How often lines are read again on average; a file that needs more has lines that end nothing but rows of their own.

Each stray mark has the lines up to the next mark read again, so that honest files come nowhere near this.
"""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not read, of which ``text`` is the beginning, and why."""

    text: str
    error: ArticleError


def read_rows(lines: Iterator[Line[str]], limit: int) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Yield each row, or what is wrong with it, with the number of its first line; blank lines are passed over.

    The first row is the header, and a row with another number of fields is a bad one. Of a row that is not as in
    RFC 4180, or as long as ``limit``, only the first line is to blame; the lines behind it are read as rows of their
    own.
    """
    # This limit holds for the whole process, since the csv module has no other one.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    source = _Lines(lines, limit)
    header: list[str] = []
    for row in _rows(source):
        if isinstance(row, list) and row and header and len(row) != len(header):
            row = BadRow(source.taken_text(), _uneven(row, header))
        if row:
            yield source.first, row
        if isinstance(row, list):
            header = header or row


def _rows(source: "_Lines") -> Iterator[list[str] | BadRow]:
    """Yield the rows; a row that cannot be read is an error in its place, and the next ones are read all the same."""
    reader = csv.reader(source, strict=True)
    while True:
        source.start_row()
        try:
            row: list[str] | BadRow = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = source.blame(_not_csv(str(error)))
        except ArticleError as error:
            row = source.blame(error)
        yield row


def _not_csv(what: str) -> ArticleError:
    return ArticleError("bad_csv", f"The row is not CSV as in RFC 4180: {what}. Close and double the quotes in it.")


def _uneven(row: Sequence[str], header: Sequence[str]) -> ArticleError:
    return ArticleError(
        "bad_csv",
        f"The row has {len(row)} fields, the header {len(header)}. Quote the fields that hold commas or line breaks.",
    )


class _Lines:
    """The lines that the reader of fields takes; those of a bad row but the first are taken back and given again."""

    def __init__(self, lines: Iterator[Line[str]], limit: int) -> None:
        self._new, self._limit = lines, limit
        self._again: deque[Line[str]] = deque()
        self._taken: list[Line[str]] = []
        self._size = self._all_sizes = self._sizes_again = 0
        self._alone = 0  # So many of the next lines are rows of their own, even if a quote in them is open.
        self.first = 1

    def start_row(self) -> None:
        """Begin a row after the lines of the last one."""
        self.first += len(self._taken)
        self._alone = max(0, self._alone - len(self._taken))
        self._taken = []
        self._size = 0

    def blame(self, error: ArticleError) -> BadRow:
        """Return the row as a bad one, which has the first of its lines alone; the others are given again."""
        first, *others = self._taken
        self._taken = [first]
        self._again.extendleft(reversed(others))
        self._sizes_again += self._size
        if self._sizes_again > _REREADINGS * (self._all_sizes + self._limit):
            self._alone = max(self._alone, len(others) + 1)
        return BadRow(first.data[:SHOWN], error)

    def taken_text(self) -> str:
        """Return the beginning of the row."""
        return "".join(line.data[:SHOWN] for line in self._taken[:SHOWN])[:SHOWN]

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._alone and self._taken:
            raise StopIteration
        line = self._next_line()
        self._taken.append(line)
        self._size += _size_of(line)
        if not line.whole or self._size >= self._limit:
            raise record_too_long(self._limit, "The row", "characters")
        return line.data

    def _next_line(self) -> Line[str]:
        if self._again:
            return self._again.popleft()
        line = next(self._new)
        self._all_sizes += _size_of(line)
        return line


def _size_of(line: Line[str]) -> int:
    return len(line.data) + _LINE_COST
