"""The learned choice, which gives each candidate of a case, and nobody being named, a probability by the features.

A candidate's score is linear in its own features plus a hidden layer of rectified units over them and the source's;
the score of nobody has a hidden layer of its own. The softmax over all scores is the probability.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims_beam.speakers.cases import Case
from claims_beam.speakers.features import OFFICE_NOT_SHOWN, Features

FOLDER = Path(__file__).parent / "model"

Floats = NDArray[np.float32]

_OFFICE_PRIOR = 2.0
"""What is taken from the score of a person whom nothing ties to the office that the source names.

News articles introduce nearly all holders of an office with it, so that the training articles show few judges and
mayors who are not named, and the networks take *the judge* for whoever was named last. Of 0 and 2, this one was right
more often on the development articles.
"""


@dataclass(frozen=True, slots=True)
class Scorer:
    """The trained weights by name, and the order of the features of sources, candidates and nobody."""

    weights: Mapping[str, Floats]
    source: Mapping[str, int]
    candidate: Mapping[str, int]
    nobody: Mapping[str, int]

    def __call__(self, case: Case) -> Floats:
        """Return the probability of each candidate and, as the last one, that nobody is named."""
        weights = self.weights
        source = to_vectors([case.source], self.source)[0]
        nobody = np.concatenate((source, to_vectors([case.nobody], self.nobody)[0]))
        pairs = to_vectors(case.features, self.candidate)
        hidden = np.maximum(weights["source"] @ source + weights["source.bias"] + pairs @ weights["candidate"].T, 0)
        scores = hidden @ weights["out"] + pairs @ weights["linear"]
        scores += office_priors(case.features)
        none = np.maximum(weights["nobody"] @ nobody + weights["nobody.bias"], 0) @ weights["nobody.out"]
        every = np.append(scores, none + weights["nobody.out.bias"])
        odds = np.exp((every - every.max()) / weights["temperature"])
        return (odds / odds.sum()).astype(np.float32)


def office_priors(candidates: Sequence[Features]) -> Floats:
    """Return what the candidates' scores get for the office that the source names, beside what was learned."""
    unshown = [features.get(OFFICE_NOT_SHOWN, 0.0) for features in candidates]
    return np.array(unshown, np.float32) * -_OFFICE_PRIOR


def to_vectors(features: Sequence[Features], order: Mapping[str, int]) -> Floats:
    """Return the features as rows, [features, names]; those that the order lacks are left out."""
    rows = np.zeros((len(features), len(order)), np.float32)
    for row, found in zip(rows, features, strict=True):
        for name, value in found.items():
            if name in order:
                row[order[name]] = value
    return rows


@cache
def load_scorer(folder: Path = FOLDER) -> Scorer:
    """Return the scorer in ``folder``, as ``claims_beam.training.speakers`` wrote it; OSError for a missing file."""
    names = json.loads((folder / "features.json").read_text(encoding="utf-8"))
    orders = ({name: index for index, name in enumerate(names[group])} for group in ("source", "candidate", "nobody"))
    with np.load(folder / "scorer.npz") as arrays:
        return Scorer({name: arrays[name].astype(np.float32) for name in arrays.files}, *orders)
