"""The labels of word pieces. A label gives the role of the span in which a piece stands, and its place in that span."""

import numpy as np
from numpy.typing import NDArray

from claims_beam.encoder.labels import allowed_moves

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)

LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))


def allowed_transitions() -> NDArray[np.bool_]:
    """Return [from, to]: whether label ``to`` may follow ``from``: spans begin, go on and end in order, in one role."""
    return allowed_moves(len(ROLES))
