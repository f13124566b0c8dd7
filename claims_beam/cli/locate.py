"""``claims-beam locate``: each place where a quotation stands in sources, and what was changed, left out or added."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims_beam.cli.arguments import add_reading_arguments, columns_of
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, Command, UsageError, complain, say
from claims_beam.cli.inputs import articles_given

if TYPE_CHECKING:
    from claims_beam.records import Article, Change, Location

CONTEXT = 60
"""How many characters of the source are printed before and behind the words."""

EXAMPLES = """\
examples:
  claims-beam locate "We will never surrender the harbor" speech.txt
  claims-beam locate "We will never surrender the harbor" 'transcripts/*.txt'
  curl --silent https://example.org/speech.html | claims-beam locate "never surrender the harbor" -

The similarity that is printed with a place is the share of the quotation's words that the source has there, from 0.5 to
1; words that the quotation leaves out do not count. The exit code is 1, as of grep, where no source has enough of the
words, and where a source could not be read."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("words", metavar="WORDS", help="the quotation, with or without its marks")
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="transcripts, speeches, articles: as for show")
    add_reading_arguments(parser)


def run(options: Namespace) -> int:
    """Print each place in the sources that has the words, the most similar first, and return the exit code."""
    from claims_beam.cli.beam_options import use_beam_options

    if not any(character.isalnum() for character in options.words):
        raise UsageError(f"the quotation {options.words!r} has no words; give them as the first argument")
    use_beam_options("locate", options.beam_args, options.sources)
    with articles_given(options.sources) as sources:
        return _locate(sources, options)


def _locate(sources: Sequence[str], options: Namespace) -> int:
    from claims_beam.articles.errors import ArticleError
    from claims_beam.corpus.locating import MOST_PLACES, locate_quotation_everywhere
    from claims_beam.records import Failure
    from claims_beam.storage.article_columns import check_columns
    from claims_beam.transforms.reading import read_articles

    code = EXIT_FINE
    found: list[tuple[Article, Location]] = []
    full: list[str] = []
    columns = columns_of(options)
    try:
        check_columns(sources, columns)
        articles = read_articles(sources, columns=columns, max_chars=options.max_chars)
    except (ArticleError, OSError, ValueError) as error:
        raise UsageError(str(error)) from error
    for article in articles:
        if isinstance(article, Failure):
            code = complain("locate", article.message, EXIT_SOME_FAILED)
            continue
        places = locate_quotation_everywhere(options.words, article.text)
        found += ((article, location) for location in places)
        if len(places) == MOST_PLACES:
            full.append(article.article_id)
    for article, location in sorted(found, key=lambda each: -each[1].similarity):
        _print(article, location)
    for article_id in full:
        say(f"{article_id}: there may be more places than these {MOST_PLACES}")
    if not found:
        return complain("locate", "no source has enough of the words in one place", EXIT_SOME_FAILED)
    return code


def _print(article: "Article", location: "Location") -> None:
    text, start, end = article.text, location.start, location.end
    say(f"{article.article_id}: characters {start:,} to {end:,}, similarity {location.similarity:.2f}")
    before, behind = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    say("  " + " ".join(f"…{before}[{text[start:end]}]{behind}…".split()))
    for change in location.changes:
        say(f"  {_told(change)}")


def _told(change: "Change") -> str:
    quoted, original = " ".join(change.quoted.split()), " ".join(change.original.split())
    if not quoted:
        return f"the quotation leaves out: {original}"
    if not original:
        return f"the quotation adds: {quoted}"
    return f"changed: {original} (in the source) to {quoted} (in the quotation)"


COMMAND = Command(
    name="locate",
    summary="find each place where a quotation stands in sources, and what was changed in it",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
    takes_beam_options=True,
)
