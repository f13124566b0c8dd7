"""The claims of a document, with what the words of each content say."""

from claims_beam.claims.build import build_claims
from claims_beam.claims.statements import find_statements

__all__ = ["build_claims", "find_statements"]
