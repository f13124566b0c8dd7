"""Beam's own mode of several worker processes."""

import pytest

from claims_beam.cli.extract.workers import why_beam_starts_none


def multi_processing() -> list[str]:
    """Return the options of the mode; skip the test where Beam cannot start its workers."""
    if why := why_beam_starts_none():
        pytest.skip(why)
    return ["--direct_running_mode=multi_processing", "--direct_num_workers=2"]
