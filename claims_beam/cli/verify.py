"""``claims-beam verify``: whether a folder holds just what ``extract`` wrote into it."""

from argparse import ArgumentParser, Namespace

from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, Command, UsageError, complain, counted, say

EXAMPLES = """\
examples:
  claims-beam verify out
  claims-beam verify gs://bucket/claims"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("output", metavar="DIR", help="folder that extract wrote into, on any file system Beam knows")


def run(options: Namespace) -> int:
    """Print what is wrong with the folder, or what it holds if nothing is, and return the exit code."""
    from claims_beam.cli.beam_options import use_beam_options
    from claims_beam.storage.manifest_files import read_manifest
    from claims_beam.storage.verify import verify_output

    use_beam_options("verify", options.beam_args, [options.output])
    try:
        problems = verify_output(options.output)
    except (OSError, ValueError) as error:
        raise UsageError(str(error)) from error
    for problem in problems:
        complain("verify", str(problem), EXIT_SOME_FAILED)
    if any(problem.is_damage for problem in problems):
        cure = "copy the files that are damaged or missing here again, or run extract again with --overwrite"
        complain("verify", cure, EXIT_SOME_FAILED)
    if problems:
        return EXIT_SOME_FAILED
    say(f"{options.output} is whole, every file as it was written")
    manifest = read_manifest(options.output)
    for table, total in manifest.totals().items() if manifest else ():
        rows, files, size = (counted(total[f"{unit}s"], unit) for unit in ("row", "file", "byte"))
        say(f"{table}: {rows} in {files}, {size}")
    return EXIT_FINE


COMMAND = Command(
    name="verify",
    summary="check that a folder holds just what extract wrote into it",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
    takes_beam_options=True,
)
