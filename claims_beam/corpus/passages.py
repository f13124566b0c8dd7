"""The passages that claims quote: direct quotes, and the quoted parts of mixed ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims_beam.corpus.wording import DISTINCTIVE_WORDS, LEAST_WORDS, digest, is_content_word, speaker_key, wording
from claims_beam.lexicon.marks import MARKS
from claims_beam.records import Claim, MarkedQuotation
from claims_beam.text.quotation.pairing import find_quotations

_AROUND = "".join(MARKS) + " \n"

KEY_BYTES = 16
"""Of the key of a wording: among 10**12 wordings the chance that any two share one is about 10**-15."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a claim says of a quotation; the fields are those of ``Claim``, ``speaker`` is the speaker's name."""

    claim_id: str
    article_id: str
    publisher: str | None
    published_at: datetime | None
    kind: str
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a claim quotes, without the marks around them; ``words`` are the same as they are compared.

    Passages of one ``key`` are one wording. Where it is short, it is the wording of one speaker.
    """

    key: bytes
    text: str
    words: tuple[str, ...]
    citation: Citation


def citation_of(claim: Claim) -> Citation:
    """Return the citation of a claim, which holds what is needed of it."""
    name = claim.speaker.name if claim.speaker else None
    return Citation(claim.claim_id, claim.article_id, claim.publisher, claim.published_at, claim.kind, claim.text, name)


def passages_of(citation: Citation) -> Iterator[Passage]:
    """Yield the passages that have enough words to be a quotation, and content words among them."""
    for text in quoted_texts(citation.kind, citation.text):
        words = wording(text)
        if len(words) >= LEAST_WORDS and any(map(is_content_word, words)):
            yield Passage(wording_key(words, citation.speaker), text, tuple(words), citation)


def wording_key(words: Sequence[str], speaker: str | None) -> bytes:
    """Return 16 bytes that passages of one wording have in common, and, where it is short, of one speaker."""
    said_by = speaker_key(speaker) if len(words) < DISTINCTIVE_WORDS else ""
    return digest(f"{' '.join(words)}\n{said_by}", KEY_BYTES)


def quoted_texts(kind: str, text: str) -> Iterator[str]:
    """Yield the quoted words of a claim of the kind and text, without marks: of a direct quote all of them as one."""
    if kind == "direct":
        outer = _outer_quotations(text)
        whole = outer and outer[0].start == 0 and outer[-1].end == len(text) and all(each.closed for each in outer)
        yield " ".join(map(text.__getitem__, _inner(outer))) if whole else text.strip(_AROUND)
    elif kind == "mixed":
        for quotation in _outer_quotations(text):
            yield " ".join(map(text.__getitem__, _inner((quotation,))))


def _outer_quotations(text: str) -> tuple[MarkedQuotation, ...]:
    return tuple(quotation for quotation in find_quotations(text) if not quotation.depth)


def _inner(quotations: tuple[MarkedQuotation, ...]) -> Iterator[slice]:
    return (slice(span.start, span.end) for quotation in quotations for span in quotation.inner)
