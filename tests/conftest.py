"""What several tests share."""

import pytest

import claims_beam as cb


@pytest.fixture(scope="session")
def tagger() -> cb.Tagger:
    """The default tagger, loaded once for all tests."""
    return cb.load()
