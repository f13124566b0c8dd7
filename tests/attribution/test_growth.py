"""Time and memory grow with the length of the text and no faster, whatever its lines are like.

The encoder, whose windows are of one size, is replaced by one that gives made-up states at once.
"""

import random
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import process_time

import numpy as np
import pytest

import claims_beam as cb
from claims_beam.attribution.learned.decoding import Decoder
from claims_beam.attribution.learned.labels import LABELS
from claims_beam.attribution.learned.model import Model
from claims_beam.attribution.learned.tagger import LearnedTagger
from claims_beam.attribution.protocol import Tagger

SENTENCES = (
    "Ms. Dar said the council would not sell the ferry.",
    "“We lost,” said Ian Falk.",
    "The mayor bought 12 boats in 2019.",
    "He denied it.",
)
WORDS = ("said", "Falk", "boats", "Yes.", "“No”", "2019")
SMALL, TIMES = 125, 4
SLACK = 3  # how much faster than the text both may grow: the times of short runs vary, and a square would be 16 times


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


def filled(unit: str, head: str = "") -> Callable[[int], str]:
    """Return what makes texts of the unit, over and over behind the head."""
    return lambda size: (head + unit * size)[:size]


def mixed(pieces: Sequence[str]) -> Callable[[int], str]:
    """Return what makes texts of the pieces, in an order that is made by seed."""
    return lambda size: "".join(random.Random(size).choices(pieces, k=size // 2))[:size]


def numbered(form: str) -> Callable[[int], str]:
    """Return what makes texts of the form with ever other capitalized words in it."""
    return lambda size: " ".join(form.format(_word(number)) for number in range(size // len(form)))[:size]


def _word(number: int) -> str:
    digits = "".join("bdfglmnprs"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in str(number))
    return digits.capitalize()


HOSTILE: dict[str, Callable[[int], str]] = {
    "a signed quotation and spaces": filled(" ", "“We were never asked.” — Maria Lopez"),
    "a signed quotation and line breaks": filled(" \n", "“We were never asked.”"),
    "a signature without end": filled("Maria ", "“We were never asked.” — "),
    "signatures in rows": filled("“We were never asked.”\n— Maria Lopez, " + "owner " * 12),
    "signatures of dashes": filled("—", "“We were never asked.”"),
    "posts": filled("We were never asked. — Maria Lopez (@mlopez) "),
    "handles": filled("— Aa (@"),
    "colons and quotation marks": filled(": “"),
    "colons and straight marks": filled(':"'),
    "labels": filled("Falk: no\n"),
    "opening marks": filled("“"),
    "opening marks and words": filled("“We "),
    "straight marks and words": filled('a "'),
    "apostrophes": filled("a'b "),
    "mixed marks": mixed("“”‘’\"'«»„‟‹› "),
    "mixed marks and words": mixed(
        ["“", "” ", '"', "' ", "‘", "said ", "Falk ", "We lost. ", ": ", "— ", "\n", "(", ") "]
    ),
    "brackets": filled("(a"),
    "quotations and verbs": filled("“a” said "),
    "lines of a letter, and a long one": lambda size: "a\n" * (size // 4) + "x " * (size // 4),
    "names of a letter": filled("A. "),
    "a name without end": filled("Maria "),
    "titles in rows": filled("Mr. "),
    "surnames": numbered("Ann {} said so."),
    "namesakes": numbered("{} Lopez said, and Lopez said. "),
    "bodies": numbered("the {} River Council said so. "),
    "pronouns": lambda size: "He said he said. " * (size // 8),
    "names joined": filled("Ann Lee and "),
    "tags": filled("<a "),
    "references": filled("&quot;"),
    "block quotations": filled("> "),
    "numbers": filled("1,"),
    "dates": filled("May 1, "),
    "one word": filled("x"),
    "marks upon a letter": filled("\u0301", "a"),
}
HOSTILE_SIZES = (1_000, 2_000, 4_000, 8_000)
STEEPEST = 1.6  # of the power of the size with which the time grows: 1 is linear and 2 quadratic
LEAST_SECONDS = 0.02  # are added to each time, since those of the small texts vary


@pytest.fixture(scope="module", params=["learned", "rules"])
def either(request: pytest.FixtureRequest) -> Tagger:
    return request.getfixturevalue("quick") if request.param == "learned" else cb.load(tagger="rules")


@pytest.mark.slow
@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear_in_hostile_texts_of_four_sizes(either: Tagger, made: Callable[[int], str]) -> None:
    cb.extract_claims(made(HOSTILE_SIZES[0]), either, statements=True, any_language=True)
    times = [LEAST_SECONDS + seconds(either, made(size)) for size in HOSTILE_SIZES]
    overall, _ = np.polyfit(np.log(HOSTILE_SIZES), np.log(times), 1)
    at_last = np.log2(times[-1] / times[-2])  # the small ones may be shorter than what one place can reach
    assert min(overall, at_last) < STEEPEST


def seconds(tagger: Tagger, text: str) -> float:
    start = process_time()
    cb.extract_claims(text, tagger, statements=True, any_language=True)
    return process_time() - start


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
    (small_seconds, small_bytes), (large_seconds, most_bytes) = cost(quick, small), cost(quick, large)
    assert large_seconds < growth * small_seconds
    assert most_bytes < growth * small_bytes


def cost(tagger: LearnedTagger, text: str) -> tuple[float, int]:
    """The seconds that the claims of a text take, and the most bytes in use meanwhile."""
    taken = seconds(tagger, text)
    tracemalloc.start()
    cb.extract_claims(text, tagger, statements=True, any_language=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken, most
