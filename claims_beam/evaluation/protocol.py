"""Addable scores of predicted against gold attributions.

The protocol has three views, coarse to fine:

spans
    exact matches of Source, Cue and Content spans, each cut at line breaks and stripped of white space at its edges:
    the protocol of the tables published on PolNeAR (Newell, Margolin and Ruths, LREC 2018).
contents
    gold and predicted contents matched one to one, best first, by the intersection over union (IoU) of their
    characters, quotation marks, white space and punctuation at the edges of a piece left out: precision, recall and F
    at each of ``THRESHOLDS``; ``sources``, the share of contents matched at ``MATCHED`` whose source overlaps the gold
    source; and ``end_to_end``, where a match also needs the right source, or rightly none.
speakers
    of the matched contents, the share given the gold speaker's name, or rightly no name.

Scores of articles add up to the scores of a corpus: ``sum(scores, Scores())``. All offsets are code
points into the article's text, end exclusive.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from claims_beam.evaluation.scores import MATCHED, ROLES, THRESHOLDS, Group, Measure, Observation, Role, Scores, Share
from claims_beam.records import Attribution, AttributionKind, Claim, Cue, Span, Spans, Speaker
from claims_beam.text.spans import core

PARTS: tuple[Role, ...] = ("cue", "source")
# The measure has tables of its own, so that it stays what it is when the lexicon grows.
DOUBLE_MARKS = frozenset('"“”„«»')
_EDGE = frozenset(" \t\r\n\xa0\u200b\"“”‘’'«»„‟‹›.,;:!?…—–-()[]")
_WRITTEN_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_POSSESSIVE = re.compile(r"['’]s$")
_HONORIFICS = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|sen|rep|gov|gen|col|prof|president|the)\.?\s+)+", re.IGNORECASE
)


def from_gold(row: Mapping[str, Any]) -> Attribution:
    """Return the attribution in one row of a gold article's ``attributions``.

    The row has a list ``[[start, end], ...]`` for each role, and it may have a ``speaker``. If it has none, the speaker
    is not scored. If it has one that is null, the attribution has a speaker without a name.
    """
    cue = _spans(row.get("cue"))
    return Attribution(
        content=_spans(row["content"]),
        cue=Cue(cue) if cue else None,
        source=_spans(row.get("source")),
        speaker=Speaker(row["speaker"]) if "speaker" in row else None,
    )


def from_claim(claim: Claim) -> Attribution:
    """Return the attribution that a claim was made of, as far as it is scored; a statement attributes nothing."""
    mention = claim.speaker.mention if claim.speaker else None
    return Attribution(claim.content, claim.cue, mention.spans if mention else (), speaker=claim.speaker)


def predicted_attributions(claims: Iterable[Claim]) -> tuple[Attribution, ...]:
    """Return the attributions among the claims of one article, in their order."""
    return tuple(from_claim(claim) for claim in claims if claim.kind != "statement")


def content_kind(text: str, content: Spans) -> AttributionKind:
    """Return ``direct`` if each piece stands in double marks, ``mixed`` if there is a mark, else ``indirect``.

    A piece may lack its closing mark, as the paragraphs of a long quotation do. Single marks do not count, since they
    cannot be told from apostrophes by the piece alone.
    """
    pieces = [span.of(text).strip() for span in content]
    if pieces and all(_is_wrapped(piece) for piece in pieces):
        return "direct"
    return "mixed" if any(not DOUBLE_MARKS.isdisjoint(piece) for piece in pieces) else "indirect"


def score_article(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Scores:
    """Return the scores of one article's predicted attributions.

    Raises ValueError for offsets that are not in ``text``.
    """
    _check_offsets(text, gold)
    _check_offsets(text, predicted)
    return Scores.of([*_observe_spans(text, gold, predicted), *_observe_contents(text, gold, predicted)])


def score_corpus(gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Attribution]]) -> Scores:
    """Return the scores over gold articles, ``{"id", "text", "attributions"}``; ``predicted`` is by article id."""
    scores = Scores()
    for article in gold:
        wanted = [from_gold(attribution) for attribution in article["attributions"]]
        scores += score_article(article["text"], wanted, predicted.get(article["id"], ()))
    return scores


def right_attributions(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[bool]:
    """Return which of the predicted attributions are right as a whole.

    The content matches a gold content at ``MATCHED``. The cue and the source each overlap that of the gold attribution,
    or neither attribution has one.
    """
    wanted = [_content(text, attribution) for attribution in gold if attribution.content]
    got = [_content(text, attribution) for attribution in predicted]
    right = {id(match.predicted) for match in _match(wanted, got) if match.iou >= MATCHED and _parts_agree(text, match)}
    return [id(content) in right for content in got]


def _parts_agree(text: str, match: "_Match") -> bool:
    for role in PARTS:
        wanted = _characters(text, _role(match.gold.attribution, role))
        got = _characters(text, _role(match.predicted.attribution, role))
        if (wanted or got) and wanted.isdisjoint(got):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Content:
    """An attribution with what matching needs of its content."""

    attribution: Attribution
    characters: frozenset[int]
    kind: AttributionKind

    @property
    def groups(self) -> tuple[Group, Group]:
        return "all", self.kind


class _Match(NamedTuple):
    iou: float
    gold: _Content
    predicted: _Content


def _observe_spans(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Iterator[Observation]:
    for role in ROLES:
        wanted, got = _line_spans(text, gold, role), _line_spans(text, predicted, role)
        hits = len(wanted & got)
        yield Measure("spans", role, "P"), Share(hits, len(got))
        yield Measure("spans", role, "R"), Share(hits, len(wanted))


def _observe_contents(
    text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> Iterator[Observation]:
    wanted = [_content(text, attribution) for attribution in gold if attribution.content]
    got = [content for content in (_content(text, attribution) for attribution in predicted) if content.characters]
    for content in wanted:
        yield from _by_threshold(content, "R", Share(0, 1))
    for content in got:
        yield from _by_threshold(content, "P", Share(0, 1))
    for match in _match(wanted, got):
        yield from _by_threshold(match.gold, "R", Share(1, 0), match.iou)
        yield from _by_threshold(match.predicted, "P", Share(1, 0), match.iou)
        if match.iou >= MATCHED:
            yield from _observe_source(text, match)
            yield from _observe_speaker(match)


def _by_threshold(
    content: _Content, side: Literal["P", "R"], share: Share, iou: float = max(THRESHOLDS)
) -> Iterator[Observation]:
    for threshold in THRESHOLDS:
        if iou >= threshold:
            for group in content.groups:
                yield Measure("contents", group, side, threshold), share


def _observe_source(text: str, match: _Match) -> Iterator[Observation]:
    wanted = _characters(text, match.gold.attribution.source)
    got = _characters(text, match.predicted.attribution.source)
    overlaps = not wanted.isdisjoint(got)
    for group in match.gold.groups:
        if wanted:
            yield Measure("sources", group), Share(int(overlaps), 1)
        if overlaps or not (wanted or got):
            yield Measure("end_to_end", group), Share(1, 0)


def _observe_speaker(match: _Match) -> Iterator[Observation]:
    gold, predicted = match.gold.attribution.speaker, match.predicted.attribution.speaker
    if gold is not None:
        right = plain_name(predicted.name if predicted else None) == plain_name(gold.name)
        yield Measure("speakers", "named" if gold.name else "unnamed"), Share(int(right), 1)


def _match(gold: Sequence[_Content], predicted: Sequence[_Content]) -> list[_Match]:
    """Return the matches one to one, chosen by the highest IoU, then by the order of gold and of predictions."""
    ranked = sorted(_overlapping(gold, predicted), key=lambda pair: (-pair[0], pair[1], pair[2]))
    by_gold: dict[int, _Match] = {}
    taken: set[int] = set()
    for iou, i, j in ranked:
        if i not in by_gold and j not in taken:
            by_gold[i] = _Match(iou, gold[i], predicted[j])
            taken.add(j)
    return list(by_gold.values())


def _overlapping(gold: Sequence[_Content], predicted: Sequence[_Content]) -> Iterator[tuple[float, int, int]]:
    """Yield the IoU and indexes of each pair that shares a character, found by character, not by trying all pairs."""
    owners = defaultdict(list)
    for i, content in enumerate(gold):
        for position in content.characters:
            owners[position].append(i)
    for j, content in enumerate(predicted):
        shared = Counter(i for position in content.characters for i in owners.get(position, ()))
        for i, count in shared.items():
            yield count / (len(gold[i].characters) + len(content.characters) - count), i, j


def _content(text: str, attribution: Attribution) -> _Content:
    spans = attribution.content
    return _Content(attribution, _characters(text, spans), content_kind(text, spans))


def _characters(text: str, spans: Spans) -> frozenset[int]:
    """Return the offsets that the spans cover, but for marks, white space and punctuation at the edges of each."""
    covered: set[int] = set()
    for span in spans:
        inner = core(text, span, _EDGE)
        covered.update(range(inner.start, inner.end))
    return frozenset(covered)


def _line_spans(text: str, attributions: Iterable[Attribution], role: Role) -> set[Span]:
    """Return the spans of a role, cut at line breaks, without white space at their edges; an empty one is none."""
    return {
        Span(*line.span())
        for attribution in attributions
        for span in _role(attribution, role)
        for line in _WRITTEN_LINE.finditer(text, span.start, span.end)
    }


def _role(attribution: Attribution, role: Role) -> Spans:
    """Return the spans of a role."""
    spans = {"content": attribution.content, "source": attribution.source}
    return spans[role] if role != "cue" else (attribution.cue.spans if attribution.cue else ())


def _is_wrapped(piece: str) -> bool:
    if piece[:1] not in DOUBLE_MARKS:
        return False
    return piece.rstrip(" .,;:!?")[-1] in DOUBLE_MARKS or DOUBLE_MARKS.isdisjoint(piece[1:])


def plain_name(name: str | None) -> str:
    """Return the name without titles, possessive, case and punctuation. Two names agree if the results are equal."""
    bare = _POSSESSIVE.sub("", (name or "").strip())
    titles = _HONORIFICS.match(bare)
    return re.sub(r"\W+", " ", bare[titles.end() :] if titles else bare).strip().casefold()


def _spans(pairs: Iterable[Sequence[int]] | None) -> Spans:
    return tuple(Span(start, end) for start, end in pairs or ())


def _check_offsets(text: str, attributions: Iterable[Attribution]) -> None:
    for attribution in attributions:
        for span in (span for role in ROLES for span in _role(attribution, role)):
            if not 0 <= span.start <= span.end <= len(text):
                raise ValueError(
                    f"span {span.start}..{span.end} does not lie in a text of {len(text)} code points: "
                    "check that gold and predictions are of the same text and count code points"
                )
