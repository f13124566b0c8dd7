"""The commands on paths of other file systems: S3, whose stand-in is moto's, and Cloud Storage, whose is our own."""

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from apache_beam.internal.gcp import auth
from apache_beam.io.filesystems import FileSystems
from support.google_standin import google_standin
from support.s3_standin import s3_standin

from claims_beam.cli import beam_options, main
from claims_beam.cli.command import EXIT_FINE, EXIT_USAGE
from claims_beam.storage.lock import LOCK_NAME

ARTICLE = json.dumps(
    {
        "id": "a",
        "text": "“The bridge stays shut,” said Ines Falk, the harbour master. Falk said repairs would take a year.",
    }
).encode()
PEOPLE = json.dumps({"name": "Ines Falk", "id": "Q42"}).encode()


@dataclass(frozen=True)
class Remote:
    """A file system to run the commands on: a folder, what finds it, and what it holds."""

    root: str
    beam_args: list[str]
    put: Callable[[str, bytes], object]
    names: Callable[[], list[str]]

    def run(self, command: str, *args: object) -> int:
        """Run a command with the options of the file system."""
        return main.main([command, *map(str, args), *self.beam_args])


@pytest.fixture(autouse=True)
def no_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just started."""
    monkeypatch.setattr(FileSystems, "_pipeline_options", None)
    monkeypatch.setattr(auth._Credentials, "_credentials_init", False)


@pytest.fixture(params=["s3", "gs"])
def remote(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Remote]:
    if request.param == "s3":
        with s3_standin("papers") as bucket:
            yield Remote("s3://papers/a [1]", bucket.beam_args, lambda n, c: bucket.put(f"a [1]/{n}", c), bucket.keys)
        return
    with google_standin("papers", run_job=lambda job: []) as standin:
        for name, value in standin.environment(tmp_path).items():
            monkeypatch.setenv(name, value)
        root, storage = "gs://papers/a [1]", standin.storage
        yield Remote(root, [], lambda n, c: storage.write(f"{root}/{n}", c), storage.paths)
        assert not standin.unknown


@pytest.mark.slow
def test_every_command_takes_remote_paths(remote: Remote, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remote.put("in.jsonl", ARTICLE)
    remote.put("people.jsonl", PEOPLE)
    source, output = f"{remote.root}/in.jsonl", f"{remote.root}/out"
    assert remote.run("extract", source, "--output", output, "--people", f"{remote.root}/people.jsonl") == EXIT_FINE
    assert not [name for name in remote.names() if ".in-progress" in name or LOCK_NAME in name]
    assert f"claims in {output}/claims" in capsys.readouterr().out
    assert remote.run("verify", output) == EXIT_FINE
    assert f"{output} is whole" in capsys.readouterr().out
    assert remote.run("show", source) == EXIT_FINE
    assert "Ines Falk" in capsys.readouterr().out
    assert remote.run("report", output, "--articles", source, "--output", f"{remote.root}/report.html") == EXIT_FINE
    assert remote.run("report", output, "--articles", source, "--output", tmp_path / "report.html") == EXIT_FINE
    assert '"Q42"' in (tmp_path / "report.html").read_text()
    assert [name for name in remote.names() if name.endswith("/report.html")]


@pytest.mark.slow
def test_remote_output_is_kept_unless_it_is_to_be_overwritten(
    remote: Remote, capsys: pytest.CaptureFixture[str]
) -> None:
    remote.put("in.jsonl", ARTICLE)
    remote.put("out/claims/part-00007-of-00008.parquet", b"of an earlier run")
    arguments = ["extract", f"{remote.root}/in.jsonl", "--output", f"{remote.root}/out"]
    assert remote.run(*arguments) == EXIT_USAGE
    assert "already holds 1 finished file" in capsys.readouterr().err
    assert remote.run(*arguments, "--overwrite") == EXIT_FINE
    assert [name.rpartition("/")[2] for name in remote.names() if name.endswith(".parquet")] == [
        "part-00000-of-00001.parquet"
    ]
    assert remote.run("verify", f"{remote.root}/out") == EXIT_FINE


@pytest.mark.slow
@pytest.mark.process
def test_worker_processes_find_the_file_system_too(remote: Remote, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        remote.put(f"in/{name}.jsonl", ARTICLE)
    output = f"{remote.root}/out"
    sources = [f"{remote.root}/in/{name}.jsonl" for name in "ab"]
    assert remote.run("extract", *sources, "--output", output, "--workers=2") == EXIT_FINE
    assert "2 articles read = 2 done" in capsys.readouterr().out


COMMANDS = {
    "extract": ["{path}", "--output=out"],
    "extract to": ["in.jsonl", "--output={path}"],
    "show": ["{path}"],
    "show people": ["in.jsonl", "--people={path}"],
    "verify": ["{path}"],
    "report": ["{path}", "--output=report.html"],
    "report to": ["out", "--output={path}"],
}


def _complaint(command: str, path: str, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Return the one line in which the command refuses the path."""
    arguments = [argument.format(path=path) for argument in COMMANDS[command]]
    assert main.main([command.partition(" ")[0], *arguments, *options]) == EXIT_USAGE
    [line] = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("path", "package"), [("gs://papers/in.jsonl", "claims-beam[gcp]"), ("s3://papers/in.jsonl", "claims-beam[aws]")]
)
def test_what_a_path_takes_is_told(
    command: str, path: str, package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(beam_options, "find_spec", lambda name: None)
    assert f"pip install '{package}'" in _complaint(command, path, capsys)


def test_a_file_system_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    said = _complaint("show", "https://example.org/in.jsonl", capsys)
    assert "no file system for https:// is known; give a path of this machine, or of gs://, s3://" in said
    assert said.endswith("to read a page, pipe it: curl --silent https://example.org/in.jsonl | claims-beam show -")


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """An address at which nobody listens."""
    with socket.create_server(("localhost", 0)) as server:
        address = f"http://localhost:{server.getsockname()[1]}"
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", address)
    return address


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", ["gs", "s3"])
def test_without_network_it_ends_in_one_line(
    command: str, kind: str, nowhere: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    options = [f"--s3_endpoint_url={nowhere}"] if kind == "s3" else []
    said = _complaint(command, f"{kind}://papers/in.jsonl", capsys, *options)
    assert f"{kind}://papers/in.jsonl: {nowhere} does not answer ([Errno" in said


def test_a_service_that_never_answers_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert beam_options.ANSWER_SECONDS < 10
    monkeypatch.setattr(beam_options, "ANSWER_SECONDS", 0.2)
    with socket.create_server(("localhost", 0)) as silent:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://localhost:{silent.getsockname()[1]}")
        assert "does not answer (timed out)" in _complaint("verify", "gs://papers/out", capsys)


def test_without_credentials_s3_is_not_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert "there are no credentials for S3 here; run aws configure" in _complaint("show", "s3://papers/a.txt", capsys)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--s3_endpoint_url=nonsense", "--s3_access_key_id=a", "--s3_secret_access_key=b"], "nonsense"),
        (["--s3_endpont_url=http://localhost:1"], "neither claims-beam nor Beam knows --s3_endpont_url"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "show", "verify", "report"])
def test_wrong_options_are_refused(
    command: str, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in _complaint(command, "s3://papers/out", capsys, *options)


@pytest.mark.parametrize("command", ["verify", "report"])
def test_a_word_too_many_is_refused(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"unknown argument more; see claims-beam {command} --help" in _complaint(command, "out", capsys, "more")
