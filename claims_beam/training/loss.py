"""What training makes small: the negative log likelihood of labels and links."""

import torch
from torch import Tensor

from claims_beam.encoder.pieces import MASK, PAD, SEP
from claims_beam.training.batches import Batch, LinkBatch, ReferentBatch
from claims_beam.training.data import IGNORED
from claims_beam.training.model import FORBIDDEN, PairScorer, Tagger, span_states
from claims_beam.training.settings import Settings


def link_loss(scorer: PairScorer, hidden: Tensor, links: LinkBatch, dropout: float) -> Tensor:
    """Cross entropy of each dependent's head, summed.

    Some heads are hidden, and their dependents then have none: the tagger will miss some, and the nearest other head
    would be wrong.
    """
    hidden_heads = torch.rand(links.real.shape) < dropout
    padded = torch.nn.functional.pad(hidden_heads, (0, 1))
    lost = padded.gather(1, links.gold.clamp(min=0)) & (links.gold >= 0)
    gold = links.gold.masked_fill(lost, links.real.shape[1])
    scores = scorer(span_states(hidden, links.dependents), span_states(hidden, links.heads), links.features)
    barred = torch.nn.functional.pad(~links.real | hidden_heads, (0, 1))
    scores = scores.masked_fill(barred[:, None], -1e4)
    return torch.nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), reduction="sum")


def tag_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy of each piece's label, summed; pieces of articles without annotated entities count nothing."""
    return torch.nn.functional.cross_entropy(
        scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def referent_loss(scorer: PairScorer, hidden: Tensor, links: ReferentBatch) -> Tensor:
    """The negative log of the probability of all right names together, summed (the marginal likelihood of an entity).

    Which of an entity's names the words go back to is not annotated, and does not matter.
    """
    scores = scorer(span_states(hidden, links.dependents), span_states(hidden, links.heads), links.features)
    barred = torch.nn.functional.pad(~links.real, (0, 1))
    logs = scores.masked_fill(barred[:, None], FORBIDDEN).log_softmax(-1)
    right = torch.logsumexp(logs.masked_fill(~links.right, FORBIDDEN), -1)
    return -(right * links.right.any(-1)).sum()


def batch_loss(model: Tagger, batch: Batch, settings: Settings) -> tuple[Tensor, dict[str, float]]:
    """The negative log likelihood of labels and links, by piece."""
    drop = (torch.rand(batch.ids.shape) < settings.word_dropout) & (batch.ids != SEP) & (batch.ids != PAD)
    ids = batch.ids.masked_fill(drop, MASK)
    full = bool(batch.mask.all())
    with torch.autocast("cpu", torch.bfloat16):
        emissions, hidden = model(ids, batch.shapes, batch.quotes, None if full else batch.mask)
    hidden = hidden.float()
    chain = model.chain.loss(emissions[:, 1:-1].float(), batch.labels, batch.mask[:, 2:])
    content_cue = link_loss(model.content_cue, hidden, batch.content_cue, settings.head_dropout)
    cue_source = link_loss(model.cue_source, hidden, batch.cue_source, settings.head_dropout)
    pieces = batch.mask.sum() - 2 * len(batch.ids)
    inner = hidden[:, 1:-1]
    names = tag_loss(model.names(model.dropout(inner)), batch.names)
    titles = tag_loss(model.titles(model.dropout(inner)), batch.titles)
    referent = referent_loss(model.referent, hidden, batch.referents)
    heads = settings.name_weight * names + settings.title_weight * titles + settings.link_weight * referent
    loss = (chain + settings.link_weight * (content_cue + cue_source) + heads) / pieces
    counts = [max(1, int((x.gold >= 0).sum())) for x in (batch.content_cue, batch.cue_source)]
    return loss, {
        "chain": float(chain.detach()) / int(pieces),
        "content_cue": float(content_cue.detach()) / counts[0],
        "cue_source": float(cue_source.detach()) / counts[1],
        "names": float(names.detach()) / max(1, int((batch.names != IGNORED).sum())),
        "titles": float(titles.detach()) / max(1, int((batch.titles != IGNORED).sum())),
        "referent": float(referent.detach()) / max(1, int(batch.referents.right.any(-1).sum())),
    }
