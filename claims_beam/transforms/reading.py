"""Reading of articles from files of any Beam filesystem, or from payloads of other origin.

Files are split into parts (ranges of lines, row groups) that are spread over the workers before they are read. After
that, each article is one element, and articles are not shuffled.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from os import PathLike
from typing import Any, get_args

import apache_beam as beam
from apache_beam.transforms.error_handling import ErrorHandler

from claims_beam.articles.columns import DEFAULT_COLUMNS, Columns, refuse_other_columns
from claims_beam.articles.errors import PassedOver
from claims_beam.articles.parse import MAX_CHARS, OnUnread, PayloadFormat, check_max_chars, parse_any_payload
from claims_beam.articles.payloads import Payload, parse_payload
from claims_beam.records import Article, Failure
from claims_beam.storage.article_files import MAX_STRIPES, FilePart, read_part, split_file
from claims_beam.storage.paths import in_utf8
from claims_beam.storage.patterns import InputFile, Patterns, expand_patterns, find_files, listed, match_files
from claims_beam.transforms.beam_rows import as_payload, is_row_type
from claims_beam.transforms.steps import GuardedTransform, Step, refuse_collection
from claims_beam.transforms.steps.counters import CountUnread, OnPassedOver, count_passed_over


@dataclass(eq=False)
class ReadArticles(GuardedTransform[beam.pvalue.PBegin, beam.PCollection[Article]]):
    """Read articles from files. Function twin: ``read_articles``.

    Formats are ``.txt`` (one article each), ``.jsonl``, ``.ndjson``, ``.json``, ``.csv`` and ``.parquet``, and with the
    extra ``[web]`` the pages ``.html``, the archives ``.warc`` and ``.warc.gz`` and the feeds ``.rss``, ``.atom`` and
    ``.xml``, of which what holds no article is passed over, and counted in ``parse.passed_over.REASON``. All but
    Parquet may also be compressed: ``.gz``, ``.bz2``, ``.zst``. A file or record that cannot be used is a ``Failure``;
    what was read of a file before it broke is kept. A field besides the text that cannot be read is null, and counted
    in ``parse.unread.FIELD``.

    Args:
        patterns: A path, glob or folder of any file system that Beam knows, or several. ``**`` crosses folders; files
            and folders whose name begins with a dot or an underscore are passed over.
        columns: Which column holds which field.
        max_chars: The longest text accepted, in code points.

    Raises:
        ValueError: For options out of range.
        TypeError: For ``columns`` that are no ``Columns``.
        ArticleError: When applied, if a pattern matches no file or names a format that is not read.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb, pathlib, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = pathlib.Path(folder, "rain.txt").write_text("It rained.")
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     _ = pipeline | cb.ReadArticles(folder) | beam.Map(lambda article: print(article.text))
        It rained.
    """

    patterns: Patterns
    columns: Columns = DEFAULT_COLUMNS
    max_chars: int = MAX_CHARS

    def __post_init__(self) -> None:
        """Check the options, without I/O."""
        listed(self.patterns)
        refuse_other_columns(self.columns)
        check_max_chars(self.max_chars)

    def expand(self, pipeline: beam.pvalue.PBegin) -> beam.PCollection[Article]:
        """Match, split, spread, read, parse."""
        refuse_collection(pipeline, self, "for a collection of paths use ReadAllArticles()")
        expanded = [in_utf8(each, "rename it, or give the folder around it") for each in expand_patterns(self.patterns)]
        patterns = pipeline | "Patterns" >> beam.Create(expanded)
        files = patterns | "MatchFiles" >> _match_step().with_error_handler(self.error_handler)
        return _read_files(files, self.columns, self.max_chars, self.error_handler)


@dataclass(eq=False)
class ReadAllArticles(GuardedTransform[beam.PCollection[Any], beam.PCollection[Article]]):
    """Read the articles in the files that a collection of paths leads to. Function twin: ``read_articles``.

    A path may be a glob or a folder, a string or of ``pathlib``. One that matches no file is a failure of stage
    ``match``. All else is as in ``ReadArticles``.

    Args:
        columns: Which column holds which field.
        max_chars: The longest text accepted, in code points.

    Raises:
        ValueError: For options out of range.
        TypeError: For ``columns`` that are no ``Columns``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     paths = pipeline | beam.Create(["tests/data/samples/port_strike.txt"])
        ...     _ = paths | cb.ReadAllArticles() | beam.Map(lambda article: print(article.article_id))
        port_strike
    """

    columns: Columns = DEFAULT_COLUMNS
    max_chars: int = MAX_CHARS

    def __post_init__(self) -> None:
        """Check the options."""
        refuse_other_columns(self.columns)
        check_max_chars(self.max_chars)

    def expand(self, patterns: beam.PCollection[Any]) -> beam.PCollection[Article]:
        """Match, split, spread, read, parse."""
        takes: Any = str | PathLike
        step = Step("match", find_files, takes=takes, gives=InputFile, many=True)
        files = patterns | "MatchFiles" >> step.with_error_handler(self.error_handler)
        return _read_files(files, self.columns, self.max_chars, self.error_handler)


def _read_files(
    files: beam.PCollection[InputFile], columns: Columns, max_chars: int, handler: ErrorHandler | None
) -> beam.PCollection[Article]:
    """Return the articles in the files, which are split, and whose parts are spread over the workers."""
    return (
        files
        | "SpreadFiles" >> beam.Reshuffle()
        | "SplitFiles" >> _split_step(columns).with_error_handler(handler)
        | "SpreadParts" >> beam.Reshuffle()
        | "ReadPayloads" >> _read_step(columns, max_chars).with_error_handler(handler)
        | "ParsePayloads" >> _parse_step(columns, max_chars).with_error_handler(handler)
    )


@dataclass(eq=False)
class ParseArticles(GuardedTransform[beam.PCollection[Any], beam.PCollection[Article]]):
    """Turn payloads into articles. Function twin: ``parse_article``.

    A payload is a mapping or Beam row by column, a JSON object as bytes or a string, or a plain string.

    Args:
        columns: Which column holds which field.
        max_chars: The longest text accepted, in code points.
        payload_format: ``auto`` takes bytes for JSON, and a string for a plain text unless it begins with a brace or
            bracket or is a number; ``json`` takes all strings and bytes for JSON, ``text`` all for plain texts, and
            ``html`` for web pages (extra ``[web]``), of which those that hold no article are passed over, and counted
            in ``parse.passed_over.REASON``.

    Raises:
        ValueError: For options out of range.
        TypeError: For ``columns`` that are no ``Columns``.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     payloads = pipeline | beam.Create(['{"id": "rain", "text": "It rained."}', "It snowed."])
        ...     articles = payloads | cb.ParseArticles()
        ...     _ = articles | beam.Map(lambda article: article.text) | beam.Map(print)
        It rained.
        It snowed.
    """

    columns: Columns = DEFAULT_COLUMNS
    max_chars: int = MAX_CHARS
    payload_format: PayloadFormat = "auto"

    def __post_init__(self) -> None:
        """Check the options."""
        refuse_other_columns(self.columns)
        check_max_chars(self.max_chars)
        if self.payload_format not in get_args(PayloadFormat):
            raise ValueError(f"payload_format is {self.payload_format!r}: use one of {get_args(PayloadFormat)}.")

    def expand(self, payloads: beam.PCollection[Any]) -> beam.PCollection[Article]:
        """Parse."""
        parse = partial(
            _parse_any,
            columns=self.columns,
            max_chars=self.max_chars,
            payload_format=self.payload_format,
            on_unread=CountUnread(),
        )
        element_type: Any = payloads.element_type
        takes: Any = element_type if is_row_type(element_type) else bytes | str | Mapping[str, Any]
        only = partial(_if_article, parse, count_passed_over)
        step = Step("parse", only, takes=takes, gives=Article, many=True)
        return payloads | "Parse" >> step.with_error_handler(self.error_handler)


def _parse_any(payload: Any, on_unread: OnUnread, **options: Any) -> Article:
    return parse_any_payload(as_payload(payload), on_unread, **options)


def read_articles(
    patterns: Patterns,
    *,
    columns: Columns = DEFAULT_COLUMNS,
    max_chars: int = MAX_CHARS,
    on_passed_over: OnPassedOver = count_passed_over,
) -> Iterator[Article | Failure]:
    """Read articles as ``ReadArticles`` does, without a pipeline.

    Args:
        patterns: A path, glob or folder of any file system that Beam knows, or several.
        columns: Which column holds which field.
        max_chars: The longest text accepted, in code points.
        on_passed_over: Is told of what comes from the web and holds no article.

    Returns:
        The articles, and a ``Failure`` for each file or record that cannot be used, in the order of patterns, files and
        records; they are read as they are asked for.

    Raises:
        ValueError: For options out of range.
        TypeError: For ``columns`` that are no ``Columns``.
        ArticleError: At once, if a pattern matches no file or names a format that is not read.

    Examples:
        >>> import claims_beam as cb, pathlib, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = pathlib.Path(folder, "rain.txt").write_text("It rained.")
        >>> [(article.article_id, article.text) for article in cb.read_articles(folder)]
        [('rain', 'It rained.')]
    """
    refuse_other_columns(columns)
    check_max_chars(max_chars)
    files = _match_step().run_here(expand_patterns(patterns))
    parts = _split_step(columns, max_stripes=1).run_here(files)
    payloads = _read_step(columns, max_chars).run_here(parts)
    return _parse_step(columns, max_chars, on_passed_over).run_here(payloads)


def count_parts(patterns: Patterns, columns: Columns, most: int) -> int:
    """Return how many parts ``ReadArticles`` makes of the files, counted up to ``most``.

    A file that cannot be split counts as one.
    """
    files = _match_step(limit=most).run_here(expand_patterns(patterns))
    return sum(1 for _ in islice(_split_step(columns).run_here(files), most))


def _match_step(limit: int | None = None) -> Step[str, InputFile]:
    return Step("match", partial(match_files, limit=limit), takes=str, gives=InputFile, many=True)


def _split_step(columns: Columns, max_stripes: int = MAX_STRIPES) -> Step[InputFile, FilePart]:
    split = partial(split_file, columns=columns, max_stripes=max_stripes)
    return Step("open", split, takes=InputFile, gives=FilePart, many=True)


def _read_step(columns: Columns, max_chars: int) -> Step[FilePart, Payload]:
    read = partial(read_part, columns=columns, max_chars=max_chars)
    return Step("read", read, takes=FilePart, gives=Payload, many=True)


def _parse_step(
    columns: Columns, max_chars: int, on_passed_over: OnPassedOver = count_passed_over
) -> Step[Payload, Article]:
    parse = partial(parse_payload, columns=columns, max_chars=max_chars, on_unread=CountUnread().in_file)
    return Step("parse", partial(_if_article, parse, on_passed_over), takes=Payload, gives=Article, many=True)


def _if_article(parse: Callable[[Any], Article], on_passed_over: OnPassedOver, payload: Any) -> Iterator[Article]:
    """Yield the article that a payload holds, unless it comes from the web and holds none."""
    try:
        article = parse(payload)
    except PassedOver as reason:
        on_passed_over(reason)
    else:
        yield article
