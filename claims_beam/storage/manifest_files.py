"""The manifest as a file: written last, removed first, so that where it stands everything it lists does, too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from apache_beam.io.filesystems import FileSystems

from claims_beam.schema.columns import SCHEMA_VERSION
from claims_beam.storage.files import delete, read_if_there, write_whole
from claims_beam.storage.manifest import MANIFEST_NAME, Manifest, ManifestError, WrittenFile, check_settings, speaks_for
from claims_beam.storage.paths import AnyPath, absolute
from claims_beam.storage.plain import OddFileError


def write_manifest(files: Iterable[WrittenFile], path: AnyPath, settings: Mapping[str, Any] | None = None) -> str:
    """Write the manifest of the files into the folder ``path``, and return its path.

    Args:
        files: The files, as ``write_records`` returns them.
        path: A folder that all of them are in or below.
        settings: What to keep in the manifest besides, such as ``ExtractClaims(...).settings()``.

    Raises:
        ValueError: For a file that is not below the folder, and for settings that are no JSON.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> files = cb.write_records([cb.Article("rain", "It rained.")], f"{folder}/articles", cb.Article)
        >>> cb.write_manifest(files, folder).endswith("_SUCCESS"), cb.verify_output(folder)
        (True, [])
    """
    folder = absolute(path)
    check_settings(settings or {})
    manifest = Manifest(
        files=tuple(sorted((_relative(file, folder) for file in set(files)), key=lambda file: file.path)),
        package_version=version("claims-beam"),
        schema_version=SCHEMA_VERSION,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        settings=settings or {},
    )
    target: str = FileSystems.join(folder, MANIFEST_NAME)
    write_whole(target, manifest.to_json().encode())
    return target


def _relative(file: WrittenFile, folder: str) -> WrittenFile:
    if not file.path.startswith(folder + "/"):
        raise ValueError(f"{file.path} is not below {folder}; give the manifest a folder that all tables are in")
    return replace(file, path=file.path[len(folder) + 1 :])


def read_manifest(folder: str) -> Manifest | None:
    """Return the manifest in the folder, or None if there is none.

    Raises ManifestError if claims_beam did not write it, or if it is damaged.
    """
    path = FileSystems.join(absolute(folder), MANIFEST_NAME)
    try:
        content = read_if_there(path)
        return None if content is None else Manifest.from_json(content)
    except OddFileError as error:
        raise ManifestError(str(error)) from error
    except ManifestError as error:
        raise ManifestError(f"{path}: {error}") from error


def remove_manifests(folder: str) -> None:
    """Remove every manifest that speaks for the folder: its own, and those of the folders that it lies in.

    What else is called so there is not ours, such as the mark of Spark: it stays, whatever it is.
    """
    for above in _upwards(folder):
        path = FileSystems.join(above, MANIFEST_NAME)
        try:
            content = read_if_there(path)
        except (OddFileError, OSError):
            continue
        if content is not None and speaks_for(content, f"{folder[len(above) :].lstrip('/')}/".lstrip("/")):
            delete([path])


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    above, name = FileSystems.split(folder)
    while name:
        yield above
        above, name = FileSystems.split(above)
