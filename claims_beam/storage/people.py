"""A table of known people in a file on any Beam file system."""

import os

from claims_beam.speakers.people_file import PeopleError, parse_people
from claims_beam.speakers.resolve import KnownPerson
from claims_beam.storage.files import read_if_there
from claims_beam.storage.paths import AnyPath, is_local, path_text

MOST_PEOPLE_BYTES = 256 * 1024 * 1024
"""The people are held in memory, by every worker: some million of them."""


def read_people(path: AnyPath) -> tuple[KnownPerson, ...]:
    """Return the people in a file of JSON lines with ``name`` and, if any, ``aliases``, ``title`` and ``id``.

    Args:
        path: The file, on this machine or on any file system that Beam knows.

    Returns:
        The people, in the order of the file.

    Raises:
        PeopleError: For a line that is no person, and for what is no file or too large.
        OSError: For a file that is not there or cannot be read.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "people.jsonl")
        >>> _ = file.write_text('{"name": "Ada Moreno", "id": "Q1"}')
        >>> cb.read_people(str(file))
        (KnownPerson(name='Ada Moreno', aliases=(), title=None, id='Q1'),)
    """
    given = path_text(path)
    # Where a link leads to is resolved here: people may be linked to, unlike files of a run.
    place = os.path.realpath(given) if is_local(given) else given
    try:
        data = read_if_there(place, MOST_PEOPLE_BYTES)
    except ValueError as error:
        raise PeopleError(f"{given} is no file of at most {MOST_PEOPLE_BYTES:,} bytes; give one") from error
    if data is None:
        raise FileNotFoundError(f"{given}: there is no such file; give one of JSON lines, each a person with a name")
    return parse_people(data, given)
