"""Where the records of a WARC archive are, and their bytes; what is broken ends no more than one of them.

In a ``.warc.gz`` each record is a gzip member of its own, so that reading can begin at any of them: at one that is
known, since bytes within a member can look like another one's beginning. Only behind data that are broken is the next
member looked for by its looks.
"""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from claims_beam.articles.web.limits import MAX_RECORD_BYTES

_CHUNK = 1 << 16
_MAX_HEADER = 1 << 15
_SHOWN = 200  # So many bytes of a broken record are kept for its failure to show.
_LOOK_BACK = 1 << 16
"""How far behind the beginning of broken data they are noticed, at most, for what lies in between to be found."""

_MEMBER = b"\x1f\x8b\x08"
_BEGINNING = 1 << 10
"""So many bytes show whether a member begins there, since every third byte may look like it; headers are shorter."""

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rb"\n\r?\n(?=WARC/\d\.\d{1,2}\r?\n)")
_NEXT_BYTES = 32  # No match is longer, including the lookahead.
_BETWEEN = b"\r\n"
_NOT_ONE = "no record begins here"
_BAD_LENGTH = "its Content-Length is missing, or wrong, or the archive is cut off there"


@dataclass(frozen=True, slots=True)
class Piece:
    """A record, or a gzip member with one or more of them, at a byte of the archive; ``broken`` says what is wrong.

    Of a piece that is not ``whole``, because it is longer than ``MAX_RECORD_BYTES``, ``data`` is the beginning.
    """

    start: int
    data: bytes = b""
    whole: bool = True
    broken: str | None = None


def read_pieces(stream: io.BufferedReader, packed: bool, start: int = 0) -> Iterator[Piece]:
    """Yield the records from the byte ``start`` on, at which one begins, with the place of the member or record."""
    if not packed:
        yield from _records(stream, start, is_cut=False)
        return
    for member in _members(stream, start):
        if member.broken:
            yield member
        else:
            for record in _records(io.BytesIO(member.data), 0, is_cut=not member.whole):
                yield Piece(member.start, record.data, record.whole, record.broken)


def find_starts(stream: io.BufferedReader, packed: bool) -> Iterator[int]:
    """Yield the bytes at which unbroken members, or records where these are not packed, begin."""
    pieces = _members(stream, 0, keep=len(_MEMBER)) if packed else _records(stream, 0, is_cut=False, keep=1)
    return (piece.start for piece in pieces if not piece.broken)


def _members(stream: io.BufferedReader, offset: int, keep: int = MAX_RECORD_BYTES) -> Iterator[Piece]:
    """Yield the gzip members, each with the first ``keep`` bytes of its data."""
    while True:
        stream.seek(offset)
        if not (offset := _skip_zeros(stream, offset)) >= 0:
            return
        member, end = _inflate(stream, offset, keep)
        yield member
        if not member.broken:
            offset = end
        elif (following := _find_member(stream, max(offset + 1, end - _LOOK_BACK))) is None:
            return
        else:
            offset = following


def _skip_zeros(stream: io.BufferedReader, offset: int) -> int:
    """Return where the next byte is that is not zero, -1 if there is none; archives may be padded."""
    while chunk := stream.read(_CHUNK):
        if rest := chunk.lstrip(b"\0"):
            return offset + len(chunk) - len(rest)
        offset += len(chunk)
    return -1


def _inflate(stream: io.BufferedReader, start: int, keep: int) -> tuple[Piece, int]:
    """Return the member that begins there, and where it ends, or where its data were found broken."""
    stream.seek(start)
    inflater = zlib.decompressobj(wbits=31)
    kept, size, read = bytearray(), 0, start
    packed = b""
    while not inflater.eof:
        if not packed:
            packed = stream.read(_CHUNK)
            read += len(packed)
            if not packed:
                return Piece(start, bytes(kept[:_SHOWN]), broken="the archive is cut off within it"), read
        try:
            data = inflater.decompress(packed, _CHUNK)
        except zlib.error as error:
            return Piece(start, bytes(kept[:_SHOWN]), broken=f"its compressed data are broken ({error})"), read
        packed = inflater.unconsumed_tail
        size += len(data)
        kept += data[: keep - len(kept)]
    return Piece(start, bytes(kept), whole=size == len(kept)), read - len(inflater.unused_data)


def _find_member(stream: io.BufferedReader, offset: int) -> int | None:
    """Return where the next member begins whose data begin as a record does."""
    while True:
        stream.seek(offset)
        block = stream.read(_CHUNK + _BEGINNING)
        found = block.find(_MEMBER)
        while 0 <= found < _CHUNK:
            if _begins_record(block[found : found + _BEGINNING]):
                return offset + found
            found = block.find(_MEMBER, found + 1)
        if len(block) <= _CHUNK:
            return None
        offset += _CHUNK


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, len(b"WARC/")) == b"WARC/"
    except zlib.error:
        return False


def _records(
    stream: io.BufferedReader | io.BytesIO, offset: int, *, is_cut: bool, keep: int = MAX_RECORD_BYTES
) -> Iterator[Piece]:
    """Yield the records of a stream that is not compressed, each with its first ``keep`` bytes.

    With ``is_cut``, the stream was longer, and its last record is none that is broken.
    """
    size = stream.seek(0, io.SEEK_END)
    while offset < size:
        stream.seek(offset)
        head = stream.read(_MAX_HEADER)
        if not (begins := head.lstrip(_BETWEEN)):
            offset += len(head)
            continue
        offset += len(head) - len(begins)
        body, end = _bounds(begins, offset)
        if end > size and is_cut:
            yield Piece(offset, _bytes(stream, offset, size, keep), whole=False)
            return
        if body is None or end > size or not _ends_well(stream, end):
            yield Piece(offset, begins[:_SHOWN], broken=_NOT_ONE if body is None else _BAD_LENGTH)
            offset = _find_record(stream, body or offset + 1, size)
        else:
            yield Piece(offset, _bytes(stream, offset, end, keep), whole=end - offset <= keep)
            offset = end


def _bounds(head: bytes, offset: int) -> tuple[int | None, int]:
    """Return where the content of the record that the bytes begin starts, and where it ends; None for no record."""
    header_end = _HEADER_END.search(head)
    if not head.startswith(b"WARC/") or header_end is None:
        return None, offset
    length = _LENGTH.search(head, 0, header_end.end())
    body = offset + header_end.end()
    return body, body + int(length[1]) if length else body


def _ends_well(stream: io.BufferedReader | io.BytesIO, end: int) -> bool:
    """Return whether a record that ends there is followed by two line ends, by another record, or by nothing."""
    stream.seek(end)
    following = stream.read(_NEXT_BYTES)
    rest = following.lstrip(_BETWEEN)
    return not rest or following.startswith((b"\r\n\r\n", b"\n\n")) or (following != rest and rest.startswith(b"WARC/"))


def _bytes(stream: io.BufferedReader | io.BytesIO, start: int, end: int, keep: int) -> bytes:
    stream.seek(start)
    return stream.read(min(end - start, keep))


def _find_record(stream: io.BufferedReader | io.BytesIO, offset: int, size: int) -> int:
    """Return where the next record seems to begin, behind what cannot be read; the end of the stream if nowhere."""
    while offset < size:
        stream.seek(offset)
        block = stream.read(_CHUNK + _NEXT_BYTES)
        if found := _NEXT.search(block):
            return offset + found.end()
        offset += _CHUNK
    return size
