"""From the web to claims, through the command: archives, saved pages, standard input, and articles beside claims."""

import gzip
import io
import json
from pathlib import Path

import pytest
from support.news_site import packed, page_of, record, story
from support.output import read_rows

import claims_beam as cb
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.storage.verify import verify_output

Captured = pytest.CaptureFixture[str]

PAGES = 200
BROKEN = 5
ENCODINGS = ("utf-8", "cp1252", "utf-16", "utf-8-sig", "iso-8859-15")


def _record(number: int) -> bytes:
    """Return the capture of a page, in one of several encodings, of which the server or the page says something."""
    told = story(number)
    encoding = ENCODINGS[number % len(ENCODINGS)]
    page = page_of(told)
    if encoding == "iso-8859-15":  # which has no curly quotation marks
        page = page.replace("“", "&ldquo;").replace("”", "&rdquo;")
    says = f"; charset={encoding}" if encoding in ("cp1252", "iso-8859-15") else ""
    return record(told.url, page.encode(encoding), media_type=f"text/html{says}")


def _archive(pages: int) -> bytes:
    """Return an archive with broken records and records of other kinds among its pages."""
    broken = [
        gzip.compress(_record(0))[:-200],
        gzip.compress(_record(1), mtime=0)[:300] + b"\0" * 40,
        gzip.compress(record(story(2).url, b"<p>rain", length=10**12)),
        gzip.compress(record(story(3).url, b"<p>rain", digest="sha1:" + "A" * 32)),
        b"no member at all " * 9,
    ]
    others = packed(
        record("https://a.example/x.png", b"\x89PNG", media_type="image/png"),
        record("https://a.example/moved", b"", status="301 Moved"),
        record("https://a.example/robots.txt", b"User-agent: *", media_type="text/plain"),
        record("https://a.example/login", b"<html><body><p>Log in.</p></body></html>"),
        record(story(4).url, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    )
    pieces = [packed(_record(number)) for number in range(pages)]
    for place, bad in enumerate(broken):
        pieces.insert(7 + place * pages // BROKEN, bad)
    return b"".join([*pieces[: pages // 2], others, *pieces[pages // 2 :]])


def _claims(folder: Path) -> list[tuple[object, ...]]:
    return sorted((row["claim_id"], row["kind"], row["text"], str(row["content"])) for row in read_rows(folder))


@pytest.mark.slow
@pytest.mark.process
def test_an_archive_gives_the_claims_of_its_articles(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "news.warc.gz").write_bytes(_archive(PAGES))
    lines = [json.dumps({"article_id": story(n).url, "text": story(n).article.text}) for n in range(PAGES)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    web, text = tmp_path / "web", tmp_path / "text"
    archive = ["extract", f"{tmp_path}/news.warc.gz", f"--output={web}", "--tagger=fast", "--workers=2"]
    assert main.main(archive) == EXIT_SOME_FAILED
    told = capsys.readouterr()
    assert f"{PAGES + BROKEN} articles read = {PAGES} done + {BROKEN} failed" in told.out
    for passed in ("1 of other media types", "1 redirects", "1 for robots", "1 with too little text"):
        assert passed in told.out
    assert main.main(["extract", f"{tmp_path}/news.jsonl", f"--output={text}", "--tagger=fast"]) == EXIT_FINE
    assert _claims(web / "claims") == _claims(text / "claims")
    assert len(_claims(web / "claims")) > 4 * PAGES
    assert {row["error"] for row in read_rows(web / "failures")} == {"ArticleError.broken_record"}
    assert len(read_rows(web / "failures")) == BROKEN
    assert sorted(row["article_id"] for row in read_rows(web / "articles")) == sorted(
        story(n).url for n in range(PAGES)
    )
    assert verify_output(str(web)) == []
    assert not (text / "articles").exists()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Claims of three saved pages, one of which holds no article."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "pages" / "2024").mkdir(parents=True)
    (folder / "pages" / "a.html").write_text(page_of(story(1)))
    (folder / "pages" / "2024" / "b.htm").write_text(page_of(story(2)))
    (folder / "pages" / "menu.html").write_text("<html><body><a href='/'>Home</a></body></html>")
    assert main.main(["extract", f"{folder}/pages", f"--output={folder}/out"]) == EXIT_FINE
    return folder / "out"


def test_the_articles_of_saved_pages_are_written_beside_their_claims(output: Path) -> None:
    rows = read_rows(output / "articles")
    assert sorted(row["text"] for row in rows) == sorted(story(number).article.text for number in (1, 2))
    assert {row["author"] for row in rows} == {"Jon Ash", None}
    texts = {row["article_id"]: row["text"] for row in rows}
    for claim in read_rows(output / "claims"):
        pieces = [texts[claim["article_id"]][piece["start"] : piece["end"]] for piece in claim["content"]]
        assert " ".join(pieces) == claim["text"]
    assert verify_output(str(output)) == []
    assert [article.text for article in cb.read_records(output / "articles", cb.Article)] == [
        row["text"] for row in rows
    ]


def test_show_finds_the_articles_of_an_output_folder(output: Path, capsys: Captured) -> None:
    assert main.main(["show", str(output), "--article-id", story(1).url]) == EXIT_FINE
    assert story(1).title in " ".join(capsys.readouterr().out.split())


def test_the_report_finds_the_articles_of_an_output_folder(output: Path, tmp_path: Path) -> None:
    assert main.main(["report", str(output), f"--output={tmp_path}/report.html"]) == EXIT_FINE
    page = (tmp_path / "report.html").read_text()
    assert '"missing":[0,0]' in page  # of neither article the text


def test_a_page_without_an_article_is_said_to_be_one(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "menu.html").write_text("<html><body><a href='/'>Home</a></body></html>")
    assert main.main(["show", f"{tmp_path}/menu.html"]) == EXIT_SOME_FAILED
    assert "there is no article" in capsys.readouterr().err


def test_articles_are_written_or_not_as_is_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1).article.text)
    out = tmp_path / "out"
    extract = ["extract", f"{tmp_path}/a.txt", f"--output={out}", "--overwrite"]
    assert main.main([*extract, "--write-articles"]) == EXIT_FINE
    assert [row["text"] for row in read_rows(out / "articles")] == [story(1).article.text]
    assert main.main(extract) == EXIT_FINE
    assert read_rows(out / "articles") == []
    assert verify_output(str(out)) == []


STANDARD_INPUT = {
    "text": story(1).article.text.encode(),
    "a page": page_of(story(1)).encode(),
    "JSON": json.dumps({"text": story(1).article.text}).encode(),
    "a JSON array": json.dumps([{"text": story(1).article.text}]).encode(),
    "an archive": record(story(1).url, page_of(story(1)).encode()),
    "a compressed archive": packed(record(story(1).url, page_of(story(1)).encode())),
    "compressed text": gzip.compress(story(1).article.text.encode()),
}


@pytest.mark.parametrize("given", STANDARD_INPUT.values(), ids=STANDARD_INPUT)
def test_show_reads_standard_input(given: bytes, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main.main(["show", "-"]) == EXIT_FINE
    assert "Nobody is served by that." in " ".join(capsys.readouterr().out.split())


def test_extract_reads_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STANDARD_INPUT["a page"])))
    assert main.main(["extract", "-", f"--output={tmp_path}/out"]) == EXIT_FINE
    assert {row["article_id"] for row in read_rows(tmp_path / "out/claims")} == {story(1).url}
    assert len(read_rows(tmp_path / "out/articles")) == 1


@pytest.mark.parametrize("arguments", [["show", "-", "-"], ["show", "-"]], ids=["twice", "empty"])
def test_standard_input_that_cannot_be_used(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main.main(arguments) == EXIT_USAGE
    assert "standard input (-)" in capsys.readouterr().err
