"""Whether an output folder holds what its manifest says: ``claims-beam verify``."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filesystem import FileMetadata
from apache_beam.io.filesystems import FileSystems

from claims_beam.schema.columns import SCHEMA_VERSION, TABLES, schema_of
from claims_beam.storage.file_formats import format_of
from claims_beam.storage.files import FINISHED_PREFIX, SUFFIX, checksum, files_below, is_hidden, open_bytes
from claims_beam.storage.formats import FORMATS
from claims_beam.storage.manifest import MANIFEST_NAME, Manifest, ManifestError, WrittenFile
from claims_beam.storage.manifest_files import read_manifest
from claims_beam.storage.paths import AnyPath, absolute, is_local

_OTHER_COLUMNS = "has other columns than its schema version; see claims-beam schema"


@dataclass(frozen=True, slots=True)
class Problem:
    """Say what is wrong with a file of an output folder.

    Attributes:
        path: The file, relative to the folder.
        message: What is wrong with it.
        is_damage: Whether the run wrote the file, and it is not there any more as it was written.

    Examples:
        >>> import claims_beam as cb
        >>> print(cb.Problem("claims/part-0.parquet", "is missing"))
        claims/part-0.parquet: is missing
    """

    path: str
    message: str
    is_damage: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def verify_output(path: AnyPath) -> list[Problem]:
    """Return what is wrong with the output of a run; empty if nothing is.

    There must be a manifest and, of each file that it lists, the file itself with the right size, SHA-256, number of
    rows and columns. Parquet files, parts and links to folders that it does not list are problems, too.

    Args:
        path: The folder of the run, on any file system that Beam knows.

    Raises:
        FileNotFoundError: For a folder that is not there, is empty, or holds neither a manifest nor tables.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = cb.write_records([cb.Article("rain", "It rained.")], folder, cb.Article)
        >>> [problem] = cb.verify_output(folder)  # a table alone, which no run has finished
        >>> problem.path
        '_SUCCESS'
    """
    folder = absolute(path)
    there = files_below(folder)
    if not there:
        raise FileNotFoundError(f"{folder} holds no files; give the folder that claims-beam extract wrote into")
    try:
        manifest = read_manifest(folder)
    except ManifestError as error:
        return [Problem(MANIFEST_NAME, str(error))]
    if manifest is None:
        if not any(_is_read(name, file.path) for name, file in there.items()):
            raise FileNotFoundError(
                f"{folder} holds no tables of claims_beam; give the folder that claims-beam extract wrote into"
            )
        return [
            Problem(
                MANIFEST_NAME,
                "is missing; the run that wrote here did not finish, or somebody else has changed its files since. "
                "Run it again with --overwrite",
            )
        ]
    return list(_problems(folder, manifest, there))


def _problems(folder: str, manifest: Manifest, there: dict[str, FileMetadata]) -> Iterator[Problem]:
    for file in manifest.files:
        message = _fault(FileSystems.join(folder, file.path), file, there.get(file.path), manifest.schema_version)
        if message:
            yield Problem(file.path, message, is_damage=True)
    read = {_place(file.path) for file in manifest.files}
    for name in sorted(there.keys() - {file.path for file in manifest.files}):
        if not is_hidden(name) and (_place(name) in read or _is_read(name, there[name].path)):
            yield Problem(name, "is not of this run, and would be read with its files; move it elsewhere")


def _place(name: str) -> tuple[str, str]:
    """Return the table's folder and the extension of a file, by which programs take it for a part of the table."""
    return name.split("/")[0] if "/" in name else "", name.rpartition(".")[2].lower()


def _is_read(name: str, path: str) -> bool:
    """Return whether readers of Parquet folders would read the file as a part of the table, or follow it as a link."""
    file = name.rpartition("/")[2].lower()
    return file.endswith(SUFFIX) or file.startswith(FINISHED_PREFIX) or (is_local(path) and Path(path).is_dir())


def _fault(path: str, file: WrittenFile, there: FileMetadata | None, version: str) -> str | None:
    """Return the first thing that is wrong with a file, or None."""
    if there is None:
        return "is missing"
    if there.size_in_bytes != file.bytes:
        return f"holds {there.size_in_bytes:,} bytes, and should hold {file.bytes:,}"
    if (found := checksum(path)) != file.sha256:
        return f"has the SHA-256 {found}, and should have {file.sha256}"
    if file.table not in TABLES:
        return f"is of a table {file.table!r}, which this claims-beam does not know"
    if count := FORMATS[format_of(path)].count:
        with open_bytes(path) as handle:
            return _text_fault(*count(handle), file, version)
    try:
        with open_bytes(path) as handle, pq.ParquetFile(handle) as parquet:
            return _content_fault(parquet, file, version)
    except pa.ArrowInvalid as error:
        return f"is no Parquet file that can be read: {error}"


def _text_fault(columns: list[str] | None, rows: int, file: WrittenFile, version: str) -> str | None:
    if rows != file.rows:
        return _other_rows(rows, file)
    if version == SCHEMA_VERSION and columns not in (None, schema_of(TABLES[file.table]).names):
        return _OTHER_COLUMNS
    return None


def _other_rows(rows: int, file: WrittenFile) -> str:
    return f"holds {rows:,} rows, and should hold {file.rows:,}"


def _content_fault(parquet: pq.ParquetFile, file: WrittenFile, version: str) -> str | None:
    """Return the first thing that is wrong with what a Parquet file holds, or None."""
    if parquet.metadata.num_rows != file.rows:
        return _other_rows(parquet.metadata.num_rows, file)
    schema: pa.Schema = parquet.schema_arrow
    metadata = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
    wanted = schema_of(TABLES[file.table])
    found = (metadata.get("claims_beam.record"), metadata.get("claims_beam.schema_version"))
    if found != (TABLES[file.table].__name__, version):
        return f"holds {_told(*found)}, and should hold {_told(TABLES[file.table].__name__, version)}"
    if version == SCHEMA_VERSION and not schema.equals(wanted):
        return _OTHER_COLUMNS
    return None


def _told(record: str | None, version: str | None) -> str:
    return f"records of {record} in schema version {version}" if record and version else "no records of claims_beam"
