"""How much a claim deserves a fact-checker's time: a score from 0 to 1, and what raised or lowered it.

The score is a logistic regression on features that a reader can check by eye (``features``) and on the hashed wording
(``wording``), so the log-odds are a sum of named parts, and the reasons are the greatest of them. The idea of scoring
sentences so is ClaimBuster's (Hassan et al., 2017, "Toward Automated Fact-Checking", KDD). ``model/README.md`` tells
what the weights were trained on and how well they do; they come from ``claims_beam.training.checkworthy``.

The training data is spoken US politics, so elsewhere the score is evidence to rank claims by, never a verdict. English
only.
"""

import math
from dataclasses import dataclass, replace

from claims_beam.checkworthy.weights import load_weights
from claims_beam.records import Claim
from claims_beam.text.plain import plain_text

MAX_REASONS = 5

# A smaller part is no reason, since it changes the odds by no more than about a tenth.
LEAST_REASON = 0.1


@dataclass(frozen=True, slots=True)
class Worthiness:
    """The score of a text, from 0 to 1, and the reasons for it.

    ``reasons`` names the parts that changed the score most, the strongest first and at most ``MAX_REASONS`` of them.
    Each reason is a sign and the name of a part: ``"+ has a number"`` raised the score, ``"- question"`` lowered it.
    """

    score: float
    reasons: tuple[str, ...]


def score_claim(claim: Claim) -> Claim:
    """Return the claim with its ``check_worthiness`` and the reasons for it, unless it has them already.

    Args:
        claim: The claim; its ``text`` is what is scored.

    Returns:
        The claim with a score from 0 to 1, to rank claims by, and at most five reasons, the strongest first.

    Examples:
        >>> import claims_beam as cb
        >>> text = "Ada Moreno said unemployment fell by 40 percent in 2024."
        >>> [claim] = cb.extract_claims(text, check_worthiness=False)
        >>> scored = cb.score_claim(claim)
        >>> scored.check_worthiness > 0.9, "+ gives a percentage or rate" in scored.check_worthiness_reasons
        (True, True)
    """
    if claim.check_worthiness is not None:
        return claim
    worthiness = score_text(plain_text(claim.text).text)
    return replace(claim, check_worthiness=worthiness.score, check_worthiness_reasons=worthiness.reasons)


def score_text(text: str) -> Worthiness:
    """Return the score of one claim's words, in time linear in their length; any string has a score."""
    weights = load_weights()
    parts = weights.parts(text)
    log_odds = weights.intercept + math.fsum(parts.values())
    strongest = sorted(parts, key=lambda name: -abs(parts[name]))[:MAX_REASONS]
    reasons = tuple(
        f"{'+' if parts[name] > 0 else '-'} {name}" for name in strongest if abs(parts[name]) >= LEAST_REASON
    )
    return Worthiness(score=round(1 / (1 + math.exp(-log_odds)), 4), reasons=reasons)
