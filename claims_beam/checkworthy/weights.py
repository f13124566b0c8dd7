"""The trained weights: what each feature and each bucket of the wording adds to the log-odds."""

import json
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims_beam.checkworthy.features import find_features
from claims_beam.checkworthy.wording import hash_wording

FOLDER = Path(__file__).parent / "model"

WORDING = "wording"
"""What the grams of a text add together, the one reason that is not a feature to be checked by eye."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the features and of the wording.

    ``features`` holds the log-odds that each feature adds, by the feature's name. ``wording`` holds the weight of each
    bucket in multiples of ``unit``.
    """

    intercept: float
    features: dict[str, float]
    unit: float
    wording: Sequence[int]

    def parts(self, text: str) -> dict[str, float]:
        """Return what each feature that holds of the text adds to its log-odds, and what its wording adds."""
        parts = {name: self.features[name] for name in find_features(text)}
        if buckets := hash_wording(text):
            parts[WORDING] = self.unit * sum(map(self.wording.__getitem__, buckets)) / math.sqrt(len(buckets))
        return parts


@cache
def load_weights(folder: Path = FOLDER) -> Weights:
    """Return the weights in ``folder``, as ``claims_beam.training.checkworthy`` wrote them.

    Raises OSError for a missing file.
    """
    table = json.loads((folder / "features.json").read_text(encoding="utf-8"))
    wording = array("b", (folder / "wording.bin").read_bytes())
    return Weights(table["intercept"], table["features"], table["unit"], wording)


def save_weights(folder: Path, weights: Weights) -> None:
    """Write ``weights`` so that ``load_weights`` reads the same."""
    folder.mkdir(parents=True, exist_ok=True)
    table = {"intercept": weights.intercept, "unit": weights.unit, "features": weights.features}
    (folder / "features.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    (folder / "wording.bin").write_bytes(array("b", weights.wording).tobytes())
