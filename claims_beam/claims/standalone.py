"""A claim as it reads out of context: whom its pronouns and surnames mean, and which days its dates are.

Only the first mention of a person in a claim is written out; what follows is clear from it. "I" and "we" stay: they are
the speaker's, who stands beside the claim.
"""

from collections.abc import Iterable, Iterator, Sequence

from claims_beam.lexicon.calendar import DATE_LINKS, TIMES_OF_DAY
from claims_beam.lexicon.function_words import AFTER_OBJECT_PRONOUN, ARTICLES, ATTRIBUTIVE
from claims_beam.lexicon.marks import (
    APOSTROPHES,
    DASHES,
    HYPHENS,
    MAY_CLOSE,
    OPENING,
    POSSESSIVE_ENDINGS,
    STOPS,
    STRAIGHT_DOUBLE,
)
from claims_beam.lexicon.names import AFTER_FAMILY_NAMES
from claims_beam.lexicon.pronouns import REPLACEABLE
from claims_beam.records import DateMention, Mention, Span, Spans, Substitution

_OPENERS = frozenset(f"{STOPS}{OPENING}{STRAIGHT_DOUBLE}\n")
_AROUND_WORDS = f",;:{STOPS}{MAY_CLOSE}"
_AFTER_DATES = f"{_AROUND_WORDS}{APOSTROPHES}s)"
# Words that end like this say by themselves which years they mean: the '90s.
_SELF_TOLD = ("0s", *(f"0{ending}" for ending in POSSESSIVE_ENDINGS), "century")
_LISTING = ("and", "or")
_FROM_NOW = "now and "  # These words stand before the date in *between now and Friday*.
_JOINTS = frozenset(f"{HYPHENS}{DASHES}/")
_BEFORE_CHARS = 24  # The word before or behind a place is looked for in this many characters.


def substitutions_in(
    text: str, content: Spans, mentions: Iterable[Mention], dates: Iterable[DateMention]
) -> tuple[Substitution, ...]:
    """Return the substitutions for the content's mentions and relative dates, disjoint and in text order.

    ``mentions`` and ``dates`` are those in the content, in text order. A mention without a ``name`` stays as it is.
    """
    names = _first_names(text, mentions)
    starts = {piece.start for piece in content}
    found = [*names, *_dated_all(text, dates, starts)]
    return tuple(sorted(found, key=lambda substitution: substitution.start))


def substitute(text: str, content: Spans, substitutions: Sequence[Substitution]) -> str:
    """Return the content's pieces with everything substituted, joined by one space."""
    pending = list(reversed(substitutions))
    return " ".join("".join(_filled(text, piece, pending)) for piece in content)


def _filled(text: str, piece: Span, pending: list[Substitution]) -> Iterator[str]:
    """Yield the piece with the substitutions in it, which are taken off the end of ``pending``."""
    start = piece.start
    while pending and pending[-1].start < piece.end:
        substitution = pending.pop()
        yield text[start : substitution.start]
        yield substitution.text
        start = substitution.end
    yield text[start : piece.end]


def _first_names(text: str, mentions: Iterable[Mention]) -> Iterator[Substitution]:
    """Yield a fuller name for the first mention of each person whose mention is not the fullest one."""
    seen: set[str] = set()
    for mention in mentions:
        if mention.name is None or mention.name in seen:
            continue
        seen.add(mention.name)
        written = text[mention.start : mention.end]
        fuller = _for_pronoun(text, mention) if mention.form == "pronoun" else _for_name(text, mention)
        if fuller and fuller != written:
            yield Substitution(mention.start, mention.end, fuller)


def _for_pronoun(text: str, mention: Mention) -> str | None:
    """Return the name in the pronoun's case."""
    word, name = text[mention.start : mention.end].lower(), mention.name or ""
    if word not in REPLACEABLE:
        return None
    behind = text[mention.end : mention.end + _BEFORE_CHARS]
    if word == "his" or (word == "her" and _is_possessive(behind)):
        return None if word == "his" and not _opens_word(behind) else f"{name}'s"
    return name


def _opens_word(behind: str) -> bool:
    """Return whether the text behind a place goes on with a space and a word."""
    return behind[:1] in (" ", "\u00a0") and behind[1:2].isalnum()


def _is_possessive(behind: str) -> bool:
    """Return whether "her" owns what follows: her dog, but told her to go."""
    return _opens_word(behind) and behind[1:].split()[0].strip(_AROUND_WORDS).lower() not in AFTER_OBJECT_PRONOUN


def _for_name(text: str, mention: Mention) -> str | None:
    """Return the full name for a surname that stands for its bearer, and not for a family or with an article."""
    written, name = text[mention.start : mention.end], mention.name or ""
    shorter = len(written.split()) < len(name.split()) and written.split()[-1] in name.split()
    behind = text[mention.end : mention.end + _BEFORE_CHARS].split()
    family = bool(behind) and text[mention.end].isspace() and behind[0].strip(".,").lower() in AFTER_FAMILY_NAMES
    return name if shorter and not family and _word_before(text, mention.start) not in ARTICLES else None


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - _BEFORE_CHARS) : start]
    return before.split()[-1].lower() if before.split() and before[-1:].isspace() else ""


def _dated_all(text: str, dates: Iterable[DateMention], starts: set[int]) -> Iterator[Substitution]:
    end = -1  # This is where the date before ends.
    for date in dates:
        if _is_replaceable(text, date):
            listed = end >= 0 and _joins(text[max(end, date.start - _BEFORE_CHARS) : date.start])
            listed = listed or text[max(0, date.start - len(_FROM_NOW)) : date.start] == _FROM_NOW
            yield _dated(text, date, date.start in starts, listed)
        end = date.end


def _joins(between: str) -> bool:
    return " ".join(between.split()).strip(", ") in _LISTING


def _is_replaceable(text: str, date: DateMention) -> bool:
    """Return whether the words do not say by themselves which year they mean, and a date reads well in their place."""
    if date.iso is None or date.iso[:4] in date.text or date.text.endswith(_SELF_TOLD):
        return False
    if "quarter" in date.text and not (date.text.startswith("the ") and _word_before(text, date.start) in DATE_LINKS):
        return False
    behind = text[date.end : date.end + _BEFORE_CHARS].split()
    return not behind or behind[0].lower().strip(_AFTER_DATES) not in TIMES_OF_DAY


def _dated(text: str, date: DateMention, opens_piece: bool, listed: bool) -> Substitution:
    """Return the ISO date, behind the preposition that it needs; an interval from its first end to its last."""
    iso = (date.iso or "").replace("/", " to ")
    joined = text[date.end : date.end + 2] in POSSESSIVE_ENDINGS or text[date.end : date.end + 1] in _JOINTS
    joined = joined or text[max(0, date.start - 1) : date.start] in _JOINTS
    link = _word_before(text, date.start)
    bare = link not in DATE_LINKS or (link in _LISTING and not listed)
    phrase = iso if joined or not bare or _is_attribute(text, date) else f"{_link(date)} {iso}"
    return Substitution(
        date.start, date.end, phrase[0].upper() + phrase[1:] if _opens(text, date, opens_piece) else phrase
    )


def _link(date: DateMention) -> str:
    """Return the preposition of a date: *on* a day, *from* the first of several days, *in* anything longer."""
    first = (date.iso or "").split("/")[0]
    if len(first) != len("2026-03-06") or "W" in first:
        return "in" if "/" not in (date.iso or "") else "from"
    return "on" if first == date.iso else "from"


def _is_attribute(text: str, date: DateMention) -> bool:
    """Return whether an article or a possessive stands before: the Friday vote."""
    return _word_before(text, date.start) in ATTRIBUTIVE


def _opens(text: str, date: DateMention, opens_piece: bool) -> bool:
    """Return whether the date opens a sentence."""
    before = text[max(0, date.start - 2) : date.start].strip()
    return (opens_piece or before[-1:] in _OPENERS) and date.text[0].isupper()
