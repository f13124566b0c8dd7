"""``claims-beam completion``: a script with which a shell completes the command's words."""

from argparse import ArgumentParser, Namespace

from claims_beam.cli.command import EXIT_FINE, Command

EXAMPLES = """\
examples:
  claims-beam completion bash > ~/.local/share/bash-completion/completions/claims-beam
  claims-beam completion zsh > ~/.zfunc/_claims-beam"""

SHELLS = ("bash", "zsh")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that is to read the script")


def run(options: Namespace) -> int:
    """Print the script and return the exit code."""
    import shtab

    print(shtab.complete(options.whole_parser(), shell=options.shell))
    return EXIT_FINE


COMMAND = Command(
    name="completion",
    summary="print a script that completes the command's words in a shell",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
)
