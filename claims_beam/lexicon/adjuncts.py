"""Words that begin what is said of an act and not of a person: when, where and how it was done."""

TIME_ADVERBS = frozenset(
    """
    again afterwards ahead earlier early last late later next once recently repeatedly shortly since then this today
    tomorrow tonight twice yesterday
    """.split()  # noqa: SIM905
)
"""Told reporters *yesterday*, *last week*, *late on Monday*."""

ADJUNCT_PREPOSITIONS = frozenset(
    """
    after amid around as at because before by during following how if in near on outside over that through to upon via
    when whether while why
    """.split()  # noqa: SIM905
)
"""Told reporters *in* Ankara, *after* the vote, *as* the talks began."""
