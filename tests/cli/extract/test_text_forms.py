"""The forms in which articles come, each through the command line: the same claims come out of all of them."""

import json
import textwrap
from typing import Any

import pytest
from support.output import read_rows

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE

pytestmark = pytest.mark.slow

PARAGRAPHS = [
    "“We can’t pay the bill,” said Rosa O’Neill, who owns the mill in Vell and has run it with her two brothers "
    "since 1990.",
    "The bank “will not wait,” O’Neill told reporters in the yard of the mill on Monday.",
]
CLEAN = "\n\n".join(PARAGRAPHS)
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in PARAGRAPHS)
NAMED = {"“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", " ": "&nbsp;"}
STRAIGHT = {"“": "&quot;", "”": "&quot;", "’": "&#39;"}
MISREAD = {"“": "â€œ", "”": "â€\x9d", "’": "â€™"}
FORMS = {
    "clean": CLEAN,
    "wrapped": WRAPPED,
    "carriage-returns": WRAPPED.replace("\n", "\r\n"),
    "named": CLEAN.translate(str.maketrans({key: value for key, value in NAMED.items() if key != " "})),
    "spaces": CLEAN.replace("said Rosa", "said&nbsp;Rosa"),
    "straight": CLEAN.translate(str.maketrans(STRAIGHT)),
    "misread": CLEAN.translate(str.maketrans(MISREAD)),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("forms")
    lines = (json.dumps({"id": name, "text": text}) for name, text in FORMS.items())
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main.main(["extract", str(folder / "in.jsonl"), "--output", str(folder / "out")]) == EXIT_FINE
    return sorted(read_rows(folder / "out/claims", "*.parquet"), key=lambda row: row["content"][0]["start"])


@pytest.mark.parametrize("form", FORMS)
def test_the_same_claims_with_offsets_into_the_text_as_it_came_in(rows: list[dict[str, Any]], form: str) -> None:
    first, second = (row for row in rows if row["article_id"] == form)
    assert (first["kind"], second["kind"]) == ("direct", "mixed")
    text = FORMS[form]
    for row in (first, second):
        assert row["text"] == " ".join(text[piece["start"] : piece["end"]] for piece in row["content"])
        assert row["speaker"]["name"].replace("'", "’") == "Rosa O’Neill"
        [span] = row["speaker"]["mention"]["spans"]
        assert row["speaker"]["mention"]["text"] == text[span["start"] : span["end"]]
    assert first["standalone_text"].translate(str.maketrans("\"'", "“’")).rstrip("“”") == "“We can’t pay the bill,"
