"""Options of the decoder are found anew on annotated articles."""

import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from support.paths import DATA

pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")

from claims_beam.attribution.learned.model import load_model
from claims_beam.encoder import MODELS
from claims_beam.training import tune
from claims_beam.training.evaluate import update_settings

SHIPPED = MODELS / "minilm-news"


def test_options_are_tuned_on_all_files_and_the_scores_are_kept_by_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, dev = tmp_path / "model", [tmp_path / name / "dev.jsonl" for name in ("first", "second")]
    shutil.copytree(SHIPPED, model)
    before = load_model(model).decoder.options
    for path, line in zip(dev, (DATA / "gold.jsonl").read_text(encoding="utf-8").splitlines(), strict=False):
        path.parent.mkdir()
        path.write_text(line, encoding="utf-8")
    update_settings(model, options=asdict(replace(before, thresholds=(0.9, 0.9, 0.9))))
    sets = [tune.read(load_model(model), path) for path in dev]
    untuned = [some.f(load_model(model).decoder) for some in sets]
    tune.main([str(model), *map(str, dev)])
    tuned = load_model(model)
    assert sum(some.f(tuned.decoder) for some in sets) > sum(untuned)
    assert tuned.decoder.options.window == before.window
    assert tuned.encoder.settings["dev"].keys() == {"first/dev.jsonl", "second/dev.jsonl"}
    assert "end to end all" in capsys.readouterr().out
