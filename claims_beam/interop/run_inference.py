"""Any spaCy pipeline in Beam's ``RunInference``, which has no handler for spaCy of its own."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import apache_beam as beam
import spacy
from apache_beam.ml.inference.base import ModelHandler, PredictionResult
from spacy.language import Language
from spacy.tokens import Doc, Span as DocSpan, Token

from claims_beam.parsing.models import DEFAULT_MODEL, ModelName, find_model
from claims_beam.records import Failure, Span, Spans
from claims_beam.text.sanitize import encodable
from claims_beam.transforms.steps import GuardedTransform
from claims_beam.transforms.steps.failures import StageError, make_failure
from claims_beam.transforms.steps.running import FAILURES

STAGE = "spacy"
VALUES = "values"


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Hold a named entity: ``text[start:end]``, and the pipeline's label for it.

    Attributes:
        start: The offset of the first code point.
        end: The offset behind the last code point.
        label: The label, such as ``PERSON``.

    Examples:
        >>> import claims_beam as cb
        >>> cb.LabelledSpan(0, 10, "PERSON").label
        'PERSON'
    """

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class TextSpans:
    """Hold what ``SpacyModelHandler`` reads of a text by default.

    Attributes:
        sentences: The sentences in order; none if the pipeline finds no sentences.
        entities: The named entities in order.

    Examples:
        >>> import claims_beam as cb
        >>> cb.TextSpans(sentences=(cb.Span(0, 10),), entities=()).sentences[0].end
        10
    """

    sentences: Spans
    entities: tuple[LabelledSpan, ...]


def spans_of(doc: Doc) -> TextSpans:
    """Return the document's sentences and entities, in code points of the text."""
    sentences = doc.sents if doc.has_annotation("SENT_START") else ()
    return TextSpans(
        sentences=tuple(Span(sentence.start_char, sentence.end_char) for sentence in sentences),
        entities=tuple(LabelledSpan(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents),
    )


class SpacyReader:
    """A spaCy pipeline with what is read from its documents: what ``SpacyModelHandler`` loads.

    Texts are read in memory zones of spaCy, so memory stays flat however many there are; calls from several threads
    wait for each other, as one pipeline has one zone at a time.
    """

    def __init__(self, nlp: Language, read: Callable[[Doc], Any]) -> None:
        """Keep the pipeline, which must not be used elsewhere while this reader works."""
        self._nlp = nlp
        self._read = read
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> list[Any]:
        """Return one value for each text, in their order: what was read or, if that raised, a ``Failure``."""
        with self._lock:
            try:
                return self._read_all(texts)
            except Exception:  # One text raised. Alone, it will raise again, and the others will not.
                return [self._read_alone(text) for text in texts]

    def _read_all(self, texts: Sequence[str]) -> list[Any]:
        with self._nlp.memory_zone():
            docs = self._nlp.pipe(map(encodable, texts), batch_size=len(texts))
            return [_plain(self._read(doc)) for doc in docs]

    def _read_alone(self, text: str) -> Any:
        try:
            return self._read_all([text])[0]
        except Exception as error:
            return make_failure(STAGE, text, error)


def _plain(value: Any) -> Any:
    if isinstance(value, Doc | DocSpan | Token):
        raise TypeError(
            f"what was read of a document is itself a {type(value).__name__}, which is not valid outside the pipeline "
            "and takes megabytes to send on; return plain values, such as strings and offsets"
        )
    return value


class SpacyModelHandler(ModelHandler[str, PredictionResult, SpacyReader]):
    """Run any spaCy pipeline in ``RunInference``, which gives each text's ``PredictionResult(text, value, model)``.

    A text that the pipeline or ``read`` raises on has a ``Failure`` for its value, and its batch is none the worse;
    ``SetFailuresAside`` takes these out. Lone surrogates and control characters, which spaCy cannot take, are replaced
    one for one, so offsets hold. ``RunInference`` itself sets the timestamps of its outputs to the end of their window:
    where they matter, carry them in the key of a ``KeyedModelHandler``.

    Args:
        model: The name of an installed spaCy pipeline, or a path. It is loaded once a process and shared by its
            threads.
        read: A function of a module that makes plain values of a ``Doc``; by default a ``TextSpans``.
        batch_size: How many texts are read at a time, 1 or more.
        exclude: Components of the pipeline that are not loaded.

    Raises:
        ValueError: For options out of range.
        ModelNotFoundError: On the workers, for a pipeline that is not installed.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> from apache_beam.ml.inference.base import RunInference
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     results = pipeline | beam.Create(["It rained. It snowed."]) | RunInference(cb.SpacyModelHandler())
        ...     _ = results | beam.Map(lambda result: print(len(result.inference.sentences)))
        2
    """

    def __init__(
        self,
        model: ModelName = DEFAULT_MODEL,
        read: Callable[[Doc], Any] = spans_of,
        *,
        batch_size: int = 32,
        exclude: Sequence[str] = (),
    ) -> None:
        """Check the options, and load nothing yet."""
        if not model:
            raise ValueError(f"model is empty; name an installed spaCy pipeline, such as {DEFAULT_MODEL}")
        if batch_size < 1:
            raise ValueError(f"batch_size is {batch_size}; give 1 or more")
        # With a range, Beam would choose sizes by measured time, and they would differ from run to run.
        super().__init__(min_batch_size=batch_size, max_batch_size=batch_size)
        self._model = os.fspath(model)
        self._read = read
        self._exclude = tuple(exclude)

    def load_model(self) -> SpacyReader:
        """Return the pipeline, ready for use. Raises ModelNotFoundError."""
        return SpacyReader(spacy.load(find_model(self._model), exclude=self._exclude), self._read)

    def run_inference(
        self, batch: Sequence[str], model: SpacyReader, inference_args: dict[str, Any] | None = None
    ) -> list[PredictionResult]:
        """Return one result for each text, in their order; ``inference_args`` are ignored."""
        values = zip(batch, model(batch), strict=True)
        return [PredictionResult(text, value, self._model) for text, value in values]

    def get_num_bytes(self, batch: Sequence[str]) -> int:
        """Return the batch's size, for metrics: in characters, as Beam's way is to pickle each batch again."""
        return sum(map(len, batch))


@dataclass(eq=False)
class SetFailuresAside(GuardedTransform[beam.PCollection[Any], beam.PCollection[Any]]):
    """Pass on results of ``SpacyModelHandler`` that have a value; the others go to the error handler.

    If a result has a key that is a string, its failure has the key as the id of its article. Without an error handler,
    a failure fails the pipeline.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> from apache_beam.ml.inference.base import RunInference
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     results = pipeline | beam.Create(["It rained."]) | RunInference(cb.SpacyModelHandler())
        ...     _ = results | cb.SetFailuresAside() | beam.Map(lambda result: print(result.example))
        It rained.
    """

    def expand(self, results: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Separate values from failures."""
        takes: Any = PredictionResult | tuple[Any, PredictionResult]
        if self.error_handler is None:
            check = beam.Map(_raise_failure).with_input_types(takes)
            return results | "Raise" >> check.with_output_types(results.element_type)
        part = beam.FlatMap(_part).with_input_types(takes)
        parted = part.with_output_types(results.element_type, **{FAILURES: Failure})
        outputs = results | "Part" >> parted.with_outputs(FAILURES, main=VALUES)
        self.set_aside(STAGE, results, outputs[FAILURES])
        return outputs[VALUES]


def _part(result: Any) -> Iterator[Any]:
    failure = _failure(result)
    yield result if failure is None else beam.pvalue.TaggedOutput(FAILURES, failure)


def _raise_failure(result: Any) -> Any:
    if (failure := _failure(result)) is not None:
        raise StageError.of(failure)
    return result


def _failure(result: Any) -> Failure | None:
    key, prediction = (None, result) if isinstance(result, PredictionResult) else result
    value = prediction.inference
    if not isinstance(value, Failure):
        return None
    return replace(value, article_id=key) if isinstance(key, str) else value
