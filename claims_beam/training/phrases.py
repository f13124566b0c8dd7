"""Train the heads that read clauses, on the states of an encoder that stays as it is.

    python -m claims_beam.training.phrases MODEL ARTICLES... [--syntax FILE] [--epochs N] [--seed N]

MODEL is a model folder, whose linker.npz receives the heads. ARTICLES are files of annotated articles, as ``train``
takes them: a parser says which phrases the main clauses of their contents and of their other sentences have. FILE holds
texts with annotated syntax, a JSON object a line: ``text``, ``sentences`` [[start, end]], ``tokens`` [[start, end, part
of speech, head, relation]] in the scheme of Universal Dependencies.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from claims_beam.attribution.learned.labels import ROLES as ATTRIBUTION_ROLES
from claims_beam.encoder.labels import BEGIN, END, IN, OUT, SINGLE, label
from claims_beam.encoder.model import Encoder, load_encoder
from claims_beam.encoder.phrases import MODALITIES, ROLES, TENSES
from claims_beam.encoder.pieces import Encoded, Floats, Ints
from claims_beam.parsing import load_parser
from claims_beam.parsing.predicates import PredicateParser
from claims_beam.records import Phrase, Span, Spans
from claims_beam.text.quotation import find_quotations
from claims_beam.text.sanitize import encodable
from claims_beam.text.sentences import find_sentences
from claims_beam.text.spans import covers, merged
from claims_beam.training.data import IGNORED, read_jsonl
from claims_beam.training.syntax import read_syntax

Clause = tuple[Spans, tuple[Phrase, ...]]
"""The words that were read for a main clause, and its phrases."""

BATCH, EPOCHS = 2048, 3
SYNTAX_TIMES = 3  # An annotated text counts so many times, since they are few beside the parsed ones.
INNER, EVENT_INNER = 128, 64
RATE, WEIGHT_DECAY, DROPOUT = 2e-3, 0.01, 0.1
# After training, the first number is subtracted from the score of being in no phrase, and the second is added to that
# of being in an object. Most pieces are in no phrase, and a phrase is lost if one of its pieces is missed. The numbers
# were chosen on half of GUM, as the model card says.
OUTSIDE_LESS, OBJECT_MORE = 1.2, 0.7
EVENT_WEIGHT = 0.1  # The losses of the heads of events have this weight, since few of the pieces are verbs.


class Heads(nn.Module):
    """The twin of ``encoder.phrases`` in torch, with the same weights under the same names."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        events = 2 + len(MODALITIES) + len(TENSES)
        self.phrase = nn.ModuleDict(
            {
                "here": nn.Linear(hidden, INNER),
                "before": nn.Linear(hidden, INNER, bias=False),
                "after": nn.Linear(hidden, INNER, bias=False),
                "out": nn.Linear(INNER, label(len(ROLES), OUT) + 1),
            }
        )
        self.event = nn.ModuleDict({"inner": nn.Linear(hidden, EVENT_INNER), "out": nn.Linear(EVENT_INNER, events)})
        self.dropout = nn.Dropout(DROPOUT)

    def labels(self, before: Tensor, here: Tensor, after: Tensor) -> Tensor:
        """Return label scores for [n, hidden] states of pieces and of their neighbors."""
        inner = self.phrase["here"](here) + self.phrase["before"](before) + self.phrase["after"](after)
        return self.phrase["out"](self.dropout(inner.relu()))

    def events(self, states: Tensor) -> tuple[Tensor, ...]:
        """Return scores of polarity, modality and tense for [n, hidden] states of verbs."""
        scores = self.event["out"](self.dropout(self.event["inner"](states).relu()))
        return scores.split((2, len(MODALITIES), len(TENSES)), 1)


def parsed_clauses(article: dict[str, Any], text: str, parser: PredicateParser) -> list[Clause]:
    """Return the main clauses of the contents, and of the sentences that no attribution touches."""
    roles = [
        {role: [Span(*span) for span in found[role]] for role in ATTRIBUTION_ROLES} for found in article["attributions"]
    ]
    taken = merged(span for found in roles for spans in found.values() for span in spans)
    contents: list[Spans] = [tuple(found["content"]) for found in roles]
    free: list[Spans] = [(sentence,) for sentence in find_sentences(text) if not covers(taken, sentence)]
    return parser.read_phrases(text, contents + free)


def label_pieces(encoded: Encoded, clauses: Iterable[Clause]) -> tuple[Ints, Ints]:
    """Return the label of each piece, IGNORED where no clause was read, and [pieces, 3] what its verb's event is.

    Of clauses within one another each keeps its verb, and the outer one loses the phrases that the inner one parts.
    """
    labels, events = np.full(len(encoded), IGNORED), np.full((len(encoded), 3), IGNORED)
    outer_first = sorted(clauses, key=lambda clause: -sum(word.end - word.start for word in clause[0]))
    for words, _ in outer_first:
        for word in words:
            labels[_pieces(encoded, word)] = OUT
    phrases = [phrase for _, found in reversed(outer_first) for phrase in found]
    for phrase in sorted(phrases, key=lambda phrase: phrase.role != "verb"):
        place = _pieces(encoded, phrase.span)
        if place.start < place.stop and not (labels[place] > OUT).any():
            labels[place] = _span_labels(ROLES.index(phrase.role), place.stop - place.start)
            if phrase.modality is not None:
                shown = (int(phrase.negated), MODALITIES.index(phrase.modality), TENSES.index(phrase.tense))
                events[place.start] = shown
    return labels, events


def _pieces(encoded: Encoded, span: Span) -> slice:
    first = int(np.searchsorted(encoded.ends, span.start, side="right"))
    return slice(first, int(np.searchsorted(encoded.starts, span.end, side="left")))


def _span_labels(kind: int, length: int) -> list[int]:
    places = [SINGLE] if length == 1 else [BEGIN, *[IN] * (length - 2), END]
    return [label(kind, place) for place in places]


def examples(encoder: Encoder, articles: Sequence[Path], syntax: Path | None) -> Iterator[tuple[Floats, Ints, Ints]]:
    """Yield the states, labels and events of each text; labels of texts with annotated syntax come with no events."""
    parser = load_parser()
    for article in (article for path in articles for article in read_jsonl(path)):
        text = encodable(article["text"])
        done = encoder(text, find_quotations(text))
        yield done.hidden, *label_pieces(done.pieces, parsed_clauses(article, text, parser))
    for row in read_jsonl(syntax) if syntax else ():
        text = encodable(row["text"])
        done = encoder(text, find_quotations(text))
        yield from [(done.hidden, *label_pieces(done.pieces, read_syntax(row)))] * SYNTAX_TIMES


@dataclass(frozen=True)
class Pieces:
    """The pieces of all texts in a row: states [n, hidden] in half precision, labels [n], events [n, 3]."""

    states: Tensor
    labels: Tensor
    events: Tensor

    def neighborhood(self, at: Tensor) -> tuple[Tensor, ...]:
        """Return the states before, at and after the pieces ``at``."""
        last = len(self.states) - 1
        return tuple(self.states[(at + step).clamp(0, last)].float() for step in (-1, 0, 1))


def gather(texts: Iterable[tuple[Floats, Ints, Ints]]) -> Pieces:
    """Return the pieces of all texts."""
    parts = zip(*((states.astype(np.float16), *rest) for states, *rest in texts), strict=True)
    return Pieces(*(torch.from_numpy(np.concatenate(part)) for part in parts))


def fit(pieces: Pieces, epochs: int, seed: int) -> Heads:
    """Return heads that were trained on the pieces that have labels."""
    torch.manual_seed(seed)
    heads = Heads(pieces.states.shape[1])
    labeled = torch.nonzero(pieces.labels != IGNORED)[:, 0]
    steps = epochs * -(-len(labeled) // BATCH)
    optimizer = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps, pct_start=0.1)
    for epoch in range(epochs):
        losses = []
        for at in labeled[torch.randperm(len(labeled))].split(BATCH):
            loss = batch_loss(heads, pieces, at)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}", flush=True)
    with torch.no_grad():
        bias = heads.phrase["out"].bias
        bias[OUT] -= OUTSIDE_LESS
        bias[label(ROLES.index("object"), BEGIN) : label(ROLES.index("object"), SINGLE) + 1] += OBJECT_MORE
    return heads.eval()


def batch_loss(heads: Heads, pieces: Pieces, at: Tensor) -> Tensor:
    """Return the cross entropy of the labels of the pieces ``at``, and of the events of the verbs among them."""
    cross_entropy = nn.functional.cross_entropy
    loss = cross_entropy(heads.labels(*pieces.neighborhood(at)), pieces.labels[at])
    verbs = at[pieces.events[at, 0] != IGNORED]
    if len(verbs):
        gold = pieces.events[verbs].unbind(1)
        scores = heads.events(pieces.states[verbs].float())
        loss = loss + EVENT_WEIGHT * sum(map(cross_entropy, scores, gold), torch.zeros(()))
    return loss


def store(heads: Heads, folder: Path) -> None:
    """Put the weights of the heads into the model folder, in the place of those that it has of them."""
    path = folder / "linker.npz"
    with np.load(path) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name.split(".")[0] not in ("phrase", "event")}
    own = {name: weight.numpy().astype(np.float16) for name, weight in heads.state_dict().items()}
    np.savez(path, **kept, **own)


def main(argv: Sequence[str] | None = None) -> None:
    """Train the heads and store them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("model", type=Path)
    options.add_argument("articles", type=Path, nargs="+")
    options.add_argument("--syntax", type=Path)
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args(argv)
    pieces = gather(examples(load_encoder(given.model), given.articles, given.syntax))
    store(fit(pieces, given.epochs, given.seed), given.model)


if __name__ == "__main__":
    main()
