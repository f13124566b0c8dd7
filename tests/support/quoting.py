"""Claims that quote, made by hand or by rule."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, product

from support.factories import make_claim

from claims_beam.records import Claim, ClaimKind, Speaker

MARCH_6 = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)

WORDS = [
    "harbor",
    "bridge",
    "council",
    "budget",
    "winter",
    "ferry",
    "market",
    "school",
    "library",
    "river",
    "tunnel",
    "strike",
    "union",
    "mayor",
    "repair",
    "storm",
    "engine",
    "ticket",
    "garden",
    "museum",
    "hospital",
    "village",
    "captain",
    "summer",
    "border",
    "farmer",
    "office",
    "window",
    "station",
    "factory",
    "concrete",
    "promise",
    "shelter",
    "lantern",
    "quarter",
    "pension",
    "transfer",
    "witness",
    "traffic",
    "morning",
]
SMALL = ["the", "of", "to", "we", "will", "is", "in", "our", "that", "and", "it", "for", "they", "with", "no"]


def quoting(
    text: str,
    name: str | None = "Ada Moreno",
    *,
    kind: ClaimKind = "direct",
    article: str = "pier",
    publisher: str | None = "The Harbour Post",
    published_at: datetime | None = MARCH_6,
    claim: str | None = None,
) -> Claim:
    """Return a claim that gives the text in the words of the named speaker."""
    plain = make_claim()
    return replace(
        plain,
        claim_id=claim or f"{article}: {text[:20]} {name}",
        article_id=article,
        kind=kind,
        text=text,
        publisher=publisher,
        published_at=published_at,
        speaker=Speaker(name) if name else None,
    )


def sentence(chance: random.Random, most: int = 14) -> list[str]:
    """Return words made by rule, every other one a content word."""
    return [word for _ in range(chance.randint(3, most)) for word in (chance.choice(SMALL), chance.choice(WORDS))]


def words_made_up(count: int) -> list[str]:
    """Return so many different words of four letters."""
    return ["".join(letters) for letters in islice(product("bcdfghjklmnpqrstvwxz", repeat=4), count)]


def made_up(count: int, seed: int = 0) -> list[Claim]:
    """Return so many claims: quotations that are repeated, cut, and slightly changed, by a few people."""
    chance = random.Random(seed)
    originals = [sentence(chance) for _ in range(max(2, count // 4))]
    claims = []
    for number in range(count):
        words = list(chance.choice(originals))
        if chance.random() < 0.3:
            words[chance.randrange(len(words))] += "s"
        if chance.random() < 0.3:
            words = words[: max(5, len(words) * 2 // 3)]
        claims.append(
            quoting(
                f"“{' '.join(words)}”",
                chance.choice(["Ada Moreno", "Moreno", "Ruben Falk", None]),
                article=f"a{number // 2}",
                publisher=chance.choice(["The Harbour Post", "Ostby Echo", None]),
                published_at=chance.choice([None, MARCH_6.replace(day=1 + number % 28)]),
                claim=f"c{number}",
            )
        )
    return claims


def shuffled(claims: Sequence[Claim], seed: int) -> list[Claim]:
    """Return the claims in another order."""
    return random.Random(seed).sample(claims, len(claims))
