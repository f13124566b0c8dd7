"""RSS and Atom feeds -> articles, and feeds that try to name files, to grow without end or to be none."""

import io
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from support.news_site import story

import claims_beam as cb
from claims_beam.articles.errors import PassedOver
from claims_beam.articles.web.feeds import read_feed

HTML = "".join(f"<p>{escape(text, quote=False)}</p>" for text in story(1).paragraphs)
LINK = story(1).url

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Courier</title><link>https://news1.example/</link><language>en-gb</language>
<item><title>The library stays shut</title><link>{LINK}</link><guid isPermaLink="false">17</guid>
<pubDate>Sat, 02 Mar 2024 10:30:00 +0100</pubDate><dc:creator>Jon Ash</dc:creator>
<description>The library will stay shut.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-gb"><title>Valley Courier</title>
<entry><title>The library stays shut</title><link rel="self" href="https://news1.example/feed"/><link href="{LINK}"/>
<id>tag:news1.example,2024:17</id><published>2024-03-02T09:30:00Z</published><updated>2025-01-01T00:00:00Z</updated>
<author><name>Jon Ash</name></author><summary>The library will stay shut.</summary>
<content type="html">{escape(HTML)}</content></entry></feed>"""

XHTML = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>'
TEXT = f'<content type="text">{escape(chr(10).join(story(1).paragraphs))}</content>'
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Courier</title>
<language>en-gb</language></channel><item><title>The library stays shut</title><link>LINK</link>
<dc:date>2024-03-02T09:30:00Z</dc:date><dc:creator>Jon Ash</dc:creator><description>HTML</description></item>
</rdf:RDF>"""

FEEDS = {
    "RSS": RSS,
    "Atom": ATOM,
    "Atom with XHTML": ATOM.replace(f'<content type="html">{escape(HTML)}</content>', XHTML),
    "Atom with plain text": ATOM.replace(f'<content type="html">{escape(HTML)}</content>', TEXT),
    "RSS 1.0": RDF.replace("LINK", LINK).replace("HTML", escape(HTML)),
    "an author with an address": RSS.replace(
        "<dc:creator>Jon Ash</dc:creator>", "<author>j@a.example (Jon Ash)</author>"
    ),
    "malformed": RSS.replace("<description>", "<description>AT&T & sons &nbsp; "),
    "cut off": RSS[: RSS.index("</item>")],
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_an_entry_is_an_article(tmp_path: Path, feed: str) -> None:
    (tmp_path / "news.xml").write_text(feed)
    [article] = cb.read_articles(str(tmp_path))
    assert article == cb.Article(
        LINK,
        story(1).article.text,
        url=LINK,
        title="The library stays shut",
        publisher="Valley Courier",
        published_at=datetime(2024, 3, 2, 9, 30, tzinfo=UTC),
        language="en-gb",
        author="Jon Ash",
    )


@pytest.mark.parametrize("name", ["a.rss", "a.atom", "a.xml", "a.xml.gz"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_names_and_encodings(tmp_path: Path, name: str, encoding: str) -> None:
    import gzip

    data = RSS.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert [getattr(article, "text", article) for article in cb.read_articles(str(tmp_path))] == [story(1).article.text]


def test_entries_without_addresses_keep_their_ids(tmp_path: Path) -> None:
    feed = RSS.replace(LINK, "javascript:alert(1)")
    (tmp_path / "a.xml").write_text(feed)
    (tmp_path / "b.xml").write_text(feed.replace('<guid isPermaLink="false">17</guid>', ""))
    articles = [result for result in cb.read_articles(str(tmp_path)) if isinstance(result, cb.Article)]
    assert [(article.article_id, article.url) for article in articles] == [("17", None), ("b-0", None)]


def test_teasers_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS.replace(HTML, "The library will stay shut."))
    passed: list[PassedOver] = []
    assert list(cb.read_articles(str(tmp_path), on_passed_over=passed.append)) == []
    assert [passed_over.reason for passed_over in passed] == ["little_text"]


SECRET = "the contents of a file of this machine"
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + number)} "{f"&{chr(97 + number)};" * 10}">' for number in range(9)
)
HOSTILE = {
    "an external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file://SECRET">]>',
    "an external DTD": '<!DOCTYPE rss SYSTEM "file://SECRET">',
    "a parameter entity": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file://SECRET"> %p;]>',
    "a billion laughs": f"<!DOCTYPE rss [{LAUGHS}]>",
    "one entity many times": f'<!DOCTYPE rss [<!ENTITY x "{"ha" * 50_000}">]>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("doctype", HOSTILE.values(), ids=HOSTILE)
def test_entities_are_never_expanded(tmp_path: Path, doctype: str, encoding: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET * 10)
    feed = RSS.replace('encoding="utf-8"?>', f'encoding="{encoding}"?>' + doctype.replace("SECRET", str(secret)))
    feed = feed.replace("The library stays shut", "&x; &j; " * 5)
    (tmp_path / "a.xml").write_bytes(feed.encode(encoding))
    for read in cb.read_articles(str(tmp_path / "a.xml")):
        assert SECRET not in repr(read)
        assert len(repr(read)) < 10_000


NO_FEEDS = {
    "another document": "<html><body>Rain</body></html>",
    "a document of another kind": "<?xml version='1.0'?><library><book/></library>",
    "no XML": "It rained.",
    "nothing": "",
    "rss in words": "what is <rss? nobody knows",
    "an element within another": "<x><rss></rss></x>",
}


@pytest.mark.parametrize("feed", NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_a_failure(tmp_path: Path, feed: str) -> None:
    (tmp_path / "a.xml").write_text(feed)
    (tmp_path / "b.txt").write_text("Rain.")
    failure, article = cb.read_articles(str(tmp_path))
    assert isinstance(failure, cb.Failure)
    assert failure.error in ("ArticleError.not_feed", "ArticleError.empty_file")
    assert isinstance(article, cb.Article)


def test_a_deeply_nested_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS.replace("<item>", "<item>" + "<x>" * 100_000, 1))
    assert all(isinstance(read, cb.Failure) for read in cb.read_articles(str(tmp_path)))


@pytest.mark.parametrize("field", ["title", "description", "author"])
def test_an_entry_inside_a_text_of_another_is_not_read_again(field: str) -> None:
    words = "rain " * 1_000
    nested = f"<item><{field}>" * 100 + words + f"</{field}></item>" * 100
    feed = f"<rss><channel>{nested}</channel></rss>".encode()
    captures = list(read_feed(io.BytesIO(feed), "a.xml"))  # type: ignore[arg-type]
    assert sum(len(capture.data) for capture in captures) < 3 * len(feed)


def test_entries_that_are_not_closed_are_read_each(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS.replace("<item>", "<item><title>First</title>" + "<x>not closed</x><item>", 1))
    read = [article.article_id for article in cb.read_articles(str(tmp_path)) if isinstance(article, cb.Article)]
    assert read == [LINK]
