"""Trained teachers read articles that nobody has annotated: their mean scores, and the attributions that these give.

Each article is a file of its own, so that a run that was stopped goes on behind the last article.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from claims_beam.attribution.learned.decoding import Decoder, Options, assemble
from claims_beam.attribution.learned.labels import CONTENT, CUE, LABELS, SOURCE
from claims_beam.attribution.learned.linking import link
from claims_beam.encoder.pairs import PairScorer
from claims_beam.encoder.pieces import Encoded, Floats, Ints, encode
from claims_beam.encoder.windows import run_windows
from claims_beam.records import Attribution
from claims_beam.text.quotation import find_quotations
from claims_beam.training.data import Soft
from claims_beam.training.model import Tagger, precision

WINDOW, BEFORE, AFTER = 254, 32, 32  # They count pieces; the teachers were measured with as large an overlap.
EVERY = 50  # A line of progress is printed after so many articles.


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the teachers say of an article: scores of its pieces, and attributions in the form of the corpus."""

    soft: Soft
    attributions: list[dict[str, Any]]


class MeanScorer:
    """The mean of several teachers' scorers of pairs; each reads its own part of the states."""

    def __init__(self, weights: Sequence[dict[str, Floats]], widths: Sequence[int], name: str) -> None:
        self.scorers = [PairScorer(weight, name) for weight in weights]
        self.edges = np.cumsum((0, *widths))

    def __call__(self, dependents: Floats, heads: Floats, features: Ints) -> Floats:
        """Return the means of the scores that the teachers' scorers give; the states hold theirs side by side."""
        parts = [
            _log_softmax(scorer(self._part(dependents, teacher), self._part(heads, teacher), features))
            for teacher, scorer in enumerate(self.scorers)
        ]
        return np.mean(parts, axis=0)

    def _part(self, states: Floats, teacher: int) -> Floats:
        ends = states.reshape(len(states), 2, -1)
        part = ends[:, :, self.edges[teacher] : self.edges[teacher + 1]]
        return part.reshape(len(states), -1)


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))


class Teachers:
    """Trained taggers that read the same word pieces, asked together."""

    def __init__(self, models: Sequence[Tagger], tokenizer: Tokenizer) -> None:
        self.models = [model.eval() for model in models]
        self.tokenizer = tokenizer
        self.device = models[0].emit.weight.device
        weights = [{k: v.float().cpu().numpy() for k, v in model.state_dict().items()} for model in models]
        widths = [model.encoder.config.hidden_size for model in models]
        mean = np.mean([weight["chain.transitions"] for weight in weights], axis=0)
        self.decoder = Decoder({"chain.transitions": mean})
        self.cues, self.sources = (MeanScorer(weights, widths, name) for name in ("content_cue", "cue_source"))

    def __call__(self, text: str) -> Labelled:
        """Return what the teachers say of the text."""
        encoded = encode(text, self.tokenizer, find_quotations(text))
        scores, hidden = run_windows(encoded, self._read, WINDOW, BEFORE, AFTER)
        roles, names = scores[:, : len(LABELS)], scores[:, len(LABELS) :]
        return Labelled(
            Soft(roles, names), [_as_corpus(attribution) for attribution in self._attributions(encoded, roles, hidden)]
        )

    def _read(self, *window: Ints) -> tuple[Floats, Floats]:
        """Return mean scores of roles and names side by side, and the teachers' states side by side."""
        inputs = [torch.from_numpy(np.asarray(array, np.int64))[None].to(self.device) for array in window]
        with torch.no_grad(), precision(self.device):
            read = [_scores(model, inputs) for model in self.models]
        mean = torch.stack([scores for scores, _ in read]).mean(0)
        return mean.cpu().numpy(), torch.cat([hidden for _, hidden in read], -1).cpu().numpy()

    def _attributions(self, encoded: Encoded, roles: Floats, hidden: Floats) -> list[Attribution]:
        spans, confidences = self.decoder.spans(encoded, roles)
        cues = link(self.cues, encoded, hidden, spans[CONTENT], spans[CUE])
        sources = link(self.sources, encoded, hidden, spans[CUE], spans[SOURCE], Options().no_source)
        return assemble(encoded, spans, confidences, cues, sources)


def _scores(model: Tagger, inputs: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    emissions, hidden = model(*inputs)
    return torch.cat((emissions, model.names(hidden)), -1)[0].float(), hidden[0].float()


def _as_corpus(found: Attribution) -> dict[str, Any]:
    cue = found.cue.spans if found.cue else ()
    roles = {"source": found.source, "cue": cue, "content": found.content}
    return {role: [[span.start, span.end] for span in spans] for role, spans in roles.items()}


def label_all(articles: Sequence[dict[str, Any]], teachers: Teachers, out: Path) -> None:
    """Write what the teachers say of each article that has no file in ``out`` yet, with a line of progress."""
    for number, article in enumerate(articles):
        if not place(out, number).exists():
            write(teachers(article["text"]), place(out, number))
        if (number + 1) % EVERY == 0 or number + 1 == len(articles):
            print(f"label: {number + 1} of {len(articles)} articles", flush=True)


def place(folder: Path, number: int) -> Path:
    """Return the file of the article with this number, counted from 0."""
    return folder / f"{number:06d}.npz"


def write(labelled: Labelled, path: Path) -> None:
    """Write the labels compressed, the scores in half precision."""
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        np.savez_compressed(
            file,
            roles=labelled.soft.roles.astype(np.float16),
            names=labelled.soft.names.astype(np.float16),
            attributions=np.array(json.dumps(labelled.attributions)),
        )
    new.replace(path)


def read(path: Path) -> Labelled:
    """Return the labels that ``write`` wrote."""
    with np.load(path) as saved:
        soft = Soft(saved["roles"].astype(np.float32), saved["names"].astype(np.float32))
        return Labelled(soft, json.loads(str(saved["attributions"])))
