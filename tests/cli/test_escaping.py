"""Nothing from outside drives the terminal: names of files, ids, texts and messages are printed escaped."""

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_SOME_FAILED, EXIT_USAGE
from claims_beam.cli.escaping import escaped, escaped_offset

TITLE = "\x1b]0;owned\x07"
"""Sets the title of a terminal's window."""

UNSAFE = {"\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\udcff"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë\tsaid\n“no”.", "Zoë\tsaid\n“no”."),
        (TITLE, "\\x1b]0;owned\\x07"),
        ("a\rb", "a\\rb"),
        ("a\r\nb", "a \nb"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("a\u2028b", "a\\u2028b"),
        ("caf\udce9.txt", "caf\\udce9.txt"),
    ],
)
def test_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.text(st.characters() | st.sampled_from("\r\n\x1b\u202e\udcff")), st.data())
def test_offsets_of_what_is_escaped(text: str, data: st.DataObject) -> None:
    shown, place = escaped(text), escaped_offset(text)
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    if not text[:start].endswith("\r") and not text[:end].endswith("\r"):  # such a span ends within a line end
        assert shown[place(start) : place(end)] == escaped(text[start:end])
    shown.encode()


def _jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _printed(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert not UNSAFE & set(captured.out + captured.err)
    return captured.out + captured.err


@pytest.mark.parametrize("command", ["show", "extract", "verify", "report"])
def test_names_of_files_in_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    name = f"{tmp_path}/{TITLE}\u202e\u2028\x9b"
    args = {"extract": ["--output", f"{name}.out"], "report": ["--output", name]}.get(command, [])
    assert main.main([command, name, *args]) == EXIT_USAGE
    assert "owned" in _printed(capsys)


def test_names_that_a_shell_fills_in(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main([f"{TITLE}.txt"])
    assert "owned" in _printed(capsys)


def test_ids_texts_and_messages_of_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{TITLE}“The pier{TITLE} is shut,” said {TITLE}Ines Falk.\r\nShe left."
    rows = {"id": TITLE + "a", "title": None, "text": text}, {"id": TITLE + "b", "text": ""}
    source = _jsonl(tmp_path / f"{TITLE}.jsonl", *rows)
    assert main.main(["show", str(source)]) == EXIT_SOME_FAILED
    printed = _printed(capsys)
    assert "\\x1b]0;owned\\x07a" in printed
    assert "“The pier\\x1b]0;owned\\x07 is shut,” said" in printed


@pytest.mark.slow
def test_the_summary_and_the_log_of_extract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": TITLE, "text": "Rain fell."}
    source = _jsonl(tmp_path / f"{TITLE}.jsonl", row, row, {"id": TITLE, "text": ""})
    out = tmp_path / f"out{TITLE}"
    assert main.main(["extract", str(source), "--output", str(out)]) == EXIT_SOME_FAILED
    assert main.main(["verify", str(out)]) == 0
    assert main.main(["report", str(out), "--output", str(tmp_path / f"{TITLE}.html")]) == 0
    printed = _printed(capsys)
    assert "such as '\\x1b]0;owned\\x07'; all articles are kept" in printed
    assert f"{tmp_path}/out\\x1b]0;owned\\x07 is whole" in printed
