"""What becomes of failures: an error handler that one pipeline can have several of, and both outputs side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import apache_beam as beam
from apache_beam.transforms import error_handling
from apache_beam.transforms.window import GlobalWindows

from claims_beam.records import Failure

Count = tuple[int, int, str]
"""How many elements a stage took, how many of them failed, and what one of the failures says."""

MOST_EXAMPLE_CHARS = 300

_closed: WeakKeyDictionary[beam.Pipeline, Counter[str]] = WeakKeyDictionary()


class FailureRateError(RuntimeError):
    """Report that more of the elements of a stage failed than ``max_failure_rate`` allows.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> try:
        ...     with beam.Pipeline("FnApiRunner") as pipeline:
        ...         with cb.ErrorHandler(beam.Map(str), max_failure_rate=0.1) as failures:
        ...             _ = pipeline | beam.Create(["{"]) | cb.ParseArticles().with_error_handler(failures)
        ... except Exception as error:  # runners wrap what a worker raises
        ...     print("FailureRateError" in repr(error) or "max_failure_rate=0.1" in str(error))
        True
    """


class Outcome(NamedTuple):
    """What a transform with ``with_exception_handling()`` gives: what it made, and the failures."""

    good: beam.PCollection[Any]
    bad: beam.PCollection[Failure]


class ErrorHandler(error_handling.ErrorHandler):
    """An error handler of which one pipeline can have several, and which stops a job in which too much fails.

    It takes the place of Beam's own error handler in ``with_error_handler``, also in the methods of that name of Beam's
    transforms. Beam's own gives all handlers of a pipeline the same labels, so Beam refuses a second one.

    Args:
        consumer: What the failures go to, such as ``WriteRecords("out/failures")``.
        max_failure_rate: The share of a stage's elements, from 0 to 1, that may fail. If more do, the pipeline fails
            with FailureRateError after the failures have been written, and a ``WriteManifest`` that takes
            ``handler.output()`` writes no manifest. The share is counted for each stage by itself (for ``parse``, of
            the articles that are read; for ``extract_quotes``, of those that could be parsed), and in a stream for
            each pane of a window. By default, any number may fail.

    Raises:
        ValueError: ``max_failure_rate`` is not from 0 to 1, or no transform was given the handler before it closes.

    Examples:
        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     with cb.ErrorHandler(beam.Map(lambda failure: print(failure.error)), max_failure_rate=0.5) as failures:
        ...         texts = pipeline | beam.Create(['{"text": "It rained."}', "{"])
        ...         _ = texts | cb.ParseArticles().with_error_handler(failures)
        ArticleError.not_json
    """

    def __init__(self, consumer: beam.PTransform[Any, Any], *, max_failure_rate: float | None = None) -> None:
        super().__init__(consumer)  # type: ignore[no-untyped-call]
        check_rate(max_failure_rate)
        self._max_failure_rate = max_failure_rate
        self._counts: list[beam.PCollection[tuple[str, Count]]] = []

    def add_stage(self, name: str, elements: beam.PCollection[Any], failures: beam.PCollection[Failure]) -> None:
        """Take the failures of a stage, and count them and its elements if there is a limit."""
        self.add_error_pcollection(failures)  # type: ignore[no-untyped-call]
        if self._max_failure_rate is not None:
            typed: Any = tuple[str, Count]
            taken = elements | "CountElements" >> beam.Map(_taken, name).with_output_types(typed)
            failed = failures | "CountFailures" >> beam.Map(_failed, name).with_output_types(typed)
            self._counts.append((taken, failed) | "Counts" >> beam.Flatten())

    def close(self) -> None:
        """Send what has failed to the consumer."""
        if not self._error_pcolls:
            raise ValueError(
                "this error handler was given to no transform; use .with_error_handler(handler) before it closes"
            )
        handle = _Handle(self._consumer, self._max_failure_rate)
        label = _unused_label(self._error_pcolls[0].pipeline, f"Failures[{self._consumer.label}]")
        self._output = (tuple(self._error_pcolls), tuple(self._counts)) | label >> handle
        self._closed = True


class HandleExceptions(beam.PTransform[Any, Any]):
    """A transform with an error handler of its own, whose failures come out beside what the transform makes."""

    def __init__(self, transform: Any, max_failure_rate: float | None) -> None:
        super().__init__()
        check_rate(max_failure_rate)
        self._transform = transform
        self._max_failure_rate = max_failure_rate

    def default_label(self) -> str:
        """Return the label of the transform."""
        label: str = self._transform.label
        return label

    def get_resource_hints(self) -> dict[str, bytes]:
        """Return the hints of the transform, which are those of all its steps."""
        hints: dict[str, bytes] = self._transform.get_resource_hints()
        return hints

    def expand(self, source: Any) -> Any:
        """Apply the transform."""
        with ErrorHandler(_AsItIs(), max_failure_rate=self._max_failure_rate) as failures:
            good = source | self._transform.with_error_handler(failures)
        return Outcome(good, failures.output())


def check_rate(max_failure_rate: float | None) -> None:
    """Raise ValueError for what is no share."""
    if max_failure_rate is not None and not 0 <= max_failure_rate <= 1:
        raise ValueError(f"max_failure_rate is {max_failure_rate}; give a share from 0 to 1, or None for no limit")


class _AsItIs(beam.PTransform[Any, Any]):
    def expand(self, failures: beam.PCollection[Failure]) -> beam.PCollection[Failure]:
        return failures


class _Handle(beam.PTransform[Any, Any]):
    """Pass failures to the consumer, check the counts of their stages, and return the consumer's output."""

    def __init__(self, consumer: beam.PTransform[Any, Any], max_failure_rate: float | None) -> None:
        super().__init__()
        self._consumer = consumer
        self._max_failure_rate = max_failure_rate

    def expand(self, handled: Any) -> Any:
        failures, counts = handled
        output = failures | beam.Flatten() | self._consumer
        if not counts:
            return output
        summed = counts | "Counts" >> beam.Flatten() | "Sum" >> beam.CombinePerKey(_summed)
        if not (isinstance(output, beam.PCollection) and _is_complete_at_once(output) and _is_complete_at_once(summed)):
            summed | "Check" >> beam.FlatMap(_check, self._max_failure_rate).with_output_types(Failure)
            return output
        # Nothing comes out of the check, but whoever waits for the consumer's output waits for the check, too.
        check = beam.FlatMap(_check, self._max_failure_rate, beam.pvalue.AsIter(output))
        checked = summed | "Check" >> check.with_output_types(output.element_type)
        return (output, checked) | "Checked" >> beam.Flatten()


def _is_complete_at_once(collection: beam.PCollection[Any]) -> bool:
    """Return whether all elements of a collection are there together, as in a batch job without windows."""
    return collection.is_bounded and isinstance(collection.windowing.windowfn, GlobalWindows)


def _taken(_: Any, name: str) -> tuple[str, Count]:
    return name, (1, 0, "")


def _failed(failure: Failure, name: str) -> tuple[str, Count]:
    told = shorten(f"{failure.error}: {failure.message}", MOST_EXAMPLE_CHARS, placeholder=" ...")
    return name, (0, 1, told)


def _summed(counts: Iterable[Count]) -> Count:
    """Return the sum of the counts, and of their examples the first by the alphabet."""
    taken, failed, example = 0, 0, ""
    for more_taken, more_failed, another in counts:
        taken, failed = taken + more_taken, failed + more_failed
        example = min(example or another, another or example)
    return taken, failed, example


def _check(counted: tuple[str, Count], max_failure_rate: float, handled: Iterable[Any] = ()) -> Iterator[Any]:
    """Raise FailureRateError if too many elements of a stage failed, once their failures have been ``handled``."""
    del handled
    name, (taken, failed, example) = counted
    if failed > max_failure_rate * taken:
        raise FailureRateError(
            f"{failed:,} of {taken:,} elements of the stage {name} failed, and max_failure_rate={max_failure_rate:g} "
            f"allows no more than that share; mend what the failures say, or raise it. One of them is {example}"
        )
    yield from ()


def _unused_label(pipeline: beam.Pipeline, label: str) -> str:
    """Return the label, with a number if a handler of the pipeline has it already."""
    used = _closed.setdefault(pipeline, Counter())
    used[label] += 1
    return label if used[label] == 1 else f"{label}#{used[label]}"
