"""One encoder's word pieces in terms of another's, so that a teacher can read what its student will read."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from claims_beam.training.model import Tagger, load_encoder

_SAME = ({"[CLS]", "<s>"}, {"[SEP]", "</s>"}, {"[PAD]", "<pad>"}, {"[MASK]", "<mask>"}, {"[UNK]", "<unk>"})
_UNKNOWN = ("[UNK]", "<unk>")


def new_tagger(encoder: Path, reads: Path | None = None) -> Tagger:
    """Return a tagger on the pretrained encoder, with new heads.

    It reads the word pieces of ``reads``, or else its own.
    """
    vocabulary = map_pieces(reads / "tokenizer.json", encoder / "tokenizer.json") if reads else None
    return Tagger(load_encoder(str(encoder)), vocabulary)


def map_pieces(read: Path, own: Path) -> Tensor:
    """Return, for each word piece of the tokenizer ``read``, the piece of ``own`` written alike, or the unknown one.

    Marks of the begin, the end, padding and gaps are known under both of their usual names.
    """
    table = Tokenizer.from_file(str(own)).get_vocab()
    pieces = Tokenizer.from_file(str(read)).get_vocab()
    unknown = next(table[name] for name in _UNKNOWN if name in table)
    mapped = torch.full((max(pieces.values()) + 1,), unknown)
    for piece, number in pieces.items():
        names = [piece, *(other for same in _SAME if piece in same for other in sorted(same - {piece}))]
        mapped[number] = next((table[name] for name in names if name in table), unknown)
    return mapped
