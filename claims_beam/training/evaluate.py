"""Scores a model folder on annotated articles, fits its confidence there, and writes both into its settings.json."""

import json
from collections.abc import Mapping, Sequence
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


def evaluate(folder: Path, *dev: Path) -> Scores:
    """Score the model in ``folder`` on the articles of the files; its settings receive scores and calibration.

    The scores returned are those of all articles together.
    """
    sets, model = {_name(path): read_jsonl(path) for path in dev}, load_model(folder)
    articles = [article for some in sets.values() for article in some]
    found = {article["id"]: model(article["text"], find_quotations(article["text"])) for article in articles}
    scores = {name: score(some, found) for name, some in sets.items()}
    weights, error = calibrate(articles, found)
    update_settings(
        folder,
        calibration=weights,
        calibration_error=error,
        dev={name: str(some).splitlines() for name, some in scores.items()},
        dev_sha256={_name(path): checksum(path) for path in dev},
    )
    return sum(scores.values(), Scores())


def _name(path: Path) -> str:
    """Return the file's name with its folder's; where the folder is on this machine says nothing to others."""
    return f"{path.resolve().parent.name}/{path.name}"


def update_settings(folder: Path, **values: Any) -> None:
    """Write the values into the settings of the model in the folder."""
    path = folder / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8")) | values
    path.write_text(json.dumps(settings, indent=1), encoding="utf-8")


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


def score(articles: Sequence[dict[str, Any]], found: Mapping[str, list[Attribution]]) -> Scores:
    """Return the scores of what was found in each article, by its id."""
    scores = Scores()
    for article in articles:
        gold = [from_gold(attribution) for attribution in article["attributions"]]
        scores += score_article(article["text"], gold, found[article["id"]])
    return scores
