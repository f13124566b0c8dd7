"""The head of referents, fitted alone on the states of an encoder that stays as it is."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from claims_beam.attribution.learned.referents import pieces_of
from claims_beam.encoder.model import Encoder
from claims_beam.encoder.pairs import pair_features, span_states
from claims_beam.encoder.pieces import Floats, Ints
from claims_beam.records import Span
from claims_beam.text.quotation import find_quotations
from claims_beam.training.entities import find_names, find_references
from claims_beam.training.model import PairScorer

EPOCHS, RATE, DECAY, DROPOUT, BATCH = 8, 1.5e-3, 1e-2, 0.3, 2


@dataclass(frozen=True, slots=True)
class Example:
    """What refers and the names of one article: their states, the features of each pair, and which pairs are right.

    ``right`` has a last column for nobody.
    """

    sources: Floats
    names: Floats
    features: Ints
    right: NDArray[np.bool_]


def referent_example(article: dict[str, Any], entities: Sequence[dict[str, Any]], encoder: Encoder) -> Example | None:
    """Return the example of an annotated article; None for one in which nothing refers to a name."""
    text = article["text"]
    names, references = find_names(text, entities), find_references(article, entities)
    if not names or not references:
        return None
    read = encoder(text, find_quotations(text))
    sources = pieces_of(read.pieces, [Span(reference.start, reference.end) for reference in references])
    places = pieces_of(read.pieces, [Span(name.start, name.end) for name in names])
    right = np.array(
        [[name.entity in reference.entities for name in names] + [not reference.entities] for reference in references]
    )
    kept = right.any(1)
    features = pair_features(read.pieces, sources, places)[kept]
    return Example(span_states(read.hidden, sources[kept]), span_states(read.hidden, places), features, right[kept])


def fit_referents(examples: Sequence[Example], seed: int) -> dict[str, Floats]:
    """Return the weights of a head that is fitted to the examples, by their names in the model's file."""
    torch.manual_seed(seed)
    examples, rng = list(examples), random.Random(seed)
    scorer = PairScorer(examples[0].sources.shape[1] // 2)
    scorer.dropout.p = DROPOUT
    optimizer = torch.optim.AdamW(scorer.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for _ in range(EPOCHS):
        rng.shuffle(examples)
        for at in range(0, len(examples), BATCH):
            losses = torch.cat([_losses(scorer, example) for example in examples[at : at + BATCH]])
            optimizer.zero_grad()
            losses.mean().backward()
            optimizer.step()
            schedule.step()
    return {f"referent.{name}": value.numpy() for name, value in scorer.state_dict().items()}


def _losses(scorer: PairScorer, example: Example) -> Tensor:
    """Return the negative log of the probability that each source's right names have together."""
    given = (torch.from_numpy(array)[None] for array in (example.sources, example.names, example.features))
    odds = scorer(*given)[0].log_softmax(1)
    return -odds.masked_fill(~torch.from_numpy(example.right), -1e4).logsumexp(1)
