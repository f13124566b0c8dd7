"""What a job for Dataflow has to say, and that image, template, program and pins agree on it; nothing is submitted."""

import json
import re
import shlex
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from string import Template
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import GoogleCloudOptions, PipelineOptions, WorkerOptions
from apache_beam.options.pipeline_options_validator import PipelineOptionsValidator
from google.cloud.dataflow import ParameterType, TemplateMetadata
from hypothesis import given, settings, strategies as st
from support.paths import ROOT

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_USAGE
from claims_beam.cli.extract.dataflow import DataflowOptionsError, check_options, is_dataflow

FOLDER = ROOT / "pipelines" / "dataflow"
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guides" / "dataflow.md").read_text(encoding="utf-8")
METADATA = TemplateMetadata.from_json((FOLDER / "metadata.json").read_text(encoding="utf-8"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

PYTHON, BEAM = f"{sys.version_info.major}.{sys.version_info.minor}", version("apache-beam")
INPUTS, OUTPUT = ["gs://news-archive/2026/*.jsonl"], "gs://news-archive/claims"
GOOD = {
    "runner": "DataflowRunner",
    "project": "news-project",
    "region": "europe-west1",
    "temp_location": "gs://news-archive/tmp",
    "sdk_container_image": f"localhost:5000/claims-beam:{version('claims-beam')}-py{PYTHON}-beam{BEAM}",
}


@pytest.fixture(autouse=True)
def credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Credentials in a file, and none elsewhere."""
    for name in ("CLOUDSDK_CONFIG", "CLOUDSDK_COMPUTE_REGION", "GCE_METADATA_HOST", "GCE_METADATA_IP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    key = tmp_path / "key.json"
    key.write_text("{}")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key))
    return key


def _problems(
    inputs: list[str] | None = None, output: str = OUTPUT, more: list[str] | None = None, **changed: str | None
) -> list[str]:
    """What is wrong with the good options so changed; None leaves one out."""
    given_options = {**GOOD, **changed}
    args = [f"--{name}={value}" for name, value in given_options.items() if value is not None]
    try:
        check_options([*args, *(more or [])], INPUTS if inputs is None else inputs, output)
    except DataflowOptionsError as error:
        return list(error.problems)
    return []


def _image(tag: str, name: str = "claims-beam") -> str:
    return f"europe-docker.pkg.dev/news-project/claims/{name}:{tag}"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"project": "example.com:news"},
        {"region": "us-central1"},
        {"region": "northamerica-northeast2"},
        {"job_name": "claims-2026"},
        {"temp_location": None, "staging_location": "gs://news-archive/staging"},
        {"temp_location": "gs://news-archive/"},
        {"inputs": ["gs://a.b_c-d/x", "s3://other-cloud/x.jsonl"]},
        {"sdk_container_image": _image("latest")},
        {"sdk_container_image": _image("2026-11", name="my-claims")},
        {"sdk_container_image": _image("9.9.9", name="my-claims")},
        {"sdk_container_image": "localhost:5000/claims-beam"},
        {"sdk_container_image": _image(version("claims-beam")) + "@sha256:0123abc"},
        {"sdk_container_image": None, "more": ["--worker_harness_container_image=" + _image("latest")]},
        {"sdk_container_image": None, "more": ["--setup_file=/here/pyproject.toml"]},
        {"sdk_container_image": None, "more": ["--extra_package=claims_beam-0.1.0-py3-none-any.whl"]},
        {"sdk_container_image": f"apache/beam_python{PYTHON}_sdk:{BEAM}", "more": ["--requirements_file=needed.txt"]},
    ],
    ids=str,
)
def test_what_can_work_passes(changed: dict[str, Any]) -> None:
    assert _problems(**changed) == []


@pytest.mark.parametrize(
    ("changed", "told", "cure"),
    [
        ({"project": None}, "--project is missing", "--project=news-archive"),
        ({"project": "1234567"}, "--project=1234567 is a project's number", "give its id"),
        ({"project": "News Project"}, "is no project id", "lower-case letters"),
        ({"region": None}, "--region is missing", "--region=europe-west1"),
        ({"region": "us-central1-a"}, "--region=us-central1-a is a zone", "--region=us-central1"),
        ({"region": "Europe"}, "--region=Europe is no region", "--region=europe-west1"),
        ({"job_name": "Claims_2026"}, "--job_name=Claims_2026", "beginning with a letter"),
        ({"temp_location": None}, "--temp_location is missing", "gs://BUCKET/tmp"),
        ({"temp_location": "/tmp/claims"}, "--temp_location=/tmp/claims is not on Cloud Storage", "gs://BUCKET/"),
        ({"temp_location": "gs://b/tmp"}, "'b' is no bucket's name", "three or more"),
        ({"temp_location": "gs://News/tmp"}, "'News' is no bucket's name", "lower-case"),
        ({"temp_location": "gs://news-archive"}, "names a bucket and no folder", "write gs://news-archive/tmp"),
        ({"staging_location": "gs://x/y"}, "--staging_location=gs://x/y: 'x' is no bucket's name", "three or more"),
        ({"output": "out"}, "--output=out is not on Cloud Storage", "gs://BUCKET/FOLDER"),
        ({"output": "s3://news/out"}, "--output=s3://news/out is not on Cloud Storage", "gs://BUCKET/FOLDER"),
        ({"output": "gs://_/out"}, "--output=gs://_/out: '_' is no bucket's name", "letter or digit at either end"),
        ({"inputs": ["news/a.jsonl"]}, "the input news/a.jsonl is on this machine", "gcloud storage cp news/a.jsonl"),
        ({"inputs": ["gs://UPPER/a"]}, "the input gs://UPPER/a: 'UPPER' is no bucket's name", "lower-case"),
        ({"sdk_container_image": None}, "--sdk_container_image is missing", "build pipelines/dataflow/Dockerfile"),
        (
            {"sdk_container_image": f"apache/beam_python{PYTHON}_sdk:{BEAM}"},
            "has neither claims_beam nor its models",
            "build pipelines/dataflow/Dockerfile",
        ),
        (
            {"sdk_container_image": f"apache/beam_python3.10_sdk:{BEAM}", "more": ["--setup_file=/here/setup.py"]},
            f"has Python 3.10, and this is Python {PYTHON}",
            "build the image anew",
        ),
        (
            {"sdk_container_image": f"apache/beam_python{PYTHON}_sdk:2.70.0", "more": ["--setup_file=/here/setup.py"]},
            f"has Apache Beam 2.70.0, and this is Apache Beam {BEAM}",
            "build the image anew",
        ),
        ({"sdk_container_image": _image(f"x-py3.10-beam{BEAM}")}, "has Python 3.10", "submit from where"),
        ({"sdk_container_image": _image("x-python3.10", name="mine")}, "has Python 3.10", "submit from where"),
        ({"sdk_container_image": _image(f"x-py{PYTHON}-beam2.76.0")}, "has Apache Beam 2.76.0", "submit from where"),
        ({"sdk_container_image": _image(f"0.0.9-py{PYTHON}")}, "has claims-beam 0.0.9", "submit from where"),
    ],
    ids=str,
)
def test_what_cannot_work_is_told_with_its_cure(changed: dict[str, Any], told: str, cure: str) -> None:
    [problem] = _problems(**changed)
    assert told in problem
    assert cure in problem


def test_everything_is_told_at_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    args = ["extract", "a.jsonl", "--output=out", "--runner=dataflow"]
    assert main.main(args) == EXIT_USAGE
    told = capsys.readouterr().err
    assert "nothing was sent" in told
    for about in ("--project", "--region", "--temp_location", "a.jsonl", "--output", "--sdk_container", "credentials"):
        assert f"- {about}" in told or f" {about}" in told
    assert told.count("\n  - ") == 7


@pytest.mark.parametrize("idle", ["--template_location=/nowhere/t.json", "--dry_run=true"])
def test_extract_refuses_what_runs_nothing(idle: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["extract", str(tmp_path), f"--output={tmp_path}/out", idle]) == EXIT_USAGE
    assert "use pipelines/dataflow/main.py" in capsys.readouterr().err


@pytest.mark.process
def test_nothing_is_asked_and_beam_is_not_loaded(tmp_path: Path) -> None:
    """What makes it quick."""
    code = """
import socket, sys
def refuse(*args): raise AssertionError(f"asks {args}")
socket.getaddrinfo = socket.socket.connect = refuse
from claims_beam.cli import main
from claims_beam.cli.command import EXIT_USAGE
code = main.main(["extract", "a.jsonl", "--output=out", "--runner=DataflowRunner"])
assert code == EXIT_USAGE, code
assert "apache_beam" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=tmp_path)


@pytest.mark.parametrize(
    ("runner", "dataflow"),
    [
        ("DataflowRunner", True),
        ("dataflow", True),
        ("apache_beam.runners.dataflow.dataflow_runner.DataflowRunner", True),
        ("FnApiRunner", False),
        ("", False),
    ],
)
def test_only_dataflow_is_checked(runner: str, dataflow: bool) -> None:
    assert is_dataflow(runner) == dataflow
    assert bool(_problems(runner=runner, project=None)) == dataflow


def test_missing_google_parts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("google.cloud.dataflow")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "google.cloud", None)
    [problem] = _problems()
    assert "pip install 'claims-beam[gcp]'" in problem


@pytest.mark.parametrize("flag", ["--no_auth", "--dataflow_endpoint=http://localhost:1"])
def test_credentials_are_googles_business_alone(flag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    assert _problems(more=[flag]) == []
    [problem] = _problems()
    assert "gcloud auth application-default login" in problem


def test_credentials_that_are_no_file_are_told(credentials: Path) -> None:
    credentials.unlink()
    [problem] = _problems()
    assert f"GOOGLE_APPLICATION_CREDENTIALS={credentials} is no file" in problem


def test_gclouds_credentials_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    (tmp_path / "gcloud").mkdir()
    (tmp_path / "gcloud" / "application_default_credentials.json").write_text("{}")
    assert _problems() == []


def test_the_region_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUDSDK_COMPUTE_REGION", "europe-west4")
    assert _problems(region=None) == []


@pytest.fixture
def metadata_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bool], None]]:
    """Starts a server at the address of a machine's metadata, with Google's answer or somebody else's."""
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    monkeypatch.delenv("NO_GCE_CHECK")
    servers = []

    def start(google: bool) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                if google:
                    self.send_header("Metadata-Flavor", "Google")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        servers.append(HTTPServer(("localhost", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        monkeypatch.setenv("GCE_METADATA_HOST", f"localhost:{servers[-1].server_port}")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("google", [True, False])
def test_a_machine_of_googles_has_credentials(google: bool, metadata_server: Callable[[bool], None]) -> None:
    metadata_server(google)
    assert bool(_problems()) != google


def test_a_metadata_server_that_never_answers_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    monkeypatch.delenv("NO_GCE_CHECK")
    with socket.create_server(("localhost", 0)) as silent:
        monkeypatch.setenv("GCE_METADATA_HOST", f"localhost:{silent.getsockname()[1]}")
        assert len(_problems()) == 1


NAMES = st.text(alphabet="abz09-_.:/A é", max_size=12)


@pytest.mark.slow
@settings(max_examples=300)
@given(project=NAMES, job_name=NAMES, bucket=NAMES)
def test_what_beam_refuses_is_refused_here_before(project: str, job_name: str, bucket: str) -> None:
    options = PipelineOptions(
        project=project, job_name=job_name, region="europe-west1", temp_location=f"gs://{bucket}/t"
    )
    validator = PipelineOptionsValidator(options, None)
    cloud = options.view_as(GoogleCloudOptions)
    refused = validator.validate_gcs_path(cloud, "temp_location") + validator.validate_cloud_options(cloud)
    if refused:
        assert _problems(project=project, job_name=job_name, temp_location=cloud.temp_location)


# The program, the template's description, the image.


def _program() -> ModuleType:
    spec = spec_from_file_location("dataflow_main", FOLDER / "main.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_templates_parameters_are_the_programs_options() -> None:
    own = {
        action.dest: action
        for action in _program().make_parser()._actions
        if action.option_strings and action.dest != "help"
    }
    described = {parameter.name: parameter for parameter in METADATA.parameters}
    assert described.keys() - own.keys() == {"sdk_container_image"}
    assert "sdk_container_image" in WorkerOptions([]).get_all_options()
    assert own.keys() <= described.keys()
    for name, action in own.items():
        parameter = described[name]
        assert parameter.is_optional != action.required
        assert (parameter.default_value or None) == action.default
        assert [option.value for option in parameter.enum_options] == list(action.choices or [])
        assert (parameter.param_type == ParameterType.ENUM) == bool(action.choices)


@pytest.mark.parametrize("name", ["input", "output"])
def test_the_templates_paths_are_on_cloud_storage(name: str) -> None:
    [pattern] = next(parameter.regexes for parameter in METADATA.parameters if parameter.name == name)
    assert re.fullmatch(pattern, "gs://news-archive/2026/*.jsonl")
    assert not re.fullmatch(pattern, "/news/2026.jsonl")
    assert not re.fullmatch(pattern, "gs://")


def test_the_description_has_no_key_that_google_does_not_know() -> None:
    text = json.loads((FOLDER / "metadata.json").read_text(encoding="utf-8"))
    with pytest.raises(Exception, match="no field named"):
        TemplateMetadata.from_json(json.dumps({**text, "_comment": "made up"}))


def test_the_program_refuses_before_it_asks_anybody() -> None:
    with pytest.raises(DataflowOptionsError, match="--project is missing"):
        _program().run(["--input=gs://news-archive/*.jsonl", "--output=gs://news-archive/claims"])


@pytest.mark.slow
def test_the_program_is_the_same_pipeline_elsewhere(tmp_path: Path) -> None:
    """It overwrites only if it is told to, and claims statements only if it is told to."""
    (tmp_path / "in.txt").write_text("“We open in May,” said Ada Moreno. The pier lost 40 metres in 2024.")
    arguments = [f"--input={tmp_path}/in.txt", f"--output={tmp_path}/out", "--runner=FnApiRunner"]
    _program().run(arguments)
    assert _kinds(tmp_path) == {"direct"}
    with pytest.raises(ValueError, match="already holds"):
        _program().run(arguments)
    _program().run([*arguments, "--overwrite=true", "--statements=true"])
    assert _kinds(tmp_path) == {"direct", "statement"}


def _kinds(folder: Path) -> set[str]:
    table = pq.read_table(folder / "out" / "claims", columns=["kind"])
    return set(table["kind"].to_pylist())


def test_image_and_pins_are_of_one_beam_and_one_python() -> None:
    pins = [pin for pin in _all_pins() if pin.startswith("apache-beam")]
    assert {re.sub(r"^apache-beam(\[\w+\])?", "", pin) for pin in pins} == {_pin_of(BEAM)}
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)
    stock = [image for image in images if "beam_python" in image]
    assert len(stock) == 2
    [(stock_python, stock_beam)] = {re.findall(r"beam_python([\d.]+)_sdk:([\d.]+)$", image)[0] for image in stock}
    assert stock_beam == BEAM
    assert f"python{stock_python.replace('.', '')}-template-launcher-base" in images[0]
    assert f'"Programming Language :: Python :: {stock_python}"' in (ROOT / "pyproject.toml").read_text()
    tag = f"{version('claims-beam')}-py{stock_python}-beam{BEAM}"
    assert f"claims-beam:{tag}\n" in GUIDE
    assert tag in next(
        parameter.help_text for parameter in METADATA.parameters if parameter.name == "sdk_container_image"
    )
    if stock_python == PYTHON:
        assert _problems(sdk_container_image=_image(tag)) == []


def _all_pins() -> list[str]:
    project = PYPROJECT["project"]
    return [*project["dependencies"], *(pin for extra in project["optional-dependencies"].values() for pin in extra)]


def _pin_of(beam: str) -> str:
    major, minor, _ = beam.split(".")
    return f">={major}.{minor},<{major}.{int(minor) + 1}"


@pytest.mark.slow
@pytest.mark.process
def test_the_images_smoke_run_is_a_command_that_works(tmp_path: Path) -> None:
    [command] = re.findall(r"Smoke run:\nRUN --network=none ((?:.*\\\n)*.*)\n", DOCKERFILE)
    here = command.replace("/tmp/smoke.txt", shlex.quote(f"{tmp_path}/smoke.txt"))
    here = here.replace("claims-beam show", f"{shlex.quote(sys.executable)} -m claims_beam show")
    done = subprocess.run(here, shell=True, check=True, capture_output=True, text=True, timeout=100)
    assert "Ines Falk" in done.stdout


@pytest.mark.parametrize("source", re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE))
def test_the_image_copies_what_is_there(source: str) -> None:
    for path in source.split():
        assert (ROOT / path).exists()


def test_the_image_holds_what_a_wheel_needs() -> None:
    """Whatever pyproject.toml names as a file of the project."""
    copied = " ".join(re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE)).split()
    needed = {PYPROJECT["project"]["readme"], *PYPROJECT["project"]["license-files"], "pyproject.toml"}
    assert needed | set(PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(copied)


# The guide.


def _guides_commands() -> list[list[str]]:
    """The commands of the guide as words, its variables filled in."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, flags=re.DOTALL)).replace("\\\n", " ")
    tag = re.findall(r"claims-beam:(\S+)", GUIDE)[0]
    values = {"PROJECT": "news-project", "REGION": "europe-west1", "BUCKET": "news-archive", "IMAGE": _image(tag)}
    return [shlex.split(Template(line).substitute(values)) for line in blocks.splitlines() if line.strip()]


@pytest.mark.skipif(PYTHON != "3.11", reason="the guide's image is of Python 3.11")
def test_the_guides_command_passes_the_check() -> None:
    [command] = [words for words in _guides_commands() if words[:2] == ["claims-beam", "extract"]]
    given_here, beam_args = main.make_parser(command[1:]).parse_known_args(command[1:])
    assert is_dataflow(next(arg.removeprefix("--runner=") for arg in beam_args if arg.startswith("--runner=")))
    check_options(beam_args, given_here.inputs, given_here.output)
    options = PipelineOptions(beam_args)
    assert options.get_all_options(retain_unknown_options=True).keys() == options.get_all_options().keys()


def test_the_guides_template_run_gives_what_the_template_takes() -> None:
    [command] = [words for words in _guides_commands() if words[:4] == ["gcloud", "dataflow", "flex-template", "run"]]
    [parameters] = [word.removeprefix("--parameters=") for word in command if word.startswith("--parameters=")]
    given_here = {pair.partition("=")[0] for pair in parameters.split(",")}
    assert given_here == {parameter.name for parameter in METADATA.parameters if not parameter.is_optional}
