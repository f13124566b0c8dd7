"""Paths of this machine and of other file systems."""

import os
import re
from pathlib import Path

AnyPath = str | os.PathLike[str]
"""A path as a string or as what ``pathlib`` makes of one."""

_SHORTENED = re.compile(r"([A-Za-z][\w+.-]+):/(?!/)")


def path_text(path: AnyPath) -> str:
    """Return the path as a string.

    Raises TypeError for what is no path, ValueError for an address (``gs://...``) that ``pathlib`` has taken a slash
    from.
    """
    text = os.fspath(path)
    if not isinstance(text, str):
        raise TypeError(f"the path {text!r} is of type {type(text).__name__}; give a string or a pathlib.Path")
    if not isinstance(path, str) and (shortened := _SHORTENED.match(text)):
        address = f"{shortened[1]}://{text[shortened.end() :]}"
        raise ValueError(f"pathlib has made {text} of an address on another file system; give the string {address!r}")
    return text


def in_utf8(path: str, cure: str) -> str:
    """Return the path. Raise ValueError, with the cure, if its name is not UTF-8, as what Beam passes on must be."""
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{path} is not UTF-8 at character {error.start}; {cure}") from error
    return path


def is_local(path: str) -> bool:
    """Return whether the path lies on this machine's own file system."""
    return "://" not in path


def absolute(path: AnyPath) -> str:
    """Return the path as every worker understands it, wherever it stands, without a slash at its end.

    Raises ValueError for a name that is not UTF-8, which neither a manifest nor Beam can hold, and as ``path_text``.
    """
    path = in_utf8(path_text(path), "choose a folder whose name is")
    if not is_local(path):
        return path.rstrip("/")
    # The meaning of .. depends on where links lead, so a path with it is resolved. Any other path keeps its links.
    return os.path.realpath(path) if ".." in Path(path).parts else str(Path(path).absolute())
