"""Sums of what is known of a wording, or of a quotation with all its wordings, from every claim that has it.

Sums can be merged, and the result does not depend on the order of the claims or of the merges. A sum keeps the earliest
claims up to a limit, a text of each of their wordings and of the most frequent ones, and eight bytes for each article.
"""

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import nsmallest
from itertools import starmap
from typing import NamedTuple

from claims_beam.corpus.alignment import matched_share
from claims_beam.corpus.passages import Passage
from claims_beam.corpus.wording import DISTINCTIVE_WORDS, compared, digest, speaker_key
from claims_beam.records import Occurrence, Quotation, Variant

MOST_OCCURRENCES = 100_000
"""How many claims a quotation lists, the earliest; all are counted."""

MOST_VARIANTS = 1_000
"""How many wordings a quotation lists, the most frequent; all are counted."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NO_DATE = 1 << 62
_ARTICLE = 8  # The digest of an article has so many bytes.


class Rank(NamedTuple):
    """The rank of a wording, by which the main wording of a quotation is chosen.

    A wording with more words ranks higher; of equally long ones, one with a named speaker. The key decides the rest.
    A wording has a wording of higher rank for its parent, so no chain of parents leads back.
    """

    words: int
    named: bool
    key: bytes


class Wording(NamedTuple):
    """One wording: the longest text that has it, and how many claims have it."""

    rank: Rank
    text: str
    times: int
    speaker: str
    """The key of the speaker whose wording it is; the empty string where nobody is named, or anybody may say it."""


class Seen(NamedTuple):
    """A claim that has a wording; ``moment`` is in microseconds, and far in the future where there is no date."""

    moment: int
    claim_id: str
    article_id: str
    publisher: str | None
    key: bytes


@dataclass(slots=True)
class Sightings:
    """Wordings by their keys, and what the claims that have them add up to; ``last`` is the latest of their moments."""

    wordings: dict[bytes, Wording] = field(default_factory=dict)
    speakers: Counter[str] = field(default_factory=Counter)
    articles: set[bytes] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    last: int = -_NO_DATE
    seen: list[Seen] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        """Add a passage."""
        cited, words = passage.citation, passage.words
        named = speaker_key(cited.speaker)
        short = len(words) < DISTINCTIVE_WORDS
        self._add_wording(
            Wording(
                Rank(len(words), short and bool(named), passage.key),
                passage.text,
                1,
                named if short else "",
            )
        )
        if cited.speaker:
            self.speakers[cited.speaker] += 1
        self.articles.add(digest(cited.article_id, _ARTICLE))
        if cited.publisher:
            self.publishers.add(cited.publisher)
        moment = _NO_DATE
        if cited.published_at:
            moment = (cited.published_at - _EPOCH) // _MICROSECOND
            self.last = max(self.last, moment)
        self.seen.append(Seen(moment, cited.claim_id, cited.article_id, cited.publisher, passage.key))
        self._trim()

    def merge(self, other: "Sightings") -> None:
        """Add the sightings that another sum holds."""
        for wording in other.wordings.values():
            self._add_wording(wording)
        self.speakers.update(other.speakers)
        self.articles |= other.articles
        self.publishers |= other.publishers
        self.last = max(self.last, other.last)
        self.seen += other.seen
        self._trim()

    def _add_wording(self, wording: Wording) -> None:
        held = self.wordings.get(wording.rank.key)
        if held is not None:
            text = max(held.text, wording.text, key=lambda text: (len(text), text))
            wording = held._replace(text=text, times=held.times + wording.times)
        self.wordings[wording.rank.key] = wording

    def _trim(self) -> None:
        """Keep the earliest claims and their wordings, the most frequent wordings, and the main one.

        Nothing that is dropped can be listed later, since all claims of a wording are summed before those of others.
        """
        if len(self.seen) > 2 * MOST_OCCURRENCES:
            self.seen = _earliest(self.seen)
            listed = {wording.rank.key for wording in (self.main, *self.most_frequent())}
            listed.update(each.key for each in self.seen)
            self.wordings = {key: self.wordings[key] for key in listed}

    @property
    def main(self) -> Wording:
        """Return the wording of the highest rank."""
        return max(self.wordings.values())

    def most_frequent(self) -> list[Wording]:
        """Return the wordings that a quotation lists, in its order."""
        return nsmallest(MOST_VARIANTS, self.wordings.values(), key=_by_frequency)

    def said_by(self) -> frozenset[str]:
        """Return the keys of the speakers who are named."""
        return frozenset(map(speaker_key, self.speakers))

    def pack(self) -> bytes:
        """Return the sum as bytes, which take a fifth of its memory."""
        parts = (
            [(tuple(rank), *rest) for rank, *rest in self.wordings.values()],
            dict(self.speakers),
            b"".join(self.articles),
            self.publishers,
            self.last,
            list(map(tuple, _earliest(self.seen))),
        )
        return pickle.dumps(parts, protocol=5)

    @classmethod
    def unpack(cls, packed: bytes) -> "Sightings":
        """Return the sum that ``pack`` turned into the bytes."""
        wordings, speakers, articles, publishers, last, seen = pickle.loads(packed)
        held = (Wording(Rank(*rank), *rest) for rank, *rest in wordings)
        by_key = {wording.rank.key: wording for wording in held}
        digests = {articles[start : start + _ARTICLE] for start in range(0, len(articles), _ARTICLE)}
        return cls(by_key, Counter(speakers), digests, publishers, last, list(starmap(Seen, seen)))


def _earliest(seen: list[Seen]) -> list[Seen]:
    """Return as many of the claims as a quotation lists, in no order if that is all of them."""
    return nsmallest(MOST_OCCURRENCES, seen, key=_order) if len(seen) > MOST_OCCURRENCES else seen


def _by_frequency(wording: Wording) -> tuple[int, int, str]:
    return -wording.times, -wording.rank.words, wording.text


def _order(seen: Seen) -> tuple[int, str, str, bytes]:
    return seen.moment, seen.article_id, seen.claim_id, seen.key


def summed(passages: Iterable[Passage]) -> Sightings:
    """Return the sum of the passages."""
    sightings = Sightings()
    for passage in passages:
        sightings.add(passage)
    return sightings


def total(packed: Iterable[bytes]) -> bytes:
    """Return the sum of packed sums, packed."""
    sightings = Sightings()
    for other in map(Sightings.unpack, packed):
        sightings.merge(other)
    return sightings.pack()


def quotation_of(sightings: Sightings) -> Quotation:
    """Return the row of the table for the sightings of a quotation in all its wordings."""
    main = sightings.main
    similar = _similarities(sightings.wordings, main)
    occurrences = _occurrences(sightings.seen, similar)
    first = occurrences[0] if occurrences and occurrences[0].published_at else None
    speaker, share = _vote(sightings.speakers)
    return Quotation(
        quotation_id=main.rank.key.hex(),
        text=main.text,
        speaker=speaker,
        speaker_share=share,
        articles=len(sightings.articles),
        publishers=len(sightings.publishers),
        first_seen=first.published_at if first else None,
        last_seen=_date(sightings.last),
        first_article_id=first.article_id if first else None,
        variants=tuple(Variant(held.text, held.times) for held in sightings.most_frequent()),
        occurrences=occurrences,
    )


def _similarities(wordings: Mapping[bytes, Wording], main: Wording) -> dict[bytes, float]:
    """Return how much of each wording the main one has."""
    if len(wordings) == 1:
        return {main.rank.key: 1.0}
    whole = compared(main.text)
    return {key: matched_share(compared(held.text), whole) for key, held in wordings.items()}


def _occurrences(seen: list[Seen], similar: dict[bytes, float]) -> tuple[Occurrence, ...]:
    """Return the claims in order of time, each once, although a mixed claim may quote two passages of the quotation."""
    by_claim: dict[str, Occurrence] = {}
    for each in nsmallest(MOST_OCCURRENCES, seen, key=_order):
        found = Occurrence(each.claim_id, each.article_id, each.publisher, _date(each.moment), similar[each.key])
        held = by_claim.setdefault(each.claim_id, found)
        if found.similarity > held.similarity:
            by_claim[each.claim_id] = found
    return tuple(by_claim.values())


def _date(moment: int) -> datetime | None:
    return None if abs(moment) == _NO_DATE else _EPOCH + moment * _MICROSECOND


def _vote(speakers: Counter[str]) -> tuple[str | None, float | None]:
    """Return the speaker whom most of the claims with a name credit, by the commonest form of the name, and the share.

    Short and full forms of a name vote together.
    """
    if not speakers:
        return None, None
    votes: Counter[str] = Counter()
    for name, count in speakers.items():
        votes[speaker_key(name)] += count
    winner = max(votes, key=lambda key: (votes[key], key))
    forms = (name for name in speakers if speaker_key(name) == winner)
    name = max(forms, key=lambda form: (speakers[form], len(form), form))
    return name, votes[winner] / speakers.total()
