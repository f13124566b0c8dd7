"""The columns of flat claims, which mean what those of the table of claims mean."""

from collections.abc import Mapping
from dataclasses import fields, replace

from claims_beam.records import FlatClaim
from claims_beam.records.flat import SHARED_FIELDS
from claims_beam.schema.column import TEXT, Column, Columns, optional, stretch


def flat_columns(claim: Columns) -> Columns:
    """Return the columns of flat claims, made of those of the table of claims, in the order of the record's fields."""
    top = _by_name(claim)
    columns = _by_name((*(top[name] for name in SHARED_FIELDS), *_flattened(top)))
    return tuple(columns[field.name] for field in fields(FlatClaim))


def _flattened(top: Mapping[str, Column]) -> Columns:
    """Return the columns of flat claims that stand for a struct or a list of the table of claims."""
    speaker, cue, predicate = (_by_name(top[name].fields) for name in ("speaker", "cue", "predicate"))
    return (
        *stretch("the content"),
        replace(speaker["name"], name="speaker"),
        *(_lifted("speaker", speaker[name]) for name in ("id", "kind", "title", "confidence")),
        optional("source", TEXT, "the source as written; null when the article names no source"),
        optional("cue", TEXT, "the cue as written, its pieces joined by one space; null where there is none"),
        *(_lifted("cue", cue[name]) for name in ("class", "negated")),
        optional("addressee", TEXT, top["addressee"].description),
        *(_lifted("predicate", field) for field in predicate.values()),
        optional("quantities", TEXT, f"{top['quantities'].description}, as written"),
        optional("dates", TEXT, f"{top['dates'].description}, as ISO 8601, or as written where that cannot be known"),
        optional("entities", TEXT, f"{top['entities'].description}, as written"),
        optional("check_worthiness_reasons", TEXT, top["check_worthiness_reasons"].description),
    )


def _by_name(columns: Columns) -> dict[str, Column]:
    return {column.name: column for column in columns}


def _lifted(struct: str, field: Column) -> Column:
    """Return a column of its own for a field of a struct; it may be null, since a claim may lack the struct."""
    return replace(field, name=f"{struct}_{field.name}", nullable=True)
