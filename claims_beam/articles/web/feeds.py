"""Reading of the entries of an RSS or Atom feed that carries full text.

The entries of a feed that carries teasers hold no article, and are passed over like pages with too little text.
"""

import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.limits import read_bounded
from claims_beam.articles.web.limits import MAX_FEED_BYTES
from claims_beam.articles.web.pages import Capture, Page, web_address

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ENTRIES = ("item", "entry")
_CONTENT = ("encoded", "content", "description", "summary")
"""Where the text of an entry may stand, by local names: of content:encoded, Atom, RSS and Atom."""


def read_feed(stream: io.BufferedReader, path: str) -> Iterator[Capture]:
    """Yield the entries. Raises ``ArticleError`` (``not_feed``, ``too_long``) for a file that cannot be used."""
    data = read_bounded(stream.read, MAX_FEED_BYTES, f"{path}: the feed")
    feed = _parsed(data, path)
    channel = next((element for element in feed if _name(element) == "channel"), feed)
    about = {
        "publisher": _text(channel, "title"),
        "language": _text(channel, "language") or feed.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }
    for number, entry in enumerate(_entries(feed)):
        title, guid = _text(entry, "title"), _text(entry, "guid", "id")
        link = web_address(_link(entry)) or web_address(guid)
        known = {
            "article_id": link,
            "title": title,
            "author": _author(entry),
            "published_at": _text(entry, "pubDate", "published", "issued", "date", "updated"),
            **about,
        }
        markup = (
            f"<html><head><title>{escape(title or '')}</title></head><body><article>{_content(entry)}</article>"
            "</body></html>"
        )
        stem = PurePosixPath(path).name.partition(".")[0]
        page = Page(markup, link, known=known)
        yield Capture(f"entry {number}", markup, page, guid or f"{stem}-{number}")


def _parsed(data: bytes, path: str) -> "Element":
    """Return the feed's root. Entities, which could name files or grow without end, are neither read nor expanded."""
    from lxml import etree

    plain = data.replace(b"\0", b"")  # Without its null bytes, UTF-16 can be searched for declarations, too.
    root_at = _ROOT.search(plain)
    if root_at and _ENTITY.search(plain, 0, root_at.start()):
        raise ArticleError("not_feed", f"{path}: the feed declares entities, which are not read. Save it without them.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser) if root_at else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) not in ("rss", "feed", "RDF"):
        raise ArticleError("not_feed", f"{path}: the file is no RSS or Atom feed. Leave it out.")
    return root


def _entries(feed: "Element") -> Iterator["Element"]:
    """Yield the entries, also one inside another that is not closed, but none inside a title or text of an entry.

    The text of an entry is read with all that it holds, so those inside texts would be read once for each text around.
    """
    from lxml import etree

    walk = etree.iterwalk(feed, events=("start",))
    for _, element in walk:
        if _name(element) in _ENTRIES:
            yield element
        elif (parent := element.getparent()) is not None and _name(parent) in _ENTRIES:
            walk.skip_subtree()


def _name(element: "Element") -> str:
    """Return the name without its namespace, in which feeds are less than exact; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(entry: "Element", *names: str) -> Iterator["Element"]:
    """Yield the children that have one of the names, in the order of the names."""
    for name in names:
        yield from (child for child in entry if _name(child) == name)


def _text(entry: "Element", *names: str) -> str | None:
    """Return what the first child of those names says that says anything."""
    said = (" ".join("".join(child.itertext()).split()) for child in _children(entry, *names))
    return next(filter(None, said), None)


def _link(entry: "Element") -> str | None:
    """Return the address of the entry's page: the text of an RSS link, the target of an Atom link."""
    links = list(_children(entry, "link"))
    targets = (link.get("href") for link in links if link.get("rel", "alternate") == "alternate")
    return next(filter(None, targets), None) or _text(entry, "link")


def _author(entry: "Element") -> str | None:
    """Return who wrote the entry: its Dublin Core creator, Atom author, or RSS author, who has an address, too."""
    for author in _children(entry, "creator", "author"):
        written = _text(author, "name") or " ".join("".join(author.itertext()).split())
        named = re.fullmatch(r"[^\s()]{1,300}@[^\s()]{1,300} \(([^()]{1,300})\)", written)
        if name := named[1] if named else written:
            return name
    return None


def _content(entry: "Element") -> str:
    """Return the longest text of the entry, as HTML."""
    return max((_html(element) for element in _children(entry, *_CONTENT)), key=len, default="")


def _html(element: "Element") -> str:
    from lxml import etree

    if len(element):  # XHTML, inline
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    text = element.text or ""
    if element.get("type") == "text":
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.splitlines())
    return text
