"""Dates, quantities and the text that stands alone, as the command writes them."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE

pytestmark = pytest.mark.slow

# What somebody said on Friday 8 March 2019; its dates, its quantities, and how it stands alone.
SAID = {
    "tense": (
        "the boats seized on Monday would be sold",
        ["2019-03-04"],
        [],
        "the boats seized on 2019-03-04 would be sold",
    ),
    "range": (
        "the fair ran from March 10-12",
        ["2019-03-10/2019-03-12"],
        [],
        "the fair ran from 2019-03-10 to 2019-03-12",
    ),
    "quarter": (
        "sales in the second quarter of 2018 fell 5 and 6 percent",
        ["2018-04/2018-06"],
        [(5, "percent", None), (6, "percent", None)],
        "sales in the second quarter of 2018 fell 5 and 6 percent",
    ),
    "magnitude": (
        "the city has 1.2m people, 450k homes and a debt of $2-3 billion",
        [],
        [
            (1_200_000, "people", None),
            (450_000, "homes", None),
            (2e9, "USD", "at least"),
            (3e9, "USD", "at most"),
        ],
        "the city has 1.2m people, 450k homes and a debt of $2-3 billion",
    ),
    "names": ("the team won 3-1 on Route 66 in the 2012-13 season", ["2012/2013"], [], None),
}


def test_the_command_writes_them(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": name, "text": f"Nils Aaberg said {said[0]}.", "published_at": "2019-03-08T10:00:00Z"})
        for name, said in SAID.items()
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    assert main.main(["extract", str(tmp_path / "in.jsonl"), f"--output={tmp_path}/out"]) == EXIT_FINE
    rows = [row for path in (tmp_path / "out/claims").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    assert sorted(row["article_id"] for row in rows) == sorted(SAID)
    for row in rows:
        text, dates, quantities, standalone = SAID[row["article_id"]]
        assert row["text"] == text
        assert [one["iso"] for one in row["dates"]] == dates
        assert [(one["value"], one["unit"], one["comparator"]) for one in row["quantities"]] == quantities
        assert row["standalone_text"] == (standalone or text)
