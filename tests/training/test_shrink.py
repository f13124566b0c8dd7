"""A tagger comes back from its model folder, and a smaller one learns what it computes."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from support.paths import DATA

torch = pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")

from support.encoders import tiny_encoder

from claims_beam.attribution.learned.model import load_model
from claims_beam.encoder import MODELS
from claims_beam.training.base import base_encoder
from claims_beam.training.export import export
from claims_beam.training.model import Tagger, load_encoder, precision
from claims_beam.training.restore import restore
from claims_beam.training.shrink import keep_layers, main

SHIPPED = MODELS / "minilm-news"


def _checkpoint(folder: Path, model: Tagger) -> Path:
    folder.mkdir()
    (folder / "settings.json").write_text("{}", encoding="utf-8")
    torch.save(model.state_dict(), folder / "epoch-1.pt")
    return folder / "epoch-1.pt"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder(tmp_path_factory.mktemp("encoder") / "tiny", width=24, layers=4)


@pytest.fixture(scope="module")
def checkpoint(encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)
    model = Tagger(load_encoder(str(encoder)))
    with torch.no_grad():
        for weight in model.parameters():  # The export joins weights that are equal, as untrained biases are.
            weight.add_(0.05 * torch.randn_like(weight))
    return _checkpoint(tmp_path_factory.mktemp("run") / "trained", model)


@pytest.fixture(scope="module")
def folder(checkpoint: Path, encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model") / "tiny"
    export(checkpoint, encoder, out)
    return out


def test_the_weights_of_a_model_folder_are_those_of_its_checkpoint_to_seven_bits(
    folder: Path, checkpoint: Path, encoder: Path
) -> None:
    back, given = restore(folder, encoder).state_dict(), restore(checkpoint, encoder).state_dict()
    types = given["encoder.embeddings.token_type_embeddings.weight"]
    types[1] = types[0]  # No input has the second type, so the export leaves it out.
    assert back.keys() == given.keys()
    for name, weight in given.items():
        assert torch.allclose(back[name], weight, atol=float(weight.abs().max()) / 60 + 1e-4), name


def test_the_model_that_ships_comes_back_with_its_scores() -> None:
    model = restore(SHIPPED, base_encoder()).eval()
    reader = load_model(SHIPPED).encoder.reader
    window = [np.array([101, 2002, 2056, 2009, 2001, 3647, 102])] + [np.zeros(7, np.int64)] * 2
    emissions, hidden = reader(*window)
    with torch.no_grad():
        own = model(*(torch.from_numpy(array)[None] for array in window))
    assert np.corrcoef(emissions.ravel(), own[0].numpy().ravel())[0, 1] > 0.99
    assert np.corrcoef(hidden.ravel(), own[1].numpy().ravel())[0, 1] > 0.99


@pytest.mark.parametrize(("layers", "kept"), [(1, [3]), (2, [1, 3]), (3, [0, 1, 3]), (4, [0, 1, 2, 3])])
def test_layers_are_kept_evenly_spaced_with_the_last(folder: Path, encoder: Path, layers: int, kept: list[int]) -> None:
    whole, part = restore(folder, encoder), keep_layers(folder, encoder, layers)
    assert part.encoder.config.num_hidden_layers == layers
    for number, source in enumerate(kept):
        ours, theirs = (
            model.encoder.encoder.layer[place].output.dense.weight for model, place in ((part, number), (whole, source))
        )
        assert torch.equal(ours, theirs)
    assert torch.equal(part.emit.weight, whole.emit.weight)


@pytest.mark.parametrize("layers", [0, 5])
def test_layers_that_the_model_does_not_have_are_refused(folder: Path, encoder: Path, layers: int) -> None:
    with pytest.raises(ValueError, match="--layers must be from 1 to 4"):
        keep_layers(folder, encoder, layers)


def test_a_processor_computes_in_single_precision() -> None:
    left = torch.ones(2, 2)
    with precision(left.device):
        assert (left @ left).dtype == torch.float32


@pytest.fixture(scope="module")
def run(folder: Path, encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("corpus")
    lines = (DATA / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    for name, some in (("train", lines[:2]), ("dev", lines[2:3]), ("unlabelled", lines[3:6])):
        (corpus / f"{name}.jsonl").write_text("\n".join(some) + "\n", encoding="utf-8")
    teacher, out = corpus / "teacher", tmp_path_factory.mktemp("out")
    shutil.copytree(folder, teacher)
    with np.load(folder / "linker.npz") as heads:
        np.savez(teacher / "linker.npz", **heads, **{"phrase.out.bias": np.ones(13)})
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    settings["options"]["window"] = 90
    (teacher / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(corpus), str(out), f"--model={teacher}", f"--encoder={encoder}", "--layers=2", "--epochs=3"]
    main([*command, "--parts=2", "--rate=2e-3", "--warmup=5", "--average=0.5"])
    return out


def test_the_smaller_tagger_comes_nearer_to_the_states_of_the_larger(run: Path) -> None:
    losses = [json.loads(line) for line in (run / "student" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["epoch"] for line in losses] == [1, 2, 3]
    assert losses[-1]["states"] < 0.9 * losses[0]["states"]


def test_the_smaller_model_has_the_heads_and_options_of_the_larger(run: Path) -> None:
    model = load_model(run / "model")
    assert model.encoder.settings["options"]["window"] == 90
    assert model.encoder.weights["phrase.out.bias"].tolist() == [1.0] * 13
    origin = json.loads((run / "student" / "settings.json").read_text(encoding="utf-8"))
    assert {"encoder.onnx", "linker.npz"} <= origin["teacher_sha256"].keys()
    assert {"train.jsonl", "unlabelled.jsonl"} <= origin["corpus_sha256"].keys()
