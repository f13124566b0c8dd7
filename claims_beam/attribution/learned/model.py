"""The heads that find attributions in a pass of the encoder, with their confidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims_beam.attribution.learned.calibration import probability
from claims_beam.attribution.learned.decoding import Decoder, Options
from claims_beam.encoder.model import Encoder, Pass, load_encoder
from claims_beam.records import Attribution, MarkedQuotation


@dataclass(frozen=True, slots=True)
class Model:
    """Encoder, decoder and calibration of one model folder."""

    encoder: Encoder
    decoder: Decoder
    calibration: NDArray[np.float64]

    @property
    def name(self) -> str:
        """Return the name of the model folder."""
        return self.encoder.name

    def __call__(self, text: str, quotations: Sequence[MarkedQuotation]) -> list[Attribution]:
        """Return the attributions of ``text`` in text order of their first content piece; as ``Encoder`` takes it."""
        return self.find(self.encoder(text, quotations))

    def find(self, read: Pass) -> list[Attribution]:
        """Return the attributions in a pass of the encoder, in text order of their first content piece."""
        found = self.decoder(read.pieces, read.emissions, read.hidden)
        if not found:
            return []
        confidence = probability(np.array([attribution.evidence for attribution in found]), self.calibration)
        return [
            replace(attribution, confidence=float(share)) for attribution, share in zip(found, confidence, strict=True)
        ]


def load_model(folder: Path, on_window: Callable[[], None] | None = None) -> Model:
    """Return the model in ``folder``; ``on_window`` is called each time that its encoder has read a window.

    Raises ModelError for a file that is missing or broken.
    """
    encoder = load_encoder(folder, on_window)
    options = Options(**encoder.settings["options"])
    return Model(encoder, Decoder(encoder.weights, options), encoder.settings["calibration"])
