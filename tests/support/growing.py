"""Texts of any size whose lines and marks are unlike those of articles, and a tagger that does all but encode them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

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
Made = Callable[[int], str]


def many_lines_and_a_long_one(size: int) -> str:
    """Half of the text are lines of a sentence, and half is one line."""
    half = size // 2
    return _sentences(half, "\n") + "\n" + _sentences(half, " ")


def lines_of_one_word(size: int) -> str:
    pick = random.Random(size).choice
    return "\n".join(pick(WORDS) for _ in range(size // 5))


def block_quotations(size: int) -> str:
    pick = random.Random(size).choice
    marks = ("> ", ">> ", ">", "> > ", "", "> — Ian Falk\n", ">" * 40)
    return "\n".join(pick(marks) + pick(SENTENCES) for _ in range(size // 40))


def one_line(size: int) -> str:
    return _sentences(size, " ")


def _sentences(size: int, between: str) -> str:
    pick = random.Random(size).choice
    return between.join(pick(SENTENCES) for _ in range(size // 31))


def filled(unit: str, head: str = "", tail: str = "") -> Made:
    """Return what makes texts of the unit, over and over between the head and the tail."""
    return lambda size: (head + unit * size)[: size - len(tail)] + tail


def mixed(pieces: Sequence[str]) -> Made:
    """Return what makes texts of the pieces, in an order that is made by seed."""
    return lambda size: "".join(random.Random(size).choices(pieces, k=size // 2))[:size]


def numbered(form: str) -> Made:
    """Return what makes texts of the form with ever other capitalized words in it."""
    return lambda size: " ".join(form.format(_word(number)) for number in range(size // len(form)))[:size]


def _word(number: int) -> str:
    digits = "".join("bdfglmnprs"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in str(number))
    return digits.capitalize()


ARTICLES: dict[str, Made] = {
    "many lines and a long one": many_lines_and_a_long_one,
    "lines of one word": lines_of_one_word,
    "block quotations": block_quotations,
    "one line": one_line,
}
HOSTILE: dict[str, Made] = {
    "a signed quotation and spaces": filled(" ", "“We were never asked.” — Maria Lopez"),
    "a signed quotation and line breaks": filled(" \n", "“We were never asked.”"),
    "a signed quotation, spaces and a word": filled(" ", "“We were never asked.” — Maria Lopez", "x"),
    "a signature with a role, spaces and a word": filled(" ", "“We were never asked.” — Maria Lopez, owner", "x"),
    "a signature without end": filled("Maria ", "“We were never asked.” — "),
    "signatures in rows": filled("“We were never asked.”\n— Maria Lopez, " + "owner " * 12),
    "signatures of dashes": filled("—", "“We were never asked.”"),
    "signatures of names": filled("“We were never asked.”\nAnn Lee\n"),
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
    "forms of one name": numbered("Ann B{} Lee said so. She said no. "),
    "titles of one name": numbered("The {} Senator Ann Lee said so. The senator said no. "),
    "roles of one name": numbered("Ann Lee, the {} senator, said so. The senator said no. "),
    "holders of one role": numbered("Senator Ann {} said so. Both senators said so. "),
    "pronouns": filled("He said he said. "),
    "names joined": filled("Ann Lee and "),
    "tags": filled("<a "),
    "references": filled("&quot;"),
    "marks of block quotations": filled("> "),
    "numbers": filled("1,"),
    "dates": filled("May 1, "),
    "one word": filled("x"),
    "marks upon a letter": filled("\u0301", "a"),
}


def without_encoder() -> LearnedTagger:
    """Return the learned tagger on an encoder that at once gives each word piece made-up states and label scores."""
    tagger = cb.load()
    assert isinstance(tagger, LearnedTagger)
    chance = np.random.default_rng(0)
    states = chance.standard_normal((1 << 15, 384), np.float32) / 3
    scores = states @ chance.standard_normal((384, len(LABELS)), np.float32) / 8
    scores[:, 0] += 2
    encoder = replace(tagger.encoder, reader=lambda ids, shapes, quotes: (scores[ids], states[ids]))
    return LearnedTagger(Model(encoder, Decoder(encoder.weights), encoder.settings["calibration"]))
