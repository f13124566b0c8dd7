"""A tagger in torch from what training left: a checkpoint, or a model folder, whose weights have eight bits.

So the model that ships can be trained on, with articles of one's own or into a smaller one, without the checkpoint that
it was exported from.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from claims_beam.encoder.pieces import Floats
from claims_beam.training.model import Tagger, load_encoder

QUANTIZED, SCALE, ZERO = "_quantized", "_scale", "_zero_point"  # Quantization adds these to the name of a weight.
# The exporter leaves these weights of a layer without names, in the order in which the encoder uses them.
PRODUCTS = ("attention.output.dense", "intermediate.dense", "output.dense")

LAYER = re.compile(r"encoder\.encoder\.layer\.(\d+)\.")


def restore(source: Path, encoder: Path) -> Tagger:
    """Return the tagger in ``source``, whose encoder is of the kind of that in the folder ``encoder``.

    ``source`` is a checkpoint (epoch-N.pt), or a model folder, of which encoder.onnx and linker.npz are read.
    Raises RuntimeError for weights that do not fit the encoder.
    """
    if source.is_dir():
        return build(exported_weights(source), encoder)
    return build(torch.load(source, weights_only=True), encoder)


def build(weights: Mapping[str, Tensor], encoder: Path) -> Tagger:
    """Return a tagger with the weights, and with as many layers as they have; weights of other heads are left out.

    Raises RuntimeError for weights that do not fit the encoder.
    """
    layers = {found[1] for name in weights if (found := LAYER.match(name))}
    model = Tagger(load_encoder(str(encoder), len(layers)))
    names = set(model.state_dict())
    model.load_state_dict({name: weight for name, weight in weights.items() if name in names})
    return model


def exported_weights(folder: Path) -> dict[str, Tensor]:
    """Return the weights of a model folder under the names that ``Tagger`` gives them, in single precision.

    Those of the heads of phrases, which ``Tagger`` does not have, are among them.
    """
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    weights = dict(_named(arrays)) | dict(_attention(arrays)) | dict(_products(arrays))
    with np.load(folder / "linker.npz") as heads:
        weights |= {name: heads[name] for name in heads.files}
    return {name: torch.from_numpy(np.array(weight, np.float32, order="C")) for name, weight in weights.items()}


def _named(arrays: Mapping[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the weights that have kept their names; the one vector without a layer is that of the first token type."""
    for name, array in arrays.items():
        if name.startswith("model.") and name.endswith(QUANTIZED):
            whole = name.removesuffix(QUANTIZED)
            yield whole.removeprefix("model."), _dequantized(arrays, whole)
        elif name.startswith("model.") and not name.endswith((SCALE, ZERO)):
            yield name.removeprefix("model."), array
        elif name.startswith("onnx::Add"):
            yield "encoder.embeddings.token_type_embeddings.weight", np.stack([array, array])


def _attention(arrays: Mapping[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the weights of queries, keys and values, which the export joins."""
    for layer in range(sum(name.endswith("_qkv_bias") for name in arrays)):
        joined = f"Attention_{layer}_qkv"
        weights = np.split(_dequantized(arrays, f"{joined}_weight"), 3, axis=1)
        biases = np.split(arrays[f"{joined}_bias"], 3)
        for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
            place = f"encoder.encoder.layer.{layer}.attention.self.{part}"
            yield f"{place}.weight", weight.T
            yield f"{place}.bias", bias


def _products(arrays: Mapping[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the weights that the exporter left without names: those of each layer, then those of the label scores."""
    unnamed = [name.removesuffix(QUANTIZED) for name in arrays if name.startswith("onnx::MatMul") and QUANTIZED in name]
    *inner, last = sorted(unnamed, key=lambda name: int(name.rpartition("_")[2]))
    for number, name in enumerate(inner):
        layer, product = divmod(number, len(PRODUCTS))
        yield f"encoder.encoder.layer.{layer}.{PRODUCTS[product]}.weight", _dequantized(arrays, name).T
    yield "emit.weight", _dequantized(arrays, last).T


def _dequantized(arrays: Mapping[str, NDArray[Any]], name: str) -> Floats:
    quantized, zero = arrays[name + QUANTIZED].astype(np.float32), arrays[name + ZERO].astype(np.float32)
    dequantized: Floats = (quantized - zero) * arrays[name + SCALE]
    return dequantized
