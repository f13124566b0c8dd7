"""Attributions of utterances: which verb of the frame each one depends on, and what only introduces speech."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from claims_beam.attribution.rules.constructions import Construction
from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.auxiliaries import BARE_COPULAS
from claims_beam.lexicon.labels import CREDITS
from claims_beam.lexicon.marks import CLOSING_DOUBLE, DASHES
from claims_beam.parsing import frames
from claims_beam.parsing.trees import children, subject, subtree, verb_group

_STEPS = 4
_REACH = 12
_NOMINAL_TAGS = frozenset({"NN", "PR", "DT", "CD"})
_NOMINAL_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "npadvmod", "ROOT", "appos", "oprd", "ccomp"})
_DASHES = frozenset(DASHES) | {"-", "--"}


def find_direct(doc: Doc, frame: Sequence[frames.Token]) -> Iterator[Construction]:
    """Yield the frame's utterances by the verb they depend on; those of one verb are one attribution in pieces."""
    spoken: dict[int, list[Token]] = {}
    for token in doc:
        if frame[token.i].utterance is None or token.text != frames.STAND_IN:
            continue
        if token.i > 1 and doc[token.i - 2].text == ":" and doc[0].lower_ != "according":
            yield from _introduced(doc[: token.i - 2], [token])
        elif (signed := _signed(token, frame)) is not None:
            yield signed
        elif (according := _according_near(token, frame)) is not None:
            yield according
        elif (verb := _find_verb(token, frame)) is not None:
            spoken.setdefault(verb.i, []).append(token)
    for verb_index, stand_ins in spoken.items():
        yield _attribution(doc[verb_index], stand_ins)


def _signed(stand_in: Token, frame: Sequence[frames.Token]) -> Construction | None:
    """Yield the source of “...” — Jane Doe, where a dash and a name close the line."""
    rest = list(stand_in.doc[stand_in.i + 3 :])
    while rest and not rest[-1].is_alpha:
        rest.pop()
    if not 1 < len(rest) <= _REACH or rest[0].text not in _DASHES or not rest[1].text[0].isupper():
        return None
    if any(token.tag_.startswith("VB") or frame[token.i].utterance is not None for token in rest[1:]):
        return None
    return Construction("label", rest[0], rest[:1], rest[1:], [stand_in])


def _according_near(stand_in: Token, frame: Sequence[frames.Token]) -> Construction | None:
    """Yield the source of *According to the mayor, “...”* and *“...,” according to the mayor*."""
    for token in [*_before(stand_in, frame), *islice(_after(stand_in, frame), 3)]:
        if token.lower_ == "according":
            for link in children(token, "prep"):
                for who in children(link, "pobj"):
                    return Construction("direct", token, [token, link], subtree(who), [stand_in])
        if token.lower_ == "words" and token.head.lower_ == "in":
            of_whom = [who for link in children(token, "prep") for who in children(link, "pobj")]
            for who in [*children(token, "poss"), *of_whom]:
                return Construction("direct", token.head, [token.head], subtree(who), [stand_in])
        if _is_speech_verb(token):
            return None
    return None


def _find_verb(stand_in: Token, frame: Sequence[frames.Token]) -> Token | None:
    """Return the verb of speech above the utterance, else the nearest, else any verb that governs it across a comma."""
    token = stand_in
    for _ in range(_STEPS):
        token = token.head
        if _is_speech_verb(token) and frame[token.i].utterance is None:
            return token
    near = next(filter(_is_speech_verb, [*_after(stand_in, frame), *_before(stand_in, frame)]), None)
    if near is None and stand_in.head.tag_.startswith("VB") and _is_set_off(stand_in):
        return stand_in.head
    return near


def _is_speech_verb(token: Token) -> bool:
    return token.tag_.startswith("VB") and cue_verbs.FORMS.get(token.lower_) in cue_verbs.SPEECH_VERBS


def _is_set_off(stand_in: Token) -> bool:
    """Return whether the utterance opens the sentence or follows a comma, and its head is more than a form of *be*."""
    before = stand_in.i - 2
    return (before < 0 or stand_in.doc[before].text == ",") and stand_in.head.lower_ not in BARE_COPULAS


def _after(stand_in: Token, frame: Sequence[frames.Token]) -> Iterator[Token]:
    doc = stand_in.doc
    for token in doc[stand_in.i + 3 : stand_in.i + 3 + _REACH]:
        if frame[token.i].utterance is not None:
            return
        yield token


def _before(stand_in: Token, frame: Sequence[frames.Token]) -> Iterator[Token]:
    doc = stand_in.doc
    for token in reversed(doc[max(0, stand_in.i - 1 - _REACH) : stand_in.i - 1]):
        if frame[token.i].utterance is not None:
            return
        yield token


def _attribution(verb: Token, stand_ins: list[Token]) -> Construction:
    cue = verb_group(verb) + children(verb, "prt")
    return Construction("direct", verb, cue, find_speaker(verb, stand_ins), list(stand_ins))


def find_speaker(verb: Token, stand_ins: Sequence[Token] = ()) -> list[Token]:
    """Return the words naming who speaks: after “...,” said, what follows.

    Where nothing follows, they are the subject, or else what stands next to the verb.
    """
    barred = [*stand_ins, verb]
    inverted = bool(stand_ins) and verb.i > 0 and verb.nbor(-1).text == CLOSING_DOUBLE
    doer = subject(verb)
    if not inverted and doer is not None and doer not in stand_ins:
        return _phrase(doer, barred)
    return _following_phrase(verb, barred) or _words_between(stand_ins, verb)


def _following_phrase(verb: Token, barred: Sequence[Token]) -> list[Token]:
    """Return the widest nominal that starts right after the verb."""
    starting = [token for token in verb.doc[verb.i + 1 :] if token.left_edge.i == verb.i + 1]
    nominal = [token for token in starting if token.tag_[:2] in _NOMINAL_TAGS and token.dep_ in _NOMINAL_ROLES]
    return _phrase(nominal[-1], barred) if nominal else []


def _words_between(stand_ins: Sequence[Token], verb: Token) -> list[Token]:
    """Return the source of *“...,” Jane Doe said* where the parse gives the verb no subject."""
    closing = max((token.i + 2 for token in stand_ins if token.i < verb.i), default=verb.i)
    words = list(verb.doc[closing + 1 : verb_group(verb)[0].i])
    return words if not any(token.tag_.startswith("VB") for token in words) else []


def _phrase(noun: Token, barred: Sequence[Token]) -> list[Token]:
    """Return the noun's subtree without any branch that holds a barred token."""
    return subtree(noun, [child for child in noun.children if any(token in set(child.subtree) for token in barred)])


def _introduced(words: Iterable[Token], content: list[Token]) -> Iterator[Construction]:
    """Yield what stands before the colon.

    That is its last verb of speech, or its last verb, or a label (``Jane Doe: “...``).
    """
    words = list(words)
    dashes = [i for i, token in enumerate(words) if token.text in _DASHES]
    words = words[dashes[-1] + 1 :] if dashes else words
    verbs = [token for token in words if token.tag_.startswith("VB") and token.tag_ != "VBN"]
    speech = [token for token in verbs if _is_speech_verb(token)]
    for verb in [*reversed(speech), *reversed(verbs)]:
        source = find_speaker(verb)
        if source:
            yield Construction("introduction", verb, verb_group(verb), source, content)
            return
    if len(words) > 1 and cue_verbs.FORMS.get(words[0].lower_) in cue_verbs.SPEECH_VERBS:
        yield Construction("introduction", words[0], words[:1], words[1:], content)
    elif words and not verbs and len(words) <= _REACH and (words[0].tag_ == "NNP" or words[0].lower_ in CREDITS):
        colon = words[-1].nbor(1)
        yield Construction("label", words[-1], [colon], words, content)


def find_introduction(doc: Doc) -> Iterator[Construction]:
    """Yield the introduction that a frame gives to what follows it, if the frame ends in a colon."""
    if len(doc) > 1 and doc[-1].text == ":":
        yield from _introduced(doc[:-1], [])
