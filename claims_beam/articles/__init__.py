"""Reading of articles from payloads: bytes, strings, mappings and rows of any origin."""

from claims_beam.articles.parse import parse_article

__all__ = ["parse_article"]
