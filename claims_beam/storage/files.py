"""Names and places of a table's files, on any Beam file system, and how finished ones come to their names."""

import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from glob import escape
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from apache_beam.io.filesystem import CompressionTypes, FileMetadata
from apache_beam.io.filesystems import FileSystems

from claims_beam.storage.file_formats import FILE_FORMATS, FileFormat, format_of
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.paths import is_local
from claims_beam.storage.plain import OddFileError, files_in, kind_of, linked_folders, read_plain, refuse_odd

SUFFIX = ".parquet"

# Arrow, Spark, Hive and ``glob`` skip folders with a leading dot, so nobody reads what an interrupted run left.
IN_PROGRESS_PREFIX = ".in-progress-"

# A table's files lie in its folder or in one level of Hive partitions; files elsewhere below the folder do not match.
_OF_TABLE = re.compile(r"([^./_=][^/=]*=[^/]+/)?([^./_][^/]*\.(?P<format>" + "|".join(FILE_FORMATS) + "))")
FINISHED_PREFIX = "part-"
_READ_BYTES = 1 << 20

_DELETE_TAKES_PATHS = ("s3://", "azfs://", "hdfs://")

MOST_BYTES = 64 * 1024 * 1024
"""What a manifest may hold: a quarter of a million files. More is not read, since it would not fit into memory."""


class OutputExistsError(ValueError):
    """Report that the output folder already holds finished files, and overwriting was not asked for.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> folder, article = tempfile.mkdtemp(), cb.Article("rain", "It rained.")
        >>> for _ in range(2):
        ...     try:
        ...         written = cb.write_records([article], folder, cb.Article)
        ...     except cb.OutputExistsError as error:
        ...         print("already holds" in str(error))
        True
    """


def new_run() -> str:
    """Return a name for a run that no other run has."""
    return uuid.uuid4().hex


def in_progress(folder: str, run: str) -> str:
    """Return the folder in which a run's files are until all of them are complete."""
    path: str = FileSystems.join(folder, IN_PROGRESS_PREFIX + run)
    return path


def new_file(folder: str, shard: int = 0, file_format: FileFormat = "parquet") -> str:
    """Return a path to which nobody else writes, not even a retry with the same rows; ``named`` reads its shard."""
    path: str = FileSystems.join(folder, f"{shard:05}-{uuid.uuid4().hex}.{file_format}")
    return path


def file_name(number: int, files: int, window: str = "", file_format: FileFormat = "parquet") -> str:
    """Return the name of one of ``files`` finished files; that of a stream's file includes window, pane and run."""
    return f"{FINISHED_PREFIX}{window and window + '-'}{number:05}-of-{files:05}.{file_format}"


def files_below(folder: str) -> dict[str, FileMetadata]:
    """Return every file below the folder, by its path relative to it; none if there is no such folder.

    On this machine, the result includes what is no plain file. Links to folders are included and not followed.
    """
    if is_local(folder):
        return {str(Path(path).relative_to(folder)): _metadata(path) for path in files_in(folder)}
    within = folder.rstrip("/") + "/"
    anything = re.sub(r"[*?[]", "?", within) + "**"  # Beam would read such characters of the folder as a pattern.
    [match] = FileSystems.match([anything])
    return {file.path[len(within) :]: file for file in match.metadata_list if file.path.startswith(within)}


def before_glob(pattern: str) -> str:
    """Return what stands before the first special character of a glob; a path without one is returned whole."""
    return re.split(r"[*?[]", pattern, maxsplit=1)[0]


def matching(pattern: str, limit: int | None = None) -> list[FileMetadata]:
    """Return the files that a glob matches, at most ``limit``; on this machine with the links that lead nowhere.

    Beam's own listing of a folder leaves out what it cannot get the size of.
    """
    filesystem = FileSystems.get_filesystem(pattern)
    if not is_local(pattern):
        found: list[FileMetadata] = filesystem.match([pattern], [limit])[0].metadata_list
        return found
    literal = before_glob(pattern)
    folder = os.path.dirname(literal)  # noqa: PTH120 - What is before the first special character may end with "/".
    there: Any = _metadata_in(folder) if literal != pattern else ()  # Beam takes any iterable, and says a list.
    return list(islice(filesystem.match_files(there, pattern), limit))


def _metadata_in(folder: str) -> Iterator[FileMetadata]:
    """Yield the metadata of every file below a folder of this machine; links to folders are left out."""
    for path in files_in(folder):
        with suppress(FileNotFoundError):  # The file was removed after it was listed.
            if not Path(path).is_dir():
                yield _metadata(path)


def _metadata(path: str) -> FileMetadata:
    """Return the metadata of the file, of a link's target or, if the link leads nowhere, of the link itself."""
    status = (os.stat if Path(path).exists() else os.lstat)(path)
    return FileMetadata(path, status.st_size, status.st_mtime)


def is_hidden(path: str) -> bool:
    """Return whether readers of Parquet folders skip a relative path, since a name in it starts with . or _."""
    return any(name.startswith((".", "_")) for name in path.split("/"))


def table_files(folder: str, formats: Iterable[str] = ("parquet",)) -> dict[str, FileMetadata]:
    """Return the files of the table in the folder and its partitions, by relative path and in the paths' order."""
    wanted = set(formats)
    return {
        name: file
        for name, file in sorted(files_below(folder).items())
        if (match := _OF_TABLE.fullmatch(name))
        and match["format"] in wanted
        and (not is_local(file.path) or Path(file.path).is_file())
    }


def finished_files(folder: str) -> dict[str, FileMetadata]:
    """Return those files of the table, in any format, that ``WriteRecords`` wrote."""
    there = table_files(folder, FILE_FORMATS)
    return {name: file for name, file in there.items() if name.split("/")[-1].startswith(FINISHED_PREFIX)}


def refuse_finished(folder: str, finished: Iterable[str]) -> None:
    """Raise OutputExistsError if there are finished files."""
    if names := sorted(finished):
        raise OutputExistsError(
            f"{folder} already holds {len(names)} finished file(s), such as {names[0]}; "
            "choose another folder, or overwrite them with overwrite=True (--overwrite)"
        )


def refuse_odd_places(folder: str) -> None:
    """Raise OddFileError if something other than a folder or a file is where those of the table would be written.

    Through a folder that is a link, files would be written and removed elsewhere.
    """
    if not is_local(folder):
        return
    for name in linked_folders(folder):
        refuse_odd(Path(folder, name), "folder")
    parts = f"{FINISHED_PREFIX}*-of-*"
    for part in (*Path(folder).glob(parts), *Path(folder).glob(f"*=*/{parts}")):
        if kind_of(part) != "link":  # The link itself would be replaced, and not what it leads to.
            refuse_odd(part)


def named(
    files: Iterable[WrittenFile], unfinished: str, folder: str, window: str = "", shard: int = 0, shards: int = 0
) -> list[tuple[WrittenFile, WrittenFile]]:
    """Return each file as it is, in the folder ``unfinished``, and as it will be named, numbered within its partition.

    The same files get the same names, in whatever order they come and whatever they are called so far: they are in
    the order of their shards, and of their checksums where a shard has several files. ``shard`` is the number of the
    first file, and of the only one if there are several ``shards``.
    """
    pairs = []
    for place, group in groupby(sorted(files, key=_place), key=_folder):
        members = list(group)
        below = FileSystems.join(folder, *filter(None, [place[len(unfinished) + 1 :]]))
        for number, file in enumerate(members, shard):
            name = file_name(number, max(shards, len(members)), window, format_of(file.path))
            path = FileSystems.join(below, name)
            pairs.append((file, replace(file, path=path)))
    return pairs


def _place(file: WrittenFile) -> tuple[str, str, str, str]:
    folder, name = FileSystems.split(file.path)
    return folder, name.partition("-")[0], file.sha256, name


def _folder(file: WrittenFile) -> str:
    folder: str = FileSystems.split(file.path)[0]
    return folder


def move(pairs: Sequence[tuple[WrittenFile, WrittenFile]]) -> None:
    """Rename each pair's first file to the path of the second, at which there must be no file yet."""
    for _, final in pairs:
        if is_local(final.path):
            Path(final.path).parent.mkdir(parents=True, exist_ok=True)
    chunk = FileSystems.get_chunk_size(pairs[0][1].path) if pairs else 1
    for start in range(0, len(pairs), chunk):
        some = pairs[start : start + chunk]
        FileSystems.rename([file.path for file, _ in some], [final.path for _, final in some])


def holds(path: str, file: WrittenFile, size: int) -> bool:
    """Return whether the bytes at ``path``, of ``size``, are those of the file."""
    return size == file.bytes and checksum(path) == file.sha256


def checksum(path: str) -> str:
    """Return the SHA-256 of the file's bytes, in hexadecimal digits."""
    digest = hashlib.sha256()
    with open_bytes(path) as handle:
        while block := handle.read(_READ_BYTES):
            digest.update(block)
    return digest.hexdigest()


def open_bytes(path: str) -> Any:
    """Open the file's bytes as they are, whatever its name ends with."""
    return FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)


def delete(paths: Iterable[str]) -> None:
    """Delete files; a local one may be gone already."""
    for path in paths:
        if is_local(path):
            Path(path).unlink(missing_ok=True)
        else:
            FileSystems.delete([_as_deleted(path)])


def _as_deleted(path: str) -> str:
    """Return the path as its file system's ``delete`` takes it: most read it as a pattern, and some as it is."""
    return path if path.startswith(_DELETE_TAKES_PATHS) else escape(path)


def remove_empty_folders(paths: Iterable[str]) -> None:
    """Remove the local folders of files that are gone, if nothing else is in them."""
    for folder in {Path(path).parent for path in paths if is_local(path)}:
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()


def delete_folder(folder: str) -> None:
    """Delete the folder and all below it, if it is there."""
    if is_local(folder):
        if (kind := kind_of(folder)) == "folder":
            shutil.rmtree(folder)
        elif kind:  # Something else has the folder's name. If it is a link, nothing is removed where it leads.
            Path(folder).unlink()
    else:
        delete(file.path for file in files_below(folder).values())


def remove_unfinished(folder: str) -> None:
    """Delete what interrupted runs left in the folder, and a local folder that holds nothing else."""
    if is_local(folder):
        there = {path.name for path in Path(folder).glob(IN_PROGRESS_PREFIX + "*")}
    else:
        there = {name.split("/")[0] for name in files_below(folder)}
    left = [FileSystems.join(folder, name) for name in sorted(there) if name.startswith(IN_PROGRESS_PREFIX)]
    for path in left:
        delete_folder(path)
    remove_empty_folders(left)


def write_whole(path: str, content: bytes) -> None:
    """Write a small file under a temporary name and rename it, so that nobody finds a part of it; replace an older one.

    Raises OddFileError if something other than a plain file is there.
    """
    if is_local(path):
        refuse_odd(path)
    unfinished = in_progress(FileSystems.split(path)[0], new_run())
    try:
        source = FileSystems.join(unfinished, FileSystems.split(path)[1])
        with FileSystems.create(source, compression_type=CompressionTypes.UNCOMPRESSED) as handle:
            handle.write(content)
        delete([path] if FileSystems.exists(path) else [])
        FileSystems.rename([source], [path])
    finally:
        delete_folder(unfinished)


def read_if_there(path: str, most: int = MOST_BYTES) -> bytes | None:
    """Return the bytes of the file, or None if there is none. Raises OddFileError for more bytes than ``most``."""
    if is_local(path):
        return read_plain(path, most)
    try:
        if not FileSystems.exists(path):
            return None
        with open_bytes(path) as handle:
            content: bytes = handle.read(most + 1)
    except FileNotFoundError:  # The file was removed after the check.
        return None
    if len(content) > most:
        raise OddFileError(f"{path} is no file of at most {most:,} bytes; move it elsewhere or remove it")
    return content
