"""The columns of the tables about many articles: quotations, and checks of quotations against sources."""

from dataclasses import replace

from claims_beam.schema import vocabularies as vocabulary
from claims_beam.schema.column import FLOAT, INTEGER, TEXT, TIMESTAMP, Column, Columns, optional, repeated, stretch
from claims_beam.schema.shared_columns import ARTICLE_ID, CLAIM_ID, PUBLISHED_AT, PUBLISHER, SPEAKER_NAME

QUOTATION: Columns = (
    Column(
        "quotation_id",
        TEXT,
        "32 hex digits made of the words of `text`, and of the speaker where they are few: a rerun writes the same id, "
        "in whatever order the claims come",
    ),
    Column("text", TEXT, "the longest wording, without the quotation marks around it"),
    optional(
        "speaker",
        TEXT,
        "whom most of the claims that name a speaker credit, by the commonest form of the name; null where none does",
    ),
    optional("speaker_share", FLOAT, "the share of these claims that credit this speaker"),
    Column("articles", INTEGER, "how many articles have the quotation"),
    Column("publishers", INTEGER, "how many publishers those articles have, without the unknown ones"),
    optional("first_seen", TIMESTAMP, "when the first of them was published; null where no article has a date"),
    optional("last_seen", TIMESTAMP, "when the last of them was published; null where no article has a date"),
    optional("first_article_id", TEXT, "the id of the first of them; null where no article has a date"),
    repeated(
        "variants",
        (
            Column("text", TEXT, "the wording; of those that differ only in marks and capitals the longest"),
            Column("count", INTEGER, "how many claims have it"),
        ),
        "the wordings, the commonest first; of more than 1,000 the others are left out",
    ),
    repeated(
        "occurrences",
        (
            CLAIM_ID,
            ARTICLE_ID,
            PUBLISHER,
            PUBLISHED_AT,
            Column("similarity", FLOAT, "the share of the claim's words that `text` has in one stretch and this order"),
        ),
        "the claims that have it in the order of time, those without a date last; of more than 100,000 the others are "
        "left out, and counted all the same",
    ),
)

_SOURCE_TEXT = "the source's text"

_CHANGE: Columns = (
    Column("kind", TEXT, "how the quotation differs from the source", values=vocabulary.CHANGES),
    Column("quoted", TEXT, "the words of the quotation; empty where they were left out"),
    Column("original", TEXT, "the words of the source; empty where the quotation added some"),
    *stretch("the changed part", _SOURCE_TEXT),
)

CHECK: Columns = (
    CLAIM_ID,
    ARTICLE_ID,
    replace(SPEAKER_NAME, name="speaker"),
    Column("quoted", TEXT, "the words that the claim quotes, without marks"),
    optional("source_id", TEXT, "the id of the source that has the words; null where no source has"),
    *(replace(column, nullable=True) for column in stretch("the passage", _SOURCE_TEXT)),
    Column("similarity", FLOAT, "the share of the words that the source has there; 0 where no source has them"),
    repeated("changes", _CHANGE, "the words in which the quotation and the source differ, in the order of the source"),
)
