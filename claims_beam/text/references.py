"""Characters that a text writes in the way of another format: HTML's character references, and misread UTF-8.

Only the punctuation of U+2000 to U+203F is repaired after a misreading, since quotation marks, dashes and the ellipsis
stand there, and since its first two bytes misread (``â€``) occur in no language. (ftfy 6.3 repairs every character, by
guessing for the text as a whole, and does not say where it changed what.)
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from claims_beam.lexicon.marks import CLOSING_DOUBLE
from claims_beam.records import Span

# A text that was escaped twice has &amp;quot; for a quotation mark.
_REFERENCE = r"&(?:amp;){0,3}(?P<name>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)"
_LEADS = ("â€", "â\x80")  # The bytes E2 80 are misread so in Windows-1252 and in Latin-1.


def _misread() -> dict[str, str]:
    """Return each character of U+2000 to U+203F by what its third byte is misread as."""
    table = {}
    for byte in range(0x80, 0xC0):
        char = bytes((0xE2, 0x80, byte)).decode()
        table[chr(byte)] = char
        table[bytes((byte,)).decode("cp1252", errors="ignore") or chr(byte)] = char
    return table


_MISREAD = _misread()
# Windows-1252 has no character for the third byte of ”, and many programs drop it.
_MOJIBAKE = rf"(?:{'|'.join(_LEADS)})(?P<third>[{re.escape(''.join(_MISREAD))}]?)"
_FOREIGN = re.compile(f"{_REFERENCE}|{_MOJIBAKE}")


def find_references(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the span of each reference to a character, or of its misread bytes, and the character itself."""
    if "&" not in text and "â" not in text:
        return
    for match in _FOREIGN.finditer(text):
        character = _referred(match["name"]) if match["name"] else _MISREAD.get(match["third"], CLOSING_DOUBLE)
        if character:
            yield Span(*match.span()), character


def _referred(name: str) -> str:
    """Return the characters that the reference means; the empty string for a name that HTML does not know."""
    return unescape(f"&{name}") if name.startswith("#") else html5.get(name, "")
