"""What the report's page is told, and that nothing in it can be anything but data."""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, strategies as st
from support.factories import make_claim, make_document, spans_of
from support.quoting import MARCH_6

from claims_beam.claims.build import build_claims
from claims_beam.records import (
    Article,
    Attribution,
    Claim,
    Cue,
    Document,
    Failure,
    Occurrence,
    Quotation,
    Reference,
    Span,
    Speaker,
    Variant,
)
from claims_beam.report import document_html, render_report
from claims_beam.report.claim_table import MOST_ROWS, claim_html, listed_html
from claims_beam.report.data import report_data
from claims_beam.report.names import first_places
from claims_beam.report.notebook import register
from claims_beam.testing import make_article

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', flags=re.DOTALL)


def _data(html: str) -> Any:
    return json.loads(DATA.search(html)[1])  # type: ignore[index]


def _report_data(claims: list[Claim], articles: list[Article], **options: Any) -> dict[str, Any]:
    return _data(render_report(claims, articles, **options))


def test_the_policy_names_the_script_and_the_style_in_the_page() -> None:
    html = render_report([make_claim()], [make_article()])
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        source = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)[-1]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in html
    assert "default-src 'none'" in html
    assert "unsafe" not in html


EVIL = "</script><script>x</script><!--</style>{{script}}\u202e\x00\ud800&amp;"


def test_no_input_gets_out_of_the_data() -> None:
    clean = render_report([make_claim()], [make_article()])
    article = Article(EVIL, EVIL, EVIL, EVIL, EVIL, None, EVIL)
    claim = replace(make_claim(), article_id=EVIL, text=EVIL, title=EVIL, url=EVIL, publisher=EVIL)
    html = render_report([claim], [article], [Failure(EVIL, EVIL, EVIL, EVIL, EVIL)])
    assert DATA.sub("", html) == DATA.sub("", clean)
    assert "<" not in DATA.search(html)[1]  # type: ignore[index]
    html.encode()
    shown = EVIL.replace("\u202e", "\ufffd").replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert _data(html)["articles"]["title"][0] == shown
    assert "".join(piece[0] for piece in _data(html)["articles"]["pieces"][0]) == shown


def test_the_title_is_escaped() -> None:
    assert "<title>&lt;b&gt; &amp; {{data}}</title>" in render_report([], title="<b> & {{data}}")


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://news.example/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False), ("//news", False)],
)
def test_only_web_addresses_are_links(url: str, linked: bool) -> None:
    data = _report_data([], [replace(make_article(), url=url)])
    assert data["articles"]["url"] == [url if linked else ""]


def test_a_claim_belongs_to_the_article_with_its_words() -> None:
    other = make_article("Another text under the same id.")
    data = _report_data([make_claim()], [other, make_article()])
    assert data["claims"]["article"] == [1]
    assert data["articles"]["first"] == [0, 0, 1]


@pytest.mark.parametrize(
    "claim",
    [
        replace(make_claim(), article_id="nowhere"),
        replace(make_claim(), text="“We will rebuild the peer,”"),
        replace(make_claim(), prefix="Before that: "),
        replace(make_claim(), content=()),
        replace(make_claim(), content=(Span(3, 3),), text="", prefix="", suffix=""),
    ],
    ids=["no article", "other words", "other words before", "no content", "empty content"],
)
def test_a_claim_whose_text_is_not_at_hand_is_listed_without(claim: Claim) -> None:
    data = _report_data([claim], [make_article()])
    assert data["articles"]["missing"] == [0, 1]
    assert data["claims"]["article"] == [1]
    assert data["articles"]["title"][1] == "Pier to be rebuilt"
    assert data["details"]["rows"]["0"][-1] == claim.claim_id


def test_the_texts_with_the_most_claims_are_kept_as_far_as_they_fit() -> None:
    quiet = Article("quiet", "x" * 50)
    long = Article("long", "x" * 500)
    talkative = make_article()
    data = _report_data([make_claim()], [quiet, long, talkative], max_text_chars=200)
    assert [bool(pieces) for pieces in data["articles"]["pieces"]] == [True, False, True]
    data = _report_data([make_claim()], [quiet, long, talkative], max_text_chars=120)
    assert [bool(pieces) for pieces in data["articles"]["pieces"]] == [False, False, True]


def test_details_are_kept_for_as_many_claims_as_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_beam.report.data.MOST_DETAILS", 2)
    lost = [replace(make_claim(), article_id=str(number)) for number in range(5)]
    data = _report_data([*lost, make_claim()], [make_article()])
    assert list(data["details"]["rows"]) == ["0", "1"]


def test_the_options_are_checked() -> None:
    with pytest.raises(ValueError, match="max_text_chars is -1"):
        render_report([], max_text_chars=-1)


def test_an_unknown_kind_is_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match="kind 'question', which this version does not know"):
        render_report([replace(make_claim(), kind="question")])  # type: ignore[arg-type]


def test_what_has_no_number_is_minus_one() -> None:
    claim = replace(make_claim(), confidence=float("nan"), check_worthiness=None)
    columns = _report_data([claim], [])["claims"]
    assert (columns["confidence"], columns["worthiness"]) == ([-1], [-1])


def test_long_texts_are_cut_and_say_so() -> None:
    claim = replace(make_claim(), text="w" * 50_000)
    assert _report_data([claim], [])["claims"]["text"] == ["w" * 1_000 + "… (50,000 characters)"]


def _quotation(number: int, articles: int = 2, **fields: Any) -> Quotation:
    occurrence = Occurrence(make_claim().claim_id, "pier", "The Harbour Post", MARCH_6, 1.0)
    plain = Quotation(
        f"{number:032}", f"text {number}", "Ada Moreno", 1.0, articles, 1, MARCH_6, MARCH_6, "pier",
        (Variant(f"text {number}", articles),), (occurrence, replace(occurrence, claim_id="elsewhere")),
    )  # fmt: skip
    return replace(plain, **fields)


def _shown_quotations(*quotations: Quotation) -> Any:
    return _report_data([make_claim()], [make_article()], quotations=quotations)["quotations"]


def test_the_quotations_of_several_articles_are_told_with_their_claims() -> None:
    shown = _shown_quotations(_quotation(1), _quotation(2, articles=1), _quotation(3, articles=5, speaker_share=0.6))
    assert (shown["count"], shown["repeated"]) == (3, 2)
    assert [(row["text"], row["articles"], row["share"]) for row in shown["rows"]] == [
        ("text 3", 5, 60),
        ("text 1", 2, 100),
    ]
    assert shown["rows"][1] == {
        "text": "text 1",
        "speaker": "Ada Moreno",
        "share": 100,
        "articles": 2,
        "publishers": 1,
        "first": "2026-03-06",
        "first_publisher": "The Harbour Post",
        "variants": [["text 1", 2]],
        "all_variants": 1,
        "claims": [0],
        "all_claims": 2,
    }


def test_only_the_most_repeated_quotations_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_beam.report.quotations.MOST_QUOTATIONS", 3)
    shown = _shown_quotations(*(_quotation(number, articles=2 + number) for number in range(10)))
    assert (shown["count"], shown["repeated"], [row["articles"] for row in shown["rows"]]) == (10, 10, [11, 10, 9])


def test_a_quotation_of_any_size_takes_little_of_the_page() -> None:
    long = Variant(f"{EVIL} {'w' * 50_000}", 1)
    occurrence = Occurrence(make_claim().claim_id, EVIL, EVIL, None, 1.0)
    quotation = _quotation(
        1, text=long.text, variants=(long,) * 1_000, occurrences=(occurrence,) * 5_000, first_seen=None, speaker=None
    )
    assert len(json.dumps(_shown_quotations(quotation))) < 50_000
    assert "<" not in DATA.search(render_report([], quotations=[quotation]))[1]  # type: ignore[index]
    [row] = _shown_quotations(quotation)["rows"]
    assert (row["first"], row["first_publisher"], row["speaker"]) == ("", "", "")
    assert (row["all_variants"], row["all_claims"]) == (1_000, 5_000)


PRONOUNS = "Anna Ito spoke. Ann Ito left. “Go,” she said."


def test_a_pronoun_is_tied_to_the_place_of_its_name_and_to_no_longer_word() -> None:
    article = Article("a", PRONOUNS)
    she = Reference("she", "pronoun", spans_of(PRONOUNS, "she"))
    speaker = Speaker("Ann Ito", names=("Ann Ito",), mention=she)
    attribution = Attribution(
        spans_of(PRONOUNS, "“Go,”"), Cue(spans_of(PRONOUNS, "said"), "said"), she.spans, "direct", speaker=speaker
    )
    claims = build_claims(Document(article, attributions=(attribution,)))
    [pieces] = report_data(claims, [article], [], [], 1_000)["articles"]["pieces"]
    assert [piece for piece in pieces if piece[1:]] == [["Ann Ito", 3], ["“Go,”", 0], ["she", 2], ["said", 1]]


@pytest.mark.parametrize(
    ("days", "periods"),
    [
        ([datetime(2026, 3, day, tzinfo=UTC) for day in (2, 1, 2)], [["2026-03-01", 1], ["2026-03-02", 2]]),
        ([datetime(2026, 1 + n // 28, 1 + n % 28, tzinfo=UTC) for n in range(56)], [["2026-01", 28], ["2026-02", 28]]),
        ([datetime(1990 + n, 1, 1, tzinfo=UTC) for n in range(30)], [[str(1990 + n), 1] for n in range(30)]),
        ([None], []),
    ],
    ids=["days", "months", "years", "undated"],
)
def test_time_is_counted_by_day_month_or_year(days: list[datetime | None], periods: list[Any]) -> None:
    claims = [replace(make_claim(), article_id=str(number), published_at=day) for number, day in enumerate(days)]
    charts = {chart["field"]: chart["rows"] for chart in _report_data(claims, [])["charts"]}
    assert [[label, sum(counts)] for _, label, counts in charts.get("period", [])] == periods


NAMES = {
    "a name": ("Ann Ito", "Ann Ito"),
    "not a longer word": ("Ito", "Ito"),
    "a name with marks in it": ("J.-P. O’Neil", "J.-P. O’Neil"),
    "a name that ends in a mark": ("Ito Jr.", "Ito Jr"),
    "a longer name of the same first words": ("Ann Ito Jr", "Ann Ito Jr"),
    "a name that is not there": ("Ann Bo", None),
    "a name over other blanks": ("Ann  Ito", None),
    "marks alone": ("…", None),
}


@pytest.mark.parametrize(("name", "found"), NAMES.values(), ids=NAMES)
def test_the_first_place_of_a_name_is_found(name: str, found: str | None) -> None:
    text = "Itos, Annie Ito … and J.-P. O’Neil met Ann Ito Jr., Ito Jr. and Ann Ito again."
    places = first_places(text, [name, "Ann Ito", "Annie"])
    assert (places[name].of(text) if name in places else None) == found
    if found:
        [first, *_] = re.finditer(rf"\b{re.escape(found)}\b", text)
        assert places[name] == Span(*first.span())


@given(st.lists(st.text("ab. ", max_size=4)), st.text("ab. "))
def test_names_are_found_as_if_each_were_looked_for(names: list[str], text: str) -> None:
    places = first_places(text, names)
    for name in filter(re.compile(r"\b\w(?:.*\w)?\Z").match, names):
        found = re.search(rf"\b{re.escape(name)}\b", text)
        assert places.get(name) == (Span(*found.span()) if found else None)


def test_charts_count_by_kind_and_leave_the_unnamed_out() -> None:
    claims = [make_claim(), replace(make_claim(), kind="mixed"), replace(make_claim(), speaker=None)]
    charts = {chart["title"]: chart for chart in _report_data(claims, [])["charts"]}
    assert [row[1:] for row in charts["Who is quoted most"]["rows"]] == [["Ada Moreno", [1, 0, 1, 0]]]
    assert [row[1:] for row in charts["Share of direct quotes by publisher"]["rows"]] == [["The Harbour Post", [2, 3]]]


def test_a_document_shows_itself_in_a_notebook() -> None:
    html = document_html(make_document())
    assert html == document_html(make_document())
    assert "border-bottom:2px solid" in html
    assert 'title="direct: Ada Moreno">told</span>' in html
    assert "(1 quote)" in html


def test_a_notebook_runs_nothing_of_a_text() -> None:
    html = document_html(Document(Article("a", EVIL, title=EVIL)))
    assert "<script" not in html
    assert "&lt;/script&gt;" in html
    assert "\u202e" not in html


def test_claims_show_themselves_in_a_notebook_as_a_table() -> None:
    claim = replace(make_claim(), check_worthiness=0.75)
    for html in (claim_html(claim), listed_html([claim]), listed_html((claim,))):
        assert html is not None
        assert "1 claim<" in html
        assert re.findall("<td[^>]*>([^<]*)</td>", html) == [
            "direct",
            "Ada Moreno",
            "told",
            "“We will rebuild the pier,”",
            "0.75",
            "Pier to be rebuilt",
        ]
    assert "2 claims<" in str(listed_html([claim, replace(claim, cue=None, speaker=None, check_worthiness=None)]))


def test_a_long_list_shows_its_first_rows() -> None:
    html = listed_html([make_claim()] * (MOST_ROWS + 1))
    assert html is not None
    assert f"{MOST_ROWS + 1} claims, of which {MOST_ROWS} are shown" in html
    assert html.count("<tr>") == MOST_ROWS + 1  # and the heading


@pytest.mark.parametrize("values", [[], (), [1], [make_claim(), 1], ["a"]], ids=str)
def test_other_lists_are_shown_as_before(values: Sequence[object]) -> None:
    assert listed_html(values) is None


def test_a_notebook_runs_nothing_of_a_claim() -> None:
    speaker = Speaker(EVIL, names=(EVIL,))
    claim = replace(
        make_claim(), text=EVIL, title=EVIL, article_id=EVIL, speaker=speaker, cue=Cue((), EVIL), kind=cast(Any, EVIL)
    )
    html = claim_html(claim)
    assert re.findall("<(?!/?(?:div|small|table|thead|tbody|tr|th|td)[ >])", html) == []
    assert "\u202e" not in html
    assert len(claim_html(replace(claim, text="x" * 100_000))) < 10_000


def test_a_notebook_shows_them_without_being_asked() -> None:
    """With a stand-in for IPython's registry, which gives each type its formatter."""
    formatter = _Formatter()
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": formatter}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "IPython", cast(Any, SimpleNamespace(get_ipython=lambda: shell)))
        register()
    claims = [make_claim()]
    assert formatter.shown(claims) == formatter.shown(tuple(claims)) == formatter.shown(claims[0])
    assert formatter.shown(make_document()) == document_html(make_document())
    assert formatter.shown([1]) is None


class _Formatter(dict[type, Any]):
    for_type = dict.__setitem__

    def shown(self, value: object) -> str | None:
        return cast("str | None", self[type(value)](value))
