"""A Python process in which the package cannot import some modules, as where those are not installed."""

import subprocess
import sys
from collections.abc import Collection
from subprocess import CompletedProcess

_REFUSE = """
import builtins

_import = builtins.__import__

def _import_unless_refused(name, globals=None, locals=None, fromlist=(), level=0):
    importer = (globals or {}).get("__name__", "")
    if name.partition(".")[0] in REFUSED and importer.partition(".")[0] == "claims_beam":
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _import(name, globals, locals, fromlist, level)

builtins.__import__ = _import_unless_refused
"""


def run_refusing(refused: Collection[str], code: str, *args: str) -> CompletedProcess[str]:
    """Run the code where modules of the package cannot import those; other packages can, as they need them."""
    command = [sys.executable, "-c", f"REFUSED = {set(refused)!r}\n{_REFUSE}\n{code}", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
