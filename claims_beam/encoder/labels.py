"""The labels that mark spans of word pieces: outside, or a place in a span of one of several kinds.

Label 0 is outside; each kind has four labels after it: the begin, the inside, the end, and a span of a single piece.
"""

import numpy as np
from numpy.typing import NDArray

OUT, BEGIN, IN, END, SINGLE = 0, 1, 2, 3, 4


def label(kind: int, place: int) -> int:
    """Return the label of a ``place`` (BEGIN, IN, END, SINGLE) in a span of the kind with this number."""
    return 4 * kind + place


def allowed_moves(kinds: int) -> NDArray[np.bool_]:
    """Return [from, to]: whether a label may follow another; spans begin, go on and end in order, in one kind."""
    place = np.array([OUT, *([BEGIN, IN, END, SINGLE] * kinds)])
    kind = np.array([-1, *np.repeat(np.arange(kinds), 4)])
    opened, goes_on = np.isin(place, (BEGIN, IN)), np.isin(place, (IN, END))
    same = kind[:, None] == kind[None]
    return np.where(opened[:, None], goes_on[None] & same, ~goes_on[None])
