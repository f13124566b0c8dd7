"""Scores a model folder on annotated articles, fits its confidence there, and writes both into its settings.json."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from claims_beam.attribution.learned.model import load_model
from claims_beam.evaluation.protocol import from_gold, right_attributions, score_article
from claims_beam.evaluation.scores import Scores
from claims_beam.records import Attribution
from claims_beam.text.quotation import find_quotations
from claims_beam.training.calibrate import UNFITTED, cross_validated, expected_calibration_error, fit
from claims_beam.training.data import checksum, read_jsonl


def evaluate(folder: Path, dev: Path) -> Scores:
    """Score the model in ``folder`` on the articles of ``dev``; its settings receive scores and calibration."""
    articles, model = read_jsonl(dev), load_model(folder)
    found = {article["id"]: model(article["text"], find_quotations(article["text"])) for article in articles}
    scores = _scores(articles, found)
    weights, error = calibrate(articles, found)
    path = folder / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings |= {"calibration": weights, "calibration_error": error}
    settings |= {"dev": str(scores).splitlines(), "dev_sha256": checksum(dev)}
    path.write_text(json.dumps(settings, indent=1), encoding="utf-8")
    return scores


def calibrate(articles: list[dict[str, Any]], found: dict[str, list[Attribution]]) -> tuple[list[float], float]:
    """Return the confidence's weights, and the expected calibration error under cross-validation by article."""
    rows = [(index, attribution) for index, article in enumerate(articles) for attribution in found[article["id"]]]
    if not rows:
        return UNFITTED, 0.0
    evidence, at = np.array([each.evidence for _, each in rows]), np.array([at for at, _ in rows])
    right = np.array([verdict for article in articles for verdict in _right(article, found[article["id"]])])
    error = expected_calibration_error(cross_validated(evidence, right, at), right)
    return fit(evidence, right).tolist(), error


def _right(article: dict[str, Any], found: list[Attribution]) -> list[bool]:
    gold = [from_gold(attribution) for attribution in article["attributions"]]
    return right_attributions(article["text"], gold, found)


def _scores(articles: list[dict[str, Any]], found: dict[str, list[Attribution]]) -> Scores:
    scores = Scores()
    for article in articles:
        gold = [from_gold(attribution) for attribution in article["attributions"]]
        scores += score_article(article["text"], gold, found[article["id"]])
    return scores
