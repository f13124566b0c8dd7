"""Attributions in a frame's own words: a verb, noun, adjective or adverb that attributes, and what depends on it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims_beam.attribution.rules.constructions import Construction
from claims_beam.lexicon import cue_verbs
from claims_beam.parsing.trees import SUBJECTS, children, is_passive, subject, subtree, verb_group


def find_indirect(doc: Doc) -> Iterator[Construction]:
    """Yield every attribution the rules see in the frame, most telling construction first for each cue."""
    for token in doc:
        found = next(_readings(token), None)
        if found is not None:
            found = replace(found, content=_without_afterthought(found.content))
        if found is not None and found.content and (found.source or found.rule in _UNSOURCED_RULES):
            yield found


def _without_afterthought(content: list[Token]) -> list[Token]:
    """Return the content without the reporter's last clause behind a comma: *that he won, a first for him*."""
    if not content:
        return content
    end = max(content, key=lambda token: token.i)
    for token in content:
        last = token.right_edge
        if token.dep_ in ("relcl", "appos") and last.i >= end.i - 1 and token.left_edge.i > 0:
            before = token.left_edge.nbor(-1)
            if before.text == "," and before in content:
                return [kept for kept in content if kept.i < before.i]
    return content


def _readings(token: Token) -> Iterator[Construction]:
    """Yield the constructions that the rules for the token's part of speech find, the preferred one first."""
    if token.lower_ == "according":
        yield from _according(token)
    elif token.lower_ == "words":
        yield from _in_words(token)
    elif token.tag_.startswith("VB"):
        lemma = lemma_of(token)
        if lemma:
            # The caller takes the first construction that is found, so the order of the rules decides.
            rules = _PASSIVE_RULES if is_passive(token) else _ACTIVE_RULES
            for rule in rules:
                yield from rule(token, lemma)
    elif token.tag_.startswith("NN"):
        yield from _noun(token)
    elif token.tag_.startswith("JJ") or token.tag_ == "VBN":
        yield from _adjective(token)
    elif token.lower_ in cue_verbs.CUE_ADVERBS:
        yield from _adverb(token)


def lemma_of(verb: Token) -> str | None:
    """Return the lexicon's name of the verb, its particle included (``point out``), None where it is not there."""
    head = cue_verbs.FORMS.get(verb.lower_)
    if head is None:
        return None
    particle = children(verb, "prt")
    return f"{head} {particle[0].lower_}" if particle else head


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _source(verb: Token) -> list[Token]:
    doer = subject(verb)
    if doer is None:
        return []
    if (
        doer.lower_ in cue_verbs.STATEMENT_NOUNS
        and doer.dep_ == "dobj"
        and _lemma(doer.head) in cue_verbs.ISSUING_VERBS
    ):
        doer = subject(doer.head) or doer
    elif doer.lower_ == "that" and doer.head.dep_ == "relcl":
        doer = doer.head.head
    return subtree(doer, [child for child in doer.children if verb in set(child.subtree)])


def _lemma(verb: Token) -> str | None:
    return cue_verbs.FORMS.get(verb.lower_)


def _own(verb: Token, rule: str, content: list[Token], extra_cue: list[Token] | None = None) -> Construction:
    """Return an attribution of an active verb: its subject is the source.

    The cue's own words never belong to the content.
    """
    cue = verb_group(verb) + children(verb, "prt") + (extra_cue or [])
    source = _source(verb)
    taken = {token.i for token in cue} | {token.i for token in source}
    content = [token for token in content if token.i not in taken]
    left = [token for token in content if token.i < cue[0].i]
    right = [token for token in content if token.i > verb.i]
    if left and right and not source and left[-1].i == cue[0].i - 1:
        source, content = left, right
    elif left and right and any(token.dep_ in SUBJECTS and token.head.dep_ == "ccomp" for token in right[:8]):
        content = right
    return Construction(rule, verb, cue, source, content)


def _clause(verb: Token, lemma: str) -> Iterator[Construction]:
    if lemma not in cue_verbs.CLAUSE_VERBS:
        return
    clauses = [child for child in children(verb, "ccomp") if child.tag_ != "VBG" or children(child, "aux", "nsubj")]
    if clauses:
        yield _own(verb, "clause", [token for clause in clauses for token in subtree(clause)])


def _parenthetical(verb: Token, lemma: str) -> Iterator[Construction]:
    """Yield the attribution of *The bill, he said, is dead*, where the verb depends on the clause it attributes."""
    if lemma in cue_verbs.CLAUSE_VERBS and verb.dep_ == "parataxis" and not children(verb, "dobj", "ccomp", "xcomp"):
        yield _own(verb, "parenthetical", subtree(verb.head, [verb]))


def _as_put(verb: Token, lemma: str) -> Iterator[Construction]:
    """Return the attribution of *As the mayor noted, it rained* and *As she put it, it poured*."""
    opened = any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
    put_it = lemma == "put" and any(child.lower_ == "it" for child in children(verb, "dobj"))
    says = lemma in cue_verbs.CLAUSE_VERBS and not children(verb, "ccomp", "xcomp")
    if opened and verb.dep_ == "advcl" and (says or put_it):
        yield _own(verb, "as", subtree(verb.head, [verb]))


def _infinitive(verb: Token, lemma: str) -> Iterator[Construction]:
    """Yield the infinitive of *promised to leave*, or the one with its subject of *urged them to leave*."""
    objects = children(verb, "dobj")
    for clause in children(verb, "xcomp"):
        if not _is_infinitive(clause):
            continue
        if objects and lemma in cue_verbs.OBJECT_INFINITIVE_VERBS:
            yield _own(verb, "object infinitive", subtree(objects[0]) + subtree(clause))
        elif not objects and lemma in cue_verbs.INFINITIVE_VERBS:
            yield _own(verb, "infinitive", subtree(clause))
    for clause in children(verb, "ccomp"):
        if _is_infinitive(clause) and lemma in cue_verbs.OBJECT_INFINITIVE_VERBS:
            yield _own(verb, "object infinitive", subtree(clause))


def _up_to_closing_mark(tokens: list[Token]) -> list[Token]:
    """Return the quoted name as far as its marks: *called it “a disgrace” in a letter*."""
    closing = [token.i for token in tokens if token.tag_ == "''"]
    return [token for token in tokens if not closing or token.i <= closing[-1]]


def _naming(verb: Token, lemma: str) -> Iterator[Construction]:
    if lemma not in cue_verbs.NAMING_VERBS:
        return
    named = children(verb, "oprd", "ccomp", "attr", "acomp", "xcomp")
    if named:
        content = [token for part in children(verb, "dobj") + named for token in subtree(part)]
        yield _own(verb, "naming", _up_to_closing_mark(content))


def _object(verb: Token, lemma: str) -> Iterator[Construction]:
    """Yield the object of the verb, with what belongs to the content behind it: *blamed the crew for it*."""
    for thing in children(verb, "dobj"):
        if thing.i < verb.i:
            continue
        tails = [
            child for child in children(verb, "prep") if lemma in cue_verbs.OBJECT_TAILS.get(child.lower_, frozenset())
        ]
        if tails or lemma in cue_verbs.OBJECT_VERBS:
            rule = f"object {tails[0].lower_}" if tails else "object"
            yield _own(verb, rule, [token for part in [thing, *tails] for token in subtree(part)])


def _preposition(verb: Token, lemma: str) -> Iterator[Construction]:
    if children(verb, "dobj"):
        return
    for link in children(verb, "prep"):
        if link.i > verb.i and lemma in cue_verbs.PREPOSITION_VERBS.get(link.lower_, frozenset()):
            content = [token for child in link.children for token in subtree(child)]
            yield _own(verb, "preposition", content, [link])


def _passive(verb: Token, lemma: str) -> Iterator[Construction]:
    """Yield what a passive attributes: *was asked whether*, *is said to*, *was described by them as*, *was said by*."""
    agents = [thing for by in children(verb, "agent") for thing in children(by, "pobj")]
    source = subtree(agents[0]) if agents else []
    subjects = children(verb, "nsubjpass")
    about = subtree(subjects[0]) if subjects else []
    cue = verb_group(verb)
    for clause in children(verb, "xcomp", "ccomp"):
        if lemma in cue_verbs.ASKED_VERBS and clause.dep_ == "ccomp":
            yield Construction("asked", verb, cue, source, subtree(clause))
        elif lemma in cue_verbs.PASSIVE_INFINITIVE_VERBS:
            yield Construction("passive infinitive", verb, cue, source, about + subtree(clause))
    if not agents:
        return
    for link in children(verb, "prep"):
        if link.lower_ == "as" and lemma in cue_verbs.OBJECT_TAILS["as"]:
            yield Construction("passive as", verb, cue, source, about + subtree(link))
    if about and lemma in cue_verbs.OBJECT_VERBS:
        yield Construction("passive by", verb, cue, source, about)


def _noun(noun: Token) -> Iterator[Construction]:
    class_ = cue_verbs.CUE_NOUNS.get(noun.lower_) or cue_verbs.CUE_NOUNS.get(noun.lower_.removesuffix("s"))
    if class_ is None:
        return
    owners = children(noun, "poss")
    source = [token for owner in owners for token in subtree(owner)]
    clauses = [child for child in children(noun, "acl", "ccomp") if children(child, "mark") or _is_infinitive(child)]
    if clauses and (owners or clauses[0].dep_ == "ccomp" or children(clauses[0], "mark")):
        yield Construction("noun clause", noun, [noun], source, subtree(clauses[0]))


def _adjective(adjective: Token) -> Iterator[Construction]:
    """Yield the content of an adjective that is a cue: *is sure that it sank*, *is aware of the leak*."""
    if adjective.lower_ not in cue_verbs.CUE_ADJECTIVES or adjective.dep_ not in ("acomp", "conj"):
        return
    verb = adjective.head
    doer = subject(verb)
    if doer is None:
        return
    for part in children(adjective, "ccomp", "xcomp"):
        yield Construction("adjective", adjective, [adjective], subtree(doer), subtree(part))
    for link in children(adjective, "prep"):
        content = [token for child in link.children for token in subtree(child)]
        yield Construction("adjective", adjective, [adjective, link], subtree(doer), content)


def _adverb(adverb: Token) -> Iterator[Construction]:
    clause = _find_clause(adverb)
    if children(clause, *SUBJECTS):
        yield Construction("adverb", adverb, [adverb], [], subtree(clause, [adverb]))


def _find_clause(token: Token) -> Token:
    """Return the verb of the clause the token stands in."""
    clause = token.head
    while clause.head != clause and not clause.tag_.startswith(("VB", "MD")):
        clause = clause.head
    return clause


def _in_words(words: Token) -> Iterator[Construction]:
    """Return the attribution of *In the mayor's words, it rained*."""
    link = words.head
    owners = children(words, "poss") + [who for of in children(words, "prep") for who in children(of, "pobj")]
    if link.lower_ == "in" and owners:
        content = subtree(link.head, [link])
        yield Construction("according", words, [link], subtree(owners[0]), content)


def _according(according: Token) -> Iterator[Construction]:
    clause = _find_clause(according)
    if according.i == according.sent.start:
        clause = according.sent.root
    for link in children(according, "prep"):
        for who in children(link, "pobj"):
            content = subtree(clause, [according])
            yield Construction("according", according, [according, link], subtree(who), content)


_UNSOURCED_RULES = frozenset({"passive infinitive", "passive as", "passive by", "asked", "adverb"})

_Rule = Callable[[Token, str], Iterator[Construction]]
_ACTIVE_RULES: tuple[_Rule, ...] = (
    _naming, _clause, _infinitive, _as_put, _parenthetical, _object, _preposition,
)  # fmt: skip
_PASSIVE_RULES: tuple[_Rule, ...] = (_passive,)
