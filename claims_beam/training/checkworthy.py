"""One command that trains ``claims_beam.checkworthy`` on labelled sentences; it repeats no part that is finished.

    python -m claims_beam.training.checkworthy LABELLED ARTICLES OUT

LABELLED is a JSON Lines file of sentences: ``text``, ``label`` (1: worth checking) and ``split``, of which ``train`` is
used. ARTICLES is one of news articles with their ``text``; no label of theirs is used. OUT receives the teacher
(teacher.pt), its log-odds (targets.npy) and, in OUT/model, the weights.

A fine-tuned encoder teaches the small model (Hinton et al., 2015, "Distilling the Knowledge in a Neural Network"): by
its log-odds for the labelled sentences, which are less noisy than the labels, and for sentences of news, whose words
the labelled ones lack. The explicit features are fitted first, so that they explain all they can; the wording explains
what they leave.
"""

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr

from claims_beam.checkworthy.features import FEATURES, find_features
from claims_beam.checkworthy.weights import Weights, save_weights
from claims_beam.checkworthy.wording import BUCKETS, hash_wording
from claims_beam.records import Article
from claims_beam.text.sentences import split_sentences
from claims_beam.training.base import base_encoder
from claims_beam.training.data import read_jsonl
from claims_beam.training.teacher import Teacher, TeacherSettings, train_teacher

NEWS_SENTENCES = 20_000
NEWS_WORDS = range(4, 46)

DAMPING = 0.8  # the square root of the ridge penalty on the wording, whose vectors have length one
STEPS = 60
LARGEST = 127  # This is the greatest value of a signed byte.

Floats = NDArray[np.float64]


def main(argv: list[str] | None = None) -> None:
    """Train the teacher, ask it, fit the small model to its answers, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("labelled", "articles", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--encoder", type=Path, default=None)
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    rows = [row for row in read_jsonl(options.labelled) if row["split"] == "train"]
    texts, labels = [row["text"] for row in rows], np.array([row["label"] for row in rows])
    taught = texts + sentences_of(read_jsonl(options.articles))
    targets = _targets(options.out, options.encoder or base_encoder(), taught, labels)
    save_weights(options.out / "model", calibrated(fit(taught, targets), texts, labels))


def sentences_of(articles: Sequence[dict[str, Any]]) -> list[str]:
    """Return different sentences of the articles, neither very short nor long, in an order that mixes the articles."""
    documents = [split_sentences(Article("", article["text"])) for article in articles]
    found = [sentence.of(document.text).replace("\n", " ") for document in documents for sentence in document.sentences]
    mixed = list(dict.fromkeys(sentence for sentence in found if len(sentence.split()) in NEWS_WORDS))
    random.Random(1).shuffle(mixed)
    return mixed[:NEWS_SENTENCES]


def _targets(out: Path, encoder: Path, texts: Sequence[str], labels: NDArray[np.int64]) -> Floats:
    """Return the teacher's log-odds for the texts, the first of which have the labels."""
    if not (out / "targets.npy").exists():
        np.save(
            out / "targets.npy", _teacher(out / "teacher.pt", encoder, texts[: len(labels)], labels).log_odds(texts)
        )
    return np.load(out / "targets.npy").astype(np.float64)


def _teacher(checkpoint: Path, encoder: Path, texts: Sequence[str], labels: NDArray[np.int64]) -> Teacher:
    settings = TeacherSettings()
    if checkpoint.exists():
        teacher = Teacher(encoder, settings.length)
        teacher.load_state_dict(torch.load(checkpoint, weights_only=True))
    else:
        teacher = train_teacher(encoder, texts, labels.astype(np.float32), settings)
        torch.save(teacher.state_dict(), checkpoint)
    return teacher


def fit(texts: Sequence[str], targets: Floats) -> Weights:
    """Return the weights whose sums come nearest to the targets, in least squares."""
    names = [feature.name for feature in FEATURES]
    explicit = np.array([[1.0, *(name in held for name in names)] for held in map(find_features, texts)])
    named = np.linalg.lstsq(explicit, targets, rcond=None)[0]
    wording = lsqr(_wording(texts), targets - explicit @ named, damp=DAMPING, iter_lim=STEPS)[0]
    unit = float(np.abs(wording).max()) / LARGEST
    features = dict(zip(names, map(float, named[1:]), strict=True))
    return Weights(float(named[0]), features, unit, np.rint(wording / unit).astype(np.int8).tolist())


def _wording(texts: Sequence[str]) -> csr_matrix:
    """Return the buckets of each text as a row of length one."""
    found = [sorted(hash_wording(text)) for text in texts]
    sizes = np.array([len(buckets) for buckets in found])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
    columns = np.fromiter((bucket for buckets in found for bucket in buckets), dtype=np.int64, count=int(sizes.sum()))
    return csr_matrix((values, columns, np.concatenate(([0], np.cumsum(sizes)))), shape=(len(texts), BUCKETS))


def calibrated(weights: Weights, texts: Sequence[str], labels: NDArray[np.int64]) -> Weights:
    """Return the same order of texts, with log-odds as sure as the labels bear out, both classes counting equally.

    So a score of .5 says that the text is as likely worth checking as texts of this kind are at large.
    """
    prior = float(labels.mean())
    shift = math.log((1 - prior) / prior)
    log_odds = shift + weights.intercept + np.array([sum(weights.parts(text).values()) for text in texts])
    slope = _slope(log_odds, labels, np.where(labels, 1 / prior, 1 / (1 - prior)))
    return replace(
        weights,
        intercept=round(slope * (weights.intercept + shift), 3),
        features={name: round(slope * weight, 3) for name, weight in weights.features.items()},
        unit=slope * weights.unit,
    )


def _slope(log_odds: Floats, labels: NDArray[np.int64], counts: Floats) -> float:
    """Return what to multiply the log-odds by for the greatest likelihood of the labels, by Newton's method."""
    slope = 1.0
    for _ in range(20):
        p = 1 / (1 + np.exp(-slope * log_odds))
        slope += float((counts * (labels - p) * log_odds).sum() / (counts * p * (1 - p) * log_odds**2).sum())
    return slope


if __name__ == "__main__":
    main()
