"""The values that flow through the package, from article to claim.

Every offset is a code point offset (a Python ``str`` index) into ``Article.text`` exactly as it came in, end exclusive:
``text[span.start:span.end]`` is the span. Records are frozen and slotted; they compare by value and survive pickling,
so they cross process boundaries as they are. Field names are the column names of the tables (``claims_beam.schema``);
a trailing underscore, where Python reserves the word, is dropped there.
"""

from claims_beam.records.claims import Claim, DateMention, Entity, Failure, Provenance, Quantity, Substitution
from claims_beam.records.flat import FlatClaim
from claims_beam.records.layers import (
    Addressee,
    Attribution,
    Cue,
    Document,
    MarkedQuotation,
    Mention,
    Phrase,
    Predicate,
    Reference,
    Referent,
    SentenceRecord,
    Speaker,
    Speech,
    Statement,
    Utterance,
)
from claims_beam.records.quotations import (
    Change,
    ChangeKind,
    Location,
    Occurrence,
    Quotation,
    QuotationCheck,
    Variant,
)
from claims_beam.records.tables import Record
from claims_beam.records.values import (
    DEFAULT_CONFIDENCE,
    Article,
    AttributionKind,
    ClaimKind,
    Gender,
    MentionForm,
    PhraseRole,
    Span,
    Spans,
    SpeakerKind,
    Tense,
    content_id,
    join_pieces,
)

__all__ = [
    "DEFAULT_CONFIDENCE",
    "Addressee",
    "Article",
    "Attribution",
    "AttributionKind",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimKind",
    "Cue",
    "DateMention",
    "Document",
    "Entity",
    "Failure",
    "FlatClaim",
    "Gender",
    "Location",
    "MarkedQuotation",
    "Mention",
    "MentionForm",
    "Occurrence",
    "Phrase",
    "PhraseRole",
    "Predicate",
    "Provenance",
    "Quantity",
    "Quotation",
    "QuotationCheck",
    "Record",
    "Reference",
    "Referent",
    "SentenceRecord",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Speech",
    "Statement",
    "Substitution",
    "Tense",
    "Utterance",
    "Variant",
    "content_id",
    "join_pieces",
]
