"""The columns that several tables have, which mean the same in each of them."""

from claims_beam.schema.column import TEXT, TIMESTAMP, Column, optional

CLAIM_ID = Column(
    "claim_id",
    TEXT,
    "32 hex digits made of the article's id and text, the kind and the content's offsets: a rerun writes the same id",
)
ARTICLE_ID = Column("article_id", TEXT, "the article's id as it came in; a hash of its text where it came without one")
PUBLISHER = optional("publisher", TEXT, "who published the article")
PUBLISHED_AT = optional("published_at", TIMESTAMP, "when the article was published, in UTC")
SPEAKER_NAME = optional(
    "name",
    TEXT,
    "the fullest name in the article, joint speakers joined by ` & ` in text order; null when nobody is named, never a "
    "guess",
)
