"""spaCy in ``RunInference``: plain values, a failure a text, one pipeline a process, offsets that hold in any text."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
import spacy
from apache_beam.metrics import MetricsFilter
from apache_beam.ml.inference.base import KeyedModelHandler, PredictionResult, RunInference
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import CollectingErrorHandler
from hypothesis import given, settings, strategies as st
from spacy.tokens import Doc

import claims_beam as cb
from claims_beam.interop.run_inference import LabelledSpan, SpacyReader, TextSpans, spans_of
from claims_beam.parsing.models import ModelNotFoundError
from claims_beam.records import Failure, Span
from claims_beam.transforms.steps.failures import StageError

TEXT = "Ada Moreno met the council. They agreed."
SPANS = TextSpans((Span(0, 27), Span(28, 40)), (LabelledSpan(0, 10, "PERSON"),))
TOO_LONG = "word " * 200_001  # more than spaCy's own limit of a million characters


def _pipeline() -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ada Moreno"}])
    return nlp


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a small pipeline."""
    path = tmp_path_factory.mktemp("model")
    _pipeline().to_disk(path)
    return str(path)


def words_of(doc: Doc) -> list[str]:
    return [token.text for token in doc]


def refuse_council(doc: Doc) -> int:
    if "council" in doc.text:
        raise LookupError("the council is not known")
    return len(doc)


def give_doc(doc: Doc) -> Doc:
    return doc


def _values(results: list[PredictionResult]) -> list[Any]:
    return [result.inference for result in results]


def _run(handler: cb.SpacyModelHandler, texts: list[Any]) -> list[Any]:
    return _values(handler.run_inference(texts, handler.load_model()))


@pytest.mark.slow
def test_an_installed_pipeline_in_run_inference() -> None:
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        results = pipeline | beam.Create([TEXT, ""]) | RunInference(cb.SpacyModelHandler())
        spans = results | beam.Map(_text_and_sentences)
        assert_that(spans, equal_to([(TEXT, SPANS.sentences, "en_core_web_sm"), ("", (), "en_core_web_sm")]))


def _text_and_sentences(result: PredictionResult) -> tuple[str, Any, Any]:
    return result.example, result.inference.sentences, result.model_id


@pytest.mark.parametrize(
    ("read", "expected"),
    [(spans_of, [SPANS, TextSpans((), ())]), (words_of, [["Ada", "Moreno", "met"], []]), (len, [9, 0])],
    ids=["spans", "words", "length"],
)
def test_any_function_reads_the_documents(model: str, read: Callable[[Doc], Any], expected: list[Any]) -> None:
    values = _run(cb.SpacyModelHandler(model, read), [TEXT, ""])
    assert [value[:3] if isinstance(value, list) else value for value in values] == expected


def test_a_pipeline_that_finds_no_sentences_has_none(model: str) -> None:
    [value] = _run(cb.SpacyModelHandler(model, exclude=["sentencizer"]), [TEXT])
    assert value == TextSpans((), SPANS.entities)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("read", "bad", "error", "message"),
    [
        (spans_of, TOO_LONG, "ValueError", "E088"),
        (spans_of, None, "TypeError", "expected string"),
        (refuse_council, TEXT, "LookupError", "the council is not known"),
        (give_doc, TEXT, "TypeError", "return plain values"),
    ],
    ids=["too long", "no text", "reader raises", "reader gives the doc"],
)
def test_one_bad_text_is_a_failure_of_its_own(
    model: str, read: Callable[[Doc], Any], bad: Any, error: str, message: str
) -> None:
    good = "They agreed."
    first, failure, last = _run(cb.SpacyModelHandler(model, read), [good, bad, good])
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.error) == ("spacy", error)
    assert message in failure.message
    assert failure.element == str(bad)[:2000]
    if read is not give_doc:
        assert first == last == _run(cb.SpacyModelHandler(model, read), [good])[0]


@pytest.mark.slow
def test_failures_go_to_the_error_handler_and_their_batch_does_not(model: str) -> None:
    texts = [("a", TEXT), ("b", TOO_LONG), ("c", TEXT), (4, TOO_LONG)]
    handler = KeyedModelHandler(cb.SpacyModelHandler(model))
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        results = pipeline | beam.Create(texts, reshuffle=False) | RunInference(handler)
        with CollectingErrorHandler() as failures:
            kept = results | cb.SetFailuresAside().with_error_handler(failures)
        assert_that(kept | beam.Map(_key_and_value), equal_to([("a", SPANS), ("c", SPANS)]), label="kept")
        ids = failures.output() | beam.Map(_id_and_stage)
        assert_that(ids, equal_to([("b", "spacy"), (None, "spacy")]), label="failures")


def _key_and_value(result: tuple[str, PredictionResult]) -> tuple[str, TextSpans]:
    return result[0], result[1].inference


def _id_and_stage(failure: Failure) -> tuple[str | None, str]:
    return failure.article_id, failure.stage


@pytest.mark.slow
def test_without_an_error_handler_a_failure_fails_the_pipeline(model: str) -> None:
    pipeline = beam.Pipeline(runner="FnApiRunner")
    results = pipeline | beam.Create([TEXT, TOO_LONG]) | RunInference(cb.SpacyModelHandler(model))
    results | cb.SetFailuresAside()
    with pytest.raises(StageError, match=r"spacy failed on 'word .*E088"):
        pipeline.run()


ANY_TEXT = st.text(st.characters(categories=["L", "N", "P", "Z", "Cs", "Cc", "So"]), max_size=60)
READER = SpacyReader(_pipeline(), spans_of)


@settings(max_examples=150)
@given(ANY_TEXT, ANY_TEXT)
def test_offsets_hold_in_any_text(before: str, after: str) -> None:
    text = f"{before} Ada Moreno {after}"
    [value] = READER([text])
    assert [text[entity.start : entity.end] for entity in value.entities] == ["Ada Moreno"]
    assert all(0 <= span.start <= span.end <= len(text) for span in value.sentences)


def test_batches_are_of_one_size(model: str) -> None:
    handler = cb.SpacyModelHandler(model, len, batch_size=4)
    pipeline = beam.Pipeline(runner="FnApiRunner")
    pipeline | beam.Create([TEXT] * 10, reshuffle=False) | RunInference(handler)
    result = pipeline.run()
    [sizes] = result.metrics().query(MetricsFilter().with_name("inference_request_batch_size"))["distributions"]
    assert (sizes.result.max, sizes.result.min, sizes.result.count) == (4, 2, 3)
    [size] = result.metrics().query(MetricsFilter().with_name("inference_request_batch_byte_size"))["distributions"]
    assert size.result.sum == 10 * len(TEXT)


def test_words_of_earlier_texts_are_forgotten() -> None:
    nlp = _pipeline()
    reader = SpacyReader(nlp, spans_of)
    reader([TEXT])
    before = len(nlp.vocab.strings)
    for number in range(50):
        reader([f"Word{number} is new, and so is other{number}."])
    assert len(nlp.vocab.strings) == before


@pytest.mark.slow
def test_threads_share_one_pipeline(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    load = spacy.load

    def counted(*args: Any, **kwargs: Any) -> spacy.Language:
        loaded.append(threading.get_ident())
        return load(*args, **kwargs)

    monkeypatch.setattr(spacy, "load", counted)
    texts = [f"Ada Moreno met council {number}." for number in range(200)]
    threads = PipelineOptions(["--direct_running_mode=multi_threading", "--direct_num_workers=4"])
    with beam.Pipeline(runner="FnApiRunner", options=threads) as pipeline:
        results = pipeline | beam.Create(texts) | RunInference(cb.SpacyModelHandler(model, len, batch_size=3))
        assert_that(results | beam.Map(_length), equal_to([6] * 200))
    assert len(loaded) == 1


def _length(result: PredictionResult) -> Any:
    return result.inference


def test_wrong_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="batch_size is 0; give 1 or more"):
        cb.SpacyModelHandler(batch_size=0)
    with pytest.raises(ValueError, match="model is empty"):
        cb.SpacyModelHandler("")
    with pytest.raises(ModelNotFoundError, match="no spaCy pipeline"):
        cb.SpacyModelHandler(str(tmp_path)).load_model()
