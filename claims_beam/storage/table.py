"""Where and how the rows of one table are stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from zlib import crc32

import pyarrow as pa
from apache_beam.io.filesystems import FileSystems

from claims_beam.schema.rows import Row
from claims_beam.storage.file_formats import FileFormat
from claims_beam.storage.files import new_file
from claims_beam.storage.manifest import WrittenFile
from claims_beam.storage.partitions import for_pandas, null_partition, partition_of
from claims_beam.storage.row_file import RowFile


@dataclass(frozen=True)
class Table:
    """Where and how the rows of one table are stored; the fields are those of ``WriteRecords``."""

    folder: str
    name: str
    schema: pa.Schema
    partition_by: str | None = None
    num_shards: int = 0
    rows_per_file: int | None = None
    write_empty: bool = True
    overwrite: bool = False
    file_format: FileFormat = "parquet"

    def partition(self, row: Row) -> str:
        """Return the name of the Hive folder that the row belongs into, empty if the table has no partitions."""
        return partition_of(row, self.partition_by) if self.partition_by else ""

    def shard(self, row: Row) -> int:
        """Return the number of the shard that the row belongs into, which depends on nothing but the row."""
        return crc32(repr(row).encode()) % (self.num_shards or 1)

    def start_file(self, folder: str, partition: str = "", shard: int = 0) -> RowFile:
        """Return a new file in progress."""
        schema = for_pandas(self.schema, self.partition_by) if self.partition_by else self.schema
        path = new_file(FileSystems.join(folder, *filter(None, [partition])), shard, self.file_format)
        return RowFile(path, self.name, schema, self.file_format)

    def write_files(
        self, folder: str, rows: Iterable[Row], partition: str = "", shard: int = 0
    ) -> Iterator[WrittenFile]:
        """Write rows of one partition and shard, one file after the other."""
        rows = iter(rows)
        for first in rows:
            with self.start_file(folder, partition, shard) as file:
                for row in chain([first], islice(rows, self.rows_per_file and self.rows_per_file - 1)):
                    file.write(row)
            yield file.written()

    def write_missing(self, folder: str, files: int) -> Iterator[WrittenFile]:
        """Yield files without rows, so that there are as many as asked for, or one, if empty ones are wanted."""
        wanted = 1 if self.partition_by else self.num_shards or 1
        partition = null_partition(self.partition_by) if self.partition_by else ""
        for _ in range(wanted - files if self.write_empty else 0):
            with self.start_file(folder, partition, shard=wanted) as file:
                pass
            yield file.written()
