"""``python -m claims_beam`` and ``claims-beam``: the command line."""

import signal
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line as a process of its own, and end that with the command's exit code."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # while the command is loaded, Ctrl-C has nothing to take back
    from claims_beam.cli.interruption import ignore_signals
    from claims_beam.cli.main import main

    code = main()
    ignore_signals()
    raise SystemExit(code)


if __name__ == "__main__":
    run()
