"""Imports point inward only: pure ring, nlp ring around it, Beam ring outermost; nothing imports the training code."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "claims_beam"

# The Beam ring: the transforms, their YAML face, and what runs, checks and shows a job.
BEAM_RING = {"transforms", "yaml", "jobs", "verify", "cli", "report", "terminal", "__main__"}
PYARROW_IN_PURE_RING = {"schema", "exports"}
NLP_RING = {"nlp", "extraction", "training"}

BEAM = {"apache_beam"}
NLP_LIBRARIES = {"spacy", "thinc", "onnxruntime", "tokenizers", "numpy"}


def _modules() -> Iterator[tuple[str, Path]]:
    """(top-level place in the package, file) of every module but the package's own lazy surface."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if place != "__init__":
            yield place, path


def _imports(path: Path) -> set[str]:
    """Dotted names a module imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _roots(imports: set[str]) -> set[str]:
    return {name.split(".")[0] for name in imports}


def _own(imports: set[str]) -> set[str]:
    return {name.split(".")[1] for name in imports if name.startswith("claims_beam.")}


MODULES = list(_modules())


@pytest.mark.parametrize(("place", "path"), MODULES, ids=[str(path.relative_to(PACKAGE)) for _, path in MODULES])
def test_imports_point_inward(place: str, path: Path) -> None:
    imports = _imports(path)
    roots, own = _roots(imports), _own(imports)
    if place != "training":
        assert "training" not in own
    if place in BEAM_RING:
        return
    assert not roots & BEAM
    assert not own & BEAM_RING
    if place in NLP_RING:
        return
    assert not roots & NLP_LIBRARIES
    assert not own & NLP_RING
    if place not in PYARROW_IN_PURE_RING:
        assert "pyarrow" not in roots


def test_transforms_keep_their_type_hints() -> None:
    """`from __future__ import annotations` would turn every Beam type hint into Any."""
    guilty = [path for place, path in MODULES if place in BEAM_RING and "__future__.annotations" in _imports(path)]
    assert not guilty


def test_modules_stay_readable() -> None:
    long = {str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for _, path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > 350} == {}


def test_importing_the_package_loads_neither_beam_nor_spacy() -> None:
    code = "import sys, claims_beam; print(sorted({'apache_beam', 'spacy', 'pyarrow'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
