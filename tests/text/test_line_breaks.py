"""Which line breaks are soft: in each text below, a soft break is written ``⏎`` and a hard one as a line break."""

import textwrap

import pytest

from claims_beam.text.line_breaks import soft_breaks
from claims_beam.text.plain import plain_text

SOFT = "⏎"


def _read(text: str) -> str:
    """The text with every soft line break as ``⏎`` and every other one as it is."""
    for place in reversed(list(soft_breaks(text))):
        assert not text[place.start : place.end].strip()
        text = text[: place.start] + SOFT + text[place.end :]
    return text


LOCAL = {
    "a line that goes on in lower case": "It was⏎wrapped here. So⏎it was.",
    "a closing mark on the next line": "He said “no⏎” and left.",
    "a closing bracket on the next line": "He left (at noon⏎) and slept.",
    "before a name, under a headline": (
        "Storm hits\nThe storm that reached us here⏎on Monday took Governor Ann⏎Lee and her staff unawares."
    ),
    "a quotation that goes on in lower case": "“One is⏎hard to wrap,” she said.",
    "a quotation that goes on with a name": "“We met with⏎Jane Doe,” she said.",
    "a quotation in straight marks": 'He said "we met with⏎Jane Doe" and left.',
    "a quotation that ends its paragraph without a closing mark": "“One is open.\nNew paragraph here.",
    "a quotation that closes on its line": "“We sail,” he told\nJane Doe.",
    "paragraphs of one line": "The mayor left on Monday.\nHer deputy stayed.\nNobody else came.",
    "blank lines": "The mayor left on\n\nmonday.",
    "a line of spaces": "The mayor left on\n  \nmonday.",
    "list items in lower case": "Items:\n- one thing\n* two\n• three\n1. four\nb) five",
    "a transcript": "FALK: We sail at noon.\nROWE: Who says so?\nFALK: The harbour master does.",
    "a poem": "The Boat\nI sailed on the sea\nIn a boat of my own\nWith nobody with me\nAnd came back alone",
    "a table": "Boat     Length\nIda      12\nVell     9\nOlga     10",
    "long paragraphs": f"{'Word ' * 30}end.\n{'Word ' * 30}end.\nLee spoke.",
    "a credit under a headline": "Ferry sinks\nBy Ines Falk\nThe ferry sank on Monday.",
    "nothing": "",
}


@pytest.mark.parametrize("want", [pytest.param(want, id=name) for name, want in LOCAL.items()])
def test_short_texts(want: str) -> None:
    assert _read(want.replace(SOFT, "\n")) == want


PARAGRAPHS = [
    "Ferry to stay in port",
    "The ferry to the island of Vell will stay in port until the end of the year, the harbour master Ines Falk said "
    "on Monday, after divers had found a crack in its hull that is as long as a man’s arm.",
    "“We were lucky,” Falk told reporters in the port of Olsted, where the ferry has lain since Saturday. “A week "
    "later, and it would have been forty people in the water. Nobody would have come to help them.”",
    "The company that runs the ferry, Meridian Lines, did not answer questions. Its owner, Bo Rowe, has said that "
    "J. Holm’s report was “nonsense”.",
    "Vell has 300 inhabitants.",
    "They will be supplied by helicopter — a machine that the army lends — and by fishing boats, Falk said. The "
    "island’s school is closed, and its 12 pupils are taught by Ann Lee, who lives there.",
]


def _wrapped(width: int, between: str, **options: str) -> tuple[str, str]:
    """The paragraphs wrapped, with ordinary line breaks and with soft ones marked."""
    wrapped = [textwrap.wrap(paragraph, width, break_on_hyphens=False, **options) for paragraph in PARAGRAPHS]  # type: ignore[arg-type]
    return between.join("\n".join(lines) for lines in wrapped), between.join(
        SOFT.join(line.lstrip() if number else line for number, line in enumerate(lines)) for lines in wrapped
    )


@pytest.mark.parametrize("width", [56, 64, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n", "\n \n"])
def test_a_hard_wrapped_article(width: int, between: str) -> None:
    text, want = _wrapped(width, between)
    assert _read(text) == want


def test_blanks_around_a_soft_break_belong_to_it() -> None:
    text, want = _wrapped(72, "\n\n", subsequent_indent="  ")
    assert _read(text.replace("\n  ", " \n  ")) == want


def test_indented_paragraphs_without_blank_lines() -> None:
    text, want = _wrapped(72, "\n", initial_indent="   ")
    assert _read(text) == want


def test_a_narrower_paragraph_has_a_width_of_its_own() -> None:
    text, want = _wrapped(72, "\n\n")
    narrow = "We have lost the school,⏎the shop and the pub, and⏎Rowe only laughs at us."
    assert _read(f"{text}\n\n{narrow.replace(SOFT, chr(10))}\n\n{text}") == f"{want}\n\n{narrow}\n\n{want}"


def test_a_long_line_in_a_wrapped_article_is_a_paragraph() -> None:
    text, want = _wrapped(72, "\n")
    link = "Report: https://example.org/" + "a" * 100
    assert _read(f"{text}\n{link}\n{text}") == f"{want}\n{link}\n{want}"


def test_list_items_and_turns_in_a_wrapped_article_start_lines() -> None:
    text, want = _wrapped(72, "\n\n")
    items = (
        "1. The ferry stays in port until the hull is mended by the yard in Vell.\n"
        "2. The helicopter flies on Mondays, and on other days if somebody is ill.\n"
        "FALK: We shall do all that we can to keep the island going until spring.\n"
        "ROWE: I have nothing to add."
    )
    assert _read(f"{text}\n\n{items}") == f"{want}\n\n{items}"


def test_one_paragraph_that_goes_on_in_lower_case_does_not_wrap_the_others() -> None:
    text = (
        "The mayor of Olsted left the hall on Monday\nevening.\n\n"
        "Her deputy stayed there until Tuesday noon.\nNobody had told him that it was over by then.\nHe slept."
    )
    assert _read(text) == text.replace("\nevening", "⏎evening")


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["\n", "a\n", "A\n", " \n", "a \n\n", "- a\n", "word\n" * 9 + "\n", "x" * 99 + "\n"])
def test_long_monotony_takes_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))  # a quadratic scan would take minutes here
    assert sum(1 for _ in soft_breaks(text)) < len(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("> We were never\n> asked.", "> We were never asked."),
        (">We were never\n>asked.", ">We were never asked."),
        ("> > We were never\n> > asked.", "> > We were never asked."),
        ("> We were never\n>\n> asked.", "> We were never\n>\n> asked."),
        ("> We were never\n>> asked.", "> We were never\n>> asked."),
        ("> We were never\nasked.", "> We were never\nasked."),
        ("We were never\n> asked.", "We were never\n> asked."),
        ("> We were asked.\n> Nobody came.", "> We were asked.\n> Nobody came."),
        ("> We were\n> never asked.\n> — Maria Lopez", "> We were never asked.\n> — Maria Lopez"),
        ("more than 5 and\n>6 percent", "more than 5 and\n>6 percent"),
    ],
)
def test_lines_of_a_block_quotation(text: str, want: str) -> None:
    assert plain_text(text).text == want
