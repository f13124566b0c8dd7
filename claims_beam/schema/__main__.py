"""``python -m claims_beam.schema FOLDER`` writes every exported schema and the page about the columns into the folder.

The repository keeps them in ``schemas/``: run it with that folder after a change to the columns.
"""

import sys
from pathlib import Path

from claims_beam.schema.columns import TABLES
from claims_beam.schema.exports import FORMATS, render
from claims_beam.schema.readme import readme


def files() -> dict[str, str]:
    """Return the name and the content of each file."""
    exports = {f"{table}{suffix}": render(table, style) for table in TABLES for style, (suffix, _) in FORMATS.items()}
    return exports | {"README.md": readme()}


def main(arguments: list[str]) -> None:
    """Write the files. Exits with a message where there is no such folder."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.exit(f"usage: python -m claims_beam.schema FOLDER, an existing one; got {arguments}")
    for name, content in files().items():
        (Path(arguments[0]) / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
