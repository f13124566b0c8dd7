"""The manifest of a run: written last, removed first, so that where it stands everything it lists does, too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindows

from claims_beam.storage.manifest import WrittenFile, check_settings
from claims_beam.storage.manifest_files import write_manifest
from claims_beam.storage.paths import AnyPath, absolute, path_text
from claims_beam.transforms.steps import DescribedTransform

# The type of `expand` itself is Any, since Beam warns of each union there.
Written = beam.PCollection[WrittenFile] | tuple[beam.PCollection[WrittenFile], ...]


@dataclass(eq=False)
class WriteManifest(DescribedTransform[Written, beam.PCollection[str]]):
    """Write ``path/_SUCCESS``, which lists what several ``WriteRecords`` wrote. Function twin: ``write_manifest``.

    It takes the output of one ``WriteRecords``, or a tuple of several; an error handler's is ``handler.output()``. It
    writes once all of them are done, and gives the manifest's path. ``WriteRecords`` removes the manifests above its
    folder before it changes anything there.

    Args:
        path: A folder that all their folders are, or lie in, on any file system that Beam knows.
        settings: What to keep in the manifest besides, such as ``ExtractClaims(...).settings()``.

    Raises:
        ValueError: For an empty path and for settings that are no JSON; when applied, for streams and windowed input,
            which are never done; as it runs, for files outside ``path``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([cb.Article("rain", "It rained.")])
        ...     _ = articles | cb.WriteRecords(f"{folder}/articles") | cb.WriteManifest(folder)
        >>> cb.verify_output(folder)
        []
    """

    path: AnyPath
    settings: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        """Refuse an empty path, and settings that cannot be written."""
        if not path_text(self.path):
            raise ValueError("path is empty; give the folder that the tables are in")
        check_settings(self.settings or {})

    def expand(self, written: Any) -> beam.PCollection[str]:
        """Collect the files and write the manifest."""
        tables = (written,) if isinstance(written, beam.PCollection) else tuple(written)
        if not all(table.is_bounded and isinstance(table.windowing.windowfn, GlobalWindows) for table in tables):
            raise ValueError(
                "a manifest lists what a run wrote when it is done, and a stream never is, nor are the windows of one; "
                "leave it out"
            )
        files = tables | beam.Flatten()
        write = beam.Map(_write_once, beam.pvalue.AsIter(files), absolute(self.path), self.settings)
        return files.pipeline | "Once" >> beam.Impulse() | "Write" >> write.with_output_types(str)


def _write_once(_: bytes, files: Iterable[WrittenFile], folder: str, settings: Mapping[str, Any] | None) -> str:
    return write_manifest(files, folder, settings)
