"""The training run: batches in, weights out; it goes on from the last epoch done."""

import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from claims_beam.encoder.pieces import load_tokenizer
from claims_beam.training.augment import restyled, shouted, wrapped
from claims_beam.training.batches import collate, epoch_batches
from claims_beam.training.data import Example, Window, checksum, example, read_jsonl
from claims_beam.training.entities import annotate_all
from claims_beam.training.loss import batch_loss
from claims_beam.training.model import Tagger, best_device
from claims_beam.training.renaming import rename
from claims_beam.training.restore import restore
from claims_beam.training.settings import Settings
from claims_beam.training.vocabulary import new_tagger


def train(
    corpus: Path, encoder: Path, out: Path, settings: Settings, start: Path | None = None, reads: Path | None = None
) -> Path:
    """Train on ``corpus/train.jsonl``, and its ``entities.jsonl`` if there is one; give the last checkpoint.

    Args:
        corpus: The folder of the articles.
        encoder: The folder of the pretrained encoder.
        out: The folder that ``fit`` writes to, with settings.json.
        settings: What the run depends on besides.
        start: A checkpoint or a model folder to start from, in place of the pretrained weights.
        reads: The folder of the encoder whose word pieces the tagger reads; the encoder's own where it is None.

    Raises ArithmeticError when the loss is not finite.
    """
    tokenizer = load_tokenizer((reads or encoder) / "tokenizer.json")
    articles = read_gold(corpus, settings)
    write_origin(out, settings, {"train_sha256": checksum(corpus / "train.jsonl")})
    torch.manual_seed(settings.seed)
    model = restore(start, encoder) if start else new_tagger(encoder, reads)
    return fit(model, lambda epoch: varied_examples(articles, tokenizer, settings, epoch), settings, out)


def read_gold(corpus: Path, settings: Settings) -> list[dict[str, Any]]:
    """Return the annotated articles of the corpus, with their entities where these are annotated."""
    articles = annotate_all(read_jsonl(corpus / "train.jsonl"), corpus / "entities.jsonl")
    return articles[: settings.articles or None]


def write_origin(out: Path, settings: Settings, data: dict[str, Any]) -> None:
    """Write what a run is made from into ``out/settings.json``."""
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"settings": asdict(settings), **data}, indent=1)
    (out / "settings.json").write_text(text, encoding="utf-8")


def fit(
    model: Tagger,
    examples: Callable[[int], list[Example]],
    settings: Settings,
    out: Path,
    teach: Callable[[Window], Window] = lambda window: window,
) -> Path:
    """Train the model on the examples of each epoch, which counts from 0; give the last checkpoint.

    ``teach`` is called with each window before the model reads it, and may add what a teacher says of it.
    ``out`` receives log.jsonl (one line an epoch), state.pt (to resume) and epoch-N.pt (the averaged weights).
    """
    run = Run(model.to(best_device()), settings, count_steps(examples(0), settings))
    run.restore(out)
    while run.epoch < settings.epochs:
        losses = train_epoch(run, examples(run.epoch), teach)
        run.save(out)
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"epoch": run.epoch, **losses}) + "\n")
    return out / f"epoch-{run.epoch}.pt"


def parameter_groups(model: Tagger, settings: Settings) -> list[dict[str, Any]]:
    """Return rates by depth (Clark et al., 2020): the lower, the slower; vectors have no weight decay."""
    depth = model.encoder.config.num_hidden_layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, p in model.named_parameters():
        if not name.startswith("encoder."):
            rate = settings.head_rate
        elif ".layer." in name:
            rate = settings.rate * settings.layer_decay ** (depth - 1 - int(name.split(".layer.")[1].split(".")[0]))
        else:
            rate = settings.rate * settings.layer_decay**depth
        decay = settings.weight_decay if p.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(p)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


class Run:
    """The state of a training run: model, averaged weights, optimizer, place."""

    def __init__(self, model: Tagger, settings: Settings, steps: int) -> None:
        self.model, self.settings, self.steps = model, settings, steps
        self.average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.optimizer = torch.optim.AdamW(parameter_groups(model, settings), betas=(0.9, 0.98), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.epoch = 0
        self.step = 0
        self.device = model.emit.weight.device

    def _rate(self, step: int) -> float:
        """Return the rate: warm-up, a level stretch, a straight way down (Hu et al., 2024: runs can grow longer)."""
        fall = self.settings.decay * self.steps
        return max(0.01, min(1.0, (step + 1) / self.settings.warmup, (self.steps - step) / fall))

    def update(self, loss: Tensor) -> None:
        """Take one step down the gradient of ``loss``, and of the average behind it."""
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        keep = min(self.settings.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for k, v in self.model.state_dict().items():
                self.average[k].lerp_(v, 1 - keep)

    def save(self, folder: Path) -> None:
        """Write the averaged weights and all that is needed to go on."""
        average = {k: v.cpu() for k, v in self.average.items()}
        torch.save(average, folder / f"epoch-{self.epoch}.pt")
        state = {k: getattr(self, k).state_dict() for k in ("model", "optimizer", "schedule")}
        torch.save({**state, "average": self.average, "epoch": self.epoch, "step": self.step}, folder / "state.new")
        (folder / "state.new").replace(folder / "state.pt")

    def restore(self, folder: Path) -> None:
        """Go on from what ``save`` wrote, if there is any."""
        if not (folder / "state.pt").exists():
            return
        state = torch.load(folder / "state.pt", weights_only=True, map_location=self.device)
        for k in ("model", "optimizer", "schedule"):
            getattr(self, k).load_state_dict(state[k])
        self.average, self.epoch, self.step = state["average"], state["epoch"], state["step"]


def train_epoch(run: Run, examples: list[Example], teach: Callable[[Window], Window]) -> dict[str, float]:
    """Return one pass over ``examples``, each of whose windows ``teach`` has seen; the mean losses."""
    rng = random.Random(run.settings.seed * 1000 + run.epoch)
    torch.manual_seed(run.settings.seed * 1000 + run.epoch)
    run.model.train()
    batches = list(epoch_batches(examples, run.settings.window, run.settings.batch, rng))
    totals: dict[str, float] = {}
    begun = time.time()
    for i, items in enumerate(batches):
        loss, parts = batch_loss(run.model, collate([teach(item) for item in items]).to(run.device), run.settings)
        if not math.isfinite(float(loss.detach())):
            raise ArithmeticError(f"loss is {float(loss.detach())} at step {run.step}; lower --rate")
        run.update(loss)
        for k, v in parts.items():
            totals[k] = totals.get(k, 0.0) + v / len(batches)
        if i % 10 == 9 or i + 1 == len(batches):
            spent = time.time() - begun
            shown = " ".join(f"{k} {v * len(batches) / (i + 1):.4f}" for k, v in totals.items())
            print(f"epoch {run.epoch + 1} {i + 1}/{len(batches)} {shown} {spent:.0f}s", flush=True)
    run.epoch += 1
    return totals


def varied_examples(
    articles: list[dict[str, Any]], tokenizer: Tokenizer, settings: Settings, epoch: int
) -> list[Example]:
    """Return the articles as training data, each in a form drawn anew for the epoch."""
    rng = random.Random(settings.seed * 1000 + epoch)
    return [example(varied(article, settings, rng), tokenizer) for article in articles]


def varied(article: dict[str, Any], settings: Settings, rng: random.Random) -> dict[str, Any]:
    """Return the article in another form, drawn at random."""
    if rng.random() < settings.renamed:
        article = rename(article, rng)
    for share, change in ((settings.restyled, restyled), (settings.shouted, shouted), (settings.wrapped, wrapped)):
        if rng.random() < share:
            article = {**article, "text": change(article["text"], rng)}
    return article


def count_steps(examples: list[Example], settings: Settings) -> int:
    """Return how many batches the run will take, near enough for the schedule of rates."""
    found = sum(len(ex.encoded) / settings.window + 1 for ex in examples)
    return max(1, int(settings.epochs * found / settings.batch))
