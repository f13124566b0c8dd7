"""Who a source refers to: these modules give a document with attributions its speakers.

The data flows through the modules in this order. ``mentions`` corrects the names that a model found, ``capitals``
finds names without a model. ``context`` joins them (``entities``), and notes what the article says of each
(``descriptions``) and where each is named. ``cases`` goes through the sources: ``sources`` reads the words of one, and
``nominals`` those of one without a name, ``candidates`` collects whom it may mean, and ``features`` says what speaks
for each. ``scorer`` chooses, ``resolve`` writes the speakers, and ``resolutions`` says how each was found.
"""

from claims_beam.speakers.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
