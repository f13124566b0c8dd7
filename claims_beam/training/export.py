"""Writing of the model folder from a checkpoint: the encoder as 8-bit ONNX, the linker weights and the tokenizer.

The folder receives encoder.onnx, which computes emissions and hidden states from ids, shapes and quotes; linker.npz,
which holds the other heads in half precision; tokenizer.json; and settings.json, which holds the run's settings and
checksums, and how to decode. ``evaluate`` adds calibration and scores to the settings.

Weights are quantized by channel to seven bits (``reduce_range``): on processors without VNNI, the sum of two products
of eight bits can overflow the 16 bits that hold it, and with seven bits it cannot. Activations are scaled by tensor at
run time, so windows must be run one at a time.
"""

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from claims_beam.attribution.learned.decoding import Options
from claims_beam.training.calibrate import UNFITTED
from claims_beam.training.data import checksum
from claims_beam.training.model import Tagger
from claims_beam.training.restore import restore

HEADS = ("chain", "content_cue", "cue_source", "names", "titles", "referent")


class Exported(nn.Module):
    """What is exported: no padding mask, since windows go through one at a time."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor) -> tuple[Tensor, Tensor]:
        """Return emissions [1, pieces, labels] and hidden states [1, pieces, hidden] of [1, pieces] each."""
        m = self.model
        table = m.encoder.embeddings
        places = table.position_embeddings.weight[: ids.shape[1]]
        words = table.word_embeddings(ids) + m.shape(shapes) + m.quote(quotes)
        hidden = table.LayerNorm(words + places + table.token_type_embeddings.weight[0])
        for layer in m.encoder.encoder.layer:
            hidden = self._layer(layer, hidden)
        return m.emit(hidden), hidden

    def _layer(self, layer: nn.Module, hidden: Tensor) -> Tensor:
        a = layer.attention
        heads = self.model.encoder.config.num_attention_heads
        query, key, value = (
            f(hidden).reshape(1, -1, heads, hidden.shape[-1] // heads).transpose(1, 2)
            for f in (a.self.query, a.self.key, a.self.value)
        )
        scores = query @ key.transpose(2, 3) / (hidden.shape[-1] // heads) ** 0.5
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(1, -1, hidden.shape[-1])
        hidden = a.output.LayerNorm(a.output.dense(mixed) + hidden)
        wide = nn.functional.gelu(layer.intermediate.dense(hidden))
        return layer.output.LayerNorm(layer.output.dense(wide) + hidden)


def export_encoder(model: Tagger, path: Path, reduce_range: bool = True) -> None:
    """Write the encoder and label scores of ``model`` to ``path``, fused and quantized."""
    names = ["ids", "shapes", "quotes"]
    example = tuple(torch.ones(1, 9, dtype=torch.int64) for _ in names)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            Exported(model).eval(),
            example,
            str(plain),
            input_names=names,
            output_names=["emissions", "hidden"],
            dynamic_axes={n: {1: "pieces"} for n in [*names, "emissions", "hidden"]},
            opset_version=17,
            dynamo=False,
        )
        config = model.encoder.config
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        optimizer.optimize_model(
            str(plain),
            "bert",
            config.num_attention_heads,
            config.hidden_size,
            optimization_options=options,
            opt_level=0,
        ).save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            path,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            per_channel=True,
            reduce_range=reduce_range,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    quantized = onnx.load(str(path))
    split_skip_normalization(quantized)
    onnx.save(quantized, str(path))


def split_skip_normalization(model: onnx.ModelProto) -> None:
    """Turn each SkipLayerNormalization of the model into the additions and the LayerNormalization that it joins.

    The quantizer of attention wants them joined; onnxruntime's kernel of the two is the slower one by far.
    """
    nodes = []
    for node in model.graph.node:
        if node.op_type != "SkipLayerNormalization":
            nodes.append(node)
            continue
        total, skip, scale, shift, *bias = node.input
        for number, summand in enumerate([*bias, skip]):
            added = f"{node.output[0]}_sum{number}"
            nodes.append(helper.make_node("Add", [total, summand], [added]))
            total = added
        epsilon = next(attribute.f for attribute in node.attribute if attribute.name == "epsilon")
        normalize = helper.make_node(
            "LayerNormalization", [total, scale, shift], [node.output[0]], axis=-1, epsilon=epsilon
        )
        nodes.append(normalize)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def export(checkpoint: Path, encoder: Path, out: Path) -> None:
    """Write the model folder ``out``."""
    model = restore(checkpoint, encoder)
    out.mkdir(parents=True, exist_ok=True)
    export_encoder(model, out / "encoder.onnx")
    linker = {k: v.numpy().astype(np.float16) for k, v in model.state_dict().items() if k.split(".")[0] in HEADS}
    np.savez(out / "linker.npz", **linker)
    shutil.copy(encoder / "tokenizer.json", out)
    run = json.loads((checkpoint.parent / "settings.json").read_text(encoding="utf-8"))
    run["checkpoint_sha256"] = checksum(checkpoint)
    run |= {"options": asdict(Options()), "calibration": UNFITTED}
    (out / "settings.json").write_text(json.dumps(run, indent=1), encoding="utf-8")
