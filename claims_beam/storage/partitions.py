"""Which Hive folder a row of a partitioned table belongs into."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

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
