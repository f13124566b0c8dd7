"""Whether files with articles can be read as asked: what is sure to fail is refused before a job begins."""

from collections.abc import Sequence

import pyarrow as pa

from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.parse import MAX_CHARS
from claims_beam.articles.payloads import WEB_KINDS, file_format, known_format
from claims_beam.articles.web.limits import check_extra
from claims_beam.storage.article_files import read_part, split_file
from claims_beam.storage.patterns import InputFile, Patterns, expand_patterns, match_files

_KINDS_WITH_HEADERS = ("csv", "parquet")
_KINDS_WITH_COLUMNS = ("jsonl", *_KINDS_WITH_HEADERS)


def check_columns(patterns: Patterns, columns: Columns) -> None:
    """Raise ``ArticleError`` if what the patterns lead to lacks a column that was mapped, or has one twice.

    The first file with columns is checked of each pattern; of the others, each that lacks one is a failure. Files
    without columns, such as texts, may be among them, but not alone.
    """
    if not columns.mapped:
        return
    without_columns = None
    checked = False
    for pattern in expand_patterns(patterns):
        for file in match_files(pattern):
            file_is = known_format(file.path)  # Of a format that is not read, its reader will say so.
            if file_is and file_is.kind in _KINDS_WITH_COLUMNS:
                _check_columns_of(file, columns)
                checked = True
                break
            without_columns = without_columns or (file.path if file_is else None)
    if without_columns and not checked:
        raise _no_columns(without_columns, columns)


def check_readable(files: Sequence[InputFile], columns: Columns) -> None:
    """Raise ``ArticleError`` if none of the files can be read, for a reason that is sure.

    That is so where each of them is a table without the column of the text, or is from the web and the extra that reads
    it is not installed. Files of a format that is not read do not count. Tables are opened until one can be read.
    """
    known = [(file, file_is.kind) for file in files if (file_is := known_format(file.path))]
    web = [file for file, kind in known if kind in WEB_KINDS]
    tables = [file for file, kind in known if kind in _KINDS_WITH_HEADERS]
    if len(web) + len(tables) < len(known):
        return
    first = None
    for file in (*web[:1], *tables):  # What reads one page reads all.
        error = _sure_error(file, columns)
        if error is None:
            return
        first = first or error
    if first:
        raise first


def _sure_error(file: InputFile, columns: Columns) -> ArticleError | None:
    """Return why nothing of a table, or of a file from the web, can be read; None if something might."""
    try:
        if file_format(file.path).kind in WEB_KINDS:
            check_extra(file.path)
        else:
            _check_columns_of(file, columns)
    except ArticleError as error:
        return error if error.reason in ("missing_extra", "missing_column") else None
    return None


def _no_columns(path: str, columns: Columns) -> ArticleError:
    given = ", ".join(f"{field}={name}" for field, name in columns.mapped.items())
    return ArticleError(
        "missing_column",
        f"{path} has no columns, and neither has any other of the files, so that none can be mapped ({given}). Leave "
        "the mapping out, or give files of JSON, CSV or Parquet.",
    )


def _check_columns_of(file: InputFile, columns: Columns) -> None:
    """Raise ``ArticleError`` for a column that is missing or there twice.

    What else is wrong with the file, its reader will say.
    """
    try:
        first = next(split_file(file, columns, max_stripes=1), None)
        if first and file_format(file.path).kind == "csv":
            next(read_part(first, columns, MAX_CHARS), None)
    except ArticleError as error:
        if error.reason in ("missing_column", "repeated_column"):
            raise
    except (OSError, EOFError, pa.ArrowException):
        return
