"""Large encoders teach a small one, in three stages; each goes on where it stopped, and does nothing twice.

    python -m claims_beam.training.distill teacher CORPUS OUT --teacher FOLDER [--teachers 3] ...
    python -m claims_beam.training.distill label CORPUS OUT --teacher FOLDER
    python -m claims_beam.training.distill student CORPUS OUT [--gold-epochs 5] ...

CORPUS is a folder as ``python -m claims_beam.training`` takes it, with unlabelled.jsonl besides: {"text"}, an article
a line. The first stage trains teachers on the annotated articles, one for each seed, from the pretrained encoder in
FOLDER, such as MPNet. The second has them read the unlabelled articles. The third trains the student on what they say
of these (Hinton et al., 2015) together with the annotated articles, and then on the annotated articles alone.

OUT receives teacher-N (a run each), labels (a compressed file for each article), student and gold (a run each) and, in
OUT/model, the finished model folder. The student's word pieces, which the teachers read too, are those of --encoder.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from claims_beam.encoder.pieces import load_tokenizer
from claims_beam.training.base import base_encoder
from claims_beam.training.data import Example, checksum, example, read_jsonl
from claims_beam.training.evaluate import evaluate
from claims_beam.training.export import export
from claims_beam.training.labelling import Teachers, label_all, place, read
from claims_beam.training.model import Tagger, best_device
from claims_beam.training.settings import Settings, add_settings, read_settings
from claims_beam.training.train import fit, read_gold, train, varied_examples, write_origin
from claims_beam.training.vocabulary import new_tagger

# The rates and epochs that the measured models were trained with.
TEACHER = Settings(epochs=6, rate=8e-5, head_rate=1.2e-3, warmup=100)
STUDENT = Settings(epochs=12, decay=0.7, average=0.999, word_dropout=0.04)
# Gold after distillation: lower rates, as shares of the student's, and a short warm-up.
GOLD_RATE, GOLD_HEAD_RATE, GOLD_WARMUP = 0.43, 0.33, 30


def main(argv: list[str] | None = None) -> None:
    """Run one stage."""
    options = _parser().parse_args(argv)
    options.encoder = options.encoder or base_encoder()
    stages: dict[str, Callable[[argparse.Namespace], None]] = {"teacher": teach, "label": label, "student": learn}
    stages[options.stage](options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    stages = parser.add_subparsers(dest="stage", required=True)
    for name, defaults in (("teacher", TEACHER), ("label", None), ("student", STUDENT)):
        stage = stages.add_parser(name)
        stage.add_argument("corpus", type=Path)
        stage.add_argument("out", type=Path)
        stage.add_argument("--encoder", type=Path, default=None, help="the folder of the student's encoder")
        if name != "student":
            stage.add_argument("--teacher", type=Path, required=True, help="the folder of the teachers' encoder")
        if name == "teacher":
            stage.add_argument("--teachers", type=int, default=3, help="how many, each with a seed of its own")
        if name == "student":
            stage.add_argument("--gold-epochs", type=int, default=5)
        if defaults:
            add_settings(stage, defaults)
    return parser


def teach(options: argparse.Namespace) -> None:
    """Train the teachers that are missing."""
    settings = read_settings(options)
    for number in range(options.teachers):
        out = options.out / f"teacher-{number}"
        if finished(out, settings.epochs, f"teacher {number + 1} of {options.teachers}"):
            continue
        seeded = replace(settings, seed=settings.seed + number)
        train(options.corpus, options.teacher, out, seeded, reads=options.encoder)


def finished(out: Path, epochs: int, name: str) -> bool:
    """Return whether the run in ``out`` has no epoch left; says so."""
    done = (out / f"epoch-{epochs}.pt").exists()
    print(f"{name}: {'already trained' if done else 'training'}", flush=True)
    return done


def label(options: argparse.Namespace) -> None:
    """Have the teachers read the unlabelled articles that have no labels yet.

    Raises FileNotFoundError without teachers, and ValueError for labels of other articles, pieces or teachers.
    """
    checkpoints = [last_checkpoint(out) for out in sorted(options.out.glob("teacher-*"))]
    if not checkpoints:
        raise FileNotFoundError(f"no teachers in {options.out}; run the stage teacher first")
    articles, out = read_jsonl(options.corpus / "unlabelled.jsonl"), options.out / "labels"
    origin = {
        "tokenizer_sha256": checksum(options.encoder / "tokenizer.json"),
        "unlabelled_sha256": checksum(options.corpus / "unlabelled.jsonl"),
        "teachers_sha256": [checksum(path) for path in checkpoints],
    }
    _keep_origin(out, origin)
    if all(place(out, number).exists() for number in range(len(articles))):
        print(f"label: all {len(articles)} articles have labels", flush=True)
        return
    models = [_load(path, options.teacher, options.encoder) for path in checkpoints]
    label_all(articles, Teachers(models, load_tokenizer(options.encoder / "tokenizer.json")), out)


def last_checkpoint(out: Path) -> Path:
    """Return the checkpoint of the last epoch of a run; raises FileNotFoundError where it has not come so far."""
    epochs = json.loads((out / "settings.json").read_text(encoding="utf-8"))["settings"]["epochs"]
    checkpoint = out / f"epoch-{epochs}.pt"
    if not checkpoint.exists():
        raise FileNotFoundError(f"{checkpoint} is missing: the run in {out} is not finished; run its stage again")
    return checkpoint


def _keep_origin(out: Path, origin: dict[str, Any]) -> None:
    path = out / "settings.json"
    out.mkdir(parents=True, exist_ok=True)
    if path.exists() and json.loads(path.read_text(encoding="utf-8")) != origin:
        raise ValueError(f"{out} has labels of other articles, pieces or teachers; remove it and run label again")
    path.write_text(json.dumps(origin, indent=1), encoding="utf-8")


def _load(checkpoint: Path, encoder: Path, reads: Path) -> Tagger:
    model = new_tagger(encoder, reads)
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return model.to(best_device())


def learn(options: argparse.Namespace) -> None:
    """Train the student on labels and gold, then on gold alone; export it and print its scores."""
    settings = read_settings(options)
    distilled = distil(options.corpus, options.encoder, options.out, settings)
    gold = replace(
        settings,
        epochs=options.gold_epochs,
        rate=GOLD_RATE * settings.rate,
        head_rate=GOLD_HEAD_RATE * settings.head_rate,
        warmup=min(GOLD_WARMUP, settings.warmup),
    )
    checkpoint = options.out / "gold" / f"epoch-{gold.epochs}.pt"
    if not finished(checkpoint.parent, gold.epochs, "student on gold"):
        train(options.corpus, options.encoder, checkpoint.parent, gold, distilled)
    export(checkpoint, options.encoder, options.out / "model")
    print(evaluate(options.out / "model", options.corpus / "dev.jsonl"))


def distil(corpus: Path, encoder: Path, out: Path, settings: Settings) -> Path:
    """Train the student on the teachers' labels in ``out/labels`` and the annotated articles; give its checkpoint."""
    run = out / "student"
    if not finished(run, settings.epochs, "student"):
        labels = json.loads((out / "labels" / "settings.json").read_text(encoding="utf-8"))
        write_origin(run, settings, {"train_sha256": checksum(corpus / "train.jsonl"), "labels": labels})
        tokenizer = load_tokenizer(encoder / "tokenizer.json")
        gold = read_gold(corpus, settings)
        taught = taught_examples(corpus, out / "labels", tokenizer)

        def examples(epoch: int) -> list[Example]:
            return taught + varied_examples(gold, tokenizer, settings, epoch)

        torch.manual_seed(settings.seed)
        fit(new_tagger(encoder), examples, settings, run)
    return run / f"epoch-{settings.epochs}.pt"


def taught_examples(corpus: Path, labels: Path, tokenizer: Tokenizer) -> list[Example]:
    """Return the unlabelled articles with the teachers' attributions and scores."""
    found = []
    for number, article in enumerate(read_jsonl(corpus / "unlabelled.jsonl")):
        said = read(place(labels, number))
        found.append(replace(example({**article, "attributions": said.attributions}, tokenizer), soft=said.soft))
    return found


if __name__ == "__main__":
    main()
