"""The tagger in torch: encoder, labels as a linear-chain CRF, links by a pair scorer on the same hidden states."""

import torch
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedModel

from claims_beam.attribution.learned.labels import LABELS, allowed_transitions
from claims_beam.encoder.heads import NAME_KINDS
from claims_beam.encoder.pairs import FEATURE_ROWS
from claims_beam.encoder.pieces import QUOTE_STATES, SHAPES

FORBIDDEN = -1e4
SMALLEST = 1e-30


class LinearChain(nn.Module):
    """A linear-chain conditional random field over the labels (Lafferty et al., 2001; Lample et al., 2016)."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.register_buffer("barred", ~torch.from_numpy(allowed_transitions()), persistent=False)

    def matrix(self) -> Tensor:
        """Return the transition scores [from, to], those against the order of labels out of reach."""
        return self.transitions.masked_fill(self.barred, FORBIDDEN)

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Return the summed negative log likelihood of [batch, pieces, labels] and two [batch, pieces]."""
        matrix = self.matrix()
        return (self._partition(emissions, mask, matrix) - self._gold(emissions, labels, mask, matrix)).sum()

    def _gold(self, emissions: Tensor, labels: Tensor, mask: Tensor, matrix: Tensor) -> Tensor:
        emitted = emissions.gather(2, labels[..., None])[..., 0] * mask
        moved = matrix[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        return emitted.sum(1) + moved.sum(1)

    def _partition(self, emissions: Tensor, mask: Tensor, matrix: Tensor) -> Tensor:
        # In the space of probabilities, as a tree of matrix products: few steps, each of them large, are fast on GPUs.
        peak = emissions.max(2, keepdim=True).values
        weights = (emissions - peak).exp()
        moves = matrix.exp() * weights[:, 1:, None]
        real = mask.bool()[:, 1:, None, None]
        product, log_scale = _chain_product(torch.where(real, moves, torch.eye(moves.shape[-1], device=moves.device)))
        total = (weights[:, :1] @ product).sum((1, 2))
        return (peak[..., 0] * mask).sum(1) + log_scale + total.clamp(min=SMALLEST).log()


def _chain_product(matrices: Tensor) -> tuple[Tensor, Tensor]:
    """Return the product, [batch, k, k], of each row of matrices, [batch, n, k, k], and the log of its divisor."""
    one = torch.eye(matrices.shape[-1], device=matrices.device).expand(len(matrices), 1, -1, -1)
    log_scale = matrices.new_zeros(len(matrices))
    if not matrices.shape[1]:
        return one[:, 0], log_scale
    while matrices.shape[1] > 1:
        if matrices.shape[1] % 2:
            matrices = torch.cat((matrices, one), 1)
        matrices = matrices[:, 0::2] @ matrices[:, 1::2]
        scale = matrices.detach().amax((2, 3), keepdim=True).clamp(min=SMALLEST)
        matrices, log_scale = matrices / scale, log_scale + scale[..., 0, 0].log().sum(1)
    return matrices[:, 0], log_scale


class PairScorer(nn.Module):
    """Scores each (dependent, head) pair of spans and, in the last column, "no head"."""

    def __init__(self, hidden: int, size: int = 128) -> None:
        super().__init__()
        self.dependent = nn.Linear(2 * hidden, size)
        self.head = nn.Linear(2 * hidden, size)
        self.features = nn.Embedding(FEATURE_ROWS, size)
        self.out = nn.Linear(size, 1)
        self.none = nn.Linear(size, 1)
        self.bilinear_dependent = nn.Linear(2 * hidden, size // 2)
        self.bilinear_head = nn.Linear(2 * hidden, size // 2)
        self.dropout = nn.Dropout(0.2)
        nn.init.normal_(self.features.weight, std=0.05)

    def forward(self, dependents: Tensor, heads: Tensor, features: Tensor) -> Tensor:
        """Return the scores of each dependent's heads and of no head, [batch, d, h + 1].

        ``dependents`` are [batch, d, 2 hidden], ``heads`` are [batch, h, 2 hidden], and ``features`` are [batch, d, h,
        features].
        """
        dependents, heads = self.dropout(dependents), self.dropout(heads)
        left = self.dependent(dependents)
        pair = left[:, :, None] + self.head(heads)[:, None] + self.features(features).sum(-2)
        scores = self.out(self.dropout(pair.relu()))[..., 0]
        product = self.bilinear_dependent(dependents) @ self.bilinear_head(heads).transpose(1, 2)
        scores = scores + product / self.bilinear_head.out_features**0.5
        return torch.cat((scores, self.none(left.relu())), -1)


class Tagger(nn.Module):
    """A network that reads word pieces with shapes and quote states, and returns label scores and hidden states.

    It holds the other heads, too.

    Args:
        encoder: A model like BERT, whose word embeddings are ``encoder.embeddings.word_embeddings``.
        vocabulary: The encoder's own piece for each word piece that the tagger reads; None where they are the same.
    """

    def __init__(self, encoder: PreTrainedModel, vocabulary: Tensor | None = None) -> None:
        super().__init__()
        self.register_buffer("vocabulary", vocabulary, persistent=False)
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.shape = nn.Embedding(SHAPES, hidden)
        self.quote = nn.Embedding(QUOTE_STATES, hidden)
        nn.init.normal_(self.shape.weight, std=0.01)
        nn.init.normal_(self.quote.weight, std=0.01)
        self.dropout = nn.Dropout(0.1)
        self.emit = nn.Linear(hidden, len(LABELS))
        self.chain = LinearChain()
        self.content_cue = PairScorer(hidden)
        self.cue_source = PairScorer(hidden)
        self.names = nn.Linear(hidden, 1 + 4 * len(NAME_KINDS))
        self.titles = nn.Linear(hidden, 1 + 4)
        self.referent = PairScorer(hidden)

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return emissions, [batch, pieces, labels], and hidden states, [batch, pieces, hidden]."""
        own = ids if self.vocabulary is None else self.vocabulary[ids]
        words = self.encoder.embeddings.word_embeddings(own) + self.shape(shapes) + self.quote(quotes)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.emit(self.dropout(hidden)), hidden


def span_states(hidden: Tensor, spans: Tensor) -> Tensor:
    """Return the states of each span's two ends, [batch, n, 2 hidden], for spans [batch, n, 2]."""
    batch = torch.arange(len(hidden), device=hidden.device)[:, None]
    return torch.cat((hidden[batch, spans[..., 0]], hidden[batch, spans[..., 1]]), -1)


def load_encoder(folder: str, layers: int | None = None) -> PreTrainedModel:
    """Return the pretrained encoder, without attention dropout: that keeps torch on its fast kernel.

    Of its layers it has the first ``layers``, or all where that is None.
    """
    depth = {} if layers is None else {"num_hidden_layers": layers}
    return AutoModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, **depth)


def best_device() -> torch.device:
    """Return the GPU where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision(device: torch.device) -> torch.autocast:
    """Return the context in which networks compute: bfloat16 on a GPU, single precision on a processor.

    Processors without instructions for bfloat16 emulate it, which is twenty times slower (torch 2.13, AVX2).
    """
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type != "cpu")
