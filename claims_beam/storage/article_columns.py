"""Whether files with articles have the columns that were mapped, before anything is read of them."""

import pyarrow as pa

from claims_beam.articles.columns import Columns
from claims_beam.articles.errors import ArticleError
from claims_beam.articles.parse import MAX_CHARS
from claims_beam.articles.payloads import file_format, known_format
from claims_beam.storage.article_files import InputFile, Patterns, expand_patterns, match_files, read_part, split_file

_KINDS_WITH_COLUMNS = ("jsonl", "csv", "parquet")


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
            raise ArticleError(error.reason, f"{file.path}: {error.message}") from None
    except (OSError, EOFError, pa.ArrowException):
        return
