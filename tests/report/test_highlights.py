"""Texts are cut into pieces that lose nothing, and each mark gets exactly its words back."""

import pytest
from hypothesis import given, strategies as st
from support.factories import make_document

from claims_beam.claims.build import build_claims
from claims_beam.records import Span
from claims_beam.report.highlights import ROLES, Mark, collect_marks, cut, printable

TEXT = "Rain “fell,” she said she heard."


def _pieces(*marks: Mark) -> list[tuple[str, list[int]]]:
    return [(piece.span.of(TEXT), [mark.owner for mark in piece.marks]) for piece in cut(len(TEXT), marks)]


def _content(owner: int, words: str) -> Mark:
    start = TEXT.index(words)
    return Mark(owner, "content", Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        ([], [(TEXT, [])]),
        ([_content(0, "Rain")], [("Rain", [0]), (TEXT[4:], [])]),
        ([_content(0, TEXT), _content(1, "she said")], [(TEXT[:13], [0]), ("she said", [0, 1]), (" she heard.", [0])]),
        ([_content(1, "Rain"), _content(0, "Rain")], [("Rain", [0, 1]), (TEXT[4:], [])]),
        ([Mark(0, "cue", Span(0, 4)), Mark(1, "content", Span(0, 4))], [("Rain", [1, 0]), (TEXT[4:], [])]),
        ([Mark(0, "cue", Span(4, 4)), Mark(0, "cue", Span(-2, 4)), Mark(0, "cue", Span(4, 99))], [(TEXT, [])]),
    ],
    ids=["none", "one", "nested", "same", "roles", "empty or outside"],
)
def test_pieces(marks: list[Mark], pieces: list[tuple[str, list[int]]]) -> None:
    assert _pieces(*marks) == pieces


MARKS = st.builds(
    lambda owner, role, start, length: Mark(owner, role, Span(start, start + length)),
    st.integers(0, 3),
    st.sampled_from(ROLES),
    st.integers(0, 20),
    st.integers(1, 12),
)


@given(st.text(min_size=32, max_size=40), st.lists(MARKS, max_size=8))
def test_nothing_is_lost_and_every_mark_has_its_words(text: str, marks: list[Mark]) -> None:
    pieces = list(cut(len(text), marks))
    assert "".join(piece.span.of(text) for piece in pieces) == text
    for mark in marks:
        assert "".join(piece.span.of(text) for piece in pieces if mark in piece.marks) == mark.span.of(text)


def test_an_empty_text_has_no_piece() -> None:
    assert list(cut(0, [])) == []


def test_claims_and_quotes_are_marked_alike() -> None:
    document = make_document()
    [claim], [attribution] = build_claims(document), document.attributions
    marks = list(collect_marks(0, claim))
    assert marks == list(collect_marks(0, attribution))
    assert {mark.role: mark.span.of(document.text) for mark in marks} == {
        "content": "“We will rebuild the pier,”",
        "cue": "told",
        "source": "Ada Moreno",
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a \nb\ufffdc"),
        ("\x1b[2J\x07\x00\x9b", "\ufffd[2J\ufffd\ufffd\ufffd"),
        ("\u202eabc\u2069\u2066", "\ufffdabc\ufffd\ufffd"),
        ("\ud800", "\ufffd"),
        ("عربي \u200f עברית", "عربي \u200f עברית"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert len(printable(text)) == len(text)
