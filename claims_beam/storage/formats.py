"""How tables are written in each format of files, and what a format cannot hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

import pyarrow as pa

from claims_beam.schema.rows import Row
from claims_beam.storage.file_formats import FileFormat
from claims_beam.storage.parquet import ParquetEncoder
from claims_beam.storage.text_rows import CsvEncoder, JsonLinesEncoder, count_csv_rows, count_json_lines


class Encoder(Protocol):
    """What writes rows into an open file."""

    def write(self, rows: list[Row], sharing: int) -> None:
        """Write the rows, or hold them back; ``sharing`` is how many files are open at once."""

    def close(self) -> None:
        """Write what is left; the file itself stays open."""


@dataclass(frozen=True, slots=True)
class Format:
    """How rows are written, whether they may be nested, and, of text, how columns and rows are counted again."""

    encoder: Callable[[Any, pa.Schema], Encoder]
    nested: bool = True
    count: Callable[[BinaryIO], tuple[list[str] | None, int]] | None = None


FORMATS: Mapping[FileFormat, Format] = {
    "parquet": Format(ParquetEncoder),
    "jsonl": Format(JsonLinesEncoder, count=count_json_lines),
    "csv": Format(CsvEncoder, nested=False, count=count_csv_rows),
}
"""The formats by the extension of their files."""


def check_format(file_format: FileFormat, schema: pa.Schema | None = None) -> None:
    """Raise ValueError for a format that there is not, or that cannot hold the columns of a table."""
    if file_format not in FORMATS:
        raise ValueError(f"file_format is {file_format!r}; give one of: {', '.join(FORMATS)}")
    if schema is not None and not FORMATS[file_format].nested:
        nested = next((field.name for field in schema if pa.types.is_nested(field.type)), None)
        if nested:
            raise ValueError(
                f"file_format is {file_format!r}, which cannot hold the column {nested!r} of structs or lists; write "
                "another format, or claims as FlatClaim: beam.Map(claims_beam.flatten_claim)"
            )
