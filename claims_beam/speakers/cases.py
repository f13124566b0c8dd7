"""The sources of a document one after the other, each with its candidates and their features.

Whoever decides a case (the scorer, or the annotation in training) tells whom it chose, since who has spoken so far is
among the features of the next case.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims_beam.lexicon.function_words import AFTER_OBJECT_PRONOUN, FUNCTION_WORDS
from claims_beam.lexicon.pronouns import OBJECTS
from claims_beam.records import Attribution, Document, Mention, Referent, Span
from claims_beam.speakers.candidates import find_candidates
from claims_beam.speakers.context import Context
from claims_beam.speakers.entity import Entity
from claims_beam.speakers.features import Features, compare, pair_features
from claims_beam.speakers.queries import Query, Turns
from claims_beam.speakers.reading import Reading
from claims_beam.speakers.source_features import source_features
from claims_beam.speakers.sources import read_source
from claims_beam.text.spans import extent

_CLAUSE = 3  # At most so many tokens separate a subject from its verb's object pronoun.

Choice = tuple[Entity, ...]
"""Whom a source refers to: one entity, several at once, or nobody who is named."""


@dataclass(frozen=True, slots=True)
class Case:
    """A source to be decided; ``index`` is its attribution's number, None for a pronoun in the running text.

    ``features`` has a mapping for each candidate;
    ``source`` and ``nobody`` are the features of the source alone, and of nobody being named.
    """

    index: int | None
    query: Query
    candidates: list[Entity]
    source: Features
    features: list[Features]
    nobody: Features
    turns: Turns


def make_case(index: int | None, query: Query, context: Context, turns: Turns) -> Case:
    """Return the case with its candidates and all features."""
    candidates = find_candidates(query, context, turns)
    features = [pair_features(query, entity, context, turns) for entity in candidates]
    nobody = compare(query, candidates, features, context, turns)
    return Case(index, query, candidates, source_features(query, context, turns), features, nobody, turns)


class Walk:
    """The cases of a document in the order in which their first words stand; ``note`` takes in who spoke each.

    Besides the attributions, the pronouns *he* and *she* of the running text are cases, with no ``index``, and need no
    ``note``.
    """

    def __init__(self, document: Document, context: Context) -> None:
        self.attributions = document.attributions
        self.context = context
        self.turns = Turns()
        self._spans = [_whole(attribution) for attribution in self.attributions]
        self._open: list[tuple[int, Choice]] = []  # It holds the ends of the contents so far, with who spoke them.
        self._names = {
            self._title_first(first, name): (name, after)
            for first, (name, after) in context.names.items()
            if context.tokens.starts[first] == name.start  # This leaves out the state of *R-Tenn.*
        }
        sources = {span.start for attribution in self.attributions for span in attribution.source}
        self._pronouns = [
            mention
            for mention in document.mentions
            if mention.gender and mention.form == "pronoun" and mention.start not in sources
        ]

    def __iter__(self) -> Iterator[Case]:
        """Yield the cases; ``note`` must have been called for one before the next is asked for."""
        events = [(self._begin(index), False, index) for index in range(len(self.attributions))]
        events += [(pronoun.start, True, index) for index, pronoun in enumerate(self._pronouns)]
        for _, is_pronoun, index in sorted(events):
            query = self._running(self._pronouns[index]) if is_pronoun else self._query(index)
            yield make_case(None if is_pronoun else index, query, self.context, self.turns)

    def _running(self, pronoun: Mention) -> Query:
        """Return what is asked about a pronoun in the running text."""
        context = self.context
        first = context.tokens.at(pronoun.start)
        span = Span(pronoun.start, pronoun.end)
        reading = Reading("pronoun", pronoun="she" if pronoun.gender == "f" else "he")
        where = context.sentence(pronoun.start), context.line(pronoun.start)
        encoder, enclosing = self._encoder(pronoun.referents), self._enclosing(pronoun.start)
        return Query(reading, first, first + 1, *where, span, None, encoder, enclosing, barred=self._bound(first))

    def _bound(self, first: int) -> Entity | None:
        """Return whom an object pronoun cannot mean: the subject of its own clause, as in *Ada praised her*.

        This is principle B of Chomsky's binding theory (1981), as far as the words between the two show it.
        """
        tokens, before = self.context.tokens, self.context.before(first)
        word, behind = tokens.word(first), tokens.word(first + 1)
        owns = word == "her" and behind.isalnum() and behind not in AFTER_OBJECT_PRONOUN
        place = self.context.occurrences[before - 1] if before else None
        if owns or word not in OBJECTS or place is None or not 0 < first - place.after <= _CLAUSE:
            return None
        between = tokens.lower[place.after : first]
        return place.entity if all(word.isalpha() and word not in FUNCTION_WORDS for word in between) else None

    def _begin(self, index: int) -> int:
        attribution = self.attributions[index]
        return min(span.start for span in (*attribution.content, *attribution.source))

    def _title_first(self, first: int, name: Mention) -> int:
        """Return the token where the name begins with its title, as far as a model found one before it."""
        return first if name.title_start is None else min(first, self.context.tokens.at(name.title_start))

    def _query(self, index: int) -> Query:
        """Return what is asked about an attribution."""
        attribution, context = self.attributions[index], self.context
        tokens = context.tokens
        indexes = tokens.within(attribution.source)
        reading = read_source(tokens, indexes, self._names) if indexes else None
        start = attribution.source[0].start if attribution.source else self._spans[index].start
        first = indexes[0] if indexes else tokens.at(start)
        after = indexes[-1] + 1 if indexes else first
        return Query(
            reading,
            first,
            after,
            context.sentence(start),
            context.line(start),
            self._spans[index],
            attribution,
            self._encoder(attribution.referents),
            self._enclosing(start),
            frozenset(
                occurrence.entity for occurrence in context.occurrences[context.before(first) : context.before(after)]
            ),
            frozenset(occurrence.entity for piece in attribution.content for occurrence in context.within(piece)),
        )

    def _encoder(self, referents: Sequence[Referent]) -> Mapping[Entity | None, float]:
        """Return the probability that the encoder gives each entity, and None for nobody who is named."""
        found: dict[Entity | None, float] = defaultdict(float)
        for referent in referents:
            if referent.start is None:
                found[None] += referent.probability
                continue
            place = self.context.starts.get(self.context.tokens.at(referent.start))
            if place:
                found[place.entity] += referent.probability
        return found

    def _enclosing(self, start: int) -> Choice:
        while self._open and self._open[-1][0] <= start:
            self._open.pop()
        return self._open[-1][1] if self._open else ()

    def note(self, case: Case, choice: Choice) -> None:
        """Take in who spoke the attribution of a case."""
        attribution = case.query.attribution
        if attribution is None:
            return
        self.turns.take(choice, case.query)
        if attribution.content and choice:
            end = extent(attribution.content).end
            while self._open and self._open[-1][0] <= end:
                self._open.pop()
            self._open.append((end, choice))


def _whole(attribution: Attribution) -> Span:
    cue = attribution.cue.spans if attribution.cue else ()
    return extent([*attribution.content, *attribution.source, *cue])
