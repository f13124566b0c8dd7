"""The help of every command fits 80 columns, explains each option, and shows an example that is accepted."""

import re
import shlex

import pytest

from claims_beam.cli import main
from claims_beam.cli.command import EXIT_USAGE

NAMES = [command.name for command in main.COMMANDS]
each_command = pytest.mark.parametrize("name", NAMES)


def _help(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ended:
        main.main([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], *([name] for name in NAMES)], ids=str)
def test_it_fits_80_columns(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = _help(arguments, monkeypatch, capsys)
    assert not [line for line in shown.splitlines() if len(line) > 80]


@each_command
def test_every_option_says_something(name: str) -> None:
    parser = main.make_parser([name])
    [commands] = [action for action in parser._actions if action.choices and name in action.choices]
    assert commands.choices is not None
    for action in dict(commands.choices)[name]._actions:
        assert action.help
        assert len(action.help.split()) > 2, f"{name} {action.option_strings or action.dest}: {action.help}"


@each_command
def test_its_examples_are_accepted(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    joined = _help([name], monkeypatch, capsys).replace("\\\n", " ")
    commands = re.findall(rf"claims-beam {name}\b[^\n|>]*", joined.partition("examples:")[2])
    assert commands, f"the help of {name} shows no example"
    for command in commands:
        words = shlex.split(command)[1:]
        main.make_parser(words).parse_known_args(words)


def test_the_options_of_extract_are_in_groups(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = _help(["extract"], monkeypatch, capsys)
    groups = re.findall(r"^([a-z ]+):\n((?:  .*\n|\n(?=  ))+)", shown.partition("\n\n")[2], flags=re.MULTILINE)
    options = {name: re.findall(r"^  (?:-\w, )?(--[\w-]+)", listed, flags=re.MULTILINE) for name, listed in groups}
    titles = ["what is read", "output", "which claims", "what is told of each claim", "models", "running"]
    assert [name for name in options if name in titles] == titles
    assert options["options"] == ["--help", "--quiet", "--verbose"]
    assert "--output" in options["output"]


MISTYPED = {
    "a command": (["extrct", "a.txt"], "; did you mean extract?"),
    "an option of ours": (["extract", "a.txt", "--output=out", "--overwrit"], "; did you mean --overwrite?"),
    "an option of Beam's": (["extract", "a.txt", "--output=out", "--runer=x"], "; did you mean --runner?"),
    "an option where Beam has none": (["find", "out", "--speeker=Falk"], "; did you mean --speaker?"),
    "a choice": (["extract", "a.txt", "--output=out", "--format=jsnl"], "; did you mean jsonl?"),
    "the beginning of a choice": (["schema", "--format=json"], "; did you mean json-schema?"),
    "a required option": (["extract", "a.txt", "--outptu", "out"], "; there is no --outptu; did you mean --output?"),
    "a required option with its value": (["report", "out", "--ouput=x"], "no --ouput; did you mean --output?"),
}


@pytest.mark.parametrize(("arguments", "asked"), MISTYPED.values(), ids=MISTYPED)
def test_what_is_mistyped_gets_a_question(arguments: list[str], asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main.main(arguments)
    except SystemExit as refused:
        code = int(refused.code or 0)
    assert code == EXIT_USAGE
    assert asked in capsys.readouterr().err


def test_what_resembles_nothing_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["find", "out", "--zzz"]) == EXIT_USAGE
    assert "did you mean" not in capsys.readouterr().err


def test_the_help_says_what_no_number_of_files_means(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["extract", "--help"])
    assert "files to write (default 0: as many as Beam likes)" in " ".join(capsys.readouterr().out.split())
