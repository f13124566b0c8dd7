"""The names of the formats that tables are written in, which the command's help tells without waiting for pyarrow."""

from typing import Literal, get_args

FileFormat = Literal["parquet", "jsonl", "csv"]
"""A format, by the extension of its files; ``formats`` says how each is written."""

FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)


def format_of(path: str) -> FileFormat:
    """Return the format that the extension of a table's file says."""
    return next((name for name in FILE_FORMATS if path.endswith(f".{name}")), "parquet")
