"""Invented news articles, the pages of several sites that publish them, and the archives and feeds that hold these.

Everything follows from an article's number, and is written for these tests.
"""

import base64
import gzip
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from claims_beam.records import Article

_PEOPLE = ("Ines Falk", "Tomas Reyer", "Nadia Osei", "Gábor Vámos", "Élodie Marchand", "Peter Lindqvist", "Aylin Demir")
_ROLES = ("the harbour master", "a council member", "the head of the school board", "an engineer at the water company")
_PLACES = ("Karsund", "Vale Point", "Brückstadt", "Orlova", "Saint-Aubin", "Mirador")
_THINGS = ("bridge", "library", "north pier", "swimming pool", "tram line", "market hall")
_PARAGRAPHS = (
    "The {thing} in {place} will stay shut until the spring, the town said on {day}, after divers found cracks in {n} "
    "of its supports during an inspection that had been put off twice.",
    "“We could have opened it last month, and we would have closed it again this week,” said {person}, {role}. “Nobody "
    "is served by that.”",
    "{person} said the repairs would cost about {n} million crowns, half of which the region had promised to pay. The "
    "rest has to come from the budget for roads, which the council meets to discuss again on {day}.",
    "Shopkeepers near the {thing} complain that they learned of the decision from the radio. According to {other}, who "
    "sells bread two streets away, sales have fallen by {n} percent since the barriers went up.",
    "“They told us it was a matter of days,” {other} said, “and then a matter of weeks, and now they no longer tell us "
    "anything at all.”",
    "The ministry denied that it had been warned in {year}, and pointed to a report of {n} pages that it had published "
    "at the time. A spokeswoman declined to say whether anybody had read it.",
)
_DAYS = ("Monday", "Tuesday", "Thursday", "Friday")


@dataclass(frozen=True)
class Story:
    """An article, before a site made a page of it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    day: datetime
    site: int

    @property
    def host(self) -> str:
        """The host of the site that publishes it."""
        return f"news{self.site}.example"

    @property
    def url(self) -> str:
        """Where the site publishes it."""
        return f"https://{self.host}/{self.day:%Y/%m/%d}/story-{self.number}"

    @property
    def article(self) -> Article:
        """What is to be read out of its page."""
        return Article(self.url, "\n\n".join(self.paragraphs))


def story(number: int) -> Story:
    """Return the article of that number."""
    words = {
        "thing": _THINGS[number % len(_THINGS)],
        "place": _PLACES[number // 2 % len(_PLACES)],
        "person": _PEOPLE[number % len(_PEOPLE)],
        "other": _PEOPLE[(number + 3) % len(_PEOPLE)],
        "role": _ROLES[number // 3 % len(_ROLES)],
        "day": _DAYS[number % len(_DAYS)],
        "n": str(12 + number % 70),
        "year": str(2010 + number % 12),
    }
    first = number % 2
    paragraphs = tuple(text.format(**words) for text in (_PARAGRAPHS[0], *_PARAGRAPHS[1 + first :], _PARAGRAPHS[first]))
    title = f"The {words['thing']} in {words['place']} stays shut, and number {number} asks why"
    day = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=number % 90)
    return Story(number, title, tuple(dict.fromkeys(paragraphs)), day, number % len(SITES))


def _paragraphs(story: Story, tag: str = "p", **attributes: str) -> str:
    written = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return "\n".join(f"<{tag}{written}>{escape(text, quote=False)}</{tag}>" for text in story.paragraphs)


_LINKS = "".join(
    f'<li><a href="/section/{name}">{name}</a></li>' for name in ("Politics", "Business", "Sport", "Weather")
)


def _plain(story: Story) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>{escape(story.title)}</title>
<meta property="og:site_name" content="The Plain Paper">
<meta property="article:published_time" content="{story.day.isoformat()}">
<meta name="author" content="Mara Quist"></head><body><nav><ul>{_LINKS}</ul></nav>
<article><h1>{escape(story.title)}</h1>{_paragraphs(story)}</article>
<footer><p>Copyright The Plain Paper. All rights reserved.</p></footer></body></html>"""


def _divided(story: Story) -> str:
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>{escape(story.title)} | Valley Courier</title>
<link rel="canonical" href="{story.url}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline":
"{escape(story.title)}", "datePublished": "{story.day.isoformat()}", "author": {{"@type": "Person", "name": "Jon Ash"}},
"publisher": {{"@type": "Organization", "name": "Valley Courier"}}}}</script>
<style>.lead {{ font-weight: bold }}</style></head><body><div class="header"><a href="/">Home</a></div>
<div id="content" class="story-body">{_paragraphs(story, class_="body-text")}</div>
<div class="related"><h3>Read more</h3><ul>{_LINKS}</ul></div></body></html>"""


def _wordy(story: Story) -> str:
    tail = "".join(f"<p><a href='/t/{number}'>A story of another day</a></p>" for number in range(12))
    return f"""<html><head><meta charset="utf-8"><title>{escape(story.title)}</title>
<meta property="og:site_name" content="Coast Today"><meta name="date" content="{story.day:%Y-%m-%d}"></head>
<body onload="track()"><header class="site-header"><ul>{_LINKS}</ul></header><main><div class="entry-content">
<p><script>document.write("advertisement")</script></p>{_paragraphs(story)}</div></main>
<aside class="sidebar">{tail}</aside><a href="javascript:void(0)">Share</a></body></html>"""


SITES = (_plain, _divided, _wordy)


def page_of(story: Story) -> str:
    """Return the page that its site publishes."""
    return SITES[story.site](story)


def record(
    url: str,
    body: bytes,
    *,
    status: str = "200 OK",
    media_type: str | None = "text/html; charset=utf-8",
    headers: str = "",
    kind: str = "response",
    length: object = None,
    digest: str | None = None,
) -> bytes:
    """Return a record of a WARC archive with what a server answered, right in all that is not given."""
    told = f"Content-Type: {media_type}\r\n" if media_type else ""
    block = f"HTTP/1.1 {status}\r\n{told}{headers}\r\n".encode() + body
    made = "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{hashlib.md5(block).hexdigest()}>\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: {url}\r\nWARC-Block-Digest: {digest or made}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Return a compressed archive, each record a member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
