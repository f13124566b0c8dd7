"""Claims against sources: whether what they quote is what was said."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims_beam.corpus.locating import Source
from claims_beam.corpus.passages import Passage, citation_of, passages_of
from claims_beam.corpus.wording import compared, word_pairs
from claims_beam.records import Article, Claim, QuotationCheck
from claims_beam.text.words import QUOTED, tokenize

MOST_SOURCES = 3
"""In how many sources a passage is looked for: those that share most pairs of words with it."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    source_id: str
    source: Source


class Sources:
    """Texts in which quotations are looked for, indexed once: transcripts, speeches, articles.

    Args:
        articles: The texts; their ids are what checks name.

    Examples:
        >>> import claims_beam as cb
        >>> sources = cb.Sources([cb.Article("talk", "So the bridge stays shut all winter.")])
        >>> [claim] = cb.extract_claims("“The bridge stays shut all winter,” said Ines Falk.")
        >>> [check.source_id for check in cb.check_quotations(sources, claim)]
        ['talk']
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._sources = [
            _Indexed(article.article_id, Source(article.text))
            for article in sorted(articles, key=lambda article: (article.article_id, article.text))
        ]
        self._with_pair: dict[int, list[int]] = defaultdict(list)
        for number, indexed in enumerate(self._sources):
            for pair in word_pairs(indexed.source.tokens.lower):
                self._with_pair[pair].append(number)

    def check(self, passage: Passage) -> QuotationCheck:
        """Return where the passage stands in the source that has most of its words."""
        quote = tokenize(passage.text, QUOTED)
        cited = passage.citation
        located = [(indexed, indexed.source.locate(quote)) for indexed in self._likely(passage)]
        found = [(indexed, location) for indexed, location in located if location is not None]
        if not found:
            return QuotationCheck(cited.claim_id, cited.article_id, cited.speaker, passage.text, None, None, None, 0.0)
        indexed, place = max(found, key=lambda each: each[1].similarity)
        return QuotationCheck(
            cited.claim_id,
            cited.article_id,
            cited.speaker,
            passage.text,
            indexed.source_id,
            place.start,
            place.end,
            place.similarity,
            place.changes,
        )

    def _likely(self, passage: Passage) -> list[_Indexed]:
        shared = Counter(
            number for pair in word_pairs(compared(passage.text)) for number in self._with_pair.get(pair, ())
        )
        best = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_SOURCES]
        return [self._sources[number] for number in best]


def check_quotations(sources: Sources | Iterable[Article], claim: Claim) -> tuple[QuotationCheck, ...]:
    """Return, for each passage that the claim quotes, where it stands in the sources and what was changed.

    Args:
        sources: The articles, transcripts or speeches; for many claims give ``Sources(articles)``, which is indexed
            once.
        claim: A claim of any kind. Direct quotes are one passage, mixed ones have a passage for each quoted part, and
            the others none. Passages of fewer than five words are passed over.

    Returns:
        A check for each passage, its ``source_id`` None where no source has the words.

    Examples:
        >>> import claims_beam as cb
        >>> talk = cb.Article("talk", "Well, the pier is going to open in May, I hope.")
        >>> [claim] = cb.extract_claims("“The pier will open in May,” said Ada Moreno.")
        >>> [check] = cb.check_quotations([talk], claim)
        >>> check.source_id, [(change.kind, change.quoted, change.original) for change in check.changes]
        ('talk', [('changed', 'will', 'is going to')])
    """
    indexed = sources if isinstance(sources, Sources) else Sources(sources)
    return tuple(map(indexed.check, passages_of(citation_of(claim))))
