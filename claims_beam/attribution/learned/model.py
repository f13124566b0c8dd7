"""A model folder in use: text -> attributions with their confidence, on one thread, without torch."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims_beam.attribution.learned.calibration import probability
from claims_beam.attribution.learned.decoding import Decoder, Options
from claims_beam.encoder.pieces import Floats, encode, load_tokenizer
from claims_beam.encoder.windows import Encoder, load_encoder, run_windows
from claims_beam.records import Attribution, Quotation

Part = TypeVar("Part")


class ModelError(RuntimeError):
    """The model folder cannot be used; the message says which file, why, and the cure."""


@dataclass(frozen=True, slots=True)
class Model:
    """Tokenizer, encoder, decoder and calibration of one model folder."""

    name: str
    tokenizer: Tokenizer
    encoder: Encoder
    decoder: Decoder
    calibration: NDArray[np.float64]

    def __call__(self, text: str, quotations: Sequence[Quotation]) -> list[Attribution]:
        """Return the attributions of ``text`` in text order of their first content piece.

        ``quotations`` are those of the text (``find_quotations``); UTF-8 must have all characters of the text.
        """
        options = self.decoder.options
        encoded = encode(text, self.tokenizer, quotations)
        found = self.decoder(encoded, *run_windows(encoded, self.encoder, options.window, options.overlap))
        if not found:
            return []
        confidence = probability(np.array([each.evidence for each in found]), self.calibration)
        return [replace(each, confidence=float(sure)) for each, sure in zip(found, confidence, strict=True)]


def load_model(folder: Path, on_window: Callable[[], None] | None = None) -> Model:
    """Return the model in ``folder``, as ``claims_beam.training`` wrote it; ``on_window`` is as in ``load_encoder``.

    Raises ModelError for a file missing or broken.
    """
    options, calibration = _read(folder / "settings.json", _read_settings)
    return Model(
        folder.name,
        _read(folder / "tokenizer.json", load_tokenizer),
        _read(folder / "encoder.onnx", partial(load_encoder, on_window=on_window)),
        Decoder(_read(folder / "linker.npz", _read_weights), options),
        calibration,
    )


def _read(path: Path, read: Callable[[Path], Part]) -> Part:
    try:
        return read(path)
    except Exception as error:  # each library has errors of its own for the same two causes
        raise ModelError(
            f"the tagger's model cannot be loaded: {path} is {'broken' if path.is_file() else 'missing'} "
            f"({type(error).__name__}: {error}); install claims-beam again"
        ) from error


def _read_settings(path: Path) -> tuple[Options, NDArray[np.float64]]:
    settings = json.loads(path.read_text(encoding="utf-8"))
    return Options(**settings["options"]), np.array(settings["calibration"])


def _read_weights(path: Path) -> dict[str, Floats]:
    with np.load(path) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}
