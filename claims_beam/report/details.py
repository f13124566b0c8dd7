"""A claim's record in words, field by field, but for what the page's columns hold of every claim."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from claims_beam.records import Claim, Span

LABELS = (
    "content",
    "sentences",
    "cue lemma",
    "cue negated",
    "mention form",
    "resolution",
    "name confidence",
    "speaker kind",
    "speaker title",
    "speaker id",
    "addressee",
    "predicate",
    "quantities",
    "dates",
    "entities",
    "standalone text",
    "extractor",
    "claim id",
)


def collect_details(claim: Claim) -> tuple[str, ...]:
    """Return one text for each of ``LABELS``, empty where the record says nothing."""
    cue, speaker = claim.cue, claim.speaker
    mention = speaker.mention if speaker else None
    return (
        _offsets(claim.content),
        _sentences(claim),
        (cue.lemma or "") if cue else "",
        "yes" if cue and cue.negated else "",
        mention.form if mention else "",
        speaker.resolution if speaker else "",
        f"{speaker.confidence:.2f}" if speaker else "",
        speaker.kind if speaker else "",
        (speaker.title or "") if speaker else "",
        (speaker.id or "") if speaker else "",
        claim.addressee.text if claim.addressee else "",
        _words(asdict(claim.predicate)) if claim.predicate else "",
        *(_listed(found) for found in (claim.quantities, claim.dates, claim.entities)),
        claim.standalone_text or "",
        _words(asdict(claim.extractor)),
        claim.claim_id,
    )


def _offsets(spans: Iterable[Span]) -> str:
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def _sentences(claim: Claim) -> str:
    """Return the sentences' numbers, counted from 1 as the terminal counts them."""
    if claim.sentence_first is None or claim.sentence_last is None:  # Both columns may be null in the table.
        return ""
    first, last = claim.sentence_first + 1, claim.sentence_last + 1
    return str(first) if first == last else f"{first}-{last}"


def _listed(found: Iterable[Any]) -> str:
    return "; ".join(
        _words({key: value for key, value in asdict(detail).items() if key not in _PLACE}) for detail in found
    )


_PLACE = frozenset({"start", "end"})


def _words(fields: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in fields.items() if value not in (None, False))
