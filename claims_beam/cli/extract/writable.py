"""Whether an output folder on this machine can be written, asked before a job begins."""

import os
from pathlib import Path


def check_writable(folder: Path) -> None:
    """Raise ValueError, with the cure, for a folder that cannot be written."""
    for path in (folder, *folder.parents):
        if path.is_symlink() and not path.exists():
            raise ValueError(
                f"the output folder {folder} cannot be written: {path} is a link that leads nowhere; remove the link, "
                "or make what it should lead to"
            )
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise ValueError(
            f"the output folder {folder} cannot be written: {there} is no folder that you may write into; "
            "choose another"
        )
