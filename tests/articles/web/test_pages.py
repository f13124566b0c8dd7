"""Web pages -> articles: what is taken out of them, in which encodings, and what hostile ones do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.news_site import SITES, page_of, story

import claims_beam as cb
from claims_beam.articles.errors import ArticleError, PassedOver
from claims_beam.articles.parse import parse_page
from claims_beam.articles.web import limits, page_process, pages
from claims_beam.articles.web.pages import Page, web_address


def read(page: bytes | str) -> cb.Article:
    return cb.parse_article(page, payload_format="html")


@pytest.mark.parametrize("site", range(len(SITES)))
def test_the_text_is_that_of_the_article(site: int) -> None:
    told = story(site)
    article = parse_page(Page(page_of(told), url=told.url))
    assert (article.article_id, article.text, article.url) == (told.url, told.article.text, told.url)
    assert article.title == told.title
    assert article.published_at == told.day


def test_what_a_page_says_of_its_article() -> None:
    article = read(page_of(story(1)))
    assert (article.publisher, article.author, article.language) == ("Valley Courier", "Jon Ash", "en-GB")
    assert article.article_id == article.url == story(1).url
    assert article.published_at == datetime(2024, 3, 2, tzinfo=UTC)


def test_what_is_known_besides_is_believed_more_than_the_page() -> None:
    page = Page(page_of(story(1)), url="https://a.example/x", known={"title": "Told elsewhere", "author": None})
    article = parse_page(page)
    assert (article.title, article.author, article.url) == ("Told elsewhere", "Jon Ash", "https://a.example/x")


def test_a_page_without_a_date_has_none() -> None:
    page = page_of(story(0)).replace(story(0).day.isoformat(), "")
    assert read(page).published_at is None


DAY = '<meta property="article:published_time" content="2024-03-02">'
MOMENTS = {
    "in a property": ('<meta property="article:published_time" content="2024-03-02T06:30:00Z">', "06:30"),
    "with an offset": ('<meta property="article:published_time" content="2024-03-02T06:30:15.250+02:00">', "04:30"),
    "without an offset": ('<meta itemprop="datePublished" content="2024-03-02 06:30">', "06:30"),
    "in linked data": (
        f'{DAY}<script type="application/ld+json">{{"dateModified": "2024-03-02T09:00Z", '
        '"datePublished" : "2024-03-02T06:30:00+0000"}</script>',
        "06:30",
    ),
    "of another day": (f'{DAY}<meta itemprop="datePublished" content="2019-01-01T06:30Z">', "00:00"),
    "no time of a day": (f'{DAY}<meta itemprop="datePublished" content="2024-03-02T99:30Z">', "00:00"),
    "of a change": (f'{DAY}<meta property="article:modified_time" content="2024-03-02T06:30Z">', "00:00"),
    "linked data that are none": (f'{DAY}<script type="application/ld+json">{{"datePublished": </script>', "00:00"),
}


@pytest.mark.parametrize(("markup", "time"), MOMENTS.values(), ids=MOMENTS)
def test_the_time_of_day_is_the_one_that_the_page_says(markup: str, time: str) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in story(1).article.text.split("\n\n"))
    page = f"<html><head><title>A title</title>{markup}</head><body><article>{paragraphs}</article></body></html>"
    moment = read(page).published_at
    assert moment is not None
    assert f"{moment:%Y-%m-%d %H:%M}" == f"2024-03-02 {time}"


ENCODINGS = {
    "UTF-8 with its mark": ("utf-8-sig", ""),
    "UTF-16 with its mark": ("utf-16", ""),
    "named in the page": ("cp1252", '<meta charset="windows-1252">'),
    "named as it was in old pages": (
        "cp1252",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    ),
    "not named": ("utf-8", ""),
    "wrongly named": ("utf-8", '<meta charset="windows-1251">'),
    "named by a name that there is not": ("utf-8", '<meta charset="martian">'),
    "named by what is no encoding of text": ("utf-8", '<meta charset="idna">'),
    "not named, and Western": ("cp1252", ""),
    "Chinese": ("gb18030", '<meta charset="gb2312">'),
}


@pytest.mark.parametrize(("encoding", "meta"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(encoding: str, meta: str) -> None:
    told = story(3)  # Gábor Vámos, in curly quotation marks
    page = page_of(told).replace("<head>", f"<head>{meta}")
    assert read(page.encode(encoding)).text == told.article.text


def test_the_server_is_asked_before_the_page() -> None:
    told = story(3)
    page = page_of(told).replace("<head>", '<head><meta charset="koi8-r">').encode("cp1252")
    assert parse_page(Page(page, url=told.url, charset="windows-1252")).text == told.article.text


def test_one_byte_that_is_no_utf8_costs_one_character() -> None:
    told = story(3)
    page = page_of(told).replace("<head>", '<head><meta charset="utf-8">').encode().replace(b"The ", b"The\xff", 1)
    expected = told.article.text
    assert sum(one != other for one, other in zip(read(page).text, expected, strict=True)) <= 1


LINKS = [
    "javascript:alert(1)",
    "data:text/html,hello",
    "/x",
    "",
    "vbscript:x",
    "file:///etc/hosts",
    "https:",
    "about:blank",
]


@pytest.mark.parametrize("link", LINKS)
def test_an_address_that_is_none_of_the_web_is_dropped(link: str) -> None:
    page = page_of(story(1)).replace(story(1).url, link)
    assert web_address(link) is None
    assert read(page).url is None


NO_ARTICLES = {
    "a menu": "<html><body><ul>" + "<li><a href='/x'>Sport</a></li>" * 50 + "</ul></body></html>",
    "a notice": "<html><body><p>Please log in.</p></body></html>",
    "a redirect": "<html><head><meta http-equiv='refresh' content='0; url=/x'></head><body></body></html>",
    "nothing": "",
    "white space": " \n",
    "no markup": "The bridge is shut.",
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "only a script": "<html><body><script>" + "render();" * 500 + "</script></body></html>",
}


@pytest.mark.parametrize("page", NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_page_without_an_article(page: bytes | str) -> None:
    with pytest.raises(PassedOver, match="less than 200 characters of main text") as raised:
        read(page)
    assert raised.value.reason == "little_text"


DEEP = {
    "div": "<div>" * 100_000 + "deep",
    "closed div": "<div>" * 50_000 + "deep" + "</div>" * 50_000,
    "table": "<table><tr><td>" * 33_000 + "deep",
    "b": "<p>" + "<b>" * 100_000 + "deep",
}


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP)
def test_a_hundred_thousand_nested_tags(page: str) -> None:
    with pytest.raises(ArticleError) as raised:
        read(f"<html><body>{page}</body></html>")
    assert raised.value.reason in ("little_text", "broken_page")


TOO_LARGE = {
    "50 MB of text": (b"<html><body><p>" + b"rain " * 10_000_000, "bytes"),
    "too many tags": (b"<html><body>" + b"<p>" * (limits.MAX_PAGE_TAGS + 1), "tags"),
}


@pytest.mark.parametrize(("page", "what"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_page_that_is_too_large(page: bytes, what: str) -> None:
    with pytest.raises(ArticleError, match=rf"The page has [\d,]+ {what}, and no more than [\d,]+ are read") as raised:
        read(page)
    assert raised.value.reason == "too_long"


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page_process.end_processes()
    monkeypatch.setattr(page_process, "MAX_PAGE_SECONDS", 0.0)
    with pytest.raises(ArticleError, match="given up after 0 seconds") as raised:
        read(page_of(story(1)))
    assert raised.value.reason == "too_slow"
    monkeypatch.undo()
    assert read(page_of(story(1))).text == story(1).article.text


def test_a_page_that_ends_its_process_is_one_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    page_process.end_processes()
    monkeypatch.setattr(page_process, "MAX_PAGE_MEMORY", 1)
    with pytest.raises(ArticleError) as raised:
        read(page_of(story(1)))
    assert raised.value.reason == "broken_page"
    monkeypatch.undo()
    assert read(page_of(story(1))).text == story(1).article.text


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "find_spec", lambda name: None if name == "trafilatura" else object())
    with pytest.raises(ArticleError, match=r"that are not installed \(trafilatura\).*'claims-beam\[web\]'"):
        read(page_of(story(1)))
    (tmp_path / "a.html").write_text(page_of(story(1)))
    with pytest.raises(ArticleError, match="claims-beam"):
        list(cb.read_articles(str(tmp_path / "a.html")))
    (tmp_path / "b.txt").write_text("Rain.")
    failure, article = cb.read_articles(str(tmp_path))
    assert isinstance(failure, cb.Failure)
    assert failure.error == "ArticleError.missing_extra"
    assert isinstance(article, cb.Article)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "a.html.gz"])
def test_saved_pages_are_files_like_others(tmp_path: Path, name: str) -> None:
    import gzip

    page = page_of(story(0)).encode()
    (tmp_path / name).write_bytes(gzip.compress(page) if name.endswith(".gz") else page)
    [article] = cb.read_articles(str(tmp_path))
    assert isinstance(article, cb.Article)
    assert (article.article_id, article.text) == ("a", story(0).article.text)


def test_a_saved_page_without_an_article_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Please log in.</p></body></html>")
    told: list[PassedOver] = []
    assert list(cb.read_articles(str(tmp_path), on_passed_over=told.append)) == []
    assert [reason.reason for reason in told] == ["little_text"]
    assert str(tmp_path / "a.html") in str(told[0])


def test_limits_are_within_those_of_the_library() -> None:
    assert pages.MAX_PAGE_BYTES <= 20_000_000  # beyond which trafilatura refuses by itself
