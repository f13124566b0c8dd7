"""The tables' columns: the one place that says which there are, of which type, what they mean, and what they may hold.

The Arrow schemas are built from here, and so are the files in ``schemas/`` (``claims_beam.schema.exports`` and
``claims_beam.schema.readme``): run ``python -m claims_beam.schema schemas`` after a change. Descriptions and
vocabularies are not written into the Arrow fields' metadata, because every Parquet file would carry them in its footer
and differ, byte for byte, from the files of the same schema version that were written before.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pyarrow as pa

from claims_beam.records import Article, Claim, Failure, FlatClaim, Quotation, QuotationCheck, Record, SentenceRecord
from claims_beam.schema import vocabularies as vocabulary
from claims_beam.schema.column import (
    BOOLEAN,
    DOUBLE,
    FLOAT,
    INTEGER,
    TEXT,
    Column,
    Columns,
    marked,
    optional,
    repeated,
    stretch,
)
from claims_beam.schema.corpus_columns import CHECK, QUOTATION
from claims_beam.schema.flat_columns import flat_columns
from claims_beam.schema.shared_columns import ARTICLE_ID, CLAIM_ID, PUBLISHED_AT, PUBLISHER, SPEAKER_NAME

SCHEMA_VERSION = "1.1.0"

TABLES: Mapping[str, type[Record]] = MappingProxyType({
    "claim": Claim,
    "flat": FlatClaim,
    "sentence": SentenceRecord,
    "failure": Failure,
    "article": Article,
    "quotation": Quotation,
    "check": QuotationCheck,
})  # fmt: skip

_ARTICLE: Columns = (
    ARTICLE_ID,
    optional("url", TEXT, "the article's address"),
    PUBLISHER,
    optional("title", TEXT, "the article's headline"),
    PUBLISHED_AT,
    optional("language", TEXT, "the article's language, as a BCP 47 tag"),
)

_CUE: Columns = (
    Column("text", TEXT, "the words as written, their pieces joined by one space"),
    optional("lemma", TEXT, "the lemma of the words' head; null where they have no word, such as a colon"),
    optional(
        "class",
        TEXT,
        "what the cue does: *declined to say* is `deny`, *did not say* is `say` and negated, *did not deny* is `deny` "
        "and negated. Null where the words are in no table, which is so for about one cue in fourteen of the corpus "
        "that the tagger was trained on",
        vocabulary.CUE_CLASSES,
    ),
    Column("negated", BOOLEAN, "whether the cue is negated: *did not say*, *failed to mention*, *had no comment*"),
    repeated("spans", stretch("the piece"), "where the pieces stand"),
)

_MENTION: Columns = (
    Column("text", TEXT, "the words as written, their pieces joined by one space"),
    Column("form", TEXT, "what kind of words they are", values=vocabulary.MENTION_FORMS),
    repeated("spans", stretch("the piece"), "where the pieces stand"),
)

_SPEAKER: Columns = (
    SPEAKER_NAME,
    optional("id", TEXT, "the person's id in the table of known people that was passed in, if there is one"),
    repeated("names", TEXT, "the joint speakers one by one"),
    Column("kind", TEXT, "what the speaker is; the first of joint speakers counts", values=vocabulary.SPEAKER_KINDS),
    optional("title", TEXT, "the title or role that the article gives"),
    optional("mention", _MENTION, "the source as written; null when the article names no source"),
    Column("resolution", TEXT, "which rule found the name", values=vocabulary.RESOLUTIONS),
    Column("confidence", FLOAT, "the probability that the name is right"),
)

_PREDICATE: Columns = (
    optional("subject", TEXT, "the subject as written"),
    optional(
        "verb",
        TEXT,
        "the main verb as written, without auxiliaries; *fall* for *is likely to fall* and for *has to fall*",
    ),
    optional("object", TEXT, "the direct object as written, else the complement"),
    Column(
        "negated",
        BOOLEAN,
        "whether the content says that this does not happen: *did not sell*, *nobody sold*, *gave no reason*, *is "
        "unlikely to sell*. False where it is left open (*does not have to be sold* is `possible`) or so for some "
        "(*not all sold*, *few sold*)",
    ),
    optional("modality", TEXT, "how the content presents what happens", vocabulary.MODALITIES),
    optional("tense", TEXT, "the main clause's tense; null for an infinitive", vocabulary.TENSES),
)

_QUANTITY: Columns = marked(
    "the quantity",
    optional("value", DOUBLE, "the number; null for *dozens* and *a few hundred*"),
    optional(
        "unit",
        TEXT,
        "`percent`, `percentage points`, an ISO 4217 code, `ordinal`, `proportion` (*one in five* is 0.2), or the noun "
        "as written; a rate is `USD per hour`",
    ),
    optional(
        "comparator",
        TEXT,
        "how the number compares. A range is two quantities, `at least` the one and `at most` the other; both have the "
        "unit and the scale that it gives once (*$2-3 billion*). So have the numbers of a list (*5 and 6 percent*), "
        "without a comparator",
        vocabulary.COMPARATORS,
    ),
)
_DATE: Columns = marked(
    "the date",
    optional(
        "iso",
        TEXT,
        "ISO 8601, as coarse as the words: a day, a week (`2026-W10`), a month, a year, or an interval: `1990/1999`, a "
        "quarter `2026-04/2026-06`, *March 10-12* `2026-03-10/2026-03-12`. A season is its year where that is named. "
        "A stretch between two named days or months (*from Monday to Friday*) is two dates. "
        "Relative dates are resolved against the day of `published_at` in UTC; null where the date cannot be known",
    ),
)
_ENTITY: Columns = marked(
    "the name",
    optional("label", TEXT, "what the name refers to; null where that is unknown", vocabulary.ENTITY_LABELS),
)
_SUBSTITUTION: Columns = (
    *stretch("the replaced text"),
    Column("text", TEXT, "what stands in `standalone_text` instead"),
)

_EXTRACTOR: Columns = (
    Column("package_version", TEXT, "the version of claims-beam"),
    Column("model_id", TEXT, "the tagger and its model"),
    Column("schema_version", TEXT, "the version of this schema"),
    Column("rules", TEXT, "the version of the rules that build claims"),
)

_CLAIM: Columns = (
    CLAIM_ID,
    *_ARTICLE,
    Column("kind", TEXT, "how the article gives the content", values=vocabulary.KINDS),
    Column("text", TEXT, "the content as written, its pieces joined by one space"),
    repeated("content", stretch("the piece"), "where the content's pieces stand"),
    optional(
        "prefix",
        TEXT,
        "up to 64 code points before the content: with `suffix` enough to find the claim again in an edited text "
        "(W3C TextQuoteSelector)",
    ),
    optional("suffix", TEXT, "up to 64 code points behind the content"),
    optional("sentence_first", INTEGER, "the sentence that the content starts in, counted from 0"),
    optional("sentence_last", INTEGER, "the sentence that the content ends in, counted from 0"),
    optional("cue", _CUE, "the words that attribute the content; null where there are none"),
    optional("speaker", _SPEAKER, "who is credited; null for a statement"),
    optional(
        "addressee", marked("the addressee"), "who was spoken to (told *reporters*); null where nobody is mentioned"
    ),
    optional(
        "predicate",
        _PREDICATE,
        "the content's main clause; null where the content has no finite verb or was not parsed",
    ),
    repeated("quantities", _QUANTITY, "what is counted in the content"),
    repeated("dates", _DATE, "what is dated in the content"),
    repeated("entities", _ENTITY, "what is named in the content"),
    optional(
        "standalone_text",
        TEXT,
        "the claim as it reads out of context: the first pronoun or surname of each person as the full name, relative "
        "dates as ISO dates, both only where that is clear",
    ),
    repeated("substitutions", _SUBSTITUTION, "what was replaced in `standalone_text`"),
    optional(
        "check_worthiness",
        FLOAT,
        "how well worth checking the claim is, from 0 to 1. Evidence, not a verdict: the weights come from spoken US "
        "politics",
    ),
    repeated(
        "check_worthiness_reasons",
        TEXT,
        "what raised (`+`) or lowered (`-`) the score, strongest first; `wording` is what the claim's words add that "
        "no other reason names",
    ),
    Column("confidence", FLOAT, "the probability that content, cue and source are right together"),
    Column("extractor", _EXTRACTOR, "what made the claim"),
)

_FLAT: Columns = flat_columns(_CLAIM)

_SENTENCE: Columns = (
    ARTICLE_ID,
    Column("index", INTEGER, "the sentence's place in the article, counted from 0"),
    *stretch("the sentence"),
    Column("text", TEXT, "the sentence as written"),
)

_FAILURE: Columns = (
    optional("article_id", TEXT, "the article's id, where it is known"),
    Column(
        "stage",
        TEXT,
        "the step that failed: `match`, `open`, `read`, `parse`, or a later one, such as `build_claims`",
    ),
    Column("error", TEXT, "the error's class, and its reason where it has one"),
    Column("message", TEXT, "what was wrong, and the cure where one is known"),
    Column("element", TEXT, "the first 2,000 characters of what came in"),
)

_COLUMNS: Mapping[type[Record], Columns] = {
    Claim: _CLAIM,
    FlatClaim: _FLAT,
    SentenceRecord: _SENTENCE,
    Failure: _FAILURE,
    Article: (
        *_ARTICLE,
        optional("author", TEXT, "who the byline names; they are no source of what the article says"),
        Column("text", TEXT, "the article's text, exactly as it came in"),
    ),
    Quotation: QUOTATION,
    QuotationCheck: CHECK,
}


def record_type_of(table: str | type[Record]) -> type[Record]:
    """Return the record type of a table, which is given by its name or as that type.

    Raises ValueError for a name that no table has, and TypeError for a type that has no table.
    """
    if not isinstance(table, str):
        _check_has_table(table)
        return table
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; use one of: {', '.join(TABLES)}")
    return TABLES[table]


def columns_of(record_type: type[Record]) -> Columns:
    """Return the columns of a record type's table. Raises TypeError for a type that has no table."""
    _check_has_table(record_type)
    return _COLUMNS[record_type]


def schema_of(record_type: type[Record], *, described: bool = False) -> pa.Schema:
    """Return the Arrow schema of a record type's table; its metadata carry the record's name and the schema's version.

    Args:
        record_type: A record type that has a table, such as ``Claim``.
        described: Whether each field has its description as metadata, which files that are written do not have.

    Raises:
        TypeError: For a type that has no table.

    Examples:
        >>> import claims_beam as cb
        >>> cb.schema_of(cb.SentenceRecord).names
        ['article_id', 'index', 'start', 'end', 'text']
        >>> cb.schema_of(cb.SentenceRecord, described=True).field("text").metadata
        {b'description': b'the sentence as written'}
    """
    _check_has_table(record_type)
    return _arrow_schema(record_type, described=True) if described else _SCHEMAS[record_type]


def _check_has_table(record_type: type[Record]) -> None:
    if record_type not in _COLUMNS:
        names = ", ".join(sorted(known.__name__ for known in _COLUMNS))
        raise TypeError(f"no table is defined for {record_type!r}; tables hold one of: {names}")


def with_paths(columns: Columns, parent: str = "") -> Iterator[tuple[str, Column]]:
    """Yield each column and each field of its structs, with the path to it."""
    for column in columns:
        path = f"{parent}{column.name}"
        yield path, column
        yield from with_paths(column.fields, f"{path}[]." if column.repeated else f"{path}.")


def described(column: Column) -> str:
    """Return the description, with the values of a closed vocabulary, where they have no place of their own."""
    return f"{column.description}. One of: {', '.join(column.values)}" if column.values else column.description


def _arrow_schema(record_type: type[Record], *, described: bool = False) -> pa.Schema:
    fields = [_arrow_field(column, described) for column in _COLUMNS[record_type]]
    metadata = {"claims_beam.record": record_type.__name__, "claims_beam.schema_version": SCHEMA_VERSION}
    return pa.schema(fields, metadata=metadata)


def _arrow_field(column: Column, with_description: bool) -> pa.Field:
    fields = column.fields
    kind = pa.struct([_arrow_field(inner, with_description) for inner in fields]) if fields else column.type
    if column.repeated:
        kind = pa.list_(pa.field("element", kind, nullable=False))
    metadata = {"description": described(column)} if with_description else None
    return pa.field(column.name, kind, nullable=column.nullable, metadata=metadata)


_SCHEMAS: Mapping[type[Record], pa.Schema] = {record_type: _arrow_schema(record_type) for record_type in _COLUMNS}
