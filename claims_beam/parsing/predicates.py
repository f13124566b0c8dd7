"""The main clause of each content: subject, verb, object or complement, polarity, modality and tense."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claims_beam.lexicon.auxiliaries import FUTURE, PAST
from claims_beam.lexicon.implicatives import Presented
from claims_beam.lexicon.marks import DOUBLE, GUILLEMETS, LOW_DOUBLE, SINGLE, STOPS
from claims_beam.parsing import frames
from claims_beam.parsing.modality import is_infinitive, is_raising, read_event
from claims_beam.parsing.pipeline import Parsing
from claims_beam.parsing.trees import children, subject
from claims_beam.records import Document, Phrase, PhraseRole, Predicate, Span, Spans, Tense
from claims_beam.text.plain import read_plainly
from claims_beam.text.sanitize import without_surrogates

_BATCH = 128
# No more than this of a content is parsed, since its main clause stands at its beginning.
_MOST_CHARS = 500
_MOST_TOKENS = 60
_FEWEST_TOKENS = 5
_STOPS = frozenset(STOPS)
_MARKS = frozenset(f"{DOUBLE}{SINGLE}{GUILLEMETS}{LOW_DOUBLE}")
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "dative")


class _Clause(NamedTuple):
    """The main clause of a parsed frame: what happens, who does it, to what, and how it is presented."""

    event: Token
    doer: Token | None
    thing: Token | None
    shown: Presented
    tense: Tense | None


class PredicateParser:
    """Reads contents with a spaCy pipeline that tags and parses.

    Only the first sentence of each content is parsed, an article's all at once, in a memory zone of their own: the
    result depends on the article alone and memory stays flat. Calls from several threads wait for each other.
    """

    def __init__(self, parsing: Parsing) -> None:
        """Keep the pipeline to parse with, which may have other users."""
        self._parsing, self._nlp = parsing, parsing.nlp

    def __call__(self, document: Document) -> Document:
        """Return the document with the predicates of its contents; a content without a finite verb has None."""
        return read_plainly(self._with_predicates, document)

    def _with_predicates(self, document: Document) -> Document:
        """Return the document, each attribution and statement with the predicate of its content."""
        text = without_surrogates(document.text)
        contents = [found.content for found in document.attributions]
        contents += [found.content for found in document.statements]
        with self._parsing.lock:
            predicates = iter(self._predicates(text, contents))
        return replace(
            document,
            attributions=tuple(replace(found, predicate=next(predicates)) for found in document.attributions),
            statements=tuple(replace(found, predicate=next(predicates)) for found in document.statements),
        )

    def _predicates(self, text: str, contents: Sequence[Spans]) -> list[Predicate | None]:
        return [_predicate(text, frame, clause) for frame, clause in self._clauses(text, contents)]

    def read_phrases(self, text: str, contents: Sequence[Spans]) -> list[tuple[Spans, tuple[Phrase, ...]]]:
        """Return for each content the words that were parsed, and the phrases of its main clause."""
        with self._parsing.lock:
            return [
                (tuple(Span(token.start, token.end) for token in frame), tuple(_phrases(frame, clause)))
                for frame, clause in self._clauses(text, contents)
            ]

    def _clauses(self, text: str, contents: Sequence[Spans]) -> Iterator[tuple[frames.Frame, _Clause | None]]:
        """Yield the words of each content that are parsed, with their main clause, which is valid until the next."""
        tokenize = frames.make_tokenizer(self._nlp)
        for first in range(0, len(contents), _BATCH):
            with self._nlp.memory_zone():
                cut = [_first_sentence(text, content, tokenize) for content in contents[first : first + _BATCH]]
                docs = self._nlp.pipe((frames.to_doc(self._nlp, frame) for frame in cut), batch_size=_BATCH)
                for frame, doc in zip(cut, docs, strict=True):
                    yield frame, _clause(doc)


def _first_sentence(text: str, content: Spans, tokenize: frames.Tokenize) -> frames.Frame:
    """Return the words of the content's first sentence, or first few if they are short (*No. Never. It sank.*)."""
    frame: list[frames.Token] = []
    for token in islice(_words(text, content, tokenize), _MOST_TOKENS):
        frame.append(token)
        if token.word in _STOPS and len(frame) >= _FEWEST_TOKENS:
            break
    return tuple(frame)


def _words(text: str, content: Spans, tokenize: frames.Tokenize) -> Iterator[frames.Token]:
    """Yield the words at the beginning of the content, without quotation marks."""
    left = _MOST_CHARS
    for piece in content:
        if left <= 0:
            return
        part = Span(piece.start, min(piece.end, piece.start + left))
        left -= part.end - part.start
        yield from (token for token in frames.words_in(text, part, tokenize) if token.word not in _MARKS)


def _clause(doc: Doc) -> _Clause | None:
    """Return the main clause of a parse: what happens, who does it, to what, and how it is presented."""
    root = next((sentence.root for sentence in doc.sents if sentence.root.tag_.startswith(("VB", "MD"))), None)
    if root is None:
        return None
    event = _event(root)
    shown = read_event(event)
    if event == root and is_infinitive(root):
        shown = replace(shown, modality="possible")
    things = children(event, *_OBJECTS)
    thing = min(things, key=lambda thing: _OBJECTS.index(thing.dep_)) if things else None
    return _Clause(event, subject(root), thing, shown, _tense(root))


def _predicate(text: str, frame: frames.Frame, clause: _Clause | None) -> Predicate | None:
    """Return the predicate of a clause, in the words of the article."""
    if clause is None:
        return None
    particle = "".join(f" {child.lower_}" for child in children(clause.event, "prt"))
    return Predicate(
        subject=_written(text, frame, clause.doer) if clause.doer is not None else None,
        verb=clause.event.text + particle,
        object=_written(text, frame, clause.thing) if clause.thing is not None else None,
        negated=clause.shown.negated,
        modality=clause.shown.modality,
        tense=clause.tense,
    )


def _event(root: Token) -> Token:
    """Return the verb that says what happens.

    That is *fall* in *is likely to fall*, *is going to fall*, *seems to fall* and *has to fall*.
    """
    for head in (root, *children(root, "acomp")):
        if is_raising(head.lower_):
            for inner in children(head, "xcomp"):
                if is_infinitive(inner):
                    return inner
    return root


def _tense(root: Token) -> Tense | None:
    """Return the tense of the main clause: past (perfect too), present or future; None for an infinitive."""
    auxiliaries = {child.lower_ for child in children(root, "aux", "auxpass")}
    if "to" in auxiliaries:
        return None
    if auxiliaries & FUTURE or (root.lower_ == "going" and children(root, "xcomp")):
        return "future"
    past = root.tag_ == "VBD" or auxiliaries & PAST or (root.tag_ == "VBN" and not auxiliaries)
    return "past" if past else "present"


def _phrases(frame: frames.Frame, clause: _Clause | None) -> Iterator[Phrase]:
    """Yield the verb, the subject and the object of a clause as stretches of the article."""
    if clause is None:
        return
    event, (negated, modality) = clause.event, (clause.shown.negated, clause.shown.modality)
    particles = [child.i for child in children(event, "prt") if child.i == event.i + 1]
    verb = Span(frame[event.i].start, frame[max((event.i, *particles))].end)
    yield Phrase(verb, "verb", negated, modality, clause.tense)
    roles: tuple[tuple[PhraseRole, Token | None], ...] = (("subject", clause.doer), ("object", clause.thing))
    for role, head in roles:
        if head is not None:
            words = [token.i for token in head.subtree]
            yield Phrase(Span(frame[min(words)].start, frame[max(words)].end), role)


def _written(text: str, frame: frames.Frame, head: Token) -> str:
    """Return the words of the phrase as the article writes them, without those between two pieces of a content."""
    phrase = [token.i for token in head.subtree]
    words = frame[min(phrase) : max(phrase) + 1]
    written = text[words[0].start : words[0].end]
    for before, word in pairwise(words):
        between = text[before.end : word.start]
        written += (between if not between.strip() else " ") + text[word.start : word.end]
    return written
