"""The examples run as they stand. Pytest collects the test of a user's own pipeline in ``pipelines`` by itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import NOTEBOOK, PIPELINES, ROOT

import claims_beam as cb

pytestmark = [pytest.mark.slow, pytest.mark.process]


def test_the_pipeline_with_a_tagger_and_people_of_its_own(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("According to Ada Moreno, the pier was safe. It rained.", encoding="utf-8")
    command = [sys.executable, str(PIPELINES / "own_tagger.py"), f"--input={article}", f"--output={tmp_path}/out"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    [claim] = cb.read_records(tmp_path / "out" / "claims", cb.Claim)
    assert claim.speaker is not None
    assert (claim.text, claim.speaker.name, claim.speaker.id) == ("the pier was safe", "Ada Moreno", "Q1001")
    assert (claim.cue and claim.cue.text, claim.extractor.model_id) == ("According to", "according-to/1")


def test_the_notebook() -> None:
    nbformat = pytest.importorskip("nbformat", reason="the notebook runs with claims-beam[docs]")
    nbclient = pytest.importorskip("nbclient", reason="the notebook runs with claims-beam[docs]")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [{kind for output in cell.outputs for kind in output.get("data", {})} for cell in cells]
    for kind, kinds in zip(("text/plain", "text/html", "image/png", "text/html"), shown, strict=True):
        assert kind in kinds


def test_the_notebook_is_kept_without_outputs() -> None:
    """They would change with every model, and hide in differences what somebody has written."""
    kept = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert not [cell for cell in kept["cells"] if cell.get("outputs")]
