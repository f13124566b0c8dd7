"""What several tests share."""

import pytest

import claims_beam as cb

# These hold no tests: benchmarks are programs of their own, and helpers are imported.
collect_ignore = ["benchmarks", "support"]


@pytest.fixture(scope="session")
def tagger() -> cb.Tagger:
    """The default tagger, loaded once for all tests."""
    return cb.load()
