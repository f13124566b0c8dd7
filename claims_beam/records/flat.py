"""A claim as one row of plain values, for spreadsheets and for programs that cannot read structs."""

from dataclasses import dataclass
from datetime import datetime

from claims_beam.records.values import ClaimKind, SpeakerKind, Tense

SHARED_FIELDS = (
    "claim_id",
    "article_id",
    "url",
    "publisher",
    "title",
    "published_at",
    "language",
    "kind",
    "text",
    "standalone_text",
    "check_worthiness",
    "confidence",
)
"""The fields of a flat claim that a Claim has under the same name and with the same value."""


@dataclass(frozen=True, slots=True)
class FlatClaim:
    """Hold one claim in plain values; ``flatten_claim`` makes it of a Claim.

    The fields are the columns of the table of flat claims, which ``docs/record.md`` describes one by one.

    Examples:
        >>> import claims_beam as cb
        >>> [claim] = cb.extract_claims("“The bridge stays shut,” said Ines Falk, the harbour master.")
        >>> flat = cb.flatten_claim(claim)
        >>> flat.speaker, flat.cue, flat.start, flat.end
        ('Ines Falk', 'said', 0, 24)
    """

    claim_id: str
    article_id: str
    url: str | None
    publisher: str | None
    title: str | None
    published_at: datetime | None
    language: str | None
    kind: ClaimKind
    text: str
    start: int
    end: int
    speaker: str | None
    speaker_id: str | None
    speaker_kind: SpeakerKind | None
    speaker_title: str | None
    speaker_confidence: float | None
    source: str | None
    cue: str | None
    cue_class: str | None
    cue_negated: bool | None
    addressee: str | None
    predicate_subject: str | None
    predicate_verb: str | None
    predicate_object: str | None
    predicate_negated: bool | None
    predicate_modality: str | None
    predicate_tense: Tense | None
    quantities: str | None
    dates: str | None
    entities: str | None
    standalone_text: str | None
    check_worthiness: float | None
    check_worthiness_reasons: str | None
    confidence: float
