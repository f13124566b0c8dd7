"""Words of the input as the page may show them: without control characters, and not endless."""

from claims_beam.report.highlights import printable

LONGEST_LABEL = 300


def label(text: str) -> str:
    """Return a name, a title and the like."""
    return shortened(printable(text), LONGEST_LABEL)


def shortened(text: str, longest: int) -> str:
    """Return at most the first ``longest`` code points, and then how many there were."""
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text):,} characters)"
