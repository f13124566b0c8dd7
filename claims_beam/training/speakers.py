"""One command that trains the scorer of ``claims_beam.speakers`` on annotated speakers; it repeats no finished part.

    python -m claims_beam.training.speakers CORPUS OUT [--epochs 24] [--networks 3] [--stories 700] ...

CORPUS is a folder as ``python -m claims_beam.training`` takes it: train.jsonl and dev.jsonl, whose attributions have a
``speaker`` (the fullest name in the article, several joined by `` & ``, or null), and entities.jsonl. OUT receives the
cases (a file for each part) and, in OUT/model, the weights.

The names and the probabilities of referents come from the model folder that ships. It has seen the training articles,
so its referents for them are better than for any other article, and the scorer would trust them too much. Therefore
the head of referents is trained anew, on the encoder's states, without the fold of articles that it is asked about
(Wolpert, 1992, "Stacked Generalization"), and in part of the cases its opinion is hidden. Invented stories
(``stories``) show the kinds of source that the articles show too seldom. The temperature of the softmax is chosen on
dev.jsonl.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from claims_beam.speakers.candidates import MOST
from claims_beam.speakers.features import OFFICE_NOT_SHOWN, OPINIONS
from claims_beam.speakers.scorer import office_priors, to_vectors
from claims_beam.speakers.source_features import NO_OPINION
from claims_beam.training.data import checksum
from claims_beam.training.speaker_cases import Labelled, labelled_articles, labelled_stories

UNITS, NOBODY_UNITS = 48, 32
BATCH = 64
RATE, WEIGHT_DECAY = 3e-3, 1e-3
HIDDEN_OPINIONS = 0.4  # The encoder's opinion is hidden in this share of the cases.
SMOOTHING = 0.02
STORY_WEIGHT = 1  # A story is seen so many times for each time that an article is seen.
TEMPERATURES = tuple(np.arange(0.8, 2.5, 0.1).round(1).tolist())
BINS = 10

Orders = dict[str, dict[str, int]]


class Network(nn.Module):
    """The scorer in torch, as ``claims_beam.speakers.scorer`` computes it."""

    def __init__(self, orders: Orders) -> None:
        super().__init__()
        source, candidate, nobody = (len(orders[name]) for name in ("source", "candidate", "nobody"))
        self.source = nn.Linear(source, UNITS)
        self.candidate = nn.Linear(candidate, UNITS, bias=False)
        self.out = nn.Linear(UNITS, 1, bias=False)
        self.linear = nn.Linear(candidate, 1, bias=False)
        self.nobody = nn.Linear(source + nobody, NOBODY_UNITS)
        self.nobody_out = nn.Linear(NOBODY_UNITS, 1)
        self.dropout = nn.Dropout(0.2)

    def forward(self, source: Tensor, candidates: Tensor, nobody: Tensor, real: Tensor) -> Tensor:
        """Return the scores [cases, MOST + 1], the last one nobody's, of cases with up to MOST real candidates."""
        hidden = (self.source(source)[:, None] + self.candidate(candidates)).relu()
        scores = (self.out(self.dropout(hidden)) + self.linear(candidates))[..., 0]
        none = self.nobody_out(self.dropout(self.nobody(torch.cat((source, nobody), 1)).relu()))
        return torch.cat((scores.masked_fill(~real, -1e4), none), 1)


def main(argv: list[str] | None = None) -> None:
    """Make the cases, fit the networks, choose the temperature, save, and print the shares of right answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--networks", type=int, default=3, help="how many are averaged, each with a seed of its own")
    parser.add_argument("--stories", type=int, default=700)
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    cases = make_cases(options.corpus, options.out, options.stories, options.folds)
    taught = [*cases["train"], *cases["stories"] * STORY_WEIGHT]
    orders = feature_orders(taught)
    networks = [fit(taught, orders, options.epochs, seed) for seed in range(options.networks)]
    dev = cases["dev"]
    errors = {temperature: calibration_error(networks, orders, dev, temperature) for temperature in TEMPERATURES}
    temperature = min(errors, key=lambda choice: errors[choice])
    origin = {
        **{name: getattr(options, name) for name in ("epochs", "networks", "stories", "folds")},
        "data_sha256": {path.name: checksum(path) for path in sorted(options.corpus.glob("*.jsonl"))},
        "calibration_error": errors[temperature],
        "dev": shares(networks, orders, dev),
    }
    save(options.out / "model", networks, orders, temperature, origin)
    print(json.dumps(origin, indent=1))


def make_cases(corpus: Path, out: Path, stories: int, folds: int) -> dict[str, list[Labelled]]:
    """Return the cases of each part, from OUT where they are there already."""
    makers = {
        "stories": lambda: labelled_stories(stories),
        "dev": lambda: labelled_articles(corpus, "dev", folds=0),
        "train": lambda: labelled_articles(corpus, "train", folds),
    }
    cases = {}
    for name, make in makers.items():
        path = out / f"{name}.cases"
        if not path.exists():
            path.with_suffix(".new").write_bytes(pickle.dumps(make()))
            path.with_suffix(".new").replace(path)
        cases[name] = pickle.loads(path.read_bytes())
        print(f"{name}: {len(cases[name])} cases", flush=True)
    return cases


def feature_orders(cases: Sequence[Labelled]) -> Orders:
    """Return the features that are learned from, of sources, candidates and nobody, each with its column."""
    names = {
        "source": {name for case in cases for name in case.source},
        "candidate": {name for case in cases for features in case.candidates for name in features} - {OFFICE_NOT_SHOWN},
        "nobody": {name for case in cases for name in case.nobody},
    }
    return {group: {name: index for index, name in enumerate(sorted(found))} for group, found in names.items()}


def to_tensors(cases: Sequence[Labelled], orders: Orders) -> tuple[Tensor, ...]:
    """Return sources, candidates, nobody, which candidates are real, and the right column of each case."""
    candidates = np.zeros((len(cases), MOST, len(orders["candidate"])), np.float32)
    real = np.zeros((len(cases), MOST), bool)
    for row, case in enumerate(cases):
        size = len(case.candidates)
        candidates[row, :size], real[row, :size] = to_vectors(case.candidates, orders["candidate"]), True
    right = np.array([MOST if case.right is None else case.right for case in cases])
    source = to_vectors([case.source for case in cases], orders["source"])
    nobody = to_vectors([case.nobody for case in cases], orders["nobody"])
    return tuple(map(torch.from_numpy, (source, candidates, nobody, real, right)))


def fit(cases: Sequence[Labelled], orders: Orders, epochs: int, seed: int) -> Network:
    """Return a network that is fitted to the cases."""
    torch.manual_seed(seed)
    network, tensors = Network(orders), to_tensors(cases, orders)
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=WEIGHT_DECAY)
    steps = epochs * -(-len(cases) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    columns = {group: [orders[group][name] for name in OPINIONS if name in orders[group]] for group in orders}
    for epoch in range(epochs):
        network.train()
        total = 0.0
        for rows in torch.randperm(len(cases)).split(BATCH):
            source, candidates, nobody, real, right = (tensor[rows] for tensor in tensors)
            hidden = torch.rand(len(rows)) < HIDDEN_OPINIONS
            source = source.clone()
            source[hidden, orders["source"][NO_OPINION]] = 1
            scores = network(
                source, _hide(candidates, hidden, columns["candidate"]), _hide(nobody, hidden, columns["nobody"]), real
            )
            loss = _smoothed_loss(scores, right, real)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(rows)
        print(f"network {seed + 1} epoch {epoch + 1}/{epochs} loss {total / len(cases):.4f}", flush=True)
    return network.eval()


def _smoothed_loss(scores: Tensor, right: Tensor, real: Tensor) -> Tensor:
    """Return the cross entropy with smoothed labels (Szegedy et al., 2016) over the real candidates and nobody."""
    logs, real = scores.log_softmax(1), torch.cat((real, torch.ones_like(real[:, :1])), 1)
    spread = (logs * real).sum(1) / real.sum(1)
    chosen = logs.gather(1, right[:, None])[:, 0]
    return -((1 - SMOOTHING) * chosen + SMOOTHING * spread).mean()


def _hide(values: Tensor, hidden: Tensor, columns: list[int]) -> Tensor:
    """Return the values, zero in the columns where a case is hidden."""
    values = values.clone()
    for column in columns:
        values[hidden, ..., column] = 0
    return values


def probabilities(networks: Sequence[Network], orders: Orders, cases: Sequence[Labelled], temperature: float) -> Tensor:
    """Return the probability of each candidate and of nobody, from the mean of the networks' scores."""
    tensors = to_tensors(cases, orders)[:4]
    with torch.no_grad():
        scores = torch.stack([network(*tensors) for network in networks]).mean(0)
    for row, case in enumerate(cases):
        scores[row, : len(case.candidates)] += torch.from_numpy(office_priors(case.candidates))
    return (scores / temperature).softmax(1)


def _answers(
    networks: Sequence[Network], orders: Orders, cases: Sequence[Labelled], temperature: float = 1.0
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the probability of each answer, and whether it is right; one whose entity was no candidate is wrong."""
    found, best = probabilities(networks, orders, cases, temperature).max(1)
    right = np.array([MOST if case.right is None else case.right for case in cases])
    missed = np.array([case.missed for case in cases], bool)
    return found.numpy(), (best.numpy() == right) & ~missed


def calibration_error(
    networks: Sequence[Network], orders: Orders, cases: Sequence[Labelled], temperature: float
) -> float:
    """Return the expected calibration error (Guo et al., 2017) in ten bins of equal width."""
    sure, right = _answers(networks, orders, cases, temperature)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(
        sum(abs(right[bins == at].mean() - sure[bins == at].mean()) * (bins == at).mean() for at in set(bins.tolist()))
    )


def shares(networks: Sequence[Network], orders: Orders, cases: Sequence[Labelled]) -> dict[str, float]:
    """Return the share of right answers by the form of the source, in percent; ``null`` is where nobody is named."""
    _, right = _answers(networks, orders, cases)
    groups = {
        name: [index for index, case in enumerate(cases) if case.form == name] for name in {case.form for case in cases}
    }
    return {name: round(100 * float(right[rows].mean()), 1) for name, rows in sorted(groups.items())}


def save(folder: Path, networks: Sequence[Network], orders: Orders, temperature: float, origin: dict[str, Any]) -> None:
    """Write the mean of the networks as one wide network, as ``load_scorer`` reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    states = [{name: value.numpy() for name, value in network.state_dict().items()} for network in networks]

    def stacked(name: str) -> Any:
        return np.concatenate([state[name] for state in states])

    def mean(name: str) -> Any:
        return np.concatenate([state[name][0] for state in states]) / len(states)

    weights = {
        "source": stacked("source.weight"),
        "source.bias": stacked("source.bias"),
        "candidate": stacked("candidate.weight"),
        "out": mean("out.weight"),
        "linear": np.mean([state["linear.weight"][0] for state in states], axis=0),
        "nobody": stacked("nobody.weight"),
        "nobody.bias": stacked("nobody.bias"),
        "nobody.out": mean("nobody_out.weight"),
        "nobody.out.bias": np.mean([state["nobody_out.bias"][0] for state in states]),
        "temperature": np.float32(temperature),
    }
    small = {name: np.asarray(each, np.float16 if np.ndim(each) > 1 else np.float32) for name, each in weights.items()}
    np.savez_compressed(folder / "scorer.npz", allow_pickle=False, **small)
    names = {group: list(order) for group, order in orders.items()}
    (folder / "features.json").write_text(json.dumps(names, indent=0) + "\n", encoding="utf-8")
    (folder / "origin.json").write_text(json.dumps(origin, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
