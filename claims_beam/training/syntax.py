"""The phrases of each sentence's main clause as annotated syntax (Universal Dependencies) has them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims_beam.lexicon.implicatives import RAISING
from claims_beam.records import Phrase, PhraseRole, Span, Spans

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
OBJECTS = ("obj", "ccomp", "xcomp")
# A noun or an adjective that is the predicate of a sentence has the sentence's subject and adjuncts below it. Only
# words in these relations belong to the predicate's own phrase.
_WITHIN_COMPLEMENT = frozenset(
    ("det", "amod", "nmod", "nmod:poss", "compound", "acl", "acl:relcl", "case", "nummod", "flat", "advmod", "fixed")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the annotation; ``head`` is the index of the word that it depends on, -1 for a root."""

    span: Span
    tag: str
    head: int
    relation: str
    lower: str


class Tree:
    """The words of a text with those below each."""

    def __init__(self, row: dict[str, Any]) -> None:
        """Read the ``text`` and its ``tokens`` from the row."""
        self.words = [
            Word(Span(start, end), tag, head, relation, row["text"][start:end].lower())
            for start, end, tag, head, relation in row["tokens"]
        ]
        self._below: dict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(self.words):
            self._below[word.head].append(index)

    def below(self, index: int, *relations: str) -> list[int]:
        """Return the words that depend on the one at ``index`` in one of the relations."""
        return [child for child in self._below[index] if self.words[child].relation in relations]

    def phrase(self, head: int, within: frozenset[str] | None = None) -> Span:
        """Return the span of the word and all words below it; ``within`` limits the relations that lead there."""
        found, pending = [head], [head]
        while pending:
            below = self._below[pending.pop()]
            kept = [child for child in below if within is None or self.words[child].relation in within]
            found += kept
            pending += kept
        spans = [self.words[index].span for index in found]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def read_syntax(row: dict[str, Any]) -> Iterator[tuple[Spans, tuple[Phrase, ...]]]:
    """Yield for each sentence with one root its words and the phrases of its main clause."""
    tree = Tree(row)
    for start, end in row["sentences"]:
        inside = [index for index, word in enumerate(tree.words) if start <= word.span.start < end]
        roots = [index for index in inside if tree.words[index].head < 0]
        if len(roots) == 1:
            yield tuple(tree.words[index].span for index in inside), tuple(_phrases(tree, roots[0]))


def _phrases(tree: Tree, root: int) -> Iterator[Phrase]:
    event = _event(tree, root)
    copula = tree.below(event, "cop")
    if not copula and tree.words[event].tag not in ("VERB", "AUX"):
        return
    verb = copula[0] if copula else event
    particles = [index for index in tree.below(event, "compound:prt") if index == verb + 1]
    span = Span(tree.words[verb].span.start, tree.words[max((verb, *particles))].span.end)
    yield Phrase(span, "verb")
    subjects, objects = tree.below(root, *SUBJECTS), [event] if copula else _objects(tree, event)
    expletives = tree.below(root, "expl")
    if expletives and tree.words[expletives[0]].lower == "there":
        subjects, objects = [], subjects
    elif expletives:
        subjects = expletives
    yield from _phrase(tree, subjects, "subject", None)
    yield from _phrase(tree, objects, "object", _WITHIN_COMPLEMENT if copula else None)


def _phrase(tree: Tree, heads: list[int], role: PhraseRole, within: frozenset[str] | None) -> Iterator[Phrase]:
    if heads:
        yield Phrase(tree.phrase(heads[0], within), role)


def _objects(tree: Tree, verb: int) -> list[int]:
    return tree.below(verb, "obj") or tree.below(verb, *OBJECTS)


def _event(tree: Tree, root: int) -> int:
    """Return the verb that says what happens: *fall* in is likely to fall, as ``parsing.predicates`` has it."""
    if tree.words[root].lower in RAISING:
        for inner in tree.below(root, "xcomp"):
            if any(tree.words[mark].lower == "to" for mark in tree.below(inner, "mark")):
                return inner
    return root
