"""A sentence classifier in torch, too slow to ship, that the shipped scorer of check-worthiness learns from.

The pretrained encoder, the mean of its outputs, and one linear layer, fine-tuned on labelled sentences.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits
from transformers import AutoModel, AutoTokenizer

from claims_beam.training.model import precision

Floats = NDArray[np.float32]
Pieces = list[int]


@dataclass(frozen=True, slots=True)
class TeacherSettings:
    """How the teacher is fine-tuned; ``length`` in word pieces, of which a sentence keeps the first."""

    epochs: int = 2
    batch: int = 32
    length: int = 80
    rate: float = 6e-5
    head_rate: float = 1e-3
    warmup: int = 100
    seed: int = 1


class Teacher(nn.Module):
    """A network that returns for each sentence the log-odds that it is worth checking."""

    def __init__(self, encoder: Path, length: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder)
        self.head = nn.Linear(self.encoder.config.hidden_size, 1)
        self.dropout = nn.Dropout(0.1)
        self.tokenizer, self.length = AutoTokenizer.from_pretrained(encoder), length

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the log-odds of padded sentences, [b, pieces] each."""
        states = self.encoder(ids, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(self.dropout(mean))[:, 0]

    def pieces(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the word pieces of each text, its end cut off beyond ``length``."""
        return [self.tokenizer(text, truncation=True, max_length=self.length)["input_ids"] for text in texts]

    def log_odds(self, texts: Sequence[str], batch: int = 64) -> Floats:
        """Return the log-odds of each text, in order."""
        self.eval()
        found, out = self.pieces(texts), np.zeros(len(texts), np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(found[i]))
        with torch.no_grad():
            for at in range(0, len(texts), batch):
                rows = by_length[at : at + batch]
                out[rows] = self._cheaply(*padded([found[i] for i in rows])).numpy()
        return out

    def _cheaply(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the forward pass in the precision in which the device is fast."""
        with precision(ids.device):
            return self(ids, mask).float()

    def fit(self, texts: Sequence[str], labels: Floats, settings: TeacherSettings) -> None:
        """Fine-tune on the labels, 0 or 1, printing the loss. Raises ArithmeticError when it is not finite."""
        random.seed(settings.seed)
        self.train()
        found, steps = self.pieces(texts), max(1, settings.epochs * len(texts) // settings.batch)
        optimizer = torch.optim.AdamW(self._groups(settings), weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1.0, (step + 1) / settings.warmup, max(0.02, (steps - step) / steps))
        )
        for epoch in range(settings.epochs):
            for rows in _batches(found, settings.batch):
                log_odds = self._cheaply(*padded([found[i] for i in rows]))
                loss = binary_cross_entropy_with_logits(log_odds, torch.from_numpy(labels[rows]))
                if not torch.isfinite(loss):
                    raise ArithmeticError(f"the teacher's loss is {float(loss)}; lower its rate, {settings.rate}")
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self.parameters(), 1.0)
                optimizer.step()
                schedule.step()
            print(f"teacher: epoch {epoch + 1} of {settings.epochs}, last loss {float(loss.detach()):.3f}", flush=True)

    def _groups(self, settings: TeacherSettings) -> list[dict[str, Any]]:
        encoder = {"params": self.encoder.parameters(), "lr": settings.rate}
        return [encoder, {"params": self.head.parameters(), "lr": settings.head_rate}]


def train_teacher(encoder: Path, texts: Sequence[str], labels: Floats, settings: TeacherSettings) -> Teacher:
    """Return a teacher fine-tuned on the labels, from the pretrained ``encoder`` folder."""
    torch.manual_seed(settings.seed)
    teacher = Teacher(encoder, settings.length)
    teacher.fit(texts, labels, settings)
    return teacher


def padded(rows: Sequence[Pieces]) -> tuple[Tensor, Tensor]:
    """Return ids and mask, 1 where a piece is real, as wide as the longest row."""
    ids = nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)
    sizes = torch.tensor([len(row) for row in rows])
    return ids, (torch.arange(ids.shape[1]) < sizes[:, None]).float()


def _batches(found: Sequence[Pieces], size: int) -> Iterator[list[int]]:
    """Yield rows of like lengths together, in random order."""
    rows = sorted(range(len(found)), key=lambda i: (len(found[i]) // 6, random.random()))
    batches = [rows[index : index + size] for index in range(0, len(rows), size)]
    random.shuffle(batches)
    yield from batches
