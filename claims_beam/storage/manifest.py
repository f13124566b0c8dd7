"""What a run wrote: each finished file with its rows, bytes and checksum, and the manifest that lists them all."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

MANIFEST_NAME = "_SUCCESS"
"""The name Hadoop, Spark and Hive look for; Parquet readers pass over names that start with an underscore."""

MANIFEST_VERSION = 1


class ManifestError(ValueError):
    """Report a file that this version cannot read as a manifest; the message says why, and what to do about it.

    ``verify_output`` returns it as a problem of the file.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = pathlib.Path(folder, "_SUCCESS").write_text("written by another program")
        >>> [problem] = cb.verify_output(folder)
        >>> "it is no manifest of claims-beam" in problem.message
        True
    """


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """Describe a finished file.

    Attributes:
        path: Where it is, absolute; in a manifest relative to the manifest's folder.
        table: Which table its rows are of: ``claim``, ``failure`` and so on.
        rows: How many rows it holds.
        bytes: Its size.
        sha256: The SHA-256 of its bytes, in hex.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> [file] = cb.write_records([cb.Article("rain", "It rained.")], tempfile.mkdtemp(), cb.Article)
        >>> file.rows, len(file.sha256)
        (1, 64)
    """

    path: str
    table: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a run, by path. ``created`` is an ISO 8601 time in UTC; the versions are those that wrote it.

    ``settings`` are the options of the run that decide which rows there are and what they say, as far as whoever wrote
    the manifest gave them.
    """

    files: tuple[WrittenFile, ...]
    package_version: str
    schema_version: str
    created: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def totals(self) -> dict[str, dict[str, int]]:
        """Return the number of files, rows and bytes of each table."""
        return {table: _total(self.files, table) for table in sorted({file.table for file in self.files})}

    def to_json(self) -> str:
        """Return the manifest as it is stored: JSON, indented, UTF-8."""
        described = {"manifest_version": MANIFEST_VERSION, **asdict(self), "totals": self.totals()}
        return json.dumps(described, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Return the manifest that ``to_json`` stored.

        Raises ManifestError for anything else, or a later manifest version.
        """
        stored = _parsed(text)
        if stored is None:
            raise ManifestError("it is no manifest of claims-beam; was it written by another program?")
        version = stored["manifest_version"]
        if version != MANIFEST_VERSION:
            raise ManifestError(
                f"it is of manifest version {version!r}, this claims-beam reads {MANIFEST_VERSION}; "
                "use the claims-beam that wrote it, or a later one"
            )
        try:
            files = tuple(WrittenFile(**_only(WrittenFile, file)) for file in stored["files"])
            return cls(**{**_only(cls, {"settings": {}, **stored}), "files": files})
        except (TypeError, KeyError) as error:
            raise ManifestError(f"a field of it is missing or wrong: {error}; run the job again") from error


def check_settings(settings: Mapping[str, Any]) -> None:
    """Raise ValueError for settings that are no JSON."""
    try:
        json.dumps(settings, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ValueError(f"settings cannot be written as JSON ({error}); give strings, numbers and lists") from error


def speaks_for(text: str | bytes, folder: str) -> bool:
    """Return whether it is a manifest that lists files in the folder.

    The folder is relative to the manifest's own; "" is that one.

    A manifest of a version that this one cannot read may speak for anything.
    """
    try:
        files = Manifest.from_json(text).files
    except ManifestError:
        return _parsed(text) is not None
    return not folder or any(file.path.startswith(folder) for file in files)


def _parsed(text: str | bytes) -> dict[str, Any] | None:
    """Return the fields of a manifest of any version; None for anything else."""
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) and "manifest_version" in stored else None


def _only(kind: type, stored: dict[str, Any]) -> dict[str, Any]:
    return {field.name: stored[field.name] for field in fields(kind)}


def _total(files: Iterable[WrittenFile], table: str) -> dict[str, int]:
    of_table = [file for file in files if file.table == table]
    return {
        "files": len(of_table),
        "rows": sum(file.rows for file in of_table),
        "bytes": sum(file.bytes for file in of_table),
    }
