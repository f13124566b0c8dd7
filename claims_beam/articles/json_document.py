"""The values of a JSON document that is too long to be parsed at once: of an array, or one behind the other.

ijson 3.3 reads such documents event by event, several times slower in pure Python than the standard library reads
whole values, and refuses two values in one document unless told to expect them.
"""

import json
import re
from collections.abc import Iterator
from typing import TextIO

from claims_beam.articles.errors import ArticleError

_CHUNK = 1 << 16
_BLANK = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
_NEAR_END = 16  # A literal or an escape that is cut off begins at most this many characters before the end.


def read_values(stream: TextIO, limit: int) -> Iterator[tuple[int, str]]:
    """Yield each value's place, in characters, and its JSON; a value is no longer than ``limit`` characters.

    An array gives its elements, and further arrays and values may stand behind it. Raises ``ArticleError``
    (``not_json``, ``too_long``) at a value that cannot be read, and where an array is not closed.
    """
    window = _Window(stream, limit)
    in_array = False
    window.skip(_BLANK)
    while following := window.peek():
        if following == ("]" if in_array else "["):
            window.take(1)
            in_array = not in_array
        else:
            yield window.place, window.take_value()
        window.skip(_BLANK)
    if in_array:
        raise window.not_json("cut off (the array is not closed)")


class _Window:
    """The part of a stream that has been read and not taken yet."""

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._text = ""
        self._at = 0
        self._ended = False
        self._before = 0  # So many characters of the stream come before ``_text``.

    @property
    def place(self) -> int:
        """Return where the window begins, in characters of the stream."""
        return self._before + self._at

    def peek(self) -> str:
        """Return the first character of the window, or an empty string at the end of the stream."""
        while self._at == len(self._text) and not self._ended:
            self._read(_CHUNK)
        return self._text[self._at : self._at + 1]

    def take(self, size: int) -> str:
        """Take the first characters off the window."""
        taken = self._text[self._at : self._at + size]
        self._at += size
        return taken

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Take off what the pattern matches at the beginning, over all that follows."""
        while self.peek():
            match = pattern.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return

    def take_value(self) -> str:
        """Take one JSON value off the window; more is read, twice as much each time, until it is whole."""
        size = _CHUNK
        while True:
            try:
                _, end = _DECODER.raw_decode(self._text, self._at)
                if end < len(self._text) or self._ended:
                    return self.take(end - self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._may_go_on(error):
                    raise self.not_json(f"malformed or cut off ({error.msg})", error.pos) from None
            except RecursionError:
                raise self.not_json("nested too deeply", self._at) from None
            except ValueError as error:  # The value has an integer of more digits than Python converts.
                raise self.not_json(f"unusable ({error})", self._at) from None
            if len(self._text) - self._at >= self._limit:
                raise ArticleError("too_long", f"The JSON value has {self._limit:,} characters or more. Split it.")
            self._read(size)
            size *= 2

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Return whether the value may only be cut off by the end of the window."""
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _NEAR_END

    def not_json(self, what: str, position: int | None = None) -> ArticleError:
        """Return the error for what is wrong at a position in the text, or where the window begins."""
        position = self._at if position is None else position
        return ArticleError(
            "not_json", f"The JSON is {what} at character {self._before + position}. What stands behind it is not read."
        )

    def _read(self, size: int) -> None:
        piece = self._stream.read(size)
        self._ended = not piece
        self._before += self._at
        self._text = self._text[self._at :] + piece
        self._at = 0
