"""The attributions of a document, which say who is credited with which words, and its mentions."""

from claims_beam.attribution.loading import extract_quotes, load

__all__ = ["extract_quotes", "load"]
