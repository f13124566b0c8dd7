"""The layers of imports hold (``pyproject.toml`` lists them), and importing the package stays cheap."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import PACKAGE

MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 350
BEAM_FOLDERS = ("transforms", "interop")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_short_and_use_no_private_module_of_another_folder(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("claims_beam"):
            names = [*node.module.split(".")[1:], *(alias.name for alias in node.names)]
            assert not [name for name in names if name.startswith("_") and name != "__version__"]


def test_transforms_keep_their_type_hints() -> None:
    """`from __future__ import annotations` would turn every Beam type hint into Any."""
    paths = [path for folder in BEAM_FOLDERS for path in (PACKAGE / folder).rglob("*.py")]
    assert not [path for path in paths if "from __future__ import annotations" in path.read_text(encoding="utf-8")]


@pytest.mark.process
@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("claims_beam", ("apache_beam", "spacy", "pyarrow", "onnxruntime")),
        ("claims_beam.testing", ("apache_beam", "spacy", "thinc", "pyarrow", "onnxruntime", "tokenizers")),
        ("claims_beam.cli.main", ("apache_beam", "spacy", "numpy", "pyarrow", "rich", "duckdb")),
        ("claims_beam.attribution.learned.tagger", ("apache_beam", "spacy", "thinc")),
    ],
)
def test_importing_loads_nothing_heavy(module: str, absent: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(sorted(set({absent!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
