"""The quotations of claims, as one function; the transform ``GroupQuotations`` finds the same in steps on a cluster."""

from collections.abc import Iterable
from itertools import chain

from claims_beam.corpus.candidates import candidates_among, short_key
from claims_beam.corpus.families import eldest, kinship, parent_of, relative_of
from claims_beam.corpus.passages import citation_of, passages_of
from claims_beam.corpus.sightings import Sightings, quotation_of
from claims_beam.records import Claim, Quotation


def group_quotations(claims: Iterable[Claim]) -> tuple[Quotation, ...]:
    """Return the quotations in the claims: who said what first, and who repeated it.

    Direct quotes, and the quoted parts of mixed ones, are one quotation if they have the same words or nearly the same.
    They may differ in marks, an ellipsis, an insertion in brackets, a typing error or a tense, and one may be a part of
    a longer one. Short quotes are one quotation only if one speaker says them, and fewer than five words are none. The
    result depends on the set of claims and not on their order.

    Args:
        claims: Claims of any kind; those that quote nothing are passed over.

    Returns:
        The quotations, those of the most articles first.

    Examples:
        >>> import claims_beam as cb
        >>> texts = ["“We will mend the old pier,” Ada Moreno said.", "Moreno added: “We will mend the old pier!”"]
        >>> claims = [claim for text in texts for claim in cb.extract_claims(text)]
        >>> [(each.text, each.articles) for each in cb.group_quotations(claims)]
        [('We will mend the old pier,', 2)]
    """
    seen: dict[bytes, Sightings] = {}
    for passage in chain.from_iterable(passages_of(citation_of(claim)) for claim in claims):
        seen.setdefault(passage.key, Sightings()).add(passage)
    parents = _parents(seen)
    families: dict[bytes, Sightings] = {}
    for key, sightings in seen.items():
        families.setdefault(eldest(key, parents.get), Sightings()).merge(sightings)
    found = map(quotation_of, families.values())
    return tuple(sorted(found, key=lambda quotation: (-quotation.articles, quotation.quotation_id)))


def _parents(seen: dict[bytes, Sightings]) -> dict[bytes, bytes]:
    """Return the parent of each wording that has one."""
    relatives = {short_key(key): relative_of(sightings) for key, sightings in seen.items()}
    parents = {}
    for key, possible in candidates_among(relatives.values()).items():
        child = relatives[key]
        kin = filter(None, (kinship(child, relatives[parent]) for parent in possible))
        if parent := parent_of(child.rank.words, child.speaker, kin):
            parents[child.rank.key] = parent
    return parents
