"""Which article a claim was read from, also where several have the same id, as redeliveries and revisions do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims_beam.records import Article, Claim, join_pieces

_STRETCH = 16  # Characters. A claim and what stands before it hold a whole stretch if together they are twice as long.


@dataclass(slots=True)
class Group:
    """An article and its claims, in text order; ``article`` is None when its text is not at hand."""

    article_id: str
    article: Article | None = None
    claims: list[Claim] = field(default_factory=list)

    @property
    def about(self) -> Article | Claim:
        """Return whoever knows the title, publisher and date."""
        return self.article or self.claims[0]


def grouped(claims: Iterable[Claim], articles: Iterable[Article]) -> list[Group]:
    """Return each article with the claims that were read from it.

    A claim's article is the first one of its ``article_id`` in which the claim's text, with what stands before and
    after it, is at the claim's offsets. The articles come in the order given, and then those known only from claims.
    """
    groups = [Group(article.article_id, article) for article in articles]
    of_one_id: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        of_one_id[group.article_id].append(group)
    known = {article_id: _Namesakes(held) for article_id, held in of_one_id.items()}
    missing: dict[str, Group] = {}
    for claim in claims:
        namesakes = known.get(claim.article_id)
        home = namesakes.home_of(claim) if namesakes else None
        home = home or missing.setdefault(claim.article_id, Group(claim.article_id))
        home.claims.append(claim)
    groups.extend(missing.values())
    for group in groups:
        group.claims.sort(key=lambda claim: claim.content)
    return groups


class _Namesakes:
    """The articles of one id; where there are several, they are found by the words at an offset."""

    def __init__(self, groups: Sequence[Group]) -> None:
        by_text: dict[str, Group] = {}
        for group in groups:
            by_text.setdefault(group.article.text if group.article else "", group)
        self._groups = list(by_text.values())
        self._having: dict[tuple[int, str], list[Group]] = defaultdict(list)
        for text, group in by_text.items() if len(by_text) > 1 else ():
            for start in range(0, len(text), _STRETCH):
                self._having[start, text[start : start + _STRETCH]].append(group)

    def home_of(self, claim: Claim) -> Group | None:
        """Return the first of the articles in which the claim stands."""
        return next((group for group in self._likely(claim) if _stands_in(claim, group.article)), None)

    def _likely(self, claim: Claim) -> Sequence[Group]:
        """Return the articles that have the rarest of the stretches that the claim tells, or all if it tells none."""
        if len(self._groups) == 1 or not claim.content:
            return self._groups
        first, before = claim.content[0], claim.prefix or ""
        begin = first.start - len(before)
        told = (before + claim.text)[: max(0, first.end - begin)]
        starts = range(-begin % _STRETCH, len(told) - _STRETCH + 1, _STRETCH)
        having = (self._having.get((begin + start, told[start : start + _STRETCH]), ()) for start in starts)
        return min(having, key=len, default=self._groups)


def _stands_in(claim: Claim, article: Article | None) -> bool:
    """Return whether the article has the claim's words where the claim says, and the words before and after them."""
    if article is None or not claim.content or not all(0 <= span.start < span.end for span in claim.content):
        return False
    if join_pieces(article.text, claim.content) != claim.text:
        return False
    start, end = claim.content[0].start, claim.content[-1].end
    before, after = claim.prefix or "", claim.suffix or ""
    return article.text.endswith(before, 0, start) and article.text.startswith(after, end)
