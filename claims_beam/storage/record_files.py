"""Writing of records of any type to Parquet files by the type's schema."""

from collections.abc import Iterable
from itertools import chain

from claims_beam.records import Record
from claims_beam.schema.columns import TABLES, schema_of
from claims_beam.schema.rows import Row, check_row, to_row
from claims_beam.storage.commit import finish_run
from claims_beam.storage.file_formats import FileFormat
from claims_beam.storage.files import (
    delete_folder,
    finished_files,
    in_progress,
    new_run,
    refuse_finished,
    refuse_odd_places,
)
from claims_beam.storage.formats import check_format
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.paths import AnyPath, absolute
from claims_beam.storage.table import Table


def write_records(
    records: Iterable[Record],
    path: AnyPath,
    record_type: type[Record] | None = None,
    *,
    overwrite: bool = False,
    file_format: FileFormat = "parquet",
) -> list[WrittenFile]:
    """Write the records into one file in the folder ``path``, and return the files written.

    Args:
        records: Records of one type.
        path: The folder, on any file system that Beam knows; it need not exist.
        record_type: ``Claim`` or another type that has a table; by default the type of the first record.
        overwrite: Whether finished files in the folder are replaced; off by default.
        file_format: ``parquet``, ``jsonl`` or ``csv``, as in ``WriteRecords``.

    Raises:
        ValueError: If there is neither a record nor a ``record_type``; for a format that there is not, or that cannot
            hold the table.
        TypeError: For a type that has no table.
        SchemaError: For a record that does not fit its schema; nothing is written then.
        OutputExistsError: If the folder holds finished files and ``overwrite`` is off.
        OutputError: For a folder that cannot be written.

    Examples:
        >>> import claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> [file] = cb.write_records([cb.SentenceRecord("rain", 0, 0, 10, "It rained.")], folder, cb.SentenceRecord)
        >>> file.table, file.rows
        ('sentence', 1)
    """
    if record_type is None:
        records = iter(records)
        if (first := next(records, None)) is None:
            raise ValueError("there is no record whose type says which table this is; give record_type, such as Claim")
        record_type, records = type(first), chain([first], records)
    schema = schema_of(record_type)
    check_format(file_format, schema)
    table = Table(absolute(path), table_name(record_type), schema, overwrite=overwrite, file_format=file_format)
    refuse_odd_places(table.folder)
    refuse_finished(table.folder, () if overwrite else finished_files(table.folder))
    run = new_run()
    try:
        rows = (row_of(record, record_type) for record in records)
        written = table.write_files(in_progress(table.folder, run), rows)
        return list(finish_run(run, written, table))
    finally:
        delete_folder(in_progress(table.folder, run))


def table_name(record_type: type[Record]) -> str:
    """Return what the command line and manifests call the table of the type."""
    return next(name for name, tabled in TABLES.items() if tabled is record_type)


def row_of(record: Record, record_type: type[Record]) -> Row:
    """Return the record as a row. Raises SchemaError for a record that does not fit its schema."""
    row = to_row(record)
    check_row(row, record_type)
    return row
