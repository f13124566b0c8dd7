"""Why articles failed: the failures that a job has written, counted by what went wrong."""

from collections import Counter
from dataclasses import dataclass

import pyarrow.parquet as pq

from claims_beam.storage.files import open_bytes, table_files

_COLUMNS = ["stage", "error", "article_id", "message"]


@dataclass(frozen=True)
class Reason:
    """What went wrong ``count`` times in a stage, and the first article that it happened to, if that has an id."""

    stage: str
    error: str
    count: int
    article_id: str | None
    message: str


def reasons_in(folder: str) -> tuple[Reason, ...]:
    """Return why the articles failed whose failures are in the folder, the commonest reason first."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], tuple[str | None, str]] = {}
    for file in table_files(folder).values():
        with open_bytes(file.path) as handle, pq.ParquetFile(handle) as parquet:
            for batch in parquet.iter_batches(columns=_COLUMNS):
                for row in batch.to_pylist():
                    kind = (row["stage"], row["error"])
                    counts[kind] += 1
                    examples.setdefault(kind, (row["article_id"], row["message"]))
    return tuple(Reason(*kind, count, *examples[kind]) for kind, count in counts.most_common())
