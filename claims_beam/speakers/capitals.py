"""Names in raw text, which one scan over its words finds without a model.

A name is a run of capitalized words with what belongs inside it (particles, initials, suffixes, the `of` of an
organization). A sentence's first word belongs to the run only where nothing says that it is an ordinary word; in a
headline, where every word has a capital, only first names with a surname and names that the body writes are found.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from claims_beam.lexicon.abbreviations import IN_NAMES
from claims_beam.lexicon.calendar import CALENDAR, NEAR_DAYS
from claims_beam.lexicon.first_names import FIRST_NAMES
from claims_beam.lexicon.function_words import ARTICLES, FUNCTION_WORDS, NAME_LINKS
from claims_beam.lexicon.marks import DASHES, ELLIPSIS, GUILLEMET_OPENING, MAY_OPEN, POSSESSIVE_ENDINGS, STOPS
from claims_beam.lexicon.names import PARTICLES, SUFFIXES
from claims_beam.lexicon.nouns import COMPOUND_NOUNS, DOCUMENTS, GATHERINGS
from claims_beam.lexicon.places import DEMONYMS, GROUPS, ORG_HEADS, ORGS, PLACES
from claims_beam.lexicon.roles import OPEN_ROLES, ROLES, TITLE_WORDS, role_of
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Mention
from claims_beam.speakers.mentions import with_pronouns
from claims_beam.speakers.naming import Word, classify_run, is_full_name
from claims_beam.text.words import Tokens, tokenize

_ADJECTIVE = re.compile(r"[-‑](?:[a-z]*(?:ed|ing)|led|style|era|like|run|wide|born|elect|own|friendly|only|free|long)$")
_PARTY = re.compile(r"[RDI]-[A-Z]")
_OPENERS = frozenset(f"{MAY_OPEN}{GUILLEMET_OPENING}([-*•{DASHES}")
_SENTENCE_ENDS = frozenset(f"{STOPS}{ELLIPSIS}:;\n|>")
_ARTICLES = ARTICLES | {"our"}

_MOST_WORDS = 12  # A longer run of capitalized words is no name.
_MOST_HEADLINE_WORDS = 4  # A name in a headline has no more words than this.
_LONG = 4  # Words of fewer letters are in lower case even in headlines.
_HEADLINE_WORDS = 4  # A headline has at least so many long words.
_TITLE_LENGTH = 150  # A first line of at most so many code points is the article's title.


def find_names(tokens: Tokens) -> list[Mention]:
    """Return the names among the tokens, in text order; time is linear in their number."""
    return _Finder(tokens).names()


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return the names and the personal pronouns of the text as mentions, in text order.

    Offsets are code points into it.
    """
    tokens = tokenize(text)
    return with_pronouns(find_names(tokens), tokens)


class _Finder:
    """What one scan needs: the tokens, which lines are headlines, which words the article also writes small."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.common = {word for word in tokens.words if word.islower()}
        self.headline = _headline_tokens(tokens)
        first_line = tokens.words.index("\n") if "\n" in tokens.words else 0
        self.title_end = first_line if first_line and tokens.starts[first_line] <= _TITLE_LENGTH else 0
        self.inner = {
            word
            for index, word in enumerate(tokens.words)
            if word[0].isupper() and not self.headline[index] and not self._opens_sentence(index)
        }

    def names(self) -> list[Mention]:
        """Return the names of the text; those of the body come first, since they tell what a headline may hold."""
        body = list(self._body_names())
        surnames = {name.words[-1].casefold() for name in body if name.kind == "PERSON" and is_full_name(name.words)}
        body = [_unshouted(name, surnames) for name in body if name.certain or _can_name(name, surnames)]
        known: dict[tuple[str, ...], Mention] = {}
        for name in body:
            words = tuple(word.casefold() for word in name.words)
            known.setdefault(words, name)
            if name.kind == "PERSON":
                known.setdefault(words[-1:], name)
        return sorted([*body, *self._headline_names(known)], key=lambda name: name.start)

    def _body_names(self) -> Iterator[Mention]:
        """Yield the names outside headlines."""
        index, count = 0, len(self.tokens)
        while index < count:
            if self.headline[index] or not self._is_name_word(index) or self.tokens.lower[index] in NEAR_DAYS:
                index += 1
                continue
            run = self._run(index)
            name = self._name(run)
            if name:
                yield self._compound(name, run[-1] + 1)
            index = run[-1] + 1

    def _compound(self, name: Mention, after: int) -> Mention:
        """Return the organization of "Doe campaign" or "Springfield police", where such a noun follows the name."""
        tokens = self.tokens
        if not tokens.follows(after) or tokens.words[after] not in COMPOUND_NOUNS or name.kind == "GROUP":
            return name
        words = name.words[-1:] if name.kind == "PERSON" else name.words
        return Mention(name.start, tokens.ends[after], "name", "ORG", words=(*words, tokens.words[after]))

    def _headline_names(self, known: Mapping[tuple[str, ...], Mention]) -> Iterator[Mention]:
        """Yield the names in headlines, of the kind that the body gives them."""
        tokens, index = self.tokens, 0
        while index < len(tokens):
            size = 1
            if self.headline[index] and tokens.words[index][0].isupper():
                size = self._headline_size(index, known)
                if size:
                    name = known.get(tuple(tokens.lower[index : index + size]))
                    words = tuple(tokens.words[index : index + size])
                    kind = name.kind if name else "PERSON"
                    gender = FIRST_NAMES.get(tokens.lower[index]) if size > 1 and kind == "PERSON" else None
                    start, end = tokens.starts[index], tokens.ends[index + size - 1]
                    yield Mention(start, end, "name", kind, words=words, gender=gender)
            index += size or 1

    def _headline_size(self, index: int, known: Mapping[tuple[str, ...], Mention]) -> int:
        """Return how many words from ``index`` on are a name: one that the body has, or a first name and a surname."""
        lower = self.tokens.lower
        for size in range(_MOST_HEADLINE_WORDS, 1, -1):
            if tuple(lower[index : index + size]) in known:
                return size
        if (lower[index],) in known and lower[index] not in self.common:
            return 1
        surname = index + 1
        if lower[index] in FIRST_NAMES and lower[index] not in self.common and self.tokens.follows(surname):
            ordinary = lower[surname] in self.common or lower[surname] in FUNCTION_WORDS
            if not ordinary and self.tokens.words[surname][0].isupper():
                return 2
        return 0

    def _opens_sentence(self, index: int) -> bool:
        """Return whether the word may owe its capital to its place, as the first of a sentence or of a quotation."""
        words = self.tokens.words
        before = index - 1
        while before >= 0 and words[before] in _OPENERS:
            before -= 1
        if before < index - 1:  # A quotation's first word has a capital wherever the quotation stands.
            return True
        return before < 0 or words[before] in _SENTENCE_ENDS

    def _is_name_word(self, index: int) -> bool:
        """Return whether the word can be part of a name: it has a capital, and is no handle and no adjective."""
        word, lower = self.tokens.words[index], self.tokens.lower[index]
        if index and self.tokens.words[index - 1] == "@" and self.tokens.touches(index):
            return False  # It is a handle.
        if not word[0].isupper() or _ADJECTIVE.search(word) or _PARTY.match(word):
            return False
        if lower in FUNCTION_WORDS:
            return (len(word) > 1 and word.isupper() and lower != "i") or self._is_initial(index)
        return lower not in CALENDAR or self._is_month_name(index)

    def _is_initial(self, index: int) -> bool:
        """Return whether it is the A. or I. between names, where "a" and "i" are words."""
        tokens = self.tokens
        return (
            len(tokens.words[index]) == 1
            and index + 2 < len(tokens)
            and tokens.words[index + 1] == "."
            and tokens.words[index + 2][0].isupper()
            and tokens.words[index - 1][0].isupper()
        )

    def _is_month_name(self, index: int) -> bool:
        """Return whether the month is a name here: Theresa May, April Doe."""
        tokens = self.tokens
        after = index + 1 < len(tokens) and tokens.words[index + 1][0].isupper() and tokens.follows(index + 1)
        before = index > 0 and tokens.lower[index - 1] in FIRST_NAMES and tokens.words[index - 1][0].isupper()
        titled = index > 1 and tokens.lower[index - 2] in HONORIFICS and tokens.words[index - 1] == "."
        return (tokens.lower[index] in FIRST_NAMES and after) or before or titled

    def _run(self, first: int) -> list[int]:
        """Return the indexes of the tokens of the run that starts at ``first``."""
        run = [first]
        while len(run) < _MOST_WORDS:
            more = self._extension(run)
            if not more:
                break
            run.extend(more)
        return run

    def _extension(self, run: list[int]) -> list[int]:
        """Return the tokens that carry the run on.

        They are the next capitalized word and what links it, or a full stop, or nothing.
        """
        tokens, after = self.tokens, run[-1] + 1
        if not tokens.follows(after) or self.headline[after]:
            return []
        word, lower = tokens.words[after], tokens.lower[after]
        if word == "." and tokens.touches(after):
            return [after] if self._is_abbreviated(run[-1]) else []
        if word == ",":
            return [after, after + 1] if self._starts_word(after + 1) and tokens.lower[after + 1] in SUFFIXES else []
        if tokens.touches(after):
            return []
        if self._is_name_word(after):
            return [after]
        if lower in PARTICLES and word.islower():
            return self._past_particles(after)
        if word == "&":
            return [after, after + 1] if self._starts_word(after + 1) else []
        if lower in NAME_LINKS and word.islower() and self._is_open_body(run):
            return self._linked(after)
        return [after, after + 1] if lower == "and" and self._joins_body(run, after) else []

    def _past_particles(self, particle: int) -> list[int]:
        """Return one or two particles and the surname behind them: de la Cruz."""
        for surname in (particle + 1, particle + 2):
            if self._starts_word(surname):
                return list(range(particle, surname + 1))
            if not self.tokens.follows(surname) or self.tokens.lower[surname] not in PARTICLES:
                break
        return []

    def _is_abbreviated(self, index: int) -> bool:
        return len(self.tokens.words[index]) == 1 or self.tokens.lower[index] in IN_NAMES

    def _starts_word(self, index: int) -> bool:
        return self.tokens.follows(index) and self._is_name_word(index)

    def _is_open_body(self, run: list[int]) -> bool:
        """Return whether the run names a body or a post that may go on with "of": Department, Court, Secretary."""
        words = [self.tokens.lower[index] for index in run]
        if words[0] in FIRST_NAMES and len(words) > 1 and words[-1] not in ORG_HEADS:
            return False
        return any(word in ORG_HEADS for word in words) or words[-1] in OPEN_ROLES

    def _linked(self, link: int) -> list[int]:
        """Return "of", perhaps an article, and the capitalized word behind them."""
        tokens, after = self.tokens, link + 1
        verb = tokens.lower[link] == "to" and self._starts_word(after) and tokens.follows(after + 1)
        if verb and tokens.lower[after + 1] in _ARTICLES and self._starts_word(after + 2):
            return list(range(link, after + 3))  # Alliance to Save Our Rivers
        if tokens.follows(after) and tokens.lower[after] in _ARTICLES:
            after += 1
        if not self._starts_word(after) or tokens.lower[after] in FIRST_NAMES:
            return []
        place = tokens.lower[link] != "of" and tokens.lower[after] in PLACES
        return [] if place else list(range(link, after + 1))

    def _joins_body(self, run: list[int], link: int) -> bool:
        """Return whether "and" stands inside one organisation's name: Oversight and Government Reform Committee."""
        lower = self.tokens.lower
        words = [lower[index] for index in run]
        phrase = " ".join(words)
        if words[0] in FIRST_NAMES or words[-1] in ORG_HEADS or phrase in ORGS or phrase in PLACES:
            return False
        last = link
        while last - link < 4 and self._starts_word(last + 1):
            last += 1
        return last > link + 1 and lower[last] in ORG_HEADS and lower[link + 1] not in FIRST_NAMES

    def _name(self, run: list[int]) -> Mention | None:
        """Return the name that a run is, without a sentence's ordinary first word; None where the run is no name."""
        if self._opens_sentence(run[0]):
            run = self._without_opener(run)
        if not run:
            return None
        after_the = run[0] > 0 and self.tokens.lower[run[0] - 1] == "the"
        return classify_run(_words(self.tokens, run), after_the, self.common)

    def _without_opener(self, run: list[int]) -> list[int]:
        """Return the run without a sentence's first word, where that is an ordinary word."""
        word, lower = self.tokens.words[run[0]], self.tokens.lower[run[0]]
        if len(run) == 1:
            return run if word in self.inner or lower in FIRST_NAMES or self._is_telling(run[0]) else []
        known = (
            lower in FIRST_NAMES or lower in PARTICLES or lower in TITLE_WORDS or lower in ROLES or lower in HONORIFICS
        )
        if run[0] < self.title_end and not known and word not in self.inner and self.tokens.words[run[1]] in self.inner:
            return run[1:]  # A title has the name in short, and its first word is no first name.
        if known or word in self.inner or word.isupper() or lower in ORG_HEADS or lower in DEMONYMS:
            return run
        before_name = len(run) > 2 and self.tokens.lower[run[1]] in FIRST_NAMES
        return run[1:] if before_name or lower in self.common or lower.endswith("ly") else run

    def _is_telling(self, index: int) -> bool:
        """Return whether a sentence's first word, seen nowhere else with a capital, still looks like a name."""
        word, lower = self.tokens.words[index], self.tokens.lower[index]
        if word.isupper() or lower in PLACES or lower in ORGS or lower in GROUPS:
            return True
        following = self.tokens.lower[index + 1] if index + 1 < len(self.tokens) else ""
        if role_of(following) in ROLES or following in DOCUMENTS or following in GATHERINGS:
            return False  # The word is an adjective, as in "Initial estimates".
        owner = index + 1 < len(self.tokens) and self.tokens.words[index + 1] in POSSESSIVE_ENDINGS
        return lower not in self.common and not lower.endswith(("ly", "ing")) and (owner or not lower.endswith("s"))


def _can_name(name: Mention, surnames: set[str]) -> bool:
    """Return whether the words can be a name.

    A single word that is also a role or an adjective is one only as the surname of a person named in full."""
    lower = name.words[-1].casefold()
    return len(name.words) > 1 or lower in surnames or name.title is not None or not _is_common(lower)


def _is_common(lower: str) -> bool:
    return role_of(lower) in ROLES or lower in DEMONYMS or lower in ORG_HEADS or lower in DOCUMENTS


def _unshouted(name: Mention, surnames: set[str]) -> Mention:
    """Return the person of the surname DOE, which in a transcript is no acronym."""
    shouted = len(name.words) == 1 and name.kind == "ORG" and name.words[0].casefold() in surnames
    return replace(name, kind="PERSON") if shouted else name


def _words(tokens: Tokens, run: list[int]) -> list[Word]:
    """Return the run's words; a full stop belongs to the word before it, a comma to none."""
    words: list[Word] = []
    for index in run:
        if tokens.words[index] == "." and words:
            words[-1] = Word(words[-1].text + ".", words[-1].start, tokens.ends[index])
        elif tokens.words[index] != ",":
            words.append(Word(tokens.words[index], tokens.starts[index], tokens.ends[index]))
    return words


def _headline_tokens(tokens: Tokens) -> list[bool]:
    """Return for each token whether its line is a headline.

    That is a short first line, or a line in which nearly every long word has a capital.
    """
    flags: list[bool] = []
    first = 0
    for index in range(len(tokens) + 1):
        if index < len(tokens) and tokens.words[index] != "\n":
            continue
        long = [word for word in tokens.words[first:index] if len(word) >= _LONG and word[0].isalpha()]
        small = sum(word.islower() for word in long)
        headline = len(long) >= _HEADLINE_WORDS and small * 8 <= len(long)
        flags.extend([headline] * (index - first))
        flags.extend([False] * (index < len(tokens)))
        first = index + 1
    return flags
