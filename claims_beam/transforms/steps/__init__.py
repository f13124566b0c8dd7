"""How a transform runs its function on each element: steps, their failures, models and counters.

This is the only part of ``transforms`` that catches exceptions and counts elements.
"""

from claims_beam.transforms.steps.described import DescribedTransform
from claims_beam.transforms.steps.handling import ErrorHandler, FailureRateError
from claims_beam.transforms.steps.step import GuardedTransform, Step, refuse_collection

__all__ = ["DescribedTransform", "ErrorHandler", "FailureRateError", "GuardedTransform", "Step", "refuse_collection"]
