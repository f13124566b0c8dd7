"""What a nominal says: its head and what narrows it, and the names behind it that are credited in its place."""

from collections.abc import Sequence

from claims_beam.lexicon.function_words import CLAUSE_OPENERS, DEFINITE, FUNCTION_WORDS, INDEFINITE
from claims_beam.lexicon.marks import POSSESSIVE_ENDINGS
from claims_beam.lexicon.nouns import BODIES, DOCUMENTS, GATHERINGS, PAIRS, PLURALS
from claims_beam.lexicon.pronouns import POSSESSIVES, PRONOUNS
from claims_beam.lexicon.roles import ROLES, role_of
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Mention
from claims_beam.speakers.reading import Reading

Item = str | Mention
"""A word or mark of a source, case-folded, or a whole name."""


def nominal_reading(head: str, phrase: Sequence[Item], rest: Sequence[Item]) -> Reading:
    """Return what a nominal says without a name that is credited: its head, what narrows it, and who owns it."""
    owners = [item for item in phrase if isinstance(item, Mention)]
    second = _second_description(rest)
    first = phrase[0] if isinstance(phrase[0], str) else ""
    narrowing = rest[:5] if rest and rest[0] in ("of", "for") else []
    behind = (item for item in rest[1:3] if rest[0] in ("of", "for", "to") and isinstance(item, Mention))
    marked = max((index for index, item in enumerate(phrase) if item in POSSESSIVE_ENDINGS), default=-1)
    return Reading(
        "nominal",
        head=head,
        posts=tuple(
            item for item in [*phrase[marked + 1 :], *second] if isinstance(item, str) and role_of(item) in ROLES
        ),
        possessed=marked >= 0,
        words=tuple(_content_words([*phrase[:-1], *narrowing, *second])),
        counts=tuple(item for item in phrase if isinstance(item, str) and item in GATHERINGS),
        owner=owners[-1] if owners else next(behind, None),
        owned=bool(owners),
        pronoun=PRONOUNS[first] if first in POSSESSIVES else None,
        definite=first in DEFINITE or bool(owners),
        indefinite=first in INDEFINITE,
        plural=_is_plural(head),
    )


def _second_description(rest: Sequence[Item]) -> Sequence[Item]:
    """Return the words behind "and" in "the former secretary of state *and current presidential nominee*"."""
    for index, item in enumerate(rest):
        if item == "and":
            described = rest[index + 1 : index + 6]
            return described if any(word in ROLES for word in described) else ()
    return ()


def makers_of(head: str, phrase: Sequence[Item], rest: Sequence[Item]) -> tuple[Mention, ...]:
    """Return whom a document or a gathering hands on to: named behind "by", "from" or "of", or before it."""
    if head in DOCUMENTS:
        inside = [item for item in phrase if isinstance(item, Mention)]
        named = [item for item in rest if isinstance(item, Mention) and item.kind == "ORG"]
        makers = [*names_behind("by", rest)[:1], *inside[-1:], *named[:1]]
        return tuple(maker for maker in makers if maker.kind not in ("GPE", "GROUP"))[:1]
    if head in GATHERINGS or head.endswith("-member"):
        members = [name for name in names_behind("of", rest) if name.kind != "GPE"]
        members = [name for name in members if name.kind == "PERSON"] or members
        if members and (members[0].kind != "PERSON" or head in PAIRS):
            return tuple(members if members[0].kind != "ORG" else members[:1])
    return ()


def names_behind(word: str, rest: Sequence[Item]) -> tuple[Mention, ...]:
    """Return the names behind the first ``word``, as far as only adjectives, roles and "and" part them."""
    items = list(rest)
    found: list[Mention] = []
    for item in items[items.index(word) + 1 :] if word in items else []:
        if isinstance(item, Mention):
            found.append(item)
        elif found and role_of(item) in ROLES:
            found.pop()  # It only modified the role before the next name.
        elif item == "." or item in HONORIFICS or (found and item in ("and", ",", *POSSESSIVE_ENDINGS)):
            continue
        elif found or item in CLAUSE_OPENERS or item == ",":
            break
    return tuple(found)


def names_listed(head: str, rest: Sequence[Item]) -> tuple[Mention, ...]:
    """Return the names in apposition to a plural: "The two holdouts, *Jane Doe and Tom Roe*,"."""
    if not _is_plural(head) or not rest or rest[0] != ",":
        return ()
    found: list[Mention] = []
    for item in rest[1:]:
        if isinstance(item, Mention):
            found.append(item)
        elif item not in ("and", ",", "&"):
            break
    return tuple(found) if len(found) > 1 else ()


def person_apposed(head: str, rest: Sequence[Item]) -> Mention | None:
    """Return the person between commas whom the nominal describes: "An attorney for Doe, *Jane Roe*,"."""
    if role_of(head) not in ROLES or _is_plural(head):
        return None
    for index, item in enumerate(rest[:-1]):
        following = rest[index + 1]
        if item == "," and isinstance(following, Mention) and following.kind in ("PERSON", None):
            closed = index + 2 >= len(rest) or rest[index + 2] in (",", "(", ".")
            return following if closed else None
    return None


def _content_words(items: Sequence[Item]) -> list[str]:
    words: list[str] = []
    for item in items:
        if isinstance(item, Mention):
            words.extend(word.casefold() for word in item.words)
        elif item[0].isalnum() and (item not in FUNCTION_WORDS or item == "former"):
            words.append(item)
    return words


def _is_plural(head: str) -> bool:
    if head in PLURALS:
        return True
    return head.endswith(("s", "men")) and not head.endswith(("ss", "us", "is")) and head not in BODIES
