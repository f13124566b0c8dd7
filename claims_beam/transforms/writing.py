"""Writing of records of any type to files by the type's schema, as Parquet, JSON lines or CSV."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.transforms.trigger import DefaultTrigger
from apache_beam.transforms.window import GlobalWindows

from claims_beam.records import Record
from claims_beam.schema.columns import schema_of
from claims_beam.schema.rows import Row
from claims_beam.storage.commit import finish_run
from claims_beam.storage.file_formats import FileFormat
from claims_beam.storage.files import finished_files, new_run, refuse_finished, refuse_odd_places
from claims_beam.storage.formats import check_format
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.partitions import PARTITIONS
from claims_beam.storage.paths import AnyPath, absolute, path_text
from claims_beam.storage.record_files import row_of, table_name
from claims_beam.storage.table import Table
from claims_beam.transforms.row_files import Place, PlaceRows, WritePanes, WriteRows
from claims_beam.transforms.steps import GuardedTransform, Step


@dataclass(eq=False)
class WriteRecords(GuardedTransform[beam.PCollection[Record], beam.PCollection[WrittenFile]]):
    """Write records into Parquet files, ``path/part-SSSSS-of-NNNNN.parquet``. Function twin: ``write_records``.

    Parquet is compressed with zstd, and files get their names when all of them are complete. The shard of a row depends
    on the row alone, and the order of files on their shards and contents: the same records in the same bundles give the
    same files under the same names. It gives a WrittenFile for each finished file. A row that does not fit its schema
    is a failure of stage ``write_records``.

    A pipeline that fails leaves its unfinished files in hidden folders, ``.in-progress-*``, which no reader opens.
    Later runs leave these alone, since they may be those of a pipeline that is running; remove them when none is.

    A stream, or any input that is windowed, is written pane by pane as your trigger fires: ``part-<window
    start>-<window end>-pane<number>-<run>-SSSSS-of-NNNNN.parquet``, times in UTC, each file appearing whole, none
    without rows. Late panes add files; panes that accumulate hold again what earlier ones held. Such input adds to what
    the folder holds, so ``overwrite`` is refused; ``num_shards`` is the number of files a pane (0: one).

    Args:
        path: A folder on any file system that Beam knows.
        record_type: Claim or another type that has a table; by default the element type of what is written.
        num_shards: How many files (of a partition, at most so many); 0 leaves it to the runner, and shuffles no rows.
        rows_per_file: The most rows of a file; None for no limit.
        overwrite: Whether an earlier run's files, its partitions included, are replaced once the new ones are complete.
        write_empty: Whether one file without rows is written where there are no records.
        partition_by: ``published_date`` puts the files into Hive folders by the UTC date of ``published_at``, such as
            ``published_date=2026-03-06/``, those without one into ``published_date=__HIVE_DEFAULT_PARTITION__/``.
        file_format: ``parquet``; ``jsonl``, one JSON object a line; or ``csv`` with a header, for tables without
            structs and lists, such as that of ``FlatClaim``. In CSV, null is an empty cell, and an apostrophe stands
            before a text that begins as a formula of a spreadsheet does (``=``, ``+``, ``-``, ``@``, a tab or a line
            break).

    Raises:
        ValueError: For options out of range; when applied, for a stream in one global window that never fires.
        OutputExistsError: When applied, if the folder holds finished files and ``overwrite`` is off.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     articles = pipeline | beam.Create([cb.Article("rain", "It rained.")])
        ...     _ = articles | cb.WriteRecords(folder, num_shards=1)
        >>> [article.text for article in cb.read_records(folder, cb.Article)]
        ['It rained.']
    """

    path: AnyPath
    record_type: type[Record] | None = None
    num_shards: int = 0
    rows_per_file: int | None = None
    overwrite: bool = False
    write_empty: bool = True
    partition_by: str | None = None
    file_format: FileFormat = "parquet"

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        if not path_text(self.path):
            raise ValueError("path is empty; give the folder to write into")
        if self.num_shards < 0:
            raise ValueError(f"num_shards is {self.num_shards}; give 0 (the runner decides) or more")
        if self.rows_per_file is not None and self.rows_per_file < 1:
            raise ValueError(f"rows_per_file is {self.rows_per_file}; give 1 or more, or None for no limit")
        if self.num_shards and self.rows_per_file:
            raise ValueError(f"num_shards={self.num_shards}, rows_per_file={self.rows_per_file}; give one of the two")
        if self.partition_by not in (None, *PARTITIONS):
            raise ValueError(f"partition_by is {self.partition_by!r}; give None or one of: {', '.join(PARTITIONS)}")
        check_format(self.file_format)

    def default_label(self) -> str:
        """Name the folder too, so that one pipeline can write several without labels."""
        return f"WriteRecords({FileSystems.split(path_text(self.path).rstrip('/'))[1]})"

    def expand(self, records: beam.PCollection[Any]) -> beam.PCollection[WrittenFile]:
        """Turn the records into rows and writes them."""
        record_type: Any = self.record_type or records.element_type
        table = self._table(record_type)
        make_row = partial(row_of, record_type=record_type)
        to_rows = Step("write_records", make_row, takes=record_type, gives=dict[str, Any])
        run = records.pipeline | "Once" >> beam.Impulse() | "StartRun" >> beam.Map(_start_run).with_output_types(str)
        rows = records | "ToRows" >> to_rows.with_error_handler(self.error_handler)
        if not records.is_bounded or not isinstance(records.windowing.windowfn, GlobalWindows):
            return self._write_panes(rows, table, run)
        refuse_odd_places(table.folder)
        refuse_finished(table.folder, () if table.overwrite else finished_files(table.folder))
        at_once = rows | "AtOnce" >> beam.WindowInto(GlobalWindows())  # Earlier triggers no longer apply.
        written = at_once | "Write" >> WriteRows(table, run)
        finish = beam.FlatMap(finish_run, beam.pvalue.AsIter(written), table)
        return run | "Finish" >> finish.with_output_types(WrittenFile)

    def _write_panes(
        self, rows: beam.PCollection[Row], table: Table, run: beam.PCollection[str]
    ) -> beam.PCollection[WrittenFile]:
        """Write each pane of a stream. Raise ValueError for a window that never ends, and for overwriting."""
        windowing = rows.windowing
        if isinstance(windowing.windowfn, GlobalWindows) and isinstance(windowing.triggerfn, DefaultTrigger):
            raise ValueError(
                f"a stream goes to {self.path} in one global window, whose files would appear when it ends, which is "
                "never; put beam.WindowInto(...) before, such as beam.WindowInto(beam.window.FixedWindows(300))"
            )
        if self.overwrite:
            raise ValueError(f"overwrite is on for {self.path}, and a stream or windowed input adds files; turn it off")
        write = beam.ParDo(WritePanes(table), beam.pvalue.AsSingleton(run)).with_output_types(WrittenFile)
        placed = rows | "Place" >> beam.ParDo(PlaceRows(table)).with_output_types(tuple[Place, Row])
        return placed | "GroupPanes" >> beam.GroupByKey() | "WritePanes" >> write

    def _table(self, record_type: type[Record]) -> Table:
        """Return the table that is written. Raise ValueError if its columns do not allow the options."""
        schema = schema_of(record_type)
        check_format(self.file_format, schema)
        if self.partition_by and PARTITIONS[self.partition_by] not in schema.names:
            raise ValueError(
                f"partition_by is {self.partition_by!r}, and the table of {record_type.__name__} has no column "
                f"{PARTITIONS[self.partition_by]!r}; leave it out"
            )
        return Table(
            folder=absolute(self.path),
            name=table_name(record_type),
            schema=schema,
            partition_by=self.partition_by,
            num_shards=self.num_shards,
            rows_per_file=self.rows_per_file,
            write_empty=self.write_empty,
            overwrite=self.overwrite,
            file_format=self.file_format,
        )


def _start_run(_: bytes) -> str:
    return new_run()
