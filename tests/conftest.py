"""What several tests share."""

from pathlib import Path

import pytest

import claims_beam as cb

SAMPLES = Path(__file__).parent / "data" / "samples"


@pytest.fixture(scope="session")
def tagger() -> cb.Tagger:
    """The default tagger, loaded once for all tests."""
    return cb.load()
