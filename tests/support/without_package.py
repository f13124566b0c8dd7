"""Python that cannot import this package, as on a machine where it is not installed."""

import subprocess
import sys

_BLOCKER = """
import sys

class _NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "claims_beam":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, _NotInstalled())
"""


def run_without_package(code: str, *args: str, given: bytes = b"", timeout: float = 120) -> str:
    """What the code prints, run in a process of its own without the package; ``given`` is its standard input."""
    command = [sys.executable, "-c", _BLOCKER + code, *args]
    done = subprocess.run(command, input=given, capture_output=True, timeout=timeout, check=False)
    assert done.returncode == 0, done.stderr.decode()[-4000:]
    return done.stdout.decode()
