"""What the words of a cue say: the lemma and class of their verb, whether it is negated, and who is spoken to."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.adjuncts import ADJUNCT_PREPOSITIONS, TIME_ADVERBS
from claims_beam.lexicon.auxiliaries import CUE_AUXILIARIES
from claims_beam.lexicon.calendar import CALENDAR, WEEKDAYS
from claims_beam.lexicon.cue_classes import cue_class, lemma_of
from claims_beam.lexicon.function_words import AFTER_ADDRESSEE, NO_CUE_WORDS, VERB_PREPOSITIONS
from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, EM_DASH, EN_DASH, MAY_OPEN
from claims_beam.lexicon.negations import CUE_NEGATIONS, DIRECT_NEGATIONS, NEGATING_GOVERNORS, NEGATING_PAIRS, ONLY
from claims_beam.lexicon.terms import alternatives
from claims_beam.lexicon.titles import HONORIFICS
from claims_beam.records import Addressee, Cue, Span, Spans, join_pieces
from claims_beam.text.words import CUES

_WORDLESS = "say"  # A colon or a dash has this class, since what follows it is what was said.

_LOOK_BACK = 24  # Two words seldom need more characters.
_CLAUSE_START = re.compile(rf"[^\w\s{APOSTROPHES}]|\n")

# In *told reporters that*, the addressee is the words between cue and content, if they are few and nothing else
# stands there.
_LINK = re.compile(rf"(?i)[\s,:]*\b(?:{alternatives(AFTER_ADDRESSEE)})?\s*$")
_MOST_ADDRESSEE_CHARS = 80
_PHRASE = re.compile(
    rf"(?:(?i:\b(?:{alternatives(HONORIFICS)})\.)|[^\n,.;:!?{DOUBLE}(){EM_DASH}{EN_DASH}]|\.(?=\w|\s[a-z]))*"
)
_ADDRESSEE_WORD = re.compile(r"\S+")


def describe_cue(text: str, spans: Spans) -> Cue | None:
    """Return the cue that stands at ``spans``; None for no spans."""
    if not spans:
        return None
    words = [word.lower() for word in CUES.split(join_pieces(text, spans))]
    lemma = _lemma(words)
    class_ = cue_class(lemma) if lemma else _WORDLESS
    negated = _is_negated(words) or _is_negated_before(text, spans[0].start, words[:1])
    return Cue(spans, join_pieces(text, spans), lemma, class_, negated)


def _is_negated(words: list[str]) -> bool:
    pairs = list(zip_longest(words, words[1:]))
    plain = any(word in CUE_NEGATIONS and following not in ONLY for word, following in pairs)
    return plain or not NEGATING_PAIRS.isdisjoint(pairs)


def _is_negated_before(text: str, start: int, first: list[str]) -> bool:
    """Return whether the two words before the cue negate it: *has yet to* say, *failed* to mention, *did not* say."""
    before = _CLAUSE_START.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    words = [*(word.lower() for word in CUES.split(before)), *(word for word in first if word == "to")]
    governed = words[-1:] == ["to"] and words[-2:-1] and words[-2] in NEGATING_GOVERNORS
    return bool(governed) or (words[-1:] != ["to"] and bool(words) and words[-1] in DIRECT_NEGATIONS)


def _lemma(words: list[str]) -> str | None:
    """Return the lemma of the first word that a table knows, else the first word that is no auxiliary or adverb."""
    if "according" in words:
        return "according to"
    own = [word for word in words if word not in CUE_AUXILIARIES | CUE_NEGATIONS | NO_CUE_WORDS]
    known = (lemma_of(word, following) for word, following in zip_longest(own, own[1:]))
    telling = (word for word in own if word not in VERB_PREPOSITIONS and not word.endswith("ly"))
    return next((lemma for lemma in known if lemma), None) or next(telling, own[0] if own else None)


def find_addressee(text: str, cue: Cue | None, content: Spans, source: Spans) -> Addressee | None:
    """Return who is spoken to, if the cue's verb takes an addressee: *the council* in *told the council on Monday*.

    The addressee stands between the cue and the content or source behind it. If neither stands behind the cue, the
    addressee ends at the next punctuation mark. Words about the telling itself, such as its time and place, are left
    out.
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
    words = list(_ADDRESSEE_WORD.finditer(_LINK.sub("", between).rstrip(f" ,:{MAY_OPEN}")))
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
    if written in TIME_ADVERBS or word in WEEKDAYS or (rank and words[rank - 1].group().endswith(",")):
        return True
    if word != "on" or not 0 < rank < len(words) - 1:
        return word in ADJUNCT_PREPOSITIONS
    before, after = words[rank - 1].group(), words[rank + 1].group()
    return not (before[0].isupper() and after[0].isupper() and after.strip(",").lower() not in CALENDAR)
