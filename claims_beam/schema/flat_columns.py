"""The columns of flat claims, which mean what those of the table of claims mean."""

from dataclasses import replace

from claims_beam.schema.column import TEXT, Column, Columns, optional, stretch

_ARTICLE_AND_CONTENT = (
    "claim_id",
    "article_id",
    "url",
    "publisher",
    "title",
    "published_at",
    "language",
    "kind",
    "text",
)


def flat_columns(claim: Columns) -> Columns:
    """Return the columns of flat claims, made of those of the table of claims."""
    top = {column.name: column for column in claim}
    speaker, cue, predicate = (
        {field.name: field for field in top[name].fields} for name in ("speaker", "cue", "predicate")
    )
    return (
        *(top[name] for name in _ARTICLE_AND_CONTENT),
        *stretch("the content"),
        replace(speaker["name"], name="speaker"),
        *(_of("speaker", speaker[name]) for name in ("id", "kind", "title", "confidence")),
        optional("source", TEXT, "the source as written; null when the article names no source"),
        optional("cue", TEXT, "the cue as written, its pieces joined by one space; null where there is none"),
        *(_of("cue", cue[name]) for name in ("class", "negated")),
        optional("addressee", TEXT, top["addressee"].description),
        *(_of("predicate", predicate[name]) for name in predicate),
        optional("quantities", TEXT, f"{top['quantities'].description}, as written"),
        optional("dates", TEXT, f"{top['dates'].description}, as ISO 8601, or as written where that cannot be known"),
        optional("entities", TEXT, f"{top['entities'].description}, as written"),
        top["standalone_text"],
        top["check_worthiness"],
        optional("check_worthiness_reasons", TEXT, top["check_worthiness_reasons"].description),
        top["confidence"],
    )


def _of(struct: str, field: Column) -> Column:
    """Return a column of its own for a field of a struct; it may be null, since a claim may lack the struct."""
    return replace(field, name=f"{struct}_{field.name}", nullable=True)
