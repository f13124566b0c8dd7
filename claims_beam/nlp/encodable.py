"""Text as the libraries behind the taggers can take it."""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, as U+FFFD: one for one, so offsets hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)
