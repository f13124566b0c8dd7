"""What the rules ask of a parsed frame: subjects, verb groups, complements."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})
_CONTROLLED = frozenset({"advcl", "xcomp", "ccomp", "conj", "pcomp", "prep", "dep"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the token's children with one of the dependency labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def subject(verb: Token) -> Token | None:
    """Return who acts: the verb's own subject, or the subject, object or noun that it takes from what it depends on."""
    for _ in range(8):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own:
            return own[-1]
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ not in _CONTROLLED or verb.head == verb:
            return None
        verb = verb.head
        objects = children(verb, "dobj") if verb.dep_ == "xcomp" else []
        if objects:
            return objects[0]
    return None


def verb_group(verb: Token) -> list[Token]:
    """Return the verb with the auxiliaries, negation and adverbs that stand right before it."""
    group = [verb]
    while group[0].i > 0:
        before = group[0].nbor(-1)
        if before.head != verb or before.dep_ not in _GROUP:
            break
        group.insert(0, before)
    return group


def is_passive(verb: Token) -> bool:
    """Return whether the verb is in the passive voice or a bare past participle: *asked whether he would go, she*."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    bare = verb.tag_ == "VBN" and not children(verb, "aux", "nsubj")
    return bare and verb.dep_ in ("advcl", "acl", "ROOT")


def subtree(token: Token, without: Iterable[Token] = ()) -> list[Token]:
    """Return the token and all below it, except the subtrees of ``without``."""
    barred = {below.i for top in without for below in top.subtree}
    return [below for below in token.subtree if below.i not in barred]


def runs(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens as contiguous runs, in text order."""
    run: list[Token] = []
    for token in sorted(set(tokens), key=lambda token: token.i):
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        run.append(token)
    if run:
        yield run
