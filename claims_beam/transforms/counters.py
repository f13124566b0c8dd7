"""What the steps count besides elements and failures: the domain's own numbers, on a runner's page."""

from collections.abc import Mapping

from claims_beam.records import Claim, Document


def sentences(document: Document) -> Mapping[str, int]:
    """Of a split document."""
    return {"sentences": len(document.sentences)}


def claims(claim: Claim) -> Mapping[str, int]:
    """Of a built claim; a statement has no speaker that could be found."""
    unresolved = claim.kind != "statement" and (claim.speaker is None or claim.speaker.name is None)
    return {f"claims.{claim.kind}": 1, "unresolved_speakers": int(unresolved)}


def words(document: Document) -> int:
    """How many words the document has, as separated by white space."""
    return len(document.text.split())
