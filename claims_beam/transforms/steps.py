"""The only place of the Beam ring that catches and counts.

A step is a function from one element to what comes out of it. ``attempt`` runs it and turns an exception into a
``Failure``; ``Guarded`` does the same in a pipeline, where failures go to the error handler and everything is counted.
"""

import copy
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Self, TypeVar

import apache_beam as beam
from apache_beam.metrics import Metrics
from apache_beam.transforms.error_handling import ErrorHandler

from claims_beam.articles.parse import shown
from claims_beam.records import Failure

In = TypeVar("In")
Out = TypeVar("Out")
Load = Callable[[], Any]
Step = Callable[..., Iterable[Any]]
Tally = Callable[[Any], Mapping[str, int]]

NAMESPACE = "claims_beam"
DONE, FAILURES = "done", "failures"
EXCERPT_CHARS = 2_000

_resources: dict[Hashable, Any] = {}
_loading = threading.Lock()
_END: Any = object()


class StageError(RuntimeError):
    """A stage failed on an element and no error handler was given; the cause is the exception itself."""

    @classmethod
    def of(cls, failure: Failure) -> Self:
        """The error that says what the failure would have recorded."""
        return cls(
            f"{failure.stage} failed on {failure.article_id or failure.element[:80]!r}: "
            f"{failure.error}: {failure.message} To set such inputs aside, use .with_error_handler(...)."
        )


def one(fn: Callable[..., Out]) -> Callable[..., tuple[Out]]:
    """A function that returns one value -> a step that gives it."""
    return partial(_one, fn)


def _one(fn: Callable[..., Out], *args: object) -> tuple[Out]:
    return (fn(*args),)


def attempt(stage: str, fn: Callable[[In], Iterable[Out]], elements: Iterable[In | Failure]) -> Iterator[Out | Failure]:
    """The step on each element: what came out of it and, if it raised, a ``Failure``. Earlier failures pass through."""
    for element in elements:
        if isinstance(element, Failure):
            yield element
        else:
            for _, output in _guarded(stage, fn, element, strict=False):
                yield output


def _guarded(
    stage: str, fn: Callable[[In], Iterable[Out]], element: In, *, strict: bool
) -> Iterator[tuple[bool, Out | Failure]]:
    """(whether it failed, what came out): a step may also give failures that are not its own, as ``AsRecords`` does."""
    try:
        for output in fn(element):
            yield False, output
    except Exception as error:
        failure = failure_of(stage, element, error)
        if strict:
            raise StageError.of(failure) from error
        yield True, failure


def failure_of(stage: str, element: object, error: Exception) -> Failure:
    """What is recorded of an exception: its class (and reason code, if it has one), and the start of the element."""
    reason = getattr(error, "reason", None)
    name = type(error).__name__
    return Failure(
        article_id=_encodable(_article_id(element, error)),
        stage=stage,
        error=f"{name}.{reason}" if isinstance(reason, str) else name,
        message=_encodable(str(error)[:EXCERPT_CHARS]) or "",
        element=_encodable(_excerpt(element)) or "",
    )


def _article_id(element: object, error: Exception) -> str | None:
    for holder in (error, element, getattr(element, "article", None)):
        if isinstance(article_id := getattr(holder, "article_id", None), str):
            return article_id
    return None


def _excerpt(element: object) -> str:
    for attribute in ("text", "data", "path"):  # of an article and what is made of it, of a payload, of a file
        element = getattr(element, attribute, element)
    if isinstance(element, bytes):
        element = element[: 4 * EXCERPT_CHARS].decode(errors="backslashreplace")
    return (element if isinstance(element, str) else shown(element, EXCERPT_CHARS))[:EXCERPT_CHARS]


def _encodable(text: str | None) -> str | None:
    """``text`` with lone surrogates escaped, which no sink could write."""
    return text and text.encode(errors="backslashreplace").decode()


class GuardedTransform(beam.PTransform[Any, Any]):
    """A transform that, given an error handler, sets aside inputs it cannot use; without one they fail the pipeline.

    Subclasses are dataclasses with ``eq=False`` (Beam hashes transforms) whose fields are their options.
    """

    error_handler: ErrorHandler | None = None

    def with_error_handler(self, error_handler: ErrorHandler | None) -> Self:
        """This transform, giving the handler a ``Failure`` for each input it cannot use; with None, they raise."""
        guarded = copy.copy(self)
        guarded.error_handler = error_handler
        return guarded


@dataclass(eq=False)
class Guarded(beam.PTransform[Any, Any]):
    """One step of a transform: ``fn(element)`` or, with ``load``, ``fn(element, resource)`` gives its outputs.

    ``stage`` names the step in failures and counters; ``takes`` and ``gives`` are the types of its elements. ``load``
    makes the resource (such as a model) in ``setup``, where its errors raise. It is a function of a module, or a
    ``partial`` of one with hashable arguments: equal ones share one resource a process, which is kept to its end.
    ``side``, a side input, is passed to ``fn`` in the resource's place. ``tally`` says of an output what to add to
    which counters of the namespace, ``size`` of an element how many words the step is given.
    """

    stage: str
    fn: Step
    takes: Any
    gives: Any
    error_handler: ErrorHandler | None = None
    load: Load | None = None
    side: beam.pvalue.AsSideInput | None = None
    tally: Tally | None = None
    size: Callable[[Any], int] | None = None

    def expand(self, elements: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Run the step; failures go to the error handler, if there is one."""
        do_fn = _GuardedDoFn(self, strict=self.error_handler is None)
        step = beam.ParDo(do_fn, *([self.side] if self.side else ())).with_input_types(self.takes)
        if self.error_handler is None:
            return elements | "Run" >> step.with_output_types(self.gives)
        typed = step.with_output_types(self.gives, **{FAILURES: Failure})
        outputs = elements | "Run" >> typed.with_outputs(FAILURES, main=DONE)
        self.error_handler.add_error_pcollection(outputs[FAILURES])
        return outputs[DONE]


class _GuardedDoFn(beam.DoFn):
    """Keeps, in the namespace ``claims_beam``, the metrics that the README lists."""

    def __init__(self, step: Guarded, *, strict: bool) -> None:
        self._stage = step.stage
        self._fn = self._step = step.fn
        self._load, self._tally, self._size = step.load, step.tally, step.size
        self._strict = strict
        self._load_milliseconds: int | None = None

    def setup(self) -> None:
        """Load the resource, unless this process has it."""
        if self._load is not None:
            start = perf_counter()
            self._step = partial(_with_resource, self._fn, _resource(self._load))
            self._load_milliseconds = round(1e3 * (perf_counter() - start))

    def process(self, element: Any, *side: Any) -> Iterator[Any]:
        """The step on one element."""
        self._count("in")
        self._report_load()
        failed = False
        step = partial(_with_resource, self._step, *side) if side else self._step
        for failed, output in self._timed(_guarded(self._stage, step, element, strict=self._strict), element):
            if failed:
                self._count("failed")
                self._count(f"failed.{output.error}")
                yield beam.pvalue.TaggedOutput(FAILURES, output)
            else:
                for name, number in self._tally(output).items() if self._tally else ():
                    Metrics.counter(NAMESPACE, name).inc(number)
                yield output
        if not failed:
            self._count("done")

    def _count(self, what: str) -> None:
        Metrics.counter(NAMESPACE, f"{self._stage}.{what}").inc()

    def _timed(self, outputs: Iterator[Out], element: Any) -> Iterator[Out]:
        """The outputs, timed without what is done with them in between."""
        seconds = 0.0
        while True:
            start = perf_counter()
            output = next(outputs, _END)
            seconds += perf_counter() - start
            if output is _END:
                break
            yield output
        Metrics.distribution(NAMESPACE, f"{self._stage}.microseconds").update(round(1e6 * seconds))
        if self._size is not None and seconds:
            Metrics.distribution(NAMESPACE, f"{self._stage}.words_per_second").update(
                round(self._size(element) / seconds)
            )

    def _report_load(self) -> None:
        """Once, and not in ``setup``, where Beam has no place for metrics yet."""
        if self._load_milliseconds is not None:
            Metrics.distribution(NAMESPACE, f"{self._stage}.load_milliseconds").update(self._load_milliseconds)
            self._load_milliseconds = None


def _with_resource(fn: Step, resource: Any, element: Any) -> Iterable[Any]:
    return fn(element, resource)


def _resource(load: Load) -> Any:
    """What ``load`` makes, made at the first call and kept: runners drop their DoFns between bundles of a stream.

    Beam's own ``Shared`` keeps no more than one resource of a process alive then, and there are several models.
    """
    identity = _identity(load)
    with _loading:
        if identity not in _resources:
            _resources[identity] = load()
        return _resources[identity]


def _identity(load: Load) -> Hashable:
    """What equal loaders have in common: a ``partial`` itself is equal to nothing, not even to its own copy."""
    return (load.func, load.args, *sorted(load.keywords.items())) if isinstance(load, partial) else load
