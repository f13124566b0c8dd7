"""The features of a corpus: its articles with gold attributions as windows of word pieces with labels and links."""

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims_beam.attribution.learned.labels import CONTENT, CUE, ROLES
from claims_beam.encoder.heads import NAME_KINDS
from claims_beam.encoder.labels import BEGIN, END, IN, SINGLE, label
from claims_beam.encoder.pairs import pair_features
from claims_beam.encoder.pieces import CLS, SEP, Encoded, Floats, Ints, encode
from claims_beam.text.quotation import find_quotations

Piece = tuple[int, int]
"""The first and the last word piece of a span within one line."""

NOT_HERE, NO_HEAD = -2, -1
IGNORED = -100  # PyTorch's cross entropy ignores this label.


@dataclass(frozen=True, slots=True)
class Links:
    """Spans of two roles and which head each dependent has (NO_HEAD: none), with the features of each pair."""

    dependents: Ints
    heads: Ints
    gold: Ints
    features: Ints


@dataclass(frozen=True, slots=True)
class Referents:
    """Spans that refer and the names that they may refer to; ``right`` [dependents, names + 1] are the names of the
    entities meant, the last column nobody who is named."""

    dependents: Ints
    heads: Ints
    right: NDArray[np.bool_]
    features: Ints  # They are empty in an example, since each window computes its own.


@dataclass(frozen=True, slots=True)
class Soft:
    """What teachers gave for each piece: the scores of the roles' and of the names' labels.

    ``states`` [pieces, width] are the hidden states of a teacher that the student shall have, too; None where the
    student has states of its own.
    """

    roles: Floats
    names: Floats
    states: Floats | None = None

    def within(self, begin: int, end: int) -> "Soft":
        """Return what was given for the pieces from ``begin`` up to ``end``."""
        states = None if self.states is None else self.states[begin:end]
        return Soft(self.roles[begin:end], self.names[begin:end], states)


@dataclass(frozen=True, slots=True)
class Example:
    """An article as training data: its pieces, a label for each, spans by role as [first, last] pieces, and the head of
    each: of a content piece the row of its cue, of a cue the row of its source.

    ``names`` and ``titles`` are labels too, IGNORED where the article has no annotated entities. ``referents`` are of
    the whole article. ``soft`` is None where no teacher has read the article.
    """

    encoded: Encoded
    labels: Ints
    spans: tuple[Ints, Ints, Ints]
    heads: tuple[Ints, Ints, Ints]
    names: Ints
    titles: Ints
    referents: Referents
    soft: Soft | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an example, CLS before and SEP after it, which links and referents index into."""

    ids: Ints
    shapes: Ints
    quotes: Ints
    labels: Ints
    content_cue: Links
    cue_source: Links
    names: Ints
    titles: Ints
    referents: Referents
    soft: Soft | None


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def example(article: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """Return an article of the corpus, ``{"text", "attributions"}``, as training data.

    It may have ``names``, ``titles`` and ``references`` too, as ``entities.annotate`` makes them.
    """
    encoded = encode(article["text"], tokenizer, find_quotations(article["text"]))
    heads: list[dict[Piece, Piece | None]] = [{} for _ in ROLES]
    for attribution in article["attributions"]:
        pieces = [[piece for span in attribution[role] for piece in _pieces(encoded, *span)] for role in ROLES]
        for role, found in enumerate(pieces):
            head = _nearest(found, pieces[role - 1]) if role else None
            for piece in found:  # A piece of several attributions has the head of the last one that has a head.
                heads[role][piece] = head or heads[role].get(piece)
    source, cue, content = (sorted(head) for head in heads)
    spans = (_array(source), _array(cue), _array(content))
    rows = (np.full(len(source), NO_HEAD), _rows(heads[CUE], source), _rows(heads[CONTENT], cue))
    names, titles = _head_labels(article, encoded)
    return Example(encoded, _labels(len(encoded), spans), spans, rows, names, titles, _referents(article, encoded))


def _head_labels(article: dict[str, Any], encoded: Encoded) -> tuple[Ints, Ints]:
    """Return the labels of names and of titles; all IGNORED where the article's entities are not annotated."""
    if "names" not in article:
        return np.full(len(encoded), IGNORED), np.full(len(encoded), IGNORED)
    names, titles = np.zeros(len(encoded), np.int64), np.zeros(len(encoded), np.int64)
    for start, end, kind, _ in article["names"]:
        _mark(names, _pieces(encoded, start, end), NAME_KINDS.index(kind))
    for start, end in article["titles"]:
        _mark(titles, _pieces(encoded, start, end), 0)
    return names, titles


def _referents(article: dict[str, Any], encoded: Encoded) -> Referents:
    names = sorted(
        (*piece, n) for start, end, _, n in article.get("names", ()) for piece in _pieces(encoded, start, end)
    )
    found = [(list(_pieces(encoded, start, end))[:1], who) for start, end, who in article.get("references", ())]
    references = sorted((pieces[0], set(who)) for pieces, who in found if pieces)
    right = [[entity in who for *_, entity in names] + [not who] for _, who in references]
    dependents, heads = _array([piece for piece, _ in references]), _array([(first, last) for first, last, _ in names])
    table = np.array(right, bool).reshape(len(dependents), len(heads) + 1)
    return Referents(dependents, heads, table, np.zeros((0, 0, 0), np.int64))


def _array(pieces: list[Piece]) -> Ints:
    return np.array(pieces, dtype=np.int64).reshape(-1, 2)


def _rows(heads: dict[Piece, Piece | None], candidates: list[Piece]) -> Ints:
    """Return for each dependent in order the row of its head among the candidates."""
    row = {piece: number for number, piece in enumerate(candidates)}
    chosen = (heads[piece] for piece in sorted(heads))
    return np.array([NO_HEAD if head is None else row[head] for head in chosen], dtype=np.int64)


def _nearest(pieces: list[Piece], heads: list[Piece]) -> Piece | None:
    if not pieces:
        return None
    return min(heads, key=lambda head: abs(head[0] - pieces[0][0]), default=None)


def _pieces(encoded: Encoded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the [first, last] pieces that the characters from ``start`` to ``end`` touch, cut at line breaks."""
    first = int(np.searchsorted(encoded.ends, start, side="right"))
    last = int(np.searchsorted(encoded.starts, end, side="left")) - 1
    while first <= last and encoded.ids[first] == SEP:
        first += 1
    run = first
    for i in range(first, last + 2):
        if i == last + 1 or encoded.ids[i] == SEP:
            if run < i:
                yield run, i - 1
            run = i + 1


def _labels(size: int, spans: tuple[Ints, ...]) -> Ints:
    labels = np.zeros(size, np.int64)
    for role, found in enumerate(spans):
        _mark(labels, found, role)
    return labels


def _mark(labels: Ints, spans: Iterable[Piece], kind: int) -> None:
    """Write the labels of spans of one kind."""
    for first, last in spans:
        if first == last:
            labels[first] = label(kind, SINGLE)
        else:
            labels[first : last + 1] = label(kind, IN)
            labels[first], labels[last] = label(kind, BEGIN), label(kind, END)


def windows(ex: Example, size: int, offset: int, links: bool = True) -> Iterator[Window]:
    """Yield ``ex`` cut into windows of ``size`` pieces, the first of them ``offset`` pieces long (0: a whole one)."""
    cuts = [0, *range(offset or size, len(ex.encoded), size), len(ex.encoded)]
    for begin, end in itertools.pairwise(cuts):
        yield _window(ex, begin, end)


def _window(ex: Example, begin: int, end: int) -> Window:
    part = ex.encoded
    return Window(
        ids=np.concatenate(([CLS], part.ids[begin:end], [SEP])),
        shapes=np.concatenate(([0], part.shapes[begin:end], [0])),
        quotes=np.concatenate(([0], part.quotes[begin:end], [0])),
        labels=ex.labels[begin:end],
        content_cue=_links(ex, CONTENT, begin, end),
        cue_source=_links(ex, CUE, begin, end),
        names=ex.names[begin:end],
        titles=ex.titles[begin:end],
        referents=_referents_within(ex, begin, end),
        soft=ex.soft.within(begin, end) if ex.soft else None,
    )


def _referents_within(ex: Example, begin: int, end: int) -> Referents:
    """Return the referents of the window; a span is left out whose entity has no name within."""
    all_ = ex.referents
    heads, mine = _inside(all_.heads, begin, end), _inside(all_.dependents, begin, end)
    columns = np.append(heads, True)
    mine &= all_.right[:, columns].any(1)
    shift, dependents, names = 1 - begin, all_.dependents[mine], all_.heads[heads]
    features = pair_features(ex.encoded, dependents, names)
    return Referents(dependents + shift, names + shift, all_.right[mine][:, columns], features)


def _links(ex: Example, role: int, begin: int, end: int) -> Links:
    """Return the links of the spans of ``role`` within the window; those whose head is cut off are left out."""
    spans, heads, gold = ex.spans[role], ex.spans[role - 1], ex.heads[role]
    inside = _inside(heads, begin, end)
    place = np.full(len(heads) + 1, NOT_HERE)
    place[:-1][inside] = np.arange(inside.sum())
    place[NO_HEAD] = NO_HEAD
    mine = _inside(spans, begin, end)
    mine[mine] = place[gold[mine]] != NOT_HERE
    shift = 1 - begin
    return Links(
        dependents=spans[mine] + shift,
        heads=heads[inside] + shift,
        gold=place[gold[mine]],
        features=pair_features(ex.encoded, spans[mine], heads[inside]),
    )


def _inside(spans: Ints, begin: int, end: int) -> NDArray[np.bool_]:
    return (spans[:, 0] >= begin) & (spans[:, 1] < end)
