"""Where a quotation stands in a source, once or each time, and what was changed, left out or added."""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from support.quoting import quoting, sentence, words_made_up
from support.work import lines_run

import claims_beam as cb
from claims_beam.corpus.locating import MOST_PLACES
from claims_beam.corpus.runs import shared_runs
from claims_beam.records import Change, Location, Span

SPEECH = (
    "Friends, thank you all for coming. The harbor has fed this town for three hundred years, and it will feed our "
    "children too. We will never, ever sell the harbor to anybody. We will mend the pier before the winter. Thank you."
)


@pytest.mark.parametrize(
    ("quote", "place", "changes"),
    [
        ("“We will mend the pier before the winter.”", "We will mend the pier before the winter", []),
        ("WE WILL MEND the pier before the winter", "We will mend the pier before the winter", []),
        ("we will never ... sell the harbor", "We will never, ever sell the harbor", [("left out", "", "ever")]),
        ("We will repair the pier before winter", "We will mend the pier before the winter",
         [("changed", "repair", "mend"), ("left out", "", "the")]),
        ("We will surely mend the pier", "We will mend the pier", [("added", "surely", "")]),
        ("The harbor has fed this town, and it will feed our children too",
         "The harbor has fed this town for three hundred years, and it will feed our children too",
         [("left out", "", "for three hundred years")]),
        ("The port has fed this town for 300 years", "The harbor has fed this town for three hundred years",
         [("changed", "port", "harbor"), ("changed", "300", "three hundred")]),
        ("They will mend the pier before the winter", "We will mend the pier before the winter",
         [("changed", "They", "We")]),
        ("We will mend the pier before the summer", "We will mend the pier before the winter",
         [("changed", "summer", "winter")]),
        ("We mend the pier before the winter", "We will mend the pier before the winter", [("left out", "", "will")]),
        ("it will feed our children", "it will feed our children", []),
        ("We will mend the pier before the winter Thank quark", "We will mend the pier before the winter. Thank you",
         [("changed", "quark", "you")]),
    ],
)  # fmt: skip
def test_a_quotation_is_found_with_its_changes(quote: str, place: str, changes: list[tuple[str, str, str]]) -> None:
    found = cb.locate_quotation(quote, SPEECH)
    assert found is not None
    assert SPEECH[found.start : found.end] == place
    assert [(each.kind, each.quoted, each.original) for each in found.changes] == changes
    assert all(SPEECH[each.start : each.end] == each.original for each in found.changes)
    assert (found.similarity == 1.0) is all(kind == "left out" for kind, _, _ in changes)


@pytest.mark.parametrize("quote", ["", "“”", "We shall build a tunnel under every lake", "Thank", "is the of"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    found = cb.locate_quotation(quote, SPEECH)
    assert found is None or SPEECH[found.start : found.end].lower() == quote.lower()


CHANCES = {
    "half of the words, none of which means anything": (
        "We did not drink the lake", "Asked again, he did not recall the exchange.", False),
    "and one that does": ("“One sentence, and you heard it,”", "After 26 years, and she had plainly heard it.", False),
    "and two that do": ("“One sentence, and you heard it,”", "Just a sentence was read, and nobody heard it.", True),
    "most of the words, though none means anything": ("This is not how one leave.", "This is not how one leaves", True),
    "small words alone": ("Somebody had to", "Then somebody had to.", True),
    "two words with one between them": ("punishment … favor", "It was punishment without favor.", True),
}  # fmt: skip


@pytest.mark.parametrize(("quote", "text", "is_found"), CHANCES.values(), ids=CHANCES)
def test_a_place_that_has_words_by_chance_is_none(quote: str, text: str, is_found: bool) -> None:
    assert bool(cb.locate_quotation(quote, text)) is is_found
    assert bool(cb.locate_quotation_everywhere(quote, text)) is is_found
    checks = cb.check_quotations([cb.Article("source", text)], quoting(quote))
    assert all(check.source_id is None for check in checks) or is_found


def test_nothing_is_found_in_nothing() -> None:
    assert cb.locate_quotation("We will mend the pier", "") is None


def test_of_equal_places_the_first_is_given() -> None:
    assert cb.locate_quotation("We will go home", "We will go home. We will go home.") == Location(0, 15, 1.0)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_searched(quote: str, text: str) -> None:
    found = cb.locate_quotation(quote, text)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert 0.5 <= found.similarity <= 1
        assert all(text[change.start : change.end] == change.original for change in found.changes)


@pytest.mark.parametrize("seed", range(30))
def test_edits_made_by_rule_are_listed(seed: int) -> None:
    chance = random.Random(seed)
    words = [word for _ in range(60) for word in sentence(chance)]
    start = chance.randrange(len(words) - 30)
    quoted = words[start : start + 25]
    at = chance.randrange(3, 20)
    edited = [*quoted[:at], "unheard", *quoted[at + 1 :]]
    found = cb.locate_quotation(" ".join(edited), " ".join(words))
    assert found is not None
    offset = len(" ".join(words[:start])) + (start > 0)
    assert (found.start, found.end) == (offset, offset + len(" ".join(quoted)))
    assert [(each.kind, each.quoted, each.original) for each in found.changes] == [("changed", "unheard", quoted[at])]


def test_a_word_left_out_behind_the_first_does_not_move_the_place() -> None:
    text = "We know it, and we say it: we have wounded soldiers, and we have nothing for them."
    found = cb.locate_quotation("we wounded soldiers and we have nothing for them", text)
    assert found is not None
    assert text[found.start :] == "we have wounded soldiers, and we have nothing for them."
    assert [(each.kind, each.original) for each in found.changes] == [("left out", "have")]


ADDED = {
    "where small words of it stand before the place": (
        "nobody in this chamber wanted to hear it",
        "In the end, and in this town, everybody knew that nobody wanted to hear it.",
        "nobody wanted to hear it", "in this chamber"),
    "where many of them do": (
        "nobody in this chamber wanted to hear it",
        "The mayor was in it for this money since 2019, and nobody wanted to hear it.",
        "nobody wanted to hear it", "in this chamber"),
    "at the end, where small words of it stand behind the place": (
        "We will mend the pier before winter, in this house and in this town",
        "We will mend the pier before winter. The ferry is in dock, and nothing else is afloat in this weather.",
        "We will mend the pier before winter", "in this house and in this town"),
    "as a first sentence": (
        "I have never hidden a bill in my life. I have been asking for this money since 2019",
        "It was tested by an engineer. That is my promise to you. I have been asking for this money since 2019.",
        "I have been asking for this money since 2019", "I have never hidden a bill in my life"),
    "as a first sentence that begins with a word of the sentence before": (
        "In my life I have never lied. We will mend the pier before the next winter",
        "It is my view that we must act in a week. We will mend the pier before the next winter.",
        "We will mend the pier before the next winter", "In my life I have never lied"),
    "as a last sentence": (
        "We will mend the pier before the winter. And we pay for it ourselves",
        "We will mend the pier before the winter. Thank you for coming, all of you, and have a good day.",
        "We will mend the pier before the winter", "And we pay for it ourselves"),
}  # fmt: skip


@pytest.mark.parametrize(("quote", "text", "place", "added"), ADDED.values(), ids=ADDED)
def test_what_was_added_is_not_taken_for_changed(quote: str, text: str, place: str, added: str) -> None:
    found = cb.locate_quotation(quote, text)
    assert found is not None
    assert text[found.start : found.end] == place
    assert [(each.kind, each.quoted, each.original) for each in found.changes] == [("added", added, "")]
    words = len(quote.split())
    assert found.similarity == (words - len(added.split())) / words


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_runs_are_words_that_both_have_in_order(words: list[str], whole: list[str]) -> None:
    runs = shared_runs(words, whole, Span(0, len(whole)))
    assert all(run.size and words[run.a : run.a + run.size] == whole[run.b : run.b + run.size] for run in runs)
    assert all(one.a + one.size <= other.a and one.b + one.size <= other.b for one, other in pairwise(runs))
    assert bool(runs) is bool({*words} & {*whole})


def test_a_quotation_of_100_000_words_is_located() -> None:
    words = words_made_up(100_000)
    found = cb.locate_quotation(" ".join(words), "before " + " ".join([*words[:5], "else", *words[6:]]) + " behind")
    assert found is not None
    assert found.changes == (Change("changed", words[5], "else", 32, 36),)


PLACES = {
    "a sentence that a release repeats": (
        "We will mend the pier before the winter",
        "“We will mend the pier before the winter,” she said.\n\nShe added: “We will mend the pier before the winter.”",
        ["We will mend the pier before the winter", "We will mend the pier before the winter"],
    ),
    "the nearest first": (
        "We will mend the pier before the winter",
        "We will repair the pier before winter. It costs a lot. We will mend the pier before the winter, I say. "
        "We will mend the old pier before the summer.",
        ["We will mend the pier before the winter", "We will mend the old pier before the summer",
         "We will repair the pier before winter"],
    ),
    "side by side": ("never again", "Never again! Never again! Never again!", ["Never again"] * 3),
    "a word": ("rain", "Rain fell, and rain again.", ["Rain", "rain"]),
    "once": ("the lake froze over", "In May the lake froze over, and the mayor laughed.", ["the lake froze over"]),
    "nowhere": ("the lake froze over", "Nothing of the kind was said.", []),
    "no words": ("“”", "Nothing of the kind was said.", []),
}  # fmt: skip


@pytest.mark.parametrize(("quote", "text", "expected"), PLACES.values(), ids=PLACES)
def test_each_place_is_given_the_best_first(quote: str, text: str, expected: list[str]) -> None:
    found = cb.locate_quotation_everywhere(quote, text)
    assert [text[each.start : each.end] for each in found] == expected
    assert cb.locate_quotation(quote, text) == (found[0] if found else None)
    assert cb.locate_quotation_everywhere(quote, text, most=1) == found[:1]


@pytest.mark.parametrize("seed", range(30))
def test_no_place_is_passed_over(seed: int) -> None:
    """However many words are between the places, and whatever these are."""
    chance = random.Random(seed)
    quoted = sentence(chance)
    text, expected = "", []
    for _ in range(chance.randint(2, 12)):
        text += " ".join([word for _ in range(chance.randrange(5)) for word in sentence(chance)] + [""])
        expected.append((len(text), len(text) + len(" ".join(quoted))))
        text += " ".join(quoted) + " "
    found = cb.locate_quotation_everywhere(" ".join(quoted), text)
    assert [(each.start, each.end) for each in found if each.similarity == 1.0] == expected


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd")))
def test_places_are_apart_and_the_best_first(quote: list[str], words: list[str]) -> None:
    found = cb.locate_quotation_everywhere(" ".join(quote), " ".join(words))
    assert [each.similarity for each in found] == sorted((each.similarity for each in found), reverse=True)
    in_order = sorted((each.start, each.end) for each in found)
    assert all(before[1] < behind[0] for before, behind in pairwise(in_order))


def test_so_many_places_are_given_as_are_wanted() -> None:
    text = "never again " * 1_000
    assert [each.start for each in cb.locate_quotation_everywhere("never again", text, most=3)] == [0, 12, 24]
    assert len(cb.locate_quotation_everywhere("never again", text)) == MOST_PLACES
    with pytest.raises(ValueError, match="most is 0: give a number of places from 1 up"):
        cb.locate_quotation_everywhere("never again", text, most=0)


QUOTE = "never again shall we sell the harbor"
HOSTILE = {
    "one word": lambda size: "never " * size,
    "nearly the quotation": lambda size: "the we of again never the " * (size // 6),
    "the quotation": lambda size: f"{QUOTE} " * (size // 7),
    "words of the quotation": lambda size: " ".join(random.Random(size).choices(QUOTE.split(), k=size)),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_work_is_linear_in_the_text(made: Callable[[int], str]) -> None:
    small, large = (
        lines_run(lambda size=size: cb.locate_quotation_everywhere(QUOTE, made(size))) for size in (4_000, 20_000)
    )
    assert large < 1.5 * 5 * small


def test_checks_name_the_source() -> None:
    talks = [cb.Article("talk", SPEECH), cb.Article("other", "Nothing of the kind was said in this place.")]
    direct = quoting("“We will repair the pier before the winter.”", claim="a")
    [check] = cb.check_quotations(talks, direct)
    assert (check.claim_id, check.source_id, check.speaker) == ("a", "talk", "Ada Moreno")
    assert [(each.kind, each.quoted, each.original) for each in check.changes] == [("changed", "repair", "mend")]
    [missing] = cb.check_quotations(cb.Sources(talks), quoting("“There will be a tunnel under the lake.”"))
    assert (missing.source_id, missing.start, missing.similarity, missing.changes) == (None, None, 0.0, ())
    assert cb.check_quotations(talks, quoting("that it would rain", kind="indirect")) == ()
