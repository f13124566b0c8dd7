"""The encoder as it runs over an article, window by window, from word pieces to label scores and hidden states.

Windows go through one at a time: the 8-bit encoder scales activations by tensor, so what else is in a batch would
change the result. It is also the fastest way on one core.
"""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime

from claims_beam.encoder.pieces import CLS, SEP, Encoded, Floats, Ints

WindowReader = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]
"""Ids, shapes and quote states of a window -> label scores [pieces, labels] and hidden states [pieces, hidden]."""


# The end of a window may move by this share of its pieces from an even size, so that it ends with a line.
SLACK = 0.3


class Window(NamedTuple):
    """The pieces from ``begin`` to ``end`` are read; what is read of those from ``first`` to ``after`` is kept."""

    begin: int
    first: int
    after: int
    end: int


def cuts(ids: Ints, window: int, before: int, after: int) -> list[Window]:
    """Return windows of at most ``window`` pieces that keep each piece once, and end with a line where they can.

    The lines on either side of a border say little about one another, so few pieces are read twice: ``before`` of them
    before those that a window keeps, and ``after`` of them behind.
    """
    size, most = len(ids), window - before - after
    if size <= window:
        return [Window(0, 0, size, size)]
    breaks = np.flatnonzero(ids == SEP) + 1
    borders = [0]
    for windows_left in range(-(-size // most), 1, -1):
        borders.append(_border(breaks, borders[-1], size, windows_left, most))
    borders.append(size)
    return [
        Window(max(0, first - before), first, last, min(size, last + after))
        for first, last in itertools.pairwise(borders)
    ]


def _border(breaks: Ints, start: int, size: int, windows_left: int, most: int) -> int:
    """Return where the window from ``start`` ends: at the line break nearest to an even share, or at that share."""
    even = start + (size - start) / windows_left
    least = max(start + 1, size - (windows_left - 1) * most, int(even - SLACK * most))
    furthest = min(start + most, int(even + SLACK * most))
    near = breaks[np.searchsorted(breaks, least) : np.searchsorted(breaks, furthest, side="right")]
    return int(near[np.abs(near - even).argmin()]) if len(near) else round(even)


def run_windows(encoded: Encoded, reader: WindowReader, window: int, before: int, after: int) -> tuple[Floats, Floats]:
    """Return emissions and hidden states of all pieces; the sizes are those of ``cuts``."""
    kept: tuple[Floats, ...] = ()
    for begin, first, after_last, end in cuts(encoded.ids, window, before, after):
        read = reader(
            np.concatenate(([CLS], encoded.ids[begin:end], [SEP])),
            np.concatenate(([0], encoded.shapes[begin:end], [0])),
            np.concatenate(([0], encoded.quotes[begin:end], [0])),
        )
        # For a long article, these arrays take most of the memory in use, so they are filled and not joined from parts.
        kept = kept or tuple(np.empty((len(encoded), part.shape[1]), part.dtype) for part in read)
        for whole, part in zip(kept, read, strict=True):
            whole[first:after_last] = part[1 + first - begin : 1 + after_last - begin]
    emissions, hidden = kept
    return emissions, hidden


def load_reader(path: Path, on_window: Callable[[], None] | None = None) -> WindowReader:
    """Return the exported encoder in ``path``, which runs on one thread and calls ``on_window`` after each window."""
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(path),
        settings,
        providers=["CPUExecutionProvider"],
        # On a CPU, the fused operator is six times slower than addition and normalization one after the other.
        disabled_optimizers=["SkipLayerNormFusion"],
    )

    def run(ids: Ints, shapes: Ints, quotes: Ints) -> tuple[Floats, Floats]:
        emissions, hidden = session.run(None, {"ids": ids[None], "shapes": shapes[None], "quotes": quotes[None]})
        if on_window is not None:
            on_window()
        return emissions[0], hidden[0]

    return run
