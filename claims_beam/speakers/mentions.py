"""Names that a model found, corrected by what the article as a whole shows.

Their edges become exact, titles are separated from them, and all mentions of one name get the same kind.

A model judges each mention by its surroundings. The article as a whole knows more: a word that is a person's surname
is so in a headline too, and a name has the kind that most of its mentions have.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claims_beam.lexicon.first_names import FIRST_NAMES
from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, OPENING_SINGLE, POSSESSIVE_ENDINGS
from claims_beam.lexicon.names import SUFFIXES
from claims_beam.lexicon.nouns import COMPOUND_NOUNS, NAMING_NOUNS
from claims_beam.lexicon.pronouns import PERSONAL, PRONOUN_GENDERS, PRONOUNS
from claims_beam.lexicon.roles import ROLES
from claims_beam.lexicon.surnames import SURNAMES
from claims_beam.lexicon.titles import ABBREVIATED_TITLES, HONORIFICS, MONARCHS, RARE_TITLES
from claims_beam.records import Mention, Span, SpeakerKind
from claims_beam.speakers.naming import plain, shown_gender
from claims_beam.text.words import Tokens, tokenize

_BETWEEN = re.compile(rf"[\s,({DOUBLE}{OPENING_SINGLE}]*")  # This may stand between a title and its name.
_SMALL_WORD = re.compile(r"[ \u00a0]([a-z]{1,20})\b")
_GAP = 3  # At most so many code points stand between a title and its name.
_DEGREE = re.compile(r"(?=.*[a-z])[A-Z][a-z]{0,3}(?:\.[A-Z][a-z]{0,3}){1,3}\.?")
_EDGE = f" \t\r\n\xa0,;:()[]{APOSTROPHES}{DOUBLE}"
_LEADING = HONORIFICS.keys() | ABBREVIATED_TITLES | RARE_TITLES
_LEADING_ROLES = ROLES - FIRST_NAMES.keys() - MONARCHS - {*SURNAMES}
_CERTAIN = 0.6  # A name of at least this probability counts as sure.
_REPEATED = 0.7  # A name that the model passed over gets this probability.
_MOST_WORDS = 8  # A name of more words is not looked for in other places of the article.
_MOST_WORDS_FOUND = 24  # What has more words is no name; the longest names, of committees, have half as many.
_MOST_JOINED = 8  # At most so many titles are joined to one name.


@dataclass(frozen=True, slots=True)
class Found:
    """A name as a model found it, with the probability that it is one."""

    span: Span
    kind: SpeakerKind
    probability: float


def with_pronouns(names: Iterable[Mention], tokens: Tokens) -> tuple[Mention, ...]:
    """Return the names of a text, and the personal pronouns among its tokens, in text order."""
    return tuple(sorted([*names, *_find_pronouns(tokens)], key=lambda mention: (mention.start, mention.end)))


def _find_pronouns(tokens: Tokens) -> Iterator[Mention]:
    """Yield the personal pronouns among the tokens, with the gender that they show."""
    for word, start, end in zip(tokens.lower, tokens.starts, tokens.ends, strict=True):
        if PRONOUNS.get(word) in PERSONAL:
            yield Mention(start, end, "pronoun", gender=PRONOUN_GENDERS.get(word))


def to_mentions(text: str, names: Iterable[Found], titles: Sequence[Span]) -> tuple[Mention, ...]:
    """Return the names of a text and its personal pronouns as mentions, in text order.

    Args:
        text: The article's text.
        names: The names that a model found, which do not overlap.
        titles: The titles and roles that it found beside names, in text order.
    """
    shown = [trimmed for name in names if (trimmed := _trimmed(text, name))]
    persons = [_monarch(text, name) for name in shown if not _is_degree(text, name)]
    found = [_compound(text, name) for name in _completed(text, _agreed(text, persons))]
    beside = _Titles({title.end: title for title in titles}, {title.start: title for title in titles})
    return with_pronouns((_to_mention(text, name, beside) for name in found), tokenize(text))


def _trimmed(text: str, name: Found) -> Found | None:
    """Return the name without marks and *'s* at its edges; None where nothing is left, or more than names are long."""
    start, end = name.span.start, name.span.end
    if name.kind != "ORG" and text[start:end].endswith(POSSESSIVE_ENDINGS):
        end -= 2
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    words = text[start:end].split(maxsplit=_MOST_WORDS_FOUND)
    fits = len(words) <= _MOST_WORDS_FOUND and any(map(str.isalnum, text[start:end]))
    return replace(name, span=Span(start, end)) if fits else None


def _is_degree(text: str, name: Found) -> bool:
    """Return whether a person's name is only the letters of a degree behind one: *Jane Doe, M.Si.*"""
    return (
        name.kind == "PERSON"
        and _DEGREE.fullmatch(name.span.of(text)) is not None
        and text.startswith(", ", name.span.start - 2)
    )


def _agreed(text: str, names: Sequence[Found]) -> list[Found]:
    """Return the names, each of the kind that its words have most often in the article; a surname is its person's."""
    votes: dict[str, dict[SpeakerKind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[_key(text, name)][name.kind] += name.probability
    surnames = Counter(
        key.split()[-1] for key, kinds in votes.items() if len(key.split()) > 1 and _most(kinds) == "PERSON"
    )
    for key in surnames.keys() & votes.keys():
        if "PERSON" in votes[key]:
            votes[key]["PERSON"] += surnames[key]
    return [replace(name, kind=_most(votes[_key(text, name)])) for name in names]


def _most(votes: Mapping[SpeakerKind, float]) -> SpeakerKind:
    """Return the kind with the most votes; if several have as many, the one that came first."""
    return max(votes, key=lambda kind: votes[kind])


def _key(text: str, name: Found) -> str:
    return " ".join(name.span.of(text).casefold().split())


def _completed(text: str, names: Sequence[Found]) -> list[Found]:
    """Return the names, and the places that the model passed over where one of them, or a surname, stands again."""
    tokens = tokenize(text)
    known = _known_words(text, names)
    longest = max((len(words) for words in known), default=0)
    small = {word for word in tokens.words if word.islower()}
    taken = _covered(tokens, names)
    added, first = [], 0
    while first < len(tokens):
        sizes = range(min(longest, len(tokens) - first), 0, -1)
        size = next((size for size in sizes if _is_known(tokens, first, size, known)), 0)
        new = size and not any(taken[first : first + size]) and (size > 1 or tokens.lower[first] not in small)
        if new:
            kind = known[tuple(tokens.lower[first : first + size])]
            added.append(Found(Span(tokens.starts[first], tokens.ends[first + size - 1]), kind, _REPEATED))
        first += max(size if new else 0, 1)
    return sorted([*names, *added], key=lambda name: name.span)


def _known_words(text: str, names: Sequence[Found]) -> dict[tuple[str, ...], SpeakerKind]:
    """Return the kind of each name that is sure, and of each surname of a person among them, by their lower words."""
    known: dict[tuple[str, ...], SpeakerKind] = {}
    for name in names:
        words = tuple(tokenize(name.span.of(text)).lower)
        if name.probability >= _CERTAIN and len(words) <= _MOST_WORDS:
            known.setdefault(words, name.kind)
            if name.kind == "PERSON" and len(words) > 1 and words[-1] not in SUFFIXES:
                known.setdefault(words[-1:], "PERSON")
    return known


def _is_known(tokens: Tokens, first: int, size: int, known: Mapping[tuple[str, ...], SpeakerKind]) -> bool:
    return tokens.words[first][0].isupper() and tuple(tokens.lower[first : first + size]) in known


def _covered(tokens: Tokens, names: Sequence[Found]) -> list[bool]:
    """Return for each token whether it lies in a name."""
    covered = [False] * len(tokens)
    for name in names:
        for index in range(tokens.at(name.span.start), tokens.at(name.span.end)):
            covered[index] = True
    return covered


def _monarch(text: str, name: Found) -> Found:
    """Return the name as a person's where it is one such as *King Olav of Farn*, whatever the model took it for."""
    words = name.span.of(text).casefold().split()
    person = len(words) > 3 and words[0] in MONARCHS and words[2] == "of"
    return replace(name, kind="PERSON") if person else name


def _compound(text: str, name: Found) -> Found:
    """Return the organisation that a small noun makes of the name before it.

    Such are *the Doe campaign* and *Springfield police*.
    """
    noun = _SMALL_WORD.match(text, name.span.end)
    if noun is None or noun.group(1) not in NAMING_NOUNS.get(name.kind, ()):
        return name
    return replace(name, span=Span(name.span.start, noun.end()), kind="ORG")


def _words(text: str, name: Found, span: Span) -> tuple[str, ...]:
    """Return the words of a name; *Jane Doe's campaign* is the Doe campaign."""
    words = tuple(word.strip(",") for word in span.of(text).split())
    owner = next((index for index, word in enumerate(words) if word.endswith(POSSESSIVE_ENDINGS)), None)
    if name.kind == "ORG" and owner is not None and owner == len(words) - 2 and words[-1] in COMPOUND_NOUNS:
        return words[owner][:-2], words[-1]
    return words


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles by where they end and by where they start."""

    ends: Mapping[int, Span]
    starts: Mapping[int, Span]

    def before(self, text: str, start: int) -> Span | None:
        """Return the title that ends right before the offset, joined with those that end right before each other."""
        found: Span | None = None
        for _ in range(_MOST_JOINED):
            first = found.start if found else start
            title = next((self.ends[end] for end in range(first, first - _GAP - 1, -1) if end in self.ends), None)
            if title is None or title.start >= first or _BETWEEN.fullmatch(text, title.end, first) is None:
                break
            found = Span(title.start, found.end if found else title.end)
        return found

    def behind(self, text: str, end: int) -> Span | None:
        """Return the title that starts right behind the offset, after a comma or an opening bracket."""
        title = next((self.starts[start] for start in range(end + 1, end + _GAP + 1) if start in self.starts), None)
        return title if title and text[end : title.start].strip() in (",", "(", ", (") else None


def _to_mention(text: str, name: Found, titles: _Titles) -> Mention:
    """Return the name as a mention; what is a title of it, beside it or at its start, stands apart."""
    span, title = name.span, titles.before(text, name.span.start)
    if name.kind == "PERSON":
        start = _after_honorifics(text, span)
        if start > span.start:
            first = title.start if title else span.start
            title, span = Span(first, start), Span(start, span.end)
    words = _words(text, name, span)
    beside = title or titles.behind(text, span.end)
    written = " ".join(beside.of(text).split()) if beside else None
    return Mention(
        span.start,
        span.end,
        "name",
        name.kind,
        words=words,
        title=written,
        gender=shown_gender(written, [plain(word) for word in words]) if name.kind == "PERSON" else None,
        certain=name.probability >= _CERTAIN,
        title_start=title.start if title else None,
    )


def _after_honorifics(text: str, span: Span) -> int:
    """Return where the name starts behind the honorifics and titles at its beginning; one word always stays."""
    start = span.start
    words = span.of(text).split()
    for behind, word in enumerate(words[:-1], 1):
        if not _is_title(word, words[behind:]):
            break
        start = text.index(word, start) + len(word)
        while text[start].isspace():
            start += 1
    return start


def _is_title(word: str, behind: Sequence[str]) -> bool:
    """Return whether a word before others of a name is a title: an honorific, or a role where these are no role, too.

    So *Mayor Ada Moreno* has a title, and *Attorney General* has none.
    """
    is_post = all(plain(other) in ROLES for other in behind)
    return plain(word) in _LEADING or (plain(word) in _LEADING_ROLES and not is_post)
