"""Padded batches of tensors, made of windows that are cut anew and shuffled in each epoch."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from claims_beam.attribution.learned.labels import LABELS
from claims_beam.encoder.heads import NAME_KINDS
from claims_beam.encoder.pairs import TABLES
from claims_beam.encoder.pieces import PAD, Ints
from claims_beam.training.data import IGNORED, NO_HEAD, Example, Links, Referents, Soft, Window, windows


@dataclass(frozen=True, slots=True)
class LinkBatch:
    """Padded links: [b, d, 2], [b, h, 2], [b, d, h, f], [b, d] (the none column: h; padding: IGNORED), [b, h]."""

    dependents: Tensor
    heads: Tensor
    features: Tensor
    gold: Tensor
    real: Tensor


@dataclass(frozen=True, slots=True)
class ReferentBatch:
    """Padded referents: [b, d, 2], [b, h, 2], [b, d, h, f], [b, d, h + 1] (padding: none right), [b, h]."""

    dependents: Tensor
    heads: Tensor
    features: Tensor
    right: Tensor
    real: Tensor


@dataclass(frozen=True, slots=True)
class SoftBatch:
    """Teachers' scores [b, pieces, labels]; ``taught`` [b, pieces] is whether a teacher has read the piece.

    ``states`` [b, pieces, width] are the teacher's; their width is 0 where none are given.
    """

    roles: Tensor
    names: Tensor
    states: Tensor
    taught: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to the longest: [b, pieces], labels without CLS and SEP; ``mask`` is 1 where a piece is real."""

    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    labels: Tensor
    mask: Tensor
    content_cue: LinkBatch
    cue_source: LinkBatch
    names: Tensor
    titles: Tensor
    referents: ReferentBatch
    soft: SoftBatch

    def to(self, device: torch.device) -> "Batch":
        """Return the same batch on the device."""
        return _moved(self, device)


def _moved(batch: Any, device: torch.device) -> Any:
    if isinstance(batch, Tensor):
        return batch.to(device, non_blocking=True)
    return replace(batch, **{field.name: _moved(getattr(batch, field.name), device) for field in fields(batch)})


def collate(items: list[Window]) -> Batch:
    """Return windows padded to the longest of them."""
    size = max(len(w.ids) for w in items)

    def padded(arrays: list[Ints], length: int, fill: int) -> Tensor:
        out = np.full((len(arrays), length), fill, np.int64)
        for row, a in zip(out, arrays, strict=True):
            row[: len(a)] = a
        return torch.from_numpy(out)

    return Batch(
        padded([w.ids for w in items], size, PAD),
        padded([w.shapes for w in items], size, 0),
        padded([w.quotes for w in items], size, 0),
        padded([w.labels for w in items], size - 2, 0),
        padded([np.ones(len(w.ids), np.int64) for w in items], size, 0),
        collate_links([w.content_cue for w in items]),
        collate_links([w.cue_source for w in items]),
        padded([w.names for w in items], size - 2, IGNORED),
        padded([w.titles for w in items], size - 2, IGNORED),
        collate_referents([w.referents for w in items]),
        collate_soft([w.soft for w in items], size - 2),
    )


def collate_soft(items: list[Soft | None], size: int) -> SoftBatch:
    """Return teachers' scores and states padded to ``size`` pieces, zero where there are none."""
    width = max((soft.states.shape[1] for soft in items if soft and soft.states is not None), default=0)
    roles = np.zeros((len(items), size, len(LABELS)), np.float32)
    names = np.zeros((len(items), size, 1 + 4 * len(NAME_KINDS)), np.float32)
    states = np.zeros((len(items), size, width), np.float32)
    taught = np.zeros((len(items), size), bool)
    for i, soft in enumerate(items):
        if soft:
            pieces = len(soft.roles)
            roles[i, :pieces], names[i, :pieces], taught[i, :pieces] = soft.roles, soft.names, True
            if soft.states is not None:
                states[i, :pieces] = soft.states
    return SoftBatch(*map(torch.from_numpy, (roles, names, states, taught)))


def collate_referents(items: list[Referents]) -> ReferentBatch:
    """Return referents padded to the most dependents and names of any window, at least one of each."""
    most_d = max([1, *(len(x.dependents) for x in items)])
    most_h = max([1, *(len(x.heads) for x in items)])
    shape = (len(items), most_d, most_h)
    dependents, heads = np.zeros((len(items), most_d, 2), np.int64), np.zeros((len(items), most_h, 2), np.int64)
    features = np.zeros((*shape, len(TABLES)), np.int64)
    right, real = np.zeros((len(items), most_d, most_h + 1), bool), np.zeros((len(items), most_h), bool)
    for i, x in enumerate(items):
        d, h = len(x.dependents), len(x.heads)
        dependents[i, :d], heads[i, :h], features[i, :d, :h] = x.dependents, x.heads, x.features
        right[i, :d, :h], right[i, :d, -1] = x.right[:, :-1], x.right[:, -1]
        real[i, :h] = True
    return ReferentBatch(*map(torch.from_numpy, (dependents, heads, features, right, real)))


def collate_links(items: list[Links]) -> LinkBatch:
    """Return links padded to the most dependents and heads of any window, at least one of each."""
    n = len(items)
    most_d = max([1, *(len(x.dependents) for x in items)])
    most_h = max([1, *(len(x.heads) for x in items)])
    dependents = np.zeros((n, most_d, 2), np.int64)
    heads = np.zeros((n, most_h, 2), np.int64)
    features = np.zeros((n, most_d, most_h, items[0].features.shape[-1]), np.int64)
    gold = np.full((n, most_d), IGNORED, np.int64)
    real = np.zeros((n, most_h), bool)
    for i, x in enumerate(items):
        d, h = len(x.dependents), len(x.heads)
        dependents[i, :d], heads[i, :h], features[i, :d, :h] = x.dependents, x.heads, x.features
        gold[i, :d] = np.where(x.gold == NO_HEAD, most_h, x.gold)
        real[i, :h] = True
    return LinkBatch(*map(torch.from_numpy, (dependents, heads, features, gold, real)))


def epoch_batches(examples: list[Example], window: int, size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Yield all windows in a new random cut; batches of like lengths, in random order."""
    cut = [w for ex in examples for w in windows(ex, window, rng.randrange(window))]
    cut.sort(key=lambda w: (len(w.ids) // 16, rng.random()))
    batches = [cut[i : i + size] for i in range(0, len(cut), size)]
    rng.shuffle(batches)
    yield from batches
