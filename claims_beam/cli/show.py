"""``claims-beam show``: the sentences and claims of articles on the terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from claims_beam.cli.arguments import (
    add_model_arguments,
    add_reading_arguments,
    at_least,
    columns_of,
    extraction_of,
    kept_of,
    people_of,
)
from claims_beam.cli.command import EXIT_FINE, EXIT_SOME_FAILED, Command, UsageError, complain
from claims_beam.cli.inputs import articles_given

SUGGESTED_IDS = 5
"""Ids that are named where the one that was asked for is not there."""

EXAMPLES = """\
examples:
  claims-beam show article.txt
  claims-beam show news.jsonl --article-id a17 --people people.jsonl
  claims-beam show out --article-id a17
  curl --silent https://example.org/news/bridge.html | claims-beam show -"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("inputs", nargs="+", metavar="FILE", help="as for extract, or a folder that it wrote into")
    parser.add_argument("--article-id", metavar="ID", help="show only the article with this id")
    parser.add_argument("--limit", type=at_least(1), metavar="N", help="show the first N articles")
    add_reading_arguments(parser)
    add_model_arguments(parser)


def run(options: Namespace) -> int:
    """Print each article, or the one that was asked for, and return the exit code."""
    from claims_beam.cli.beam_options import use_beam_options

    use_beam_options("show", options.beam_args, filter(None, [*options.inputs, options.people]))
    with articles_given(options.inputs) as inputs:
        return _show(inputs, options)


def _show(inputs: Sequence[str], options: Namespace) -> int:
    from rich.console import Console

    from claims_beam.articles.errors import ArticleError, PassedOver
    from claims_beam.articles.language import load_detector
    from claims_beam.attribution.loading import DEFAULT_TAGGER, load
    from claims_beam.cli.terminal import print_document
    from claims_beam.encoder.model import ModelError
    from claims_beam.extraction import extract_claims
    from claims_beam.parsing import load_parser
    from claims_beam.records import Failure
    from claims_beam.speakers.resolve import KnownPeople
    from claims_beam.storage.article_columns import check_columns
    from claims_beam.text.sentences import split_sentences
    from claims_beam.transforms.reading import read_articles

    console = Console(highlight=False)
    known = people_of(options)
    wanted, people = extraction_of(options, known), KnownPeople(known)
    code, shown = EXIT_FINE, 0
    others: list[str] = []
    passed_over: list[PassedOver] = []
    columns = columns_of(options)
    try:
        check_columns(inputs, columns)
        articles = read_articles(
            inputs, columns=columns, max_chars=options.max_chars, on_passed_over=passed_over.append
        )
        tagger = load(options.model, options.tagger)
        if not options.any_language:
            load_detector()
        parser = load_parser(options.model) if wanted.parse or wanted.tagger != DEFAULT_TAGGER else None
    except (ArticleError, OSError, ValueError, ModelError) as error:
        raise UsageError(str(error)) from error
    for article in articles:
        if isinstance(article, Failure):
            code = complain("show", article.message, EXIT_SOME_FAILED)
        elif options.article_id in (None, article.article_id):
            shown += 1
            try:
                claims = extract_claims(article, tagger, people, parser=parser, **kept_of(options))
                print_document(console, split_sentences(article), claims)
            except ArticleError as error:
                code = complain("show", f"{article.article_id}: {error}", EXIT_SOME_FAILED)
            if shown == options.limit:
                break
        elif len(others) < SUGGESTED_IDS:
            others.append(article.article_id)
    if passed_over and not shown:
        code = complain("show", f"there is no article: {passed_over[0]}", EXIT_SOME_FAILED)
    if options.article_id is not None and not shown:
        raise UsageError(
            f"no article has the id {options.article_id}; give one that there is"
            + (f", such as {', '.join(others)}" if others else "")
        )
    return code


COMMAND = Command(
    name="show",
    summary="print the sentences and claims of articles, readably",
    examples=EXAMPLES,
    add_arguments=add_arguments,
    run=run,
    takes_beam_options=True,
)
