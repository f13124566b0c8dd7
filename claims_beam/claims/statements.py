"""Sentences in the article's own voice that assert something checkable: claims that the publisher answers for. Pure."""

from bisect import bisect_left
from dataclasses import replace

from claims_beam.checkworthy import score_text
from claims_beam.records import Document, Span, Statement

# The score from which a sentence asserts something that can be checked: as likely as a sentence of the kind that the
# score was trained on. In news, those below are mostly forecasts, advice and scenes, those above mostly facts.
CHECKABLE = 0.5

# The share of the statements found in 84 annotated articles (499, PolNeAR's development part, by the learned tagger)
# that no annotated content shares a word with.
CONFIDENCE = 0.75

_FEWEST_WORDS = 5
_ENDS = frozenset(".”\"’')]")


def find_statements(document: Document) -> Document:
    """The document with its ``statements``; it must have its sentences and quotes.

    A statement is a whole sentence that ends like one, shares no word with an attribution, and scores at least
    ``CHECKABLE`` (``claims_beam.checkworthy``).
    """
    taken = _taken(document)
    free = (sentence for sentence in document.sentences if not _overlaps(taken, sentence))
    found = (_statement(sentence, sentence.of(document.text)) for sentence in free)
    return replace(document, statements=tuple(statement for statement in found if statement))


def _taken(document: Document) -> list[Span]:
    """What the attributions cover, as disjoint stretches in text order."""
    spans = sorted(
        span
        for attribution in document.attributions
        for span in (*attribution.content, *attribution.source, *(attribution.cue.spans if attribution.cue else ()))
    )
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _overlaps(taken: list[Span], sentence: Span) -> bool:
    at = bisect_left(taken, sentence.start + 1, key=lambda span: span.end)
    return at < len(taken) and taken[at].start < sentence.end


def _statement(sentence: Span, words: str) -> Statement | None:
    ends = words[-1:] in _ENDS and "?" not in words[-3:]
    if not ends or len(words.split()) < _FEWEST_WORDS:
        return None
    worthiness = score_text(words)
    if worthiness.score < CHECKABLE:
        return None
    return Statement(
        (sentence,),
        CONFIDENCE,
        check_worthiness=worthiness.score,
        check_worthiness_reasons=worthiness.reasons,
    )
