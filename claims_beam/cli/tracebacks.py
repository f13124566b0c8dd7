"""What a traceback says that has become a text, such as in the messages and logs of Beam's worker processes."""

import re

HEAD = "Traceback (most recent call last):\n"

_FRAMES = re.compile(r"(?:  .*\n)*")


def last_error(text: str) -> str:
    """Return the error, behind the name of its type, that the last traceback in the text ends with; empty without one.

    >>> last_error(f'It failed.\\n{HEAD}  File "a.py", line 1, in <module>\\n    rain()\\nweather.DryError: no rain\\n')
    'weather.DryError: no rain'
    """
    _, head, behind = text.rpartition(HEAD)
    return behind[_FRAMES.match(behind).end() :].strip() if head else ""  # type: ignore[union-attr]  # It always matches.


def is_ours(error: str) -> bool:
    """Return whether the error is one of this package, whose messages are sentences for users."""
    return error.startswith("claims_beam.")
