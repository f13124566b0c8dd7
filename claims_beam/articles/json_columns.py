"""Whether a file of JSON has the columns that were mapped: it has no header, so its records decide."""

import io
from collections.abc import Iterator

from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import SHOWN_COLUMNS, ArticleError, missing_column
from claims_beam.articles.limits import record_limit
from claims_beam.articles.parse import MAX_CHARS, read_json_line
from claims_beam.articles.payloads import Payload, read_json_lines


def check_json_columns(stream: io.BufferedReader, path: str, columns: Columns) -> None:
    """Raise ``ArticleError`` (``missing_column``) if no record of the file has a column that was mapped.

    The file is read only until each of them has been seen. What else is wrong with it, its reader will say.
    """
    missing = dict(columns.mapped)
    seen: dict[str, None] = {}
    try:
        for record in _records(read_json_lines(stream, path, MAX_CHARS)) if missing else ():
            missing = {field: name for field, name in missing.items() if name not in record}
            if not missing:
                return
            seen.update(dict.fromkeys(list(record)[: SHOWN_COLUMNS - len(seen)]))
    except (ArticleError, OSError, EOFError):
        return
    for field, name in missing.items() if seen else ():
        raise missing_column(field, name, list(seen), path)


def _records(payloads: Iterator[Payload]) -> Iterator[dict[str, object]]:
    """Yield the JSON objects among the records. Raise ``ArticleError`` at one that is too long to look for columns."""
    for payload in payloads:
        if payload.error:
            raise payload.error
        if isinstance(payload.data, bytes | str):
            try:
                yield read_json_line(payload.data, record_limit(MAX_CHARS))
            except ArticleError:
                continue
