"""How much the commands say, to whom: quiet and verbose, on pipes and narrow terminals, and to shells."""

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from claims_beam.cli import completion, main
from claims_beam.cli.command import EXIT_FINE, EXIT_JOB_FAILED, EXIT_SOME_FAILED, EXIT_UNREAD, EXIT_USAGE
from claims_beam.cli.extract import display
from claims_beam.cli.extract.registry import WorkerRegistry

ARTICLE = "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said repairs would take a year."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A file with one article that is fine, and one that is not."""
    rows = [{"id": "a", "text": ARTICLE}, {"id": "b", "text": ""}]
    (path := tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.slow
def test_a_quiet_command_tells_only_what_went_wrong(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["extract", str(articles), "--output", f"{tmp_path}/out", "-q"]) == EXIT_SOME_FAILED
    assert tuple(capsys.readouterr()) == ("", f"claims-beam extract: 1 failure in {tmp_path}/out/failures\n")
    assert main.main(["verify", "--quiet", f"{tmp_path}/out"]) == EXIT_FINE
    assert main.main(["report", "-q", f"{tmp_path}/out", f"--output={tmp_path}/report.html"]) == EXIT_FINE
    assert tuple(capsys.readouterr()) == ("", "")
    assert main.main(["extract", str(articles), "--output", f"{tmp_path}/out", "-q"]) == EXIT_USAGE
    assert "already holds" in capsys.readouterr().err
    (tmp_path / "out/_SUCCESS").unlink()
    assert main.main(["verify", "-q", f"{tmp_path}/out"]) == EXIT_SOME_FAILED
    assert "_SUCCESS: is missing" in capsys.readouterr().err


@pytest.mark.slow
def test_a_verbose_command_prints_what_beam_logs(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["extract", str(articles), f"--output={tmp_path}/out", "--overwrite"]
    main.main(arguments)
    assert "INFO: " not in capsys.readouterr().err
    main.main([*arguments, "-v"])
    assert "INFO: " in capsys.readouterr().err


@pytest.mark.slow
def test_too_many_failures_are_told_in_one_sentence(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["extract", str(articles), f"--output={tmp_path}/out", "--overwrite", "--max-failure-rate=0.1"]
    assert main.main(arguments) == EXIT_JOB_FAILED
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("claims-beam extract: the job failed: 1 of 2 elements of the stage parse failed")
    assert main.main([*arguments, "-v"]) == EXIT_JOB_FAILED
    assert "Traceback" in capsys.readouterr().err


def test_a_command_is_not_quiet_and_verbose_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main.main(["verify", "out", "-q", "-v"])
    assert refused.value.code == EXIT_USAGE


def _line_at(line: int, console: Console, registry: WorkerRegistry) -> str:
    """Return a line of what is told of the registry's counters."""
    with display.progress_shown(console, registry):
        while not isinstance(console.file, io.StringIO) or console.file.getvalue().count("\n") <= line:
            threading.Event().wait(0.01)
    return console.file.getvalue().splitlines()[line]


def test_a_pipe_gets_a_line_at_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert display._LINE_SECONDS == 60
    monkeypatch.setattr(display, "_LINE_SECONDS", 0.01)
    line = _line_at(1, Console(file=io.StringIO(), width=20), WorkerRegistry(tmp_path))
    assert re.fullmatch(r"0 articles · 0 claims · 0 failures · 0\.0 articles/s", line)


@pytest.mark.slow
def test_extract_tells_a_pipe_how_far_it_has_come(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(display, "_LINE_SECONDS", 0.01)
    for option, is_told in (("--no-predicates", True), ("--quiet", False)):
        main.main(["extract", str(articles), f"--output={tmp_path}/out", "--overwrite", option])
        assert ("articles/s" in capsys.readouterr().err) is is_told


@pytest.mark.parametrize("width", [12, 40, 100])
def test_what_is_shown_fits_the_terminal(
    width: int, articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    main.main(["show", str(articles)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert "Ines" in "".join(lines)


def test_there_is_no_color_where_none_is_wanted(
    articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    main.main(["show", str(articles)])
    has_color = re.compile(r"\x1b\[[\d;]*3\d")
    assert has_color.search(capsys.readouterr().out)
    monkeypatch.setenv("NO_COLOR", "1")
    main.main(["show", str(articles)])
    assert not has_color.search(capsys.readouterr().out)


@pytest.mark.parametrize("is_piped", [False, True])
def test_a_pipe_that_breaks_elsewhere_is_told_of(
    is_piped: bool, articles: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The command's own output is still read."""

    def broken(*given: object, **options: object) -> Iterator[object]:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        yield

    monkeypatch.setattr("claims_beam.transforms.reading.read_articles", broken)
    read, write = os.pipe()
    with os.fdopen(read, "rb"), os.fdopen(write, "w", encoding="utf-8") as pipe:
        if is_piped:
            monkeypatch.setattr(sys, "stdout", pipe)
        assert main.main(["locate", "the bridge stays shut", str(articles)]) == EXIT_JOB_FAILED
    assert capfd.readouterr().err == (
        f"claims-beam locate: a pipe or connection broke before the command had ended ([Errno {errno.EPIPE}] Broken "
        "pipe); run it again\n"
    )


@pytest.mark.process
@pytest.mark.parametrize("environment", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["buffered", "unbuffered"])
def test_a_command_that_nobody_reads_ends_quietly(environment: dict[str, str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "claims_beam", "schema"]
    done = subprocess.run(
        command, env={**os.environ, **environment}, stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (EXIT_UNREAD, "")


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_shell_is_told_every_word(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["completion", shell]) == EXIT_FINE
    script = capsys.readouterr().out
    for word in ("extract", "verify", "--partition-by", "published_date", "--article-id", "json-schema"):
        assert word in script


@pytest.mark.process
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(("typed", "completed"), [(["ex"], "extract"), (["verify", "--qu"], "--quiet")])
def test_bash_completes_what_is_typed(typed: list[str], completed: str) -> None:
    script = subprocess.check_output([sys.executable, "-m", "claims_beam", "completion", "bash"], text=True)
    words = " ".join(["claims-beam", *typed])
    asked = f'COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _shtab_claims_beam; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash"], input=f"{script}\n{asked}\n", capture_output=True, text=True, check=True)
    assert completed in done.stdout.split()
