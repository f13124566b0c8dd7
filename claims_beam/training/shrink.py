"""A smaller encoder learns what a trained one computes, so that all heads of the trained one serve both.

    python -m claims_beam.training.shrink CORPUS OUT --model FOLDER [--layers 3] [--start CHECKPOINT] ...

FOLDER is a finished model folder, such as that of the package. The smaller tagger starts from some of its layers, which
are evenly spaced, and from its heads, unless --start names a checkpoint of the same size. It learns to have the same
hidden states and to give the same scores (Sun et al., 2019; Jiao et al., 2020), and goes on learning what is annotated.

CORPUS is a folder as ``python -m claims_beam.training`` takes it, with unlabelled.jsonl besides: {"text",
"attributions"}, an article a line, whose attributions are those that teachers found. An epoch sees one of --parts parts
of it, and all annotated articles.

OUT receives the run and, in OUT/model, the finished model folder. The heads that read phrases are those of FOLDER.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from claims_beam.encoder.heads import linear
from claims_beam.encoder.model import Encoder, load_encoder
from claims_beam.training.base import base_encoder
from claims_beam.training.data import Example, Soft, Window, checksum, example, read_jsonl
from claims_beam.training.evaluate import evaluate
from claims_beam.training.export import export
from claims_beam.training.model import Tagger
from claims_beam.training.restore import LAYER, build, restore
from claims_beam.training.settings import Settings, add_settings, read_settings
from claims_beam.training.train import fit, read_gold, varied_examples, write_origin

# Windows are as long as those of inference; the rest are the values that the model that ships was trained with.
DEFAULTS = Settings(epochs=2, window=158, rate=3e-4, head_rate=5e-4, decay=0.8, average=0.999, warmup=100)

# The files of a corpus and of a model folder that a run depends on.
READ = (".jsonl", ".onnx", ".npz")


def main(argv: list[str] | None = None) -> None:
    """Train, export, evaluate; print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, required=True, help="the folder of the trained model")
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--start", type=Path, default=None, help="a checkpoint of the same size to start from")
    parser.add_argument(
        "--parts", type=int, default=1, help="the parts of unlabelled.jsonl, one of which an epoch sees"
    )
    parser.add_argument("--encoder", type=Path, default=None, help="the folder of the pretrained encoder")
    add_settings(parser, DEFAULTS)
    options = parser.parse_args(argv)
    encoder = options.encoder or base_encoder()
    settings = read_settings(options)
    start = restore(options.start, encoder) if options.start else keep_layers(options.model, encoder, options.layers)
    checkpoint = shrink(start, options.model, options.corpus, options.out, settings, options.parts)
    export(checkpoint, encoder, options.out / "model")
    inherit(options.model, options.out / "model")
    print(evaluate(options.out / "model", options.corpus / "dev.jsonl"))


def keep_layers(folder: Path, encoder: Path, layers: int) -> Tagger:
    """Return a tagger with so many layers of the model, evenly spaced and the last among them, and with its heads.

    Raises ValueError where the model has fewer layers.
    """
    weights = restore(folder, encoder).state_dict()
    depth = 1 + max(int(found[1]) for name in weights if (found := LAYER.match(name)))
    if not 0 < layers <= depth:
        raise ValueError(f"--layers must be from 1 to {depth}, which {folder} has, got {layers}")
    kept = {(number + 1) * depth // layers - 1: number for number in range(layers)}
    return build(dict(_renumbered(weights, kept)), encoder)


def _renumbered(weights: Mapping[str, Tensor], kept: Mapping[int, int]) -> Iterator[tuple[str, Tensor]]:
    """Yield the weights, those of layers under the numbers that ``kept`` gives them, if any."""
    for name, weight in weights.items():
        found = LAYER.match(name)
        if found is None:
            yield name, weight
        elif int(found[1]) in kept:
            yield f"{name[: found.start(1)]}{kept[int(found[1])]}{name[found.end(1) :]}", weight


def shrink(model: Tagger, teacher: Path, corpus: Path, out: Path, settings: Settings, parts: int) -> Path:
    """Train the model on what the teacher, a model folder, computes, and on what is annotated; give its checkpoint."""
    run = out / "student"
    read = load_encoder(teacher)
    write_origin(run, settings, {"corpus_sha256": _checksums(corpus), "teacher_sha256": _checksums(teacher)})
    gold = read_gold(corpus, settings)
    found = read_jsonl(corpus / "unlabelled.jsonl")

    def examples(epoch: int) -> list[Example]:
        part = found[epoch % parts :: parts]
        plain = [example(article, read.tokenizer) for article in part]
        return plain + varied_examples(gold, read.tokenizer, settings, epoch)

    torch.manual_seed(settings.seed)
    return fit(model, examples, settings, run, partial(taught, read))


def taught(encoder: Encoder, window: Window) -> Window:
    """Return the window with the scores and states that the encoder, which is the teacher's, gives its pieces."""
    roles, hidden = encoder.reader(window.ids, window.shapes, window.quotes)
    states = hidden[1:-1]
    return replace(window, soft=Soft(roles[1:-1], linear(states, encoder.weights, "names"), states))


def inherit(teacher: Path, folder: Path) -> None:
    """Give the model in ``folder`` the teacher's options of the decoder, and those of its heads that it lacks."""
    with np.load(teacher / "linker.npz") as known, np.load(folder / "linker.npz") as own:
        heads = {**known, **own}
    np.savez(folder / "linker.npz", **heads)
    path = folder / "settings.json"
    settings, given = (json.loads((place / "settings.json").read_text(encoding="utf-8")) for place in (folder, teacher))
    path.write_text(json.dumps({**settings, "options": given["options"]}, indent=1), encoding="utf-8")


def _checksums(folder: Path) -> dict[str, str]:
    """Return the checksum of each file that a run reads."""
    return {path.name: checksum(path) for path in sorted(folder.iterdir()) if path.suffix in READ}


if __name__ == "__main__":
    main()
