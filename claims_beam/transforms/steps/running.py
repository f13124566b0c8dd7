"""How a step runs on its elements: an exception becomes a ``Failure``, and everything is counted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from claims_beam.transforms.steps.counters import NAMESPACE, Counters
from claims_beam.transforms.steps.failures import StageError, make_failure
from claims_beam.transforms.steps.models import Load, shared_model

FAILURES = "failures"
"""The tag of the output that failures go to."""

_END: Any = object()


@dataclass(frozen=True, slots=True)
class Stage:
    """The function of a step under the stage's name; ``many`` says that it gives several outputs for an element."""

    name: str
    function: Callable[..., Any]
    many: bool = False

    def outcomes(self, element: Any, *args: Any, strict: bool = False) -> Iterator[tuple[bool, Any]]:
        """Yield each output of the element as (whether the function failed, the output or its failure).

        A function may also give failures that are not its own, as its outputs. Raises StageError instead of giving a
        failure if ``strict``.
        """
        try:
            outputs: Iterable[Any] = self.function(element, *args) if self.many else (self.function(element, *args),)
            for output in outputs:
                yield False, output
        except Exception as error:
            failure = make_failure(self.name, element, error)
            if strict:
                raise StageError.of(failure) from error
            yield True, failure


class RunStage(beam.DoFn):
    """Run a stage on each element and keep the metrics that ``docs/guides/pipeline.md`` lists."""

    def __init__(
        self,
        stage: Stage,
        *,
        strict: bool,
        model: Load | None = None,
        counters: Counters | None = None,
        words: Callable[[Any], int] | None = None,
    ) -> None:
        """Keep the options of ``Step``; if ``strict``, the first failure raises."""
        self._stage, self._strict = stage, strict
        self._load, self._counters, self._words = model, counters, words
        self._model: tuple[Any, ...] = ()
        self._load_milliseconds: int | None = None

    def setup(self) -> None:
        """Load the model, unless this process has it."""
        if self._load is not None:
            start = perf_counter()
            self._model = (shared_model(self._load),)
            self._load_milliseconds = round(1e3 * (perf_counter() - start))

    def process(self, element: Any, *side: Any) -> Iterator[Any]:
        """Run the stage on one element."""
        self._count("in")
        self._report_load()
        failed = False
        outcomes = self._stage.outcomes(element, *self._model, *side, strict=self._strict)
        for failed, output in self._timed(outcomes, element):
            if failed:
                self._count("failed")
                self._count(f"failed.{output.error}")
                yield beam.pvalue.TaggedOutput(FAILURES, output)
            else:
                for name, number in self._counters(output).items() if self._counters else ():
                    Metrics.counter(NAMESPACE, name).inc(number)
                yield output
        if not failed:
            self._count("done")

    def _count(self, what: str) -> None:
        Metrics.counter(NAMESPACE, f"{self._stage.name}.{what}").inc()

    def _timed(self, outcomes: Iterator[tuple[bool, Any]], element: Any) -> Iterator[tuple[bool, Any]]:
        """Yield the outcomes, and measure their time without what is done with them in between."""
        seconds = 0.0
        while True:
            start = perf_counter()
            outcome = next(outcomes, _END)
            seconds += perf_counter() - start
            if outcome is _END:
                break
            yield outcome
        Metrics.distribution(NAMESPACE, f"{self._stage.name}.microseconds").update(round(1e6 * seconds))
        if self._words is not None and seconds:
            speed = Metrics.distribution(NAMESPACE, f"{self._stage.name}.words_per_second")
            speed.update(round(self._words(element) / seconds))

    def _report_load(self) -> None:
        """Report the time of loading once, and not in ``setup``, where Beam has no place for metrics yet."""
        if self._load_milliseconds is not None:
            Metrics.distribution(NAMESPACE, f"{self._stage.name}.load_milliseconds").update(self._load_milliseconds)
            self._load_milliseconds = None
