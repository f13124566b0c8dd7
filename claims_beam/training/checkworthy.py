"""Labelled sentences -> the weights of ``claims_beam.checkworthy``, in one command.

    python -m claims_beam.training.checkworthy CORPUS OUT

CORPUS is a JSON Lines file of sentences: ``text``, ``label`` (1: worth checking) and ``split``, of which ``train`` is
used. OUT receives the weights. A logistic regression on the explicit features and the hashed wording, with classes
weighted equally: the explicit features carry what they can, since the penalty on the wording, whose vector has length
one, is the stronger.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from claims_beam.checkworthy.features import FEATURES, features_of
from claims_beam.checkworthy.weights import Weights, save_weights
from claims_beam.checkworthy.wording import BUCKETS, buckets_of
from claims_beam.training.data import read_jsonl

LEAST_PENALTY = 2.0  # scikit-learn's C: the inverse of the penalty
LARGEST = 127  # of a signed byte


def main(argv: list[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(argv)
    rows = [row for row in read_jsonl(options.corpus) if row["split"] == "train"]
    save_weights(options.out, fit([row["text"] for row in rows], np.array([row["label"] for row in rows])))


def fit(texts: Sequence[str], labels: NDArray[np.int64]) -> Weights:
    """The weights that tell the texts labelled 1 from those labelled 0, rounded as they are stored."""
    model = LogisticRegression(C=LEAST_PENALTY, class_weight="balanced", max_iter=500).fit(design(texts), labels)
    explicit, wording = np.split(model.coef_[0], [len(FEATURES)])
    unit = float(np.abs(wording).max()) / LARGEST
    return Weights(
        intercept=round(float(model.intercept_[0]), 3),
        features={one.name: round(float(weight), 3) for one, weight in zip(FEATURES, explicit, strict=True)},
        unit=unit,
        wording=np.rint(wording / unit).astype(np.int8).tolist(),
    )


def design(texts: Sequence[str]) -> csr_matrix:
    """A row a text: 1 for each explicit feature that holds, then the wording as a vector of length one."""
    names = [one.name for one in FEATURES]
    explicit = np.array([[name in held for name in names] for held in map(features_of, texts)], dtype=np.float32)
    found = [sorted(buckets_of(text)) for text in texts]
    sizes = np.array([len(buckets) for buckets in found])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
    columns = np.fromiter((one for buckets in found for one in buckets), dtype=np.int64, count=int(sizes.sum()))
    wording = csr_matrix((values, columns, np.concatenate(([0], np.cumsum(sizes)))), shape=(len(texts), BUCKETS))
    return hstack([csr_matrix(explicit), wording]).tocsr()


if __name__ == "__main__":
    main()
