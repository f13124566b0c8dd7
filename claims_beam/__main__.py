"""``python -m claims_beam`` and ``claims-beam``: the command line."""

import signal
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line as a process of its own, and end the process with the command's exit code."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # While the command is being imported, Ctrl-C may end the process at once, since there is nothing to undo yet.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from claims_beam.cli.interruption import ignore_signals
    from claims_beam.cli.main import main

    code = main()
    ignore_signals()
    raise SystemExit(code)


if __name__ == "__main__":
    run()
