"""How a text presents an event: as fact or as possible, wanted, future ..., and whether it says that it did not happen.

An event's own auxiliaries, adverbs and negation count, and those of the words that govern it, from the outermost in:
each says what follows for its complement (``lexicon.implicatives``).
"""

from collections.abc import Mapping

from spacy.tokens import Token

from claims_beam.lexicon import implicatives
from claims_beam.lexicon.auxiliaries import (
    ADJECTIVES,
    ADVERBS,
    CONDITIONALS,
    DENYING_ADJECTIVES,
    MODALS,
    PERFECT,
    PERFECT_MODALS,
)
from claims_beam.lexicon.function_words import DEFINITE_DETERMINERS
from claims_beam.lexicon.implicatives import ASSERTED, DENIED, POSSIBLE, RAISING, Modality, Presented, Signature
from claims_beam.lexicon.negations import (
    EVENT_NEGATIONS,
    NEARLY,
    NEGATING_DETERMINERS,
    OCCASIONS,
    SCALES,
    WITHOUT,
)

# The modalities stand in order from the most to the least certain. If an event has several, the least certain decides.
_STRENGTH: tuple[Modality, ...] = (
    "asserted", "probable", "future", "necessary", "conditional", "possible", "counterfactual",
)  # fmt: skip

_ADJECTIVES: Mapping[str, Presented] = {
    **{word: Presented(modality) for word, modality in ADJECTIVES.items()},
    **dict.fromkeys(DENYING_ADJECTIVES, DENIED),
}
_QUESTION_TAGS = ("WP", "WRB", "WDT")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_FINITE = ("VBD", "VBZ", "VBP")
_SETTLED = ("asserted", "probable", "future")
_MOST_GOVERNORS = 6


def read_event(event: Token) -> Presented:
    """Return how the event that the word names is presented by its own words and by those that govern it."""
    return _read(event, _MOST_GOVERNORS)


def is_raising(word: str) -> bool:
    """Return whether the word (lower case) before an infinitive only says how it is meant."""
    return word in RAISING


def is_infinitive(verb: Token) -> bool:
    """Return whether the verb stands with *to*."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _read(token: Token, left: int) -> Presented:
    own = _own(token)
    return own if left == 0 or token.head == token else _combined(own, _from_above(token, own, left - 1))


def _from_above(token: Token, own: Presented, left: int) -> Presented:
    """Return what the words above say of the event, whose own words say ``own``."""
    head = token.head
    match token.dep_:
        case "conj":
            return _joined(token, left)
        case "acomp" | "attr" | "oprd" | "compound" | "auxpass" | "aux":
            outer = _read(head, left)
            return Presented(outer.modality) if own.negated else outer
        case "xcomp":
            if is_infinitive(token):
                return _infinitive(token, left)
            return _projected(implicatives.of_complement(_word(head)), _read(head, left))
        case "ccomp":
            return _clause(token, left)
        case "dobj" | "nsubjpass" | "nsubj":
            return _argument(token, own, left)
        case "pcomp" | "pobj":
            return _behind_preposition(token, left)
        case "acl":
            return _of_noun(token, left)
        case "advcl":
            return _adjunct(token, left)
    return ASSERTED


def _projected(signature: Signature, governor: Presented) -> Presented:
    """Return what a governor that is itself presented so says of its complement.

    What may fail to happen, or must not be allowed, is left open.
    """
    said = signature.denied if governor.negated else signature.asserted
    kept = governor.modality in _SETTLED or (governor.negated and governor.modality != "necessary")
    return Presented(_less_sure(said.modality, governor.modality), said.negated and kept)


def _joined(token: Token, left: int) -> Presented:
    """Return how the second of two joined words is presented.

    It shares what governs the first, and its negation where it has no own words.
    """
    words = {child.lower_ for child in token.head.children if child.dep_ == "cc"}
    return _read(token.head, left) if "but" not in words and _shares(token, words) else ASSERTED


def _shares(token: Token, joiners: set[str]) -> bool:
    """Return whether the second word stands under the first one's auxiliaries or determiner: he will come and sing."""
    if not token.tag_.startswith("VB"):
        return not any(child.dep_ in ("det", "poss") and child.lower_ != "any" for child in token.children)
    if any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in token.children):
        return False
    return bool(joiners & {"or", "nor"}) or (token.tag_ == token.head.tag_ and token.tag_ not in _FINITE)


def _infinitive(token: Token, left: int) -> Presented:
    """Return how an infinitive is presented by its governor: refused to go, has yet to go, too tired to go."""
    head = token.head
    if any(child.lower_ in ("yet", "too") for child in head.children if child.dep_ == "advmod" and child.i < token.i):
        return DENIED
    return _projected(implicatives.of_infinitive(head.lower_), _read(head, left))


def _clause(token: Token, left: int) -> Presented:
    """Return how a clause is presented by its governor: doubts that it went, did not say why it went."""
    head = token.head
    signature = implicatives.PRESUPPOSING if _is_question(token) else implicatives.of_complement(_word(head))
    shown = _projected(signature, _read(head, left))
    # A clause that stands before its governor is not negated by it: "It went", he denied.
    return Presented(shown.modality) if token.i < head.i else shown


def _adjunct(token: Token, left: int) -> Presented:
    """Return how an infinitive of purpose or behind an adjective is presented: impossible for them to go."""
    if not is_infinitive(token):
        return ASSERTED
    return _infinitive(token, left) if token.head.tag_ == "JJ" else POSSIBLE


def _word(governor: Token) -> str:
    """Return what the governor is listed under.

    That is the word with its particle (*called off*), or its adjective (is *unlikely*).
    """
    for child in governor.children:
        if child.dep_ == "prt":
            return f"{governor.lower_} {child.lower_}"
        if child.dep_ == "acomp" and governor.tag_.startswith("VB"):
            return child.lower_
    return governor.lower_


def _argument(token: Token, own: Presented, left: int) -> Presented:
    """Return how an event that a noun names is presented: reached no deal, canceled the talks, no meeting was held."""
    outer = _read(token.head, left)
    if own.negated:
        return Presented(outer.modality)
    if _is_free_choice(token):
        return outer
    signature = implicatives.of_noun(_word(token.head))
    known = _is_definite(token) and signature == implicatives.IMPLYING
    if known or (token.dep_ == "nsubj" and signature != implicatives.IMPLYING):
        signature = implicatives.PRESUPPOSING
    return _projected(signature, outer)


def _behind_preposition(token: Token, left: int) -> Presented:
    """Return how an event behind a preposition is presented: without going, barred from going, aware of any talks."""
    preposition, governor = token.head, token.head.head
    outer = _read(governor, left)
    if preposition.lower_ in WITHOUT or governor.lower_ in WITHOUT:
        return DENIED if outer == ASSERTED else POSSIBLE
    signature = implicatives.of_complement(_word(governor))
    if preposition.lower_ in ("from", "of") or token.dep_ == "pcomp":
        if _own(governor).negated and governor.tag_.startswith("NN"):
            return DENIED  # There is no deal in *no sign of a deal*.
        if signature != implicatives.PLAIN:
            return _projected(signature, outer)
    open_ended = preposition.lower_ == "for" and token.dep_ == "pobj" and not _is_definite(token)
    return Presented(negated=outer.negated and (open_ended or _is_free_choice(token)))


def _of_noun(token: Token, left: int) -> Presented:
    """Return how a clause that explains a noun is presented: the refusal to go, no plan to go, nothing stopping it."""
    noun = token.head
    if is_infinitive(token):
        return _projected(implicatives.of_infinitive(noun.lower_), _read(noun, left))
    if _own(noun).negated or noun.lower_ in EVENT_NEGATIONS:
        return DENIED
    return implicatives.of_complement(noun.lower_).asserted


def _is_question(clause: Token) -> bool:
    return any(child.tag_ in _QUESTION_TAGS for child in clause.children)


def _is_free_choice(noun: Token) -> bool:
    return any(child.lower_ == "any" for child in noun.children)


def _is_definite(noun: Token) -> bool:
    """Return whether the text takes it for granted that there is one: the meeting, its meeting, the firm's meeting."""
    return any(child.lower_ in DEFINITE_DETERMINERS or child.dep_ == "poss" for child in noun.children)


def _combined(inner: Presented, outer: Presented) -> Presented:
    """Return the event seen from outside: the less sure of both, and two negations cancel out."""
    return Presented(_less_sure(inner.modality, outer.modality), inner.negated != outer.negated)


def _less_sure(one: Modality, other: Modality) -> Modality:
    return max(one, other, key=_STRENGTH.index)


def _own(event: Token) -> Presented:
    """Return what the event's auxiliaries, adverbs, adjectives, conjunction and negation say of it."""
    shown = ASSERTED
    perfect = any(child.dep_ == "aux" and child.lower_ in PERFECT for child in event.children)
    for child in event.children:
        word = child.lower_
        if child.dep_ in ("aux", "auxpass") and word in MODALS:
            shown = _combined(shown, Presented((PERFECT_MODALS if perfect else MODALS).get(word, MODALS[word])))
        elif child.dep_ == "advmod" and word in ADVERBS:
            shown = _combined(shown, Presented(ADVERBS[word]))
        elif child.dep_ == "amod" and word in _ADJECTIVES:
            shown = _combined(shown, _ADJECTIVES[word])
        elif child.dep_ == "mark" and word in CONDITIONALS:
            shown = _combined(shown, Presented("conditional"))
    return Presented(shown.modality, shown.negated != any(_denies(child) for child in event.children))


def _is_no(word: Token) -> bool:
    """Return whether *no* negates what it stands before: *no deal*, but not *no fewer than ten deals*."""
    following = word.nbor() if word.i + 1 < len(word.doc) else word
    return word.lower_ in NEGATING_DETERMINERS and following.tag_ not in ("JJR", "RBR")


def _is_no_occasion(noun: Token) -> bool:
    """Return whether the phrase says that it never happens: *at no time*, *under no circumstances*."""
    return noun.lower_ in OCCASIONS and any(_is_no(below) for below in noun.children)


def _is_of_something_else(negation: Token) -> bool:
    """Return whether *not* negates another word: *not only*, *not all*, *the ferry sailed, not the tug*."""
    following = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in SCALES or (negation.i > negation.head.i and negation.nbor(-1).lower_ == ",")


def _denies(child: Token) -> bool:
    """Return whether the word negates what it depends on: not, hasn't, no longer; nobody came; no deal was reached."""
    word = child.lower_
    if child.dep_ in _ARGUMENTS:
        return word in EVENT_NEGATIONS or any(_is_no(below) for below in child.children)
    if child.dep_ == "advmod" and word == "longer":
        return any(below.lower_ == "no" for below in child.children)
    if child.dep_ == "advmod" and word in NEARLY:
        return child.head.tag_ in ("VBD", "VBN")
    if child.dep_ == "prep":
        return any(_is_no_occasion(below) for below in child.children)
    if _is_of_something_else(child):
        return False
    return child.dep_ in ("neg", "advmod", "det", "preconj", "cc") and word in EVENT_NEGATIONS
