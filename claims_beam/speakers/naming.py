"""What a run of capitalized words is: where its title ends, whom or what it names, and which gender it shows."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from claims_beam.lexicon.first_names import FIRST_NAMES
from claims_beam.lexicon.function_words import FUNCTION_WORDS, NAME_JOINTS, NAME_LINKS, SMALL_NAME_WORDS
from claims_beam.lexicon.marks import POSSESSIVE_ENDINGS
from claims_beam.lexicon.names import PARTICLES, SUFFIXES
from claims_beam.lexicon.places import DEMONYMS, GROUP_ENDINGS, GROUPS, ORG_HEADS, ORGS, PLACES, THINGS
from claims_beam.lexicon.roles import FEMALE_ROLES, MALE_ROLES, ROLES, TITLE_WORDS, role_of
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Gender, Mention, SpeakerKind

_NO_NAMES = SUFFIXES | (PARTICLES - FIRST_NAMES.keys())
_SHORTEST_MISSPELLED, _LONGEST_MISSPELLED = 5, 20  # A surname that may be misspelled has so many letters.


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a run, with the full stop that belongs to it."""

    text: str
    start: int
    end: int


def is_full_name(words: Iterable[str]) -> bool:
    """Return whether there are a first name and a surname: two words that are no particle and no suffix."""
    return sum(plain(word) not in _NO_NAMES for word in words) > 1


def plain(word: str) -> str:
    """Return the word case-folded, an abbreviation without its full stop; U.S. keeps its own."""
    word = word.casefold()
    return word[:-1] if word.endswith(".") and "." not in word[:-1] else word


def classify_run(run: Sequence[Word], after_the: bool, common: Set[str]) -> Mention | None:
    """Return the run as a name; None for a title without a name and for a mere adjective.

    ``common`` are the words that the article also writes small: a name of unknown words that holds one is no person's.
    """
    lower = [plain(word.text) for word in run]
    if all(word.text.isupper() for word in run) and _is_shouting(lower, common):
        return None
    split = _title_end(lower)
    title = " ".join(word.text for word in run[:split]) or None
    named, lower = run[split:], lower[split:]
    if not named:
        return None
    named = _without_attribute(named, lower, common)
    if len(named) > 1 and named[-1].text.isupper() and lower[len(named) - 1] in ROLES:
        named = named[:-1]  # A role at the end is no part of the name, as in "Fairport Foods CEO".
    lower = lower[: len(named)]
    kind, certain = _kind(lower, [word.text for word in named], title, after_the, common)
    if kind == "GROUP":
        named = named[-1:]
    gender = shown_gender(title, lower) if kind in ("PERSON", None) else None
    words = tuple(word.text for word in named)
    return Mention(
        named[0].start, named[-1].end, "name", kind, words=words, title=title, gender=gender, certain=certain
    )


def _is_shouting(lower: list[str], common: Set[str]) -> bool:
    """Return whether the capitals are words and no name: CEO, PAC, READ THIS."""
    phrase = " ".join(lower)
    if phrase in PLACES or phrase in ORGS or lower[0] in FIRST_NAMES:
        return False
    if len(lower) == 1 and (role_of(phrase) in ROLES or phrase in ORG_HEADS):
        return True
    return any(word in common or word in FUNCTION_WORDS for word in lower)


def _without_attribute(named: Sequence[Word], lower: list[str], common: Set[str]) -> Sequence[Word]:
    """Return the name without a person's name that only modifies what follows: "Jane Doe Election Night"."""
    if len(lower) > 3 and lower[0] in FIRST_NAMES and lower[-1] not in ORG_HEADS and lower[-1] not in SUFFIXES:
        for index in range(2, len(lower)):
            if named[index].text[0].isupper() and (lower[index] in common or lower[index] in THINGS):
                return named[:index]
    return named


def _title_end(lower: list[str]) -> int:
    """Return how many of the words are title: up to the last role before the first name."""
    last = len(lower) - 1
    if last > 0 and lower[-1] in ORG_HEADS and lower[0] not in HONORIFICS:
        return 0
    if last > 0 and lower[-1] in ROLES and " ".join(lower[:-1]) in PLACES:
        return len(lower)
    if any(word in ORG_HEADS and follower in NAME_LINKS for word, follower in pairwise(lower)):
        return 0
    first = next((index for index in range(last) if lower[index] in FIRST_NAMES), last)
    end = 0
    for index in range(min(first, last)):
        if lower[index] in ROLES or lower[index] in HONORIFICS:
            end = index + 1
    if end and lower[end] in NAME_LINKS:
        return first if first > end and lower[first] in FIRST_NAMES else len(lower)
    if not end and 0 < first < last and _is_modifier(lower[:first]):
        return first
    return len(lower) if _is_bare_title(lower, end) else end


def _is_bare_title(lower: list[str], end: int) -> bool:
    """Return whether all words are roles (Press Secretary), without an honorific that would make one a surname."""
    if lower[-1] not in ROLES or lower[0] in FIRST_NAMES or any(word in HONORIFICS for word in lower):
        return False
    return 0 < end == len(lower) - 1 or (len(lower) > 1 and all(word in TITLE_WORDS for word in lower[:-1]))


def _is_modifier(lower: list[str]) -> bool:
    phrase = " ".join(lower)
    return phrase in ORGS or phrase in PLACES or all(word in DEMONYMS or word in TITLE_WORDS for word in lower)


def _kind(
    lower: list[str], words: list[str], title: str | None, after_the: bool, common: Set[str]
) -> tuple[SpeakerKind | None, bool]:
    """Return the kind, and whether more than the capitals tells it."""
    if (lower[-1] in GROUPS or (not title and lower[-1].endswith(GROUP_ENDINGS))) and lower[0] not in FIRST_NAMES:
        return "GROUP", True
    if title:
        return "PERSON", True
    if " ".join(lower) in PLACES:
        return "GPE", True
    if _is_organisation(lower, after_the):
        return "ORG", True
    if len(lower) > 1 and lower[0] in FIRST_NAMES and not any(word in NAME_JOINTS for word in lower):
        return "PERSON", True
    if any(word in THINGS for word in lower[1:]):
        return None, False
    if len(lower) == 1:
        return _single_kind(lower[0], words[0], after_the)
    if any(word in NAME_JOINTS for word in lower):
        return "ORG", False
    shouted = all(word.isupper() for word in words)
    odd = shouted or after_the or len(lower) > 4 or lower[0] in PLACES or lower[0] in DEMONYMS
    if odd or any(word in common and word not in PARTICLES for word in lower):
        return (None if shouted and len(words) > 2 else "ORG"), False
    return "PERSON", False


def _single_kind(lower: str, word: str, after_the: bool) -> tuple[SpeakerKind | None, bool]:
    letters = word.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= 6:
        return "ORG", True
    return ("PERSON" if lower in FIRST_NAMES and not after_the else None), False


def _is_organisation(lower: list[str], after_the: bool) -> bool:
    if " ".join(lower) in ORGS or (lower[0] in ORGS and lower[0] not in FIRST_NAMES):
        return True
    if lower[-1] in ORG_HEADS and (len(lower) > 1 or after_the):
        return True
    return any(word in ORG_HEADS for word in lower[:-1]) and any(word in NAME_JOINTS for word in lower)


def _own_words(title: str) -> list[str]:
    """Return the words of a title that speak of its holder, not of an owner: *barrister* of *Ms Dar's barrister*."""
    words = title.casefold().replace(".", "").split()
    owner = max((index for index, word in enumerate(words) if word.endswith(POSSESSIVE_ENDINGS)), default=-1)
    return words[owner + 1 :]


def gender_of_title(title: str) -> Gender | None:
    """Return the gender that an honorific or a role in the title shows."""
    for word in _own_words(title):
        if HONORIFICS.get(word):
            return HONORIFICS[word]
        if word in FEMALE_ROLES or word in MALE_ROLES:
            return "f" if word in FEMALE_ROLES else "m"
    return None


def shown_gender(title: str | None, lower: Sequence[str]) -> Gender | None:
    """Return the gender that a title or, without one that shows it, the first name of a person shows."""
    shown = gender_of_title(title or "")
    if shown:
        return shown
    if len(lower) == 1:
        return None if title else FIRST_NAMES.get(lower[0])
    return _gender_of_first_name(lower)


def _gender_of_first_name(lower: Sequence[str]) -> Gender | None:
    """Return the gender of the first of the names, without initials; of the last where that is no first name.

    Chinese, Hungarian, Japanese, Korean and Vietnamese names often have the family name before the first name.
    """
    given = next((name for name in lower if len(name.rstrip(".")) > 1), lower[0])
    for name in (given, given.partition("-")[0], lower[-1]):
        if name in FIRST_NAMES:
            return FIRST_NAMES[name]
    return None


def near_spellings(surname: str) -> list[str]:
    """Return the surname, and the forms of it that lack one letter after the first.

    Two surnames that differ in one letter after the first share one of these, by which either finds the other. This is
    the index of Garbe's symmetric deletes (SymSpell, 2012). Short surnames have none: Lee is not Leo.
    """
    if not _SHORTEST_MISSPELLED <= len(surname) <= _LONGEST_MISSPELLED:
        return []
    return [surname, *dict.fromkeys(surname[:index] + surname[index + 1 :] for index in range(1, len(surname)))]


def acronyms(keys: tuple[str, ...]) -> list[str]:
    """Return the letters a name may go by: EPA, DoJ, and VA for the Department of Veterans Affairs."""
    if len(keys) < 2:
        return []
    tail = keys[2:] if keys[0] == "department" else keys
    forms = (keys, tuple(key for key in keys if key not in SMALL_NAME_WORDS), tail)
    return list(dict.fromkeys("".join(key[:1] for key in form) for form in forms if len(form) > 1))
