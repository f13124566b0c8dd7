"""Other forms of an article leave every character where it was."""

import random

import pytest
from hypothesis import given, strategies as st

from claims_beam.training.augment import restyled, shouted, wrapped

TEXT = 'A headline\n\n"It is ours," said Ann. "We won\'t sell." ' + "Nobody asked her to. " * 12


@pytest.mark.parametrize("change", [restyled, wrapped, shouted])
@given(text=st.text(), seed=st.integers(0, 20))
def test_offsets_stand(change, text, seed):
    assert len(change(text, random.Random(seed))) == len(text)


@pytest.mark.parametrize("seed", range(8))
def test_marks_come_in_pairs_of_one_style(seed):
    written = restyled(TEXT, random.Random(seed))
    first = TEXT.index('"')
    assert (written[first], written[TEXT.index('"', first + 1)]) in {("‘", "’"), ("'", "'"), ('"', '"'), ("“", "”")}


def test_only_spaces_become_line_breaks_and_lines_are_short():
    written = wrapped(TEXT, random.Random(1))
    assert written.replace("\n", " ") == TEXT.replace("\n", " ")
    assert max(map(len, written.split("\n"))) <= 100


def test_only_the_headline_is_in_capitals():
    assert shouted(TEXT, random.Random(1), share=1) == TEXT.replace("A headline", "A HEADLINE")
