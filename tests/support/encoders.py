"""Tiny encoders with random weights, which a test can train in seconds."""

import shutil
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from claims_beam.training.base import base_encoder

PIECES = 30_522  # of BERT's uncased vocabulary


def tiny_encoder(folder: Path, width: int, layers: int = 1) -> Path:
    """Write a narrow encoder, which reads the usual word pieces, into the folder; give the folder."""
    torch.manual_seed(0)
    shutil.copytree(base_encoder(), folder, ignore=lambda _, names: [name for name in names if "token" not in name])
    shape = {"hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": 2}
    config = BertConfig(vocab_size=PIECES, hidden_dropout_prob=0.0, intermediate_size=2 * width, **shape)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder
