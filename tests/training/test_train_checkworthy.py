"""Training of the check-worthiness scorer: a tiny corpus is learnt, and what is saved scores as it was fitted."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")
pytest.importorskip("scipy", reason="needs the [train] extra, which CI installs")

from support.encoders import tiny_encoder

from claims_beam.checkworthy.weights import Weights, load_weights
from claims_beam.training import checkworthy
from claims_beam.training.checkworthy import calibrated, fit, main, sentences_of
from claims_beam.training.teacher import Teacher, TeacherSettings, padded

WORTHY = ["The ferry carried 900 goats.", "Rents rose by 4 percent.", "The mayor voted against the bill."]
UNWORTHY = ["Thank you all.", "I hope so.", "Shall we talk about goats?"]
TEXTS, LABELS = WORTHY + UNWORTHY, np.array([1, 1, 1, 0, 0, 0])


def log_odds(weights: Weights, text: str) -> float:
    return weights.intercept + sum(weights.parts(text).values())


def test_the_weights_come_near_the_targets() -> None:
    targets = np.array([3.0, 2.0, 1.0, -1.0, -2.0, -3.0])
    fitted = fit(TEXTS, targets)
    assert [log_odds(fitted, text) for text in TEXTS] == pytest.approx(targets.tolist(), abs=0.5)


def test_what_the_features_explain_is_not_left_to_the_wording() -> None:
    """Told apart by a number alone."""
    texts = [f"the {word} keeps {many} goats" for word in ("mayor", "farmer", "town") for many in ("12", "some")]
    fitted = fit(texts, np.array([2.0, -2.0] * 3))
    assert fitted.parts(texts[0])["has a number"] == pytest.approx(4, abs=0.1)
    assert fitted.parts(texts[0])["wording"] == pytest.approx(0, abs=0.1)


def test_calibration_keeps_the_order_and_centres_the_prior() -> None:
    """One text in three is positive: log-odds of the prior become even odds."""
    raw = fit(TEXTS, np.array([3.0, 2.0, 1.0, -1.0, -2.0, -3.0]))
    sure = calibrated(raw, [*TEXTS, *UNWORTHY], np.array([1, 1, 0, 0, 0, 1, 0, 0, 0]))
    before, after = ([log_odds(one, text) for text in TEXTS] for one in (raw, sure))
    assert np.argsort(before).tolist() == np.argsort(after).tolist()
    slope = (after[0] - after[-1]) / (before[0] - before[-1])
    assert 0 < slope < 1
    assert after[0] == pytest.approx(slope * (before[0] + math.log(2)), abs=0.05)


def test_sentences_are_mixed_and_different() -> None:
    articles = [{"text": "The old ferry sank again. No. " * 2}, {"text": "Goats like the steep hills."}]
    assert sorted(sentences_of(articles)) == ["Goats like the steep hills.", "The old ferry sank again."]


def test_padding_is_masked() -> None:
    ids, mask = padded([[5, 6, 7], [8]])
    assert ids.tolist() == [[5, 6, 7], [8, 0, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


@pytest.mark.slow
def test_the_teacher_learns_by_heart(tmp_path: Path) -> None:
    teacher = Teacher(tiny_encoder(tmp_path / "encoder", width=64), length=16)
    settings = TeacherSettings(epochs=12, batch=6, rate=4e-3, head_rate=1e-2, warmup=2)
    teacher.fit(TEXTS, LABELS.astype(np.float32), settings)
    assert ((teacher.log_odds(TEXTS) > 0) == LABELS).all()


@pytest.mark.slow
def test_one_command_makes_the_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labelled, articles = tmp_path / "labelled.jsonl", tmp_path / "articles.jsonl"
    rows = [{"text": text, "label": int(label), "split": "train"} for text, label in zip(TEXTS, LABELS, strict=True)]
    labelled.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    articles.write_text(json.dumps({"text": "The council closed 14 old libraries."}), encoding="utf-8")
    command = [str(labelled), str(articles), str(tmp_path / "out")]
    main(command)
    assert (tmp_path / "out" / "teacher.pt").exists()
    assert len(np.load(tmp_path / "out" / "targets.npy")) == len(TEXTS) + 1
    first = load_weights(tmp_path / "out" / "model")
    monkeypatch.delattr(checkworthy, "train_teacher")  # not needed again
    (tmp_path / "out" / "targets.npy").unlink()
    main(command)
    load_weights.cache_clear()
    assert load_weights(tmp_path / "out" / "model") == first
