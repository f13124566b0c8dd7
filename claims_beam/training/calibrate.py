"""Fitting the confidence: how sure the tagger may be, learned from where it was right.

Fitted on the development articles, since on its own training articles the tagger is surer than it should be; the error
reported is that of five-fold cross-validation by article.
"""

import numpy as np
from numpy.typing import NDArray

from claims_beam.attribution.learned.calibration import design, probability

# Until the confidence is fitted: as many neutral weights as an attribution has evidence, and the intercept.
UNFITTED = [0.0] * 6

FOLDS = 5
STEPS = 30

Evidence = NDArray[np.float64]
Verdicts = NDArray[np.bool_]


def fit(evidence: Evidence, right: Verdicts, ridge: float = 1.0) -> NDArray[np.float64]:
    """Return the weights of a logistic regression, by Newton's method; ``ridge`` keeps all but the intercept small."""
    x, weights = design(evidence), np.zeros(evidence.shape[1] + 1)
    penalty = ridge * np.diag([1.0] * (len(weights) - 1) + [0.0])
    for _ in range(STEPS):
        p = probability(evidence, weights)
        slope = x.T @ (p - right) + penalty @ weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + penalty + 1e-9 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curvature, slope)
    return weights


def expected_calibration_error(confidence: NDArray[np.float64], right: Verdicts, bins: int = 10) -> float:
    """Return the mean distance of confidence from accuracy over equal-width bins (Naeini et al., AAAI 2015)."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[which == index].sum() - right[which == index].sum()) for index in range(bins)]
    return float(sum(gaps) / max(1, len(right)))


def cross_validated(evidence: Evidence, right: Verdicts, article: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the confidence of each row, from weights fitted on the other articles' rows."""
    confidence = np.zeros(len(right))
    for fold in range(FOLDS):
        held_out = article % FOLDS == fold
        confidence[held_out] = probability(evidence[held_out], fit(evidence[~held_out], right[~held_out]))
    return confidence
