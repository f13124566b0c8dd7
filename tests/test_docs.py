"""The pages in ``docs`` make a site without a warning, need nothing from elsewhere, and describe every public name."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from support.paths import DOCS, ROOT

import claims_beam as cb
from claims_beam import testing

FOREIGN = re.compile(
    r"""(?:src|srcset)="(?:https?:)?//"""
    r"""|<link[^>]+rel="(?:stylesheet|preconnect|icon)"[^>]+href="(?:https?:)?//"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as CI builds it: a warning is an error, such as one about a link that leads nowhere."""
    pytest.importorskip("mkdocs", reason="the site is built with claims-beam[docs]")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4_000:]
    return folder


@pytest.mark.slow
@pytest.mark.process
def test_the_site_needs_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    assert not [page for page in pages if FOREIGN.search(page.read_text(encoding="utf-8"))]
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", styles)


@pytest.mark.slow
@pytest.mark.process
def test_the_site_shows_what_a_name_takes(site: Path) -> None:
    steps = (site / "reference" / "steps" / "index.html").read_text(encoding="utf-8")
    for shown in ("claims_beam.extract_claims", "min_confidence", "Whether claims are scored"):
        assert shown in steps


def test_the_reference_has_every_public_name_once() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md"))
    listed = Counter(re.findall(r"^::: claims_beam\.(\w+)$", pages, flags=re.MULTILINE))
    wanted = {"testing", *cb.__all__} - set(testing.__all__)
    assert set(listed) == wanted
    assert listed.total() == len(wanted)
