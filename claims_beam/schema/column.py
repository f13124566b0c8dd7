"""What a column is, and the types that columns have."""

from dataclasses import dataclass, field

import pyarrow as pa

from claims_beam.schema.vocabularies import Vocabulary

TEXT, BOOLEAN, INTEGER = pa.string(), pa.bool_(), pa.int32()
FLOAT, DOUBLE, TIMESTAMP = pa.float32(), pa.float64(), pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one field of a struct.

    ``type`` is a scalar Arrow type, or the fields of a struct; ``repeated`` makes the column a list of that type, whose
    elements are never null. ``values`` is the closed vocabulary, empty where any value may stand.
    """

    name: str
    type: "pa.DataType | Columns"
    description: str
    nullable: bool = False
    repeated: bool = False
    values: Vocabulary = field(default_factory=dict)

    @property
    def fields(self) -> "Columns":
        """Return the fields of a struct; empty for a scalar."""
        return self.type if isinstance(self.type, tuple) else ()


Columns = tuple[Column, ...]


def optional(name: str, type_: pa.DataType | Columns, description: str, values: Vocabulary | None = None) -> Column:
    """Return a column that may be null."""
    return Column(name, type_, description, nullable=True, values=values or {})


def repeated(name: str, type_: pa.DataType | Columns, description: str) -> Column:
    """Return a column that holds a list."""
    return Column(name, type_, description, repeated=True)


def stretch(what: str, text: str = "the article's text") -> Columns:
    """Return where some words stand in a text."""
    return (
        Column("start", INTEGER, f"where {what} starts: a code point offset into {text}"),
        Column("end", INTEGER, f"where {what} ends: the offset behind its last code point"),
    )


def marked(what: str, *more: Column) -> Columns:
    """Return some words, where they stand, and what more is known of them."""
    return (Column("text", TEXT, f"{what}, as written"), *stretch(what), *more)
