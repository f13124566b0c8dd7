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
    FUNCTION_WORDS,
    NOUN_PREPOSITIONS,
)
from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, EM_DASH, EN_DASH, OPENING_SINGLE, POSSESSIVE_ENDINGS
from claims_beam.lexicon.nouns import BODIES, DOCUMENTS, GATHERINGS
from claims_beam.lexicon.places import PARTIES
from claims_beam.lexicon.pronouns import PRONOUNS, PronounClass
from claims_beam.lexicon.roles import ORDINAL_RANKS, ROLES
from claims_beam.lexicon.terms import terms
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Mention
from claims_beam.speakers.nominals import Item, makers_of, names_behind, names_listed, nominal_reading, person_apposed
from claims_beam.speakers.reading import Reading
from claims_beam.text.words import Tokens

_OWNING = (*POSSESSIVE_ENDINGS, *APOSTROPHES)
_INNER_MARKS = frozenset((*_OWNING, *DOUBLE, OPENING_SINGLE, *".-/"))
_QUOTATION_MARKS = frozenset(DOUBLE)
_PARTICIPLES = terms("led, made, taken, now")


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
        including = names_behind("including", rest)
        if including:
            return Reading("name", including[:1])
        head = phrase[-1] if phrase else None
        if not isinstance(head, str):
            return Reading("name", (head,)) if head else Reading("nominal")
        makers = makers_of(head, phrase, rest)
        if makers:
            return Reading("name", makers)
        listed = names_listed(head, rest)
        if listed:
            return Reading("name", listed)
        apposed = person_apposed(head, rest)
        if apposed:
            return Reading("name", (apposed,), title=self._written(0, end))
        return nominal_reading(head, phrase, rest)

    def _possessor(self, phrase: list[Item]) -> list[Item]:
        """Return "the agency" of "the agency's vast bureaucracy", since a body stands for its owner."""
        mark = next((index for index, item in enumerate(phrase) if item in POSSESSIVE_ENDINGS), 0)
        return phrase[:mark] if mark and phrase[-1] in BODIES and isinstance(phrase[mark - 1], str) else phrase
