"""Who a source refers to: Document with attributions -> the same with speakers.

The data flows through these modules in this order: ``mentions`` finds names in raw text (with ``naming``), ``entities``
joins them, ``descriptions`` collects what the article says of each, ``discourse`` and ``hearing`` know who is salient
where, ``sources`` reads a source's words, ``referents`` chooses whom they mean, and ``resolve`` writes the speakers.
"""

from claims_beam.speakers.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
