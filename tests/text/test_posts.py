"""Embedded posts: their words without the links behind them, in time that no run of links can blow up."""

import pytest
from support.work import seconds_of

from claims_beam.text.quotation.posts import find_posts

SIGNATURE = " — Maria Lopez (@mlopez) March 8, 2019"
LINK = "https://t.example/a"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("We were never asked.", "We were never asked."),
        (f"We were never asked. {LINK}", "We were never asked."),
        (f"We were never asked.  {LINK} {LINK}  ", "We were never asked."),
        ("We were never asked.pic.twitter.com/aB1", "We were never asked."),
        (f"We were never asked.pic.twitter.com/aB1 {LINK}", "We were never asked."),
        (f"We were never asked. {LINK}{LINK}", "We were never asked."),
        (f"See {LINK} for why we were never asked.", f"See {LINK} for why we were never asked."),
        (f"{LINK} We were never asked. {LINK}", f"{LINK} We were never asked."),
        ("We were never asked. https://", "We were never asked. https://"),
        (LINK, None),
        (f"{LINK} {LINK}", None),
    ],
)
def test_links_behind_the_words_are_no_part_of_them(written: str, words: str | None) -> None:
    for before in ("", "The post:\n"):
        text = f"{before}{written}{SIGNATURE}"
        assert [post.content.of(text) for post in find_posts(text)] == ([words] if words else [])


@pytest.mark.parametrize("unit", [LINK, "http://", "pic.twitter.com/", f"{LINK} ", " " * 9 + LINK, " " * 40, "a "])
def test_a_run_of_links_takes_no_more_time_than_other_words(unit: str) -> None:
    small, large = (f"a {unit * count} z{SIGNATURE}" for count in (11, 17))
    assert seconds_of(lambda: list(find_posts(large))) < 16 * seconds_of(lambda: list(find_posts(small)))
