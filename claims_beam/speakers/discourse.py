"""Who is on the reader's mind at each point of the article, for pronouns and bare nominals.

Salience after Lappin and Leass, *An Algorithm for Pronominal Anaphora Resolution* (Computational Linguistics 20,
1994): each mention adds weight by its place in the sentence, and all weight fades with every sentence (there it
halves). What is named only inside somebody's words counts in full to the end of that sentence, and little after it.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from claims_beam.speakers.entities import Entity

_MOST_ACTIVE = 16  # entities kept in mind; it bounds the work a pronoun costs
_FADING = 0.45
_REPORTED = 0.5  # of the weight that a mention inside reported words keeps after them


@dataclass(slots=True)
class _State:
    """An entity's weight from the article's own voice, and from reported words that last until an offset."""

    own: float = 0.0
    reported: float = 0.0
    until: int = 0
    sentence: int = 0
    position: int = 0

    def fade(self, sentence: int) -> float:
        """The factor that is left of the weights in a later sentence."""
        return float(_FADING ** max(0, sentence - self.sentence))

    def kept(self, position: int, sentence: int) -> float:
        """What is left of the reported weight: all inside the words and their sentence."""
        return self.reported * (1 if position < self.until or sentence <= self.sentence else _REPORTED)

    def weight(self, position: int, sentence: int) -> float:
        """The salience at a later position."""
        return (self.own + self.kept(position, sentence)) * self.fade(sentence)


class Discourse:
    """The active entities. Mentions and questions come in text order."""

    def __init__(self) -> None:
        self._active: OrderedDict[Entity, _State] = OrderedDict()

    def mention(self, entity: Entity, position: int, sentence: int, weight: float, until: int = 0) -> None:
        """The entity is mentioned, with its place's weight; ``until`` is where reported words around it end, or 0."""
        state = self._active.pop(entity, None) or _State()
        fade = state.fade(sentence)
        reported = state.kept(position, sentence)
        own = state.own * fade
        if until:
            state = _State(own, reported * fade + weight, until, sentence, position)
        else:
            state = _State(own + weight, reported * fade, state.until, sentence, position)
        self._active[entity] = state
        if len(self._active) > _MOST_ACTIVE:
            self._active.popitem(last=False)

    def ranked(self, position: int, sentence: int, fits: Callable[[Entity], float]) -> list[tuple[float, Entity]]:
        """The active entities by salience times ``fits`` (0 rules out), the most salient first."""
        scored = [
            (state.weight(position, sentence) * factor, state.position, entity)
            for entity, state in self._active.items()
            if (factor := fits(entity)) > 0
        ]
        scored.sort(key=lambda item: item[:2], reverse=True)
        return [(score, entity) for score, _, entity in scored]

    def sentence_of(self, entity: Entity) -> int | None:
        """The sentence of the entity's last mention; None when it has left the mind."""
        state = self._active.get(entity)
        return state.sentence if state else None

    def weight(self, entity: Entity, position: int, sentence: int) -> float:
        """The entity's salience now; 0 when it has left the mind."""
        state = self._active.get(entity)
        return state.weight(position, sentence) if state else 0.0
