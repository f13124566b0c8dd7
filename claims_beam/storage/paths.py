"""Paths of this machine and of other file systems."""

import os
from pathlib import Path


def is_local(path: str) -> bool:
    """Whether the path lies on this machine's own file system."""
    return "://" not in path


def absolute(path: str) -> str:
    """The path as every worker understands it, wherever it stands, without a slash at its end.

    Raises ValueError for a name that is not UTF-8, which neither a manifest nor Beam can hold.
    """
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{path} is not UTF-8 at character {error.start}; choose a folder whose name is") from error
    if not is_local(path):
        return path.rstrip("/")
    # Only with .. in it, whose meaning depends on where links lead, is the path any other than as it was given.
    return os.path.realpath(path) if ".." in Path(path).parts else str(Path(path).absolute())
