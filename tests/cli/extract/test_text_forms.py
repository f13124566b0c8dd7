"""The forms in which articles come, each through the command line: the same claims come out of all of them."""

import json
import textwrap
from pathlib import Path
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


BLOCK = ["We can’t pay the bill, and nobody has asked us whether we could.", "The bank will not wait."]
WRAPPED_BLOCK = textwrap.fill(" ".join(BLOCK), 48, initial_indent="> ", subsequent_indent="> ")
BLOCK_QUOTES = {
    "markdown": f"> {' '.join(BLOCK)}\n",
    "wrapped": f"{WRAPPED_BLOCK}\n",
    "paragraphs": "> {}\n>\n> {}\n".format(*BLOCK),
    "carriage-returns": f"{WRAPPED_BLOCK}\n".replace("\n", "\r\n"),
    "entities": f"> {' '.join(BLOCK)}\n".replace("’", "&rsquo;"),
    "signed": f"> {' '.join(BLOCK)}\n> — Rosa O’Neill\n",
}


def _with_block(name: str, block: str) -> str:
    told = "The mill is for sale." if name == "signed" else "Rosa O’Neill, who owns the mill, wrote on her blog:"
    return f"The mill in Vell is to close after 230 years, its owner says.\n\n{told}\n\n{block}\nThe bank is silent."


def test_block_quotes(tmp_path: Path) -> None:
    texts = {name: _with_block(name, block) for name, block in BLOCK_QUOTES.items()}
    lines = (json.dumps({"id": name, "text": text}) for name, text in texts.items())
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = ["extract", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out")]
    assert main.main(command) == EXIT_FINE
    quoted = [row for row in read_rows(tmp_path / "out/claims") if row["kind"] == "direct"]
    assert sorted(row["article_id"] for row in quoted) == sorted(BLOCK_QUOTES)
    for row in quoted:
        text = texts[row["article_id"]]
        assert row["speaker"]["name"] == "Rosa O’Neill"
        assert row["text"] == " ".join(text[piece["start"] : piece["end"]] for piece in row["content"])
        assert row["text"].startswith("We can")
        assert row["text"].endswith("The bank will not wait.")
        assert row["standalone_text"] == " ".join(BLOCK)


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
