"""Text as the libraries behind the taggers can take it."""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def encodable(text: str) -> str:
    """Return the text with lone surrogates, which UTF-8 cannot carry, as U+FFFD, and control characters as spaces.

    One for one, so offsets hold.
    """
    return _CONTROL.sub(" ", without_surrogates(text))


def without_surrogates(text: str) -> str:
    """Return the text with lone surrogates as U+FFFD, one for one, and all else as it is."""
    return _LONE_SURROGATE.sub("\ufffd", text)
