"""Arguments that several commands share, and what is read from them."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace, _ArgumentGroup
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from claims_beam.articles.columns import Columns
from claims_beam.articles.parse import MAX_CHARS
from claims_beam.attribution.loading import DEFAULT_TAGGER, TAGGERS
from claims_beam.cli.command import UsageError
from claims_beam.lexicon.cue_classes import CLASSES, SPEECH, SPEECH_CLASSES
from claims_beam.parsing.models import DEFAULT_MODEL

if TYPE_CHECKING:
    from claims_beam.speakers.resolve import KnownPerson
    from claims_beam.transforms.claiming import ExtractClaims


def add_reading_arguments(parser: ArgumentParser) -> None:
    """Declare how articles are read."""
    group = parser.add_argument_group("what is read")
    group.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"the input's name for a field: {', '.join(field.name for field in fields(Columns))}; repeatable. "
        "A column that the header, or every record of JSON, lacks is an error",
    )
    group.add_argument(
        "--max-chars",
        type=at_least(1),
        default=MAX_CHARS,
        metavar="N",
        help=f"longest text accepted, in characters (default {MAX_CHARS:,})",
    )


def add_model_arguments(parser: ArgumentParser) -> None:
    """Declare which claims are found, what is told of each, and with which models."""
    _add_choosing_arguments(parser.add_argument_group("which claims"))
    _add_describing_arguments(parser.add_argument_group("what is told of each claim"))
    _add_tagger_arguments(parser.add_argument_group("models"))


def _add_choosing_arguments(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--statements",
        action="store_true",
        help="also claim what articles assert in their own voice",
    )
    group.add_argument(
        "--min-confidence",
        type=float,
        default=0.0,
        metavar="P",
        help="leave out attributions whose confidence, from 0 to 1, is lower (default 0: keep all)",
    )
    group.add_argument(
        "--cue-class",
        action="append",
        metavar="CLASS",
        help=f"keep only attributions by cues of this class: {SPEECH} (for {', '.join(SPEECH_CLASSES)}) or one of "
        f"{', '.join(CLASSES)}; repeatable",
    )
    group.add_argument(
        "--any-language", action="store_true", help="also take articles that are surely not in English, which else fail"
    )


def _add_describing_arguments(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--people",
        metavar="FILE",
        help="known people, one JSON object a line with name, aliases, title, id: speakers among them get the id; on "
        "any file system Beam knows",
    )
    group.add_argument(
        "--no-predicates", action="store_true", help="do not read each claim's main clause: predicate is null"
    )
    group.add_argument(
        "--no-check-worthiness",
        action="store_true",
        help="do not score how much claims deserve a check: check_worthiness is null",
    )


def _add_tagger_arguments(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--tagger",
        choices=TAGGERS,
        default=DEFAULT_TAGGER,
        help="what finds attributions: learned, a trained encoder, is right most often; fast, one of half as many "
        f"layers, is right more often than rules, which need a parse (default {DEFAULT_TAGGER})",
    )
    group.add_argument(
        "--parse",
        action="store_true",
        help="read predicates from a spaCy parse, which takes longer and reads negation right more often",
    )
    group.add_argument(
        "--model",
        default=DEFAULT_MODEL,
        help=f"spaCy pipeline that --parse and --tagger rules parse with (default {DEFAULT_MODEL})",
    )


def extraction_of(options: Namespace, people: Sequence["KnownPerson"]) -> "ExtractClaims":
    """Return the transform that the options ask for. Raise UsageError for options out of range."""
    from claims_beam.transforms.claiming import ExtractClaims

    try:
        return ExtractClaims(options.model, options.tagger, people, parse=options.parse, **kept_of(options))
    except ValueError as error:
        raise UsageError(str(error)) from error


def kept_of(options: Namespace) -> dict[str, Any]:
    """Return the options by which claims are chosen and described, as ``ExtractClaims`` and its twin take them."""
    return {
        "statements": options.statements,
        "predicates": not options.no_predicates,
        "check_worthiness": not options.no_check_worthiness,
        "min_confidence": options.min_confidence,
        "cue_classes": options.cue_class,
        "any_language": options.any_language,
    }


def at_least(least: int) -> Callable[[str], int]:
    """Return a type of arguments: whole numbers that are not less than ``least``."""

    def number(written: str) -> int:
        try:
            given = int(written)
        except ValueError:
            raise ArgumentTypeError(f"{written} is no whole number; give {least} or more") from None
        if given < least:
            raise ArgumentTypeError(f"{written} is too small; give {least} or more")
        return given

    return number


def share(written: str) -> float:
    """Return an argument's share, from 0 to 1."""
    try:
        given = float(written)
    except ValueError:
        given = -1.0
    if not 0 <= given <= 1:
        raise ArgumentTypeError(f"{written} is no share; give one from 0 to 1, such as 0.05")
    return given


def columns_of(options: Namespace) -> Columns:
    """Return the columns that ``--column`` names. Raise UsageError for one that is no column."""
    mapped = {}
    for pair in options.column:
        name, equals, column = pair.partition("=")
        if not (equals and column and name in (field.name for field in fields(Columns))):
            raise UsageError(
                f"--column {pair}: write FIELD=COLUMN with FIELD one of {', '.join(f.name for f in fields(Columns))}"
            )
        mapped[name] = column
    return Columns(**mapped)


def people_of(options: Namespace) -> tuple["KnownPerson", ...]:
    """Return the people in the file that ``--people`` names. Raise UsageError for a file that cannot be used."""
    from claims_beam.speakers.people_file import PeopleError
    from claims_beam.storage.people import read_people

    try:
        return read_people(options.people) if options.people else ()
    except (PeopleError, OSError) as error:
        raise UsageError(f"--people: {error}") from error
