"""A Beam file system like a bucket's, in memory: no folders, files appear when closed, renaming copies and deletes."""

import io
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from apache_beam.io.filesystem import BeamIOError, FileMetadata, FileSystem

SCHEME = "objects"


class ObjectStore(FileSystem):
    """Held by the class, since Beam makes an instance for every call. ``before`` is called before every change."""

    objects: ClassVar[dict[str, bytes]] = {}
    before: ClassVar[Callable[[], None] | None] = None

    @classmethod
    def scheme(cls) -> str:
        return SCHEME

    @classmethod
    def changing(cls) -> None:
        if cls.before is not None:
            cls.before()

    def join(self, basepath: str, *paths: str) -> str:
        return "/".join([basepath.rstrip("/"), *(path.strip("/") for path in paths)])

    def split(self, path: str) -> tuple[str, str]:
        scheme, _, rest = path.partition("://")
        head, _, tail = rest.rpartition("/")
        return (f"{scheme}://{head}", tail) if head else (path, "")

    def mkdirs(self, path: str) -> None:
        """There are no folders."""

    def has_dirs(self) -> bool:
        return False

    def _list(self, dir_or_prefix: str) -> Iterator[FileMetadata]:
        for path in sorted(self.objects):
            if path.startswith(dir_or_prefix):
                yield self.metadata(path)

    def create(self, path: str, mime_type: str = "", compression_type: str = "") -> Any:
        return _Upload(path)

    def open(self, path: str, mime_type: str = "", compression_type: str = "") -> Any:
        return io.BufferedReader(io.BytesIO(self._get(path)))  # type: ignore[arg-type]

    def _get(self, path: str) -> bytes:
        if path not in self.objects:
            raise BeamIOError("no such object", {path: KeyError(path)})
        return self.objects[path]

    def copy(self, source_file_names: list[str], destination_file_names: list[str]) -> None:
        for source, destination in zip(source_file_names, destination_file_names, strict=True):
            self.changing()
            self.objects[destination] = self._get(source)

    def rename(self, source_file_names: list[str], destination_file_names: list[str]) -> None:
        self.copy(source_file_names, destination_file_names)
        self.delete(source_file_names)

    def exists(self, path: str) -> bool:
        return path in self.objects

    def size(self, path: str) -> int:
        return len(self._get(path))

    def last_updated(self, path: str) -> float:
        return 0.0

    def checksum(self, path: str) -> str:
        return str(hash(self._get(path)))

    def metadata(self, path: str) -> FileMetadata:
        return FileMetadata(path, len(self._get(path)), 0.0)

    def delete(self, paths: list[str]) -> None:
        for match in self.match(paths):
            for metadata in match.metadata_list:
                self.changing()
                del self.objects[metadata.path]


class _Upload(io.BytesIO):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def close(self) -> None:
        if not self.closed:
            ObjectStore.changing()
            ObjectStore.objects[self._path] = self.getvalue()
        super().close()
