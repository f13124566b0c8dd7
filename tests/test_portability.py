"""The package can be imported on systems other than POSIX, without the extras, and agrees with its lowest versions."""

import ast
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.refused_imports import run_refusing

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "claims_beam"

# The standard library's modules and names that Windows lacks.
POSIX_MODULES = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")
POSIX_NAMES = {
    "os": {"fork", "forkpty", "getpgid", "getuid", "geteuid", "killpg", "mkfifo", "setsid", "waitid", "WNOHANG"},
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "alarm", "pause", "setitimer"},
}

# Training has libraries of its own, and a __main__ runs when it is imported.
IMPORT_ALL = """
import importlib, pkgutil, claims_beam
for module in pkgutil.walk_packages(claims_beam.__path__, "claims_beam."):
    if not module.name.startswith(SKIPPED) and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
for name in claims_beam.__all__:
    getattr(claims_beam, name)
print("done")
"""


@pytest.mark.parametrize(
    ("refused", "skipped"),
    [
        (POSIX_MODULES, ("claims_beam.training",)),
        (("rich", "psutil"), ("claims_beam.training", "claims_beam.cli")),
    ],
    ids=["POSIX", "extra"],
)
def test_every_module_can_be_imported_without(refused: tuple[str, ...], skipped: tuple[str, ...]) -> None:
    done = run_refusing(refused, f"SKIPPED = {skipped!r}\n{IMPORT_ALL}")
    assert done.stdout == "done\n", done.stderr


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_name_that_windows_lacks_is_used(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert node.attr not in POSIX_NAMES.get(node.value.id, ())
        elif isinstance(node, ast.ImportFrom):
            assert not {alias.name for alias in node.names} & POSIX_NAMES.get(node.module or "", set())


COMMAND = "import sys\nfrom claims_beam.cli.main import main\nsys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize(
    ("missing", "args"),
    [("rich", ["show"]), ("rich", ["extract", "--output=out"]), ("psutil", ["extract", "--output=out"])],
)
def test_a_command_says_what_to_install(missing: str, args: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    done = run_refusing([missing], f"import os\nos.chdir({str(tmp_path)!r})\n{COMMAND}", *args, "a.txt")
    said = f"this command needs {missing}, which is not installed; install it with pip install 'claims-beam[cli]'\n"
    assert (done.returncode, done.stderr) == (2, f"claims-beam {args[0]}: {said}")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("args", [["schema"], ["verify", "."], ["report", ".", "--output=page.html"]], ids=str)
def test_other_commands_do_without(args: list[str]) -> None:
    assert "not installed" not in run_refusing(["rich", "psutil"], COMMAND, *args).stderr


@pytest.mark.parametrize("command", [[], ["extract"], ["verify"], ["show"], ["report"], ["schema"]], ids=str)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    heavy = ["apache_beam", "spacy", "onnxruntime", "rich", "psutil", *(["pyarrow"] if command != ["schema"] else [])]
    code = f"import atexit, sys\natexit.register(lambda: print('loaded', set({heavy!r}) & set(sys.modules)))\n{COMMAND}"
    assert run_refusing([], code, *command, "--help").stdout.splitlines()[-1] == "loaded set()"


def test_a_job_without_a_parse_does_not_wait_for_spacy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We lost,” said Ines Falk, the mayor.", encoding="utf-8")
    code = f"import atexit, sys\natexit.register(lambda: print('loaded', {{'spacy'}} & set(sys.modules)))\n{COMMAND}"
    done = run_refusing([], code, "extract", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded set()"


def test_the_lowest_versions_are_those_that_the_package_admits() -> None:
    """``tests/lowest.txt`` pins each requirement to the version at which its range begins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    admitted = {}
    for written in (*project["dependencies"], *project["optional-dependencies"]["cli"]):
        requirement = Requirement(written)
        [lowest] = [part.version for part in requirement.specifier if part.operator in (">=", "==")]
        admitted[canonicalize_name(requirement.name)] = lowest
    lines = (ROOT / "tests" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert pinned == admitted
