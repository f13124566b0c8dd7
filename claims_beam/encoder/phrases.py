"""The subjects, verbs and objects of main clauses in the hidden states, and how each verb presents what happens.

Two small heads read the states: one labels each word piece from its own state and those of its two neighbors, the
other reads polarity, modality and tense from the state of a verb's first piece. ``claims_beam.training.phrases`` trains
them.
"""

from collections.abc import Iterator, Mapping
from typing import get_args

import numpy as np

from claims_beam.encoder.heads import linear, tag
from claims_beam.encoder.pieces import Encoded, Floats
from claims_beam.records import Phrase, PhraseRole, Tense

ROLES: tuple[PhraseRole, ...] = get_args(PhraseRole)
MODALITIES = ("asserted", "possible", "future", "conditional", "necessary", "probable", "counterfactual")
TENSES: tuple[Tense | None, ...] = ("past", "present", "future", None)

_EVENT_PARTS = np.cumsum((2, len(MODALITIES)))  # The scores of polarity end here, and then those of modality.


def find_phrases(encoded: Encoded, hidden: Floats, weights: Mapping[str, Floats]) -> tuple[Phrase, ...]:
    """Return the phrases of an article in text order."""
    tagged = tag(encoded.ids, _labels(hidden, weights), ROLES)
    verbs = [tagged_span.first for tagged_span in tagged if tagged_span.kind == "verb"]
    shown = iter(_events(hidden[verbs], weights))
    return tuple(
        Phrase(encoded.span(tagged_span.first, tagged_span.last), "verb", *next(shown))
        if tagged_span.kind == "verb"
        else Phrase(encoded.span(tagged_span.first, tagged_span.last), ROLES[ROLES.index(tagged_span.kind)])
        for tagged_span in tagged
    )


def _labels(hidden: Floats, weights: Mapping[str, Floats]) -> Floats:
    """Return the label scores [pieces, labels]."""
    inner = linear(hidden, weights, "phrase.here")
    inner[1:] += hidden[:-1] @ weights["phrase.before.weight"].T
    inner[:-1] += hidden[1:] @ weights["phrase.after.weight"].T
    return linear(np.maximum(inner, 0, out=inner), weights, "phrase.out")


def _events(states: Floats, weights: Mapping[str, Floats]) -> Iterator[tuple[bool, str, Tense | None]]:
    """Yield for each verb whether it is negated, its modality and its tense."""
    scores = linear(np.maximum(linear(states, weights, "event.inner"), 0), weights, "event.out")
    polarity, modality, tense = (part.argmax(1) for part in np.split(scores, _EVENT_PARTS, axis=1))
    for negated, mode, time in zip(polarity, modality, tense, strict=True):
        yield bool(negated), MODALITIES[mode], TENSES[time]
