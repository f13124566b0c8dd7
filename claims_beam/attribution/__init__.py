"""Who is credited with which words: Document -> the same with attributions and mentions."""

from claims_beam.attribution.loading import extract_quotes, load

__all__ = ["extract_quotes", "load"]
