"""What the words of one content say: its quantities, dates and entities, and how it reads out of context."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from claims_beam.claims.dates import find_dates
from claims_beam.claims.quantities import find_quantities
from claims_beam.claims.standalone import substitute, substitutions_in
from claims_beam.lexicon.nouns import ANYBODY
from claims_beam.lexicon.roles import FEMALE_ROLES, MALE_ROLES, ROLES, role_of
from claims_beam.records import (
    Attribution,
    DateMention,
    Document,
    Entity,
    Mention,
    Quantity,
    Span,
    Spans,
    Statement,
    Substitution,
)

# In this many code points at the start of a direct quotation, a pronoun still means somebody whom the article named.
_OPENING = 16
_ANYBODY = ROLES | MALE_ROLES | FEMALE_ROLES | ANYBODY
_WORD = re.compile(r"[a-z]{3,}")

Finding = Attribution | Statement
"""What a claim is made of."""


@dataclass(frozen=True, slots=True)
class Details:
    """The columns of a claim that its content's words fill."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    entities: tuple[Entity, ...]
    standalone_text: str
    substitutions: tuple[Substitution, ...]


def read_details(document: Document, finding: Finding) -> Details:
    """Read the content of a finding; the document's mentions must be in text order.

    Relative dates are resolved against ``published_at``, whose day is that of UTC.
    """
    text, content = document.text, finding.content
    published = document.article.published_at
    dates = find_dates(text, content, published.date() if published else None)
    mentions = list(_mentions_in(document.mentions, content))
    substitutions = substitutions_in(text, content, _clear(text, mentions, finding), dates)
    return Details(
        quantities=find_quantities(text, content, (Span(date.start, date.end) for date in dates)),
        dates=dates,
        entities=tuple(
            Entity(text[mention.start : mention.end], mention.start, mention.end, mention.kind)
            for mention in mentions
            if mention.form == "name"
        ),
        standalone_text=substitute(text, content, substitutions),
        substitutions=substitutions,
    )


def _mentions_in(mentions: tuple[Mention, ...], content: Spans) -> Iterator[Mention]:
    """Yield the mentions that lie in the content, without those inside the one before."""
    end = 0
    for piece in content:
        for index in range(bisect_left(mentions, piece.start, key=lambda mention: mention.start), len(mentions)):
            mention = mentions[index]
            if mention.start >= piece.end:
                break
            if end <= mention.start and mention.end <= piece.end:
                yield mention
                end = mention.end


def _clear(text: str, mentions: list[Mention], finding: Finding) -> Iterator[Mention]:
    """Yield the mentions, a pronoun without its name where somebody else may be meant.

    Nobody says "he" of himself in his own words, and what his words have named since they began may be anybody. In a
    paraphrase that comes before its source, "he" mostly means the source, who was not yet known where it stands.
    """
    attribution = finding if isinstance(finding, Attribution) else None
    speaker = attribution.speaker.name if attribution and attribution.speaker else None
    source = attribution.source if attribution else ()
    is_direct = attribution is not None and attribution.kind == "direct"
    precedes = bool(source) and finding.content[0].start < source[0].start
    anybody = _first_anybody(text, finding.content)
    for mention in mentions:
        himself = mention.name == speaker
        if is_direct:
            unclear = himself or mention.start - finding.content[0].start > _OPENING
        else:
            unclear = (precedes and not himself) or mention.start >= anybody
        yield replace(mention, name=None) if mention.form == "pronoun" and unclear else mention


def _first_anybody(text: str, content: Spans) -> float:
    """Return where the content first speaks of somebody without a name (*a man*), else infinity."""
    words = (word for piece in content for word in _WORD.finditer(text, piece.start, piece.end))
    return next((word.start() for word in words if role_of(word.group()) in _ANYBODY), inf)
