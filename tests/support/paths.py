"""The folders of the checkout that tests read from."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "claims_beam"
PIPELINES = ROOT / "pipelines"
DOCS = ROOT / "docs"
NOTEBOOK = DOCS / "notebook.ipynb"
DATA = ROOT / "tests" / "data"
SAMPLES = DATA / "samples"
