"""Read what a pipeline read or wrote."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import claims_beam as cb


def read_rows(folder: Path, pattern: str = "*.parquet") -> list[dict[str, Any]]:
    """Return the rows of the Parquet files in the folder, in order of the files' names."""
    return [row for path in sorted(folder.glob(pattern)) for row in pq.read_table(path).to_pylist()]


def articles_of(source: object) -> list[cb.Article]:
    """Return the articles that are read from a file, folder or glob, without the failures."""
    return [article for article in cb.read_articles(str(source)) if isinstance(article, cb.Article)]
