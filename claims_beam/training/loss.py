"""What training makes small: the negative log likelihood of labels and links."""

import torch
from torch import Tensor

from claims_beam.encoder.pieces import MASK, PAD, SEP
from claims_beam.training.batches import Batch, LinkBatch, ReferentBatch
from claims_beam.training.data import IGNORED
from claims_beam.training.model import FORBIDDEN, PairScorer, Tagger, precision, span_states
from claims_beam.training.settings import Settings


def link_loss(scorer: PairScorer, hidden: Tensor, links: LinkBatch, dropout: float) -> Tensor:
    """Return the cross entropy of each dependent's head, summed.

    Some heads are hidden, and their dependents then have none: the tagger will miss some, and the nearest other head
    would be wrong.
    """
    hidden_heads = torch.rand(links.real.shape, device=links.real.device) < dropout
    padded = torch.nn.functional.pad(hidden_heads, (0, 1))
    lost = padded.gather(1, links.gold.clamp(min=0)) & (links.gold >= 0)
    gold = links.gold.masked_fill(lost, links.real.shape[1])
    scores = scorer(span_states(hidden, links.dependents), span_states(hidden, links.heads), links.features)
    barred = torch.nn.functional.pad(~links.real | hidden_heads, (0, 1))
    scores = scores.masked_fill(barred[:, None], -1e4)
    return torch.nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), reduction="sum")


def tag_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the cross entropy of each piece's label, summed; articles without annotated entities count nothing."""
    return torch.nn.functional.cross_entropy(
        scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def referent_loss(scorer: PairScorer, hidden: Tensor, links: ReferentBatch) -> Tensor:
    """Return the negative log of the probability of all right names together, summed (an entity's likelihood).

    Which of an entity's names the words go back to is not annotated, and does not matter.
    """
    scores = scorer(span_states(hidden, links.dependents), span_states(hidden, links.heads), links.features)
    barred = torch.nn.functional.pad(~links.real, (0, 1))
    logs = scores.masked_fill(barred[:, None], FORBIDDEN).log_softmax(-1)
    right = torch.logsumexp(logs.masked_fill(~links.right, FORBIDDEN), -1)
    return -(right * links.right.any(-1)).sum()


def divergence(scores: Tensor, taught: Tensor, where: Tensor, temperature: float) -> Tensor:
    """Return how far the labels' probabilities are from the teachers', summed (Hinton et al., 2015).

    Args:
        scores: The student's scores [batch, pieces, labels].
        taught: The teachers' scores, of the same shape.
        where: Which pieces count [batch, pieces].
        temperature: What both scores are divided by, so that less probable labels count more.
    """
    logs, wanted = (scores / temperature).log_softmax(-1), (taught / temperature).softmax(-1)
    apart = torch.nn.functional.kl_div(logs, wanted, reduction="none").sum(-1)
    return (apart * where).sum() * temperature**2


def distance(hidden: Tensor, states: Tensor, where: Tensor) -> Tensor:
    """Return how far hidden states are from the teacher's, summed over pieces: the mean square of their differences.

    As Sun et al. (2019) and Jiao et al. (2020) do for the layers of smaller encoders. All are [batch, pieces, width];
    without states of a teacher, which then have no width, the distance is zero.
    """
    if not states.shape[-1]:
        return hidden.new_zeros(())
    return ((hidden - states).square().mean(-1) * where).sum()


def batch_loss(model: Tagger, batch: Batch, settings: Settings) -> tuple[Tensor, dict[str, float]]:
    """Return what training makes small, by piece, and the mean of each of its parts."""
    full = bool(batch.mask.all())
    ids = _with_gaps(batch.ids, settings.word_dropout)
    with precision(ids.device):
        emissions, hidden = model(ids, batch.shapes, batch.quotes, None if full else batch.mask)
    emissions, hidden = emissions[:, 1:-1].float(), hidden.float()
    names, titles = model.names(model.dropout(hidden[:, 1:-1])), model.titles(model.dropout(hidden[:, 1:-1]))
    soft, temperature = batch.soft, settings.temperature
    sums = {
        "chain": model.chain.loss(emissions, batch.labels, batch.mask[:, 2:]),
        "content_cue": link_loss(model.content_cue, hidden, batch.content_cue, settings.head_dropout),
        "cue_source": link_loss(model.cue_source, hidden, batch.cue_source, settings.head_dropout),
        "names": tag_loss(names, batch.names),
        "titles": tag_loss(titles, batch.titles),
        "referent": referent_loss(model.referent, hidden, batch.referents),
        "soft": divergence(emissions, soft.roles, soft.taught, temperature)
        + divergence(names, soft.names, soft.taught, temperature),
        "states": distance(hidden[:, 1:-1], soft.states, soft.taught),
    }
    pieces = batch.mask.sum() - 2 * len(batch.ids)
    weights = _weights(settings)
    loss = sum((weights[part] * value for part, value in sums.items()), torch.zeros((), device=ids.device)) / pieces
    counts = _counts(batch, int(pieces))
    return loss, {part: float(value.detach()) / max(1, counts[part]) for part, value in sums.items()}


def _with_gaps(ids: Tensor, share: float) -> Tensor:
    """Return the pieces, of which a share is hidden behind a mask."""
    drop = (torch.rand(ids.shape, device=ids.device) < share) & (ids != SEP) & (ids != PAD)
    return ids.masked_fill(drop, MASK)


def _weights(settings: Settings) -> dict[str, float]:
    links = dict.fromkeys(("content_cue", "cue_source", "referent"), settings.link_weight)
    tags = {"names": settings.name_weight, "titles": settings.title_weight}
    taught = {"soft": settings.soft_weight, "states": settings.state_weight}
    return {"chain": 1.0, **taught, **links, **tags}


def _counts(batch: Batch, pieces: int) -> dict[str, int]:
    """Return how many pieces or spans each part of the loss is a sum over."""
    return {
        "chain": pieces,
        "content_cue": int((batch.content_cue.gold >= 0).sum()),
        "cue_source": int((batch.cue_source.gold >= 0).sum()),
        "names": int((batch.names != IGNORED).sum()),
        "titles": int((batch.titles != IGNORED).sum()),
        "referent": int(batch.referents.right.any(-1).sum()),
        "soft": int(batch.soft.taught.sum()),
        "states": int(batch.soft.taught.sum()),
    }
