"""Names that a model found, put right: edges, titles, kinds, and the places that it passed over."""

import pytest
from hypothesis import given, settings, strategies as st
from support.factories import spans_of

from claims_beam.records import Mention, Span, SpeakerKind
from claims_beam.speakers.mentions import Found, to_mentions


def mentions_of(text: str, *names: tuple[str, SpeakerKind], titles: tuple[str, ...] = ()) -> list[Mention]:
    """The names of the text when a model finds the first place of each name and of each title."""
    found = [Found(span, kind, 0.9) for name, kind in names for span in spans_of(text, name)]
    spans = sorted((span for title in titles for span in spans_of(text, title)), key=lambda span: span.start)
    made = to_mentions(text, sorted(found, key=lambda name: name.span), spans)
    return [mention for mention in made if mention.form == "name"]


EDGES = [
    # The possessive and marks at the edges are no part of a name, but an organisation's may be.
    ("Ada Moreno’s pier", "Ada Moreno’s", "PERSON", "Ada Moreno"),
    ("the “Moreno” pier", "“Moreno”", "PERSON", "Moreno"),
    ("Lloyd’s of Fairport", "Lloyd’s", "ORG", "Lloyd’s"),
    # Small nouns that make one name with the name before them.
    ("the Moreno campaign said so", "Moreno", "PERSON", "Moreno campaign"),
    ("Fairport police said so", "Fairport", "GPE", "Fairport police"),
    ("the Fairport government said so", "Fairport", "GPE", "Fairport"),
]


@pytest.mark.parametrize(("text", "found", "kind", "name"), EDGES)
def test_the_edges_of_a_name(text: str, found: str, kind: SpeakerKind, name: str) -> None:
    [mention] = mentions_of(text, (found, kind))
    assert text[mention.start : mention.end] == name


def test_a_name_without_letters_is_none() -> None:
    assert mentions_of("It was “—” so", ("“—”", "PERSON")) == []


TITLES = [
    # Before the name, in two parts, and behind it.
    ("Minister of Tides Ada Moreno left.", ("Minister of Tides",), "Minister of Tides", "Ada Moreno"),
    ("The economist, Dr. Ada Moreno, left.", ("The economist", "Dr."), "The economist, Dr.", "Ada Moreno"),
    ("Ada Moreno, the harbour engineer, left.", ("the harbour engineer",), "the harbour engineer", "Ada Moreno"),
    # The model took the honorific for a part of the name.
    ("They met Capt. Ada Moreno there.", (), "Capt.", "Ada Moreno"),
    # Not beside the name.
    ("The mayor left with Ada Moreno.", ("The mayor",), None, "Ada Moreno"),
]


@pytest.mark.parametrize(("text", "titles", "title", "name"), TITLES)
def test_a_title_stands_apart(text: str, titles: tuple[str, ...], title: str | None, name: str) -> None:
    found = "Capt. Ada Moreno" if "Capt." in text else "Ada Moreno"
    [mention] = mentions_of(text, (found, "PERSON"), titles=titles)
    assert (mention.title, " ".join(mention.words)) == (title, name)


@pytest.mark.parametrize(
    ("found", "title", "name"),
    [
        ("Congresswoman Moreno", "Congresswoman", "Moreno"),
        ("Mayor Ada Moreno", "Mayor", "Ada Moreno"),
        # A post of two words is no name behind a title, and a role that is also a first name may be one.
        ("Attorney General", None, "Attorney General"),
        ("Dean Moreno", None, "Dean Moreno"),
    ],
)
def test_a_role_at_the_start_of_a_name_is_its_title(found: str, title: str | None, name: str) -> None:
    [mention] = mentions_of(f"They met {found} there.", (found, "PERSON"))
    assert (mention.title, " ".join(mention.words)) == (title, name)


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Siobhan Farrow", "f"),
        ("J. Mary Farrow", "f"),
        # A double name, and the family name first.
        ("Mei-Xing Farrow", "f"),
        ("Farrow Haruko", "f"),
        # Either may be called so, whatever the family name is.
        ("Kim Paul", None),
    ],
)
def test_a_first_name_tells_the_gender(name: str, gender: str | None) -> None:
    [mention] = mentions_of(f"It was {name} again.", (name, "PERSON"))
    assert mention.gender == gender


def test_the_letters_of_a_degree_are_no_name() -> None:
    mentions = mentions_of("Ada Moreno, M.Si., left.", ("Ada Moreno", "PERSON"), ("M.Si.", "PERSON"))
    assert [" ".join(mention.words) for mention in mentions] == ["Ada Moreno"]


def test_a_title_tells_the_gender_of_its_holder_and_not_of_an_owner() -> None:
    [mention] = mentions_of(
        "Ms Lund’s barrister Zyx Quill left.", ("Zyx Quill", "PERSON"), titles=("Ms Lund’s barrister",)
    )
    assert mention.gender is None
    [mention] = mentions_of("Ms Zyx Quill left.", ("Zyx Quill", "PERSON"), titles=("Ms",))
    assert mention.gender == "f"


def test_a_name_has_one_kind_in_an_article() -> None:
    text = "Kilmorna won. Kilmorna’s coach left. Fans of Kilmorna sang."
    spans = spans_of(text, "Kilmorna won")[0].start, text.index("Kilmorna’s"), text.rindex("Kilmorna")
    kinds: tuple[SpeakerKind, ...] = ("ORG", "PERSON", "ORG")
    found = [Found(Span(at, at + 8), kind, 0.8) for at, kind in zip(spans, kinds, strict=True)]
    assert {mention.kind for mention in to_mentions(text, found, [])} == {"ORG"}


def test_a_surname_that_the_model_passed_over_is_a_name() -> None:
    text = "Moreno resigns\n\nAda Moreno resigned. It hurt, said Moreno, and more reno was due."
    assert [text[mention.start : mention.end] for mention in mentions_of(text, ("Ada Moreno", "PERSON"))] == [
        "Moreno",
        "Ada Moreno",
        "Moreno",
    ]


def test_a_surname_that_is_also_a_word_is_left_alone() -> None:
    text = "Ada Rice came. Rice was cheap, and the rice was good."
    assert len(mentions_of(text, ("Ada Rice", "PERSON"))) == 1


@settings(max_examples=150)
@given(st.text(alphabet="Aa é.'’ ,-\n“”İ🎉", max_size=40), st.data())
def test_any_names_in_any_text_are_mentions_of_their_words(text: str, data: st.DataObject) -> None:
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(start, end) for start, end in zip(offsets[::2], offsets[1::2], strict=False) if start < end]
    kinds = st.sampled_from(["PERSON", "ORG", "GPE", "GROUP"])
    mentions = to_mentions(text, [Found(span, data.draw(kinds), 0.8) for span in spans], spans[:1])
    assert list(mentions) == sorted(mentions, key=lambda mention: (mention.start, mention.end))
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.form == "pronoun" or mention.words
