"""``claims-beam schema``: the schema of a table, in one of several formats."""

from argparse import ArgumentParser, Namespace

from claims_beam.cli.command import EXIT_FINE, Command

EXAMPLES = """\
examples:
  claims-beam schema
  claims-beam schema --table failure --format bigquery"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    from claims_beam.schema.columns import TABLES
    from claims_beam.schema.exports import FORMATS

    parser.add_argument(
        "--format",
        choices=["arrow", *FORMATS],
        default="arrow",
        help="what writes the schema down: Arrow's own listing, or a schema for another system (default arrow)",
    )
    parser.add_argument(
        "--table",
        choices=list(TABLES),
        default="claim",
        metavar="TABLE",
        help=f"the table whose schema it is: {', '.join(TABLES)} (default claim)",
    )


def run(options: Namespace) -> int:
    """Print the schema and return the exit code."""
    from claims_beam.schema.exports import render

    print(render(options.table, options.format), end="")
    return EXIT_FINE


COMMAND = Command(
    name="schema",
    summary="print the schema of a table",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
)
