"""Word pieces -> label scores and hidden states: the encoder, run over an article window by window.

Windows go through one at a time: the 8-bit encoder scales activations by tensor, so what else is in a batch would
change the result. It is also the fastest way on one core.
"""

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime

from claims_beam.encoder.pieces import CLS, SEP, Encoded, Floats, Ints

WindowReader = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]
"""Ids, shapes and quote states of a window -> label scores [pieces, labels] and hidden states [pieces, hidden]."""


def cuts(size: int, window: int, overlap: int) -> list[tuple[int, int]]:
    """The windows over ``size`` pieces, evenly spread."""
    if size <= window:
        return [(0, size)]
    count = -(-(size - overlap) // (window - overlap))
    starts = np.linspace(0, size - window, count).round().astype(int)
    return [(int(s), int(s) + window) for s in starts]


def run_windows(encoded: Encoded, reader: WindowReader, window: int, overlap: int) -> tuple[Floats, Floats]:
    """Emissions and hidden states of all pieces: each from the window where it stands farthest from an edge.

    ``window`` and ``overlap`` are in pieces.
    """
    places = cuts(len(encoded), window, overlap)
    # Two neighbours meet in the middle of their overlap.
    borders = [0, *((b + e) // 2 for (_, e), (b, _) in itertools.pairwise(places)), len(encoded)]
    emissions, hidden = [], []
    for (begin, end), left, right in zip(places, borders[:-1], borders[1:], strict=True):
        e, h = reader(
            np.concatenate(([CLS], encoded.ids[begin:end], [SEP])),
            np.concatenate(([0], encoded.shapes[begin:end], [0])),
            np.concatenate(([0], encoded.quotes[begin:end], [0])),
        )
        keep = slice(1 + left - begin, 1 + right - begin)
        emissions.append(e[keep])
        hidden.append(h[keep])
    return np.concatenate(emissions), np.concatenate(hidden)


def load_reader(path: Path, on_window: Callable[[], None] | None = None) -> WindowReader:
    """Return the exported encoder in ``path``, on one thread; ``on_window`` is called after each window."""
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(path),
        settings,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # on processors six times slower than addition and normalization
    )

    def run(ids: Ints, shapes: Ints, quotes: Ints) -> tuple[Floats, Floats]:
        emissions, hidden = session.run(None, {"ids": ids[None], "shapes": shapes[None], "quotes": quotes[None]})
        if on_window is not None:
            on_window()
        return emissions[0], hidden[0]

    return run
