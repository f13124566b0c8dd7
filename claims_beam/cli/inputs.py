"""What commands read articles from besides files as they are: standard input, and a folder that extract wrote into."""

import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from claims_beam.cli.command import UsageError

STANDARD_INPUT = "-"

_HEAD_BYTES = 4096
_FEED = re.compile(  # A comment ends at the first mark that can end it.
    rb"(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL
)


@contextmanager
def articles_given(inputs: Sequence[str]) -> Iterator[list[str]]:
    """Yield where to read the articles from: standard input, written ``-``, is a file until the body ends.

    A folder that extract wrote into stands for the articles that it wrote there. Raise UsageError if standard input is
    named twice or holds nothing.
    """
    if list(inputs).count(STANDARD_INPUT) > 1:
        raise UsageError("standard input (-) is named more than once, and can be read once; name it once")
    with tempfile.TemporaryDirectory() as folder:
        yield [_saved(Path(folder)) if name == STANDARD_INPUT else written_articles(name) or name for name in inputs]


def written_articles(output: str) -> str | None:
    """Return the folder of the articles that extract wrote into the output folder; None if it wrote none there."""
    from apache_beam.io.filesystems import FileSystems

    from claims_beam.storage.files import table_files
    from claims_beam.storage.paths import absolute, is_local

    if any(character in output for character in "*?[") or (is_local(output) and not Path(output).is_dir()):
        return None
    folder: str = FileSystems.join(absolute(output), "articles")
    return folder if table_files(folder) else None


def _saved(folder: Path) -> str:
    """Save standard input in the folder, under a name that says its format, and return the file's path."""
    head = sys.stdin.buffer.read(_HEAD_BYTES)
    if not head:
        raise UsageError("standard input (-) holds nothing; pipe an article into the command, or name a file")
    path = folder / f"stdin{format_of(head)}"
    with path.open("wb") as file:
        file.write(head)
        shutil.copyfileobj(sys.stdin.buffer, file)
    return str(path)


def format_of(head: bytes) -> str:
    """Return the extension of files that begin like that; what looks like nothing else is plain text.

    >>> [format_of(head) for head in (b'{"text": "Rain."}', b"<!DOCTYPE html><p>Rain.", b"WARC/1.0", b"It rained.")]
    ['.jsonl', '.html', '.warc', '.txt']
    """
    if head.startswith(b"\x1f\x8b"):
        return format_of(_inflated(head)) + ".gz"
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins.startswith(b"WARC/"):
        return ".warc"
    if begins.startswith(b"PAR1"):
        return ".parquet"
    if re.match(rb'\{\s*(?:"|$)|\[\s*\{', begins):
        return ".jsonl"
    if _FEED.match(begins):
        return ".xml"
    return ".html" if re.match(rb"<(?:!doctype|!--|\?xml|html|head|body)", begins, re.IGNORECASE) else ".txt"


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD_BYTES)
    except zlib.error:
        return b""
