"""Operations on spans: small cases, and properties over any spans of any text."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from claims_beam.records import Span
from claims_beam.text import spans

SPAN = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
FULL = SPAN.filter(lambda span: span.start < span.end)
MANY = st.lists(SPAN, max_size=8)


def characters(*held: Span) -> set[int]:
    return {place for span in held for place in range(span.start, span.end)}


@given(st.text(" \n\u2003ab", max_size=12), st.data())
def test_trimmed_holds_all_that_is_written(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    inner = spans.trimmed(text, span)
    assert inner.of(text) == span.of(text).strip()
    assert spans.holds(span, inner)


@given(st.text("«» .ab", max_size=12), st.data())
def test_core_has_no_edge(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    inner = spans.core(text, span, "«» .")
    assert inner.of(text) == span.of(text).strip("«» .")
    assert spans.holds(span, inner)


def test_core_keeps_what_it_is_told_to() -> None:
    text = "(from the U.S.)"
    assert spans.core(text, Span(0, len(text)), "().").of(text) == "from the U.S"
    kept = spans.core(text, Span(0, len(text)), "().", lambda text, span: span.of(text).endswith("S."))
    assert kept.of(text) == "from the U.S."


@given(MANY)
def test_merged_covers_the_same_and_is_disjoint(held: list[Span]) -> None:
    merged = spans.merged(held)
    assert characters(*merged) == characters(*held)
    assert all(before.end < after.start for before, after in pairwise(merged))
    assert spans.merged(merged) == merged


@given(FULL, FULL)
def test_overlap_and_holds_are_about_characters(one: Span, other: Span) -> None:
    assert spans.overlap(one, other) == spans.overlap(other, one) == bool(characters(one) & characters(other))
    assert spans.holds(one, other) == (characters(other) <= characters(one))


@given(MANY, FULL)
def test_overlapping_are_those_that_share_a_character(held: list[Span], span: Span) -> None:
    stretches = [stretch for stretch in spans.merged(held) if stretch.start < stretch.end]
    expected = [stretch for stretch in stretches if spans.overlap(stretch, span)]
    assert list(spans.overlapping(stretches, span)) == expected
    assert spans.covers(stretches, span) == bool(expected)


@given(MANY, st.integers(-1, 40))
def test_around_is_the_last_that_starts_before(held: list[Span], offset: int) -> None:
    held.sort()
    index = spans.last_from(held, offset)
    assert all(span.start <= offset for span in held[: index + 1])
    assert all(span.start > offset for span in held[index + 1 :])
    last = held[index] if index >= 0 else None
    assert spans.around(held, offset) == (last if last and offset < last.end else None)


@given(st.lists(SPAN, min_size=1, max_size=8))
def test_extent_holds_all(held: list[Span]) -> None:
    extent = spans.extent(held)
    assert all(spans.holds(extent, span) for span in held)
    assert extent == Span(min(span.start for span in held), max(span.end for span in held))


def test_no_spans_have_no_extent() -> None:
    with pytest.raises(ValueError, match="empty"):
        spans.extent([])
