"""Every snippet of every page is run, or checked as far as it can be without Google's machines.

The Python of a page in ``docs`` is one program, from its top to its end, with the commands that are marked to be run
between. A ``text`` block right behind a snippet is what the snippet prints.
"""

import ast
import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from support.factories import make_claim
from support.paths import DOCS, NOTEBOOK, PIPELINES, ROOT
from support.portable import free_port, running

import claims_beam as cb
from claims_beam.cli import main

READMES = sorted(path for path in ROOT.rglob("README.md") if not path.relative_to(ROOT).parts[0].startswith("."))
PAGES = [*READMES, *sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

VALUES = {"PROJECT": "news-project", "REGION": "europe-west1", "BUCKET": "news-archive", "IMAGE": "claims-beam:1"}

NOT_OURS = ("gcloud", "bq", "curl", "docker", "export", "git", "source")
"""Programs of others, of which those of Google and Docker are not here: a shell must understand the commands."""

TOOLS = ("pytest", "ruff", "mypy", "lint-imports", "mkdocs", "pre-commit")

BLOCK = re.compile(r"(?P<run><!-- run -->\n)?^```(?P<language>\w*)\n(?P<code>.*?)^```\n", re.DOTALL | re.MULTILINE)
INCLUDED = "--8<--"  # a file of the repository stands there, which tests of its own run
NEXT = "\x1e"  # what a page's program prints between its snippets


@dataclass(frozen=True)
class Snippet:
    """A fenced block of a page, of what language it is said to be, whether it is run, and what it must print."""

    page: str
    language: str
    code: str
    run: bool = False
    printed: str | None = None

    def __str__(self) -> str:
        return f"{self.page}: {self.code.splitlines()[0][:40]}"


def _snippets_on(path: Path) -> Iterator[Snippet]:
    text = path.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        behind = re.match(r"\n```text\n(.*?)^```", text[found.end() :], re.DOTALL | re.MULTILINE)
        run = found["language"] == "python" or bool(found["run"])
        name = str(path.relative_to(ROOT))
        yield Snippet(name, found["language"], found["code"], run, behind[1] if run and behind else None)


def _snippets(language: str) -> list[Snippet]:
    return [found for path in PAGES for found in _snippets_on(path) if language in ("any", found.language)]


def _commands(code: str) -> list[list[str]]:
    """The commands of a shell snippet as words, names in capitals filled in."""
    filled = re.sub(r"(?<![$\w])(PROJECT|REGION|BUCKET|IMAGE)(?![\w=])", lambda name: VALUES[name[1]], code)
    lines = Template(filled).safe_substitute(VALUES).replace("\\\n", " ").splitlines()
    return [shlex.split(part) for line in lines for part in line.split(" && ") if part.strip()]


COMMANDS = [
    pytest.param(words, id=f"{snippet.page}: {' '.join(words)[:40]}")
    for snippet in _snippets("sh")
    for words in _commands(snippet.code)
]


def test_no_page_and_no_kind_of_snippet_is_passed_over() -> None:
    assert {path.parent.name for path in PAGES} >= {ROOT.name, "pipelines", "schemas", "docs", "guides", "quality"}
    assert {snippet.language for snippet in _snippets("any")} <= {"sh", "python", "yaml", "text"}
    # ``test_readme.py`` runs the Python of the first page, and the programs below are those of ``docs``.
    assert {snippet.page for snippet in _snippets("python")} - {str(path.relative_to(ROOT)) for path in PROGRAMS} == {
        "README.md"
    }


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_takes_the_options_that_it_is_given(words: list[str]) -> None:
    program = words[0].removeprefix(".venv/bin/")
    if program in NOT_OURS:
        subprocess.run(["bash", "-n", "-c", shlex.join(words)], check=True)
    elif program in ("pip", "python3.11"):
        for extra in re.findall(r"\.\[([\w,]+)\]", " ".join(words)):
            assert set(extra.split(",")) <= set(EXTRAS)
    elif program == "claims-beam":
        _check_ours(words[1 : words.index(">")] if ">" in words else words[1:])
    elif program == "python" and words[1].startswith("tests/benchmarks/"):
        assert (ROOT / words[1]).exists()
    elif program == "python" and words[1].endswith(".py"):
        _load(ROOT / words[1]).parser().parse_args(words[2:])
    elif program == "python":
        assert words[1] == "-m"
        assert importlib.util.find_spec(words[2])
    else:
        assert program in TOOLS


def _check_ours(arguments: list[str]) -> None:
    options, beam_args = main.make_parser(arguments).parse_known_args(arguments)
    assert options.command.takes_beam_options or not beam_args
    known = PipelineOptions(beam_args).get_all_options()
    assert PipelineOptions(beam_args).get_all_options(retain_unknown_options=True).keys() == known.keys()


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(command: list[str] | str, folder: Path, *, errors: bool = True) -> str:
    """Return what the command prints in the folder; with ``errors`` also what it writes to its standard error."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        env=environment,
        timeout=300,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors else subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr or ''}"[-4_000:]
    return done.stdout


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("snippet", _snippets("yaml"), ids=str)
def test_a_pipeline_in_yaml_runs(snippet: Snippet, tmp_path: Path) -> None:
    (tmp_path / "pipeline.yaml").write_text(snippet.code, encoding="utf-8")
    command = [sys.executable, "-m", "apache_beam.yaml.main", "--runner=FnApiRunner"]
    assert "Ines Falk" in _run([*command, "--yaml_pipeline_file=pipeline.yaml"], tmp_path)


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("snippet", [one for one in _snippets("sh") if "apache_beam.yaml.main" in one.code], ids=str)
def test_the_command_for_beam_yaml_runs(snippet: Snippet, tmp_path: Path) -> None:
    (tmp_path / "pipelines").symlink_to(PIPELINES)
    (tmp_path / "articles").mkdir()
    row = {"text": "“Taxes fell by 40 percent in 2024,” said Ines Falk, the harbour master."}
    (tmp_path / "articles" / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    _run(snippet.code, tmp_path)
    assert list((tmp_path / "out").glob("claims*"))


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("snippet", [one for one in _snippets("sh") if "expansion_service" in one.code], ids=str)
def test_the_expansion_service_starts(snippet: Snippet, tmp_path: Path) -> None:
    [words] = _commands(snippet.code)
    port = free_port()
    command = [f"--port={port}" if word.startswith("--port=") else word for word in words]
    with running([sys.executable, *command[1:]], tmp_path, os.environ, port):
        pass


PROGRAMS = {path: [found for found in _snippets_on(path) if found.run] for path in sorted(DOCS.rglob("*.md"))}
GUIDE = DOCS / "guides" / "dataflow.md"


def _program(snippets: Iterable[Snippet]) -> str:
    parts = []
    for snippet in snippets:
        command = f"import subprocess\nsubprocess.run({snippet.code!r}, shell=True, check=True, capture_output=True)\n"
        code = "" if INCLUDED in snippet.code else snippet.code if snippet.language == "python" else command
        parts.append(f"{code}\nprint({NEXT!r}, end='', flush=True)\n")
    return "".join(parts)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder where the paths hold that pages name, and where ``claims-beam`` is this checkout's."""
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    return tmp_path


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("path", [path for path, found in PROGRAMS.items() if found and path != GUIDE], ids=str)
def test_the_program_of_a_page_runs_and_prints_what_the_page_says(path: Path, clone: Path) -> None:
    (clone / "page.py").write_text(_program(PROGRAMS[path]), encoding="utf-8")
    outputs = _run([sys.executable, "page.py"], clone, errors=False).split(NEXT)
    for snippet, output in zip(PROGRAMS[path], outputs, strict=False):
        if snippet.printed is not None and INCLUDED not in snippet.code:
            assert output == snippet.printed


@pytest.mark.slow
@pytest.mark.process
def test_the_guide_to_dataflow_runs_with_a_folder_here_in_place_of_a_bucket(tmp_path: Path) -> None:
    [snippet] = PROGRAMS[GUIDE]
    [bucket] = set(re.findall(r"gs://[\w-]+", snippet.code))
    [folder] = re.findall(rf"{bucket}(/[\w/.-]+)", snippet.code)
    cb.write_records([make_claim()], f"{tmp_path}{folder}", cb.Claim)
    code = snippet.code.replace(bucket, str(tmp_path))
    assert _run([sys.executable, "-c", f"{code}\nprint(claims.num_rows)"], tmp_path) == "1\n"


def _imported(code: str) -> set[str]:
    """The packages that the Python imports, by the names of their modules."""
    statements = list(ast.walk(ast.parse(code)))
    names = [alias.name for each in statements if isinstance(each, ast.Import) for alias in each.names]
    names += [each.module for each in statements if isinstance(each, ast.ImportFrom) and each.module]
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names


COME_ALONG = {"claims_beam", *(re.split(r"[^\w-]", each)[0].replace("-", "_") for each in PROJECT["dependencies"])}


def _to_be_installed(text: str) -> set[str]:
    return set(re.findall(r"\w+", " ".join(re.findall(r"pip install ([^`\n]*)", text))))


@pytest.mark.parametrize("path", PROGRAMS, ids=str)
def test_a_page_says_how_to_install_what_it_imports(path: Path) -> None:
    codes = [one.code for one in PROGRAMS[path] if one.language == "python" and INCLUDED not in one.code]
    imported = {name for code in codes for name in _imported(code)}
    assert imported - COME_ALONG <= _to_be_installed(path.read_text(encoding="utf-8"))


def test_the_notebook_says_how_to_install_what_it_imports() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    needed = _imported(code) | ({"pandas"} if ".df()" in code else set())  # DuckDB imports it then.
    assert needed - COME_ALONG <= _to_be_installed("".join(cells[0]["source"]))


PROSE = [path for path in PAGES if not path.is_relative_to(DOCS)]
LINKS = [(path, link) for path in PROSE for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("path", "link"), LINKS, ids=lambda part: Path(part).name)
def test_links_lead_somewhere(path: Path, link: str) -> None:
    """Those of the pages in ``docs`` are checked where the site is built, ``test_docs.py``.

    A page of the site that only includes a file has no text where the repository is read, so the file is linked to.
    """
    target = path.parent / link
    assert target.exists()
    assert target.suffix != ".md" or not target.read_text(encoding="utf-8").startswith(INCLUDED)
