"""The manifest of a run: written last, removed first, so that where it stands everything it lists does, too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.transforms.window import GlobalWindows

from claims_beam.manifest import MANIFEST_NAME, Manifest, ManifestError, WrittenFile, is_manifest
from claims_beam.schema import SCHEMA_VERSION
from claims_beam.transforms._files import delete, read_if_there, write_whole
from claims_beam.transforms._paths import absolute


@dataclass(eq=False)
class WriteManifest(beam.PTransform[Any, Any]):
    """What several ``WriteRecords`` wrote -> ``path/_SUCCESS``, which lists it, once all of them are done.

    ``path``: a folder that all their folders are, or lie in, on any Beam file system. Takes the output of one
    ``WriteRecords``, or a tuple of several; an error handler's is ``handler.output()``. ``WriteRecords`` removes the
    manifests above its folder before it changes anything there. Gives the manifest's path. Raises ValueError for an
    empty path and, when applied, for streams and windowed input, which are never done; as it runs, for files outside
    ``path``. Function twin: ``write_manifest``.
    """

    path: str

    def __post_init__(self) -> None:
        """Refuses an empty path."""
        if not self.path:
            raise ValueError("path is empty; give the folder that the tables are in")

    def expand(self, written: Any) -> beam.PCollection[str]:
        """Collects the files and writes the manifest."""
        tables = (written,) if isinstance(written, beam.PCollection) else tuple(written)
        if not all(table.is_bounded and isinstance(table.windowing.windowfn, GlobalWindows) for table in tables):
            raise ValueError(
                "a manifest lists what a run wrote when it is done, and a stream never is, nor are the windows of one; "
                "leave it out"
            )
        files = tables | beam.Flatten()
        write = beam.Map(_write_once, beam.pvalue.AsIter(files), absolute(self.path))
        return files.pipeline | "Once" >> beam.Impulse() | "Write" >> write.with_output_types(str)


def _write_once(_: bytes, files: Iterable[WrittenFile], folder: str) -> str:
    return write_manifest(files, folder)


def write_manifest(files: Iterable[WrittenFile], path: str) -> str:
    """Writes the manifest of the files, as ``write_records`` gives them, into the folder ``path``; gives its path.

    Raises ValueError for a file that is not below the folder.
    """
    folder = absolute(path)
    manifest = Manifest(
        files=tuple(sorted((_relative(file, folder) for file in set(files)), key=lambda file: file.path)),
        package_version=version("claims-beam"),
        schema_version=SCHEMA_VERSION,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    target: str = FileSystems.join(folder, MANIFEST_NAME)
    write_whole(target, manifest.to_json().encode())
    return target


def _relative(file: WrittenFile, folder: str) -> WrittenFile:
    if not file.path.startswith(folder + "/"):
        raise ValueError(f"{file.path} is not below {folder}; give the manifest a folder that all tables are in")
    return replace(file, path=file.path[len(folder) + 1 :])


def read_manifest(folder: str) -> Manifest | None:
    """The manifest in the folder, None when there is none. Raises ManifestError if it is none of ours, or damaged."""
    path = FileSystems.join(absolute(folder), MANIFEST_NAME)
    content = read_if_there(path)
    try:
        return None if content is None else Manifest.from_json(content)
    except ManifestError as error:
        raise ManifestError(f"{path}: {error}") from error


def remove_manifests(folder: str) -> None:
    """Removes every manifest that speaks for the folder: its own, and those of the folders that it lies in."""
    for above in _upwards(folder):
        path = FileSystems.join(above, MANIFEST_NAME)
        content = read_if_there(path)
        if content is not None and is_manifest(content):  # and not the mark of another program, such as Spark's
            delete([path])


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    above, name = FileSystems.split(folder)
    while name:
        yield above
        above, name = FileSystems.split(above)
