"""How well quotations are grouped, and located in their sources.

    python tests/benchmarks/quotations_quality.py ARTICLES.jsonl SPEECHES.jsonl

ARTICLES has one annotated article a line: ``{"id", "text", "publisher", "attributions": [{"source", "cue",
"content"}]}`` with spans as pairs of offsets. Of the passages in its direct quotes some are chosen by seed and edited
in a fifth of their words: other marks, an ellipsis, an insertion in brackets, an excerpt, another tense, typing errors.
All are grouped. Printed are, for each kind of edit, how many edited passages are one quotation with their originals;
and of the pairs of passages by the same speaker that are different quotations, originals and edited ones, how many are
joined. Two passages count as different where no stretch of the longer one has three quarters of the shorter one's
characters in order, and a tenth of the passages are read against all others of their speaker.

SPEECHES has one text a line: ``{"text", "genre"}``. Quotes are cut from those whose genre is ``speech``, some of their
words are changed, left out or added by seed, and ``locate_quotation`` looks for them. Printed is how often the place
is exactly the one that the quote was cut from, and how often the edits are listed exactly.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import claims_beam as cb
from claims_beam.corpus.passages import Passage, citation_of, passages_of
from claims_beam.corpus.wording import LEAST_WORDS, speaker_key
from claims_beam.evaluation.protocol import content_kind
from claims_beam.records import Article, Attribution, Claim, Cue, Document, Span, Spans
from claims_beam.text.words import QUOTED, tokenize

EDITED = 2_400
PART_EDITED = 5  # a fifth of the words
DIFFERENT = 75.0  # of a hundred: passages less alike than this are different quotations
READ_AGAINST_ALL = 10  # a tenth of the passages
CUTS = 1_000
TENSES = {
    "is": "was", "are": "were", "have": "had", "has": "had", "will": "would", "can": "could", "do": "did",
    "does": "did", "says": "said", "want": "wanted", "need": "needed", "think": "thought", "know": "knew", "go": "went",
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Words = list[str]


def main() -> None:
    """Run both measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("speeches", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    measure_grouping(direct_claims(options.articles), chance)
    speeches = [row["text"] for row in rows_of(options.speeches) if row["genre"] == "speech"]
    measure_locating(speeches, chance)


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def direct_claims(path: Path) -> list[Claim]:
    """Return the direct quotes as they are annotated, with the speakers that the package finds."""
    return [claim for row in rows_of(path) for claim in cb.build_claims(cb.resolve_speakers(document_of(row)))]


def document_of(row: dict[str, Any]) -> Document:
    """Return the article with its annotated direct quotes."""
    text = row["text"]
    attributions = []
    for each in row["attributions"]:
        content, source, cue = (spans_of(each[role]) for role in ("content", "source", "cue"))
        if content and content_kind(text, content) == "direct":
            attributions.append(Attribution(content, Cue(cue) if cue else None, source, kind="direct"))
    sentences = cb.split_sentences(Article(row["id"], text)).sentences
    return Document(Article(row["id"], text, publisher=row["publisher"]), sentences, attributions=tuple(attributions))


def spans_of(pairs: Iterable[Sequence[int]]) -> Spans:
    """Return pairs of offsets as spans."""
    return tuple(Span(start, end) for start, end in pairs)


@dataclass(frozen=True)
class Quoted:
    """A passage and the claim that quotes it; ``original`` is the text that it was made of."""

    claim: Claim
    passage: Passage
    original: str


def measure_grouping(claims: Sequence[Claim], chance: random.Random) -> None:
    """Print how many edited passages are joined with their originals, and how many different ones are."""
    originals = [
        Quoted(claim, passage, passage.text) for claim in claims for passage in passages_of(citation_of(claim))
    ]
    chosen = chance.sample(originals, min(EDITED, len(originals)))
    edited = [(kind, one, made) for number, one in enumerate(chosen) for kind, made in edited_of(number, one, chance)]
    pool = [*(one.claim for one in originals), *(made.claim for _, _, made in edited)]
    quotation_of = {
        each.claim_id: found.quotation_id for found in cb.group_quotations(pool) for each in found.occurrences
    }
    joined: dict[str, list[bool]] = defaultdict(list)
    for kind, one, made in edited:
        joined[kind].append(quotation_of[made.claim.claim_id] == quotation_of[one.claim.claim_id])
    joined["all kinds"] = [right for kind in EDITS for right in joined[kind]]
    print(f"{len(originals):,} passages, {len(edited):,} of them edited")
    for kind, rights in joined.items():
        print(f"  {kind:14} {sum(rights) / len(rights):6.1%} of {len(rights):,} joined with their originals")
    pairs, false = false_pairs([*originals, *(made for _, _, made in edited)], quotation_of)
    print(f"  {false:,} of {pairs:,} pairs of different quotations by one speaker are joined ({false / pairs:.3%})")


def edited_of(number: int, one: Quoted, chance: random.Random) -> Iterator[tuple[str, Quoted]]:
    """Yield the kind of edit and the edited passage in a claim of its own; none if it is too short to be one."""
    kind, edit = list(EDITS.items())[number % len(EDITS)]
    words = edit(one.passage.text.split(), chance)
    marks = "«»" if kind == "marks" else '""'
    claim = replace(
        one.claim,
        claim_id=f"edited {number}",
        article_id=f"edited {number}",
        text=f"{marks[0]}{' '.join(words)}{marks[1]}",
    )
    for passage in passages_of(citation_of(claim)):
        yield kind, Quoted(claim, passage, one.original)


def with_marks(words: Words, chance: random.Random) -> Words:
    """Return the words with other marks and capitals."""
    return [word.strip(",.;:-—") + chance.choice(["", "", ",", " —"]) for word in words[:1]] + [
        word.replace("’", "'") for word in words[1:]
    ]


def with_ellipsis(words: Words, chance: random.Random) -> Words:
    """Return the words without a fifth of them in one place."""
    gone = max(1, len(words) // PART_EDITED)
    at = chance.randrange(1, max(2, len(words) - gone))
    return [*words[:at], "…", *words[at + gone :]]


def with_insertion(words: Words, chance: random.Random) -> Words:
    """Return the words with others in brackets between them."""
    at = chance.randrange(len(words))
    return [*words[:at], chance.choice(["[the senator]", "[Clinton]", "[in the state of Ohio]"]), *words[at:]]


def excerpt(words: Words, chance: random.Random) -> Words:
    """Return half of the words, those that stand in one place."""
    kept = max(LEAST_WORDS, len(words) // 2)
    at = chance.randrange(max(1, len(words) - kept + 1))
    return words[at : at + kept]


def in_another_tense(words: Words, chance: random.Random) -> Words:
    """Return the words with their auxiliaries and commonest verbs in the past, as reported speech has them."""
    return [TENSES.get(word, word) for word in words]


def with_typing_errors(words: Words, chance: random.Random) -> Words:
    """Return the words with an error in each of a fifth: letters in another order, one too few, too many or wrong."""
    wrong = list(words)
    long = [index for index, word in enumerate(words) if len(word) > 3]
    for index in chance.sample(long, min(len(long), max(1, len(words) // PART_EDITED))):
        word = wrong[index]
        at = chance.randrange(1, len(word) - 1)
        wrong[index] = chance.choice(
            [
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice(LETTERS) + word[at + 1 :],
            ]
        )
    return wrong


EDITS: dict[str, Callable[[Words, random.Random], Words]] = {
    "marks": with_marks,
    "ellipsis": with_ellipsis,
    "insertion": with_insertion,
    "excerpt": excerpt,
    "tense": in_another_tense,
    "typing errors": with_typing_errors,
}


def false_pairs(passages: Sequence[Quoted], quotation_of: dict[str, str]) -> tuple[int, int]:
    """Return how many pairs of passages by one speaker are different quotations, and how many of these are joined."""
    by_speaker: dict[str, list[Quoted]] = defaultdict(list)
    for one in passages:
        name = one.claim.speaker.name if one.claim.speaker else None
        by_speaker[speaker_key(name)].append(one)
    by_speaker.pop("", None)
    found: Counter[bool] = Counter()
    for said in by_speaker.values():
        for index in range(0, len(said), READ_AGAINST_ALL):
            one = said[index]
            for other in said[index + 1 :]:
                if fuzz.partial_ratio(one.original, other.original, score_cutoff=DIFFERENT) == 0:
                    found[quotation_of[one.claim.claim_id] == quotation_of[other.claim.claim_id]] += 1
    return found.total(), found[True]


def measure_locating(speeches: Sequence[str], chance: random.Random) -> None:
    """Print how often a quote is found at its place, and how often its edits are listed."""
    tokenized = [tokenize(text, QUOTED) for text in speeches]
    places = edits = 0
    for _ in range(CUTS):
        tokens = chance.choice(tokenized)
        length = chance.randint(8, 40)
        first = chance.randrange(len(tokens.starts) - length)
        quote, wanted = misquoted(list(tokens.words[first : first + length]), chance)
        found = cb.locate_quotation(" ".join(quote), tokens.text)
        if found is None:
            continue
        places += (found.start, found.end) == (tokens.starts[first], tokens.ends[first + length - 1])
        edits += [(change.kind, change.quoted, change.original) for change in found.changes] == wanted
    print(f"{CUTS:,} quotes cut from {len(speeches):,} speeches and edited")
    print(f"  {places / CUTS:6.1%} found at exactly their place")
    print(f"  {edits / CUTS:6.1%} with exactly their edits listed")


def misquoted(words: Words, chance: random.Random) -> tuple[Words, list[tuple[str, str, str]]]:
    """Return the words with some of the inner ones changed, left out or added, and the list of these edits.

    There is a word between two edits, so that no two of them are one.
    """
    most = max(1, len(words) // PART_EDITED)
    at = sorted(chance.sample(range(1, len(words) - 1), chance.randint(1, most)))
    at = [index for index, before in zip(at, [-2, *at], strict=False) if index - before > 2]
    said: Words = []
    edits = []
    for index, word in enumerate(words):
        kind = chance.choice(["changed", "left out", "added"]) if index in at else None
        if kind:
            edits.append((kind, "" if kind == "left out" else "quark", "" if kind == "added" else word))
            said += ["quark"] if kind != "left out" else []
        if kind in (None, "added"):
            said.append(word)
    return said, edits


if __name__ == "__main__":
    main()
