"""What an article asserts in its own voice: whole sentences without an attribution that can be checked."""

from datetime import UTC, datetime

import pytest

import claims_beam as cb
from claims_beam.records import Article, Attribution, Document, Predicate, Span

OWN = "The council spent $40 million on ferries in 2019."
TOLD = "Ada Moreno said it spent $30 million in 2018."


def statements(tagger: cb.Tagger, text: str) -> list[str]:
    document = cb.find_statements(cb.extract_quotes(cb.split_sentences(Article("a", text)), tagger))
    return [statement.content[0].of(text) for statement in document.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OWN} {TOLD}", [OWN]),
        (f"{TOLD}\n\n{OWN}", [OWN]),
        ("It is a lovely place, and people like it.", []),
        ("Did the council spend $40 million on ferries in 2019?", []),
        ("Council spent $40 million on ferries in 2019\n\nIt rained.", []),
        ("Over 40 percent.", []),
    ],
)
def test_cases(tagger: cb.Tagger, text: str, expected: list[str]) -> None:
    assert statements(tagger, text) == expected


@pytest.mark.parametrize(("start", "end", "free"), [(0, 3, False), (48, 49, False), (49, 60, True)])
def test_one_shared_character_is_enough_to_be_attributed(start: int, end: int, free: bool) -> None:
    text = f"{OWN} {TOLD}"
    sentences = (Span(0, len(OWN)), Span(len(OWN) + 1, len(text)))
    document = Document(Article("a", text), sentences, attributions=(Attribution((Span(start, end),)),))
    assert (sentences[0] in [statement.content[0] for statement in cb.find_statements(document).statements]) is free


def test_statements_become_claims_without_speaker_or_cue(tagger: cb.Tagger) -> None:
    text = f"{OWN} {TOLD}"
    own, told = cb.extract_claims(text, tagger, statements=True)
    assert (own.kind, own.text, own.speaker, own.cue) == ("statement", OWN, None, None)
    assert own.predicate is not None
    assert own.predicate.verb == "spent"
    assert [quantity.unit for quantity in own.quantities] == ["USD"]
    assert told.kind == "indirect"


def test_they_are_claimed_where_they_are_asked_for(tagger: cb.Tagger) -> None:
    assert [claim.kind for claim in cb.extract_claims(f"{OWN} {TOLD}", tagger, statements=True)] == [
        "statement",
        "indirect",
    ]
    assert [claim.kind for claim in cb.extract_claims(f"{OWN} {TOLD}", tagger)] == ["indirect"]


def test_the_schemas_example_is_true(tagger: cb.Tagger) -> None:
    """What ``schemas/README.md`` shows of a claim."""
    text = "Ada Moreno said she would not sell more than 40 boats by Monday."
    [claim] = cb.extract_claims(Article("a", text, published_at=datetime(2026, 3, 6, tzinfo=UTC)), tagger)
    assert claim.predicate == Predicate("she", "sell", "more than 40 boats", True, "conditional", "present")
    assert [(quantity.text, quantity.value, quantity.unit, quantity.comparator) for quantity in claim.quantities] == [
        ("40 boats", 40, "boats", "more than")
    ]
    assert [(date.text, date.iso) for date in claim.dates] == [("Monday", "2026-03-09")]
    assert claim.standalone_text == "Ada Moreno would not sell more than 40 boats by 2026-03-09"
    assert [substitution.text for substitution in claim.substitutions] == ["Ada Moreno", "2026-03-09"]
