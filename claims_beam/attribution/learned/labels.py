"""The labels of word pieces: where in a span of which role a piece stands."""

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)

LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
OUT, BEGIN, IN, END, SINGLE = 0, 1, 2, 3, 4


def label(role: int, place: int) -> int:
    """The index in LABELS of a ``place`` (BEGIN, IN, END, SINGLE) of ``ROLES[role]``."""
    return 4 * role + place


def allowed_transitions() -> NDArray[np.bool_]:
    """[from, to]: whether label ``to`` may follow label ``from``: spans begin, go on and end in order, in one role."""
    n = len(LABELS)
    role = np.array([-1] + [r for r in range(3) for _ in range(4)])
    place = np.array([OUT] + [p for _ in range(3) for p in (BEGIN, IN, END, SINGLE)])
    opened = (place == BEGIN) | (place == IN)
    continues = (place == IN) | (place == END)
    same = role[:, None] == role[None, :]
    allowed = np.zeros((n, n), bool)
    allowed |= opened[:, None] & continues[None, :] & same
    allowed |= ~opened[:, None] & ~continues[None, :]
    return allowed
