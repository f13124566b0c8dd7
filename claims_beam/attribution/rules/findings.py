"""What the rules found in tokens, as plain values in the article's offsets that outlive the parse."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from claims_beam.attribution.kinds import Marked
from claims_beam.attribution.rules.constructions import Construction
from claims_beam.parsing import frames
from claims_beam.parsing.modality import read_event
from claims_beam.parsing.trees import runs
from claims_beam.records import Mention, MentionForm, Span, Spans

_EDGE = frozenset(" \t\r\n\xa0,;:—–-.()")


@dataclass(slots=True)
class Finding:
    """One attribution; ``content`` may grow while the article is put together. ``depth`` is the cue's in its parse."""

    rule: str
    lemma: str
    negated: bool
    depth: int
    content: list[Span]
    cue: Spans
    source: Spans
    source_mention: Mention | None
    addressee: Span | None


def to_finding(text: str, frame: frames.Frame, attribution: Construction, marked: Marked) -> Finding:
    """The attribution of a parsed frame in offsets into ``text``."""
    addressee = _pieces(text, frame, [token for token in attribution.addressee if token not in attribution.source])
    source = _pieces(text, frame, attribution.source)[:1]
    content = sorted({marked.widen(piece) for piece in _pieces(text, frame, attribution.content)})
    return Finding(
        attribution.rule,
        attribution.lemma,
        read_event(attribution.head).negated,
        sum(1 for _ in attribution.head.ancestors),
        list(merged(content)),
        tuple(_span(frame, run) for run in runs(attribution.cue)),
        source,
        _mention(frame, attribution.source, source),
        addressee[0] if addressee else None,
    )


def _span(frame: frames.Frame, run: Sequence[Token]) -> Span:
    return Span(min(frame[token.i].start for token in run), max(frame[token.i].end for token in run))


def _pieces(text: str, frame: frames.Frame, tokens: Iterable[Token]) -> Spans:
    """The tokens' runs, without punctuation at their edges; runs without a word are left out."""
    pieces = [_trim(text, _span(frame, run)) if _is_own(frame, run) else _span(frame, run) for run in runs(tokens)]
    return tuple(merged(piece for piece in pieces if any(c.isalnum() for c in piece.of(text))))


def _is_own(frame: frames.Frame, run: Sequence[Token]) -> bool:
    """Whether any of it is the article's own words; an utterance keeps its marks and stops."""
    return any(frame[token.i].utterance is None for token in run)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not _is_abbreviation(text, start, end):
        end -= 1
    return Span(start, end)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the text ends like U.S. or (R-Fla.)."""
    bracketed = text[end - 1] == ")" and "(" in text[max(start, end - 12) : end]
    return bracketed or text[max(start, end - 4) : end].count(".") > 1


def merged(pieces: Iterable[Span]) -> Iterator[Span]:
    """The pieces in text order, those that touch as one."""
    current: Span | None = None
    for piece in sorted(pieces):
        if current and piece.start <= current.end:
            current = Span(current.start, max(current.end, piece.end))
            continue
        if current:
            yield current
        current = piece
    if current:
        yield current


def _mention(frame: frames.Frame, source: Sequence[Token], spans: Spans) -> Mention | None:
    if not spans:
        return None
    start, end = spans[0].start, spans[0].end
    words = [token for token in source if start <= frame[token.i].start and frame[token.i].end <= end] or source[:1]
    members = {token.i for token in words}
    head = next((token for token in words if token.head.i not in members or token.head == token), words[0])
    return Mention(start, end, _form(head))


def _form(head: Token) -> MentionForm:
    if head.tag_.startswith(("PRP", "W")):
        return "pronoun"
    return "name" if head.tag_.startswith("NNP") else "nominal"
