"""Who is quoted where, as far as marks tell: marks paired and told apart, transcript turns."""

from claims_beam.records import MarkedQuotation
from claims_beam.text.quotation.pairing import MAX_PIECE, find_quotations
from claims_beam.text.quotation.roles import QuotationRole, classify
from claims_beam.text.quotation.turns import Turn, find_transcript_turns

__all__ = [
    "MAX_PIECE",
    "MarkedQuotation",
    "QuotationRole",
    "Turn",
    "classify",
    "find_quotations",
    "find_transcript_turns",
]
