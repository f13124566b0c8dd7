"""The tables and their columns as a page for people: ``schemas/README.md``."""

from collections.abc import Iterable, Mapping

from claims_beam.schema.column import Column
from claims_beam.schema.columns import SCHEMA_VERSION, TABLES, columns_of, with_paths
from claims_beam.schema.vocabularies import Vocabulary

_INTRODUCTION = f"""\
# Tables and their columns

This page and the files in `schemas/`, which hold the schemas as JSON Schema, Avro and BigQuery, are generated from
`claims_beam/schema/` by `python -m claims_beam.schema schemas`; do not edit them. `claims-beam schema --table TABLE
--format FORMAT` prints one of them.

This is version {SCHEMA_VERSION} of the schema. Every Parquet file carries the version in its metadata
(`claims_beam.schema_version`). Offsets are code points (Python `str` indexes) into the article's text exactly as it
came in, end exclusive: `text[start:end]` is the words. In a column's name, a dot leads to a field of a struct and `[]`
to the elements of a list.

Claims are found in English articles. One that is surely in another language, by its `language` or by its text, is a row
of the failure table, `ArticleError.not_english`, unless any language is taken (`--any-language`). A text of fewer
than 200 letters says too little of its language: without a `language`, it is taken as English.
"""

_TABLES: Mapping[str, str] = {
    "claim": "One row for each claim: an attribution (who said what) or a statement in the article's own voice.",
    "flat": "One row for each claim in plain values, as `extract --format` and `flatten_claim` give it. The elements "
    "of a list are one string, with ` | ` between them.",
    "sentence": "One row for each sentence of an article.",
    "failure": "One row for each input that could not be used, and why.",
    "article": "One row for each article, as it was read.",
    "quotation": "One row for each quotation of a corpus: who said it first, who repeated it, and in which words.",
    "check": "One row for each quoted passage of a claim that was looked for in sources.",
}

_EXAMPLE = """\
### An example

Of an article published on Friday 6 March 2026:

```text
Ada Moreno said she would not sell more than 40 boats by Monday.

text                she would not sell more than 40 boats by Monday
predicate           subject she, verb sell, object more than 40 boats, negated, conditional, present
quantities          40 boats: value 40, unit boats, comparator more than
dates               Monday: 2026-03-09
standalone_text     Ada Moreno would not sell more than 40 boats by 2026-03-09
substitutions       she -> Ada Moreno, Monday -> 2026-03-09
```
"""


def readme() -> str:
    """Return the page as Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(table) for table in TABLES)])


def _section(table: str) -> str:
    listed = list(with_paths(columns_of(TABLES[table])))
    parts = [f"## {table}\n", f"{_TABLES[table]}\n", _column_table(listed)]
    parts += [_value_table(path, column.values) for path, column in listed if column.values]
    return "\n".join(parts + ([_EXAMPLE] if table == "claim" else []))


def _column_table(listed: Iterable[tuple[str, Column]]) -> str:
    rows = (
        (f"`{path}`", _type_of(column), "yes" if column.nullable else "no", _meaning(column)) for path, column in listed
    )
    return _table(("column", "type", "nullable", "meaning"), rows)


def _type_of(column: Column) -> str:
    kind = "struct" if column.fields else str(column.type)
    return f"list of {kind}" if column.repeated else kind


def _meaning(column: Column) -> str:
    return f"{column.description}; see its values below" if column.values else column.description


def _value_table(path: str, values: Vocabulary) -> str:
    rows = ((f"`{value}`", meaning) for value, meaning in values.items())
    return f"### Values of `{path}`\n\n" + _table(("value", "meaning"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
