"""Training: a tiny corpus is learnt by heart, what is saved gives the same output, and names can be changed."""

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest
from support.paths import DATA

torch = pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")

from support.encoders import tiny_encoder

from claims_beam.attribution.learned.labels import allowed_transitions
from claims_beam.attribution.learned.model import load_model
from claims_beam.encoder.pairs import FEATURE_ROWS, TABLES, PairScorer
from claims_beam.evaluation.protocol import from_gold
from claims_beam.text.quotation import find_quotations
from claims_beam.training.__main__ import main
from claims_beam.training.model import LinearChain, PairScorer as TorchPairScorer
from claims_beam.training.renaming import rename

ALLOWED = allowed_transitions()


def _paths(size: int) -> list[tuple[int, ...]]:
    """All labellings of so many pieces that are in order."""
    return [
        path
        for path in itertools.product(range(13), repeat=size)
        if all(ALLOWED[a, b] for a, b in itertools.pairwise(path))
    ]


def test_the_chain_s_loss_is_the_log_of_all_paths() -> None:
    chain = LinearChain()
    torch.nn.init.normal_(chain.transitions)
    emissions, labels = torch.randn(2, 4, 13), torch.tensor([[0, 1, 2, 3], [4, 0, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    matrix = chain.matrix()

    def total(row: int, size: int, paths: list[tuple[int, ...]]) -> torch.Tensor:
        sums = [
            sum(emissions[row, i, v] for i, v in enumerate(p)) + sum(matrix[a, b] for a, b in itertools.pairwise(p))
            for p in paths
        ]
        return torch.logsumexp(torch.stack(sums), 0)

    expected = 0.0
    for row, size in ((0, 4), (1, 2)):
        expected += total(row, size, _paths(size)) - total(row, size, [tuple(labels[row, :size].tolist())])
    assert float(chain.loss(emissions, labels, mask)) == pytest.approx(float(expected), rel=1e-4)


def test_the_numpy_linker_is_the_torch_linker() -> None:
    torch.manual_seed(0)
    twin = TorchPairScorer(6).eval()
    weights = {f"x.{k}": v.numpy() for k, v in twin.state_dict().items()}
    d, h = torch.randn(3, 12), torch.randn(4, 12)
    features = torch.randint(0, FEATURE_ROWS, (3, 4, len(TABLES)))
    with torch.no_grad():
        expected = twin(d[None], h[None], features[None])[0].numpy()
    assert PairScorer(weights, "x")(d.numpy(), h.numpy(), features.numpy()) == pytest.approx(expected, abs=1e-5)


GOLD = DATA / "gold.jsonl"


def _corpus(folder: Path, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    articles = [article for article in map(json.loads, lines) if article["id"] in ids]
    for name in ("train.jsonl", "dev.jsonl"):
        (folder / name).write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return articles


@pytest.mark.slow
def test_a_tiny_corpus_is_learnt_by_heart_saved_and_reloaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [article] = _corpus(tmp_path, ("port_strike",))
    plain = ["--renamed=0", "--restyled=0", "--wrapped=0", "--shouted=0"]
    rates = ["--rate=6e-3", "--head-rate=3e-3", "--warmup=5", "--average=0.8"]
    encoder = tiny_encoder(tmp_path / "encoder", width=64)
    options = [f"--encoder={encoder}", "--epochs=26", "--batch=2", "--word-dropout=0", *rates, *plain]
    command = [str(tmp_path), str(tmp_path / "run"), *options]
    main(command)
    assert "epoch 26" in capsys.readouterr().out
    model = load_model(tmp_path / "run" / "model")
    found = {(each.content, each.cue, each.source) for each in model(article["text"], find_quotations(article["text"]))}
    wanted = (from_gold(each) for each in article["attributions"])
    gold = {(each.content, each.cue, each.source) for each in wanted}
    assert len(found & gold) >= 0.8 * len(gold)

    settings = json.loads((tmp_path / "run/model/settings.json").read_text(encoding="utf-8"))
    assert settings["settings"]["seed"] == 1
    assert {"train_sha256", "dev_sha256", "checkpoint_sha256", "dev", "calibration_error"} <= settings.keys()

    main(command)  # goes on where it stopped: nothing is left to train
    assert "epoch 26" not in capsys.readouterr().out
    again = load_model(tmp_path / "run" / "model")
    marks = find_quotations(article["text"])
    assert again(article["text"], marks) == model(article["text"], marks)


def test_people_are_renamed_throughout_and_spans_follow() -> None:
    text = "“We sail,” said John Smith, the mayor.\n\nSmith’s office said the pier, which Smith opened, was safe."
    start = text.index("John Smith, the mayor")
    article = {
        "text": text,
        "attributions": [
            {"source": [[start, start + 21]], "cue": [[11, 15]], "content": [[0, 10]]},
            {"source": [], "cue": [], "content": [[text.index("the pier"), len(text) - 1]]},
        ],
    }
    renamed = rename(article, random.Random(1))
    new = renamed["text"]
    assert "Smith" not in new
    spoken, told = renamed["attributions"]
    [[s, e]] = spoken["source"]
    assert new[s:e].endswith(", the mayor")
    surname = new[s:e].removesuffix(", the mayor").split()[-1]
    assert f"{surname}’s office" in new
    assert [new[s:e] for s, e in spoken["content"]] == ["“We sail,”"]
    assert [new[s:e] for s, e in told["content"]] == [f"the pier, which {surname} opened, was safe"]
    assert rename(article, random.Random(1)) == renamed
