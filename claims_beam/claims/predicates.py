"""The predicate of each content, from the phrases that the tagger found in the article."""

from collections.abc import Sequence
from dataclasses import replace

from claims_beam.lexicon.marks import APOSTROPHES, DOUBLE, GUILLEMETS, LOW_DOUBLE
from claims_beam.records import Document, Phrase, PhraseRole, Predicate, Span, Spans, join_pieces
from claims_beam.text.spans import last_from, overlap

_EDGE = " \t\r\n,;"
_MARKS = frozenset(f"{DOUBLE}{GUILLEMETS}{LOW_DOUBLE}")
_NOT = tuple(f"{apostrophe}t" for apostrophe in APOSTROPHES)
_FEWEST_WORDS = 5  # The opening of a content ends with the sentence in which it reaches this many words.


def read_predicates(document: Document, phrases: Sequence[Phrase]) -> Document:
    """Return the document with the predicate of each attribution and statement; without a verb, it is None.

    ``phrases`` are those of the article, in text order.
    """
    starts = [phrase.span for phrase in phrases]

    def predicate(content: Spans) -> Predicate | None:
        opening = _opening(document, content)
        if not opening:
            return None
        first, last = max(0, last_from(starts, opening[0].start)), last_from(starts, opening[-1].end)
        return _predicate(document.text, opening, phrases[first : last + 1])

    return replace(
        document,
        attributions=tuple(replace(found, predicate=predicate(found.content)) for found in document.attributions),
        statements=tuple(replace(found, predicate=predicate(found.content)) for found in document.statements),
    )


def _opening(document: Document, content: Spans) -> Spans:
    """Return the content's first sentence, or first few if they are short (*No. Never. It sank.*)."""
    kept: list[Span] = []
    words = 0
    for piece in content:
        start = piece.start
        for index in range(max(0, last_from(document.sentences, start)), len(document.sentences)):
            sentence = document.sentences[index]
            if sentence.start >= piece.end:
                break
            part = Span(start, min(piece.end, max(start, sentence.end)))
            kept.append(part)
            words += len(part.of(document.text).split())
            start = part.end
            if words >= _FEWEST_WORDS and sentence.end <= piece.end:
                return tuple(kept)
    return tuple(kept) or content


def _predicate(text: str, opening: Spans, phrases: Sequence[Phrase]) -> Predicate | None:
    """Return the predicate of the first verb within the spans of ``opening``."""
    inside = [phrase for phrase in phrases if any(overlap(phrase.span, span) for span in opening)]
    verbs = [index for index, phrase in enumerate(inside) if phrase.role == "verb"]
    if not verbs:
        return None
    verb, following = verbs[0], verbs[1] if len(verbs) > 1 else len(inside)
    before, after = inside[:verb][::-1], inside[verb + 1 : following]
    # A subject behind the verb belongs to the next verb, if there is one.
    subject = _first("subject", before, after if len(verbs) == 1 else ())
    thing = _first("object", after, before)
    shown = inside[verb]
    return Predicate(
        subject=_written(text, opening, subject),
        verb=_verb(text, shown.span),
        object=_written(text, opening, thing),
        negated=shown.negated,
        modality=shown.modality,
        tense=shown.tense,
    )


def _first(role: PhraseRole, *places: Sequence[Phrase]) -> Phrase | None:
    return next((phrase for place in places for phrase in place if phrase.role == role), None)


def _verb(text: str, span: Span) -> str:
    """Return the verb without the *n* of *n't*, from which word pieces do not part it: *is* of *isn't*."""
    contracted = text[span.end - 1 : span.end] == "n" and text[span.end : span.end + 2] in _NOT
    return text[span.start : span.end - contracted]


def _written(text: str, opening: Spans, phrase: Phrase | None) -> str | None:
    """Return the words of the phrase as the article writes them, without what is not part of the content.

    Commas at its ends belong to the clause around it, and so does a quotation mark without its partner.
    """
    if phrase is None:
        return None
    parts = (Span(max(phrase.span.start, span.start), min(phrase.span.end, span.end)) for span in opening)
    words = join_pieces(text, (part for part in parts if part.start < part.end)).strip(_EDGE)
    for mark in (words[:1], words[-1:]):
        if mark in _MARKS and sum(words.count(other) for other in _MARKS) % 2:
            words = words.strip(mark).strip(_EDGE)
    return words or None
