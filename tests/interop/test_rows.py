"""Records and Beam rows: whole and equal in every process, the table's columns, and rows of any origin as articles."""

import dataclasses
import keyword
import pickle
import typing
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple, Optional

import apache_beam as beam
import pyarrow as pa
import pytest
from apache_beam import coders
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import CollectingErrorHandler
from apache_beam.typehints.arrow_type_compatibility import arrow_schema_from_beam_schema
from apache_beam.typehints.schemas import named_tuple_to_schema
from apache_beam.utils.timestamp import Timestamp
from hypothesis import given, settings, strategies as st
from support.beams_processes import multi_processing
from support.factories import RECORDS, make_claim
from support.without_package import run_without_package

import claims_beam as cb
from claims_beam.interop.rows import Timestamps, as_mapping, as_row, row_type
from claims_beam.records import Article, Claim, Failure, Quantity, Record, SentenceRecord
from claims_beam.schema.columns import TABLES, schema_of
from claims_beam.schema.rows import SchemaError
from claims_beam.testing import TEXT, make_article
from claims_beam.transforms.steps.failures import StageError

STYLES: tuple[Timestamps, ...] = ("timestamp", "text")
CLAIM = dataclasses.replace(
    make_claim(),
    quantities=(Quantity("3 m", 1, 4, 3.1, "metre"),),
    confidence=0.75,  # fits 32 bits
    check_worthiness=0.5,
    check_worthiness_reasons=("has a number",),
)


@pytest.mark.parametrize("timestamps", STYLES)
@pytest.mark.parametrize("record", [*RECORDS, CLAIM], ids=lambda record: type(record).__name__)
def test_rows_encode_pickle_and_come_back(record: Record, timestamps: Timestamps) -> None:
    row = cb.as_row(record, timestamps)
    coder = coders.registry.get_coder(row_type(type(record), timestamps))
    assert isinstance(coder, coders.RowCoder)
    assert coder.decode(coder.encode(row)) == row
    assert pickle.loads(pickle.dumps(row)) == row
    assert cb.as_row(cb.as_record(type(record), row), timestamps) == row


def test_a_row_holds_what_the_record_holds() -> None:
    row = cb.as_row(CLAIM)
    assert (row.claim_id, row.confidence, row.check_worthiness) == (CLAIM.claim_id, 0.75, 0.5)
    assert [(span.start, span.end) for span in row.content] == [(span.start, span.end) for span in CLAIM.content]
    assert (row.cue.class_, row.speaker.mention.form, row.predicate) == ("say", "name", None)
    assert row.published_at == Timestamp.from_rfc3339("2026-03-06T09:30:00Z")
    assert cb.as_row(CLAIM, "text").published_at == "2026-03-06T09:30:00+00:00"
    assert cb.as_record(Claim, row) == CLAIM


def test_a_number_of_32_bits_is_the_same_before_the_trip_as_after() -> None:
    row = cb.as_row(make_claim())
    assert row.confidence != make_claim().confidence
    assert row.confidence == pytest.approx(make_claim().confidence)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
OFFSETS = st.integers(0, 2**31 - 1)
SENTENCES = st.builds(SentenceRecord, TEXTS, OFFSETS, OFFSETS, OFFSETS, TEXTS)
ARTICLES = st.builds(
    Article,
    TEXTS,
    TEXTS,
    *[st.none() | TEXTS] * 3,
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.none() | TEXTS,
)


@settings(max_examples=150)
@given(SENTENCES | ARTICLES, st.sampled_from(STYLES))
def test_any_record_comes_back(record: Article | SentenceRecord, timestamps: Timestamps) -> None:
    coder = coders.registry.get_coder(row_type(type(record), timestamps))
    assert cb.as_record(type(record), coder.decode(coder.encode(cb.as_row(record, timestamps)))) == record


@pytest.mark.parametrize("record_type", TABLES.values(), ids=TABLES.keys())
def test_the_columns_are_the_tables(record_type: type[Record]) -> None:
    """As Beam itself reads its schemas; it knows no timestamps in Arrow, so as text."""
    beam_schema = named_tuple_to_schema(row_type(record_type, "text"))
    assert _described(arrow_schema_from_beam_schema(beam_schema)) == _described(schema_of(record_type))


def _described(columns: Iterable[pa.Field]) -> list[Any]:
    """Name, type and nullability of all columns, in order; keywords with their underscore, timestamps as strings."""
    described: list[Any] = []
    for column in columns:
        kind = column.type
        name = f"{column.name}_" if keyword.iskeyword(column.name) else column.name
        item = kind.value_field if pa.types.is_list(kind) else column
        inner: Any = pa.string() if pa.types.is_timestamp(item.type) else item.type
        if pa.types.is_struct(inner):
            inner = _described(inner)
        described.append((name, column.nullable, item.nullable, pa.types.is_list(kind), inner))
    return described


def test_timestamps_are_beams_own() -> None:
    [published_at] = [field for field in named_tuple_to_schema(row_type(Claim)).fields if field.name == "published_at"]
    assert published_at.type.nullable
    assert published_at.type.logical_type.urn == "beam:logical_type:micros_instant:v1"


def test_every_schema_has_an_id_of_its_own_that_java_takes() -> None:
    ids = [
        named_tuple_to_schema(row_type(record_type, timestamps)).id
        for record_type in (Article, Claim)
        for timestamps in STYLES
    ]
    assert [str(uuid.UUID(schema_id)) for schema_id in ids] == ids
    assert len(set(ids)) == len(ids)


@pytest.mark.slow
@pytest.mark.process
def test_a_process_without_the_package_reads_rows() -> None:
    """Guards what the rows rely on within Beam: its own types, made of the schema that travels with them."""
    code = """
import pickle, sys
try:
    import claims_beam
except ModuleNotFoundError:
    row, coder, encoded = pickle.load(sys.stdin.buffer)
    assert coder.decode(encoded) == row
    print(type(row).__name__, row.speaker.name, row.cue.class_, row.content[0].end, row.published_at.to_rfc3339())
"""
    row = cb.as_row(CLAIM)
    coder = coders.registry.get_coder(row_type(Claim))
    printed = run_without_package(code, given=pickle.dumps((row, coder, coder.encode(row))))
    assert printed.strip() == f"{type(row).__name__} Ada Moreno say 27 2026-03-06T09:30:00Z"


@pytest.mark.slow
@pytest.mark.process
def test_rows_cross_to_other_processes_and_back_whole() -> None:
    claims = [dataclasses.replace(CLAIM, claim_id=f"{number:032x}") for number in range(20)]
    processes = PipelineOptions(multi_processing())
    with beam.Pipeline(runner="FnApiRunner", options=processes) as pipeline:
        made = pipeline | beam.Create(claims).with_output_types(Claim) | cb.AsRows()
        types = made | beam.Map(attrgetter("__class__.__name__")) | beam.Distinct()
        assert_that(types, equal_to([row_type(Claim).__name__]), label="types")
        rows = made | beam.Reshuffle()
        assert_that(rows, equal_to([cb.as_row(claim) for claim in claims]), label="rows")
        assert_that(rows | cb.AsRecords(Claim), equal_to(claims), label="records")


def test_a_record_that_does_not_fit_is_set_aside() -> None:
    misfit = dataclasses.replace(CLAIM, confidence=typing.cast(Any, "high"))
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        claims = pipeline | beam.Create([CLAIM, misfit]).with_output_types(Claim)
        with CollectingErrorHandler() as failures:
            rows = claims | cb.AsRows().with_error_handler(failures)
        assert_that(rows, equal_to([cb.as_row(CLAIM)]), label="rows")
        assert_that(failures.output() | beam.Map(_stage_and_error), equal_to([("as_rows", "SchemaError")]))


def test_a_row_that_does_not_fit_is_set_aside() -> None:
    rows = [cb.as_row(SentenceRecord("pier", 0, 0, 5, "“We w")), beam.Row(article_id="pier", text="one")]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        given_rows = pipeline | beam.Create(rows)
        with CollectingErrorHandler() as failures:
            records = given_rows | cb.AsRecords(SentenceRecord).with_error_handler(failures)
        assert_that(records, equal_to([SentenceRecord("pier", 0, 0, 5, "“We w")]), label="records")
        assert_that(failures.output() | beam.Map(_stage_and_error), equal_to([("as_records", "SchemaError")]))


@pytest.mark.parametrize("handled", [True, False])
def test_rows_of_failures_are_records_and_no_failures_of_the_step(handled: bool) -> None:
    failure = Failure("a", "parse", "ArticleError", "why", "{")
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        created = pipeline | beam.Create([failure]).with_output_types(Failure)
        with CollectingErrorHandler() as failures:
            rows = created | cb.AsRows().with_error_handler(failures)
            records = rows | cb.AsRecords(Failure).with_error_handler(failures if handled else None)
        assert_that(records, equal_to([failure]), label="records")
        assert_that(failures.output(), equal_to([]), label="failures")


def _stage_and_error(failure: Failure) -> tuple[str, str]:
    return failure.stage, failure.error


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (beam.Row(article_id="a", index=0, start=0, end=1), "lacks the column 'text'"),
        (beam.Row(article_id="a", index=0, start=0, end=1, text="x", more=1), "no column 'more'"),
        (beam.Row(article_id="a", index="0", start=0, end=1, text="x"), "row.index is '0'"),
    ],
)
def test_the_twin_says_what_does_not_fit(row: beam.Row, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        cb.as_record(SentenceRecord, row)


def test_options_are_checked_at_construction() -> None:
    with pytest.raises(ValueError, match="timestamps is 'iso'; use one of: timestamp, text"):
        cb.AsRows(timestamps=typing.cast(Any, "iso"))
    with pytest.raises(ValueError, match="timestamps is 'iso'"):
        cb.as_row(CLAIM, typing.cast(Any, "iso"))
    with pytest.raises(TypeError, match="no table is defined"):
        beam.Pipeline(runner="FnApiRunner") | beam.Create(["text"]) | cb.AsRows()


class Story(NamedTuple):
    """Rows as a user may have them."""

    body: str
    uri: str
    published_at: Optional[Timestamp]  # noqa: UP045 - as Beam's schemas want it


@beam.coders.registry.register_row
@dataclasses.dataclass
class Dispatch:
    """Rows as another user may have them."""

    body: str
    uri: str
    published_at: Optional[str]  # noqa: UP045


PUBLISHED = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (beam.Row(text=TEXT, article_id="a", published_at=Timestamp.of(PUBLISHED.timestamp())), cb.Columns()),
        (beam.Row(text=TEXT, article_id="a", published_at=PUBLISHED.isoformat(), url=float("nan")), cb.Columns()),
        (Story(TEXT, "a", Timestamp.of(PUBLISHED.timestamp())), cb.Columns("uri", "body")),
        (Dispatch(TEXT, "a", PUBLISHED.isoformat()), cb.Columns("uri", "body")),
        (as_row(Article("a", TEXT, published_at=PUBLISHED)), cb.Columns()),
        (as_row(Article("a", TEXT, published_at=PUBLISHED), "text"), cb.Columns()),
    ],
    ids=["timestamp", "text and NaN", "named tuple", "dataclass", "own row", "own row, text"],
)
def test_rows_of_any_origin_are_articles(row: Any, columns: cb.Columns) -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        articles = pipeline | beam.Create([row]) | cb.ParseArticles(columns)
        assert_that(articles, equal_to([Article("a", TEXT, published_at=PUBLISHED)]))


def test_articles_of_rows_are_the_articles_of_mappings() -> None:
    article = make_article()
    assert cb.parse_article(as_mapping(cb.as_row(article))) == article


def test_a_row_that_is_no_article_is_set_aside() -> None:
    rows = [beam.Row(text=TEXT, article_id="a"), beam.Row(text=" ", article_id="b")]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        given_rows = pipeline | beam.Create(rows)
        with CollectingErrorHandler() as failures:
            articles = given_rows | cb.ParseArticles().with_error_handler(failures)
        assert_that(articles, equal_to([Article("a", TEXT)]), label="articles")
        assert_that(failures.output() | beam.Map(_id_and_error), equal_to([("b", "ArticleError.no_text")]))
    with pytest.raises(StageError, match="no_text"), beam.Pipeline(runner="FnApiRunner") as pipeline:
        pipeline | beam.Create(rows) | cb.ParseArticles()


def _id_and_error(failure: Failure) -> tuple[str | None, str]:
    return failure.article_id, failure.error
