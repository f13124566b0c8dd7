"""The tables hold clean terms, agree with each other where they must, and stand nowhere else."""

import ast
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

import claims_beam
from claims_beam import lexicon
from claims_beam.lexicon import (
    abbreviations,
    auxiliaries,
    calendar,
    checkable,
    cue_verbs,
    first_names,
    function_words,
    marks,
    names,
    negations,
    numbers,
    places,
    pronouns,
    roles,
    titles,
    units,
)

PACKAGE = Path(claims_beam.__file__).parent
TYPOGRAPHIC = frozenset("“”‘’„‟‚‛«»‹›")


def tables() -> Iterator[tuple[str, list[str]]]:
    for module in pkgutil.iter_modules(lexicon.__path__, f"{lexicon.__name__}."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, frozenset | tuple | Mapping) and not name.startswith("__"):
                words = [word for word in value if isinstance(word, str)]
                if words and module.name != marks.__name__:
                    yield f"{module.name}.{name}", words


@pytest.mark.parametrize(("name", "words"), list(tables()))
def test_terms_are_clean(name: str, words: list[str]) -> None:
    assert all(word and word == " ".join(word.split()) for word in words)
    assert len(words) == len(set(words))


INCLUDED = {
    "ambiguous months are months": (calendar.AMBIGUOUS_MONTHS, calendar.MONTHS),
    "months are of the calendar": (calendar.MONTHS, calendar.CALENDAR),
    "days of the week are of the calendar": (calendar.WEEKDAYS, calendar.CALENDAR),
    "courtesies are honorifics": (titles.COURTESIES, titles.HONORIFICS),
    "styles are honorifics": (titles.STYLES, titles.HONORIFICS),
    "abbreviated posts are roles": (titles.POSTS, roles.ROLES),
    "common particles are particles": (names.COMMON_PARTICLES, names.PARTICLES),
    "possessives are pronouns": (pronouns.POSSESSIVES, pronouns.PRONOUNS),
    "articles are function words": (function_words.ARTICLES, function_words.FUNCTION_WORDS),
    "sentence openers are function words": (
        function_words.SENTENCE_OPENERS,
        function_words.FUNCTION_WORDS,
    ),
    "negations negate cues": (negations.NEGATIONS, negations.CUE_NEGATIONS),
    "negations negate events": (negations.NEGATIONS, negations.EVENT_NEGATIONS),
    "modals of the past are modals": (auxiliaries.PERFECT_MODALS, auxiliaries.MODALS),
    "future auxiliaries are modals": (auxiliaries.FUTURE, auxiliaries.MODALS),
    "currencies have codes": (units.CURRENCIES.values(), units.CURRENCY_CODES),
    "periods are units of time or made of them": (set(calendar.PERIODS) - {"weekend", "quarter"}, calendar.TIMES),
    "parties have adjectives": (places.PARTY_ADJECTIVES, {word for row in places.PARTIES.values() for word in row}),
}


@pytest.mark.parametrize("fact", INCLUDED)
def test_a_table_holds_another(fact: str) -> None:
    inner, outer = INCLUDED[fact]
    assert set(inner) <= set(outer)


DISJOINT = {
    "roles of men and of women": (roles.MALE_ROLES, roles.FEMALE_ROLES),
    "titles before names and abbreviations that may end a sentence": (
        abbreviations.BEFORE_NAMES,
        abbreviations.MAY_END_SENTENCE,
    ),
    "common and rare titles": (titles.ABBREVIATED_TITLES, titles.RARE_TITLES),
    "units and tens": (numbers.UNITS, numbers.TENS),
    "numbers and scales": ({*numbers.UNITS, *numbers.TENS}, numbers.SCALES),
    "ordinals and units": (numbers.ORDINALS, numbers.UNITS),
    "articles and demonstratives": (function_words.ARTICLES, function_words.DEMONSTRATIVES),
    "months and days": (calendar.MONTHS, calendar.WEEKDAYS),
    "large numbers and dates": (checkable.LARGE_NUMBERS, checkable.DATES),
}


@pytest.mark.parametrize("fact", DISJOINT)
def test_two_tables_share_nothing(fact: str) -> None:
    one, other = DISJOINT[fact]
    assert not set(one) & set(other)


def test_months_count_from_one() -> None:
    assert [calendar.MONTHS[name] for name in calendar.MONTH_NAMES] == list(range(1, 13))
    assert all(name.startswith(short[:3]) for short, name in calendar.MONTH_ABBREVIATIONS.items())
    assert {calendar.MONTHS[short] for short in calendar.MONTH_ABBREVIATIONS} == set(range(1, 13)) - {5}


def test_days_count_from_monday() -> None:
    assert [calendar.WEEKDAYS[name] for name in calendar.WEEKDAY_NAMES] == list(range(7))


def test_number_words() -> None:
    assert numbers.UNITS["zero"] == 0
    assert numbers.UNITS["nineteen"] == 19
    assert numbers.TENS["ninety"] == 90
    assert numbers.ORDINALS["twelfth"] == 12
    assert numbers.units(1, 3) == ("one", "two", "three")
    assert {"hundreds", "dozens", "trillions"} <= numbers.PLURAL_SCALES


@pytest.mark.parametrize("form", sorted(cue_verbs.QUESTION_FORMS | cue_verbs.REPORTING_FORMS))
def test_forms_of_speech_are_of_verbs_of_speech(form: str) -> None:
    assert cue_verbs.FORMS[form] in cue_verbs.SPEECH_VERBS


@pytest.mark.parametrize(
    ("lemma", "form"), [("say", "said"), ("write", "wrote"), ("quip", "quipped"), ("cry", "cried")]
)
def test_past_of_a_verb(lemma: str, form: str) -> None:
    assert cue_verbs.past(lemma) == form


@pytest.mark.parametrize(("group", "usual"), [(marks.EVERY_OPENING, "open"), (marks.EVERY_CLOSING, "close")])
def test_marks_that_are_made_for_one_direction(group: str, usual: str) -> None:
    assert {marks.MARKS[mark].usual for mark in group} == {usual}


@pytest.mark.parametrize("group", [marks.DOUBLE, marks.SINGLE, marks.MAY_OPEN, marks.MAY_CLOSE, marks.GUILLEMETS])
def test_every_group_is_of_quotation_marks(group: str) -> None:
    assert set(group) <= marks.MARKS.keys()
    assert len(set(group)) == len(group)


def test_what_closes_and_is_closed_is_a_mark() -> None:
    assert marks.CLOSERS.keys() <= marks.MARKS.keys()
    assert set("".join(marks.CLOSERS.values())) <= marks.MARKS.keys()


@pytest.mark.parametrize(
    ("name", "gender"),
    [("wei-ling", "f"), ("siobhán", "f"), ("siobhan", "f"), ("kwabena", "m"), ("łukasz", "m"), ("kim", None)],
)
def test_first_names_with_and_without_accents(name: str, gender: str | None) -> None:
    assert name in first_names.FIRST_NAMES
    assert first_names.FIRST_NAMES[name] == gender


def test_no_first_name_is_a_place_or_a_day() -> None:
    assert not first_names.FIRST_NAMES.keys() & {"sunday", "india", "riyadh", "said", "can", "or"}


def test_both_apostrophes() -> None:
    assert marks.both_apostrophes(["n't", "not"]) == {"n't", "n’t", "not"}
    assert marks.straightened("don’t") == "don't"


def literals(path: Path) -> Iterator[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


# The measure has marks of its own, so that it stays what it is; the terminal and the sample text write them,
# and training restyles them.
OWN_MARKS = {
    "evaluation/protocol.py",
    "cli/terminal.py",
    "testing.py",
    "training/augment.py",
    "training/entities.py",
    "training/stories.py",
}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_marks_and_months_stand_in_the_lexicon_alone(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    if name.startswith("lexicon/") or name in OWN_MARKS:
        return
    assert not [text for text in literals(path) if TYPOGRAPHIC & set(text)]
    assert not [text for text in literals(path) if "february" in text.lower()]
