"""What the words of a cue say: the lemma and class of their verb, whether it is negated, and who is spoken to."""

import re
from itertools import zip_longest

from claims_beam import lexicon
from claims_beam.records import Addressee, Cue, Span, Spans, join_pieces

_WORD = re.compile(r"n['’]t\b|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+|['’][^\W\d_]+")
_AUXILIARIES = frozenset(
    """
    be am is are was were been being 's ’s 're ’re 'm ’m have has had having 've ’ve 'd ’d do does did
    will would wo 'll ’ll can could ca may might must shall should to
    """.split()  # noqa: SIM905
)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "cannot"})

# Told *reporters*: the words between the cue and what was said, if they are few and nothing else stands there.
_LINK = re.compile(r"(?i)[\s,:]*\b(?:that|if|whether|how|why|what|to|about|of|on)?\s*$")
_MOST_ADDRESSEE_CHARS = 80


def describe_cue(text: str, spans: Spans) -> Cue | None:
    """The cue that stands at ``spans``; None for no spans."""
    if not spans:
        return None
    words = [word.lower() for word in _WORD.findall(join_pieces(text, spans))]
    lemma = _lemma(words)
    negated = any(word in _NEGATIONS for word in words)
    return Cue(join_pieces(text, spans), spans, lemma, lexicon.class_of(lemma or ""), negated)


def _lemma(words: list[str]) -> str | None:
    """The lemma of the first verb of ours, else of the first word that is no auxiliary."""
    if words[:1] == ["according"]:
        return "according to"
    own = [word for word in words if word not in _AUXILIARIES and word not in _NEGATIONS]
    for word, following in zip_longest(own, own[1:]):
        if head := lexicon.FORMS.get(word):
            phrase = f"{head} {following}"
            return phrase if phrase in lexicon.CLASS_OF else head
    return own[0] if own else None


def find_addressee(text: str, cue: Cue | None, content: Spans, source: Spans) -> Addressee | None:
    """Who is spoken to, when the cue's verb says so and the words stand between it and the content."""
    if cue is None or cue.lemma not in lexicon.ADDRESSING_VERBS:
        return None
    start = cue.spans[-1].end
    end = min((span.start for span in (*content, *source) if span.start >= start), default=start)
    between = Span(start, end).of(text)
    if len(between) > _MOST_ADDRESSEE_CHARS or "\n" in between:
        return None
    words = _LINK.sub("", between).rstrip(" ,:“\"'‘")
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Addressee(words, start, start + len(words)) if any(char.isalnum() for char in words) else None
