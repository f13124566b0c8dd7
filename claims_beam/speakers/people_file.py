"""A table of known people as JSON lines with ``name`` and, if any, ``aliases``, ``title`` and ``id``."""

import json
from collections.abc import Iterator
from typing import Any

from claims_beam.speakers.resolve import KnownPerson


class PeopleError(ValueError):
    """Report a line of a table of people that cannot be used; the message says which, why, and the cure.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "people.jsonl")
        >>> _ = file.write_text('{"aliases": ["A. Moreno"]}')
        >>> try:
        ...     cb.read_people(str(file))
        ... except cb.PeopleError as error:
        ...     print("name is None" in str(error))
        True
    """


def parse_people(lines: bytes, path: str) -> tuple[KnownPerson, ...]:
    """Return the people that the lines of the file ``path`` tell of. Raise PeopleError for a line that is none."""
    return tuple(_people(lines, path))


def _people(lines: bytes, path: str) -> Iterator[KnownPerson]:
    """Yield the person of each line. Raise PeopleError, which names the line, for one that is no person."""
    for number, line in enumerate(lines.splitlines(), start=1):
        if line.strip():
            try:
                yield _person(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise PeopleError(
                    f"{path}, line {number}: {error}; write one JSON object a line, such as "
                    '{"name": "Jane Doe", "aliases": ["J. Doe"], "title": "Mayor", "id": "Q42"}'
                ) from error


def _person(row: Any) -> KnownPerson:
    """Return the person of a line. Raise ValueError, which says what is wrong with it."""
    if not isinstance(row, dict):
        raise ValueError(f"{type(row).__name__} is no JSON object")
    name, aliases, title, id_ = (row.get(key) for key in ("name", "aliases", "title", "id"))
    if not (isinstance(name, str) and name.strip()):
        raise ValueError(f"name is {name!r}")
    if not (aliases is None or (isinstance(aliases, list) and all(isinstance(alias, str) for alias in aliases))):
        raise ValueError(f"aliases is {aliases!r}")
    for key, value in (("title", title), ("id", id_)):
        if not isinstance(value, str | None):
            raise ValueError(f"{key} is {value!r}")
    return KnownPerson(name, tuple(aliases or ()), title, id_)
