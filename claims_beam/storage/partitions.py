"""Which Hive folder a row of a partitioned table belongs into, and what its files tell pandas of those folders."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The command's help lists the partitions, and should not wait until pyarrow is imported.
    import pyarrow as pa

PARTITIONS: Mapping[str, str] = {"published_date": "published_at"}
"""What a table can be partitioned by, and the column of times whose date in UTC it is."""

NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__"


def partition_of(row: Mapping[str, Any], partition_by: str) -> str:
    """Return the folder's name, such as ``published_date=2026-03-06``.

    Without a value it is the name that Hive gives to none.
    """
    time: datetime | None = row[PARTITIONS[partition_by]]
    return f"{partition_by}={time.astimezone(UTC).date().isoformat()}" if time else null_partition(partition_by)


def null_partition(partition_by: str) -> str:
    """Return the name of the folder for rows without the value."""
    return f"{partition_by}={NULL_PARTITION}"


def for_pandas(schema: "pa.Schema", partition_by: str) -> "pa.Schema":
    """Return the schema with metadata that tell pandas that the folders' names are dates.

    ``pandas.read_parquet`` takes them for categories otherwise, and Arrow cannot make those where the table also has
    the folder for rows without a date (https://github.com/pandas-dev/pandas/issues/55400). Other readers pass over the
    metadata, whose form is that of https://pandas.pydata.org/docs/development/developer.html.
    """
    column = {
        "name": partition_by,
        "field_name": partition_by,
        "pandas_type": "date",
        "numpy_type": "date32[day][pyarrow]",
        "metadata": None,
    }
    metadata = {"index_columns": [], "column_indexes": [], "columns": [column], "pandas_version": "2.2.2"}
    return schema.with_metadata({**(schema.metadata or {}), b"pandas": json.dumps(metadata).encode()})
