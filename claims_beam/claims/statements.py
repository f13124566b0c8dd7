"""Sentences in the article's own voice that assert something checkable: claims that the publisher answers for. Pure."""

from dataclasses import replace

from claims_beam.checkworthy import score_text
from claims_beam.lexicon.marks import MAY_CLOSE
from claims_beam.records import Document, Span, Statement
from claims_beam.text.furniture import find_furniture
from claims_beam.text.plain import read_plainly
from claims_beam.text.spans import covers, merged

# By the sentences that the score was trained on, one with at least this score is as likely as not to be worth checking.
# In news, the sentences below it are mostly forecasts, advice and scenes, and those above it are mostly facts.
CHECKABLE = 0.5

# In 84 annotated articles, the development part of PolNeAR, 499 statements were found beside the attributions of the
# learned tagger. This is the share of them that has no word in common with an annotated content.
CONFIDENCE = 0.75

_FEWEST_WORDS = 5
_ENDS = frozenset(f".{MAY_CLOSE})]")


def find_statements(document: Document) -> Document:
    """Return the document with its ``statements``: what the article asserts in its own voice.

    A statement is a whole sentence that ends like one, shares no word with an attribution or with the furniture of a
    web page, and is as likely to be worth checking as not.

    Args:
        document: A document with its sentences and attributions.

    Examples:
        >>> import claims_beam as cb
        >>> text = "The council spent 40 million euros on the pier in 2024. Ada Moreno said it was safe."
        >>> document = cb.extract_quotes(cb.split_sentences(cb.parse_article({"text": text})))
        >>> [statement.content[0].of(text) for statement in cb.find_statements(document).statements]
        ['The council spent 40 million euros on the pier in 2024.']
    """
    return read_plainly(_with_statements, document)


def _with_statements(document: Document) -> Document:
    taken = _taken(document)
    free = (sentence for sentence in document.sentences if not covers(taken, sentence))
    found = (_statement(sentence, sentence.of(document.text)) for sentence in free)
    return replace(document, statements=tuple(statement for statement in found if statement))


def _taken(document: Document) -> list[Span]:
    """Return what the attributions and the furniture of a page cover, as disjoint stretches in text order."""
    attributed = (
        span
        for attribution in document.attributions
        for span in (*attribution.content, *attribution.source, *(attribution.cue.spans if attribution.cue else ()))
    )
    return merged((*attributed, *find_furniture(document.text)))


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
