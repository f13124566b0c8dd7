"""How a source's words read: a name or several, a nominal with its head, or a pronoun.

``read_source`` takes the first noun phrase of the source and finds its head. A name at the end of the phrase is the
source ("chief economist Jane Doe"); a name before another noun only owns or modifies it ("Doe's lawyer", "the Doe
campaign"); a report, a poll or a group hands on to whoever made or forms it ("an analysis by Jane Doe", "a chorus of
Republicans").
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from claims_beam.lexicon.function_words import (
    ARTICLES,
    BEFORE_SOURCES,
    CLAUSE_OPENERS,
    DEFINITE,
    FUNCTION_WORDS,
    INDEFINITE,
    NOUN_PREPOSITIONS,
)
from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, EM_DASH, EN_DASH, OPENING_SINGLE, POSSESSIVE_ENDINGS
from claims_beam.lexicon.nouns import BODIES, DOCUMENTS, GATHERINGS, PAIRS, PLURALS
from claims_beam.lexicon.places import PARTIES
from claims_beam.lexicon.pronouns import POSSESSIVES, PRONOUNS, PronounClass
from claims_beam.lexicon.roles import ORDINAL_RANKS, ROLES, role_of
from claims_beam.lexicon.terms import terms
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Mention
from claims_beam.speakers.reading import Reading
from claims_beam.text.words import Tokens

_OWNING = (*POSSESSIVE_ENDINGS, *APOSTROPHES)
_INNER_MARKS = frozenset((*_OWNING, *DOUBLE, OPENING_SINGLE, *".-/"))
_QUOTATION_MARKS = frozenset(DOUBLE)
_PARTICIPLES = terms("led, made, taken, now")

Item = str | Mention


def read_source(tokens: Tokens, indexes: Sequence[int], names: Mapping[int, tuple[Mention, int]]) -> Reading:
    """Return the reading of the tokens at ``indexes``.

    ``names`` maps a first token to the name there and the next token.
    """
    for index in indexes[:2]:
        if tokens.words[index] == "@" and tokens.touches(index + 1):
            return Reading("name", handle=tokens.words[index + 1])
    return _Reader(tokens, indexes, names).read()


class _Reader:
    """The source as items: case-folded words and marks, every name as one item."""

    def __init__(self, tokens: Tokens, indexes: Sequence[int], names: Mapping[int, tuple[Mention, int]]) -> None:
        self.tokens = tokens
        self.items: list[Item] = []
        self.places: list[tuple[int, int]] = []  # Each item has its first token and the one after its last here.
        inside, after = set(indexes), -1
        for index in indexes:
            name, end = names.get(index, (None, 0))
            if index < after or self._leads(index):
                continue
            if name and end - 1 in inside:
                self.items.append(name)
                self.places.append((index, end))
                after = end
            elif tokens.words[index] != "\n":
                self.items.append(tokens.lower[index])
                self.places.append((index, index + 1))

    def _leads(self, index: int) -> bool:
        """Return whether the token stands before the noun phrase: "according to", a quotation mark."""
        word = self.tokens.lower[index]
        return not self.items and (word in BEFORE_SOURCES or not word[0].isalnum())

    def read(self) -> Reading:
        pronoun = self._pronoun()
        if pronoun:
            return Reading("pronoun", pronoun=pronoun)
        end = self._head_end()
        head = self.items[end - 1] if end else None
        return self._named(head, end) if isinstance(head, Mention) else self._nominal(end)

    def _pronoun(self) -> PronounClass | None:
        """Return the class of a source that is a pronoun, perhaps with what it counts.

        Such are "most of whom" and "not everyone".
        """
        words = [item for item in self.items[:5] if isinstance(item, Mention) or item[0].isalnum()]
        if not 0 < len(words) <= 3 or len(self.items) > 5:
            return None
        first, last = (word if isinstance(word, str) else "" for word in (words[0], words[-1]))
        if len(words) == 1:
            return PRONOUNS.get(first)
        if first not in PRONOUNS or words[1] not in ("of", "else") or last not in PRONOUNS:
            return None
        return PRONOUNS[last] if PRONOUNS[last] in ("who", "they", "which") else "any"

    def _head_end(self) -> int:
        """Return where the first noun phrase ends.

        It ends before a preposition, mark, relative pronoun, "and" or participle.
        """
        for index, item in enumerate(self.items):
            if isinstance(item, Mention) or item in _INNER_MARKS:
                continue
            if item == "and" and self._is_second_role(index):
                continue
            linking = item in NOUN_PREPOSITIONS or item in CLAUSE_OPENERS or item in ("and", "or")
            if (index and linking) or not item[0].isalnum() or (index and self._is_participle(index, item)):
                return self._without_marks(index)
        return self._without_marks(len(self.items))

    def _is_second_role(self, index: int) -> bool:
        """Return whether *and* adds another role for a name still to come: "writer *and* former mayor Jane Doe"."""
        previous, ahead = self.items[index - 1], self.items[index + 1 : index + 6]
        if not index or previous not in ROLES:
            return False
        return any(item in ROLES and isinstance(name, Mention) for item, name in pairwise(ahead))

    def _is_participle(self, index: int, item: str) -> bool:
        """Return whether the word is a participle, as in "a poll *released* in May", behind a name or a document."""
        previous = self.items[index - 1]
        behind = isinstance(previous, Mention) or previous in DOCUMENTS or previous in GATHERINGS
        return behind and (item.endswith(("ed", "ing")) or item in _PARTICIPLES)

    def _without_marks(self, end: int) -> int:
        while end:
            item = self.items[end - 1]
            if isinstance(item, Mention) or (item[0].isalnum() and item not in POSSESSIVE_ENDINGS):
                break
            end -= 1
        return end

    def _named(self, first: Mention, end: int) -> Reading:
        """Return one name, or several joined: "A, B and C", "A, R-Ohio, and B"."""
        names, index, joined = [first], end, False
        while True:
            link, linked = self._link(index)
            if link is None:
                break
            names.append(link)
            joined = joined or linked
            index = self._after_owner(self.items.index(link, index), names)
        whole = index >= len(self.items)
        names = names if joined or whole else names[:1]
        return Reading("name", tuple(names), title=self._title(end - 1) or self._apposition(end))

    def _after_owner(self, place: int, names: list[Mention]) -> int:
        """Return the index behind a joint name; in "the Post's Jane Doe" the owner gives way to the person."""
        owned = self.items[place + 2] if place + 2 < len(self.items) else None
        if self.items[place + 1 : place + 2] and self.items[place + 1] in _OWNING and isinstance(owned, Mention):
            names[-1] = owned
            return place + 3
        return place + 1

    def _link(self, index: int) -> tuple[Mention | None, bool]:
        """Return the next joint name from ``index``, past marks, a party and a title; and whether "and" links it."""
        joined = bracket = False
        for item in self.items[index : index + 12]:
            if isinstance(item, Mention):
                if not bracket:
                    return item, joined
            elif item in ("(", ")"):
                bracket = item == "("
            elif item in ("and", "&"):
                joined = True
            elif not bracket and not self._is_filler(item):
                break
        return None, False

    def _is_filler(self, item: str) -> bool:
        """Return whether the word may stand between joint names besides "and"."""
        party = item[:2] in PARTIES
        return party or item in (",", "the", ".", *POSSESSIVE_ENDINGS) or item in ROLES or item in HONORIFICS

    def _title(self, head: int) -> str | None:
        """Return the role written before the name, with its modifiers: "former governor", "Chief Economist"."""
        first, role = head, False
        while first:
            item = self.items[first - 1]
            if isinstance(item, str) and item not in _INNER_MARKS:
                if not item[0].isalnum() or (item in FUNCTION_WORDS and item not in ORDINAL_RANKS):
                    break
                role = role or item in ROLES
            elif item in _QUOTATION_MARKS:
                break
            first -= 1
        while first < head and not self._is_word(first):
            first += 1
        return self._written(first, head) if role else None

    def _is_word(self, index: int) -> bool:
        item = self.items[index]
        return isinstance(item, Mention) or item[0].isalnum()

    def _apposition(self, end: int) -> str | None:
        """Return the role in commas behind the name: "Jane Doe, the mayor of Springfield," without its article."""
        if end + 1 >= len(self.items) or self.items[end] != ",":
            return None
        first = end + 1 + (self.items[end + 1] in ARTICLES)
        last, role = first, False
        if first < len(self.items) and (self.items[first] in NOUN_PREPOSITIONS or self.items[first] == "along"):
            return None
        while last < len(self.items):
            item = self.items[last]
            if item in CLAUSE_OPENERS or item in (",", "(", EM_DASH, EN_DASH, ";") or (item == "-" and last):
                break
            role = role or (isinstance(item, str) and item in ROLES)
            last += 1
        return self._written(first, last) if role and last > first else None

    def _written(self, first: int, last: int) -> str:
        """Return the items as the article writes them, a full stop kept on its abbreviation."""
        return self.tokens.written(self.places[first][0], self.places[last - 1][1])

    def _nominal(self, end: int) -> Reading:
        """Return the reading of a source that begins with no name, whose nominal ends before ``end``.

        A name behind the nominal, such as the makers of a document, may be the one that is credited.
        """
        phrase, rest = self._possessor(self.items[:end]), self.items[end:]
        including = _names_behind("including", rest)
        if including:
            return Reading("name", including[:1])
        head = phrase[-1] if phrase else None
        if not isinstance(head, str):
            return Reading("name", (head,)) if head else Reading("nominal")
        makers = _makers(head, phrase, rest)
        if makers:
            return Reading("name", makers)
        listed = _listed(head, rest)
        if listed:
            return Reading("name", listed)
        apposed = _apposed(head, rest)
        if apposed:
            return Reading("name", (apposed,), title=self._written(0, end))
        return _nominal_reading(head, phrase, rest)

    def _possessor(self, phrase: list[Item]) -> list[Item]:
        """Return "the agency" of "the agency's vast bureaucracy", since a body stands for its owner."""
        mark = next((index for index, item in enumerate(phrase) if item in POSSESSIVE_ENDINGS), 0)
        return phrase[:mark] if mark and phrase[-1] in BODIES and isinstance(phrase[mark - 1], str) else phrase


def _nominal_reading(head: str, phrase: Sequence[Item], rest: Sequence[Item]) -> Reading:
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


def _makers(head: str, phrase: Sequence[Item], rest: Sequence[Item]) -> tuple[Mention, ...]:
    """Return whom a document or a gathering hands on to: named behind "by", "from" or "of", or before it."""
    if head in DOCUMENTS:
        inside = [item for item in phrase if isinstance(item, Mention)]
        named = [item for item in rest if isinstance(item, Mention) and item.kind == "ORG"]
        makers = [*_names_behind("by", rest)[:1], *inside[-1:], *named[:1]]
        return tuple(maker for maker in makers if maker.kind not in ("GPE", "GROUP"))[:1]
    if head in GATHERINGS or head.endswith("-member"):
        members = [name for name in _names_behind("of", rest) if name.kind != "GPE"]
        members = [name for name in members if name.kind == "PERSON"] or members
        if members and (members[0].kind != "PERSON" or head in PAIRS):
            return tuple(members if members[0].kind != "ORG" else members[:1])
    return ()


def _names_behind(word: str, rest: Sequence[Item]) -> tuple[Mention, ...]:
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


def _listed(head: str, rest: Sequence[Item]) -> tuple[Mention, ...]:
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


def _apposed(head: str, rest: Sequence[Item]) -> Mention | None:
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
