"""Which wordings are of one quotation: each has the best of its candidates for a parent, and quotations are families.

A wording has one parent, whatever else it is like. Two long passages that share a phrase, such as a slogan, are
therefore not joined through it, as they would be if everything that is alike were one quotation.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from claims_beam.corpus.alignment import Words, has_like, matched_share, stretch_like
from claims_beam.corpus.sightings import Rank, Sightings
from claims_beam.corpus.wording import DISTINCTIVE_WORDS, compared, is_content_word

LEAST_SIMILARITY = 0.72
"""Which share of a wording its parent has in one stretch, in the same order; a fifth of it may be edited, and a little
more, because an edit of a short word may hide another."""

MOST_FOREIGN = 0.2
"""Which share of the content words of a wording its parent may lack in every form."""

ROUNDS = 4
"""How many times parents are replaced by their own parents: families of up to 16 generations are whole."""


class Relative(NamedTuple):
    """What is compared of a wording: its rank, its words, and who says it in the claims."""

    rank: Rank
    words: str
    speaker: str
    said_by: frozenset[str]

    def plain(self) -> tuple[int, bool, bytes, str, str, tuple[str, ...]]:
        """Return the relative as a tuple of plain values, which costs a third as much in a shuffle."""
        return *self.rank, self.words, self.speaker, tuple(self.said_by)

    @classmethod
    def of(cls, plain: tuple[int, bool, bytes, str, str, tuple[str, ...]]) -> "Relative":
        """Return the relative that ``plain`` turned into the tuple."""
        count, named, key, words, speaker, said_by = plain
        return cls(Rank(count, named, key), words, speaker, frozenset(said_by))


class Kinship(NamedTuple):
    """The similarity of a wording to a possible parent, with the parent's rank and the people who said it."""

    similarity: float
    rank: Rank
    said_by: frozenset[str]


def relative_of(sightings: Sightings) -> Relative:
    """Return what is compared of the sightings of one wording."""
    main = sightings.main
    return Relative(main.rank, " ".join(compared(main.text)), main.speaker, sightings.said_by())


def kinship(child: Relative, parent: Relative) -> Kinship | None:
    """Return how similar the two are; None if they are too different, or short words of different speakers."""
    if child.rank >= parent.rank or not _may_be_one_speaker(child, parent):
        return None
    words = child.words.split(" ")
    stretch = stretch_like(words, parent.words.split(" "))
    similarity = matched_share(words, stretch)
    if similarity < LEAST_SIMILARITY or not _tells_the_same(words, stretch):
        return None
    return Kinship(similarity, parent.rank, parent.said_by)


def _tells_the_same(words: Words, stretch: Words) -> bool:
    """Return whether the stretch has nearly all of the content words, or others that are written nearly like them.

    So *hundreds of thousands of dollars* is not *hundreds of millions of dollars*.
    """
    content = list(filter(is_content_word, words))
    others = set(stretch)
    foreign = sum(1 for word in content if word not in others and not has_like(word, others))
    return foreign <= len(content) * MOST_FOREIGN


def _may_be_one_speaker(child: Relative, parent: Relative) -> bool:
    return not child.speaker or child.speaker in parent.said_by


def parent_of(words: int, speaker: str, found: Iterable[Kinship]) -> bytes | None:
    """Return the key of the best of the possible parents of a wording: the longest, and of those the most similar.

    It is None if there is no parent, or if the wording is short and has no named speaker, and several people have
    similar words.
    """
    kin = list(found)
    if not kin:
        return None
    if words < DISTINCTIVE_WORDS and not speaker and len({said for each in kin for said in each.said_by}) > 1:
        return None
    return max(kin, key=lambda each: (each.rank.words, each.similarity, each.rank)).rank.key


def eldest(key: bytes, parent: Callable[[bytes], bytes | None]) -> bytes:
    """Return the wording that begins the family, or the one ``2 ** ROUNDS`` generations up."""
    for _ in range(2**ROUNDS):
        above = parent(key)
        if above is None:
            break
        key = above
    return key
