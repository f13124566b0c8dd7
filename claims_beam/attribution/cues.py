"""What the words of a cue say: the lemma and class of their verb, whether it is negated, and who is spoken to."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.adjuncts import ADJUNCT_PREPOSITIONS, TIME_ADVERBS
from claims_beam.lexicon.cue_classes import class_of, lemma_of
from claims_beam.lexicon.names import HONORIFICS
from claims_beam.lexicon.places import CALENDAR
from claims_beam.records import Addressee, Cue, Span, Spans, join_pieces

_WORD = re.compile(r"n['’]t\b|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+|['’][^\W\d_]+")
_AUXILIARIES = frozenset(
    """
    be am is are was were been being 's ’s 're ’re 'm ’m have has had having 've ’ve 'd ’d do does did
    will would wo 'll ’ll can could ca may might must shall should to
    """.split()  # noqa: SIM905
)
_NEGATIONS = frozenset(
    """
    not n't n’t never neither nor cannot no none nothing nobody without unable fail fails failed failing
    """.split()  # noqa: SIM905
)
_NEGATING_PAIRS = frozenset({("yet", "to"), ("short", "of")})  # has yet to say; stopped short of saying
_NOT_ALL = frozenset({"only", "just", "merely", "simply"})  # not only said: said, and more
_PASSED_OVER = frozenset(
    """
    a an the it its his her their my our your him them me us himself herself themselves itself this that these those
    there also still now just even once already well more most less very so too all some any again then only both
    """.split()  # noqa: SIM905
)
_PREPOSITIONS = frozenset(
    """
    about above after against as at before behind between by for from in into like of off on over through under up
    """.split()  # noqa: SIM905
)
_WORDLESS = "say"  # a colon or dash: what follows it is what was said

# Words before the cue that make it mean the contrary: *failed* to mention, has *yet* to say, did *not* say.
_NEGATING_GOVERNORS = frozenset({"fail", "fails", "failed", "failing", "unable", "yet", "not"})
_DIRECT_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "without"})
_LOOK_BACK = 24  # characters: two words
_CLAUSE_START = re.compile(r"[^\w\s'’]|\n")

# Told *reporters*: the words between the cue and what was said, if they are few and nothing else stands there.
_LINK = re.compile(r"(?i)[\s,:]*\b(?:that|if|whether|how|why|what|to|about|of|on)?\s*$")
_MOST_ADDRESSEE_CHARS = 80
_TITLES = "|".join(sorted(HONORIFICS))
_PHRASE = re.compile(rf"(?:(?i:\b(?:{_TITLES})\.)|[^\n,.;:!?“”\"()—–]|\.(?=\w|\s[a-z]))*")
_ADDRESSEE_WORD = re.compile(r"\S+")
_WEEKDAYS = frozenset(word for word in CALENDAR if word.endswith("day"))


def describe_cue(text: str, spans: Spans) -> Cue | None:
    """The cue that stands at ``spans``; None for no spans."""
    if not spans:
        return None
    words = [word.lower() for word in _WORD.findall(join_pieces(text, spans))]
    lemma = _lemma(words)
    class_ = class_of(lemma) if lemma else _WORDLESS
    negated = _is_negated(words) or _is_negated_before(text, spans[0].start, words[:1])
    return Cue(spans, join_pieces(text, spans), lemma, class_, negated)


def _is_negated(words: list[str]) -> bool:
    pairs = list(zip_longest(words, words[1:]))
    plain = any(word in _NEGATIONS and following not in _NOT_ALL for word, following in pairs)
    return plain or not _NEGATING_PAIRS.isdisjoint(pairs)


def _is_negated_before(text: str, start: int, first: list[str]) -> bool:
    """Return whether the two words before the cue negate it: *has yet to* say, *failed* to mention, *did not* say."""
    before = _CLAUSE_START.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    words = [*(word.lower() for word in _WORD.findall(before)), *(word for word in first if word == "to")]
    governed = words[-1:] == ["to"] and words[-2:-1] and words[-2] in _NEGATING_GOVERNORS
    return bool(governed) or (words[-1:] != ["to"] and bool(words) and words[-1] in _DIRECT_NEGATIONS)


def _lemma(words: list[str]) -> str | None:
    """The lemma of the first word of ours, else the first word that is no auxiliary, adverb or the like."""
    if "according" in words:
        return "according to"
    own = [word for word in words if word not in _AUXILIARIES | _NEGATIONS | _PASSED_OVER]
    known = (lemma_of(word, following) for word, following in zip_longest(own, own[1:]))
    telling = (word for word in own if word not in _PREPOSITIONS and not word.endswith("ly"))
    return next((lemma for lemma in known if lemma), None) or next(telling, own[0] if own else None)


def find_addressee(text: str, cue: Cue | None, content: Spans, source: Spans) -> Addressee | None:
    """Return who is spoken to, where the cue's verb says that somebody is: told *the council* on Monday.

    The words stand behind the cue, before what follows it of the attribution or, where nothing does, before the next
    punctuation mark. What is said of the telling itself, such as its time and place, is left out.
    """
    if cue is None or cue.lemma not in cue_verbs.ADDRESSING_VERBS:
        return None
    start = cue.spans[-1].end
    following = min((span.start for span in (*content, *source) if span.start >= start), default=None)
    if following is None:
        phrase = _PHRASE.match(text, start, start + _MOST_ADDRESSEE_CHARS)
        following = phrase.end() if phrase else start
    between = text[start:following]
    if len(between) > _MOST_ADDRESSEE_CHARS or "\n" in between:
        return None
    words = list(_ADDRESSEE_WORD.finditer(_LINK.sub("", between).rstrip(" ,:“\"'‘")))
    count = next((rank for rank, _ in enumerate(words) if _starts_adjunct(words, rank)), len(words))
    if not count:
        return None
    span = Span(start + words[0].start(), start + words[count - 1].end())
    name = span.of(text).rstrip(",")
    return Addressee(name, span.start, span.start + len(name)) if any(char.isalnum() for char in name) else None


def _starts_adjunct(words: Sequence[re.Match[str]], rank: int) -> bool:
    """Return whether the word begins an adverbial: *on Monday*, but not the *on* of *the Committee on Trade*."""
    written = words[rank].group().strip(",")
    word = written.lower()
    if written in TIME_ADVERBS or word in _WEEKDAYS or (rank and words[rank - 1].group().endswith(",")):
        return True
    if word != "on" or not 0 < rank < len(words) - 1:
        return word in ADJUNCT_PREPOSITIONS
    before, after = words[rank - 1].group(), words[rank + 1].group()
    return not (before[0].isupper() and after[0].isupper() and after.strip(",").lower() not in CALENDAR)
