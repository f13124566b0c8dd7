"""Plain files and folders of this machine: what stands where one of ours should be is looked at before it is used.

A link could lead outside the output folder, reading a FIFO waits for somebody to write, and a device never ends.
"""

import os
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from claims_beam.storage.paths import is_local

_KINDS = {
    stat.S_IFREG: "file",
    stat.S_IFDIR: "folder",
    stat.S_IFLNK: "link",
    stat.S_IFIFO: "FIFO",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}
# With these flags, a link is not followed and a FIFO is not waited for, on systems that have such flags.
_CAREFULLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class OddFileError(ValueError):
    """Report that something other than a plain file or folder stands where one should be.

    The message says what stands there, and what to do about it.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> (folder / "_SUCCESS").mkdir()
        >>> try:
        ...     _ = cb.write_manifest([], folder)
        ... except cb.OddFileError as error:
        ...     print("_SUCCESS is a folder" in str(error))
        True
    """


def kind_of(path: str | Path) -> str | None:
    """Return what is at the path itself, not where it leads: file, folder, link, FIFO, socket or device; or None."""
    try:
        return _KINDS.get(stat.S_IFMT(os.lstat(path).st_mode), "device")
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_plain(path: str) -> bool:
    """Return whether a path leads, perhaps over links, to a file or to nothing, and not to a FIFO or a device."""
    return not is_local(path) or Path(path).is_file() or not Path(path).exists()


def leads_nowhere(path: str) -> bool:
    """Return whether the path is a link of this machine that leads, perhaps over others, to nothing."""
    return is_local(path) and Path(path).is_symlink() and not Path(path).exists()


def refuse_odd(path: str | Path, wanted: str = "file") -> None:
    """Raise OddFileError if something other than a plain file (or what else is ``wanted``) is at the path."""
    if (kind := kind_of(path)) not in (None, wanted):
        raise OddFileError(
            f"{path} is a {kind}, and a {wanted} is to be there: move it elsewhere or remove it, or choose another path"
        )


def read_plain(path: str | Path, most: int) -> bytes | None:
    """Return what the file holds, None if there is none. Raise OddFileError for no plain file, or one of more bytes."""
    refuse_odd(path)
    try:
        handle = os.open(path, _CAREFULLY)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        data = file.read(most + 1) if stat.S_ISREG(status.st_mode) and status.st_size <= most else None
    if data is None or len(data) > most:
        raise OddFileError(f"{path} is no file of at most {most:,} bytes; move it elsewhere or remove it")
    return data


def write_anew(path: str | Path, text: str) -> None:
    """Put a small file in the place of an earlier one. Raise OddFileError if something other than a file is there."""
    refuse_odd(path)
    Path(path).unlink(missing_ok=True)
    with Path(path).open("x", encoding="utf-8") as file:  # This mode follows no link that was put there meanwhile.
        file.write(text)


@contextmanager
def replaced(path: str | Path) -> Iterator[BinaryIO]:
    """Give a new file that takes the place of the one at the path when the body has ended.

    Nobody ever finds a part of it, and where the body fails, what was there stays. Raise OddFileError if something
    other than a file is there.
    """
    refuse_odd(path)
    unfinished = Path(path).with_name(f".{uuid.uuid4().hex}.unfinished")
    try:
        with unfinished.open("xb") as file:  # This mode follows no link.
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def files_in(folder: str | Path) -> Iterator[str]:
    """Yield the path of everything below the folder that is no folder; links to folders are given and not followed."""
    for root, folders, names in os.walk(folder):
        links = [name for name in folders if Path(root, name).is_symlink()]
        yield from (str(Path(root, name)) for name in (*names, *links))


def linked_folders(folder: str | Path) -> list[str]:
    """Return the links to folders that readers of the folder would follow, as paths relative to it."""
    found = (Path(path) for path in files_in(folder))
    relative = (path.relative_to(folder) for path in found if path.is_symlink() and path.is_dir())
    return sorted(str(path) for path in relative if not any(part.startswith((".", "_")) for part in path.parts))
