"""Claims in plain values, without structs and lists."""

from collections.abc import Iterable
from typing import Any

from claims_beam.records import Claim, FlatClaim
from claims_beam.records.flat import SHARED_FIELDS

SEPARATOR = " | "
"""What stands between the elements of a list; the words of articles hardly ever contain it."""


def flatten_claim(claim: Claim) -> FlatClaim:
    """Return the claim as one row of plain values, as ``extract --format`` writes it.

    A struct gives one column for its words, with its own name, and one for each further field, as in ``cue`` and
    ``cue_class``. A list becomes one string, its elements as written (dates as ISO 8601 where they can be known) with
    `` | `` between them, null where it is empty. ``start`` and ``end`` are those of the whole content. What tells where
    the parts stand, what was put in their place and how the answer came about is left out: offsets of the parts,
    ``prefix`` and ``suffix``, sentences, substitutions, lemma, form, resolution and extractor.

    Args:
        claim: A claim, as ``extract_claims`` and ``read_records`` give it.

    Examples:
        >>> import claims_beam as cb
        >>> [claim] = cb.extract_claims("Ada Moreno said she would not sell more than 40 boats to Bo Lind.")
        >>> flat = cb.flatten_claim(claim)
        >>> flat.speaker, flat.predicate_verb, flat.predicate_negated, flat.quantities
        ('Ada Moreno', 'sell', True, '40 boats')
    """
    mention = claim.speaker.mention if claim.speaker else None
    return FlatClaim(
        **{name: getattr(claim, name) for name in SHARED_FIELDS},
        start=claim.content[0].start,
        end=claim.content[-1].end,
        speaker=claim.speaker.name if claim.speaker else None,
        **_fields("speaker", claim.speaker, "id", "kind", "title", "confidence"),
        source=mention.text if mention else None,
        cue=claim.cue.text if claim.cue else None,
        **_fields("cue", claim.cue, "class_", "negated"),
        addressee=claim.addressee.text if claim.addressee else None,
        **_fields("predicate", claim.predicate, "subject", "verb", "object", "negated", "modality", "tense"),
        quantities=_joined(quantity.text for quantity in claim.quantities),
        dates=_joined(date.iso or date.text for date in claim.dates),
        entities=_joined(entity.text for entity in claim.entities),
        check_worthiness_reasons=_joined(claim.check_worthiness_reasons),
    )


def _fields(name: str, struct: object | None, *fields: str) -> dict[str, Any]:
    """Return fields of a struct under names of their own; null where the claim has no such struct."""
    return {f"{name}_{field.rstrip('_')}": getattr(struct, field, None) for field in fields}


def _joined(elements: Iterable[str]) -> str | None:
    return SEPARATOR.join(elements) or None
