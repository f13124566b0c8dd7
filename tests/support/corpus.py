"""Articles made up by rule, as many as a test or benchmark wants: the same ones for the same numbers."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from claims_beam.records import Article

_FIRST = ("Ines", "Ruben", "Marta", "Tobias", "Selma", "Anton", "Dalia", "Hugo", "Nora", "Emil", "Petra", "Oskar")
_LAST = ("Falk", "Moreno", "Castellane", "Whitlock", "Baird", "Okafor", "Lindqvist", "Harrow", "Vasari", "Petrov")
_ROLES = ("harbour master", "council leader", "head of the water board", "union secretary", "mayor", "school inspector")
_PLACES = ("Ostby", "Mill Street", "the old ferry terminal", "Karsund", "the north quay", "Hallow Bridge")
_THINGS = ("the bridge", "the pumping station", "the night bus", "the library", "the flood wall", "the fish market")
_FACTS = (
    "{thing} would stay shut until {month}",
    "repairs to {thing} had cost {number} million euros so far",
    "more than {number} per cent of the staff at {place} had left",
    "{thing} might not open before {month}",
    "nobody at {place} had been told about {thing}",
)
_SPOKEN = (
    "We spent {number} million euros on {thing}, and it still leaks",
    "There will be no strike at {place} before {month}",
    "I have never seen a worse year for {thing}",
    "If {thing} closes, {number} families will have to move",
    "Nobody asked us about {thing}",
)
_SENTENCES = (
    "“{spoken},” said {name}, the {role}.",
    "{name} told reporters in {place} that {fact}.",
    "According to the {role}, {fact}.",
    "“{spoken},” {surname} added. “{spoken2}.”",
    "{pronoun} said {fact}.",
    "{surname} denied that {fact}.",
    "The {role} called it “a quiet disgrace” and said {fact}.",
    "{thing_cap} opened in 19{number} and was last repaired {number} years ago.",
    "About {number} people came to {place} on Tuesday.",
    "It rained in {place} all morning.",
)
_MONTHS = ("March", "June", "September", "the end of the year", "next week")


def articles(count: int, sentences: int = 6, seed: int = 0) -> Iterator[Article]:
    """``count`` articles of about ``sentences`` sentences each (some 15 words a sentence), one a day."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        published = datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=number % 365)
        text = "\n\n".join(_paragraph(chance, 2) for _ in range(max(1, sentences // 2)))
        yield Article(f"made-up-{number}", text, publisher="The Harbour Post", published_at=published)


def _paragraph(chance: random.Random, sentences: int) -> str:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    words = {"name": f"{first} {last}", "surname": last, "pronoun": chance.choice(("He", "She"))}
    return " ".join(_sentence(chance, words) for _ in range(sentences))


def _sentence(chance: random.Random, names: dict[str, str]) -> str:
    words = {
        **names,
        "role": chance.choice(_ROLES),
        "place": chance.choice(_PLACES),
        "thing": chance.choice(_THINGS),
        "month": chance.choice(_MONTHS),
        "number": str(chance.randint(12, 98)),
    }
    words["thing_cap"] = words["thing"].capitalize()
    words["fact"] = chance.choice(_FACTS).format_map(words)
    words["spoken"], words["spoken2"] = (line.format_map(words) for line in chance.sample(_SPOKEN, 2))
    return chance.choice(_SENTENCES).format_map(words)
