"""The format that all tables share: terms of one or more words, separated by commas, on any number of lines."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

Value = TypeVar("Value")


def listed(text: str) -> tuple[str, ...]:
    """Return the terms of a table in their order, each with one space between its words.

    Raises ValueError for a term that the table names twice and for an empty term.
    """
    found = tuple(" ".join(term.split()) for term in text.split(","))
    if not all(found):
        raise ValueError(f"a table has an empty term, after {found[max(0, found.index('') - 1)]!r}; drop a comma")
    if len(set(found)) < len(found):
        twice = sorted({term for term in found if found.count(term) > 1})
        raise ValueError(f"a table names a term twice: {', '.join(twice)}; drop one of each")
    return found


def terms(text: str) -> frozenset[str]:
    """Return the terms of a table whose order means nothing; raises ValueError as ``listed`` does."""
    return frozenset(listed(text))


def by_term(rows: Mapping[Value, str]) -> Mapping[str, Value]:
    """Return each term with the key of its row: ``by_term({"USD": "dollar, dollars"})["dollar"]`` is ``"USD"``.

    Raises ValueError as ``listed`` does, and for a term that stands in two rows.
    """
    found: dict[str, Value] = {}
    for key, text in rows.items():
        for term in listed(text):
            if term in found:
                raise ValueError(f"two rows name the term {term!r}, {found[term]!r} and {key!r}; drop one")
            found[term] = key
    return MappingProxyType(found)


def alternatives(*tables: Iterable[str]) -> str:
    """Return the terms of the tables as the alternatives of a regular expression, the longest first."""
    found = {re.escape(term) for table in tables for term in table}
    return "|".join(sorted(found, key=lambda term: (-len(term), term)))
