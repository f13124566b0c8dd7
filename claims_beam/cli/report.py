"""``claims-beam report``: one HTML page with the claims in their articles."""

from argparse import ArgumentParser, Namespace

from claims_beam.cli.arguments import add_reading_arguments, at_least, columns_of
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, Command, UsageError, complain, counted, say
from claims_beam.cli.standard_output import complain_of_space, has_no_space

EXAMPLES = """\
examples:
  claims-beam report out --output report.html
  claims-beam report out --articles 'news/*.jsonl.gz' --output report.html"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    from claims_beam.report import MAX_TEXT_CHARS

    parser.add_argument("claims", metavar="CLAIMS_DIR", help="folder that extract wrote into")
    parser.add_argument(
        "--articles",
        nargs="+",
        default=[],
        metavar="INPUT",
        help="the articles, as they were given to extract (default: those that it wrote)",
    )
    parser.add_argument("--output", required=True, metavar="FILE", help="the page to write, such as report.html")
    parser.add_argument(
        "--max-text-chars",
        type=at_least(0),
        default=MAX_TEXT_CHARS,
        metavar="N",
        help=f"how much article text the page holds, in characters (default {MAX_TEXT_CHARS:,})",
    )
    add_reading_arguments(parser)


def run(options: Namespace) -> int:
    """Write the page and return the exit code."""
    from claims_beam.cli.beam_options import use_beam_options
    from claims_beam.report.files import write_report
    from claims_beam.storage.article_columns import check_columns

    use_beam_options("report", options.beam_args, [options.claims, options.output, *options.articles])
    columns = columns_of(options)
    try:
        if options.articles:
            check_columns(options.articles, columns)
        written = write_report(
            options.claims,
            options.output,
            options.articles,
            columns=columns,
            max_chars=options.max_chars,
            max_text_chars=options.max_text_chars,
        )
    except (ValueError, OSError) as error:
        if has_no_space(error):
            return complain_of_space("report", options.output, error)
        raise UsageError(str(error)) from error
    say(f"{options.output} is written; open it in a browser")
    if not written.has_texts:
        say("it lists the claims without the texts around them; to show these, too, give the articles with --articles")
    if written.texts_left_out:
        articles = counted(written.texts_left_out, "article")
        say(f"it leaves out the text of {articles}, those with the fewest claims; to hold more, raise --max-text-chars")
    for failure in written.unread:
        complain("report", failure.message, EXIT_SOME_FAILED)
    return EXIT_SOME_FAILED if written.unread else EXIT_FINE


COMMAND = Command(
    name="report",
    summary="write one HTML page that shows the claims in their articles",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
    takes_beam_options=True,
)
