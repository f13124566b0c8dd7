"""Cut an article into the units that are parsed: each sentence with every utterance in it put as one word.

The words of an utterance say nothing about who speaks, and a long one derails a parser. ``“Yes,” said Jane Doe.``
parses reliably, so a frame holds ``Yes`` in place of the speech, in its marks, and every token of the stand-in carries
the span of the whole utterance.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.marks import APOSTROPHES, CLOSING_DOUBLE, DASHES, OPENING_DOUBLE, STRAIGHT_DOUBLE, straightened
from claims_beam.records import Span, Spans, Utterance

STAND_IN = "Yes"
MAX_TOKENS = 200
"""No frame is longer, so that a parse takes bounded memory; newspaper sentences above it are lists and tables."""

_LONG_RUN = re.compile(r"\S{200}(?=\S)")
_DASHES = frozenset(DASHES) | {"-"}
_TAG_REACH = 120
_SPEECH_TAG = re.compile(
    rf"(?:[\w.{APOSTROPHES}(),-]+ ){{1,12}}?(?P<verb>[a-z]+(?:ed|id|ys|st|ks|es|te))(?: back| out)?"
    rf"(?:[.;]|,(?! [{OPENING_DOUBLE}{STRAIGHT_DOUBLE}])|$| (?:in|on|at|to|as|when|after|during|while)\b)"
)
"""He asked; the senator shouted to the crowd: a verb of speech that lacks what was said."""

Tokenize = Callable[[str], Sequence[tuple[int, str]]]
"""Text in, its words out, each with its offset."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a frame, and the stretch of the article it is or stands in for; ``utterance`` is then its index."""

    word: str
    start: int
    end: int
    spaced: bool
    utterance: int | None = None


Frame = tuple[Token, ...]


def cut_frames(text: str, sentences: Spans, utterances: Sequence[Utterance], tokenize: Tokenize) -> Iterator[Frame]:
    """Yield the frames of an article in text order; utterances must be disjoint and in order."""
    carriers = _join_across(text, sentences, utterances)
    pending = list(reversed(utterances))
    for sentence in carriers:
        tokens: list[Token] = []
        start = sentence.start
        while pending and pending[-1].span.start < sentence.end:
            utterance = pending.pop()
            tokens += words_in(text, Span(start, utterance.span.start), tokenize)
            tokens += _stand_in(utterance)
            start = max(start, utterance.span.end)
        tokens += words_in(text, Span(start, max(start, sentence.end)), tokenize)
        for first in range(0, len(tokens), MAX_TOKENS):
            yield tuple(tokens[first : first + MAX_TOKENS])


def _join_across(text: str, sentences: Spans, utterances: Sequence[Utterance]) -> Iterator[Span]:
    """Return sentences, joined where an utterance runs on into the next or is cut off from its *he asked* behind it."""
    bridges = iter(utterances)
    bridge = next(bridges, None)
    current: Span | None = None
    for sentence in sentences:
        while bridge and bridge.span.end < sentence.start and not (current and bridge.span.end == current.end):
            bridge = next(bridges, None)
        if current and bridge and bridge.span.start < current.end and _belong(text, current, bridge.span, sentence):
            current = Span(current.start, max(current.end, sentence.end))
            continue
        if current:
            yield current
        current = sentence
    if current:
        yield current


def _belong(text: str, current: Span, utterance: Span, sentence: Span) -> bool:
    if utterance.end > sentence.start:
        return True
    if "\n" in text[current.end : sentence.start] or utterance != current:
        return False
    if text[sentence.start] in _DASHES:
        return True
    tag = _SPEECH_TAG.match(text, sentence.start, min(sentence.end, sentence.start + _TAG_REACH))
    return tag is not None and cue_verbs.FORMS.get(tag["verb"].lower()) in cue_verbs.SPEECH_VERBS


def words_in(text: str, span: Span, tokenize: Tokenize) -> Iterator[Token]:
    """Yield the words of a stretch of the article, without white space."""
    for first, last in pairwise([span.start, *_cuts(text, span), span.end]):
        for offset, word in tokenize(text[first:last]):
            if not word.isspace():
                start, end = first + offset, first + offset + len(word)
                yield Token(word, start, end, text[end : end + 1].isspace())


def _cuts(text: str, span: Span) -> list[int]:
    """Return where to cut runs without white space: spaCy's tokenizer takes quadratic time on one."""
    return [run.end() for run in _LONG_RUN.finditer(text, span.start, span.end)]


def _stand_in(utterance: Utterance) -> Iterator[Token]:
    """Return what stands for speech, “Yes,”: a full stop inside the marks would end the sentence for the parser."""
    for word in (OPENING_DOUBLE, STAND_IN, ",", CLOSING_DOUBLE):
        yield Token(word, utterance.span.start, utterance.span.end, word == CLOSING_DOUBLE, utterance.index)


def make_tokenizer(nlp: Language) -> Tokenize:
    """Return the pipeline's tokenizer, as plain offsets and words."""
    return lambda text: [(token.idx, token.text) for token in nlp.tokenizer(text)]


def to_doc(nlp: Language, frame: Frame) -> Doc:
    """Return the frame for the pipeline, whose models know n't and 's with the straight apostrophe only."""
    words = [straightened(token.word) for token in frame]
    return Doc(nlp.vocab, words=words, spaces=[token.spaced for token in frame])
