"""The layouts in which articles quote, each through the command line: who says what comes out of all of them."""

import json
from pathlib import Path

import pytest
from support.output import read_rows

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_FINE

pytestmark = pytest.mark.slow

Quote = tuple[str, str | None]
SOLD = "The ferry of Vell was sold on Monday.\n\n"
LAYOUTS: dict[str, tuple[str, list[Quote]]] = {
    "transcript": (
        "Ines Falk, the harbour master, spoke to the council on Monday.\n\n"
        "FALK: We sail at noon. The ferry is old.\n\nROWE: Who pays for the fuel?\n\nFALK: The state pays.",
        [
            ("We sail at noon. The ferry is old.", "Ines Falk"),
            ("Who pays for the fuel?", "ROWE"),
            ("The state pays.", "Ines Falk"),
        ],
    ),
    "questions and answers": (
        "Ines Falk, the harbour master, met the Harbour Post.\n\n"
        "Q: Who pays for the fuel?\n\nA: The state pays. It has the money.\n\n"
        "Q: Since when?\n\nA: Since May of last year.",
        [
            ("Who pays for the fuel?", None),
            ("The state pays. It has the money.", "Ines Falk"),
            ("Since when?", None),
            ("Since May of last year.", "Ines Falk"),
        ],
    ),
    "pull quote": (
        f"{SOLD}“We were never asked.”\n\n— Ines Falk, harbour master\n\nThe council met on Tuesday.",
        [("“We were never asked.”", "Ines Falk")],
    ),
    "embedded post": (
        f"{SOLD}We were never asked. Nobody called. — Ines Falk (@inesfalk) March 8, 2019\n\nThe council met.",
        [("We were never asked. Nobody called.", "Ines Falk")],
    ),
    "side by side": (
        "“Who pays for the ferry?” “The state pays,” Ines Falk said.",
        [("“Who pays for the ferry?”", None), ("“The state pays,”", "Ines Falk")],
    ),
    "lost mark": (
        "“We will appeal, said Ines Falk. The ruling came on Monday.\n\n“Nobody was asked,” Bo Lind said.",
        [("“We will appeal,", "Ines Falk"), ("“Nobody was asked,”", "Bo Lind")],
    ),
    "question": ("“So what?” Ines Falk demanded.", [("“So what?”", "Ines Falk")]),
    "single line breaks": (
        "The ferry was sold.\nInes Falk said the price was too low.\nBo Lind said nobody was asked.\nIt rained.",
        [("the price was too low", "Ines Falk"), ("nobody was asked", "Bo Lind")],
    ),
    "missing space": (
        "Ines Falk said the ferry was sold on Sunday.Bo Lind said nobody was asked.",
        [("the ferry was sold on Sunday", "Ines Falk"), ("nobody was asked", "Bo Lind")],
    ),
    "furniture": (
        "Ines Falk said the ferry was sold.\n\nREAD MORE: Bo Lind says the port is safe\n\n"
        "Image caption Bo Lind said he was sad\n\nThe council met on Tuesday.",
        [("the ferry was sold", "Ines Falk")],
    ),
}


@pytest.fixture(scope="module")
def quotes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Quote]]:
    folder = tmp_path_factory.mktemp("layouts")
    lines = (json.dumps({"id": name, "text": text}) for name, (text, _) in LAYOUTS.items())
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main.main(["extract", str(folder / "in.jsonl"), f"--output={folder}/out"]) == EXIT_FINE
    return _by_article(folder / "out/claims")


def _by_article(folder: Path) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for row in sorted(read_rows(folder), key=lambda row: row["content"][0]["start"]):
        found.setdefault(row["article_id"], []).append((row["text"], row["speaker"] and row["speaker"]["name"]))
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_who_says_what(quotes: dict[str, list[Quote]], layout: str) -> None:
    assert quotes[layout] == LAYOUTS[layout][1]
