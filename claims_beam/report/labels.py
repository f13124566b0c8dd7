"""Words of the input as the page may show them: without control characters, and not endless."""

from claims_beam.report.highlights import printable

LONGEST_LABEL = 300


def label(text: str) -> str:
    """Return a name, a title and the like."""
    return shortened(printable(text), LONGEST_LABEL)


def shortened(text: str, longest: int) -> str:
    """Return the text; if it has more than ``longest`` code points, it is cut and followed by their number."""
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text):,} characters)"
