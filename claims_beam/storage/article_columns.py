"""Whether files with articles have the columns that were mapped, before anything is read of them."""

import pyarrow as pa

from claims_beam.articles.errors import ArticleError
from claims_beam.articles.parse import MAX_CHARS, Columns
from claims_beam.articles.payloads import file_format
from claims_beam.storage.article_files import InputFile, Patterns, expand_patterns, match_files, read_part, split_file


def check_columns(patterns: Patterns, columns: Columns) -> None:
    """Raise ``ArticleError`` (``missing_column``) if what the patterns lead to lacks a column that was mapped.

    The first file with columns is checked of each pattern; of the others, each that lacks one is a failure.
    """
    for pattern in expand_patterns(patterns) if columns.mapped else ():
        file = next(filter(_has_columns, match_files(pattern)), None)
        if file is not None:
            _check_columns_of(file, columns)


def _has_columns(file: InputFile) -> bool:
    try:
        return file_format(file.path).kind in ("jsonl", "csv", "parquet")
    except ArticleError:
        return False


def _check_columns_of(file: InputFile, columns: Columns) -> None:
    """Raise ``ArticleError`` for a column that is missing; what else is wrong with the file, its reader will say."""
    try:
        first = next(split_file(file, columns, max_stripes=1), None)
        if first and file_format(file.path).kind == "csv":
            next(read_part(first, columns, MAX_CHARS), None)
    except ArticleError as error:
        if error.reason == "missing_column":
            raise ArticleError(error.reason, f"{file.path}: {error.message}") from None
    except (OSError, EOFError, pa.ArrowException):
        return
