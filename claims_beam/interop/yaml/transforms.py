"""Chains of the package's transforms whose options are plain values and whose elements are rows."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import apache_beam as beam
from apache_beam.transforms.error_handling import CollectingErrorHandler, ErrorHandler

from claims_beam.articles.columns import Columns
from claims_beam.articles.parse import MAX_CHARS
from claims_beam.attribution.loading import DEFAULT_TAGGER
from claims_beam.interop.rows import AsRecords, AsRows, Timestamps
from claims_beam.parsing.models import DEFAULT_MODEL
from claims_beam.records import Article, Claim, Failure, Quotation, SentenceRecord
from claims_beam.schema.columns import record_type_of
from claims_beam.storage.people import read_people
from claims_beam.transforms import annotating, claiming, quotations, reading, writing
from claims_beam.transforms.beam_rows import as_payload
from claims_beam.transforms.steps import GuardedTransform

MAIN = "good"  # Beam YAML's own transforms give this name to the output that is not failures.

# Beam YAML passes structs as mappings, and the expansion service passes them as rows.
Options = Any

Outputs = beam.PCollection[Any] | dict[str, beam.PCollection[Any]]
"""Rows, or with ``error_handling`` rows and failures by name; ``expand`` says Any, as Beam warns of unions there."""


@dataclass(eq=False)
class ReadArticles(beam.PTransform[beam.pvalue.PBegin, Outputs]):
    """Read files as rows of the article table. Raises as the transform of that name does.

    Args:
        path: A file, glob or folder of any Beam filesystem, or a list of them.
        columns: Which column holds which field of an article where the names differ, as in {text: body}.
        max_chars: The longest text accepted, in code points.
        timestamps: "text" for ISO 8601, "timestamp" for Beam's timestamps.
        error_handling: {output: NAME} gives what cannot be used as rows of the failure table.
    """

    path: str | Sequence[str]
    columns: Options = None
    max_chars: int = MAX_CHARS
    timestamps: Timestamps = "text"
    error_handling: Options = None

    def __post_init__(self) -> None:
        """Refuse options out of range, without I/O."""
        read = reading.ReadArticles(self.path, _columns(self.columns), self.max_chars)
        self._steps = (read, AsRows(Article, self.timestamps))
        self._failures = _failures_output(self.error_handling)

    def expand(self, pipeline: beam.pvalue.PBegin) -> Any:
        """Read the articles, and turn each into a row."""
        return _run(pipeline, self._steps, self._failures)


@dataclass(eq=False)
class ExtractClaims(beam.PTransform[beam.PCollection[Any], Outputs]):
    """Turn rows of one article each into rows of the claim table. Raises as the transform of that name does.

    Args:
        columns: Which column holds which field of an article where the names differ, as in {text: body}.
        tagger: Which way attributions are found, "learned", "fast" or "rules".
        model: The spaCy pipeline to parse with.
        parse: Whether to read predicates from a parse where the tagger reads clauses itself.
        statements: Whether to claim what articles assert in their own voice, too.
        predicates: Whether to read each claim's main clause.
        check_worthiness: Whether to score claims.
        min_confidence: Attributions whose confidence is lower are left out.
        cue_classes: The classes of cues to keep, as in [say, deny], or [speech] for those of speech; by default all.
        people: A file of known people, one JSON object a line, who lend their ids to speakers.
        max_chars: The longest text accepted, in code points.
        any_language: Whether to take articles that are surely not in English, too.
        timestamps: "text" for ISO 8601, "timestamp" for Beam's timestamps.
        error_handling: {output: NAME} gives what cannot be used as rows of the failure table.
    """

    columns: Options = None
    tagger: str = DEFAULT_TAGGER
    model: str = DEFAULT_MODEL
    statements: bool = False
    parse: bool = False
    predicates: bool = True
    check_worthiness: bool = True
    min_confidence: float = 0.0
    cue_classes: Sequence[str] | None = None
    people: str | None = None
    max_chars: int = MAX_CHARS
    any_language: bool = False
    timestamps: Timestamps = "text"
    error_handling: Options = None

    def __post_init__(self) -> None:
        """Refuse options out of range, and read the file of people."""
        extract = claiming.ExtractClaims(
            model=self.model,
            tagger=self.tagger,
            known_people=read_people(self.people) if self.people else (),
            statements=self.statements,
            parse=self.parse,
            predicates=self.predicates,
            check_worthiness=self.check_worthiness,
            min_confidence=self.min_confidence,
            cue_classes=self.cue_classes,
            any_language=self.any_language,
        )
        self._steps = (
            reading.ParseArticles(_columns(self.columns), self.max_chars),
            extract,
            AsRows(Claim, self.timestamps),
        )
        self._failures = _failures_output(self.error_handling)

    def expand(self, rows: beam.PCollection[Any]) -> Any:
        """Turn each row into an article, its claims into rows."""
        return _run(rows, self._steps, self._failures)


@dataclass(eq=False)
class SplitSentences(beam.PTransform[beam.PCollection[Any], Outputs]):
    """Turn rows of one article each into rows of the sentence table.

    Args:
        columns: Which column holds which field of an article where the names differ, as in {text: body}.
        max_chars: The longest text accepted, in code points.
        error_handling: {output: NAME} gives what cannot be used as rows of the failure table.
    """

    columns: Options = None
    max_chars: int = MAX_CHARS
    error_handling: Options = None

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        self._steps = (
            reading.ParseArticles(_columns(self.columns), self.max_chars),
            annotating.SplitSentences(),
            claiming.EachSentence(),
            AsRows(SentenceRecord),
        )
        self._failures = _failures_output(self.error_handling)

    def expand(self, rows: beam.PCollection[Any]) -> Any:
        """Turn each row into an article, and the article's sentences into rows."""
        return _run(rows, self._steps, self._failures)


@dataclass(eq=False)
class GroupQuotations(beam.PTransform[beam.PCollection[Any], Outputs]):
    """Turn rows of the claim table into rows of the quotation table. Raises as the transform of that name does.

    Args:
        timestamps: "text" for ISO 8601, "timestamp" for Beam's timestamps.
        error_handling: {output: NAME} gives what cannot be used as rows of the failure table.
    """

    timestamps: Timestamps = "text"
    error_handling: Options = None

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        self._steps = (AsRecords(Claim), quotations.GroupQuotations(), AsRows(Quotation, self.timestamps))
        self._failures = _failures_output(self.error_handling)

    def expand(self, rows: beam.PCollection[Any]) -> Any:
        """Turn each row into a claim, and the quotations into rows."""
        return _run(rows, self._steps, self._failures)


@dataclass(eq=False)
class WriteRecords(beam.PTransform[beam.PCollection[Any], Outputs]):
    """Write rows with all columns of a table as ``claims-beam extract`` does, and return the Parquet files' paths.

    Args:
        path: A folder on any Beam filesystem.
        table: Which table the rows are of: "claim", "flat", "sentence", "failure", "article", "quotation" or
            "check".
        num_shards: How many files; 0 leaves it to the runner.
        overwrite: Whether to replace an earlier run's files.
        write_empty: Whether to write a file without rows when there are none.
        error_handling: {output: NAME} gives rows that do not fit the table as rows of the failure table.
    """

    path: str
    table: str = "claim"
    num_shards: int = 0
    overwrite: bool = False
    write_empty: bool = True
    error_handling: Options = None

    def __post_init__(self) -> None:
        """Refuse options out of range."""
        record_type = record_type_of(self.table)
        write = writing.WriteRecords(
            self.path,
            record_type,
            num_shards=self.num_shards,
            overwrite=self.overwrite,
            write_empty=self.write_empty,
        )
        self._steps = (AsRecords(record_type), write)
        self._failures = _failures_output(self.error_handling)

    def expand(self, rows: beam.PCollection[Any]) -> Any:
        """Turn each row into a record, and write the records."""
        return _run(rows, self._steps, self._failures)


def _run(source: Any, steps: Sequence[GuardedTransform[Any, Any]], failures_output: str | None) -> Outputs:
    """Return the output of the steps or, with a name for failures, a mapping of both outputs.

    Each transform closes an error handler of its own within itself, so a pipeline can have many of them.
    """
    if failures_output is None:
        return _chain(source, steps, None)
    with CollectingErrorHandler() as failures:
        outputs = _chain(source, steps, failures)
    return {MAIN: outputs, failures_output: failures.output() | "FailuresAsRows" >> AsRows(Failure)}


def _chain(source: Any, steps: Sequence[GuardedTransform[Any, Any]], error_handler: ErrorHandler | None) -> Any:
    for step in steps:
        source = source | step.with_error_handler(error_handler)
    return source


def _columns(mapped: Any) -> Columns:
    """Return the columns. Raise ValueError for fields that an article does not have."""
    try:
        return Columns(**(as_payload(mapped) or {}))
    except TypeError:
        names = ", ".join(field.name for field in fields(Columns))
        raise ValueError(f"columns is {mapped!r}; map {names} to columns, as in {{text: body}}") from None


def _failures_output(error_handling: Any) -> str | None:
    """Return the name that ``error_handling`` gives to the failures, or None if they are to fail the pipeline.

    Raises ValueError for anything but ``{output: NAME}``.
    """
    match as_payload(error_handling):
        case None:
            return None
        case {"output": str(name), **rest} if name and not rest:
            return name
    raise ValueError(f"error_handling is {error_handling!r}; write error_handling: {{output: NAME}}")
