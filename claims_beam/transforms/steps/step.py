"""A step of a transform, and what all transforms with steps have in common."""

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Any, Self, TypeVar

import apache_beam as beam
from apache_beam.transforms import error_handling
from apache_beam.typehints.decorators import TypeCheckError

from claims_beam.records import Article, Claim, Document, Failure
from claims_beam.transforms.steps.counters import Counters
from claims_beam.transforms.steps.described import DescribedTransform
from claims_beam.transforms.steps.handling import ErrorHandler, HandleExceptions
from claims_beam.transforms.steps.models import Load
from claims_beam.transforms.steps.running import FAILURES, RunStage, Stage

In = TypeVar("In")
Out = TypeVar("Out")
Input = TypeVar("Input")
Output = TypeVar("Output")

DONE = "done"

_MADE_BY = {
    Article: "ParseArticles makes articles of rows, mappings, JSON objects and strings",
    Document: "SplitSentences makes documents of articles",
    Claim: "ExtractClaims makes claims of articles",
}
"""What to put before a transform that takes these elements and was given others."""


def refuse_collection(source: object, transform: object, cure: str) -> None:
    """Raise TypeError if a transform that begins a pipeline is applied to a collection; ``cure`` says what to do."""
    if not isinstance(source, beam.pvalue.PBegin):
        name = type(transform).__name__
        raise TypeError(f"{name} begins a pipeline, and is applied to a {type(source).__name__}; {cure}")


class GuardedTransform(DescribedTransform[Input, Output]):
    """A transform that, given an error handler, sets aside inputs it cannot use; without one they fail the pipeline.

    Subclasses are dataclasses with ``eq=False`` (Beam hashes transforms) whose fields are their options.
    """

    error_handler: error_handling.ErrorHandler | None = None

    def with_error_handler(self, error_handler: error_handling.ErrorHandler | None) -> Self:
        """Return this transform with a handler that gets a ``Failure`` for each input that it cannot use.

        With None, such an input fails the pipeline. ``claims_beam.ErrorHandler`` is Beam's, of which a pipeline can
        have several.
        """
        guarded = copy.copy(self)
        guarded.error_handler = error_handler
        return guarded

    def with_exception_handling(self, *, max_failure_rate: float | None = None) -> HandleExceptions:
        """Return a transform that gives what this one makes and, beside it, a ``Failure`` for each unusable input.

        Args:
            max_failure_rate: The share of a stage's elements, from 0 to 1, that may fail before the pipeline does, as
                in ``claims_beam.ErrorHandler``.

        Returns:
            A transform of two outputs, named ``good`` and ``bad``, as Beam's own ``with_exception_handling()``.

        Raises:
            ValueError: ``max_failure_rate`` is not from 0 to 1.

        >>> import apache_beam as beam, claims_beam as cb
        >>> with beam.Pipeline("FnApiRunner") as pipeline:
        ...     texts = pipeline | beam.Create(['{"text": "It rained."}', "{"])
        ...     articles, failures = texts | cb.ParseArticles().with_exception_handling()
        ...     _ = failures | beam.Map(lambda failure: print(failure.error))
        ArticleError.not_json
        """
        return HandleExceptions(self, max_failure_rate)

    def type_check_inputs(self, pvalueish: Any) -> None:
        """Refuse a collection of other elements, and say which transform makes those that this one takes."""
        try:
            super().type_check_inputs(pvalueish)  # type: ignore[no-untyped-call]
        except TypeCheckError as error:
            [taken] = self.get_type_hints().input_types[0]  # type: ignore[no-untyped-call]
            if taken not in _MADE_BY:
                raise
            raise TypeCheckError(f"{error}; {_MADE_BY[taken]}") from None

    def set_aside(self, stage: str, elements: beam.PCollection[Any], failures: beam.PCollection[Failure]) -> None:
        """Hand the failures among the elements of a stage to the error handler."""
        if isinstance(self.error_handler, ErrorHandler):
            self.error_handler.add_stage(stage, elements, failures)
        elif self.error_handler is not None:
            self.error_handler.add_error_pcollection(failures)


@dataclass(eq=False)
class Step(GuardedTransform[beam.PCollection[In], beam.PCollection[Out]]):
    """One step of a transform: a function that makes an output of each element, or several outputs if ``many``.

    name: the stage's name in failures and counters.
    function: takes an element and, if there is one, the ``model`` or the value of ``side``.
    takes, gives: the types of elements and outputs, which Beam checks when the step is applied.
    model: makes the function's model in ``setup``, where its errors fail the pipeline. Equal ones are loaded once a
    process and kept to its end.
    side: a side input.
    counters: tells for an output what to add to which counters of the namespace ``claims_beam``.
    words: tells how many words of text an element has; with it the step's speed is measured.
    """

    name: str
    function: Callable[..., Any]
    _: KW_ONLY
    takes: type[In]
    gives: type[Out]
    many: bool = False
    model: Load | None = None
    side: beam.pvalue.AsSideInput | None = None
    counters: Counters | None = None
    words: Callable[[Any], int] | None = None

    def default_label(self) -> str:
        """Return the label that steps have in running jobs, by which runners match the steps of an updated job."""
        return "Guarded"

    def display_data(self) -> dict[str, Any]:
        """Return the stage's name; the options are those of the transform that the step is a part of."""
        return {"stage": self.name}

    def expand(self, elements: beam.PCollection[In]) -> beam.PCollection[Out]:
        """Run the step; failures go to the error handler, if there is one."""
        run = RunStage(
            self._stage(),
            strict=self.error_handler is None,
            model=self.model,
            counters=self.counters,
            words=self.words,
        )
        step = beam.ParDo(run, *([self.side] if self.side else ())).with_input_types(self.takes)
        if self.error_handler is None:
            return elements | "Run" >> step.with_output_types(self.gives)
        typed = step.with_output_types(self.gives, **{FAILURES: Failure})
        outputs = elements | "Run" >> typed.with_outputs(FAILURES, main=DONE)
        self.set_aside(self.name, elements, outputs[FAILURES])
        return outputs[DONE]

    def run_here(self, elements: Iterable[In | Failure]) -> Iterator[Out | Failure]:
        """Run the step without a pipeline, and give its outputs and failures. Earlier failures pass through."""
        stage = self._stage()
        for element in elements:
            if isinstance(element, Failure):
                yield element
            else:
                for _, output in stage.outcomes(element):
                    yield output

    def _stage(self) -> Stage:
        return Stage(self.name, self.function, self.many)
