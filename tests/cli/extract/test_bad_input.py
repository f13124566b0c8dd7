"""Bad input, end to end: a clear failure each, nothing lost, and everything beside it done."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED

pytestmark = pytest.mark.slow

ARTICLE = "“The bridge stays shut,” said Ines Falk, the harbour master."
GOOD = json.dumps({"id": "good", "text": ARTICLE}).encode()


def _line(**row: Any) -> bytes:
    return json.dumps(row).encode()


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


FAILING = {
    "an empty file": ("in.jsonl", b"", "empty_file"),
    "an empty text file": ("in.txt", b"", "no_text"),
    "an empty text": ("in.jsonl", _line(id="a", text=""), "no_text"),
    "white space for a text": ("in.jsonl", _line(id="a", text=" \n\t"), "no_text"),
    "not UTF-8": ("in.txt", "“Café”".encode("cp1252"), "not_utf8"),
    "a line that is not UTF-8": ("in.jsonl", b'{"id": "a", "text": "\xff"}', "not_utf8"),
    "a lone surrogate": ("in.jsonl", b'{"id": "a", "text": "\\ud800 said so"}', "lone_surrogate"),
    "a line cut off": ("in.jsonl", b'{"id": "a", "text": "The bri', "not_json"),
    "a row of a wrong type": ("in.jsonl", _line(id="a", text=["The bridge"]), "wrong_type"),
    "no text column": ("in.jsonl", _line(id="a", body=ARTICLE), "missing_column"),
    "a bad date": ("in.jsonl", _line(id="a", text=ARTICLE, published_at="last week"), "bad_date"),
    "20 MB in one paragraph": ("in.txt", b"who knows " * 2_000_000, "too_long"),
}


@pytest.mark.parametrize(("name", "content", "reason"), FAILING.values(), ids=FAILING.keys())
def test_a_failure_says_why_and_the_rest_is_done(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.jsonl").write_bytes(GOOD)
    (folder / name).write_bytes(content)
    assert main.main(["extract", str(folder), f"--output={tmp_path}/out"]) == EXIT_SOME_FAILED
    [failure] = _rows(tmp_path / "out/failures")
    assert failure["error"] == f"ArticleError.{reason}"
    assert len(failure["element"]) <= 2_000
    [claim] = _rows(tmp_path / "out/claims")
    assert (claim["article_id"], claim["speaker"]["name"]) == ("good", "Ines Falk")


DONE = {
    "UTF-16 with its mark": ("in.txt", ARTICLE.encode("utf-16")),
    "UTF-8 with its mark": ("in.txt", ARTICLE.encode("utf-8-sig")),
    "NUL bytes": ("in.txt", f"\0{ARTICLE}\0".encode()),
    "markup": ("in.txt", f"<p onclick='alert(1)'>{ARTICLE}</p>".encode()),
    "Windows line ends": ("in.txt", f"Bridge shut\r\n\r\n{ARTICLE}\r\n".encode()),
    "an id that is a number": ("in.jsonl", _line(id=7, text=ARTICLE)),
    "no id": ("in.jsonl", _line(text=ARTICLE)),
}


@pytest.mark.parametrize(("name", "content"), DONE.values(), ids=DONE.keys())
def test_what_can_be_read_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert main.main(["extract", str(tmp_path / name), f"--output={tmp_path}/out"]) == EXIT_FINE
    [claim] = _rows(tmp_path / "out/claims")
    assert claim["text"] == "“The bridge stays shut,”"
    assert claim["speaker"]["name"] == "Ines Falk"
