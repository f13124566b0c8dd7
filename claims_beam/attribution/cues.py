"""What the words of a cue say: the lemma and class of their verb, whether it is negated, and who is spoken to."""

import re
from itertools import zip_longest

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.cue_classes import class_of, lemma_of
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

# Told *reporters*: the words between the cue and what was said, if they are few and nothing else stands there.
_LINK = re.compile(r"(?i)[\s,:]*\b(?:that|if|whether|how|why|what|to|about|of|on)?\s*$")
_MOST_ADDRESSEE_CHARS = 80


def describe_cue(text: str, spans: Spans) -> Cue | None:
    """The cue that stands at ``spans``; None for no spans."""
    if not spans:
        return None
    words = [word.lower() for word in _WORD.findall(join_pieces(text, spans))]
    lemma = _lemma(words)
    class_ = class_of(lemma) if lemma else _WORDLESS
    return Cue(join_pieces(text, spans), spans, lemma, class_, _is_negated(words))


def _is_negated(words: list[str]) -> bool:
    pairs = list(zip_longest(words, words[1:]))
    plain = any(word in _NEGATIONS and following not in _NOT_ALL for word, following in pairs)
    return plain or not _NEGATING_PAIRS.isdisjoint(pairs)


def _lemma(words: list[str]) -> str | None:
    """The lemma of the first word of ours, else the first word that is no auxiliary, adverb or the like."""
    if "according" in words:
        return "according to"
    own = [word for word in words if word not in _AUXILIARIES | _NEGATIONS | _PASSED_OVER]
    known = (lemma_of(word, following) for word, following in zip_longest(own, own[1:]))
    telling = (word for word in own if word not in _PREPOSITIONS and not word.endswith("ly"))
    return next((lemma for lemma in known if lemma), None) or next(telling, own[0] if own else None)


def find_addressee(text: str, cue: Cue | None, content: Spans, source: Spans) -> Addressee | None:
    """Who is spoken to, when the cue's verb says so and the words stand between it and the content."""
    if cue is None or cue.lemma not in cue_verbs.ADDRESSING_VERBS:
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
