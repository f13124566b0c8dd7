"""Paths of this machine and of other file systems."""

from pathlib import Path


def is_local(path: str) -> bool:
    """Whether the path lies on this machine's own file system."""
    return "://" not in path


def absolute(path: str) -> str:
    """The path as every worker understands it, wherever it stands, without a slash at its end."""
    return str(Path(path).absolute()) if is_local(path) else path.rstrip("/")
