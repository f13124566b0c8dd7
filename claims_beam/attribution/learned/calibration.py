"""Confidence: the probability that an attribution's content, cue and source are right together.

It is the result of a logistic regression on the evidence of the parts (Platt, *Probabilistic Outputs for Support Vector
Machines*, 1999).
"""

import numpy as np
from numpy.typing import NDArray

EDGE = 1e-4


def design(evidence: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the log odds of the probabilities [n, parts], and a column of ones for the intercept: [n, parts + 1]."""
    p = np.clip(np.asarray(evidence, np.float64), EDGE, 1 - EDGE)
    return np.concatenate((np.log(p / (1 - p)), np.ones((len(p), 1))), 1)


def probability(evidence: NDArray[np.floating], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the confidence of each row of evidence; ``weights`` has one for each part and the intercept."""
    confidence: NDArray[np.float64] = 1 / (1 + np.exp(-(design(evidence) @ weights)))
    return confidence
