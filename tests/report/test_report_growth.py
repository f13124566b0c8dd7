"""The work of a report grows with its articles and claims and no faster, whatever speakers and ids these have."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.factories import make_claim
from support.growing import numbered
from support.work import lines_run, seconds_of

from claims_beam.records import Article, Claim, Reference, Span, Spans, Speaker
from claims_beam.report.data import report_data
from claims_beam.report.grouping import grouped
from claims_beam.report.names import first_places

SLACK = 1.5  # how much faster than an input five times as large the cost may grow; a square grows five times faster


def _claim(article: Article, content: Spans, name: str = "Ann Lee") -> Claim:
    start, end = content[0].start, content[-1].end
    speaker = Speaker(name, names=(name,), mention=Reference("she", "pronoun", ()))
    return replace(
        make_claim(),
        claim_id=f"{article.article_id} {start} {article.text[start:end]}",
        article_id=article.article_id,
        text=article.text[start:end],
        content=content,
        prefix=article.text[max(0, start - 32) : start],
        suffix=article.text[end : end + 32],
        cue=None,
        speaker=speaker,
    )


def _speakers(number: int) -> tuple[list[Claim], list[Article]]:
    """Return an article with as many speakers, none of whom it names before its end."""
    text = "It rained. " * number + numbered("Ann {} said so.")(15 * number)
    names = [f"Ann {word}" for word in text.split() if word.istitle() and word not in ("Ann", "It")]
    article = Article("rain", text)
    return [_claim(article, (Span(start, start + 9),), name) for start, name in enumerate(names)], [article]


def _namesakes(number: int) -> tuple[list[Claim], list[Article]]:
    """Return as many articles of one id, each with a claim: revisions, which differ in a number alone."""
    articles = [
        Article("rain", f"By our staff. The mayor said that it rained for {n} hours at a time.") for n in range(number)
    ]
    return [_claim(article, (Span(31, len(article.text) - 1),)) for article in articles], articles


def _copies(number: int) -> tuple[list[Claim], list[Article]]:
    """Return as many copies of an article, and claims of another article of the same id."""
    articles = [Article("rain", "By our staff. The mayor said that it rained. Nothing else.")] * number
    other = Article("rain", "By our staff. The mayor said that it rained. Much else.")
    return [_claim(other, (Span(31, 43),))] * number, articles


INPUTS: dict[str, Callable[[int], tuple[list[Claim], list[Article]]]] = {
    "speakers of an article": _speakers,
    "revisions of one id": _namesakes,
    "copies of one id": _copies,
}


@pytest.mark.parametrize("made", INPUTS.values(), ids=INPUTS)
def test_work_is_linear(made: Callable[[int], tuple[list[Claim], list[Article]]]) -> None:
    small, large = (
        lines_run(lambda given=given: report_data(*given, (), (), 1_000_000)) for given in map(made, (40, 200))
    )
    assert large < SLACK * 5 * small


def test_the_time_to_find_names_is_linear() -> None:
    """A search of the text for each name is one line of Python, and so is seen as time alone."""

    def find(number: int) -> dict[str, Span]:
        claims, [article] = _speakers(number)
        return first_places(article.text, [name for claim in claims if claim.speaker for name in claim.speaker.names])

    small, large = (seconds_of(lambda number=number: find(number)) for number in (400, 2_000))
    assert large < SLACK * 5 * small


def test_claims_find_their_revision() -> None:
    claims, articles = _namesakes(20)
    groups = grouped(reversed(claims), articles)
    assert [group.article for group in groups] == articles
    assert [group.claims for group in groups] == [[claim] for claim in claims]
