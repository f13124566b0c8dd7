"""Which files with articles a path, a glob or a folder leads to, on any Beam file system."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path, PurePosixPath

import pyarrow as pa
from apache_beam.io.filesystem import FileMetadata
from apache_beam.io.filesystems import FileSystems

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.payloads import WEB_KINDS, file_format, known_format, strip_codec
from claims_beam.articles.web.limits import check_extra
from claims_beam.storage.decompressed import open_bytes
from claims_beam.storage.files import before_glob, is_hidden, matching
from claims_beam.storage.paths import AnyPath, is_local, path_text
from claims_beam.storage.plain import is_plain
from claims_beam.storage.refused_tables import KINDS_OF_TABLES, refuse_other_records

GLOB_CHARACTERS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a pattern matched; ``size`` in bytes."""

    path: str
    size: int


Patterns = AnyPath | Sequence[AnyPath]
"""A path, a glob or a folder, or several of them."""


def expand_patterns(patterns: Patterns) -> list[str]:
    """Return the patterns, local ones absolute, directories as globs of all that is in them.

    Raises ``ArticleError`` if one matches no file (``no_match``), names no format that is read (``unknown_format``) or
    leads to a table of records other than articles (``not_articles``).
    """
    expanded = [_absolute(pattern) for pattern in listed(patterns)]
    for pattern in expanded:
        first = next(match_files(pattern, limit=1))  # This raises if nothing is there, before its format is checked.
        if _shows_format(pattern) and file_format(pattern).kind in WEB_KINDS:
            check_extra(pattern)
        _refuse_first_table(first.path)
    return expanded


def from_the_web(files: Iterable[InputFile]) -> bool:
    """Return whether one of the files holds web pages, an archive of them or a feed."""
    formats = (known_format(file.path) for file in files)
    return any(file_is is not None and file_is.kind in WEB_KINDS for file_is in formats)


def listed(patterns: Patterns) -> list[str]:
    """Return the patterns as a list of strings.

    Raises ValueError if there are none, or something else than patterns.
    """
    several = [patterns] if isinstance(patterns, str | PathLike) else list(patterns)
    if not several or not all(isinstance(pattern, str | PathLike) and path_text(pattern) for pattern in several):
        raise ValueError(f"The input patterns are {patterns!r}: give one path or glob, or a list of them.")
    return [path_text(pattern) for pattern in several]


def list_files(patterns: Patterns) -> list[InputFile]:
    """Return all files that the patterns match. Raises as ``expand_patterns``."""
    return [file for pattern in expand_patterns(patterns) for file in match_files(pattern)]


def find_files(pattern: AnyPath) -> Iterator[InputFile]:
    """Yield the files that a path, a glob or a folder leads to from here, by path. Raises as ``match_files``."""
    [given] = listed(pattern)
    return match_files(_absolute(given))


def _absolute(pattern: str) -> str:
    """Return the pattern as an absolute one.

    Workers may have another working directory, and Beam's local globs need a directory to start from.
    """
    if not is_local(pattern):
        return pattern + "**" if pattern.endswith("/") else pattern
    path = Path(pattern).absolute()
    return str(path / "**" if path.is_dir() else path)


def _shows_format(pattern: str) -> bool:
    """Return whether the extension is given, not left to the glob."""
    name = PurePosixPath(pattern).name
    suffix = PurePosixPath(strip_codec(name)[0]).suffix
    return not GLOB_CHARACTERS.intersection(suffix if suffix else name)


def match_files(pattern: str, limit: int | None = None) -> Iterator[InputFile]:
    """Yield the files that a pattern matches, by path, at most ``limit``.

    Raises ``ArticleError`` (``no_match``) if there are none.
    """
    filesystem = FileSystems.get_filesystem(pattern)
    if filesystem.exists(pattern):  # The name of a file may look like a glob.
        found: list[FileMetadata] = [filesystem.metadata(pattern)]
    else:
        found = _visible(pattern, limit) or _visible(pattern, None)
    if not found:
        raise ArticleError("no_match", f"{pattern}: no file matches. Check the path and the pattern.")
    for metadata in sorted(found, key=lambda metadata: metadata.path)[:limit]:
        yield InputFile(metadata.path, metadata.size_in_bytes)


def _visible(pattern: str, limit: int | None) -> list[FileMetadata]:
    """Return what the pattern matches but for what other systems keep beside their data: _SUCCESS, .crc, .DS_Store."""
    folder = "".join(before_glob(pattern).rpartition("/")[:2])
    visible = (file for file in matching(pattern, limit) if not is_hidden(file.path.removeprefix(folder)))
    return [file for file in visible if not file.path.endswith(".crc")]


def _refuse_first_table(path: str) -> None:
    """Refuse a table of other records before anything runs; what else is wrong with the file, its reader will say."""
    file_is = known_format(path)
    if file_is and file_is.kind in KINDS_OF_TABLES and is_plain(path):
        with suppress(pa.ArrowException, OSError, EOFError), open_bytes(path, file_is.codec) as stream:
            refuse_other_records(stream, file_is.kind, path)
