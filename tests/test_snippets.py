"""Every snippet of every README is run, or checked as far as it can be without Google's machines."""

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from support.factories import make_claim
from support.paths import PIPELINES, ROOT
from support.portable import free_port, running

import claims_beam as cb
from claims_beam.cli import main

READMES = sorted(path for path in ROOT.rglob("README.md") if not path.relative_to(ROOT).parts[0].startswith("."))
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]

VALUES = {"PROJECT": "news-project", "REGION": "europe-west1", "BUCKET": "news-archive", "IMAGE": "claims-beam:1"}

NOT_OURS = ("gcloud", "bq", "docker", "export")
"""Google's and Docker's programs, which are not here: that a shell understands what is asked of them is all."""


@dataclass(frozen=True)
class Snippet:
    """A fenced block of a README, and of what language it is said to be."""

    readme: str
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.readme}: {self.code.splitlines()[0][:40]}"


def _snippets(language: str) -> list[Snippet]:
    return [
        Snippet(str(path.relative_to(ROOT)), found[1], found[2])
        for path in READMES
        for found in re.finditer(r"^```(\w*)\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        if language in ("any", found[1])
    ]


def _commands(code: str) -> list[list[str]]:
    """The commands of a shell snippet as words, names in capitals filled in."""
    filled = re.sub(r"(?<![$\w])(PROJECT|REGION|BUCKET|IMAGE)(?![\w=])", lambda name: VALUES[name[1]], code)
    lines = Template(filled).safe_substitute(VALUES).replace("\\\n", " ").splitlines()
    return [shlex.split(part) for line in lines for part in line.split(" && ") if part.strip()]


COMMANDS = [
    pytest.param(words, id=f"{snippet.readme}: {' '.join(words)[:40]}")
    for snippet in _snippets("sh")
    for words in _commands(snippet.code)
]


def test_no_readme_and_no_kind_of_snippet_is_passed_over() -> None:
    assert {path.parent.name for path in READMES} >= {ROOT.name, "pipelines", "dataflow", "schemas"}
    assert {snippet.language for snippet in _snippets("any")} <= {"sh", "python", "yaml", "text"}


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
    elif program == "python" and words[1].endswith(".py"):
        _load(ROOT / words[1]).parser().parse_args(words[2:])
    elif program == "python":
        assert words[1] == "-m"
        assert importlib.util.find_spec(words[2])
    else:
        assert program == "pytest"


def _check_ours(arguments: list[str]) -> None:
    options, beam_args = main._parser(arguments).parse_known_args(arguments)
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


def _run(command: list[str] | str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        env=environment,
        timeout=300,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
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


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("snippet", [one for one in _snippets("python") if one.readme != "README.md"], ids=str)
def test_python_runs_with_a_folder_here_in_place_of_a_bucket(snippet: Snippet, tmp_path: Path) -> None:
    """The first README's Python is run by ``test_readme.py``."""
    [bucket] = set(re.findall(r"gs://[\w-]+", snippet.code))
    [folder] = re.findall(rf"{bucket}(/[\w/.-]+)", snippet.code)
    cb.write_records([make_claim()], f"{tmp_path}{folder}", cb.Claim)
    code = snippet.code.replace(bucket, str(tmp_path))
    assert _run([sys.executable, "-c", f"{code}\nprint(claims.num_rows)"], tmp_path) == "1\n"
