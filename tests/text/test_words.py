"""The ways to cut text into words, and the tokens with their offsets."""

import pytest
from hypothesis import given, strategies as st

from claims_beam.records import Span
from claims_beam.text.words import CUES, NAMES, NUMBERS, QUOTED, Cut, tokenize, with_marks

CASES = [
    (NAMES, "@JaneDoe met O’Neill’s AT&T", ["@", "JaneDoe", "met", "O’Neill", "’s", "AT&T"]),
    (NAMES, "Roe, R-Tex., of the U.S.\nKi-moon", ["Roe", ",", "R-Tex.", ",", "of", "the", "U.S.", "\n", "Ki-moon"]),
    (NUMBERS, "$1,200.50, 2½-mile 1.2.3", ["$", "1,200.50", ",", "2", "½", "-", "mile", "1.2.3"]),
    (NUMBERS, "it’s 3-million_x", ["it’s", "3", "-", "million", "_", "x"]),
    (CUES, "didn’t say, he’ll 12", ["did", "n’t", "say", "he", "’ll"]),
    (
        QUOTED,
        "Cafe\u0301s: l’e\u0302\u0301te\u0301\u0301 3.5 \u0301x_y",
        ["Cafe\u0301s", "l’e\u0302\u0301te\u0301\u0301", "3.5", "x", "y"],
    ),
    (with_marks("?%"), "Isn’t it 3.5%? No!", ["Isn’t", "it", "3.5", "%", "?", "No"]),
]


@pytest.mark.parametrize(("cut", "text", "words"), CASES)
def test_how_text_is_cut(cut: Cut, text: str, words: list[str]) -> None:
    assert cut.split(text) == words


def test_words_are_compared_without_capitals_and_typography() -> None:
    assert [NAMES.compared(word) for word in ("O’Neill", "STRASSE", "Straße")] == ["o'neill", "strasse", "strasse"]
    assert NUMBERS.compared("Straße") == "straße"


@given(st.text(), st.sampled_from([NAMES, NUMBERS]))
def test_tokens_stand_where_they_say(text: str, cut: Cut) -> None:
    tokens = tokenize(text, cut)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == list(tokens.words)
    assert len(tokens) == len(tokens.lower) == len(tokens.words)
    assert list(tokens.starts) == sorted(tokens.starts)
    # Between tokens there is white space, or an underscore, which is no letter of a name.
    rest = "".join(text[a:b] for a, b in zip([0, *tokens.ends], [*tokens.starts, len(text)], strict=True))
    assert not rest.replace("_", "").strip()
    assert [tokens.at(start) for start in tokens.starts] == list(range(len(tokens)))


def test_a_stretch_keeps_the_offsets_of_the_text() -> None:
    text = "It cost $5 and 20 goats"
    tokens = tokenize(text, NUMBERS, Span(8, 17))
    assert list(tokens.words) == ["$", "5", "and", "20"]
    assert tokens.written(0, 2) == "$5"
    assert tokens.starts[0] == 8


def test_words_by_index() -> None:
    tokens = tokenize("Two-thirds, say", NUMBERS)
    assert [tokens.word(index) for index in (-1, 0, 4, 99)] == ["", "two", "say", ""]
    assert [index for index in range(len(tokens)) if tokens.hyphen(index)] == [1]
    assert tokens.touches(1)
    assert not tokens.touches(0)
    assert not tokens.touches(4)
    assert tokens.follows(4)


def test_tokens_in_and_without_spans() -> None:
    text = "on 3 May 2019 he paid"
    tokens = tokenize(text, NUMBERS)
    date = Span(3, 13)
    assert tokens.within([date]) == [1, 2, 3]
    assert tokens.without([date]).lower == ["on", ";", ";", ";", "he", "paid"]
    assert tokens.lower[1] == "3"
