"""The README tells the truth: its Python runs, its excerpt is what the command prints, CI runs its test command."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


def _marked(name: str) -> str:
    """The fenced block between ``<!-- name -->`` and ``<!-- end -->``."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n<!-- end -->", README, flags=re.DOTALL)
    assert found, f"README.md has no block marked {name!r}"
    return found[1]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder where the README's paths hold."""
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    return tmp_path


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("code", PYTHON, ids=[block.splitlines()[0] for block in PYTHON])
def test_the_python_runs(code: str, clone: Path) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=clone, check=True, timeout=300)


COMMAND = f"{shlex.quote(sys.executable)} -m claims_beam"
"""This environment's command, as a shell takes it."""


def test_there_is_python_to_run() -> None:
    assert PYTHON


@pytest.mark.slow
@pytest.mark.process
def test_the_first_commands_work_once_it_is_installed(clone: Path) -> None:
    """What follows the installation, with this environment's command in place of the fresh one's."""
    command = _marked("first command").split("install --quiet '.[cli]' && ")[1]
    command = command.replace(".venv/bin/claims-beam", COMMAND)
    done = subprocess.run(command, shell=True, cwd=clone, check=True, timeout=300, capture_output=True, text=True)
    assert "8 articles read = 8 done + 0 failed" in done.stdout
    for line in _marked("excerpt").splitlines():
        assert line.strip() in done.stdout
    report = _marked("report command").replace(".venv/bin/claims-beam", COMMAND)
    subprocess.run(report, shell=True, cwd=clone, check=True, timeout=300)
    assert "Ruben Castellane" in (clone / "report.html").read_text(encoding="utf-8")


def _run_marked(name: str, clone: Path) -> str:
    """Run the README's commands under the mark, one after the other; give what they print."""
    commands = re.sub(r"^claims-beam", COMMAND, _marked(name), flags=re.MULTILINE)
    done = subprocess.run(f"set -e\n{commands}", shell=True, cwd=clone, timeout=300, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.process
def test_the_way_with_the_command_works_as_printed(clone: Path) -> None:
    shown = _run_marked("command", clone)
    for told in ("8 done + 0 failed", "is whole", "Anneli Brandt", "Castellane", "quotations in"):
        assert told in shown


@pytest.mark.slow
@pytest.mark.process
def test_three_commands_lead_from_saved_pages_to_who_repeated_what(clone: Path) -> None:
    shown = _run_marked("pages command", clone)
    for told in ("4 done + 0 failed", "their quotations in", "Ines Falk", "Tomas Reyer", "2024-03-07"):
        assert told in shown
    assert '"quotations":{"count":' in (clone / "pages.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "schemas/README.md", "docs/index.md"])
def test_the_language_of_articles_is_said(page: str) -> None:
    said = (ROOT / page).read_text(encoding="utf-8")
    assert re.search(r"English (?:news )?articles|reads English", said)


def test_every_admitted_version_of_python_is_said_to_be() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest, above = map(int, re.findall(r"3\.(\d+)", project["requires-python"]))
    admitted = [f"3.{minor}" for minor in range(lowest, above)]
    said = re.findall(r"Programming Language :: Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert admitted == said == ["3.11", "3.12", "3.13"]
    assert f"with Python {said[0]} (or {said[1]}, or {said[2]})" in README


def test_ci_runs_the_readmes_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in script
    assert "pytest" in _marked("test command")


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
