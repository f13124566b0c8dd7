"""What is compared of claims, out of the Parquet files that hold them: six columns of some thirty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

import pyarrow.parquet as pq

from claims_beam.corpus.passages import Citation
from claims_beam.storage.files import open_bytes, table_files

_COLUMNS = ("claim_id", "article_id", "publisher", "published_at", "kind", "text", "speaker.name")
_BATCH_ROWS = 1_024


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row group of a file of claims, which is read by one worker."""

    path: str
    number: int


def row_groups(path: str) -> Iterator[RowGroup]:
    """Yield the row groups of the file."""
    with open_bytes(path) as handle, pq.ParquetFile(handle) as parquet:
        yield from (RowGroup(path, number) for number in range(parquet.num_row_groups))


def read_citations(group: RowGroup) -> Iterator[Citation]:
    """Yield what is compared of the claims in the row group."""
    with open_bytes(group.path) as handle, pq.ParquetFile(handle) as parquet:
        for batch in parquet.iter_batches(_BATCH_ROWS, row_groups=[group.number], columns=list(_COLUMNS)):
            for row in batch.to_pylist():
                moment = row["published_at"]
                yield Citation(
                    row["claim_id"],
                    row["article_id"],
                    row["publisher"],
                    moment and moment.astimezone(UTC),
                    row["kind"],
                    row["text"],
                    (row["speaker"] or {}).get("name"),
                )


def claim_files(folder: str) -> list[str]:
    """Return the paths of the files of claims in the folder and its partitions."""
    return [file.path for file in table_files(folder).values()]
