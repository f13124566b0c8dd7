"""The records that are rows of a table."""

from claims_beam.records.claims import Claim, Failure
from claims_beam.records.flat import FlatClaim
from claims_beam.records.layers import SentenceRecord
from claims_beam.records.quotations import Quotation, QuotationCheck
from claims_beam.records.values import Article

Record = Article | SentenceRecord | Claim | Failure | FlatClaim | Quotation | QuotationCheck
