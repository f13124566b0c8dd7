"""What several tests share."""

import os
import re
import signal
from collections import Counter

import pytest
from hypothesis import settings

import claims_beam as cb

# These hold no tests: benchmarks are programs of their own, and helpers are imported.
collect_ignore = ["benchmarks", "support"]

# What the shell of whoever runs the tests says of colors, widths and accounts would hold for their commands, too.
_OF_THE_SHELL = re.compile(r"FORCE_COLOR|NO_COLOR|TTY_\w+|COLUMNS|LINES|(AWS|GOOGLE|CLOUDSDK)_\w+")
for name in filter(_OF_THE_SHELL.fullmatch, list(os.environ)):
    del os.environ[name]
os.environ |= dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), os.devnull)
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

# Everywhere as in CI: the same examples in every run, each with as much time as a busy machine needs.
settings.load_profile("ci")

# A shell that runs the tests in the background switches Ctrl-C off for them, and for the commands that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The files that take minutes.
LONGEST = {"test_parity", "test_workers"}


@pytest.fixture(scope="session")
def tagger() -> cb.Tagger:
    """The default tagger, loaded once for all tests."""
    return cb.load()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Use one process more than there are cores, since tests that start processes mostly wait for them."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, then those in which most tests start processes or are slow."""
    processes = Counter(item.path for item in items if item.get_closest_marker("process"))
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: (item.path.stem not in LONGEST, -processes[item.path], -slow[item.path]))
