"""Names in raw text: which words belong to a name, which do not, and what the name is of."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from claims_beam.records import Mention
from claims_beam.speakers.capitals import find_mentions, find_names
from claims_beam.text.words import tokenize


def names_in(text: str) -> list[Mention]:
    return find_names(tokenize(text))


FOUND = [
    # Sentence-initial words belong to the name only where they are no ordinary words.
    ("Yesterday Ada Moreno left.", ["Ada Moreno"]),
    ("Using Ada Moreno as an example is wrong.", ["Ada Moreno"]),
    ("Pressure grew. Nobody felt the pressure.", []),
    ("Initial estimates were low.", []),
    ("Protesters gathered.", []),
    ("Moreno left. So did I.", ["Moreno"]),
    ("The Post said so.", ["Post"]),
    # Initials, suffixes, particles, hyphens, apostrophes, ampersands.
    ("So said J. R. Holt.", ["J. R. Holt"]),
    ("So said Martin A. Holt.", ["Martin A. Holt"]),
    ("So said Martin Holt, Jr. and left.", ["Martin Holt Jr."]),
    ("So said Martin Holt III.", ["Martin Holt III"]),
    ("So said Luis de la Torre.", ["Luis de la Torre"]),
    ("So said Anna Holt-Baum.", ["Anna Holt-Baum"]),
    ("So said Sean O’Dowd’s lawyer.", ["Sean O’Dowd"]),
    ("So said Procter & Lund.", ["Procter & Lund"]),
    # Adjectives made with a name, days and months, handles and parties are no names.
    ("It is a Fairport-based firm.", []),
    ("On Monday in March it rained.", []),
    ("So said Theresa May on 3 May.", ["Theresa May"]),
    ("So said Rep. Ada Moreno, D-Ohio.", ["Ada Moreno"]),
    ("As @AdaMoreno wrote.", []),
    # Organisations with small words inside; places do not join them.
    ("The Department of Coastal Affairs acted.", ["Department of Coastal Affairs"]),
    (
        "The Coast and Harbour Safety Committee will meet again when the others have left.",
        ["Coast and Harbour Safety Committee"],
    ),
    ("The Alliance to Save Our Rivers met.", ["Alliance to Save Our Rivers"]),
    ("Congress and Norway agreed.", ["Congress", "Norway"]),
    ("The Moreno campaign left.", ["Moreno campaign"]),
    # A headline holds what the body names, or a first name with a surname.
    ("Moreno Says She Will Stay In Fairport\nAda Moreno said in Fairport that she would stay.", ["Moreno", "Fairport"]),
    ("Ada Moreno Opens Rebuilt Pier\nThe pier is open.", ["Ada Moreno"]),
    # Capitals that shout are no names.
    ("READ THIS now.", []),
    ("The CEO left.", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_which_words_are_names(text: str, names: list[str]) -> None:
    found = [" ".join(name.words) for name in names_in(text)]
    assert found[: len(names)] == names
    assert bool(found) == bool(names)


TITLES = [
    ("Mayor Ada Moreno left.", "Mayor", "Ada Moreno"),
    ("So did Secretary of State Ada Moreno.", "Secretary of State", "Ada Moreno"),
    (
        "That evening the others left with Harbour Office Press Secretary Ada Moreno.",
        "Harbour Office Press Secretary",
        "Ada Moreno",
    ),
    ("So did Rep. Moreno.", "Rep.", "Moreno"),
    ("So did Mr. King.", "Mr.", "King"),
    ("So did Larry King.", None, "Larry King"),
    ("So did Republican Ada Moreno.", "Republican", "Ada Moreno"),
]


@pytest.mark.parametrize(("text", "title", "name"), TITLES)
def test_the_title_is_split_off(text: str, title: str | None, name: str) -> None:
    (found,) = names_in(text)
    assert (found.title, " ".join(found.words)) == (title, name)
    assert text[found.start : found.end] == name


def test_a_title_without_a_name_is_no_name() -> None:
    assert names_in("So said the Attorney General and the Press Secretary.") == []


KINDS = [
    ("So said Ada Moreno.", "PERSON"),
    ("So said the Harbour Safety Agency.", "ORG"),
    ("So said HSA.", "ORG"),
    ("So said the Institute of Tides.", "ORG"),
    ("So said Norway.", "GPE"),
    ("So said the U.S. again.", "GPE"),
    ("So said Republicans.", "GROUP"),
    ("So said Norwegians.", "GROUP"),
    ("So said Lundqvist.", None),
    ("It was the Fairport Treaty.", None),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_what_a_name_names(text: str, kind: str | None) -> None:
    assert [name.kind for name in names_in(text)] == [kind]


GENDERS = [
    ("So said Ada Moreno.", "f"),
    ("So said Tom Reyes.", "m"),
    ("So said Taylor Quill.", None),
    ("So said Mrs. Quill.", "f"),
    ("So said Councilman Quill.", "m"),
    ("So said J. Thomas Quill.", "m"),
]


@pytest.mark.parametrize(("text", "gender"), GENDERS)
def test_the_gender_that_a_name_shows(text: str, gender: str | None) -> None:
    assert [name.gender for name in names_in(text)] == [gender]


def test_mentions_are_names_and_pronouns_in_text_order() -> None:
    assert find_mentions("Then Ada Moreno said she left.") == (
        Mention(5, 15, "name", "PERSON", words=("Ada", "Moreno"), gender="f"),
        Mention(21, 24, "pronoun", gender="f"),
    )


@given(st.text(max_size=80))
def test_tokens_are_the_text_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == list(tokens.words)
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))


@given(st.text(alphabet="AbJ. ,’-&\n\u00e9\u0130\ud800of", max_size=80))
def test_names_lie_in_the_text_in_order(text: str) -> None:
    names = names_in(text)
    assert all(0 <= name.start < name.end <= len(text) for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
