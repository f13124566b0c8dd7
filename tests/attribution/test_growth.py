"""Time and memory grow with the length of the text and no faster, whatever its lines are like.

The encoder, whose windows are of one size, is replaced by one that gives made-up states at once.
"""

import random
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import numpy as np
import pytest

import claims_beam as cb
from claims_beam.attribution.learned.decoding import Decoder
from claims_beam.attribution.learned.labels import LABELS
from claims_beam.attribution.learned.model import Model
from claims_beam.attribution.learned.tagger import LearnedTagger

SENTENCES = (
    "Ms. Dar said the council would not sell the ferry.",
    "“We lost,” said Ian Falk.",
    "The mayor bought 12 boats in 2019.",
    "He denied it.",
)
WORDS = ("said", "Falk", "boats", "Yes.", "“No”", "2019")
SMALL, TIMES = 250, 4
SLACK = 2  # how much faster than the text both may grow: the times of short runs vary


def many_lines_and_a_long_one(size: int) -> str:
    pick = random.Random(size).choice
    return "\n".join(pick(SENTENCES) for _ in range(size)) + "\n" + " ".join(pick(SENTENCES) for _ in range(size // 16))


def lines_of_one_word(size: int) -> str:
    pick = random.Random(size).choice
    return "\n".join(pick(WORDS) for _ in range(5 * size))


def block_quotations(size: int) -> str:
    pick = random.Random(size).choice
    marks = ("> ", ">> ", ">", "> > ", "", "> — Ian Falk\n", ">" * 40)
    return "\n".join(pick(marks) + pick(SENTENCES) for _ in range(size))


def one_line(size: int) -> str:
    pick = random.Random(size).choice
    return " ".join(pick(SENTENCES) for _ in range(size))


@pytest.fixture(scope="module")
def quick() -> LearnedTagger:
    """The learned tagger on an encoder that gives each word piece a state of its own, and label scores made of it."""
    tagger = cb.load()
    assert isinstance(tagger, LearnedTagger)
    chance = np.random.default_rng(0)
    states = chance.standard_normal((1 << 15, 384), np.float32) / 3
    scores = states @ chance.standard_normal((384, len(LABELS)), np.float32) / 8
    scores[:, 0] += 2
    encoder = replace(tagger.encoder, reader=lambda ids, shapes, quotes: (scores[ids], states[ids]))
    decoder = Decoder(encoder.weights)
    return LearnedTagger(Model(encoder, decoder, encoder.settings["calibration"]))


@pytest.mark.slow
@pytest.mark.parametrize("made", [many_lines_and_a_long_one, lines_of_one_word, block_quotations, one_line])
def test_time_and_memory_are_linear(quick: LearnedTagger, made: Callable[[int], str]) -> None:
    small, large = made(SMALL), made(SMALL * TIMES)
    growth = SLACK * len(large) / len(small)
    cost(quick, small)
    (small_seconds, small_bytes), (seconds, most_bytes) = cost(quick, small), cost(quick, large)
    assert seconds < growth * small_seconds
    assert most_bytes < growth * small_bytes


def cost(tagger: LearnedTagger, text: str) -> tuple[float, int]:
    """The seconds that the claims of a text take, and the most bytes in use meanwhile."""
    start = process_time()
    cb.extract_claims(text, tagger, statements=True)
    seconds = process_time() - start
    tracemalloc.start()
    cb.extract_claims(text, tagger, statements=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, most
