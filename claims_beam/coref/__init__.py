"""Whom the words of an article refer to: names found in raw text, entities, and what pronouns and titles stand for.

Pure: the standard library and the package's records, no model. ``claims_beam.speakers`` is the way in. In reading
order: ``tokens`` -> ``mentions`` (with ``naming``) -> ``entities`` -> ``descriptions`` -> ``hearing`` (with
``discourse``), and ``sources`` -> ``referents``. ``names``, ``roles``, ``nouns`` and ``gazetteer`` are the frozen
tables they read.
"""
