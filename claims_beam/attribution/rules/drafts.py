"""What the rules found in tokens, as plain values in the article's offsets that outlive the parse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from claims_beam.attribution.kinds import Marked
from claims_beam.attribution.rules.confidence import confidence_of
from claims_beam.attribution.rules.constructions import Construction
from claims_beam.lexicon.marks import EM_DASH, EN_DASH
from claims_beam.parsing import frames
from claims_beam.parsing.trees import runs
from claims_beam.records import Attribution, Cue, Span, Spans
from claims_beam.text.spans import core, merged, overlap

_SPEECH_RULES = frozenset({"direct", "introduction", "label"})
_EDGE = frozenset(f" \t\r\n\xa0,;:{EM_DASH}{EN_DASH}-.()")


@dataclass(slots=True)
class Draft:
    """An attribution whose ``content`` may still grow while the article is put together.

    ``is_speech`` says that its rule finds words in quotation marks; ``depth`` is that of the cue in its parse.
    """

    is_speech: bool
    depth: int
    confidence: float
    content: list[Span]
    cue: Spans
    source: Spans

    def finished(self) -> Attribution:
        """Return the attribution as it now stands."""
        return Attribution(tuple(merged(self.content)), Cue(self.cue), self.source, confidence=self.confidence)


def to_draft(text: str, frame: frames.Frame, found: Construction, marked: Marked) -> Draft:
    """Return what a rule found in a parsed frame in offsets into ``text``."""
    cue = tuple(_span(frame, run) for run in runs(found.cue))
    source = _pieces(text, frame, found.source)[:1]
    content = {_widened(piece, marked, (*cue, *source)) for piece in _pieces(text, frame, found.content)}
    return Draft(
        is_speech=found.rule in _SPEECH_RULES,
        depth=sum(1 for _ in found.head.ancestors),
        confidence=confidence_of(found.rule),
        content=merged(content),
        cue=cue,
        source=source,
    )


def _widened(piece: Span, marked: Marked, own: Spans) -> Span:
    """Return the piece with the quoted words that it cuts through, unless its own cue or source stands among them."""
    whole = marked.widen(piece)
    return piece if any(overlap(whole, words) for words in own) else whole


def _span(frame: frames.Frame, run: Sequence[Token]) -> Span:
    return Span(min(frame[token.i].start for token in run), max(frame[token.i].end for token in run))


def _pieces(text: str, frame: frames.Frame, tokens: Iterable[Token]) -> Spans:
    """Return the tokens' runs, without punctuation at their edges; runs without a word are left out."""
    spans = ((_span(frame, run), _is_own(frame, run)) for run in runs(tokens))
    pieces = [core(text, span, _EDGE, _is_abbreviation) if own else span for span, own in spans]
    return tuple(merged(piece for piece in pieces if any(map(str.isalnum, piece.of(text)))))


def _is_own(frame: frames.Frame, run: Sequence[Token]) -> bool:
    """Return whether any of it is the article's own words; an utterance keeps its marks and stops."""
    return any(frame[token.i].utterance is None for token in run)


def _is_abbreviation(text: str, span: Span) -> bool:
    """Return whether the text ends like U.S. or (R-Fla.)."""
    bracketed = text[span.end - 1] == ")" and "(" in text[max(span.start, span.end - 12) : span.end]
    return bracketed or text[max(span.start, span.end - 4) : span.end].count(".") > 1
