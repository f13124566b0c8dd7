"""The bytes of a file, of an archive decompressed, as a stream that takes no more memory than it is asked for.

Beam's decompressors take a file that is cut off for a whole one. Arrow's lose up to 8 KB before the place at which
something is wrong, and take the zeros for wrong with which tapes and block devices fill up what they hold.
"""

import bz2
import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

import zstandard
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

_STEP = 1024
"""Bytes that are decompressed at once; of any codec they become at most about 50 MB."""

_GZIP = 16 + zlib.MAX_WBITS  # The 16 tells zlib to expect gzip's header and checksum.


class _Member(Protocol):
    """One of the streams that an archive is made of, as the three libraries have it."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, /) -> bytes: ...


_MEMBERS: dict[str, Callable[[], Any]] = {
    "gzip": lambda: zlib.decompressobj(_GZIP),
    "bz2": bz2.BZ2Decompressor,
    "zstd": lambda: zstandard.ZstdDecompressor().decompressobj(),
}


class Decompressed(io.RawIOBase):
    """The bytes of an archive, all its members one behind the other; zeros behind a member are padding.

    Reading raises OSError where the archive is corrupt and EOFError where it is cut off, after everything before that.
    With ``most``, the stream ends when it has given that many bytes or a few more.
    """

    def __init__(self, archive: BinaryIO, codec: str, most: int | None = None) -> None:
        super().__init__()
        self._archive, self._new_member, self._most = archive, _MEMBERS[codec], most
        self._member: _Member | None = None
        self._broken: OSError | None = None
        self._ready = memoryview(b"")
        self.given = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer with what comes next, perhaps not wholly."""
        if self._most is not None and self.given > self._most:
            return 0
        while not self._ready:
            if self._broken is not None:
                raise self._broken
            packed = self._archive.read(_STEP)
            if not packed and self._member is not None:
                raise EOFError("Truncated")
            if not packed:
                return 0
            self._ready = memoryview(b"".join(self._decompress(packed)))
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        self.given += size
        return size

    def close(self) -> None:
        """Close the archive, too."""
        self._archive.close()
        super().close()

    def _decompress(self, packed: bytes) -> Iterator[bytes]:
        """Yield what the bytes decompress to; an error in them is raised after that has been yielded."""
        while packed := packed if self._member else packed.lstrip(b"\0"):
            self._member = self._member or self._new_member()
            try:
                yield self._member.decompress(packed)
            except (OSError, zlib.error, zstandard.ZstdError) as error:
                self._broken = OSError(str(error))
                return
            packed = b""
            if self._member.eof:
                packed, self._member = self._member.unused_data, None


def open_bytes(path: str, codec: str | None, most: int | None = None) -> io.BufferedReader:
    """Return the decompressed bytes of a file, of an archive perhaps only the first ``most`` or a few more."""
    stream: Any = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
    if codec:
        stream = Decompressed(stream, codec, most)
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
