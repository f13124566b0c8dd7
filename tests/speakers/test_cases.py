"""The cases of a document: their order, their candidates, and that their number and work are bounded."""

from dataclasses import replace

import pytest
from support.work import lines_run

from claims_beam.records import Referent
from claims_beam.speakers.candidates import MOST
from claims_beam.speakers.cases import Case, Walk
from claims_beam.speakers.context import Context
from claims_beam.speakers.features import OFFICE_NOT_SHOWN
from claims_beam.speakers.known_people import KnownPeople
from claims_beam.speakers.resolve import resolve_speakers
from claims_beam.testing import read_markup


def cases_of(marked: str) -> list[Case]:
    """The cases of a text in which nobody is ever chosen."""
    document = read_markup(marked).document()
    walk, found = Walk(document, Context(document, KnownPeople(()))), []
    for case in walk:
        found.append(case)
        walk.note(case, ())
    return found


def test_cases_come_in_text_order_with_the_pronouns_between() -> None:
    cases = cases_of("[Ada Moreno] said {he was late}. [Tom Reyes] said {so}.")
    assert [case.index for case in cases] == [0, None, 1]


def test_a_source_is_no_pronoun_of_the_running_text() -> None:
    assert [case.index for case in cases_of("Ada Moreno left. [She] said {so}.")] == [0]


def test_who_is_credited_comes_first_among_the_candidates() -> None:
    [case] = cases_of("Tom Reyes and Paul Lund met. [Ada Moreno] said {so}.")
    assert [entity.name for entity in case.candidates] == ["Ada Moreno", "Paul Lund", "Tom Reyes"]
    assert [features.get("credited", 0.0) for features in case.features] == [1.0, 0.0, 0.0]


def test_the_candidates_are_bounded() -> None:
    people = " ".join(f"Ada Moreno{letter * 2} left." for letter in "abcdefghijklmnopqrstuvwxyz")
    [case] = cases_of(f"{people} [She] said {{so}}.")
    assert len(case.candidates) == MOST


def test_the_opinion_of_a_model_is_a_feature() -> None:
    document = read_markup("Ada Moreno met Tom Reyes. [The guest] said {so}.").document()
    referents = (Referent(document.text.index("Tom"), 0.9), Referent(None, 0.1))
    told = replace(document, attributions=(replace(document.attributions[0], referents=referents),))
    [case] = list(Walk(told, Context(told, KnownPeople(()))))
    by_name = dict(zip((entity.name for entity in case.candidates), case.features, strict=True))
    assert by_name["Tom Reyes"]["encoder"] > by_name["Ada Moreno"]["encoder"]
    assert case.source["no opinion"] == 0.0


@pytest.mark.parametrize(
    ("before", "is_shown"),
    [
        ("Ada Moreno wept.", False),
        ("Mayor Ada Moreno wept.", True),
        ("Ada Moreno, the mayor, wept.", True),
        ("The mayor came late. Ada Moreno wept.", True),
        ("Ada Moreno wept. The mayor came late.", False),
        ("The mayor came late. Ada Moreno, a lawyer, wept.", False),
        ("The mayor came late. Her rival Ada Moreno wept.", False),
        ("The mayor came late. Ada Moreno wept. Moreno, a lawyer, left.", True),
    ],
)
def test_an_office_is_shown_by_a_title_a_description_or_a_word_before_the_name(before: str, is_shown: bool) -> None:
    case = cases_of(f"{before} [The mayor] said {{so}}.")[-1]
    assert [not features.get(OFFICE_NOT_SHOWN) for features in case.features] == [is_shown]


@pytest.mark.parametrize(
    ("behind", "is_candidate"),
    [
        ("Her rival, Ada Moreno, wept.", False),
        ("His former boss Ada Moreno wept.", False),
        ("Their colleague, Sen. Ada Moreno, wept.", False),
        ("Ada Moreno, his lawyer, wept.", False),
        ("Ada Moreno wept.", True),
        ("In her speech, Ada Moreno wept.", True),
        ("He left his wife. Ada Moreno wept.", True),
        ("The rival, Ada Moreno, wept.", True),
        ("Tom Reyes left. His lawyer, Ada Moreno, wept.", True),
    ],
)
def test_whom_a_possessive_tells_of_as_somebody_else_is_no_candidate(behind: str, is_candidate: bool) -> None:
    case = cases_of(f"[The mayor] said {{so}}. {behind}")[0]
    assert ("Ada Moreno" in [entity.name for entity in case.candidates]) is is_candidate


def test_the_work_is_linear_in_the_number_of_names_and_sources() -> None:
    def work(count: int) -> int:
        surnames = (f"Mor{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}o{n}" for n in range(count))
        people = "".join(f"Ada {surname} left. [She] said {{so}}. " for surname in surnames)
        document = read_markup(people).document()
        return lines_run(lambda: resolve_speakers(document))

    work(20)
    assert work(400) < 8 * work(100)
