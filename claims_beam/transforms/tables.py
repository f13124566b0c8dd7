"""Reading of the records of tables that ``WriteRecords`` wrote."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import apache_beam as beam

from claims_beam.records import Record
from claims_beam.schema.columns import schema_of
from claims_beam.storage.paths import AnyPath, path_text
from claims_beam.storage.tables import RowGroup, TableRow, find_table, read_rows, row_groups, table_paths, to_record
from claims_beam.transforms.steps import GuardedTransform, Step, refuse_collection


@dataclass(eq=False)
class ReadRecords(GuardedTransform[beam.pvalue.PBegin, beam.PCollection[Any]]):
    """Read the records that ``WriteRecords`` or ``claims-beam extract`` wrote into a folder of Parquet files.

    Row groups are spread over the workers. A table of another schema version is read, too: columns that it lacks get
    the record's defaults, and those that it has more of are passed over. A file that is no such table is a failure of
    stage ``open``, and a row that does not fit its table is one of stage ``as_records``.

    Args:
        path: A folder with the table's files, such as ``out/claims``, on any file system that Beam knows; its Hive
            partitions are read with it.
        record_type: ``Claim``, ``SentenceRecord``, ``Failure`` or ``Article``.

    Raises:
        TypeError: At construction, for a type that has no table.
        TableError: When applied, for a folder without a table of such records.

    Function twin: ``read_records``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = cb.write_records([cb.SentenceRecord("rain", 0, 0, 9, "It rained.")], folder, cb.SentenceRecord)
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     texts = pipeline | cb.ReadRecords(folder, cb.SentenceRecord) | beam.Map(lambda record: record.text)
        ...     _ = texts | beam.Map(print)
        It rained.
    """

    path: AnyPath
    record_type: type[Record]

    def __post_init__(self) -> None:
        """Check the options, without I/O."""
        path_text(self.path)
        schema_of(self.record_type)

    def expand(self, pipeline: beam.pvalue.PBegin) -> beam.PCollection[Any]:
        """Find the files, split, spread and read them."""
        refuse_collection(pipeline, self, "write pipeline | ReadRecords(path, record_type)")
        handler, record_type = self.error_handler, self.record_type
        groups = partial(row_groups, record_type=record_type)
        rows = partial(read_rows, record_type=record_type)
        make = partial(to_record, record_type=record_type)
        return (
            pipeline
            | "Folder" >> beam.Create([find_table(self.path, record_type)])
            | "MatchFiles" >> Step("match", table_paths, takes=str, gives=str, many=True).with_error_handler(handler)
            | "SpreadFiles" >> beam.Reshuffle()
            | "SplitFiles" >> Step("open", groups, takes=str, gives=RowGroup, many=True).with_error_handler(handler)
            | "SpreadRowGroups" >> beam.Reshuffle()
            | "ReadRows" >> Step("read", rows, takes=RowGroup, gives=TableRow, many=True).with_error_handler(handler)
            | "AsRecords" >> Step("as_records", make, takes=TableRow, gives=record_type).with_error_handler(handler)
        )
