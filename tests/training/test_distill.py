"""Distillation: teachers with other word pieces label articles, a student learns from them, and each stage resumes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support.paths import DATA

torch = pytest.importorskip("torch", reason="needs the [train] extra, which CI installs")

from support.encoders import tiny_encoder
from tokenizers import Tokenizer, models
from transformers import MPNetConfig, MPNetModel

from claims_beam.attribution.learned.model import load_model
from claims_beam.encoder.pieces import CLS, MASK, PAD, SEP, load_tokenizer
from claims_beam.text.quotation import find_quotations
from claims_beam.training import train as training
from claims_beam.training.batches import collate
from claims_beam.training.data import Example, Soft, Window, example, windows
from claims_beam.training.distill import main, taught_examples
from claims_beam.training.labelling import Labelled, place, read, write
from claims_beam.training.loss import divergence
from claims_beam.training.train import train_epoch
from claims_beam.training.vocabulary import map_pieces

SHAPE = {"hidden_size": 24, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
OTHER_NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


def _teacher(folder: Path, student: Path) -> Path:
    """An encoder of another kind, with half of the student's pieces, in another order, some under other names."""
    torch.manual_seed(0)
    pieces = sorted(Tokenizer.from_file(str(student / "tokenizer.json")).get_vocab())[::2]
    kept = ["<s>", "</s>", "<pad>", "<mask>", "[UNK]", *(each for each in pieces if not each.startswith("["))]
    MPNetModel(MPNetConfig(vocab_size=len(kept), **SHAPE), add_pooling_layer=False).save_pretrained(folder)
    table = {piece: number for number, piece in enumerate(kept)}
    Tokenizer(models.WordPiece(table, unk_token="[UNK]")).save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("encoders")
    student = tiny_encoder(folder / "student", width=24)
    return student, _teacher(folder / "teacher", student)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    lines = (DATA / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    for name, some in (("train", lines[:2]), ("dev", lines[2:3]), ("unlabelled", lines[3:6])):
        (folder / f"{name}.jsonl").write_text("\n".join(some) + "\n", encoding="utf-8")
    return folder


def _run_all(corpus: Path, out: Path, encoders: tuple[Path, Path]) -> None:
    student, teacher = encoders
    common = [str(corpus), str(out), f"--encoder={student}"]
    main(["teacher", *common, f"--teacher={teacher}", "--teachers=2", "--epochs=1"])
    main(["label", *common, f"--teacher={teacher}"])
    main(["student", *common, "--epochs=2", "--gold-epochs=1"])


@pytest.fixture(scope="module")
def run(corpus: Path, encoders: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    _run_all(corpus, out, encoders)
    return out


def test_three_stages_make_a_model_that_says_what_it_is_made_from(run: Path, corpus: Path) -> None:
    text = json.loads((corpus / "dev.jsonl").read_text(encoding="utf-8"))["text"]
    load_model(run / "model")(text, find_quotations(text))
    origin = json.loads((run / "student" / "settings.json").read_text(encoding="utf-8"))
    assert len(origin["labels"]["teachers_sha256"]) == 2
    assert {"unlabelled_sha256", "tokenizer_sha256"} <= origin["labels"].keys()
    losses = [json.loads(line) for line in (run / "student" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["epoch"] for line in losses] == [1, 2]
    assert all(line["soft"] > 0 for line in losses)


def test_a_second_start_does_nothing_twice(
    run: Path, corpus: Path, encoders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "again"
    shutil.copytree(run, out)
    place(out / "labels", 1).unlink()
    kept = {path: path.stat().st_mtime_ns for path in out.glob("*/*.pt")}
    labels = read(place(run / "labels", 1))
    _run_all(corpus, out, encoders)
    shown = capsys.readouterr().out
    assert shown.count("already trained") == 4
    assert "epoch" not in shown
    assert {path: path.stat().st_mtime_ns for path in out.glob("*/*.pt")} == kept
    again = read(place(out / "labels", 1))
    assert np.array_equal(again.soft.roles, labels.soft.roles)
    assert again.attributions == labels.attributions


def _only_the_first(run: training.Run, examples: list[Example], teach: Callable[[Window], Window]) -> dict[str, float]:
    if run.epoch:
        raise KeyboardInterrupt
    return train_epoch(run, examples, teach)


def test_a_run_that_stopped_between_two_epochs_ends_with_the_same_weights(
    run: Path, corpus: Path, encoders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "stopped"
    shutil.copytree(run / "labels", out / "labels")
    command = ["student", str(corpus), str(out), f"--encoder={encoders[0]}", "--epochs=2", "--gold-epochs=1"]
    with monkeypatch.context() as patched:
        patched.setattr(training, "train_epoch", _only_the_first)
        with pytest.raises(KeyboardInterrupt):
            main(command)
    assert not (out / "student" / "epoch-2.pt").exists()
    main(command)
    first, second = (torch.load(folder / "student" / "epoch-2.pt", weights_only=True) for folder in (run, out))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_labels_of_other_articles_are_refused(
    run: Path, corpus: Path, encoders: tuple[Path, Path], tmp_path: Path
) -> None:
    out, other = tmp_path / "out", tmp_path / "corpus"
    shutil.copytree(run, out)
    shutil.copytree(corpus, other)
    shutil.copy(corpus / "dev.jsonl", other / "unlabelled.jsonl")
    with pytest.raises(ValueError, match="other articles"):
        main(["label", str(other), str(out), f"--encoder={encoders[0]}", f"--teacher={encoders[1]}"])


def test_labels_need_teachers(corpus: Path, encoders: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="stage teacher"):
        main(["label", str(corpus), str(tmp_path), f"--encoder={encoders[0]}", f"--teacher={encoders[1]}"])


def test_pieces_written_alike_are_one_piece(encoders: tuple[Path, Path]) -> None:
    student, teacher = (folder / "tokenizer.json" for folder in encoders)
    mapped, own = map_pieces(student, teacher), Tokenizer.from_file(str(teacher))
    theirs = Tokenizer.from_file(str(student))
    for number, name in ((CLS, "<s>"), (SEP, "</s>"), (PAD, "<pad>"), (MASK, "<mask>")):
        assert own.id_to_token(int(mapped[number])) == name
    for number in range(2000, 2050):
        piece = theirs.id_to_token(number)
        assert own.id_to_token(int(mapped[number])) in {piece, "[UNK]"}
    assert (mapped != own.token_to_id("[UNK]")).sum() > len(mapped) / 3


def test_the_scores_of_a_window_are_those_of_its_pieces(run: Path, corpus: Path, encoders: tuple[Path, Path]) -> None:
    tokenizer = load_tokenizer(encoders[0] / "tokenizer.json")
    first = taught_examples(corpus, run / "labels", tokenizer)[0]
    assert first.soft is not None
    cut = list(windows(first, 100, 30))
    batch = collate(cut)
    joined = torch.cat([row[taught] for row, taught in zip(batch.soft.roles, batch.soft.taught, strict=True)])
    assert np.array_equal(joined.numpy(), first.soft.roles)
    plain = list(windows(example({"text": "He left.", "attributions": []}, tokenizer), 100, 0))
    assert not collate(plain).soft.taught.any()


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    said = Labelled(
        Soft(np.ones((3, 13), np.float32), np.zeros((3, 17), np.float32)),
        [{"source": [], "cue": [[0, 1]], "content": [[2, 5]]}],
    )
    write(said, place(tmp_path, 4))
    again = read(place(tmp_path, 4))
    assert again.attributions == said.attributions
    assert np.array_equal(again.soft.roles, said.soft.roles)


def test_the_divergence_is_none_from_oneself_and_counts_only_what_was_taught() -> None:
    torch.manual_seed(0)
    scores, taught = torch.randn(2, 3, 5), torch.randn(2, 3, 5)
    everywhere = torch.ones(2, 3, dtype=torch.bool)
    assert float(divergence(scores, scores, everywhere, 2.0)) == pytest.approx(0, abs=1e-5)
    one = torch.zeros(2, 3, dtype=torch.bool)
    one[0, 1] = True
    assert 0 < float(divergence(scores, taught, one, 2.0)) < float(divergence(scores, taught, everywhere, 2.0))
