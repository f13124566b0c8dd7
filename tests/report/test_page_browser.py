"""The report's page, in a real browser: what a reader sees, points at, types and prints, and what must not happen."""

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from support.factories import spans_of

import claims_beam as cb
from claims_beam.records import Attribution, Claim, Cue, Document, Failure, Reference, Speaker
from claims_beam.report import render_report

pytestmark = [pytest.mark.slow, pytest.mark.process]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

TEXT = "“The pier,” Ada Moreno said on Friday, “will be rebuilt.” She added that the council had vowed it would pay."
HOSTILE = (
    "</script><script>window.hacked = 1</script></style><img src=x onerror='window.hacked = 1'><b>Rain & “hail,”"
    "\u202e said Ines Falk.\u2066 <!-- {{script}} " + "w" * 50_000
)


def _attribution(
    kind: Any, content: list[str], cue: str, source: str, name: str | None, form: Any, text: str = TEXT
) -> Attribution:
    at = spans_of(text, source)
    speaker = Speaker(name, names=(name,) if name else (), mention=Reference(source, form, at), resolution="exact")
    return Attribution(
        spans_of(text, *content),
        Cue(spans_of(text, cue), cue, cue, "say"),
        at,
        kind,
        confidence=0.9,
        speaker=speaker,
    )


def _claims(article: cb.Article, *attributions: Attribution) -> list[Claim]:
    return [cb.score_claim(claim) for claim in cb.build_claims(Document(article, attributions=attributions))]


PIER = cb.Article(
    "pier",
    TEXT,
    "https://news.example/pier",
    "A pier",
    "The Post",
    cb.parse_article({"text": "x", "published_at": "2026-03-06"}).published_at,
    "en",
)
PIER_CLAIMS = _claims(
    PIER,
    _attribution("direct", ["“The pier,”", "“will be rebuilt.”"], "said", "Ada Moreno", "Ada Moreno", "name"),
    _attribution("indirect", ["that the council had vowed it would pay"], "added", "She", "Ada Moreno", "pronoun"),
    replace(_attribution("mixed", ["it would pay"], "vowed", "the council", None, "nominal"), confidence=0.4),
)
EVIL = cb.Article(
    "evil", HOSTILE, "javascript:window.hacked=1", "<img src=x onerror=alert(1)>", "</style><b>Daily", None
)
EVIL_CLAIMS = _claims(
    EVIL, _attribution("direct", ["“hail,”"], "said", "Ines Falk", "Ines <i>Falk</i>", "name", HOSTILE)
)
LOST_CLAIMS = [replace(claim, article_id="lost", publisher="The Echo") for claim in PIER_CLAIMS[:1]]
FAILURES = [Failure("x", "parse", "ArticleError.no_text", "There is no <text>.", "{}")]


def _chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on the path; install it (Debian: apt-get install chromium)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = _chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report from disk; when the test is over, nothing must have gone to the console or the network."""
    complaints: list[str] = []
    requests: list[str] = []

    def opened(html: str, **context: Any) -> Page:
        (tmp_path / "report.html").write_text(html, encoding="utf-8")
        page = browser.new_context(**context).new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.goto((tmp_path / "report.html").as_uri())
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert complaints == []
    assert set(requests) == {(tmp_path / "report.html").as_uri()}


def report(**options: Any) -> str:
    return render_report([*EVIL_CLAIMS, *PIER_CLAIMS, *LOST_CLAIMS], [PIER, EVIL], FAILURES, **options)


def _text(page: Page) -> str:
    """The article's text as the page shows it, without the badges."""
    script = "node => { const copy = node.cloneNode(true); copy.querySelectorAll('.badge').forEach(b => b.remove());"
    return page.locator("#text").evaluate(script + " return copy.textContent; }")


def _active(page: Page) -> list[str]:
    return page.locator("#text .active:not(.badge)").all_inner_texts()


def _record(page: Page) -> str:
    return page.locator("aside").inner_text()


DIRECT = ["“The pier,”", "Ada Moreno", "said", "“will be rebuilt.”"]
OUTER = ["Ada Moreno", "She", "added", "that ", "the council", " had ", "vowed", " ", "it would pay"]
INNER = ["the council", "vowed", "it would pay"]


def test_it_opens_on_an_article_with_its_claims_marked(open_page: Open) -> None:
    page = open_page(report())
    expect(page).to_have_title("Who said what")
    assert _text(page) == TEXT
    assert page.locator(".badge").all_inner_texts() == ["D1", "I2", "M3"]
    texts = "the page holds the texts of 2 of them, those with the most claims first"
    assert page.locator("#summary").inner_text() == f"5 claims in 3 articles · {texts} · 1 failure"
    lines = page.locator("#legend .content").evaluate_all(
        "all => all.map(e => getComputedStyle(e).textDecorationStyle)"
    )
    assert len(set(lines)) == len(lines) == 4


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("“The pier,”", DIRECT),
        ("“will be rebuilt.”", DIRECT),
        ("said", DIRECT),
        ("She", OUTER),
        (" had ", OUTER),
        ("it would pay", INNER),
    ],
)
def test_pointing_at_a_piece_shows_the_whole_claim(open_page: Open, words: str, whole: list[str]) -> None:
    page = open_page(report())
    page.locator("#text [data-owner]:not(.badge)").filter(has_text=words).filter(has_not_text="that the").first.hover()
    assert [text.strip() for text in _active(page)] == [text.strip() for text in whole]
    page.locator("h1").hover()
    assert _active(page) == []


def test_clicking_shows_the_record(open_page: Open) -> None:
    page = open_page(report())
    page.locator("#text span").filter(has_text="it would pay").click()
    record = _record(page)
    for expected in (
        "Claim 3, mixed",
        "“the council”, unnamed",
        "0.40",
        "vowed",
        PIER_CLAIMS[2].claim_id,
        "rules",
        "unknown",
    ):
        assert expected in record
    page.locator("h1").hover()
    assert [text.strip() for text in _active(page)] == INNER


def test_a_pronoun_links_to_the_name_it_was_resolved_to(open_page: Open) -> None:
    page = open_page(report())
    assert page.get_by_role("link", name="She").get_attribute("title") == "Ada Moreno"
    page.get_by_role("link", name="She").click()
    assert page.locator(":target").inner_text() == "Ada Moreno"
    assert "(as “She”)" in _record(page)
    assert page.get_by_role("link", name="Ada Moreno").get_attribute("href") == "#" + page.locator(
        ":target"
    ).get_attribute("id")


def test_the_keyboard_alone_reaches_everything(open_page: Open) -> None:
    page = open_page(report())
    focused = page.locator(":focus")
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused.get_attribute("data-badge"):
            break
    assert focused.get_attribute("aria-label") == "Claim 1, direct, Ada Moreno"
    assert _active(page) == DIRECT
    page.keyboard.press("ArrowRight")
    assert "Claim 2, indirect" in _record(page)
    page.keyboard.press("ArrowDown")
    assert "Claim 3, mixed" in _record(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    assert "Claim 3, mixed" in _record(page)
    page.locator("#to-corpus").focus()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused.get_attribute("role") == "button":
            break
    assert focused.get_attribute("aria-label") == "Ada Moreno: 3. Filter by it."
    page.keyboard.press("Enter")
    expect(page.locator("#matches")).to_have_text("3 of 5 claims")
    assert focused.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Space")
    expect(page.locator("#matches")).to_have_text("5 of 5 claims")


def _set_confidence(page: Page) -> None:
    page.locator("#confidence").fill("50")


FILTERS: dict[str, tuple[Callable[[Page], None], int]] = {
    "words": (lambda page: page.get_by_role("searchbox", name="Words").fill("PIER"), 2),
    "speaker": (lambda page: page.get_by_role("searchbox", name="Speaker").fill("moreno"), 3),
    "the source as written": (lambda page: page.get_by_role("searchbox", name="Speaker").fill("council"), 1),
    "kind": (lambda page: page.get_by_label("direct", exact=True).uncheck(), 2),
    "confidence": (_set_confidence, 4),
    "check-worthiness": (lambda page: page.locator("#worthiness").fill("100"), 0),
}


@pytest.mark.parametrize(("do", "left"), FILTERS.values(), ids=FILTERS.keys())
def test_filters(open_page: Open, do: Callable[[Page], None], left: int) -> None:
    page = open_page(report())
    do(page)
    expect(page.locator("#matches")).to_have_text(f"{left} of 5 claims")
    page.get_by_role("button", name="Corpus").click()
    assert page.locator("#claim-rows tr").count() == left
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#matches")).to_have_text("5 of 5 claims")


def test_the_filter_leaves_the_marks_of_other_claims_out(open_page: Open) -> None:
    page = open_page(report())
    page.get_by_label("direct", exact=True).uncheck()
    assert page.locator("#text .out").all_inner_texts() == ["D1", "“The pier,”", "said", "“will be rebuilt.”"]
    assert page.locator("#article-list button").count() == 1
    assert _text(page) == TEXT


def test_an_article_without_a_claim_that_passes_gives_way(open_page: Open) -> None:
    page = open_page(report())
    expect(page.locator("#article-title")).to_have_text("A pier")
    page.get_by_role("searchbox", name="Words").fill("hail")
    expect(page.locator("#article-title")).to_have_text("<img src=x onerror=alert(1)>")
    page.get_by_role("searchbox", name="Words").fill("no such words")
    expect(page.locator("#articles > article")).to_be_hidden()
    expect(page.locator("#articles > aside")).to_be_hidden()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#articles > article")).to_be_visible()


def test_the_check_worthiness_that_is_asked_for(open_page: Open) -> None:
    scores = [0.9, 0.5, 0.1, None]
    claims = [replace(PIER_CLAIMS[0], article_id=str(score), check_worthiness=score) for score in scores]
    page = open_page(render_report(claims))
    for least, left in (("0", 4), ("5", 3), ("50", 2), ("55", 1), ("100", 0)):
        page.locator("#worthiness").fill(least)
        expect(page.locator("#matches")).to_have_text(f"{left} of 4 claims")


def test_each_claim_has_a_link(open_page: Open) -> None:
    page = open_page(report())
    page.locator("#text span").filter(has_text="it would pay").click()
    link = page.locator("aside").get_by_role("link", name="link to this claim")
    assert link.get_attribute("href") == f"#claim-{PIER_CLAIMS[2].claim_id}"
    address = page.url + f"#claim-{EVIL_CLAIMS[0].claim_id}"
    page.evaluate("hash => { location.hash = hash }", f"claim-{EVIL_CLAIMS[0].claim_id}")
    expect(page.locator("#record-title")).to_have_text("Claim 1, direct")
    expect(page.locator("#article-title")).to_have_text("<img src=x onerror=alert(1)>")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#article-title")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator(":focus").get_attribute("data-badge") == "0"


def _saved(page: Page) -> list[dict[str, str]]:
    page.get_by_role("button", name="Corpus").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the shown claims as CSV").click()
    assert download.value.suggested_filename == "claims.csv"
    return list(csv.DictReader(download.value.path().read_text(encoding="utf-8-sig").splitlines()))


def test_the_shown_claims_are_saved(open_page: Open) -> None:
    page = open_page(report())
    page.get_by_role("searchbox", name="Speaker").fill("council")
    [row] = _saved(page)
    claim = PIER_CLAIMS[2]
    assert row == {
        "claim_id": claim.claim_id,
        "article_id": "pier",
        "title": "A pier",
        "publisher": "The Post",
        "published_date": "2026-03-06",
        "url": "https://news.example/pier",
        "kind": "mixed",
        "text": "it would pay",
        "speaker": "",
        "speaker_as_written": "the council",
        "cue": "vowed",
        "cue_class": "say",
        "confidence": "0.40",
        "check_worthiness": f"{claim.check_worthiness:.2f}",
        "check_worthiness_reasons": f"'{', '.join(claim.check_worthiness_reasons)}",  # which begin with a plus sign
    }


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", '"a", b'])
def test_words_become_no_formula_of_a_spreadsheet(open_page: Open, words: str) -> None:
    page = open_page(render_report([replace(PIER_CLAIMS[0], title=words, text=words)]))
    [row] = _saved(page)
    assert row["title"] == row["text"] == (words if words.startswith('"') else f"'{words}")


def _widths(page: Page, cells: str) -> list[tuple[float, float]]:
    """(width of the longest word, width there is for it) of each cell."""
    script = """cells => cells.map(cell => {
        const style = getComputedStyle(cell), context = document.createElement("canvas").getContext("2d");
        context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const longest = Math.max(...cell.innerText.split(/\\s+/).map(word => context.measureText(word).width));
        return [longest, cell.clientWidth - parseFloat(style.paddingRight) - parseFloat(style.paddingLeft)];
    })"""
    return [(longest, room) for longest, room in page.locator(cells).evaluate_all(script)]


@pytest.mark.parametrize("width", [320, 375, 425, 600, 800, 960, 1100, 1400])
def test_no_word_of_the_table_is_broken_on_a_narrow_page(open_page: Open, width: int) -> None:
    claims = [*PIER_CLAIMS, replace(PIER_CLAIMS[0], kind="statement", speaker=None, cue=None)]
    page = open_page(render_report(claims), viewport={"width": width, "height": 800})
    page.get_by_role("button", name="Corpus").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for cells in ("#claim-rows button", "#claim-rows td:nth-child(2)", "#claim-rows td:nth-child(3)"):
        widths = _widths(page, cells)
        assert len(widths) == len(claims)
        assert all(longest <= room for longest, room in widths), (cells, widths)


@pytest.mark.parametrize(
    ("chart", "bar", "left"),
    [
        ("Who is quoted most", "Ada Moreno: 3", 3),
        ("Claims by publisher", "The Echo: 1", 1),
        ("Claims over time", "2026-03-06: 4", 4),
        ("Claims by class of cue", "say: 5", 5),
        ("Share of direct quotes by publisher", "The Post: 33 %", 3),
    ],
)
def test_clicking_a_bar_filters(open_page: Open, chart: str, bar: str, left: int) -> None:
    page = open_page(report())
    page.get_by_role("button", name="Corpus").click()
    figure = page.locator("figure").filter(has=page.get_by_role("heading", name=chart, exact=True))
    figure.get_by_role("button", name=bar).click()
    expect(page.locator("#matches")).to_have_text(f"{left} of 5 claims")
    page.get_by_role("button", name="Stop filtering by").click()
    expect(page.locator("#matches")).to_have_text("5 of 5 claims")


def test_every_chart_has_a_table_behind_it(open_page: Open) -> None:
    page = open_page(report())
    page.get_by_role("button", name="Corpus").click()
    assert page.locator("figure").count() == 6
    for figure in page.locator("figure").all():
        figure.locator("summary").click()
        assert figure.locator("tbody tr").count() == figure.locator("svg.chart > g").count()
    cells = page.locator("figure").first.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert cells == ["Ada Moreno", "2", "1", "0", "0", "3"]
    assert "There is no <text>." in page.locator("#failures").inner_text()


def test_a_listed_claim_opens_in_its_article(open_page: Open) -> None:
    page = open_page(report())
    page.get_by_role("button", name="Corpus").click()
    page.get_by_role("button", name="it would pay").last.click()
    assert page.locator(":focus").get_attribute("aria-label") == "Claim 3, mixed, “the council”, unnamed"
    assert "Claim 3, mixed" in _record(page)


def test_claims_whose_article_is_missing_are_listed(open_page: Open) -> None:
    page = open_page(report())
    page.get_by_role("button", name="A pier").last.click()
    assert "The text is missing" in page.locator("#article-note").inner_text()
    assert "“The pier,” “will be rebuilt.”" in page.locator("#text").inner_text()
    page.locator(".badge").click()
    assert "Claim 1, direct" in _record(page)


def test_texts_that_do_not_fit_are_told_of(open_page: Open) -> None:
    page = open_page(report(max_text_chars=0))
    assert "the texts of 0 of them" in page.locator("#summary").inner_text()
    assert "not in this page" in page.locator("#article-note").inner_text()
    assert page.locator(".badge").count() == 3


def test_claims_are_listed_in_the_order_asked_for(open_page: Open) -> None:
    scores = {"b": (0.2, 0.9), "a": (0.9, 0.3), "none": (float("nan"), None), "c": (0.5, 0.3)}
    claims = [
        replace(PIER_CLAIMS[0], article_id=name, title=name, confidence=confidence, check_worthiness=worthiness)
        for name, (confidence, worthiness) in scores.items()
    ]
    page = open_page(render_report(claims))
    page.get_by_role("button", name="Corpus").click()
    titles = page.locator("#claim-rows td:last-child")
    assert titles.all_inner_texts() == ["b", "a", "c", "none"]
    page.get_by_label("Order").select_option("surest first")
    assert titles.all_inner_texts() == ["a", "c", "b", "none"]
    page.get_by_label("Order").select_option("as in the articles")
    assert titles.all_inner_texts() == ["b", "a", "none", "c"]


def test_a_long_list_shows_its_beginning_and_more_on_demand(open_page: Open) -> None:
    many = [replace(PIER_CLAIMS[0], article_id=str(index)) for index in range(2_000)]
    page = open_page(render_report(many))
    page.get_by_role("button", name="Corpus").click()
    rows = page.locator("#claim-rows tr")
    assert rows.count() == 100
    page.locator("#more-claims").click()
    assert rows.count() == 200


REPEATED = replace(PIER_CLAIMS[0], claim_id="again", article_id="again", text="“The pier will be rebuilt at last.”")
QUOTATIONS = [
    cb.Quotation(
        "0", "<b>The pier</b> will be rebuilt", "Ada Moreno", 0.75, 4, 2, PIER.published_at, PIER.published_at, "pier",
        (cb.Variant("<b>The pier</b> will be rebuilt", 3), cb.Variant("The pier will", 1)),
        tuple(
            cb.Occurrence(claim.claim_id, claim.article_id, claim.publisher, claim.published_at, 1.0)
            for claim in (PIER_CLAIMS[0], *LOST_CLAIMS[1:], REPEATED, *EVIL_CLAIMS)
        ),
    ),
    cb.Quotation("1", "it would pay for all", None, None, 2, 1, None, None, None),
    cb.Quotation("2", "said only once", None, None, 1, 1, None, None, None),
]  # fmt: skip


def quoted_report() -> str:
    return render_report([*EVIL_CLAIMS, *PIER_CLAIMS, REPEATED], [PIER, EVIL], quotations=QUOTATIONS)


def test_quotations_are_listed_with_their_wordings_and_claims(open_page: Open) -> None:
    page = open_page(quoted_report())
    page.get_by_role("button", name="Quotations").click()
    expect(page.locator("#quotations-note")).to_have_text("Of 3 quotations, 2 are in more than one article.")
    rows = page.locator("#quotation-rows > tr")
    assert rows.count() == 2
    cells = rows.first.locator("td:not(:first-child)").all_inner_texts()
    assert cells == ["Ada Moreno (75 %)", "4", "2", "2026-03-06, The Post"]
    assert rows.nth(1).locator("td:not(:first-child)").all_inner_texts() == ["nobody named", "2", "1", "no date"]
    rows.first.get_by_text("2 wordings").click()
    # The browser tells the page that something was unfolded only after the click.
    expect(rows.first.locator("li")).to_have_text(["3 × <b>The pier</b> will be rebuilt", "1 × The pier will"])
    rows.first.get_by_text("3 claims").click()
    rows.first.get_by_role("button", name="A pier").first.click()
    expect(page.locator("#article-title")).to_have_text("A pier")
    assert page.locator(":focus").get_attribute("aria-label") == "Claim 1, direct, Ada Moreno"


def test_the_filter_leaves_out_quotations_without_a_claim_that_passes(open_page: Open) -> None:
    page = open_page(quoted_report())
    page.get_by_role("button", name="Quotations").click()
    page.get_by_role("searchbox", name="Words").fill("hail")
    assert page.locator("#quotation-rows > tr").count() == 1
    page.get_by_role("searchbox", name="Words").fill("it would pay")
    assert page.locator("#quotation-rows > tr").count() == 0
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#quotation-rows > tr")).to_have_count(2)


def test_without_quotations_there_is_no_view_of_them(open_page: Open) -> None:
    expect(open_page(report()).locator("#to-quotations")).to_be_hidden()


def test_no_claims_at_all(open_page: Open) -> None:
    page = open_page(render_report([]))
    assert page.locator("#summary").inner_text() == "0 claims in 0 articles"


def test_markup_in_the_input_is_shown_and_does_nothing(open_page: Open) -> None:
    page = open_page(report())
    page.locator("#article-list button").nth(1).click()
    assert _text(page) == HOSTILE.replace("\u202e", "\ufffd").replace("\u2066", "\ufffd")
    assert page.locator("#article-title").inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("img, script[src], #text script, #text b, article a[href^=javascript]").count() == 0
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".badge").click()
    assert "Ines <i>Falk</i>" in _record(page)


def test_the_policy_holds_against_what_would_get_in(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(report(), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    attempts = {
        "a request": "await fetch('https://news.example/')",
        "an image": "await new Promise((done, fail) => Object.assign(new Image(), "
        "{ onload: done, onerror: fail, src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }))",
        "markup": "document.body.innerHTML = '<p>'",
        "code from a string": "new Function('return 1')()",
        "a script": "document.body.append(Object.assign(document.createElement('script'), { text: '1' }))",
    }
    # Not within the driver's own call, which the browser excuses from parts of the policy.
    late = (
        "new Promise(answer => setTimeout(async () => { try { ATTEMPT; answer('in') } catch { answer('kept out') } }))"
    )
    results = {name: page.evaluate(late.replace("ATTEMPT", attempt)) for name, attempt in attempts.items()}
    assert results == dict.fromkeys(attempts, "kept out")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["Articles", "Corpus", "Quotations"])
def test_axe_finds_no_serious_fault(open_page: Open, scheme: Any, view: str) -> None:
    page = open_page(quoted_report() if view == "Quotations" else report(), color_scheme=scheme, bypass_csp=True)
    page.get_by_role("button", name=view).click()
    if view == "Articles":
        page.locator(".badge").first.focus()
    elif view == "Quotations":
        folded = page.locator("#quotations summary")
        for summary in folded.all():
            summary.click()
        expect(page.locator("#quotations details > ul")).to_have_count(folded.count())
    else:
        page.locator(".bar").first.click()
        page.locator("summary").first.click()
    violations = Axe().run(page).response["violations"]
    assert [
        (fault["id"], fault["nodes"][0]["html"]) for fault in violations if fault["impact"] in ("serious", "critical")
    ] == []


def _ground(page: Page) -> str:
    return page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")


def test_dark_mode_and_print(open_page: Open) -> None:
    page = open_page(report(), color_scheme="dark")
    assert _ground(page) == "rgb(21, 24, 29)"
    page.emulate_media(color_scheme="light")
    assert _ground(page) == "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert _ground(page) == "rgb(255, 255, 255)"
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("#text")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")
