"""A model folder in use: one pass over an article, on one thread, without torch."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from tokenizers import Tokenizer

from claims_beam.encoder.pieces import Encoded, Floats, encode, load_tokenizer
from claims_beam.encoder.windows import WindowReader, load_reader, run_windows
from claims_beam.records import MarkedQuotation

Part = TypeVar("Part")


class ModelError(RuntimeError):
    """Report a model folder that cannot be used; the message says which file, why, and the cure.

    ``claims_beam.load`` raises it where the installed package is damaged.

    Examples:
        >>> import claims_beam as cb
        >>> try:
        ...     tagger = cb.load()
        ... except cb.ModelError as error:
        ...     print(f"install the package again: {error}")
    """


@dataclass(frozen=True, slots=True)
class Pass:
    """What the encoder gives for an article: its word pieces, and their label scores and states.

    ``emissions`` [pieces, labels] are the scores of the roles' labels, ``hidden`` [pieces, width] the states that every
    other head reads.
    """

    pieces: Encoded
    emissions: Floats
    hidden: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """The trained encoder of one model folder, with the weights and settings of the heads that read its states."""

    name: str
    tokenizer: Tokenizer
    reader: WindowReader
    weights: Mapping[str, Floats]
    settings: Mapping[str, Any]

    def __call__(self, text: str, quotations: Sequence[MarkedQuotation]) -> Pass:
        """Return one pass over ``text``.

        ``quotations`` are those of the text (``find_quotations``). The text must hold no surrogates, since UTF-8 cannot
        encode them.
        """
        pieces = encode(text, self.tokenizer, quotations)
        sizes = (self.settings["options"][size] for size in ("window", "before", "after"))
        return Pass(pieces, *run_windows(pieces, self.reader, *sizes))


def load_encoder(folder: Path, on_window: Callable[[], None] | None = None) -> Encoder:
    """Return the model in ``folder``, as ``claims_beam.training`` wrote it.

    ``on_window`` is called each time that the encoder has read a window, in the thread that runs it.
    Raises ModelError for a file that is missing or broken.
    """
    settings = _read(folder / "settings.json", _read_settings)
    return Encoder(
        folder.name,
        _read(folder / "tokenizer.json", load_tokenizer),
        _read(folder / "encoder.onnx", partial(load_reader, on_window=on_window)),
        _read(folder / "linker.npz", _read_weights),
        settings,
    )


def _read(path: Path, read: Callable[[Path], Part]) -> Part:
    try:
        return read(path)
    except Exception as error:  # Each library raises errors of its own for the same two causes.
        raise ModelError(
            f"the tagger's model cannot be loaded: {path} is {'broken' if path.is_file() else 'missing'} "
            f"({type(error).__name__}: {error}); install claims-beam again"
        ) from error


def _read_settings(path: Path) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {**settings, "calibration": np.array(settings["calibration"]), "options": dict(settings["options"])}


def _read_weights(path: Path) -> dict[str, Floats]:
    with np.load(path) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}
